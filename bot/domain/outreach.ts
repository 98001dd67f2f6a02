import type { Instant, IsoWeek } from "./organisation.ts";

export const messagePurposes = ["checkIn", "reminder", "barrierNew", "barrierUpdate", "digest", "cardUpdate"] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

export type MessageState = "pending" | "sending" | "sent" | "failed" | "cancelled";

/**
 * One message of the outbox. Its key is deterministic (purpose, subject, recipient), so planning twice changes nothing,
 * and it carries no words: what it says is rendered from the true state when it is sent.
 */
export interface Message {
  purpose: MessagePurpose;
  /** Key of the conversation it goes to: a person id or a channel id. */
  recipient: string;
  /** The person, when it goes to one. */
  personId: string | null;
  /** Key of the document it is about (a check-in or a barrier). */
  subject: string;
  week: IsoWeek | null;
  state: MessageState;
  /** Not before this instant. */
  dueAt: Instant;
  /** Not after this instant. */
  deadline: Instant;
  /** While sending: when another process may take it over. */
  leaseUntil: Instant | null;
  attempts: number;
  activityId: string | null;
  /** Why it failed or was cancelled, as a code that the delivery page explains. */
  reason: string | null;
  updatedAt: Instant;
}
