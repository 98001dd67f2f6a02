import Holidays from "date-holidays";
import { LRUCache } from "lru-cache";
import { Temporal } from "temporal-polyfill";
import type { Instant, IsoDate, IsoWeek, Settings } from "./organisation.ts";

/** Every date, week and hour that a user meets is in this zone. */
export const timeZone = "Europe/Copenhagen";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const reminderGapMs = 4 * hourMs;

// Dates and weeks are counted as whole days since 1970-01-01 (a Thursday): exact, and cheap enough for every request.
// Only the zone's own rules need Temporal.

// A Monday morning and an overview ask for the same few dates, weeks and hours tens of thousands of times.
const mostRemembered = 1_000;

function remembering<K extends string | number, V extends string | number>(find: (key: K) => V): (key: K) => V {
  const known = new LRUCache<K, V>({ max: mostRemembered, memoMethod: find });
  return (key) => known.memo(key);
}

const dayOf = remembering(findDay);
const dateOf = remembering((day: number): IsoDate => new Date(day * dayMs).toISOString().slice(0, 10));
const weekOfDay = remembering(findWeek);
const mondayDayOf = remembering(firstDayOf);

function findDay(date: IsoDate): number {
  const day = Date.parse(date) / dayMs;
  // Date.parse guesses at other texts and lets 30 February pass: only what reads back the same is a date.
  if (!Number.isInteger(day) || dateOf(day) !== date) throw new RangeError("Not a calendar date");
  return day;
}

