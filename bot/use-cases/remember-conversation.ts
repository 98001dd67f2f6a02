import type { Conversation } from "../store/documents.ts";
import { untilNoConflict } from "./commit.ts";
import type { TenantContext } from "./errand.ts";
import { wakeMessages } from "./operations/wake-messages.ts";

type Address = Pick<Conversation, "personId" | "conversationId" | "serviceUrl" | "channelId" | "botId" | "userId">;

/** What a sign of life has changed about a place. */
export interface Remembered {
  /** It was unknown before, or had been left: it is welcomed once. */
  isNew: boolean;
  wasKnown: boolean;
  /** It can be written to from now on: what waited for that is to be woken. */
  isOpened: boolean;
}

/**
 * Stores where a person or a channel can be written to, as it is now. Writes only what has changed. Wakes
 * nothing that waited for a way there: who is new is welcomed first.
 */
export async function rememberConversation(
  { store, tenantId, now }: TenantContext,
  key: string,
  place: Address,
): Promise<Remembered> {
  return untilNoConflict(async () => {
    const known = await store.read(tenantId, "conversation", key);
    const value: Conversation = { ...opened(known?.value), ...place, state: "installed", updatedAt: now };
    if (known === undefined) {
      await store.commit(tenantId, [{ op: "create", kind: "conversation", key, value }]);
      return { isNew: true, wasKnown: false, isOpened: true };
    }
    const isClosed = known.value.state !== "installed";
    if (isClosed || !isSameAddress(known.value, place)) {
      await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag: known.etag, value }]);
    }
    const wasThere = known.value.conversationId !== "";
    const isNew = !wasThere || known.value.reason === "uninstalled";
    return { isNew, wasKnown: wasThere, isOpened: isClosed };
  });
}

function isSameAddress(known: Conversation, place: Address): boolean {
  const { conversationId, serviceUrl, channelId, botId, userId } = place;
  return (
    known.conversationId === conversationId &&
    known.serviceUrl === serviceUrl &&
    known.channelId === channelId &&
    known.botId === botId &&
    known.userId === userId
  );
}

/** Without what is said of a closed chat. */
function opened(conversation: Conversation | undefined): Partial<Conversation> {
  const { reason: _, probe: __, end: ___, ...rest } = conversation ?? {};
  return rest;
}

/** Between two tries that a sign of life without an address allows. */
const heardEveryMs = 3_600_000;

/**
 * A sign of life from somewhere else than the person's own chat, such as a sign-in to the tab: it says nothing of where the
 * chat is, nor whether the app is installed for the person, so that a chat that was closed is open for one more try, once an
 * hour at most. Returns whether it is, and what waited is due.
 */
export async function heardOf(context: TenantContext, personId: string): Promise<boolean> {
  const { store, tenantId, now } = context;
  return untilNoConflict(async () => {
    const known = await store.read(tenantId, "conversation", personId);
    if (known === undefined || known.value.state === "installed") return false;
    const { heardAt } = known.value;
    if (heardAt !== undefined && Date.parse(now) - Date.parse(heardAt) < heardEveryMs) return false;
    const { key, etag } = known;
    const { reason: _, probe: __, ...rest } = known.value;
    const value: Conversation = { ...rest, state: "installed", heardAt: now, updatedAt: now };
    await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag, value }]);
    await wakeMessages(context, personId);
    return true;
  });
}

/** The bot was removed there: nothing is sent until it is installed again. */
export async function forgetConversation({ store, tenantId, now }: TenantContext, key: string): Promise<void> {
  await untilNoConflict(async () => {
    const known = await store.read(tenantId, "conversation", key);
    if (known === undefined || known.value.reason === "uninstalled") return;
    const value: Conversation = { ...known.value, state: "gone", reason: "uninstalled", updatedAt: now };
    await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag: known.etag, value }]);
  });
}
