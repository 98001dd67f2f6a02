import { type DigitGroup, digitRuns, findCprNumbers, findPhoneNumbers } from "./find-numbers.ts";
import { type FoldedText, foldText } from "./folded-text.ts";

// Runs in the browser too: nothing of Node here. Rules: docs/domain.md, "The guard against personal data".

/** What the guard found, in UTF-16 units of the original text. `block` is never stored; `warn` the writer may confirm. */
export type Finding = { index: number; length: number } & (
  | { kind: "cpr"; severity: "block"; certain: boolean }
  | { kind: WarningKind; severity: "warn" }
);

type WarningKind = "email" | "phone" | PatternKind;
type PatternKind = "address" | "postalTown" | "caseNumber" | "birthDate" | "titledName";

// Every pattern is tried at the beginning of a word only and has no unbounded repetition inside another, so that
// the time is proportional to the text.
const emailPattern = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

const houseNumber = String.raw`,?\s{1,3}(?:nr\.?\s?)?\d{1,3}(?!\d|[.,]\d|\s?%)`;
const streetEndings = "vej|vejen|gade|gaden|allé|alléen|stræde|strædet|boulevard|boulevarden";
// Common words too (arbejdsplads 2, haven 3), so these count only in a capitalised name.
const placeEndings =
  "plads|pladsen|torv|torvet|vænge|vænget|vang|vangen|park|parken|have|haven|bakke|bakken|sti|stien|kaj|kajen|toft|toften|lund|lunden|krogen|engen|brinken|skrænten";
const streetWords = "Vej|Gade|Allé|allé|Alle|Stræde|Boulevard|Plads|Torv|Vænge|Park|Have|Bakke|Kaj|Vang|Toft";
const addressPatterns = [
  new RegExp(String.raw`(?<!\p{L})(?:\p{L}{1,40}(?:${streetEndings})|\p{L}{4,40}alle)${houseNumber}`, "giu"),
  new RegExp(String.raw`(?<!\p{L})\p{Lu}\p{L}{1,40}(?:${placeEndings})${houseNumber}`, "gu"),
  new RegExp(String.raw`(?<!\p{L})\p{Lu}[\p{L}.]{1,40}\s{1,3}(?:${streetWords})${houseNumber}`, "gu"),
];

const months =
  "jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const numericDate = String.raw`\d{1,4}[\s./-]{1,3}\d{1,2}(?:[\s./-]{1,3}\d{2,4})?`;
const writtenDate = String.raw`\d{1,2}\.?\s{0,2}(?:${months})(?!\p{L})(?:\.?\s{1,2}\d{2,4})?`;

const patterns: Record<PatternKind, RegExp[]> = {
  address: addressPatterns,
  // 2001–2099 are years and no postal codes; below 0800 there are none.
  postalTown: [/(?<![\p{L}\p{N}.,/])(?!20(?!00)|0[0-7])\d{4}\s{1,2}\p{Lu}\p{Ll}{1,40}/gu],
  caseNumber: [
    /(?<!\p{L})(?:sags?|journal|j)[\s.-]{0,2}(?:nr|nummer(?:et)?|id)\.?[\s:#.-]{0,4}(?:er\s)?\p{L}{0,6}[-/]?\d[\d./-]{0,30}/giu,
  ],
  birthDate: [
    new RegExp(
      String.raw`(?<!\p{L})(?:f(?:ø|oe)dt|f(?:ø|oe)dselsda(?:g|to)(?:en)?)(?!\p{L})[\s:]{0,3}(?:(?:er|den|d\.)\s{0,2}){0,2}(?:${writtenDate}|${numericDate}|\d{6}|\d{8})(?!\d)`,
      "giu",
    ),
  ],
  // Not "HR", which is a department.
  titledName: [/(?<!\p{L})(?:[Hh]r|[Ff]ru|[Ff]rk|[Ff]røken)\.?\s{1,3}\p{Lu}[\p{L}'-]{1,40}/gu],
};

/**
 * Everything in the text that identifies, or may identify, a person, by its place in the text. The modulus-11 check
 * decides only `certain`. Time is proportional to the length of the text.
 */
export function inspectText(text: string): Finding[] {
  const folded = foldText(text);
  const runs = digitRuns(folded.text);
  const cprNumbers = cprFindings(folded, runs);
  const covered = new Uint8Array(text.length);
  for (const { index, length } of cprNumbers) covered.fill(1, index, index + length);
  const warnings = [...phoneFindings(folded, runs), ...patternFindings(folded)];
  const apart = warnings.filter(({ index, length }) => !covered.subarray(index, index + length).includes(1));
  return [...cprNumbers, ...apart].sort((a, b) => a.index - b.index);
}

/** Whether the text holds a CPR number, and so must not be stored, logged or shown to anybody but its writer. */
export function isBlocked(text: string): boolean {
  return digitRuns(foldText(text).text).some((run) => !findCprNumbers(run).next().done);
}

function cprFindings(folded: FoldedText, runs: DigitGroup[][]): Finding[] {
  return runs
    .flatMap((run) => [...findCprNumbers(run)])
    .map(({ start, end, certain }) => {
      return { kind: "cpr", severity: "block", ...place(folded, start, end), certain };
    });
}

function phoneFindings(folded: FoldedText, runs: DigitGroup[][]): Finding[] {
  const numbers = runs.flatMap((run) => findPhoneNumbers(run, folded.text));
  return numbers.map(({ start, end }) => ({ kind: "phone", severity: "warn", ...place(folded, start, end) }));
}

function patternFindings(folded: FoldedText): Finding[] {
  const all: [WarningKind, RegExp[]][] = [
    ["email", [emailPattern]],
    ...(Object.entries(patterns) as [PatternKind, RegExp[]][]),
  ];
  return all.flatMap(([kind, alternatives]) =>
    alternatives
      .flatMap((pattern) => [...folded.text.matchAll(pattern)])
      .map((match) => ({ kind, severity: "warn", ...place(folded, match.index, match.index + match[0].length) })),
  );
}

/** From the folded text back to what was written. */
function place(folded: FoldedText, start: number, end: number): { index: number; length: number } {
  if (folded.starts === null || folded.ends === null) return { index: start, length: end - start };
  const index = folded.starts[start] ?? 0;
  return { index, length: (folded.ends[end - 1] ?? index) - index };
}
