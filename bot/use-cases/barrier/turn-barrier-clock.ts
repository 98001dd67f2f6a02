import { act, type BarrierAction, isUnanswered } from "../../domain/barrier/barrier-lifecycle.ts";
import { newsOf } from "../../domain/barrier/barrier-news.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import type { PlannedMessage } from "../../domain/outreach.ts";
import { queryAll } from "../../store/store.ts";
import { audit, enqueue, system, untilNoConflict } from "../commit.ts";
import type { DirectoryContext } from "../errand.ts";

/**
 * What the clock does to barriers: those parked until today or earlier come back, and those whose team has not answered for
 * four weeks are closed, openly. Idempotent; returns how many changed. Two queries when there is nothing to do.
 */
export async function turnBarrierClock(context: DirectoryContext): Promise<number> {
  const { store, tenantId, now } = context;
  const tomorrow = addDays(localDate(now), 1);
  let count = 0;
  const parked = { where: { status: "parked" }, range: { field: "parkedUntil", before: tomorrow } } as const;
  for await (const { key } of queryAll(store, tenantId, "barrier", parked)) {
    if (await clockDid(context, key, { kind: "return" })) count += 1;
  }
  for await (const { key, value } of queryAll(store, tenantId, "barrier", { where: { status: "resolved" } })) {
    if (!isUnanswered(value, now)) continue;
    if (await clockDid(context, key, { kind: "closeUnanswered" })) count += 1;
  }
  return count;
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
