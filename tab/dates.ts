/** The number in "uge 47". */
export function weekNumber(week: string): number {
  return Number(week.slice(6));
}

/** Dates as they are written where the person reads, in the municipality's own time zone. */
export function dateFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "Europe/Copenhagen",
  });
}
