import { addDays, mondayOf, parseDate, weekdayOf, weekOfDate } from "../calendar.ts";
import type { IsoDate } from "../organisation.ts";
import { feast, monthAlone, partOfMonth, restOf } from "./date-stretches.ts";
import {
  afterI,
  dayMarks,
  lastWords,
  months,
  nextWords,
  numbers,
  ordinals,
  relative,
  shortWeekdays,
  thisWords,
  units,
  weekdays,
  weekWords,
} from "./date-vocabulary.ts";
import type { Found, Reader } from "./read-words.ts";
import { resolved, type SaidDay, sundayOf } from "./resolve-day.ts";
import { nearest, type Token } from "./words.ts";

/** What is said from this token on, and over how many tokens. */
export interface DateWords {
  at: number;
  length: number;
  said: SaidDay;
  isExact: boolean;
}

const daysIn = { day: 1, week: 7, month: 30, year: 365 };

type Rule = (at: Reader, today: IsoDate) => Found;

const fixed = (from: IsoDate, to: IsoDate = from): SaidDay => ({ type: "fixed", from, to });
const mondayOfDate = (date: IsoDate) => mondayOf(weekOfDate(date));

/** The date words among the tokens, from left to right; what is neither is passed over. */
export function dateWordsIn(tokens: readonly Token[], today: IsoDate): DateWords[] {
  const found: DateWords[] = [];
  for (let at = 0; at < tokens.length; ) {
    const read: Reader = (ahead) => tokens[at + ahead]?.word ?? "";
    const match = firstOf(read, today, found);
    if (match === null) {
      at += 1;
      continue;
    }
    found.push({ at, length: match.length, said: match.said, isExact: (match.slips ?? 0) === 0 });
    at += match.length;
  }
  return found;
}

function firstOf(read: Reader, today: IsoDate, before: readonly DateWords[]): Found {
  const week = furtherWeek(read, before.at(-1)?.said);
  if (week !== null) return week;
  for (const rule of rules) {
    const match = rule(read, today);
    if (match !== null) return match;
  }
  return null;
}

const rules: Rule[] = [
  function iso(read) {
    const date = parseDate(read(0));
    return date === null ? null : { length: 1, said: fixed(date) };
  },
  partOfMonth,
  restOf,
  weekRule,
  lastingRule,
  namedDate,
  figures,
  weekdayRule,
  relativeRule,
  dayOfMonth,
  monthAlone,
  feast,
];

function numberAt(word: string): number | null {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  return numbers.get(word) ?? null;
}

/** "Uge 51", "denne uge", "i næste uge", "hele ugen". */
function weekRule(read: Reader, today: IsoDate): Found {
  const monday = mondayOfDate(today);
  const week = weekAt(read, 0);
  if (week !== null) return week;
  const word = read(0);
  if (word === "ugen" && read(1) === "over") return { length: 2, said: fixed(today, sundayOf(monday)) };
  const skipped = read(1) === "her" ? 2 : 1;
  const isWeek = /^(uge|ugen|week)$/.test(read(skipped));
  if (!isWeek || numberAt(read(skipped + 1)) !== null) return null;
  if (thisWords.has(word)) return { length: skipped + 1, said: fixed(today, sundayOf(monday)) };
  if (nextWords.has(word)) return { length: skipped + 1, said: fixed(addDays(monday, 7), addDays(monday, 13)) };
  if (lastWords.has(word)) return { length: skipped + 1, said: fixed(addDays(monday, -7), addDays(monday, -1)) };
  return null;
}

function weekAt(read: Reader, ahead: number): Found {
  const number = /^\d{1,2}$/.test(read(ahead + 1)) ? Number(read(ahead + 1)) : 0;
  const isWeek = weekWords.has(read(ahead)) && number >= 1 && number <= 53;
  return isWeek && !units.has(read(ahead + 2)) ? { length: 2, said: { type: "week", week: number } } : null;
}

/** The 52 of "uge 51 og 52". */
function furtherWeek(read: Reader, last: SaidDay | undefined): Found {
  const number = /^\d{1,2}$/.test(read(0)) ? Number(read(0)) : 0;
  const isJoined = /^(og|and|til|to|-|–|,|\+|&|\/)$/.test(read(-1));
  return last?.type === "week" && isJoined && number >= 1 && number <= 53
    ? { length: 1, said: { type: "week", week: number } }
    : null;
}

