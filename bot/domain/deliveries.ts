import { closesAt, localDate, reminderInstant, sendInstant, weekNumber } from "./calendar.ts";
import { askableRollouts, type CheckIn } from "./check-in/check-in.ts";
import { isEverySecondWeek } from "./check-in/rhythm.ts";
import { isUnreached, revived, unsentSince } from "./message-outcome.ts";
import {
  activeTeams,
  type Directory,
  type Instant,
  type IsoDate,
  type IsoWeek,
  type Settings,
} from "./organisation.ts";
import type { Message, MessagePurpose, MessageReason } from "./outreach.ts";
import { askedFor, isAskedNothing } from "./permissions.ts";

// How the week's messages are doing, for the people who can do something about it. Counts teams and messages, and says
// of no leader more than whether they can be reached.

/** What a week sends, or why it sends nothing. */
export interface WeekSchedule {
  week: IsoWeek;
  sendAt: Instant | null;
  remindAt: Instant | null;
  closesAt: Instant;
  silent: "quietWeek" | "noWorkingDay" | null;
}

/** What the calendar has in store for a week: when its check-ins are sent, reminded of and closed, or why nothing is sent. */
export function scheduleOf(week: IsoWeek, settings: Settings): WeekSchedule {
  const sendAt = sendInstant(week, settings);
  const isQuiet = settings.quietWeeks.includes(weekNumber(week));
  return {
    week,
    sendAt,
    remindAt: reminderInstant(week, settings),
    closesAt: closesAt(week),
    silent: sendAt !== null ? null : isQuiet ? "quietWeek" : "noWorkingDay",
  };
}

/** A message that somebody may have to do something about. */
export interface DeliveryProblem {
  key: string;
  purpose: MessagePurpose;
  state: "waiting" | "retrying" | "failed";
  reason: MessageReason;
  teamId: string;
  personId: string | null;
  attempts: number;
  since: Instant;
  canResend: boolean;
}

/** Somebody who is asked but has no open chat with the bot. */
export interface Unreachable {
  personId: string;
  reason: MessageReason;
  teamIds: string[];
}

export interface DeliveryState {
  schedule: WeekSchedule;
  /** Teams by what their check-in has come to. */
  teams: {
    /** Will be asked later this week. */
    planned: number;
    /** Asked every second week, and not in this one. */
    resting: number;
    /** Asked this week; the figures below are parts of it. */
    asked: number;
    delivered: number;
    answered: number;
    skipped: number;
    open: number;
    missed: number;
  };
  /** Messages that should have been sent and are not, also those that are tried again later, whatever their purpose. */
  underWay: number;
  /** Since when the oldest of them should have been; null when there is none. */
  oldestUnderWay: Instant | null;
  problems: DeliveryProblem[];
  unreachable: Unreachable[];
  /** Teams that cannot be asked at all. */
  gaps: { teamId: string; reason: "noLeader" | "nothingToAsk" }[];
}

export interface DeliveryFacts {
  directory: Directory;
  week: IsoWeek;
  now: Instant;
  /** Of the week. */
  checkIns: CheckIn[];
  /** Pending, being sent or failed, by key. */
  unsent: { key: string; value: Message }[];
  /** Every chat, by the key of its conversation: a person's by their id, a channel's (without a person) by its own. */
  chats: ReadonlyMap<
    string,
    { personId: string | null; state: "installed" | "blocked" | "gone"; reason?: MessageReason }
  >;
}

/** Failures of older messages without a week of their own are shown for so long. */
const shownDays = 14;

