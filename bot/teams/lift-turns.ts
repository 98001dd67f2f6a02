import { liftedCard } from "../cards/lifted-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import { typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { OmbordError } from "../errors.ts";
import { openBarrier, plainStory } from "../use-cases/barrier/barrier-story.ts";
import { liftedFor } from "../use-cases/barrier/lift-barrier.ts";
import { type GivenAction, triageBarrier } from "../use-cases/barrier/triage-barrier.ts";
import type { Errand } from "../use-cases/errand.ts";
import { sentenceOf, type Turn } from "./turn.ts";

// What a manager decides about what is lifted to them, on the card in their own chat.

export async function decideToDo(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, doText: text, doer, doUntil: until, doConfirmed: confirmed } = parseSubmit("liftDo", data);
  const named = doer === undefined || doer === "another" ? null : doer;
  return decide(turn, barrier, { action: "liftDo", text, doer: named, until, confirmed }, data);
}

export async function decideToWait(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, waitText: text, waitUntil: until, waitConfirmed: confirmed } = parseSubmit("liftWait", data);
  return decide(turn, barrier, { action: "liftWait", text, until, confirmed }, data);
}

export async function decideNotTo(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, declineText: text, declineConfirmed: confirmed } = parseSubmit("liftDecline", data);
  return decide(turn, barrier, { action: "liftDecline", text, confirmed }, data);
}

export async function askTeam(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, askText: text, askConfirmed: confirmed } = parseSubmit("barrierAsk", data);
  return decide(turn, barrier, { action: "ask", text, confirmed }, data);
}

export async function takeOver(turn: Turn, data: unknown): Promise<Card> {
  return decide(turn, parseSubmit("barrier", data).barrier, { action: "liftTake" }, data);
}

export async function liftOn(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, onText: text, onConfirmed: confirmed } = parseSubmit("liftOn", data);
  return decide(turn, barrier, { action: "liftOn", text, confirmed }, data);
}

/** The card in its true state afterwards, with a word about it and what was typed when it could not be done. */
async function decide(turn: Turn, id: string, given: GivenAction, data: unknown): Promise<Card> {
  try {
    const { directory, barrier } = await triageBarrier(turn.errand, id, given, { activityId: turn.cardId });
    turn.deliverSoon(turn.actor.tenantId);
    return cardOf(turn, { ...turn.errand, directory }, barrier);
  } catch (error) {
    if (!(error instanceof OmbordError) || error.code === "notFound" || error.code === "forbidden") throw error;
    const { errand, stored } = await openBarrier(turn.errand, id, []);
    return cardOf(turn, errand, stored.value, { error: sentenceOf(error, turn.text), values: typedValues(data) });
  }
}

function cardOf(
  turn: Turn,
  errand: Errand,
  barrier: Barrier,
  shown: { error?: string; values?: Record<string, string> } = {},
): Card {
  const reader = liftedFor(errand, barrier);
  return liftedCard(plainStory(errand.directory, barrier), turn.text, {
    ...reader,
    link: turn.linkTo(`/barriers/${barrier.id}`),
    ...shown,
  });
}