function weekdayOfDay(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** ISO 8601: a week belongs to the year that its Thursday lies in. */
function findWeek(day: number): IsoWeek {
  const thursday = day + 4 - weekdayOfDay(day);
  const year = new Date(thursday * dayMs).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / dayMs) / 7) + 1;
  return `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
}

/** ISO 8601: 4 January always lies in week 1. */
function firstDayOf(week: IsoWeek): number {
  const fourthOfJanuary = dayOf(`${week.slice(0, 4)}-01-04`);
  return fourthOfJanuary + 1 - weekdayOfDay(fourthOfJanuary) + (weekNumber(week) - 1) * 7;
}

/** A stretch of time with one UTC offset, from one change of the clocks to the next. */
interface OffsetSpan {
  fromMs: number;
  untilMs: number;
  offsetMs: number;
}

// Asking the zone costs far more than the sum below, and nearly every question is about the present half-year.
let latestSpan: OffsetSpan = { fromMs: 0, untilMs: 0, offsetMs: 0 };

function offsetMsAt(epochMs: number): number {
  if (epochMs < latestSpan.fromMs || epochMs >= latestSpan.untilMs) latestSpan = offsetSpanAt(epochMs);
  return latestSpan.offsetMs;
}

function offsetSpanAt(epochMs: number): OffsetSpan {
  const local = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);
  // "previous" looks strictly before; one nanosecond later it also finds a change at this very instant.
  const previous = local.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  const next = local.getTimeZoneTransition("next");
  return {
    fromMs: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    untilMs: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: local.offsetNanoseconds / 1_000_000,
  };
}

// One request asks for the date of its one instant again and again.
let latestDay: { now: Instant; day: number; date: IsoDate } = { now: "", day: 0, date: "" };

function localDay(now: Instant): number {
  return latestDay.now === now ? latestDay.day : dayAt(now).day;
}

function dayAt(now: Instant): typeof latestDay {
  const epochMs = Date.parse(now);
  if (Number.isNaN(epochMs)) throw new RangeError("Not an instant");
  const day = Math.floor((epochMs + offsetMsAt(epochMs)) / dayMs);
  latestDay = { now, day, date: dateOf(day) };
  return latestDay;
}

/** The date in Copenhagen at this instant. Throws RangeError on anything but an instant. */
export function localDate(now: Instant): IsoDate {
  return latestDay.now === now ? latestDay.date : dayAt(now).date;
}

/** The ISO week in Copenhagen at this instant. Throws RangeError on anything but an instant. */
export function weekOf(now: Instant): IsoWeek {
  return weekOfDay(localDay(now));
}

/** The ISO 8601 week that the date lies in; around New Year its year may differ from the date's. */
export function weekOfDate(date: IsoDate): IsoWeek {
  return weekOfDay(dayOf(date));
}

/**
 * The instant of a local time in Copenhagen. An hour that the clocks skip in spring becomes the hour after, one that
 * they repeat in autumn is its first occurrence (Temporal's `compatible`). Hour 0–23, minute 0–59, else RangeError.
 */
export function localInstant(date: IsoDate, hour: number, minute = 0): Instant {
  return instantOf(`${date} ${hour} ${minute}`);
}

const instantOf = remembering((asked: string): Instant => {
  const [date = "", hour, minute] = asked.split(" ");
  const plainTime = new Temporal.PlainTime(Number(hour), Number(minute));
  const local = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime });
  return new Date(local.epochMilliseconds).toISOString();
});

/** The first day of the week. */
export function mondayOf(week: IsoWeek): IsoDate {
  return dateOf(mondayDayOf(week));
}

/** The date n days later; n may be negative. */
export function addDays(date: IsoDate, n: number): IsoDate {
  return dateOf(dayOf(date) + n);
}

/** How many days `later` comes after `earlier`, whatever the clocks did meanwhile; negative when it comes before. */
export function daysBetween(earlier: IsoDate, later: IsoDate): number {
  return dayOf(later) - dayOf(earlier);
}

/** The same day of another month, or the last day of a month that is too short for it. */
export function addMonths(date: IsoDate, n: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ months: n }).toString();
}

/** The week n weeks later, through years of 52 and 53 weeks; n may be negative. */
export function addWeeks(week: IsoWeek, n: number): IsoWeek {
  return weekOfDay(mondayDayOf(week) + n * 7);
}

/** How many weeks `later` comes after `earlier`; 0 for the same week, negative when it comes before. */
export function weeksBetween(earlier: IsoWeek, later: IsoWeek): number {
  return (mondayDayOf(later) - mondayDayOf(earlier)) / 7;
}

/** The number in "uge 47": 1–53. */
export function weekNumber(week: IsoWeek): number {
  return Number(week.slice(6));
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: IsoDate): number {
  return weekdayOfDay(dayOf(date));
}

/** The week that a text spells exactly (`2026-W53`), or null, also for a week 53 that its year does not have. Years 1000–2999. */
export function parseWeek(text: string): IsoWeek | null {
  if (!/^[12]\d{3}-W(?!00)\d{2}$/.test(text)) return null;
  return weekOfDay(mondayDayOf(text)) === text ? text : null;
}

/** The date that a text spells exactly (`2026-11-21`), or null, also for 30 February. Years 1000–2999. */
export function parseDate(text: string): IsoDate | null {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return null;
  const epochMs = Date.parse(text);
  return !Number.isNaN(epochMs) && dateOf(epochMs / dayMs) === text ? text : null;
}

const ascensionDay = "Kristi Himmelfartsdag";
const denmark = new Holidays("DK", { types: ["public"] });
const holidaysByYear = new Map<string, ReadonlyMap<IsoDate, string>>();

function holidaysOf(year: string): ReadonlyMap<IsoDate, string> {
  const known = holidaysByYear.get(year);
  if (known !== undefined) return known;
  const holidays = new Map(denmark.getHolidays(Number(year), "da").map(({ date, name }) => [date.slice(0, 10), name]));
  holidaysByYear.set(year, holidays);
  return holidays;
}

/**
 * The Danish name of the public holiday on this date, or null. Store Bededag counts until 2023 only (lov nr. 214 af
 * 6. marts 2023); 1 May, 5 June, 24 and 31 December are no public holidays but may be local closing days.
 */
export function holidayOn(date: IsoDate): string | null {
  return holidaysOf(date.slice(0, 4)).get(date) ?? null;
}

/** The closing days a municipality may choose beside the public holidays, by the id that its settings list. */
export const localClosingDays = {
  may1: (date: IsoDate) => date.endsWith("-05-01"),
  constitutionDay: (date: IsoDate) => date.endsWith("-06-05"),
  christmasEve: (date: IsoDate) => date.endsWith("-12-24"),
  newYearsEve: (date: IsoDate) => date.endsWith("-12-31"),
  ascensionFriday: (date: IsoDate) => holidayOn(addDays(date, -1)) === ascensionDay,
} as const;

function isLocalClosingDay(entry: string): entry is keyof typeof localClosingDays {
  return Object.hasOwn(localClosingDays, entry);
}

/** Monday to Friday, no public holiday, and none of the municipality's closing days (an id above or an ISO date). */
export function isWorkingDay(date: IsoDate, settings: Settings): boolean {
  if (weekdayOf(date) > 5 || holidayOn(date) !== null) return false;
  return !settings.closingDays.some((entry) =>
    isLocalClosingDay(entry) ? localClosingDays[entry](date) : entry === date,
  );
}

/** Working days after the first date, up to and including the last; none when it is not later. */
export function workingDaysBetween(earlier: IsoDate, later: IsoDate, settings: Settings): number {
  let count = 0;
  for (let date = addDays(earlier, 1); date <= later; date = addDays(date, 1)) {
    if (isWorkingDay(date, settings)) count += 1;
  }
  return count;
}

/** The first working day of the week from this weekday on, else the nearest one before it, else null. */
function workingDayNear(week: IsoWeek, weekday: number, settings: Settings): IsoDate | null {
  const monday = mondayOf(week);
  const workingDays = [0, 1, 2, 3, 4].map((n) => addDays(monday, n)).filter((date) => isWorkingDay(date, settings));
  return workingDays.find((date) => weekdayOf(date) >= weekday) ?? workingDays.at(-1) ?? null;
}

function isQuiet(week: IsoWeek, settings: Settings): boolean {
  return settings.quietWeeks.includes(weekNumber(week));
}

/**
 * When the week's check-in goes out, or null in a quiet week and in a week without a working day (counted as not
 * asked). A non-working day gives way to the next working day of the same ISO week (docs/domain.md, The calendar); when none is
 * left, as for a Friday check-in before a long weekend, to the nearest earlier one, so that the week is still asked.
 */
export function sendInstant(week: IsoWeek, settings: Settings): Instant | null {
  if (isQuiet(week, settings)) return null;
  const date = workingDayNear(week, settings.checkInWeekday, settings);
  return date === null ? null : localInstant(date, settings.checkInHour);
}

/**
 * When the week's one reminder goes out, its day moved like the check-in's. Null when reminders are off, when the week
 * sends nothing, or when it would come less than four hours after the check-in: that would be nagging.
 */
export function reminderInstant(week: IsoWeek, settings: Settings): Instant | null {
  const sent = sendInstant(week, settings);
  if (sent === null || settings.reminder === null) return null;
  const date = workingDayNear(week, settings.reminder.weekday, settings);
  if (date === null) return null;
  const reminder = localInstant(date, settings.reminder.hour);
  return Date.parse(reminder) - Date.parse(sent) >= reminderGapMs ? reminder : null;
}

const longestBreakDays = 31;

/**
 * The check-in's hour on the next day that somebody is at work, after the day of `now`; an hour from now where that comes
 * too late (the week's last working day). Where a month has no working day, a month later.
 */
export function nextTryInstant(now: Instant, settings: Settings, deadline: Instant): Instant {
  const today = localDate(now);
  let days = 1;
  while (days < longestBreakDays && !isWorkingDay(addDays(today, days), settings)) days += 1;
  const next = localInstant(addDays(today, days), settings.checkInHour);
  return next < deadline ? next : new Date(Date.parse(now) + hourMs).toISOString();
}

/** When the week closes for answers and corrections: the next Monday at 00:00 local. */
export function closesAt(week: IsoWeek): Instant {
  return localInstant(mondayOf(addWeeks(week, 1)), 0);
}
