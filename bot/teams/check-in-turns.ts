import { v7 as uuid } from "uuid";
import { alreadyReportedCard, barrierCategoryCard, whatWasReported } from "../cards/barrier-card.ts";
import { type CheckInCardOptions, checkInCard, type FormValues, originOf } from "../cards/check-in-card.ts";
import { followUpAnswers, givenAnswers, parseSubmit, roundAnswer, touchedAnswers } from "../cards/submit.ts";
import { sentenceCard } from "../cards/talk-cards.ts";
import { draftOf, typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import { localDate, weekNumber } from "../domain/calendar.ts";
import type { CheckInView } from "../domain/check-in/check-in.ts";
import { answersNow, askedFor, teamsWhere } from "../domain/permissions.ts";
import { OmbordError } from "../errors.ts";
import { type AnswerResult, answerCheckIn, type CheckInReply } from "../use-cases/check-in/answer-check-in.ts";
import { answerFollowUps, type FollowUpAnswers, withDone } from "../use-cases/check-in/answer-follow-ups.ts";
import { openCheckIn } from "../use-cases/check-in/open-check-in.ts";
import { type Rhythm, setRhythm } from "../use-cases/check-in/set-rhythm.ts";
import { showCheckIn } from "../use-cases/check-in/show-check-in.ts";
import { snoozeCheckIn } from "../use-cases/check-in/snooze-check-in.ts";
import { markStep } from "../use-cases/small-step/small-steps.ts";
import { type OutgoingCard, refreshFor, sentenceOf, type Turn } from "./turn.ts";

/** `ugens check-in`: one card for each of the person's teams. */
export async function myCheckIns(turn: Turn): Promise<OutgoingCard[]> {
  return checkInCards(turn, () => ({}));
}

/** The same, shown as each asks for: those that are the person's now, or else all that they may answer for. */
export async function checkInCards(
  turn: Turn,
  shownAs: (view: CheckInView) => Partial<CheckInCardOptions>,
): Promise<OutgoingCard[]> {
  const { directory, actor } = turn.errand;
  const date = localDate(turn.now);
  const all = teamsWhere(directory, actor.personId, "answerCheckIn", date);
  const own = all.filter((teamId) => answersNow(directory, actor.personId, teamId, date));
  const teamIds = own.length > 0 ? own : all;
  const views: CheckInView[] = [];
  for (const teamId of teamIds) {
    const view = await openCheckIn(turn.errand, teamId);
    if (view !== null) views.push(view);
  }
  if (views.length === 0) {
    const sentence = teamIds.length === 0 ? turn.text.notForYou.checkIn : turn.text.checkIn.nothingToAsk;
    return [{ card: sentenceCard(turn.text.status.noCheckIn, sentence), summary: sentence }];
  }
  return views.map((view) => outgoing(turn, view, shownAs(view)));
}

/**
 * This week's cards, after something has been done about each open check-in that it is this person's turn to answer. Who
 * only may answer, such as a stand-in whose leader is here, decides by a button for one team.
 */
export async function eachAsked(
  turn: Turn,
  act: (view: CheckInView) => Promise<OutgoingCard>,
): Promise<OutgoingCard[]> {
  const { actor, directory, now } = turn.errand;
  const teamIds = teamsWhere(directory, actor.personId, "answerCheckIn", localDate(now)).filter((teamId) =>
    askedFor(directory, teamId, localDate(now)).includes(actor.personId),
  );
  const cards: OutgoingCard[] = [];
  for (const teamId of teamIds) {
    const view = await openCheckIn(turn.errand, teamId);
    if (view === null) continue;
    cards.push(view.checkIn.state === "open" ? await act(view) : outgoing(turn, view));
  }
  return cards.length === 0 ? myCheckIns(turn) : cards;
}

/** The message that carries a check-in card. */
export function outgoing(turn: Turn, view: CheckInView, options: Partial<CheckInCardOptions> = {}): OutgoingCard {
  return {
    card: trueCard(turn, view, options),
    summary: turn.text.checkIn.summary(view.teamName, weekNumber(view.checkIn.week)),
    checkIn: { week: view.checkIn.week, teamId: view.checkIn.teamId },
  };
}

export function trueCard(turn: Turn, view: CheckInView, options: Partial<CheckInCardOptions> = {}): Card {
  return checkInCard(view, { text: turn.text, refreshFor: refreshFor(turn), ...options });
}

export async function showAgain(turn: Turn, data: unknown): Promise<Card> {
  const { week, team, draft } = parseSubmit("checkIn", data);
  return trueCard(turn, await showCheckIn(turn.errand, { week, teamId: team }), { values: draft });
}

/** *Ret svar*, and *Svar alligevel* after a skip. */
export async function correct(turn: Turn, data: unknown): Promise<Card> {
  const { week, team } = parseSubmit("checkIn", data);
  const view = await showCheckIn(turn.errand, { week, teamId: team });
  const error = view.closed ? turn.text.errors.closed : undefined;
  return trueCard(turn, view, { correcting: true, error });
}

export async function send(turn: Turn, data: unknown): Promise<Card> {
  const form = parseSubmit("checkInForm", data);
  const given = givenAnswers(form);
  const also = followUpAnswers(form);
  const result = await reply(turn, form, { kind: "answer", given, round: roundAnswer(form) }, data);
  if ("card" in result) return result.card;
  return nextCard(turn, await takeBeside(turn, result, also));
}

export async function takeBeside(turn: Turn, result: AnswerResult, also: FollowUpAnswers): Promise<AnswerResult> {
  const { week, team } = originOf(result.view);
  const recorded = await answerFollowUps(turn.errand, { week, teamId: team }, also);
  if (also.works.length > 0) turn.deliverSoon(turn.actor.tenantId);
  return { ...result, view: withDone(result.view, recorded) };
}

export async function sendAsLast(turn: Turn, data: unknown): Promise<Card> {
  return replyWithoutLevels(turn, data, { kind: "asLast" });
}

export async function skipWeek(turn: Turn, data: unknown): Promise<Card> {
  return replyWithoutLevels(turn, data, { kind: "skip" });
}

/** Whatever is on the form counts, whichever button was pressed. */
async function replyWithoutLevels(
  turn: Turn,
  data: unknown,
  { kind }: Extract<CheckInReply, { kind: "asLast" | "skip" }>,
): Promise<Card> {
  const form = parseSubmit("checkInForm", data);
  const also = followUpAnswers(form);
  // Without what the form was built on: neither reply rests on what it shows.
  const given = { kind, touched: touchedAnswers(form), round: roundAnswer(form) };
  const result = await reply(turn, { week: form.week, team: form.team }, given, data);
  if ("card" in result) return result.card;
  return nextCard(turn, await takeBeside(turn, result, also));
}

/** *Mind mig om det i morgen*. */
export async function snooze(turn: Turn, data: unknown): Promise<Card> {
  const { week, team } = parseSubmit("checkIn", data);
  return snoozed(turn, { week, teamId: team }, draftOf(typedValues(data)));
}

/** The form stands as it was left. */
async function snoozed(turn: Turn, where: { week: string; teamId: string }, values: FormValues): Promise<Card> {
  try {
    return trueCard(turn, await snoozeCheckIn(turn.errand, where), { values });
  } catch (error) {
    if (!(error instanceof OmbordError) || error.code !== "closed") throw error;
    const view = await showCheckIn(turn.errand, where);
    return trueCard(turn, view, { error: sentenceOf(error, turn.text), values });
  }
}

/** *Det har vi gjort*, about a small step on the receipt. */
export async function stepDone(turn: Turn, data: unknown): Promise<Card> {
  const { week, team, step } = parseSubmit("step", data);
  await markStep(turn.errand, { id: step, teamId: team, isDone: true });
  return trueCard(turn, await showCheckIn(turn.errand, { week, teamId: team }));
}

export const askEverySecondWeek = (turn: Turn, data: unknown) => chooseRhythm(turn, data, "everySecondWeek");
export const askEveryWeek = (turn: Turn, data: unknown) => chooseRhythm(turn, data, "everyWeek");

async function chooseRhythm(turn: Turn, data: unknown, rhythm: Rhythm): Promise<Card> {
  const { week, team } = parseSubmit("checkIn", data);
  await setRhythm(turn.errand, team, rhythm);
  return trueCard(turn, await showCheckIn(turn.errand, { week, teamId: team }));
}

/** *Nej, det er det samme*: what else was flagged, or the receipt. */
export async function next(turn: Turn, data: unknown): Promise<Card> {
  const { week, team } = parseSubmit("checkIn", data);
  const view = await showCheckIn(turn.errand, { week, teamId: team });
  return nextCard(turn, { view, outcome: "unchanged", hasMessages: false });
}

/** After an answer: the first solution that is in the way and has not been described, else the receipt. */
export function nextCard(turn: Turn, { view, outcome, already = [], isKept }: AnswerResult): Card {
  if (outcome === "changedMeanwhile") return trueCard(turn, view, { error: turn.text.checkIn.changedMeanwhile });
  if (isKept) return trueCard(turn, view, { note: turn.text.barrier.begun });
  const { week, team } = originOf(view);
  const known = already
    .filter(({ barrier }) => barrier.detail !== null)
    .map(({ solutionId, barrier }) => ({
      solutionName: view.solutionNames[solutionId] ?? solutionId,
      what: whatWasReported(barrier, turn.text),
      again: { week, team, solution: solutionId, form: uuid(), fresh: true },
    }));
  if (known.length > 0) return alreadyReportedCard(known, { verb: "barrier/next", data: { week, team } }, turn.text);
  const [next] = view.undescribed;
  if (next === undefined) return trueCard(turn, view);
  return barrierCategoryCard({
    text: turn.text,
    barrierId: next.barrierId,
    solutionName: view.solutionNames[next.solutionId] ?? next.solutionId,
    origin: originOf(view),
  });
}

/** The outcome of a reply, or the card that shows what stands when the reply could not be taken. */
export async function reply(
  turn: Turn,
  form: { week: string; team: string; seen?: string | null },
  given: CheckInReply,
  data: unknown,
): Promise<AnswerResult | { card: Card }> {
  const where = { week: form.week, teamId: form.team };
  const to = {
    ...where,
    ...(turn.cardId ? { activityId: turn.cardId } : {}),
    ...("seen" in form ? { seen: form.seen } : {}),
  };
  try {
    const result = await answerCheckIn(turn.errand, to, given);
    if (result.hasMessages) turn.deliverSoon(turn.actor.tenantId);
    return result;
  } catch (error) {
    if (!(error instanceof OmbordError) || error.code === "notFound") throw error;
    const view = await showCheckIn(turn.errand, where);
    const shown = {
      error: sentenceOf(error, turn.text),
      values: typedValues(data),
      correcting: error.code !== "closed",
    };
    return { card: trueCard(turn, view, shown) };
  }
}
