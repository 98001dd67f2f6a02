import { setTimeout as wait } from "node:timers/promises";
import type { SendFailure, SendResult } from "../../channel.ts";
import { nextTryInstant } from "../../domain/calendar.ts";
import { afterFailure, done, firstDueAt, isUnreached, waiting } from "../../domain/message-outcome.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import type { Message, MessageReason } from "../../domain/outreach.ts";
import { maxReferences } from "../../store/change-rules.ts";
import { Conflict, ofKind, type Reference, type Stored } from "../../store/store.ts";
import { errorFields } from "../../telemetry.ts";
import type { MessageToSend, Prepared, PurposeHandler } from "../messages/purposes.ts";
import { later, type Outreach } from "../outreach.ts";
import { type Claimed, replacement } from "./claim.ts";
import {
  asOpen,
  close,
  isClosing,
  isGone,
  isNews,
  makeAnew,
  mayMakeAnew,
  mayTry,
  reopen,
  tryClosedChat,
  unknownChat,
} from "./closed-chat.ts";
import { beginTheDays } from "./the-days-news.ts";

export type Outcome =
  | "sent"
  | "failed"
  | "cancelled"
  /** The recipient cannot be reached yet. */
  | "waiting"
  /** Another try is planned. */
  | "retrying"
  /** Left for later without a try. */
  | "returned"
  /** Another process has taken it over. */
  | "lost";

/** One claimed message with what it takes to send it. */
export interface Job {
  outreach: Outreach;
  tenantId: string;
  purpose: PurposeHandler;
  claimed: Claimed;
  directory: Directory;
}

/**
 * Takes one claimed message from its turn to its record. `begun` is called when its turn has come. An abort returns
 * the message unless sending has begun; what has begun is finished.
 */
export async function deliver(job: Job, begun: () => void, signal: AbortSignal): Promise<Outcome> {
  const { outreach, tenantId, claimed } = job;
  const isPermitted = await outreach
    .paceOf(tenantId)
    .permit(claimed.message.recipient, { signal })
    .then(
      () => true,
      () => false,
    );
  begun();
  return isPermitted ? withPermit(job, signal) : giveBack(job);
}

async function withPermit(job: Job, signal: AbortSignal): Promise<Outcome> {
  const { outreach, claimed, purpose } = job;
  const { message } = claimed;
  const now = outreach.clock();
  if (signal.aborted || leaseIsShort(job)) return giveBack(job);
  if (now >= message.deadline) return record(job, done(message, "failed", message.reason ?? "tooLate", now));
  if (purpose.neverRepeat && claimed.takenOver && message.attempts > 0) {
    return record(job, done(message, "failed", "uncertain", now));
  }
  const read = await readFor(job, now);
  const closed = await closedButTried(job, read);
  const sending = closed === undefined ? read : { ...read, conversation: asOpen(closed) };
  const prepared = await purpose.prepare(sending);
  if (prepared.act === "send" || prepared.act === "update") {
    // Looked at again: a process that stood still while it read would send what others have sent meanwhile.
    if (signal.aborted || leaseIsShort(job)) return giveBack(job);
    return closed === undefined ? send(job, prepared, sending) : sendToClosed({ job, prepared, sending, closed });
  }
  if (prepared.act === "later") return putOff(job, prepared.until);
  return prepared.act === "cancel"
    ? record(job, done(message, "cancelled", prepared.reason, now))
    : park(job, prepared.reason, now);
}

/** The message with the true state of what it needs, in one read. */
async function readFor({ outreach, tenantId, purpose, claimed, directory }: Job, now: Instant): Promise<MessageToSend> {
  const { store } = outreach;
  const { key, message } = claimed;
  const barriers = [message.subject, ...(message.also ?? [])].slice(0, maxReferences - 3);
  const references: Reference[] = [
    { kind: "conversation", key: message.recipient },
    ...(purpose.isAboutCheckIn ? [{ kind: "checkIn" as const, key: message.subject }] : []),
    ...(purpose.isAboutBarriers ? barriers.map((barrier) => ({ kind: "barrier" as const, key: barrier })) : []),
    ...(message.news === undefined ? [] : [{ kind: "message" as const, key: message.news }]),
  ];
  const found = await store.readMany(tenantId, references);
  const [conversation] = ofKind("conversation", found);
  const [checkIn] = ofKind("checkIn", found);
  const [news] = ofKind("message", found);
  const known = { store, tenantId, directory, key, message, now };
  return { ...known, conversation, checkIn, news, barriers: ofKind("barrier", found) };
}

/** The recipient's chat when it is closed and this message is the one to find out whether it still is. */
async function closedButTried(
  job: Job,
  { conversation, now }: MessageToSend,
): Promise<Stored<"conversation"> | undefined> {
  if (conversation?.value.state === "installed") return undefined;
  const chat = conversation ?? (await unknownChat(job, now));
  return chat !== undefined && mayTry(chat, job, now) ? chat : undefined;
}

