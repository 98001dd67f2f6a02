import { addDays, addWeeks, holidayOn, mondayOf, sendInstant, weekNumber } from "./calendar.ts";
import type { IsoDate, IsoWeek, Settings } from "./organisation.ts";

/** Weeks in a row that are asked though the weeks on either side are quiet: most likely left out by mistake. */
export interface QuietGap {
  /** Week numbers, 1–53, as an administrator writes them. */
  weeks: number[];
  /** The Monday of the first and the Sunday of the last. */
  from: IsoDate;
  to: IsoDate;
}

/** More weeks than these between two quiet ones are no gap, but the time between two holidays. */
const longestGap = 2;
/** Christmas with New Year, also in a year that has a week 53. */
const longestGapOverNewYear = 3;
const weeksAhead = 60;

/**
 * The gaps between quiet weeks in the year to come, soonest first. Quiet weeks are numbers that come again each year, so
 * 52 and 1 leave out the week 53 that some years have, 2026 next; and 28, 30 and 31 leave out the middle of a summer.
 * A week without a working day is as quiet as one that was chosen.
 */
export function quietGaps(week: IsoWeek, settings: Settings): QuietGap[] {
  if (settings.quietWeeks.length === 0) return [];
  const gaps: QuietGap[] = [];
  // The same gap comes again next year, perhaps without its week 53.
  const offered = new Set<number>();
  let open: IsoWeek[] | null = null;
  // Begins before today, to know what lies before the first week.
  for (let ahead = -longestGapOverNewYear - 1; ahead < weeksAhead; ahead++) {
    const each = addWeeks(week, ahead);
    if (sendInstant(each, settings) !== null) {
      open?.push(each);
      continue;
    }
    const gap =
      open === null
        ? null
        : gapOf(
            open.filter((asked) => asked >= week),
            open.length,
          );
    open = [];
    if (gap === null || gap.weeks.every((number) => offered.has(number))) continue;
    for (const number of gap.weeks) offered.add(number);
    gaps.push(gap);
  }
  return gaps;
}

/** `left` are those of its weeks that are still to come. */
function gapOf(left: IsoWeek[], length: number): QuietGap | null {
  const [first] = left;
  const last = left.at(-1);
  if (first === undefined || last === undefined) return null;
  const [from, to] = [mondayOf(first), addDays(mondayOf(last), 6)];
  const limit = holdsNewYear(from, to) ? longestGapOverNewYear : longestGap;
  return length > limit ? null : { weeks: left.map(weekNumber), from, to };
}

/** Whether Christmas Day or New Year's Day lies in it. */
function holdsNewYear(from: IsoDate, to: IsoDate): boolean {
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (/-(12-25|01-01)$/.test(date) && holidayOn(date) !== null) return true;
  }
  return false;
}
