import type { Barrier } from "../../domain/barrier/barrier.ts";
import { cardScrubs } from "../../domain/barrier/barrier-news.ts";
import { addWeeks, weekOf, weeksBetween } from "../../domain/calendar.ts";
import type { CheckIn } from "../../domain/check-in/check-in.ts";
import { cardScrub, type PlannedMessage } from "../../domain/outreach.ts";
import type { SmallStep } from "../../domain/small-step/small-step.ts";
import { fitsBarrier, type Trial } from "../../domain/trial.ts";
import { openStatuses } from "../../domain/vocabulary.ts";
import { keys } from "../../store/documents.ts";
import { queryAll } from "../../store/store.ts";
import { decisionScrubs } from "../../use-cases/decision/tell-decision.ts";
import { ensureMessages } from "../../use-cases/hand-over-questions.ts";
import type { MessageToSend, Prepared, PurposeHandler } from "./purposes.ts";

/**
 * A text of a barrier, a trial, a small step or a decision was taken out or put right: every card that may show it is to be drawn anew. It is found here, beside
 * the press, and each card has an update of its own; what was cut short is found again.
 */
export const redrawPurpose: PurposeHandler = { neverRepeat: false, prepare };

const mostAtOnce = 50;

/** The check-ins of the weeks since it was sent whose cards show the small step. */
async function checkInsShowing(
  { store, tenantId, now }: MessageToSend,
  { id, createdAt }: SmallStep,
): Promise<CheckIn[]> {
  const first = weekOf(createdAt);
  const count = Math.max(0, weeksBetween(first, weekOf(now)));
  const week = Array.from({ length: count }, (_, n) => addWeeks(first, n + 1));
  const found = await Array.fromAsync(queryAll(store, tenantId, "checkIn", { where: { week } }));
  return found.map(({ value }) => value).filter(({ steps = [] }) => steps.some((one) => one.id === id));
}

async function prepare(sending: MessageToSend): Promise<Prepared> {
  const { store, tenantId, key, message, now } = sending;
  const [barrier, trial, step, decision] = await store.readMany(tenantId, [
    { kind: "barrier", key: message.subject },
    { kind: "trial", key: message.subject },
    { kind: "smallStep", key: message.subject },
    { kind: "decision", key: message.subject },
  ]);
  const neighbours = step === undefined ? await neighboursOf(sending, barrier?.value, trial?.value) : [];
  const checkIns =
    step === undefined
      ? await checkInsWith(sending, barrier?.value, trial?.value)
      : await checkInsShowing(sending, step.value);
  const updates: PlannedMessage[] = [
    ...(barrier === undefined ? [] : cardScrubs(barrier.value, now, key)),
    ...neighbours.flatMap((one) => cardScrubs(one, now, key)),
    ...checkIns.flatMap((checkIn) => checkIn.cards.map((card) => cardScrub(checkIn, card, now, key))),
    ...(decision === undefined ? [] : await decisionScrubs(sending, message.subject, key)),
  ];
  for (let from = 0; from < updates.length; from += mostAtOnce) {
    await ensureMessages(sending, updates.slice(from, from + mostAtOnce));
  }
  return { act: "cancel", reason: "passedOn" };
}

/** Barriers whose cards show others: similar cases of the same solution, and what was learned in trials that fit. */
async function neighboursOf(
  { store, tenantId }: MessageToSend,
  barrier: Barrier | undefined,
  trial: Trial | undefined,
): Promise<Barrier[]> {
  const isShown = (one: Barrier) =>
    barrier === undefined
      ? trial !== undefined && trial.state === "finished" && fitsBarrier(trial, one)
      : one.id !== barrier.id && one.solutionId === barrier.solutionId;
  const found: Barrier[] = [];
  for await (const { value } of queryAll(store, tenantId, "barrier", { where: { status: openStatuses } })) {
    if (isShown(value))
      found.push({ ...value, cards: value.cards.filter(({ audience }) => audience === "navigators") });
  }
  return found;
}

/** The check-ins whose cards tell of the barrier, or ask about the barrier or the trial. */
async function checkInsWith(
  { store, tenantId }: MessageToSend,
  barrier: Barrier | undefined,
  trial: Trial | undefined,
): Promise<CheckIn[]> {
  if (barrier !== undefined) {
    const { week, askedIn, teamId } = barrier;
    const weeks = [...new Set([week, askedIn])].filter((one) => one !== null);
    const found = await store.readMany(
      tenantId,
      weeks.map((one) => ({ kind: "checkIn" as const, key: keys.checkIn(one, teamId) })),
    );
    return found.flatMap((stored) => (stored === undefined ? [] : [stored.value]));
  }
  if (trial === undefined) return [];
  const open = await Array.fromAsync(queryAll(store, tenantId, "checkIn", { where: { state: "open" } }));
  return open.map(({ value }) => value).filter(({ alsoAsks }) => alsoAsks?.trials.includes(trial.id));
}