/** "14 dage", "en uge", "de næste to uger"; "om 14 dage" is a day. */
function lastingRule(read: Reader, today: IsoDate): Found {
  const isAhead = read(0) === "om" || read(0) === "in";
  let at = isAhead || nextWords.has(read(0)) ? 1 : 0;
  if ((read(at) === "et" || read(at) === "a") && /^(par|couple|few)$/.test(read(at + 1))) at += 1;
  if (read(at) === "fortnight") return { length: at + 1, said: { type: "lasting", days: 14 } };
  const number = read(at) === "few" ? 2 : numberAt(read(at));
  const unitAt = read(at + 1) === "of" ? at + 2 : at + 1;
  const unit = nearest(read(unitAt), units);
  if (number === null || unit === null || number === 0) return null;
  // "En dag" says no length: "en dag i næste uge".
  if (unit.meaning === "day" && number === 1 && !isAhead && !/^\d/.test(read(at))) return null;
  // "Uge 51" is no length, whatever stands before it.
  if (weekWords.has(read(unitAt)) && /^\d/.test(read(unitAt + 1))) return null;
  const days = number * daysIn[unit.meaning];
  const length = unitAt + 1 + (read(unitAt + 1) === "tid" ? 1 : 0);
  const said: SaidDay = isAhead ? fixed(addDays(today, days)) : { type: "lasting", days };
  return { length, said, slips: unit.slips };
}

/** "3. december 2026", "d. 3 dec.", "December 3rd". */
function namedDate(read: Reader): Found {
  let at = dayMarks.has(read(0)) ? (read(1) === "." ? 2 : 1) : 0;
  const day = dayNumber(read(at));
  if (day !== null) {
    const monthAt = /^[.]$|^of$/.test(read(at + 1)) ? at + 2 : at + 1;
    const month = nearest(read(monthAt), months);
    if (month !== null) return withYear(read, monthAt + 1, { day, month: month.meaning }, month.slips);
    return null;
  }
  at = 0;
  const month = months.get(read(0));
  const dayAfter = /^\d{1,2}(st|nd|rd|th)?$/.test(read(1)) ? dayNumber(read(1)) : null;
  if (month === undefined || dayAfter === null) return null;
  return withYear(read, 2, { day: dayAfter, month }, 0);
}

function dayNumber(word: string): number | null {
  const figure = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1];
  const day = figure === undefined ? ordinals.get(word) : Number(figure);
  return day !== undefined && day >= 1 && day <= 31 ? day : null;
}

function withYear(read: Reader, at: number, date: { day: number; month: number }, slips: number): Found {
  const yearAt = /^[.,]$/.test(read(at)) ? at + 1 : at;
  const year = /^[12]\d{3}$/.test(read(yearAt)) ? Number(read(yearAt)) : undefined;
  const length = year === undefined ? at : yearAt + 1;
  return { length, said: { type: "dated", ...date, ...(year === undefined ? {} : { year }) }, slips };
}

/** "12/8", "12.8.", "12/8-2027", "24-12-26" and "1. 12.". */
function figures(read: Reader): Found {
  const marked = dayMarks.has(read(0)) ? (read(1) === "." ? 2 : 1) : 0;
  const shape = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?$/.exec(read(marked));
  if (shape !== null) return dated(shape[1], shape[2], shape[3], marked + 1);
  const isSpaced = /^\d{1,2}$/.test(read(marked)) && read(marked + 1) === "." && /^\d{1,2}$/.test(read(marked + 2));
  return isSpaced && read(marked + 3) === "." ? dated(read(marked), read(marked + 2), undefined, marked + 4) : null;
}

function dated(day = "", month = "", year: string | undefined, length: number): Found {
  if (Number(month) < 1 || Number(month) > 12 || dayNumber(day) === null) return null;
  const full = year === undefined ? {} : { year: Number(year.length === 2 ? `20${year}` : year) };
  return { length, said: { type: "dated", day: Number(day), month: Number(month), ...full } };
}

