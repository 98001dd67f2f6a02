import { questionFor } from "../domain/barrier/barrier-news.ts";
import { byDay, type PlannedMessage } from "../domain/outreach.ts";
import { type Change, queryAll } from "../store/store.ts";
import { untilNoConflict } from "./commit.ts";
import { ensureMessage } from "./ensure-message.ts";
import type { DirectoryContext, TenantContext } from "./errand.ts";

/**
 * Questions and solutions that wait for a team's answer are told to whoever answers for the team by now, where that is somebody
 * else than the one who was told. Idempotent; returns how many are told. One query, and a read for each that has no card.
 */
export async function handOverQuestions(context: DirectoryContext): Promise<number> {
  const { store, tenantId, directory, now } = context;
  let count = 0;
  for await (const { value } of queryAll(store, tenantId, "barrier", { where: { status: ["asking", "resolved"] } })) {
    const question = questionFor(directory, value, now);
    if (question === null) continue;
    const message = { ...question, value: { ...question.value, dueAt: byDay(directory.settings, now) } };
    count += await ensureMessages(context, [message]);
  }
  return count;
}

/** Puts messages into the outbox that are not there yet, in one commit; returns how many. */
export async function ensureMessages(context: TenantContext, messages: readonly PlannedMessage[]): Promise<number> {
  return untilNoConflict(async () => {
    const changes: Change[] = [];
    for (const message of messages) {
      const change = await ensureMessage(context, message);
      if (change !== null) changes.push(change);
    }
    if (changes.length > 0) await context.store.commit(context.tenantId, changes);
    return changes.length;
  });
}
