import type { Barrier } from "./barrier.ts";
import { addDays, closesAt, localDate, localInstant } from "./calendar.ts";
import type { CheckIn, SentCard } from "./check-in.ts";
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
  /** Key of the conversation it goes to: a person id or a channel id; `navigators` where the team's scope decides. */
  recipient: string;
  /** The person, when it goes to one. */
  personId: string | null;
  /** Key of the document it is about (a check-in or a barrier). */
  subject: string;
  teamId: string;
  week: IsoWeek | null;
  state: MessageState;
  /** Not before this instant. */
  dueAt: Instant;
  /** Not after this instant. */
  deadline: Instant;
  /** While sending: when another process may take it over. */
  leaseUntil: Instant | null;
  attempts: number;
  /** The card that was sent, or that is to be updated. */
  activityId: string | null;
  /** Why it failed or was cancelled, as a code that the delivery page explains. */
  reason: string | null;
  updatedAt: Instant;
}

export interface PlannedMessage {
  key: string;
  value: Message;
}

type Planned = Pick<Message, "purpose" | "recipient" | "personId" | "subject" | "teamId" | "week" | "deadline"> &
  Partial<Pick<Message, "dueAt" | "activityId">>;

/** A pending message; `distinct` sets apart messages of the same purpose, subject and recipient. */
export function planned(message: Planned, now: Instant, distinct?: string): PlannedMessage {
  const parts = [message.purpose, message.subject, message.recipient, ...(distinct === undefined ? [] : [distinct])];
  return {
    key: parts.join(":"),
    value: {
      dueAt: now,
      activityId: null,
      ...message,
      state: "pending",
      leaseUntil: null,
      attempts: 0,
      reason: null,
      updatedAt: now,
    },
  };
}

/** Days for which it is worth telling navigators of a new barrier. */
const newsDays = 14;

/** Tells the navigators of a barrier. */
export function barrierNews(barrier: Barrier, now: Instant): PlannedMessage {
  const deadline = localInstant(addDays(localDate(now), newsDays), 0);
  return planned(
    {
      purpose: "barrierNew",
      recipient: "navigators",
      personId: null,
      subject: barrier.id,
      teamId: barrier.teamId,
      week: barrier.week,
      deadline,
    },
    now,
  );
}

/** Brings a card that shows an older state of a check-in, `version`, up to date, in place. */
export function cardUpdate(checkIn: CheckIn, card: SentCard, now: Instant, version: string = now): PlannedMessage {
  return planned(
    {
      purpose: "cardUpdate",
      recipient: card.personId,
      personId: card.personId,
      subject: `${checkIn.week}:${checkIn.teamId}`,
      teamId: checkIn.teamId,
      week: checkIn.week,
      deadline: closesAt(checkIn.week) > now ? closesAt(checkIn.week) : localInstant(addDays(localDate(now), 2), 0),
      activityId: card.activityId,
    },
    now,
    `${card.activityId}:${version}`,
  );
}
