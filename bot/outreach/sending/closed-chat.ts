import type { SendFailure } from "../../channel.ts";
import { localDate, weekOf } from "../../domain/calendar.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import { type MessagePurpose, type MessageReason, messageReasonFacts } from "../../domain/outreach.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { type Conversation, channelEnds, type Probe } from "../../store/documents.ts";
import { Conflict, type Stored } from "../../store/store.ts";
import { openChannels } from "../../use-cases/channel-state.ts";
import { untilNoConflict } from "../../use-cases/commit.ts";
import { wakeMessages } from "../../use-cases/operations/wake-messages.ts";
import type { Outreach } from "../outreach.ts";
import type { Claimed } from "./claim.ts";

// Nobody tells the bot that a chat is open again, so that each week's check-in is let through to a closed one, once; to somebody
// who is asked nothing, a navigator or a manager, the week's first news. A channel that is closed is tried by its digest, since
// Teams may have told of its return while the service was down. A chat that is gone is made anew from the person's id.

/** What is tried on a closed chat. */
export interface ChatTrial {
  outreach: Outreach;
  tenantId: string;
  claimed: Claimed;
  directory: Directory;
}

/** Whether the message may try a closed place: the week's first of those that do, and the one that is at it already. */
export function mayTry({ value }: Stored<"conversation">, trying: ChatTrial, now: Instant): boolean {
  const { probe, personId } = value;
  if (probe?.by === trying.claimed.key) return true;
  const isOne = personId === null ? trying.claimed.message.purpose === "digest" : triesChats(trying, personId, now);
  return isOne && (probe === undefined || probe.week < weekOf(now));
}

function triesChats({ claimed, directory }: ChatTrial, personId: string, now: Instant): boolean {
  const { purpose } = claimed.message;
  if (purpose === "checkIn") return true;
  return isNews(purpose) && teamsWhere(directory, personId, "answerCheckIn", localDate(now)).length === 0;
}

/** Whether the message tells somebody of a barrier or a decision, rather than asks or brings a card up to date. */
export function isNews(purpose: MessagePurpose): boolean {
  return news.has(purpose);
}

const news: ReadonlySet<MessagePurpose> = new Set(["barrierNew", "barrierUpdate", "barrierLifted", "decisionMade"]);

/** The conversation as whoever may try it sees it. */
export function asOpen(stored: Stored<"conversation">): Stored<"conversation"> {
  return { ...stored, value: { ...stored.value, state: "installed" } };
}

/** Whether the chat has to be made before anything can be sent. */
export function isGone({ value }: Stored<"conversation">): boolean {
  return value.personId !== null && (value.reason === "gone" || value.conversationId === "");
}

const mostLookedAt = 20;

/**
 * Somebody to be asked or told whose chat nobody has told of: the app was installed before they were in the directory, or while the
 * service was down. Teams is asked for it where others of the municipality are written to; it makes none without the app.
 */
export async function unknownChat(trying: ChatTrial, now: Instant): Promise<Stored<"conversation"> | undefined> {
  const { outreach, tenantId, claimed } = trying;
  const { store, findsChats } = outreach;
  const { personId, recipient } = claimed.message;
  if (!findsChats || personId === null || !triesChats(trying, personId, now)) return undefined;
  const { items } = await store.query(tenantId, "conversation", { limit: mostLookedAt });
  const neighbour = items.find(({ value }) => value.personId !== null && value.conversationId !== "")?.value;
  if (neighbour === undefined) return undefined;
  const { serviceUrl, channelId, botId } = neighbour;
  const place = { personId: recipient, conversationId: "", serviceUrl, channelId, botId, userId: null };
  const value: Conversation = { ...place, state: "gone", reason: "notInstalled", updatedAt: now };
  await store.commit(tenantId, [{ op: "create", kind: "conversation", key: recipient, value }]).catch((error) => {
    // They have written in this very moment.
    if (!(error instanceof Conflict)) throw error;
  });
  return store.read(tenantId, "conversation", recipient);
}

