import type { Card } from "../channel.ts";
import type { TeamDialogue } from "../domain/dialogue.ts";
import type { Text } from "../text/text.ts";
import { card, execute, heading, paragraph, strong, subtle } from "./card.ts";

/** One question for the team's next meeting; nothing is answered to it but that it was talked about. */
export function dialogueCard({ teamId, teamName, theme, solutionName }: TeamDialogue, text: Text): Card {
  const { dialogue } = text;
  const words = dialogue.themes[theme];
  const about = solutionName ?? dialogue.anySolution;
  return card(
    [
      heading(dialogue.title),
      subtle(teamName),
      strong(words.question(about), { spacing: "Medium" }),
      paragraph(words.why(about)),
      { ...subtle(dialogue.notToMe), size: "Small", spacing: "Medium" },
    ],
    [execute(dialogue.talked, "dialogue/talked", { team: teamId })],
  );
}
