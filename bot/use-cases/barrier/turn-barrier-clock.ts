import type { Barrier } from "../../domain/barrier/barrier.ts";
import type { BarrierAction } from "../../domain/barrier/barrier-actions.ts";
import { act, isUnanswered } from "../../domain/barrier/barrier-lifecycle.ts";
import { liftFor, newsOf } from "../../domain/barrier/barrier-news.ts";
import { mayActOn } from "../../domain/barrier/barrier-permissions.ts";
import { liftClock } from "../../domain/barrier/lift.ts";
import { addDays, isWorkingDay, localDate, localInstant } from "../../domain/calendar.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import type { PlannedMessage } from "../../domain/outreach.ts";
import { isUnsolved, openStatuses } from "../../domain/vocabulary.ts";
import { queryAll } from "../../store/store.ts";
import { audit, enqueue, system, untilNoConflict } from "../commit.ts";
import type { DirectoryContext } from "../errand.ts";
import { ensureMessages } from "../hand-over-questions.ts";

/** Where the clock has something to say beside the dates of what is parked. */
const watched = openStatuses.filter((status) => status !== "parked");

/**
 * What the clock does to barriers: those parked until today or earlier come back, whoever has one that waits is asked on its date,
 * those that nobody has touched are told, managers are reminded of what is lifted to them, what somebody holds who helps the team no longer is handed over, and those whose team has
 * not answered for four weeks are closed, openly. Idempotent; returns how many changed. Two queries when there is nothing to do.
 */
export async function turnBarrierClock(context: DirectoryContext): Promise<number> {
  const { store, tenantId, now } = context;
  const tomorrow = addDays(localDate(now), 1);
  let count = 0;
  const parked = { where: { status: "parked" }, range: { field: "parkedUntil", before: tomorrow } } as const;
  for await (const { key } of queryAll(store, tenantId, "barrier", parked)) {
    if (await clockDid(context, key, { kind: "return" })) count += 1;
  }
  for await (const { key, value } of queryAll(store, tenantId, "barrier", { where: { status: watched } })) {
    const due = dueActions(context, value);
    for (const action of due) if (await clockDid(context, key, action)) count += 1;
    if (due.length === 0) count += await tellManagers(context, value);
  }
  return count;
}

/** Tells a manager who is new to what is lifted: whoever came before them is away, is back or has been replaced. */
async function tellManagers(context: DirectoryContext, barrier: Barrier): Promise<number> {
  const { directory, now } = context;
  const news = liftFor(directory, barrier, now).map((one) => inTheMorning(one, directory, now));
  return news.length === 0 ? 0 : ensureMessages(context, news);
}

/** What is due for a barrier, one after the other; each is looked at again before it is done. */
function dueActions({ directory, now }: DirectoryContext, barrier: Barrier): BarrierAction[] {
  if (!isUnsolved(barrier.status)) return isUnanswered(barrier, now) ? [{ kind: "closeUnanswered" }] : [];
  const { settings } = directory;
  const { assignedTo } = barrier;
  const isLeft = assignedTo !== null && !mayActOn(directory, assignedTo, "take", barrier, localDate(now));
  // Whoever is reminded is at work.
  const lift = isWorkingDay(localDate(now), settings) ? liftClock(barrier, settings, now) : null;
  const possible: BarrierAction[] = [{ kind: "fallDue" }, { kind: "lieUntouched", settings }];
  return [
    ...(lift === null ? [] : [lift]),
    ...(isLeft ? [{ kind: "assign" as const, to: null }] : []),
    ...possible.filter((action) => act(barrier, action, "system", now).outcome === "changed"),
  ];
}

/** Dates begin at midnight; people are told when the day does. Cards change at once. */
function inTheMorning(news: PlannedMessage, directory: Directory, now: Instant): PlannedMessage {
  const morning = localInstant(localDate(now), directory.settings.checkInHour);
  const isQuiet = news.value.purpose !== "barrierCard" && now < morning;
  return isQuiet ? { ...news, value: { ...news.value, dueAt: morning } } : news;
}

async function clockDid(
  { store, tenantId, directory, now }: DirectoryContext,
  key: string,
  action: BarrierAction,
): Promise<boolean> {
  return untilNoConflict(async () => {
    const stored = await store.read(tenantId, "barrier", key);
    if (stored === undefined) return false;
    const decision = act(stored.value, action, "system", now);
    if (decision.outcome !== "changed") return false;
    const { barrier } = decision;
    await store.commit(tenantId, [
      { op: "replace", kind: "barrier", key, etag: stored.etag, value: barrier },
      ...newsOf(directory, barrier, now).map((news) => enqueue(inTheMorning(news, directory, now))),
      audit({ actor: system, now }, `barrier.${action.kind}`, "barrier", key),
    ]);
    return true;
  });
}
