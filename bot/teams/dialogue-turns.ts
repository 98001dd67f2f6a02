import { dialogueCard } from "../cards/dialogue-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import { sentenceCard } from "../cards/talk-cards.ts";
import type { Card } from "../channel.ts";
import { talkedAbout, teamDialogues } from "../use-cases/dialogue/team-dialogue.ts";
import type { OutgoingCard, Turn } from "./turn.ts";

/** `dialog`: the question of the month for each team that the person is asked for; at most so many at once. */
export async function sayDialogue(turn: Turn): Promise<OutgoingCard[]> {
  const { dialogue } = turn.text;
  const found = (await teamDialogues(turn.errand)).slice(0, mostTeams);
  if (found.length === 0) return [{ card: sentenceCard(dialogue.title, dialogue.none), summary: dialogue.none }];
  return found.map((one) => ({ card: dialogueCard(one, turn.text), summary: dialogue.title }));
}

const mostTeams = 2;

/** *Vi talte om det*: that is all there is to say. */
export async function talked(turn: Turn, data: unknown): Promise<Card> {
  await talkedAbout(turn.errand, parseSubmit("dialogue", data).team);
  const { dialogue } = turn.text;
  return sentenceCard(dialogue.title, dialogue.thanks);
}
