import { addDays } from "../calendar.ts";
import type { IsoDate, Period, Person } from "../organisation.ts";

// When somebody is away. Only the days are known, never why, and they are forgotten soon after.

/** Days after its end for which a period is kept. */
const keptDays = 28;
/** Further ahead is a typing error, or somebody who has left. */
const furthestDays = 730;
const mostPeriods = 20;

/** Since when somebody is away of whom an older version has stored the last day only. */
const longAgo = "1970-01-01";

/** The periods in which the person is away, the earliest first; also what was stored when there was one, without a beginning. */
export function absencesOf({ absences, awayUntil }: Pick<Person, "absences" | "awayUntil">): readonly Period[] {
  return absences ?? (awayUntil === undefined ? [] : [{ from: longAgo, to: awayUntil }]);
}

/** The period that holds the date, or null. */
export function absenceOn(person: Pick<Person, "absences" | "awayUntil">, date: IsoDate): Period | null {
  return absencesOf(person).find(({ from, to }) => from <= date && date <= to) ?? null;
}

/** The person with these periods and no others: in order, those that meet as one, without what is to be forgotten by now. */
export function withAbsences(person: Person, periods: readonly Period[], today: IsoDate): Person {
  const { awayUntil: _, absences: __, ...rest } = person;
  const absences: Period[] = [];
  for (const { from, to } of periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = absences.at(-1);
    if (isForgotten(to, today)) continue;
    if (last !== undefined && from <= addDays(last.to, 1)) last.to = latest(last.to, to);
    else absences.push({ from, to });
  }
  return absences.length === 0 ? rest : { ...rest, absences };
}

function latest(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}

/** Whether the person has a period that is to be forgotten by now. */
export function hasForgettable(person: Person, today: IsoDate): boolean {
  return absencesOf(person).some(({ to }) => isForgotten(to, today));
}

function isForgotten(to: IsoDate, today: IsoDate): boolean {
  return to < addDays(today, -keptDays);
}

/** A period as it is given: without a first day it is said of now, and decides when an absence under way ends. */
export interface GivenPeriod {
  from: IsoDate | null;
  to: IsoDate;
}

/** The periods with another one; null when it lies too far away, ends before it begins, or when there are too many. */
export function withGiven(periods: readonly Period[], given: GivenPeriod, today: IsoDate): readonly Period[] | null {
  const running = periods.find(({ from, to }) => from <= today && today <= to);
  // Said of now, or of a period that is known: it moves the end.
  const isOld = running?.from === longAgo && (given.from === null || given.from === today);
  const same = given.from === null || isOld ? running : periods.find(({ from }) => from === given.from);
  const from = same?.from ?? given.from ?? (given.to < today ? given.to : today);
  const isFar =
    isForgotten(given.to, today) ||
    given.to > addDays(today, furthestDays) ||
    (!isOld && from < addDays(today, -furthestDays));
  if (from > given.to || isFar || periods.length >= mostPeriods) return null;
  return [...periods.filter((one) => one !== same), { from, to: given.to }];
}

/** The periods when the person is back today: what is under way ended yesterday. */
export function withoutToday(periods: readonly Period[], today: IsoDate): readonly Period[] {
  return periods.flatMap((period) => {
    if (today < period.from || period.to < today) return [period];
    return period.from === today ? [] : [{ ...period, to: addDays(today, -1) }];
  });
}
