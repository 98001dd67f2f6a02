import type { Instant } from "../domain/organisation.ts";
import type { Conversation } from "../store/documents.ts";
import type { Store } from "../store/store.ts";
import { untilNoConflict } from "./commit.ts";
import { wakeMessages } from "./wake-messages.ts";

/**
 * Stores where a person or a channel can be written to. Writes only what has changed.
 * What waited for a way there goes out at the next tick. Returns whether the place was unknown before (or had been left), so that it is welcomed once.
 */
export async function rememberConversation(
  store: Store,
  tenantId: string,
  key: string,
  place: Pick<Conversation, "personId" | "conversationId" | "serviceUrl" | "channelId" | "botId" | "userId">,
  now: Instant,
): Promise<{ isNew: boolean }> {
  return untilNoConflict(async () => {
    const known = await store.read(tenantId, "conversation", key);
    const value: Conversation = { ...withoutReason(known?.value), ...place, state: "installed", updatedAt: now };
    if (known === undefined) {
      await store.commit(tenantId, [{ op: "create", kind: "conversation", key, value }]);
      await wakeMessages(store, tenantId, key, now);
      return { isNew: true };
    }
    const isSame =
      known.value.state === "installed" &&
      known.value.userId === place.userId &&
      known.value.conversationId === place.conversationId &&
      known.value.serviceUrl === place.serviceUrl;
    if (!isSame) await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag: known.etag, value }]);
    const isNew = known.value.state !== "installed";
    if (isNew) await wakeMessages(store, tenantId, key, now);
    return { isNew };
  });
}

function withoutReason(conversation: Conversation | undefined): Partial<Conversation> {
  const { reason: _, ...rest } = conversation ?? {};
  return rest;
}

/** The bot was removed there: nothing is sent until it is installed again. */
export async function forgetConversation(store: Store, tenantId: string, key: string, now: Instant): Promise<void> {
  await untilNoConflict(async () => {
    const known = await store.read(tenantId, "conversation", key);
    if (known === undefined || known.value.state === "gone") return;
    const value: Conversation = { ...known.value, state: "gone", reason: "uninstalled", updatedAt: now };
    await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag: known.etag, value }]);
  });
}
