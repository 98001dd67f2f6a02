import type { Finding, FindingCode } from "../../domain/sources.ts";
import { withoutNumbers } from "./source-fields.ts";

/** What did not join, as it is found. What looks like a civil registration number is not kept, in whatever field it came. */
export class Findings {
  readonly list: Finding[] = [];
  readonly #seen = new Set<string>();

  add(code: FindingCode, id: string, name: string, other = ""): void {
    const key = `${code}:${id}:${other}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push({ code, id: shown(id), name: shown(name), other: shown(other) });
  }
}

const longest = 200;

/** What of a source's text may be kept to be read by people. */
export function shown(text: string): string {
  return withoutNumbers(text) === text ? text.slice(0, longest) : "…";
}
