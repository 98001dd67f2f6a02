import type { ImportProblemCode } from "../text/da/import.ts";
import { kitosSheet } from "./files.ts";
import { startOf } from "./what-file.ts";

/** What a file or a sheet of another program is, told by its name or its headings; undefined for one that may be of a directory. */
export function whoseTable(name: string, headings: readonly string[]): ImportProblemCode | undefined {
  const has = (...wanted: string[]) => wanted.every((heading) => headings.includes(heading));
  // What somebody has used, named or not: people are not watched here.
  if (has("report refresh date")) return "useOfPeople";
  if (/^usage(\.csv)?$/i.test(name.trim()) || has("active", "eligible")) return "measuredUse";
  if (name.trim() === kitosSheet || has("it system", "livscyklus")) return "kitosExport";
  return undefined;
}

/** The headings of a CSV file as far as they tell whose it is, whatever it has between its columns. */
export function headingsOf(bytes: Uint8Array): string[] {
  const [line = ""] = startOf(bytes)
    .replace(/^"?sep=.+[\r\n]+/i, "")
    .split(/[\r\n]/, 1);
  return line.split(/[;,\t|]/).map((heading) => heading.replaceAll('"', "").trim().toLowerCase());
}