/** How the week is going: what is due, sent and stuck, from what the store holds. Counts teams and messages. */
export function deliveryState(facts: DeliveryFacts): DeliveryState {
  const { directory, week, now, unsent } = facts;
  const date = localDate(now);
  const schedule = scheduleOf(week, directory.settings);
  const askable = activeTeams(directory).map(({ id }) => ({ id, asked: askedFor(directory, id, date)[0] }));
  // A team that was asked on Monday and is gone on Wednesday is nobody's any more.
  const checkIns = facts.checkIns.filter(({ teamId }) => isHere(directory.teams.get(teamId)));
  const count = (wanted: (checkIn: CheckIn) => boolean) => checkIns.filter(wanted).length;
  const underWay = unsent.flatMap(({ value }) => unsentSince(value, now) ?? []);
  return {
    schedule,
    teams: {
      ...notAskedYet(facts, schedule, askable, date),
      asked: checkIns.length,
      delivered: count((checkIn) => checkIn.cards.length > 0),
      answered: count((checkIn) => checkIn.state === "answered"),
      skipped: count((checkIn) => checkIn.state === "skipped"),
      open: count((checkIn) => checkIn.state === "open"),
      missed: count((checkIn) => checkIn.state === "missed"),
    },
    underWay: underWay.length,
    oldestUnderWay: underWay.toSorted()[0] ?? null,
    problems: unsent.flatMap(({ key, value }) => problemOf(facts, key, value)),
    unreachable: unreachable(facts, askable),
    gaps: askable.flatMap(({ id, asked }) => gapOf(directory, id, asked, date)),
  };
}

function gapOf(directory: Directory, teamId: string, asked: string | undefined, date: IsoDate): DeliveryState["gaps"] {
  // A leader who is away is no gap.
  if (asked === undefined) return isAskedNothing(directory, teamId, date) ? [] : [{ teamId, reason: "noLeader" }];
  return askableRollouts(directory, teamId, date).length === 0 ? [{ teamId, reason: "nothingToAsk" }] : [];
}

function notAskedYet(
  { directory, checkIns }: DeliveryFacts,
  schedule: WeekSchedule,
  askable: { id: string; asked: string | undefined }[],
  date: IsoDate,
): { planned: number; resting: number } {
  const known = new Set(checkIns.map((checkIn) => checkIn.teamId));
  const left = askable.filter(
    ({ id, asked }) => asked !== undefined && !known.has(id) && askableRollouts(directory, id, date).length > 0,
  );
  if (schedule.sendAt === null) return { planned: 0, resting: 0 };
  const seldom = left.filter(({ id }) => isEverySecondWeek(directory, id, date)).length;
  // Once the others have been asked, those that are asked every second week and were not are resting.
  const isSent = checkIns.length > 0;
  return { planned: left.length - (isSent ? seldom : 0), resting: isSent ? seldom : 0 };
}

/** Unknown ids are somebody else's mistake and stay in sight; what is retired is gone. */
function isHere(entry: { retired?: boolean } | undefined): boolean {
  return entry?.retired !== true;
}

function problemOf({ directory, week, now, chats }: DeliveryFacts, key: string, message: Message): DeliveryProblem[] {
  const { purpose, state, reason, teamId, personId, attempts, updatedAt } = message;
  if (reason === null || state === "sending") return [];
  if (!isHere(directory.teams.get(teamId)) || (personId !== null && !isHere(directory.people.get(personId)))) return [];
  const shownFrom = new Date(Date.parse(now) - shownDays * 86_400_000).toISOString();
  if (message.week === null ? updatedAt < shownFrom : message.week !== week) return [];
  const shown = state === "failed" ? "failed" : isUnreached(message) ? "waiting" : "retrying";
  const isTriable = state === "failed" || (shown === "waiting" && chats.has(message.recipient));
  const canResend = isTriable && revived(message, now) !== null;
  return [{ key, purpose, state: shown, reason, teamId, personId, attempts, since: updatedAt, canResend }];
}

function unreachable({ chats }: DeliveryFacts, askable: { id: string; asked: string | undefined }[]): Unreachable[] {
  const found = new Map<string, Unreachable>();
  for (const { id, asked } of askable) {
    const chat = asked === undefined ? undefined : chats.get(asked);
    if (asked === undefined || chat?.state === "installed") continue;
    const reason = chat === undefined ? "notInstalled" : (chat.reason ?? (chat.state === "gone" ? "gone" : "blocked"));
    const known = found.get(asked) ?? { personId: asked, reason, teamIds: [] };
    known.teamIds.push(id);
    found.set(asked, known);
  }
  return [...found.values()];
}
