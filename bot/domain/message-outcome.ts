// What becomes of a message on its way.

import type { Instant } from "./organisation.ts";
import { earliest, hourMs, type Message, type MessageReason, messageReasonFacts } from "./outreach.ts";

/** What the other side answered to a try that failed. */
export interface FailedTry {
  reason: MessageReason;
  retry: boolean;
  retryAfterMs?: number;
  /** The message may have arrived all the same. */
  uncertain?: boolean;
  /** When what is wrong may have passed: it is tried once more then, and not before. */
  anotherDayAt?: Instant;
}

const firstDelayMs = 2_000;
const longestDelayMs = 600_000;

/**
 * What becomes of a message after a failed try (counted in `attempts` already): pending again with exponential backoff (2 s doubling up to 10 minutes,
 * spread over the upper half by `random` in 0–1), or failed when another try cannot help or
 * would come after the deadline. Retry-After goes before the backoff. One that must never be repeated is not tried again when it may have arrived.
 * What may have passed on another day is tried once more then.
 */
export function afterFailure(
  message: Message,
  failed: FailedTry,
  now: Instant,
  random: number,
  neverRepeat: boolean,
): Message {
  const backoffMs = Math.min(firstDelayMs * 2 ** (message.attempts - 1), longestDelayMs) * (0.5 + random / 2);
  const delayMs = failed.retryAfterMs === undefined ? backoffMs : failed.retryAfterMs + random * firstDelayMs;
  const dueAt = new Date(Date.parse(now) + delayMs).toISOString();
  if (neverRepeat && failed.uncertain) return done(message, "failed", "uncertain", now);
  const { anotherDayAt } = failed;
  if (anotherDayAt !== undefined && !message.anotherDay && anotherDayAt < message.deadline) {
    const { reason } = failed;
    return { ...message, state: "pending", dueAt: anotherDayAt, reason, anotherDay: true, updatedAt: now };
  }
  if (!failed.retry || dueAt >= message.deadline) return done(message, "failed", failed.reason, now);
  const failingSince = message.reason === null ? now : (message.failingSince ?? now);
  return { ...message, state: "pending", dueAt, reason: failed.reason, failingSince, updatedAt: now };
}

/** The message with nothing left to do about it. */
export function done(
  message: Message,
  state: "sent" | "failed" | "cancelled",
  reason: MessageReason | null,
  now: Instant,
): Message {
  const { dueSince: _, ...rest } = message;
  return { ...rest, state, dueAt: null, reason, updatedAt: now };
}

const waitMs = hourMs;

/** The message of somebody who cannot be reached yet: looked at every hour, and at once when the way opens. */
export function waiting(message: Message, reason: MessageReason, now: Instant): Message {
  const dueAt = earliest(new Date(Date.parse(now) + waitMs).toISOString(), message.deadline);
  return { ...message, state: "pending", dueAt, reason, updatedAt: now };
}

/** Whether the recipient, not the network, was the obstacle. */
export function isUnreached(message: Message): boolean {
  return message.reason !== null && messageReasonFacts[message.reason].isUnreached;
}

/**
 * Since when a message should have been sent and is not, however often it has been tried; null when it is not due, when
 * nothing is left to do, and while it waits for its recipient or for another day.
 */
export function unsentSince(message: Message, now: Instant): Instant | null {
  const { state, dueAt, reason, failingSince, anotherDay } = message;
  if (dueAt === null || isUnreached(message)) return null;
  if (anotherDay && state === "pending" && dueAt > now) return null;
  if (reason !== null) return failingSince ?? dueAt;
  return state === "sending" || dueAt <= now ? firstDueAt(message, now) : null;
}

/**
 * Since when an unfinished message is due, `now` at the latest: `dueAt` says it until somebody claims it, and a lease that
 * has run out does not begin anew.
 */
export function firstDueAt({ state, dueAt, dueSince, updatedAt }: Message, now: Instant): Instant {
  const first = state === "sending" ? (dueSince ?? updatedAt) : dueAt;
  return earliest(first ?? now, now);
}

/** The message on its way again, at once and with all its tries; null when it has arrived or its time is over. */
export function revived(message: Message, now: Instant): Message | null {
  const isStuck = message.state === "failed" || (message.state === "pending" && message.reason !== null);
  if (!isStuck || now >= message.deadline) return null;
  const { anotherDay: _, failingSince: __, ...rest } = message;
  return { ...rest, state: "pending", dueAt: now, attempts: 0, reason: null, updatedAt: now };
}

/** A person's message that was cancelled for somebody else, now that its recipient is the one to tell after all; else null. */
export function wantedAgain(message: Message, now: Instant): Message | null {
  const wasForAnother = message.reason === "notAsked" || (message.reason === "passedOn" && message.personId !== null);
  if (message.state !== "cancelled" || !wasForAnother || now >= message.deadline) return null;
  return { ...message, state: "pending", dueAt: now, reason: null, updatedAt: now };
}

const keptDays = 400;

/** When the store may forget a message, as an instant: a good year after it could last have been sent. */
export function forgetMessageAt(message: Message): Instant {
  return new Date(Date.parse(message.deadline) + keptDays * 24 * hourMs).toISOString();
}