/** Whether others may take the message over before an answer to it can be here. */
function leaseIsShort({ outreach, claimed }: Job): boolean {
  const { dueAt } = claimed.message;
  return dueAt === null || later(outreach.clock(), outreach.timing.sendTimeoutMs) > dueAt;
}

/** Leaves the message to the next round, without a try and as overdue as it was. */
function giveBack(job: Job): Promise<Outcome> {
  return putOff(job, firstDueAt(job.claimed.message, job.outreach.clock()));
}

/** Leaves a claimed message to a later round, without a try and without its turn. */
export function putOff(job: Job, until: Instant): Promise<Outcome> {
  return record(job, { ...job.claimed.message, state: "pending", dueAt: until });
}

type Sendable = Extract<Prepared, { act: "send" | "update" }>;

/** `closed` is the chat as it is stored while it is being tried. */
async function send(
  job: Job,
  prepared: Sendable,
  sending: MessageToSend,
  closed?: Stored<"conversation">,
): Promise<Outcome> {
  let marked = prepared.act === "send" ? prepared.conversation : undefined;
  if (prepared.act === "send" && prepared.isTheDays) {
    const begun = await beginTheDays(job, prepared, closed ?? prepared.conversation, sending.now);
    if (begun === undefined) return giveBack(job);
    marked = closed === undefined ? begun : asOpen(begun);
  } else if (!(await begin(job))) return "lost";
  // Returned and not awaited, so that nothing holds on to the card while the answer is on its way.
  return finish(job, sending, marked, attempt(job.outreach, prepared));
}

interface ToClosed {
  job: Job;
  prepared: Sendable;
  sending: MessageToSend;
  closed: Stored<"conversation">;
}

/** Tries a chat that was closed; one that is gone is made anew, and the message is sent at its next turn. */
async function sendToClosed({ job, prepared, sending, closed }: ToClosed): Promise<Outcome> {
  const { now } = sending;
  const trying = await tryClosedChat(closed, job, now);
  if (trying === undefined) return giveBack(job);
  if (isGone(trying)) return openAnew(job, trying);
  const outcome = await send(job, { ...prepared, conversation: asOpen(trying) }, sending, trying);
  if (outcome === "sent") await reopen(job, trying, now);
  return outcome;
}

async function openAnew(job: Job, gone: Stored<"conversation">): Promise<Outcome> {
  if (!(await begin(job))) return "lost";
  const failed = await makeAnew(gone, job, job.outreach.clock());
  const now = job.outreach.clock();
  if (failed !== null) return recordFailure(job, failed, gone, now);
  return record(job, { ...job.claimed.message, state: "pending", dueAt: now, reason: null, updatedAt: now });
}

/** `marked` is the conversation to mark when the recipient turns out to be unreachable. */
async function finish(
  job: Job,
  sending: MessageToSend,
  marked: Stored<"conversation"> | undefined,
  sent: Promise<SendResult>,
): Promise<Outcome> {
  const { outreach, tenantId } = job;
  const result = await sent;
  const now = outreach.clock();
  if (!result.ok) return recordFailure(job, result, marked, now);
  outreach.paceOf(tenantId).succeeded();
  return recordSent(job, { ...sending, now }, result.activityId);
}

/** What becomes of the message, and of the chat that would not take it. */
async function recordFailure(
  job: Job,
  failed: SendFailure,
  chat: Stored<"conversation"> | undefined,
  now: Instant,
): Promise<Outcome> {
  const { outreach, tenantId, purpose, directory } = job;
  const { message } = job.claimed;
  if (failed.throttled) outreach.paceOf(tenantId).throttled(failed.retryAfterMs);
  // Whoever deletes a card does not miss what it would say now, and nobody can do anything about it.
  if (failed.reason === "cardGone") return record(job, done(message, "cancelled", "cardGone", now));
  if (chat !== undefined) {
    const isMadeAnew = failed.reason === "gone" && !isGone(chat) && mayMakeAnew(job, chat, now);
    await close(chat, job, failed.reason, now);
    if (isMadeAnew) return record(job, { ...message, state: "pending", dueAt: now, reason: "gone", updatedAt: now });
  }
  outreach.log.warn({ tenantId, purpose: message.purpose, reason: failed.reason }, "message not sent");
  // The place is marked as closed, so that the next look at the message finds another one for it.
  if (isClosing(failed.reason) && purpose.movesOn?.(message) === true) {
    return record(job, { ...message, state: "pending", dueAt: now, reason: failed.reason, updatedAt: now });
  }
  // Whoever is told of something is waited for: there may be a channel or an open chat before its time is over.
  if (isClosing(failed.reason) && message.personId !== null && isNews(message.purpose)) {
    return record(job, waiting(message, failed.reason, now));
  }
  const anotherDayAt = failed.anotherDay ? nextTryInstant(now, directory.settings, message.deadline) : undefined;
  const tried = { ...failed, ...(anotherDayAt === undefined ? {} : { anotherDayAt }) };
  return record(job, afterFailure(message, tried, now, outreach.random(), purpose.neverRepeat));
}

