import { addDays, isWorkingDay, localDate, localInstant } from "./calendar.ts";
import type { Instant, IsoDate, Settings } from "./organisation.ts";

// Whoever leads a team, or stands in, hears of what is in the way once a day at most, and in working hours only.

/** News comes from this hour on, and not from this hour on; local time. */
const hours = { from: 7, until: 17 };
const longestBreakDays = 31;

/**
 * When news may be pushed to somebody who was last told of some on `toldOn`: at once in working hours of a day without any, else in the
 * morning, at the check-in's hour, of the next working day. Where a month has none, a month later.
 */
export function newsInstant(now: Instant, settings: Settings, toldOn: IsoDate | undefined): Instant {
  const today = localDate(now);
  if (isWorkingDay(today, settings) && toldOn !== today) {
    if (now < localInstant(today, hours.from)) return morning(today, settings);
    if (now < localInstant(today, hours.until)) return now;
  }
  let date = addDays(today, 1);
  for (let days = 1; days < longestBreakDays && !isWorkingDay(date, settings); days++) date = addDays(date, 1);
  return morning(date, settings);
}

function morning(date: IsoDate, { checkInHour }: Settings): Instant {
  return localInstant(date, Math.min(Math.max(checkInHour, hours.from), hours.until - 1));
}
