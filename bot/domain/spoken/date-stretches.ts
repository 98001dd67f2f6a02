import { addDays, holidayOn, mondayOf, weekOfDate } from "../calendar.ts";
import type { IsoDate } from "../organisation.ts";
import { feasts, months, numbers } from "./date-vocabulary.ts";
import type { Found, Reader } from "./read-words.ts";

// Stretches with a name: holidays, a part of a month, what is left of one, and the end of one.

const pad = (month: number) => String(month).padStart(2, "0");
const stretch = (length: number, from: IsoDate, to: IsoDate): Found => ({ length, said: { type: "fixed", from, to } });

/** The next month of that number that is not over, from its first to its last day. */
function monthFrom(month: number, today: IsoDate): { first: IsoDate; last: IsoDate } {
  const year = Number(today.slice(0, 4)) + (month < Number(today.slice(5, 7)) ? 1 : 0);
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${pad(month + 1)}-01`;
  return { first: `${year}-${pad(month)}-01`, last: addDays(next, -1) };
}

/** "Januar og februar": the first of two months. */
const joinsMonths = /^(og|and|-|–|til|to)$/;
const beforeMonth = /^(i|in|hele|til|fra|from|until|through|og|and|-|–|indtil|whole|of|af)$/;

/** "I december", "til januar"; of the one that runs, what is left. */
export function monthAlone(read: Reader, today: IsoDate): Found {
  const month = months.get(read(0));
  const isNamed =
    beforeMonth.test(read(-1)) || read(1) === "maaned" || (joinsMonths.test(read(1)) && months.has(read(2)));
  if (month === undefined || !isNamed) return null;
  const { first, last } = monthFrom(month, today);
  return stretch(read(1) === "maaned" ? 2 : 1, first < today ? today : first, last);
}

const first = /^(foerste|first)$/;
const last = /^(sidste|last)$/;
const joinsMonth = /^(af|i|in|of)$/;

/** "De første to uger af januar", "the last week of December", "den første uge i januar". */
export function partOfMonth(read: Reader, today: IsoDate): Found {
  let at = /^(de|den|det|the)$/.test(read(0)) ? 1 : 0;
  const isFirst = first.test(read(at));
  if (!isFirst && !last.test(read(at))) return middleOfMonth(read, today, at);
  at += 1;
  const number = /^\d{1,2}$/.test(read(at)) ? Number(read(at)) : numbers.get(read(at));
  if (number !== undefined) at += 1;
  const unit = /^(uge|uger|week|weeks)$/.test(read(at)) ? 7 : /^(dag|dage|day|days)$/.test(read(at)) ? 1 : 0;
  const month = joinsMonth.test(read(at + 1)) ? months.get(read(at + 2)) : undefined;
  if (unit === 0 || month === undefined) return null;
  const days = (number ?? 1) * unit;
  const whole = monthFrom(month, today);
  return isFirst
    ? stretch(at + 3, whole.first, addDays(whole.first, days - 1))
    : stretch(at + 3, addDays(whole.last, 1 - days), whole.last);
}

/** "Midten af januar" is the day that it is said of. */
function middleOfMonth(read: Reader, today: IsoDate, at: number): Found {
  const isMiddle = /^(midten|mid|middle)$/.test(read(at));
  const month = months.get(read(at + (joinsMonth.test(read(at + 1)) ? 2 : 1)));
  if (!isMiddle || month === undefined) return null;
  const middle = addDays(monthFrom(month, today).first, 14);
  return stretch(joinsMonth.test(read(at + 1)) ? at + 3 : at + 2, middle, middle);
}

const spanWords: ReadonlyMap<string, "week" | "month" | "year"> = new Map([
  ["ugen", "week"],
  ["ugens", "week"],
  ["week", "week"],
  ["maaneden", "month"],
  ["maanedens", "month"],
  ["month", "month"],
  ["aaret", "year"],
  ["aarets", "year"],
  ["year", "year"],
]);

function lastOf(unit: "week" | "month" | "year", today: IsoDate): IsoDate {
  if (unit === "week") return addDays(mondayOf(weekOfDate(today)), 6);
  return unit === "year" ? `${today.slice(0, 4)}-12-31` : monthFrom(Number(today.slice(5, 7)), today).last;
}

/** "Resten af måneden", "rest of the year", "måneden ud", "årets udgang", "til udgangen af januar". */
export function restOf(read: Reader, today: IsoDate): Found {
  const own = spanWords.get(read(0));
  if (own !== undefined && /^(ud|udgang|slutning)$/.test(read(1))) return stretch(2, today, lastOf(own, today));
  if (read(0) === "aarsskiftet") return stretch(1, `${today.slice(0, 4)}-12-31`, `${today.slice(0, 4)}-12-31`);
  const isRest = /^(resten|rest)$/.test(read(0));
  if (!isRest && !/^(udgangen|slutningen|end)$/.test(read(0))) return null;
  if (!isRest && !/^(til|med|indtil|until|till|the|ved)$/.test(read(-1))) return null;
  const at = joinsMonth.test(read(1)) ? 2 : 1;
  const named = /^(the|denne|this)$/.test(read(at)) ? at + 1 : at;
  if (/^(dagen|day)$/.test(read(named))) return stretch(named + 1, today, today);
  const unit = spanWords.get(read(named));
  const month = months.get(read(named));
  if (unit === undefined && month === undefined) return null;
  const whole = month === undefined ? { first: today, last: lastOf(unit ?? "week", today) } : monthFrom(month, today);
  const from = whole.first < today ? today : whole.first;
  return isRest ? stretch(named + 1, from, whole.last) : stretch(named + 1, whole.last, whole.last);
}

const beforeHoliday = /^(i|in|til|hele|over|for|fra|efter|after|until|indtil|during|om|er|hen|inden|foer)$/;

/** School holidays by the week that most municipalities hold them in; days of the calendar by the calendar. */
const holidayWeeks: ReadonlyMap<string, number> = new Map([
  ["efteraarsferien", 42],
  ["vinterferien", 7],
]);

/** "I julen", "jul og nytår", "i påskeugen", "i efterårsferien": how the leave itself is called is no date. */
export function feast(read: Reader, today: IsoDate): Found {
  const week = beforeHoliday.test(read(-1)) ? holidayWeeks.get(read(0)) : undefined;
  if (week !== undefined) return { length: 1, said: { type: "week", week } };
  if (read(0) === "weekenden" || (read(0) === "weekend" && read(-1) === "the")) {
    const saturday = addDays(mondayOf(weekOfDate(today)), 5);
    return stretch(1, saturday, addDays(saturday, 1));
  }
  if (/^(paaske|paasken|paaskeugen|paaskeferien|easter)$/.test(read(0))) return easter(read(0), today);
  const newYear = /^(det|the) (nye|new) (aar|year)$/.test(`${read(0)} ${read(1)} ${read(2)}`);
  if (newYear) return stretch(3, `${Number(today.slice(0, 4)) + 1}-01-01`, `${Number(today.slice(0, 4)) + 1}-01-01`);
  const isTwo = read(0) === "new" && /^year/.test(read(1));
  const word = read(0) === "juleferien" && beforeHoliday.test(read(-1)) ? "julen" : read(0);
  const found = feasts.get(isTwo ? "newyear" : word);
  // "Holder jul fra d. 18." names its days itself.
  if (found === undefined || (read(-1) === "holder" && /^(fra|d|den|til|i)$/.test(read(1)))) return null;
  const [day, days] = found;
  const thisYear = `${today.slice(0, 4)}-${day}`;
  const from = addDays(thisYear, days - 1) >= today ? thisYear : `${Number(today.slice(0, 4)) + 1}-${day}`;
  const isBoth = /^jul/.test(word) && /^(og|and)$/.test(read(1)) && read(2) === "nytaar";
  if (isBoth || read(0) === "juleferien") return stretch(isBoth ? 3 : 1, from, addDays(from, 8));
  return stretch(isTwo ? 2 : 1, from, addDays(from, days - 1));
}

/** From Maundy Thursday to Easter Monday; the week of Easter begins on the Monday before. */
function easter(word: string, today: IsoDate): Found {
  const years = [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1];
  const thursdays = years.map((year) => maundyThursday(year));
  const thursday = thursdays.find((date) => date !== null && addDays(date, 4) >= today) ?? null;
  if (thursday === null) return null;
  return stretch(1, /ugen|ferien/.test(word) ? addDays(thursday, -3) : thursday, addDays(thursday, 4));
}

function maundyThursday(year: number): IsoDate | null {
  for (let date = `${year}-03-15`; date < `${year}-04-30`; date = addDays(date, 1))
    if (/skærtorsdag/i.test(holidayOn(date) ?? "")) return date;
  return null;
}
