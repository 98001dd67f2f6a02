import { bothTeamsCard, bothTeamsReceipt, fieldsOf } from "../cards/both-teams-card.ts";
import {
  followUpAnswers,
  givenAnswers,
  parseSubmit,
  roundAnswer,
  type Submitted,
  touchedAnswers,
} from "../cards/submit.ts";
import { draftOf, typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import { localDate } from "../domain/calendar.ts";
import { may } from "../domain/permissions.ts";
import { OmbordError } from "../errors.ts";
import type { AnswerResult, CheckInReply } from "../use-cases/check-in/answer-check-in.ts";
import { openCheckIn } from "../use-cases/check-in/open-check-in.ts";
import { showCheckIn } from "../use-cases/check-in/show-check-in.ts";
import { nextCard, reply, takeBeside, trueCard } from "./check-in-turns.ts";
import type { Turn } from "./turn.ts";

/** *Begge teams på ét kort*, with what was filled in; the card as it is where only one of them is still to be answered. */
export async function showBoth(turn: Turn, data: unknown): Promise<Card> {
  const { week, team } = parseSubmit("checkIn", data);
  const values = draftOf(typedValues(data));
  const view = await showCheckIn(turn.errand, { week, teamId: team });
  const other = view.beside === undefined || view.closed ? null : await openCheckIn(turn.errand, view.beside);
  const isForBoth = other?.checkIn.week === week && other.checkIn.state === "open" && view.checkIn.state === "open";
  if (other === null || !isForBoth) return trueCard(turn, view, { values });
  // What others wrote stands on it: where that is taken out, this card is redrawn as the other team's.
  const showsWords = other.toConfirm.length + other.trials.length + other.steps.length > 0;
  if (showsWords) await turn.rememberAs({ week, teamId: other.checkIn.teamId });
  return bothTeamsCard([view, other], { text: turn.text, values });
}

type Form = Submitted<"checkInForm">;

export function sendBoth(turn: Turn, data: unknown): Promise<Card> {
  return replyToBoth(turn, data, (form) => ({ kind: "answer", given: givenAnswers(form), round: roundAnswer(form) }));
}

export function sendBothAsLast(turn: Turn, data: unknown): Promise<Card> {
  return replyToBoth(turn, data, (form) => ({
    kind: "asLast",
    touched: touchedAnswers(form),
    round: roundAnswer(form),
  }));
}

/**
 * Each team's answer is stored by itself, exactly as from its own card, so that a second click, a replay and the other's card store
 * nothing twice. Nothing is stored where a field cannot be read or a team is not the person's.
 */
async function replyToBoth(turn: Turn, data: unknown, replyOf: (form: Form) => CheckInReply): Promise<Card> {
  const { week, team, beside, ...fields } = parseSubmit("checkInBoth", data);
  const { actor, directory, now } = turn.errand;
  const isTheirs = (id: string) => may(directory, actor.personId, "answerCheckIn", id, localDate(now));
  if (beside === team || ![team, beside].every(isTheirs)) throw new OmbordError("notFound");
  const read = (id: string, which: "1" | "2") => {
    const own = { ...fieldsOf(which, fields), seen: null, week, team: id };
    const form = parseSubmit("checkInForm", own);
    return { own, form, given: replyOf(form), also: followUpAnswers(form) };
  };
  return answered(turn, read(team, "1"), read(beside, "2"));
}

interface Read {
  own: Record<string, unknown>;
  form: Form;
  given: CheckInReply;
  also: ReturnType<typeof followUpAnswers>;
}

/** What could not be taken is shown first, then what was flagged, else the receipt of both. */
async function answered(turn: Turn, ...forms: readonly [Read, Read]): Promise<Card> {
  const refused: Card[] = [];
  const results: AnswerResult[] = [];
  for (const { own, form, given, also } of forms) {
    const result = await reply(turn, form, given, own);
    if ("card" in result) refused.push(result.card);
    else results.push(await takeBeside(turn, result, also));
  }
  const [card] = refused;
  if (card !== undefined) return card;
  const asks = results.find(
    ({ outcome, isKept, already = [], view }) =>
      outcome === "changedMeanwhile" || isKept || already.length > 0 || view.undescribed.length > 0,
  );
  if (asks !== undefined) return nextCard(turn, asks);
  const [one, other] = results.map(({ view }) => view);
  if (one === undefined || other === undefined) throw new OmbordError("notFound");
  return bothTeamsReceipt([one, other], turn.text);
}
