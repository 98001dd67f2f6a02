import { localDate } from "../../domain/calendar.ts";
import { advisersNearest } from "../../domain/permissions.ts";
import { isToBeTold, type Screening } from "../../domain/screening.ts";
import { queryAll } from "../../store/store.ts";
import { enqueue, untilNoConflict } from "../commit.ts";
import type { DirectoryContext } from "../errand.ts";
import { toldOf } from "./may-ask.ts";
import { forgetAt, news } from "./screenings.ts";

/**
 * Screenings whose day has passed without an answer: whoever asked and the advisers are told, each once. Idempotent; returns how many. One
 * query.
 */
export async function tellOfLate(context: DirectoryContext): Promise<number> {
  const { store, tenantId, now } = context;
  const today = localDate(now);
  let count = 0;
  for await (const { key, value } of queryAll(store, tenantId, "screening", { where: { state: "open" } })) {
    if (isToBeTold(value, today) && (await told(context, key))) count += 1;
  }
  return count;
}

function told(context: DirectoryContext, key: string): Promise<boolean> {
  const { store, tenantId, directory, now } = context;
  const today = localDate(now);
  return untilNoConflict(async () => {
    const stored = await store.read(tenantId, "screening", key);
    if (stored === undefined || !isToBeTold(stored.value, today)) return false;
    const value: Screening = { ...stored.value, lateAt: now };
    const to = new Set([...toldOf(directory, value, today), ...advisersNearest(directory, value.teamIds, today)]);
    await store.commit(tenantId, [
      { op: "replace", kind: "screening", key, etag: stored.etag, value, expiresAt: forgetAt(value) },
      ...[...to].map((personId) => enqueue(news(context, "screeningLate", value, personId))),
    ]);
    return true;
  });
}
