import { Temporal } from "temporal-polyfill";
import { weekOfDate } from "../../bot/domain/calendar.ts";
import { defaultSettings, type Settings } from "../../bot/domain/organisation.ts";

export function settings(changes: Partial<Settings> = {}): Settings {
  return { ...defaultSettings, ...changes };
}

export function datesOf(firstYear: number, lastYear: number): string[] {
  const dates: string[] = [];
  let date = new Temporal.PlainDate(firstYear, 1, 1);
  while (date.year <= lastYear) {
    dates.push(date.toString());
    date = date.add({ days: 1 });
  }
  return dates;
}

export const everyDate = datesOf(2020, 2040);
export const everyWeek = [...new Set(everyDate.map(weekOfDate))];

/** Easter Sunday by the Meeus/Jones/Butcher computus: independent of the library under test. */
export function easter(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const monthAndDay = h + l - 7 * m + 114;
  return new Temporal.PlainDate(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1);
}

export function expectedHolidays(year: number): string[] {
  const fromEaster = (days: number) => easter(year).add({ days }).toString();
  const storeBededag = year < 2024 ? [26] : [];
  return [
    `${year}-01-01`,
    ...[-3, -2, 0, 1, ...storeBededag, 39, 49, 50].map(fromEaster),
    `${year}-12-25`,
    `${year}-12-26`,
  ].sort();
}
