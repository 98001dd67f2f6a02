import { followUpCard, followUpNote } from "../cards/follow-up-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import type { Card } from "../channel.ts";
import { localDate } from "../domain/calendar.ts";
import { followUpDate } from "../domain/citizen/again.ts";
import { OmbordError } from "../errors.ts";
import { pendingFollowUps } from "../use-cases/citizen/pending-follow-ups.ts";
import { changeCitizenCase } from "../use-cases/citizen/update-citizen-case.ts";
import { contextOf } from "../use-cases/errand.ts";
import type { Turn } from "./turn.ts";

/** One press on *Hvordan gik det?*: the outcome or a new date. The card then shows those that are left. */
export async function answerFollowUp(turn: Turn, data: unknown): Promise<Card> {
  const { case: id, outcome, again } = parseSubmit("followUp", data);
  if (outcome === undefined && again === undefined) throw new OmbordError("invalid", "nothingChosen");
  const change =
    again === undefined
      ? { outcome, followUpOn: null }
      : { outcome, followUpOn: followUpDate(again, localDate(turn.now)) };
  const changed = await changeCitizenCase(turn.errand, { id, ...change });
  const left = await pendingFollowUps(contextOf(turn.errand), turn.actor.personId);
  return followUpCard(left, turn.text, followUpNote(changed, turn.text, again !== undefined));
}