/** Counts the try. Where nothing may be repeated it is written down first: after a crash nobody has to guess. */
async function begin(job: Job): Promise<boolean> {
  const { outreach, tenantId, claimed, purpose } = job;
  claimed.message = { ...claimed.message, attempts: claimed.message.attempts + 1 };
  if (!purpose.neverRepeat) return true;
  try {
    const [etag = ""] = await outreach.store.commit(tenantId, [
      replacement(claimed.key, claimed.etag, claimed.message),
    ]);
    claimed.etag = etag;
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/** One try. */
function attempt({ channel, timing }: Outreach, prepared: Sendable): Promise<SendResult> {
  const { conversation, card, summary } = prepared;
  const options = { timeoutMs: timing.sendTimeoutMs };
  return prepared.act === "send"
    ? channel.send(conversation.value, card, summary, options)
    : channel.update(conversation.value, prepared.activityId, card, summary, options);
}

/** Lets the message wait for its recipient. Looks once more afterwards, in case the way opened in between. */
async function park(job: Job, reason: MessageReason, now: Instant): Promise<Outcome> {
  const { outreach, tenantId, claimed } = job;
  const parked = waiting(claimed.message, reason, now);
  const outcome = await record(job, parked);
  if (outcome !== "waiting") return outcome;
  const conversation = await outreach.store.read(tenantId, "conversation", parked.recipient);
  if (conversation?.value.state !== "installed") return outcome;
  return record(job, { ...parked, dueAt: now, reason: null });
}

/** Stores what became of a message; `lost` when it is somebody else's by now. */
async function record(job: Job, message: Message): Promise<Outcome> {
  const { outreach, tenantId, claimed } = job;
  return withRetries(job, async () => {
    try {
      const [etag = ""] = await outreach.store.commit(tenantId, [replacement(claimed.key, claimed.etag, message)]);
      claimed.etag = etag;
      return outcomeOf(message);
    } catch (error) {
      if (error instanceof Conflict) return "lost";
      throw error;
    }
  });
}

async function recordSent(job: Job, sending: MessageToSend, activityId: string): Promise<Outcome> {
  const { outreach, tenantId, purpose, claimed } = job;
  const message = done({ ...claimed.message, activityId }, "sent", null, sending.now);
  // What else the card tells of is read with it.
  let known: MessageToSend | undefined = claimed.message.also === sending.message.also ? sending : undefined;
  const also = async () => (await purpose.recorded?.(known ?? (await readFor(job, sending.now)), activityId)) ?? [];
  async function write(): Promise<Outcome> {
    try {
      await outreach.store.commit(tenantId, [replacement(claimed.key, claimed.etag, message), ...(await also())]);
      return "sent";
    } catch (error) {
      const isAsReadBefore = known !== undefined;
      known = undefined;
      if (!(error instanceof Conflict)) throw error;
      const current = await outreach.store.read(tenantId, "message", claimed.key);
      if (current?.etag === claimed.etag) {
        // What it is about has changed while the card was on its way: at once with what it is by now.
        if (isAsReadBefore) return write();
        throw error;
      }
      if (current?.value.activityId === activityId) return "sent";
      // Taken over after the lease ran out: the card that was sent is still worth remembering.
      const more = await also();
      if (more.length > 0) await outreach.store.commit(tenantId, more);
      return "lost";
    }
  }
  return withRetries(job, write);
}

const longestRecordPause = 50;

/** Writes as long as the message is ours: a store that fails for a while must not make us forget what was sent. */
async function withRetries(job: Job, write: () => Promise<Outcome>): Promise<Outcome> {
  const { outreach, claimed, tenantId } = job;
  const { recordAgainMs } = outreach.timing;
  for (let pauseMs = recordAgainMs; ; pauseMs = Math.min(pauseMs * 2, recordAgainMs * longestRecordPause)) {
    try {
      return await write();
    } catch (error) {
      const isOurs = claimed.message.dueAt !== null && outreach.clock() < claimed.message.dueAt;
      if (!isOurs) throw error;
      outreach.log.warn({ tenantId, ...errorFields(error) }, "recording a message is tried again");
      await wait(pauseMs);
    }
  }
}

function outcomeOf(message: Message): Outcome {
  if (message.state === "sent" || message.state === "failed" || message.state === "cancelled") return message.state;
  if (message.reason === null) return "returned";
  return isUnreached(message) ? "waiting" : "retrying";
}
