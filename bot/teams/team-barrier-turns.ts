import { parseSubmit } from "../cards/submit.ts";
import { sentenceCard } from "../cards/talk-cards.ts";
import { type TeamCardOptions, teamBarrierCard } from "../cards/team-barrier-card.ts";
import { teamNewsCard } from "../cards/team-news-card.ts";
import { typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { maySeeBarrier } from "../domain/barrier/barrier-permissions.ts";
import { localDate } from "../domain/calendar.ts";
import { OmbordError } from "../errors.ts";
import { openBarrier, plainStory } from "../use-cases/barrier/barrier-story.ts";
import { type GivenAction, triageBarrier } from "../use-cases/barrier/triage-barrier.ts";
import { standsInFor } from "../use-cases/check-in/show-check-in.ts";
import type { Errand } from "../use-cases/errand.ts";
import { refusalOf, type Turn } from "./turn.ts";

// What the one who reported it says: an answer to a question, that it works now, or that it does not.

export async function answerQuestion(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, answer, confirmed, among } = parseSubmit("barrierAnswer", data);
  return say(turn, { id: barrier, among }, { action: "answer", text: answer, confirmed }, data);
}

export async function confirmSolved(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, among } = parseSubmit("barrierShow", data);
  return say(turn, { id: barrier, among }, { action: "confirm" }, data);
}

export async function reopen(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, still, confirmed, among } = parseSubmit("barrierReopen", data);
  return say(turn, { id: barrier, among }, { action: "reopen", text: still, confirmed }, data);
}

/** The card in its true state afterwards, with a word about it when it could not be done. */
async function say(
  turn: Turn,
  { id, among }: { id: string; among: string[] },
  given: GivenAction,
  data: unknown,
): Promise<Card> {
  const { errand, text } = turn;
  try {
    const from = { activityId: turn.isPersonalChat ? turn.cardId : undefined };
    const { directory, barrier } = await triageBarrier(errand, id, given, from);
    turn.deliverSoon(turn.actor.tenantId);
    return shownTo({ ...errand, directory }, barrier, { text, among });
  } catch (error) {
    if (!(error instanceof OmbordError) || !turn.isPersonalChat) throw error;
    if (error.code === "notFound" || error.code === "forbidden") throw error;
    const { errand: now, stored } = await openBarrier(errand, id, []);
    const shown = { ...refusalOf(error, text), values: typedValues(data) };
    return shownTo(now, stored.value, { text, among, ...shown });
  }
}

export async function notTheAnswer(turn: Turn): Promise<Card> {
  const { attachTitle, attachNot } = turn.text.loop.team;
  return sentenceCard(attachTitle, attachNot);
}

/** The barrier as it stands, with what only the team can say. */
export async function showTeamBarrier(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, among } = parseSubmit("barrierShow", data);
  const { errand: now, stored } = await openBarrier(turn.errand, barrier, []);
  return shownTo(now, stored.value, { text: turn.text, among });
}

/** What was told of together, as it stands; what is somebody else's by now is left out. */
export async function showNews(turn: Turn, data: unknown): Promise<Card> {
  const { among } = parseSubmit("barrierNews", data);
  const { store, actor, directory, now } = turn.errand;
  const date = localDate(now);
  const references = among.map((key) => ({ kind: "barrier" as const, key }));
  const found = (await store.readMany(actor.tenantId, references)).flatMap((stored) => {
    return stored !== undefined && maySeeBarrier(directory, actor.personId, stored.value, date) ? [stored.value] : [];
  });
  const [first] = found;
  if (first === undefined) throw new OmbordError("notFound");
  const standsIn = standsInFor(directory, actor.personId, first.teamId, date);
  const stories = found.map((barrier) => plainStory(directory, barrier));
  return teamNewsCard(stories, { text: turn.text, standsIn });
}

/** The barrier as the one who pressed sees it: a stand-in is told why it comes to them. */
export function shownTo({ directory, actor, now }: Errand, barrier: Barrier, options: TeamCardOptions): Card {
  const standsIn = standsInFor(directory, actor.personId, barrier.teamId, localDate(now));
  return teamBarrierCard(plainStory(directory, barrier), { ...options, standsIn });
}
