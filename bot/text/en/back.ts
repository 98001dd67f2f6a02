import type { ShownBack } from "../../domain/check-in/something-back.ts";
import { atStart, longDate } from "../wording.ts";
import { vocabularyEn } from "./vocabulary.ts";

const date = longDate("en-GB");

/** One line on the receipt, of what is true. */
export function backEn(said: ShownBack): string {
  if (said.kind === "answered") return `${said.teams} other teams in the municipality answered last week.`;
  const name = atStart(said.solutionName);
  if (said.kind === "working") return `${name}: ${said.by} began on ${date(said.on)} on what you reported.`;
  if (said.kind === "tried") return `${name}: Another team has tried something that worked. It is under “Trials”.`;
  const { usage } = vocabularyEn;
  return `${name}: ${said.weeks} weeks ago you answered “${usage[said.from]}”, now “${usage[said.to]}”.`;
}
