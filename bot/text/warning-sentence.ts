import { score, usageLevels } from "../domain/vocabulary.ts";
import type { Warning } from "../domain/warnings.ts";
import type { TabText } from "./da/tab.ts";

interface Around {
  /** What a team is called. */
  teamName: (id: string) => string | undefined;
  /** Whether those who use the solution write for each other. */
  isShared: boolean;
}

type Words = Pick<TabText, "attention" | "vocabulary">;

/** Why a warning is raised, with the figures that raised it. */
export function warningSentence(
  { rule, figures, teamIds }: Pick<Warning, "rule" | "figures" | "teamIds">,
  { teamName, isShared }: Around,
  text: Words,
): string {
  const figure = (name: string) => figures[name] ?? 0;
  const words = text.attention;
  switch (rule) {
    case "whiteElephant":
      return words.whiteElephant(figure("everyday"), figure("answered"), figure("weeks"));
    case "falling":
      return words.falling(figure("before"), figure("now"), figure("both"), figure("weeks"));
    case "onePerson":
      return words.onePerson(figure("carried"), figure("answered"));
    case "oldWayAlive":
      return words.oldWayAlive(figure("alive"), figure("answered"), figure("weeks"));
    case "layersApart": {
      const [most = "", least = ""] = teamIds.map(teamName);
      const [mostLevel, leastLevel] = [levelName(figure("most"), text), levelName(figure("least"), text)];
      return words.layersApart(most, mostLevel, least, leastLevel, isShared);
    }
  }
}

function levelName(value: number, { vocabulary }: Words): string {
  const level = usageLevels.find((candidate) => score(candidate) === value);
  return level === undefined ? "" : vocabulary.usage[level];
}
