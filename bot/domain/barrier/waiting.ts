import { addDays, isWorkingDay, localDate } from "../calendar.ts";
import type { Instant, IsoDate, Settings } from "../organisation.ts";
import { barrierStatusFacts, isUnsolved, usualWaitingDays } from "../vocabulary.ts";
import type { Barrier, BarrierEvent } from "./barrier.ts";

// Nothing waits without a date: what is put aside comes back to whoever has it, and what nobody touches is told.

/** Working days that a new barrier may lie untouched, where the municipality has not chosen a number. */
const usualUntouchedDays = 3;

/** Working days after which a barrier that nobody has touched is told to the area's navigators, and after twice as many to all. */
export function untouchedDays({ untouchedDays: chosen }: Pick<Settings, "untouchedDays">): number {
  return chosen ?? usualUntouchedDays;
}

/** Whether the barrier waits for something that has a date of its own: not what waits for another barrier, or for a manager. */
export function isDated({ status, resolution }: Pick<Barrier, "status" | "resolution">): boolean {
  return barrierStatusFacts[status].isDated && resolution !== "duplicate" && resolution !== "escalated";
}

/** The date on which it comes back to whoever has it; null while it waits for nothing. What an older version put aside has the usual time. */
export function comesBackOn(barrier: Barrier): IsoDate | null {
  if (!isDated(barrier)) return null;
  const since = barrier.events.findLast(({ status }) => status !== undefined)?.at ?? barrier.updatedAt;
  return barrier.parkedUntil ?? barrier.comesBackOn ?? addDays(localDate(since), usualWaitingDays);
}

/** The first thing that somebody who helps did: what the reporter and the clock do is no reaction. */
export function firstReaction(barrier: Barrier): BarrierEvent | undefined {
  return barrier.events.find(
    ({ did, by, as }) =>
      by !== "system" && by !== barrier.reportedBy && did !== "reported" && did !== "described" && as === undefined,
  );
}

/** Whether it is open and nobody who helps has touched it. */
export function isUntouched(barrier: Barrier): boolean {
  return isUnsolved(barrier.status) && firstReaction(barrier) === undefined;
}

/** The working day that is `count` working days after a date. */
export function workingDaysAfter(date: IsoDate, count: number, settings: Settings): IsoDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, settings)) left -= 1;
  }
  return day;
}

/** When the navigators are to be told that nobody has touched it: the area's first, then all. */
export function untouchedOn(barrier: Barrier, settings: Settings): { area: IsoDate; all: IsoDate } {
  const reported = localDate(barrier.createdAt);
  const days = untouchedDays(settings);
  return {
    area: workingDaysAfter(reported, days, settings),
    all: workingDaysAfter(reported, days * 2, settings),
  };
}

/** Since when it has waited longer than agreed: its date has come, or nobody has touched it; null when neither is so. */
export function overdueSince(barrier: Barrier, settings: Settings, now: Instant): IsoDate | null {
  const today = localDate(now);
  const date = comesBackOn(barrier) ?? (isUntouched(barrier) ? untouchedOn(barrier, settings).area : null);
  return date !== null && date <= today ? date : null;
}
