import { forgetMessageAt, isUnreached } from "../domain/message-outcome.ts";
import type { Instant } from "../domain/organisation.ts";
import type { Message } from "../domain/outreach.ts";
import type { ChannelEnd, Conversation } from "../store/documents.ts";
import { type Change, queryAll, type Store, type Stored } from "../store/store.ts";
import { untilNoConflict } from "./commit.ts";
import type { TenantContext } from "./errand.ts";

/** One channel, by its key, or all channels of a team in Teams, by the team's id. */
export type Channels = { channel: string } | { team: string };

/**
 * These channels take no more: they were deleted, their team was archived or deleted, or the bot has left it. News that is on its
 * way there is due at once, and finds its next place then. Returns whether anything has changed.
 */
export async function closeChannels(context: TenantContext, channels: Channels, end: ChannelEnd): Promise<boolean> {
  const closed: string[] = [];
  // A channel that nobody has chosen is of no interest, but for the one that carries its team's own id: it was offered once.
  const general = "team" in channels ? [channels.team] : [];
  for (const key of new Set([...general, ...(await chosen(context, channels))])) {
    if (await change(context, key, (known) => closedAs(known, end, context.now))) closed.push(key);
  }
  if (closed.length > 0) await wakeNews(context, ({ recipient }) => closed.includes(recipient));
  return closed.length > 0;
}

/**
 * These channels take in again what they were chosen for, if it was one of `ends` that closed them, or an attempt that failed.
 * News that had no place to go is due at once. Returns whether anything has changed.
 */
export async function openChannels(
  context: TenantContext,
  channels: Channels,
  { ends, serviceUrl }: { ends: readonly ChannelEnd[]; serviceUrl: string | undefined },
): Promise<boolean> {
  let isOpened = false;
  for (const key of await chosen(context, channels)) {
    const changed = await change(context, key, (known) => {
      if (known.state === "installed" || (known.end !== undefined && !ends.includes(known.end))) return null;
      return { ...opened(known), serviceUrl: serviceUrl ?? known.serviceUrl, updatedAt: context.now };
    });
    isOpened ||= changed;
  }
  if (isOpened) await wakeNews(context, hasNoPlace);
  return isOpened;
}

/** The conversation that can be written to, without what is said of a closed one. */
export function opened(conversation: Conversation): Conversation {
  const { reason: _, end: __, probe: ___, ...rest } = conversation;
  return { ...rest, state: "installed" };
}

function closedAs(known: Conversation, end: ChannelEnd, now: Instant): Conversation | null {
  const isClosed = known.state !== "installed";
  // A channel that was deleted stays so whatever becomes of its team.
  if (isClosed && (known.end === end || known.end === "channelDeleted")) return null;
  const reason = end === "uninstalled" ? "uninstalled" : "gone";
  return { ...known, state: "gone", reason, end, updatedAt: now };
}

/** Keys of the channels of a team that somebody has chosen; of one channel, its key. */
async function chosen({ store, tenantId }: TenantContext, channels: Channels): Promise<string[]> {
  if ("channel" in channels) return [channels.channel];
  const found: string[] = [];
  for await (const { key, value } of queryAll(store, tenantId, "conversation", {
    range: { field: "scope", from: "" },
  })) {
    if ((value.teamId ?? key) === channels.team) found.push(key);
  }
  return found;
}

async function change(
  { store, tenantId }: TenantContext,
  key: string,
  changed: (known: Conversation) => Conversation | null,
): Promise<boolean> {
  return untilNoConflict(async () => {
    const known = await store.read(tenantId, "conversation", key);
    const value = known === undefined || known.value.personId !== null ? null : changed(known.value);
    if (known === undefined || value === null) return false;
    await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag: known.etag, value }]);
    return true;
  });
}

async function wakeNews(
  { store, tenantId, now }: TenantContext,
  isMeant: (message: Message) => boolean,
): Promise<void> {
  await untilNoConflict(async () => {
    const found = await waitingNews(store, tenantId, isMeant);
    const changes = found.map((stored) => woken(stored, now));
    for (let start = 0; start < changes.length; start += store.maxChanges) {
      await store.commit(tenantId, changes.slice(start, start + store.maxChanges));
    }
  });
}

/** Whether the news waits for a place to go to, or for somebody who has no chat. */
export function hasNoPlace(message: Message): boolean {
  return message.recipient === "navigators" || isUnreached(message);
}

/** News of barriers that has not been sent, some of it. One query. */
export async function waitingNews(
  store: Store,
  tenantId: string,
  isMeant: (message: Message) => boolean,
): Promise<Stored<"message">[]> {
  const where = { purpose: "barrierNew", state: "pending" };
  const found = await Array.fromAsync(queryAll(store, tenantId, "message", { where }));
  return found.filter(({ value }) => isMeant(value));
}

/** The change that makes the message due at once. */
export function woken({ key, etag, value }: Stored<"message">, now: Instant): Change {
  const due = { ...value, dueAt: now, reason: null, updatedAt: now };
  return { op: "replace", kind: "message", key, etag, value: due, expiresAt: forgetMessageAt(due) };
}
