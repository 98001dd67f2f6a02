import { addDays, closesAt, isWorkingDay, localDate, localInstant, reminderInstant, sendInstant } from "./calendar.ts";
import type { CheckIn, SentCard } from "./check-in/check-in.ts";
import type { Directory, Instant, IsoWeek, Settings } from "./organisation.ts";
import { askedFor } from "./permissions.ts";

export const messagePurposes = [
  "checkIn",
  "reminder",
  "cardUpdate",
  "barrierNew",
  "barrierUpdate",
  "barrierCard",
  "barrierLifted",
  "decisionDue",
  "decisionMade",
  "screeningAsked",
  "screeningAnswered",
  "screeningLate",
  "digest",
  "monthly",
  "quarterEnded",
  "dialogue",
  "meanwhile",
  "redraw",
  "citizenFollowUp",
] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

export type MessageState = "pending" | "sending" | "sent" | "failed" | "cancelled";

/** What follows from the reason of a message. */
interface MessageReasonFacts {
  /** The recipient, not the network, was the obstacle. */
  isUnreached: boolean;
  /** What becomes of the recipient's chat when the other side answers so; null: nothing. */
  closesChatAs: "blocked" | "gone" | null;
}

const onTheWay = { isUnreached: false, closesChatAs: null } as const satisfies MessageReasonFacts;
const blocked = { isUnreached: true, closesChatAs: "blocked" } as const satisfies MessageReasonFacts;

/** Why a message waits, failed or was cancelled; the delivery page explains each in plain words. */
export const messageReasonFacts = {
  notInstalled: blocked,
  blocked,
  disabledByAdmin: blocked,
  notPermitted: blocked,
  uninstalled: { isUnreached: true, closesChatAs: null },
  gone: { isUnreached: true, closesChatAs: "gone" },
  cardGone: onTheWay,
  signInRefused: onTheWay,
  throttled: onTheWay,
  unavailable: onTheWay,
  network: onTheWay,
  timeout: onTheWay,
  rejected: onTheWay,
  internal: onTheWay,
  uncertain: onTheWay,
  tooLate: onTheWay,
  notWanted: onTheWay,
  notAsked: onTheWay,
  passedOn: onTheWay,
} as const satisfies Record<string, MessageReasonFacts>;
export type MessageReason = keyof typeof messageReasonFacts;
export const messageReasons = Object.keys(messageReasonFacts) as MessageReason[];

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
  plannedAt: Instant;
  /**
   * When the dispatcher looks at it next: when it is due, when another try is due or, while sending, when the lease runs
   * out and another process may take it over. Null when nothing is left to do, so that the index of this field holds
   * unfinished messages only.
   */
  dueAt: Instant | null;
  /** While it is being sent: since when it is due, however often it has been claimed. Not in claims of older versions. */
  dueSince?: Instant;
  /** Not after this instant. */
  deadline: Instant;
  /** How often sending was begun. */
  attempts: number;
  /** The card that was sent, or that is to be updated. */
  activityId: string | null;
  /** The other barriers that one grouped card tells of. */
  also?: string[];
  /** The place in the barrier's timeline of what it tells. */
  event?: number;
  /** News that has been passed on before, to a place that has ended since: who has it already is not told twice. */
  again?: true;
  /** For an update of a barrier's card: key of the message that brought the card. */
  news?: string;
  /** The card may show a text that is gone: it is taken off also where its reader may not see what it is about any longer. */
  scrubs?: true;
  reason: MessageReason | null;
  /** When the first of the tries failed that have failed since, while `reason` says why. */
  failingSince?: Instant;
  /** It failed in a way that may pass by another day, and was left to that once. */
  anotherDay?: boolean;
  updatedAt: Instant;
}

export interface PlannedMessage {
  key: string;
  value: Message;
}

type Planned = Pick<Message, "purpose" | "recipient" | "personId" | "subject" | "teamId" | "week" | "deadline"> &
  Partial<Pick<Message, "dueAt" | "activityId" | "also" | "event" | "news" | "scrubs">>;

/** What a message is stored under; `distinct` sets apart messages of the same purpose, subject and recipient. */
export function messageKey(
  { purpose, subject, recipient }: Pick<Message, "purpose" | "subject" | "recipient">,
  distinct?: string,
): string {
  return [purpose, subject, recipient, ...(distinct === undefined ? [] : [distinct])].join(":");
}

