import { addDays, addWeeks, mondayOf, parseDate, weekdayOf, weekNumber, weekOfDate } from "../calendar.ts";
import type { IsoDate } from "../organisation.ts";

/** A day or a stretch of days as it is said; most mean the next one from a day on. */
export type SaidDay =
  /** `monday`: a weekday of a week that was named with it. */
  | { type: "fixed"; from: IsoDate; to: IsoDate; monday?: IsoDate }
  | { type: "dated"; day: number; month: number; year?: number }
  /** "Den 14." */
  | { type: "day"; day: number }
  | { type: "weekday"; weekday: number }
  | { type: "week"; week: number }
  | { type: "lasting"; days: number };

/** The last day of the week that begins on this Monday. */
export const sundayOf = (monday: IsoDate) => addDays(monday, 6);

/**
 * The first such day or stretch that ends on `from` or later, of a weekday the first after it ("på mandag" is never today); null for one that does not exist, and for a mere length.
 */
export function resolved(said: SaidDay, from: IsoDate): { from: IsoDate; to: IsoDate } | null {
  if (said.type === "fixed") return { from: said.from, to: said.to };
  if (said.type === "lasting") return null;
  if (said.type === "week") return nextWeek(said.week, from);
  if (said.type === "weekday") return single(addDays(from, ((said.weekday - weekdayOf(from) + 6) % 7) + 1));
  if (said.type === "day") return single(closest(from, 1, (date) => Number(date.slice(8)) === said.day));
  const inYear = (year: number) => parseDate(`${year}-${two(said.month)}-${two(said.day)}`);
  if (said.year !== undefined) return single(inYear(said.year));
  // Eight years hold a 29 February, whatever the year.
  const years = Array.from({ length: 9 }, (_, ahead) => inYear(Number(from.slice(0, 4)) + ahead));
  return single(years.find((date) => date !== null && date >= from) ?? null);
}

/** The last such day on `until` or before it; of what names no one day, the next. */
export function resolvedBack(said: SaidDay, until: IsoDate): { from: IsoDate; to: IsoDate } | null {
  if (said.type === "weekday") return single(addDays(until, -((weekdayOf(until) - said.weekday + 7) % 7)));
  if (said.type === "day") return single(closest(until, -1, (date) => Number(date.slice(8)) === said.day));
  if (said.type !== "dated" || said.year !== undefined) return resolved(said, until);
  const year = Number(until.slice(0, 4));
  const candidates = [year, year - 1].map((one) => parseDate(`${one}-${two(said.month)}-${two(said.day)}`));
  return single(candidates.find((date) => date !== null && date <= until) ?? null);
}

function single(date: IsoDate | null): { from: IsoDate; to: IsoDate } | null {
  return date === null ? null : { from: date, to: date };
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** Two months hold a 31st. */
function closest(from: IsoDate, step: 1 | -1, isIt: (date: IsoDate) => boolean): IsoDate | null {
  for (let days = 0; days < 63; days++) {
    const date = addDays(from, days * step);
    if (isIt(date)) return date;
  }
  return null;
}

/** The next week of that number that is not over; a week 53 comes every five or six years. */
function nextWeek(number: number, from: IsoDate): { from: IsoDate; to: IsoDate } | null {
  for (let ahead = 0; ahead < 330; ahead++) {
    const week = addWeeks(weekOfDate(from), ahead);
    if (weekNumber(week) === number) return { from: mondayOf(week), to: sundayOf(mondayOf(week)) };
  }
  return null;
}
