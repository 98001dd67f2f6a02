import { parseSubmit, typedValues } from "../cards/submit.ts";
import { sentenceCard } from "../cards/talk-cards.ts";
import { type TeamCardOptions, teamBarrierCard } from "../cards/team-barrier-card.ts";
import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { localDate } from "../domain/calendar.ts";
import { OmbordError } from "../errors.ts";
import { openBarrier, plainStory } from "../use-cases/barrier/barrier-story.ts";
import { type GivenAction, triageBarrier } from "../use-cases/barrier/triage-barrier.ts";
import { standsInFor } from "../use-cases/check-in/show-check-in.ts";
import type { Errand } from "../use-cases/errand.ts";
import { refusalOf, type Turn } from "./turn.ts";

// What the one who reported it says: an answer to a question, that it works now, or that it does not.

export async function answerQuestion(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, answer, confirmed } = parseSubmit("barrierAnswer", data);
  return say(turn, barrier, { action: "answer", text: answer, confirmed }, data);
}

export async function confirmSolved(turn: Turn, data: unknown): Promise<Card> {
  return say(turn, parseSubmit("barrier", data).barrier, { action: "confirm" }, data);
}

export async function reopen(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, still, confirmed } = parseSubmit("barrierReopen", data);
  return say(turn, barrier, { action: "reopen", text: still, confirmed }, data);
}

/** The card in its true state afterwards, with a word about it when it could not be done. */
async function say(turn: Turn, id: string, given: GivenAction, data: unknown): Promise<Card> {
  const { errand, text } = turn;
  try {
    const from = { activityId: turn.isPersonalChat ? turn.cardId : undefined };
    const { directory, barrier } = await triageBarrier(errand, id, given, from);
    turn.deliverSoon(turn.actor.tenantId);
    return shownTo({ ...errand, directory }, barrier, { text });
  } catch (error) {
    if (!(error instanceof OmbordError) || !turn.isPersonalChat) throw error;
    if (error.code === "notFound" || error.code === "forbidden") throw error;
    const { errand: now, stored } = await openBarrier(errand, id, []);
    const shown = { ...refusalOf(error, text), values: typedValues(data) };
    return shownTo(now, stored.value, { text, ...shown });
  }
}

export async function notTheAnswer(turn: Turn): Promise<Card> {
  const { attachTitle, attachNot } = turn.text.loop.team;
  return sentenceCard(attachTitle, attachNot);
}

/** The barrier as it stands, with what only the team can say. */
export async function showTeamBarrier(turn: Turn, data: unknown): Promise<Card> {
  const { errand: now, stored } = await openBarrier(turn.errand, parseSubmit("barrier", data).barrier, []);
  return shownTo(now, stored.value, { text: turn.text });
}

/** The barrier as the one who pressed sees it: a stand-in is told why it comes to them. */
export function shownTo({ directory, actor, now }: Errand, barrier: Barrier, options: TeamCardOptions): Card {
  const standsIn = standsInFor(directory, actor.personId, barrier.teamId, localDate(now));
  return teamBarrierCard(plainStory(directory, barrier), { ...options, standsIn });
}
