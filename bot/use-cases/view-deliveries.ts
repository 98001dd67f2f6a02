import { localDate, weekOf } from "../domain/calendar.ts";
import { type DeliveryState, deliveryState } from "../domain/deliveries.ts";
import type { Directory, Instant } from "../domain/organisation.ts";
import { isAdmin } from "../domain/permissions.ts";
import { OmbordError } from "../errors.ts";
import type { Conversation } from "../store/documents.ts";
import { queryAll, type Store, type Stored } from "../store/store.ts";
import type { Actor } from "./actor.ts";
import { audit, untilNoConflict } from "./commit.ts";
import { revive } from "./wake-messages.ts";

/** How this week's messages are doing. For the system itself and, after {@link demandAdmin}, for administrators. */
export async function viewDeliveries(
  store: Store,
  tenantId: string,
  directory: Directory,
  now: Instant,
): Promise<DeliveryState> {
  const week = weekOf(now);
  const [checkIns, unsent, chats] = await Promise.all([
    Array.fromAsync(queryAll(store, tenantId, "checkIn", { where: { week } })),
    Array.fromAsync(queryAll(store, tenantId, "message", { where: { state: ["pending", "sending", "failed"] } })),
    Array.fromAsync(queryAll(store, tenantId, "conversation")),
  ]);
  return deliveryState({
    directory,
    week,
    now,
    checkIns: checkIns.map(({ value }) => value),
    unsent,
    chats: new Map(chats.map(({ key, value }) => [key, value])),
  });
}

/** Throws `notFound` for anybody but an administrator: what a person may not see answers like what does not exist. */
export function demandAdmin(directory: Directory, actor: Actor, now: Instant): void {
  if (!isAdmin(directory, actor.personId, localDate(now))) throw new OmbordError("notFound");
}

/**
 * Puts what has failed back on its way: the messages named, or all of this week's. Returns how many; what has arrived
 * meanwhile, or whose time is over, is left alone. The caller has made sure that the actor is an administrator.
 */
export async function resendFailed(
  store: Store,
  actor: Actor,
  messageKeys: readonly string[] | null,
  now: Instant,
): Promise<number> {
  const failed: Stored<"message">[] = [];
  for await (const stored of queryAll(store, actor.tenantId, "message", { where: { state: "failed" } })) {
    if (messageKeys === null || messageKeys.includes(stored.key)) failed.push(stored);
  }
  let count = 0;
  for (const stored of failed) {
    const entry = audit(now, actor.personId, "message.resent", "message", stored.key);
    if (!(await revive(store, actor.tenantId, stored, now, [entry]))) continue;
    await tryChatAgain(store, actor.tenantId, stored.value.recipient, now);
    count += 1;
  }
  return count;
}

/** Nobody tells the bot when it is no longer blocked: only another try finds out. */
async function tryChatAgain(store: Store, tenantId: string, key: string, now: Instant): Promise<void> {
  await untilNoConflict(async () => {
    const stored = await store.read(tenantId, "conversation", key);
    if (stored?.value.state !== "blocked") return;
    const { reason: _, ...rest } = stored.value;
    const value: Conversation = { ...rest, state: "installed", updatedAt: now };
    await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag: stored.etag, value }]);
  });
}
