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

/** Midnight where the browser is on a date such as 2026-12-03; null when it is none. */
export function localMidnight(date: string): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined) return null;
  const midnight = new Date(Number(year), Number(month) - 1, Number(day));
  return midnight.getDate() === Number(day) ? midnight : null;
}

/** The date such as 2026-12-03 that it is where the browser is. */
export function isoDate(date: Date): string {
  const pad = (part: number, length: number) => String(part).padStart(length, "0");
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}

/** The number of the ISO week that a date lies in: that of its Thursday (ISO 8601). */
export function weekNumberOf(date: string): number {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 3 - ((day.getUTCDay() + 6) % 7));
  return Math.ceil(((day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
}

/** "3. december 2026", as it is written where the person reads. */
export function writtenDate(date: string, locale: string): string {
  return dateFormat(locale).format(new Date(`${date}T12:00:00Z`));
}

export function monthNames(locale: string, length: "long" | "short"): string[] {
  const format = new Intl.DateTimeFormat(locale, { month: length, timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 15)));
}

/** From Sunday on. */
export function weekdayNames(locale: string, length: "long" | "narrow"): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: length, timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 1, 1 + day)));
}

/**
 * The date that somebody typed: "3/12", "3.12.26", "3. december", "2026-12-03"; "" when it is none. Without a year it is
 * the next such day from `today` on.
 */
export function readDate(written: string, today: string, locale: string): string {
  const numbers = (written.match(/\d+/g) ?? []).map(Number);
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(written);
  const word = /(?<!\p{L})(?!den?\b)\p{L}{3,}/u.exec(written)?.[0].toLowerCase();
  const named =
    word === undefined ? -1 : monthNames(locale, "long").findIndex((name) => name.toLowerCase().startsWith(word));
  if (word !== undefined && named === -1) return "";
  const [day, month, year] =
    iso === null
      ? [numbers[0], named === -1 ? numbers[1] : named + 1, numbers[named === -1 ? 2 : 1]]
      : [Number(iso[3]), Number(iso[2]), Number(iso[1])];
  if (day === undefined || month === undefined || month < 1 || month > 12) return "";
  const thisYear = Number(today.slice(0, 4));
  const on = (of: number) => isoDate(new Date(of, month - 1, day));
  const found =
    year === undefined
      ? [on(thisYear), on(thisYear + 1)].find((date) => date >= today)
      : on(year < 100 ? 2000 + year : year);
  return found?.endsWith(`-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`) ? found : "";
}
