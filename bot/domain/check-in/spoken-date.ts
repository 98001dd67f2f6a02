import { addDays, parseDate, weekdayOf } from "../calendar.ts";
import type { IsoDate } from "../organisation.ts";

const months = [
  ["januar", "january", "jan"],
  ["februar", "february", "feb"],
  ["marts", "march", "mar"],
  ["april", "apr"],
  ["maj", "may"],
  ["juni", "june", "jun"],
  ["juli", "july", "jul"],
  ["august", "aug"],
  ["september", "sep", "sept"],
  ["oktober", "october", "okt", "oct"],
  ["november", "nov"],
  ["december", "dec"],
];
const weekdays = [
  ["mandag", "monday"],
  ["tirsdag", "tuesday"],
  ["onsdag", "wednesday"],
  ["torsdag", "thursday"],
  ["fredag", "friday"],
  ["lørdag", "saturday"],
  ["søndag", "sunday"],
];
const tomorrow = ["i morgen", "imorgen", "tomorrow"];

/**
 * The date that somebody writes in a sentence: `12.8.`, `12/8-2027`, `12. august`, `2027-08-12`, `fredag`, `i morgen`.
 * Without a year the next one from today on is meant. Null when there is none, or none that exists.
 */
export function spokenDate(said: string, today: IsoDate): IsoDate | null {
  const words = said.toLocaleLowerCase("da");
  const iso = /\b(\d{4}-\d{2}-\d{2})\b/.exec(words)?.[1];
  if (iso !== undefined) return parseDate(iso);
  const named = new RegExp(`\\b(\\d{1,2})\\.?\\s*(?:(${months.flat().join("|")})\\b)(?:\\s*(\\d{4}))?`).exec(words);
  if (named !== null) return nextDate(named[1], monthOf(named[2]), named[3], today);
  const numeric = /\b(\d{1,2})[./-]\s?(\d{1,2})(?:[./-]\s?(\d{4}|\d{2})\b)?/.exec(words);
  if (numeric !== null) return nextDate(numeric[1], Number(numeric[2]), fullYear(numeric[3]), today);
  if (tomorrow.some((word) => words.includes(word))) return addDays(today, 1);
  const weekday = weekdays.findIndex((names) => names.some((name) => words.includes(name))) + 1;
  return weekday === 0 ? null : addDays(today, (weekday - weekdayOf(today) + 7) % 7);
}

function monthOf(name: string | undefined): number {
  return months.findIndex((names) => name !== undefined && names.includes(name)) + 1;
}

function fullYear(year: string | undefined): string | undefined {
  return year?.length === 2 ? `20${year}` : year;
}

function nextDate(day: string | undefined, month: number, year: string | undefined, today: IsoDate): IsoDate | null {
  const inYear = (which: string) =>
    parseDate(`${which}-${String(month).padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`);
  if (year !== undefined) return inYear(year);
  const thisYear = Number(today.slice(0, 4));
  // Eight years hold a 29 February, whatever the year.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const date = inYear(String(thisYear + ahead));
    if (date !== null && date >= today) return date;
  }
  return null;
}
