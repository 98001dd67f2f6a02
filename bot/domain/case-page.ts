// What becomes part of a case somewhere else (ESDH) leaves as a dated page with a short title.

/** What there is such a page of. */
export const casePageKinds = ["decision", "criteria", "screening"] as const;
export type CasePageKind = (typeof casePageKinds)[number];

/** So long a title fits in the case systems that municipalities use, and is read at a glance. */
export const mostTitle = 100;

/** The date first, so that titles sort; then what it is and of what. What is too long is cut at its end. Pure. */
export function caseTitle(date: string, what: string, parts: readonly (string | null)[]): string {
  const of = parts.filter((part) => part !== null && part !== "").join(", ");
  const whole = `${date} ${what}${of === "" ? "" : `: ${of}`}`;
  const letters = [...whole];
  return letters.length <= mostTitle
    ? whole
    : `${letters
        .slice(0, mostTitle - 1)
        .join("")
        .trimEnd()}…`;
}
