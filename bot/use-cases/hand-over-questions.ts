import { questionFor } from "../domain/barrier/barrier-news.ts";
import type { Directory, Instant } from "../domain/organisation.ts";
import { byDay, type PlannedMessage } from "../domain/outreach.ts";
import { type Change, queryAll, type Store } from "../store/store.ts";
import { untilNoConflict } from "./commit.ts";
import { ensureMessage } from "./ensure-message.ts";

/**
 * Questions and solutions that wait for a team's answer are told to whoever answers for the team by now, where that is somebody
 * else than the one who was told. Idempotent; returns how many are told. One query, and a read for each that has no card.
 */
export async function handOverQuestions(
  store: Store,
  tenantId: string,
  directory: Directory,
  now: Instant,
): Promise<number> {
  let count = 0;
  for await (const { value } of queryAll(store, tenantId, "barrier", { where: { status: ["asking", "resolved"] } })) {
    const question = questionFor(directory, value, now);
    if (question === null) continue;
    const told = { ...question, value: { ...question.value, dueAt: byDay(directory.settings, now) } };
    count += await ensureMessages(store, tenantId, [told], now);
  }
  return count;
}

/** Puts messages into the outbox that are not there yet, in one commit; returns how many. */
export async function ensureMessages(
  store: Store,
  tenantId: string,
  messages: readonly PlannedMessage[],
  now: Instant,
): Promise<number> {
  return untilNoConflict(async () => {
    const changes: Change[] = [];
    for (const message of messages) {
      const change = await ensureMessage(store, tenantId, message, now);
      if (change !== null) changes.push(change);
    }
    if (changes.length > 0) await store.commit(tenantId, changes);
    return changes.length;
  });
}
