import type { ShownBack } from "../../domain/check-in/something-back.ts";
import { atStart, longDate } from "../wording.ts";
import { vocabularyDa } from "./vocabulary.ts";

const date = longDate("da-DK");

/** One line on the receipt, of what is true. */
export function backDa(said: ShownBack): string {
  if (said.kind === "answered") return `${said.teams} andre teams i kommunen svarede i sidste uge.`;
  const name = atStart(said.solutionName);
  if (said.kind === "working") return `${name}: ${said.by} gik i gang ${date(said.on)} med det, I har meldt.`;
  if (said.kind === "tried")
    return `${name}: Et andet team har prøvet noget, der virkede. Det står under »Prøvehandlinger«.`;
  const { usage } = vocabularyDa;
  return `${name}: For ${said.weeks} uger siden svarede I »${usage[said.from]}«, nu »${usage[said.to]}«.`;
}
