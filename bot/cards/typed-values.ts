import type { FormValues } from "./check-in-card.ts";

/** What a client sends for nothing. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}

/** What was typed into a form, to show it again, `""` for what was left empty; what is no short text, toggle or list is left out. */
export function typedValues(data: unknown): FormValues {
  const entries = Object.entries(typeof data === "object" && data !== null ? data : {});
  return Object.fromEntries(
    entries.flatMap(([key, value]): [string, string][] => {
      const typed = Array.isArray(value) ? value.filter((item) => typeof item === "string").join(",") : value;
      if (isEmpty(typed)) return [[key, ""]];
      if (typeof typed === "boolean") return [[key, String(typed)]];
      return typeof typed === "string" && typed.length <= 4000 ? [[key, typed]] : [];
    }),
  );
}

/** A check-in asks about four solutions and a few things beside them. */
const mostDrafted = 40;

/** The check-in's own inputs among the values, such as `level.x`. */
export function draftOf(values: FormValues): FormValues {
  const own = Object.entries(values).filter(
    ([key, value]) => /^(level|trouble|extra|works|trial|step|round)\..{1,100}$/.test(key) && value.length <= 40,
  );
  return Object.fromEntries(own.slice(0, mostDrafted));
}