/** A pending message; `distinct` as for {@link messageKey}. */
export function planned(message: Planned, now: Instant, distinct?: string): PlannedMessage {
  return {
    key: messageKey(message, distinct),
    value: {
      dueAt: now,
      activityId: null,
      ...message,
      state: "pending",
      plannedAt: now,
      attempts: 0,
      reason: null,
      updatedAt: now,
    },
  };
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

/** The same for a text that was taken out or put right: `version` sets apart one such time from another. */
export function cardScrub(checkIn: CheckIn, card: SentCard, now: Instant, version: string): PlannedMessage {
  const { key, value } = cardUpdate(checkIn, card, now, version);
  return { key, value: { ...value, deadline: scrubDeadline(now), scrubs: true } };
}

/** A text that has gone is worth taking off a card for longer than news is worth telling. */
export function scrubDeadline(now: Instant): Instant {
  return localInstant(addDays(localDate(now), 28), 0);
}

/** Finds every card that may show a text of a barrier or a trial that was taken out or put right, and has it drawn anew. */
export function redrawMessage(about: { id: string; teamId: string; version: string }, now: Instant): PlannedMessage {
  const { id: subject, teamId, version } = about;
  return planned(
    {
      purpose: "redraw",
      recipient: "everywhere",
      personId: null,
      subject,
      teamId,
      week: null,
      deadline: scrubDeadline(now),
    },
    now,
    version,
  );
}

/** The card of the week for the one who is asked, at `dueAt` or at once. */
export function checkInMessage(checkIn: CheckIn, personId: string, now: Instant, dueAt: Instant = now): PlannedMessage {
  return planned({ purpose: "checkIn", ...toPerson(checkIn, personId), dueAt }, now);
}

/** At once, or in the morning when the day has not begun: what begins on a date begins at midnight, and people are told by day. */
export function byDay(settings: Settings, now: Instant): Instant {
  const morning = localInstant(localDate(now), settings.checkInHour);
  return now < morning ? morning : now;
}

/** Whether the check-in is open and this person has no card of it: nobody has one yet, or somebody else was asked before. */
export function hasCardToGet(checkIn: CheckIn, personId: string): boolean {
  return checkIn.state === "open" && !checkIn.cards.some((card) => card.personId === personId);
}

/** The one reminder of a team's week; its key names no recipient, so that there is never a second. */
export function reminderMessage(checkIn: CheckIn, personId: string, now: Instant): PlannedMessage {
  const deadline = earliest(new Date(Date.parse(now) + reminderHours * hourMs).toISOString(), checkIn.closesAt);
  const { value } = planned({ purpose: "reminder", ...toPerson(checkIn, personId), deadline }, now);
  return { key: `reminder:${value.subject}`, value };
}

/** The reminder that somebody asked for; it takes the place of the usual one that week. One a day at most. */
export function snoozeMessage(checkIn: CheckIn, personId: string, at: Instant, now: Instant): PlannedMessage {
  const message = reminderMessage(checkIn, personId, at);
  return { key: `${message.key}:${at}`, value: { ...message.value, plannedAt: now, updatedAt: now } };
}

function toPerson(checkIn: CheckIn, personId: string) {
  return {
    recipient: personId,
    personId,
    subject: `${checkIn.week}:${checkIn.teamId}`,
    teamId: checkIn.teamId,
    week: checkIn.week,
    deadline: checkIn.closesAt,
  };
}

export const hourMs = 3_600_000;
/** A reminder belongs into these hours from its own hour on. */
const reminderHours = 8;

/** What the clock asks for in a week, at an instant of that week. */
export interface DueWork {
  /** The week's check-ins go out. Late is better than never, until the week closes. */
  checkIns: boolean;
  /** Those who have not answered are reminded; not on a day when nobody is at work, however late it has become. */
  reminders: boolean;
}

/** Decides from the calendar alone what is due in `week` at `now`; nothing before or after the week itself. */
export function dueWork(week: IsoWeek, settings: Settings, now: Instant): DueWork {
  const sent = sendInstant(week, settings);
  if (sent === null || now < sent || now >= closesAt(week)) return { checkIns: false, reminders: false };
  const reminder = reminderInstant(week, settings);
  return { checkIns: true, reminders: reminder !== null && now >= reminder && isReminderTime(settings, now) };
}

/** However late it has become, nobody is reminded on a day off or at night: only in the hours after the usual one. */
function isReminderTime(settings: Settings, now: Instant): boolean {
  const date = localDate(now);
  if (settings.reminder === null || !isWorkingDay(date, settings)) return false;
  const sinceMs = Date.parse(now) - Date.parse(localInstant(date, settings.reminder.hour));
  return sinceMs >= 0 && sinceMs < reminderHours * hourMs;
}

/** The first of a leader's cards must have been there so long before a reminder: sooner would be nagging. */
const reminderGapMs = 4 * hourMs;

/** Whether the one who is asked for the team is to be reminded: unanswered, and they have had the card for a while. */
export function needsReminder(checkIn: CheckIn, personId: string, now: Instant): boolean {
  if (checkIn.state !== "open") return false;
  if (checkIn.snoozedUntil !== undefined && (checkIn.snoozedBy ?? personId) === personId) return false;
  return checkIn.cards.some(
    (card) => card.personId === personId && Date.parse(now) - Date.parse(card.sentAt) >= reminderGapMs,
  );
}

/** Why a check-in card or a reminder should no longer be sent, or null when it should. Asked again right before sending. */
export function unwanted(
  message: Message,
  checkIn: CheckIn | undefined,
  directory: Directory,
  now: Instant,
): MessageReason | null {
  if (checkIn === undefined || checkIn.state !== "open") return "notWanted";
  if (message.purpose === "reminder" && !remindersWanted(checkIn, directory.settings, now)) return "notWanted";
  const asked = askedFor(directory, checkIn.teamId, localDate(now));
  return message.personId !== null && asked.includes(message.personId) ? null : "notAsked";
}

/** A reminder that somebody asked for comes at its own time, and also where reminders are switched off. */
function remindersWanted(checkIn: CheckIn, settings: Settings, now: Instant): boolean {
  return checkIn.snoozedUntil === undefined ? settings.reminder !== null : checkIn.snoozedUntil <= now;
}

/** The first of two instants. */
export function earliest(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