/** Notes who tries the chat, so that nobody else does this week. Undefined when somebody else was first. */
export async function tryClosedChat(
  stored: Stored<"conversation">,
  { outreach, tenantId, claimed }: ChatTrial,
  now: Instant,
): Promise<Stored<"conversation"> | undefined> {
  if (stored.value.probe?.by === claimed.key && stored.value.probe.week === weekOf(now)) return stored;
  const value: Conversation = { ...stored.value, probe: probeOf(stored.value, claimed.key, now) };
  try {
    const { key, etag } = stored;
    const [written = ""] = await outreach.store.commit(tenantId, [
      { op: "replace", kind: "conversation", key, etag, value },
    ]);
    return { ...stored, etag: written, value };
  } catch (error) {
    if (error instanceof Conflict) return undefined;
    throw error;
  }
}

/** In a week a chat is made anew once. */
function probeOf({ probe }: Conversation, by: string, now: Instant): Probe {
  const week = weekOf(now);
  return { by, week, ...(probe?.isAnew && probe.week === week ? { isAnew: true } : {}) };
}

/** Whether a chat that has just turned out to be gone may be made anew. */
export function mayMakeAnew({ outreach }: ChatTrial, { value }: Stored<"conversation">, now: Instant): boolean {
  const { personId, probe } = value;
  return personId !== null && outreach.channel.open !== undefined && !(probe?.isAnew && probe.week === weekOf(now));
}

/**
 * Makes the person's chat anew, and stores where it is; what waited for it is due. Null when it is there, else why not.
 * Needs a permit of its own.
 */
export async function makeAnew(
  stored: Stored<"conversation">,
  trying: ChatTrial,
  now: Instant,
): Promise<SendFailure | null> {
  const { outreach, tenantId, claimed } = trying;
  const { channel, store, timing } = outreach;
  const options = { timeoutMs: timing.sendTimeoutMs };
  const made = (await channel.open?.(stored.value, tenantId, options)) ?? gone;
  if (!made.ok) return made;
  const { reason: _, ...rest } = stored.value;
  const probe: Probe = { ...probeOf(stored.value, claimed.key, now), isAnew: true };
  const value: Conversation = {
    ...rest,
    conversationId: made.conversationId,
    state: "installed",
    probe,
    updatedAt: now,
  };
  const { key, etag } = stored;
  try {
    await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag, value }]);
  } catch (error) {
    // The person has written meanwhile: then it is known where.
    if (!(error instanceof Conflict)) throw error;
  }
  await wakeMessages({ store, tenantId, now }, key);
  return null;
}

const gone: SendFailure = { ok: false, retry: false, reason: "gone" };

/** The place has taken something: it is open again, and what waited for it is due. */
export async function reopen(
  { outreach, tenantId }: ChatTrial,
  tried: Stored<"conversation">,
  now: Instant,
): Promise<void> {
  const { store } = outreach;
  const { key, value } = tried;
  if (value.personId === null) {
    await openChannels({ store, tenantId, now }, { channel: key }, { ends: channelEnds, serviceUrl: value.serviceUrl });
    return;
  }
  await untilNoConflict(async () => {
    const stored = await store.read(tenantId, "conversation", key);
    if (stored === undefined || stored.value.state === "installed") return;
    const { reason: _, probe: __, ...rest } = stored.value;
    const value: Conversation = { ...rest, state: "installed", updatedAt: now };
    await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag: stored.etag, value }]);
  });
  await wakeMessages({ store, tenantId, now }, key);
}

/** Whether a place that answers so takes nothing more for now. */
export function isClosing(reason: MessageReason): boolean {
  return messageReasonFacts[reason].closesChatAs !== null;
}

/** Marks the chat when the reason says that nothing more can be sent to it for now. */
export async function close(
  stored: Stored<"conversation">,
  { outreach, tenantId, claimed }: ChatTrial,
  reason: MessageReason,
  now: Instant,
): Promise<void> {
  const state = messageReasonFacts[reason].closesChatAs;
  if (state === null) return;
  const { key, etag } = stored;
  const probe = stored.value.personId === null ? {} : { probe: probeOf(stored.value, claimed.key, now) };
  const value: Conversation = { ...stored.value, state, reason, ...probe, updatedAt: now };
  try {
    await outreach.store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag, value }]);
  } catch (error) {
    // It was installed again in this very moment.
    if (!(error instanceof Conflict)) throw error;
  }
}