/** "Fredag", "næste fredag", "fredag i uge 51", "torsdag d. 3.": the date goes before the day that it falls on. */
function weekdayRule(read: Reader, today: IsoDate): Found {
  const past = /^(mandag|tirsdag|onsdag|torsdag|fredag|loerdag|soendag)s$/.exec(read(0))?.[1];
  if (past !== undefined || (lastWords.has(read(0)) && weekdays.has(read(1)))) {
    const weekday = weekdays.get(past ?? read(1)) ?? 1;
    const back = ((weekdayOf(today) - weekday + 6) % 7) + 1;
    return { length: past === undefined ? 2 : 1, said: fixed(addDays(today, -back)) };
  }
  const isNext = read(0) === "naeste" || read(0) === "next";
  const at = isNext || read(0) === "kommende" ? 1 : 0;
  // "Man-ons", but "kan man"; "to Fri", but "har fri"; and "min søn" is no Sunday.
  const isShort = !/^(min|mit|mine|din|sin|vores|syge?|en|my)$/.test(read(at - 1));
  const isMonday = read(at) === "man" && /^(-|–|til|\.)$/.test(read(at + 1));
  const isFriday = read(at) === "fri" && /^(to|-|–|until)$/.test(read(at - 1));
  const short = isMonday ? 1 : isFriday ? 5 : isShort ? shortWeekdays.get(read(at)) : undefined;
  const weekday = short === undefined ? nearest(read(at), weekdays) : { meaning: short, slips: 0 };
  if (weekday === null) return null;
  const after = read(at + 1) === "." || read(at + 1) === "," ? at + 2 : at + 1;
  const ahead: Reader = (more) => read(after + more);
  const date = namedDate(ahead) ?? figures(ahead) ?? dayOfMonth(ahead);
  const { slips } = weekday;
  if (date !== null) return { ...date, length: after + date.length, slips };
  const inWeek = ahead(0) === "i" || ahead(0) === "in" ? 1 : 0;
  const week = weekAt(ahead, inWeek) ?? weekRule((more) => ahead(inWeek + more), today);
  if (week !== null) {
    const length = after + (week.length === 2 && inWeek === 0 ? week.length : inWeek + week.length);
    return { length, said: dayOfWeek(week.said, weekday.meaning, today), slips };
  }
  if (isNext) return { length: at + 1, said: fixed(addDays(mondayOfDate(today), 6 + weekday.meaning)), slips };
  return { length: at + 1, said: { type: "weekday", weekday: weekday.meaning }, slips };
}

function dayOfWeek(week: SaidDay, weekday: number, today: IsoDate): SaidDay {
  const span = resolved(week, today);
  return span === null ? week : weekdayIn(mondayOfDate(span.from), weekday);
}

/** The weekday of the week that begins on this Monday. */
export function weekdayIn(monday: IsoDate, weekday: number): SaidDay {
  const day = addDays(monday, weekday - 1);
  return { type: "fixed", from: day, to: day, monday };
}

function relativeRule(read: Reader, today: IsoDate): Found {
  const named = nearest(read(0), relative);
  if (named !== null) return { length: 1, said: fixed(addDays(today, named.meaning)), slips: named.slips };
  if (read(0) === "dags" && read(1) === "dato") return { length: 2, said: fixed(today) };
  if (read(0) === "day" && read(1) === "after" && read(2) === "tomorrow")
    return { length: 3, said: fixed(addDays(today, 2)) };
  const after = read(0) === "i" ? nearest(read(1), afterI) : null;
  return after === null ? null : { length: 2, said: fixed(addDays(today, after.meaning)), slips: after.slips };
}

const joins = /^(fra|til|from|to|until|till|through|indtil|mellem|between|-|–|siden|since)$/;

/** "Den 14.", "d. 14", "14." and the 14 of "til 14"; other figures are no days. */
function dayOfMonth(read: Reader): Found {
  const isMarked = dayMarks.has(read(0));
  const at = isMarked ? (read(1) === "." ? 2 : 1) : 0;
  const day = dayNumber(read(at));
  if (day === null || (!isMarked && ordinals.has(read(at)) && !/^\d/.test(read(at)))) return null;
  if (read(0) === "d" && read(1) !== "." && !/^\d/.test(read(1))) return null;
  const hasDot = read(at + 1) === ".";
  const next = read(at + (hasDot ? 2 : 1));
  const isLast = next === "" || /^[^\p{L}\d]$/u.test(next) || /^(og|and|til|to|fra|er|igen|inkl|inklusive)$/.test(next);
  const isFirstOfTwo =
    /^(og|and|til|to|-|–)$/.test(next) && namedDate((more) => read(at + (hasDot ? 3 : 2) + more)) !== null;
  const isDay =
    isFirstOfTwo ||
    isMarked ||
    /\D/.test(read(at)) ||
    (hasDot && next !== "") ||
    joins.test(read(-1)) ||
    (hasDot && isLast);
  if (!isDay || (!isMarked && !isLast && !hasDot) || /^(kl|uge|week)$/.test(read(-1))) return null;
  return { length: at + 1 + (hasDot ? 1 : 0), said: { type: "day", day } };
}
