import type { BarrierItem } from "../../../bot/api/contract.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";

/** What is in the way, in one line. */
export function titleOf(item: Pick<BarrierItem, "solutionName" | "detail">, text: TabText): string {
  const name = capital(item.solutionName);
  const what = item.detail === null ? text.barriers.card.undescribed : text.vocabulary.detail[item.detail];
  return `${name}: ${what.charAt(0).toLocaleLowerCase(text.locale)}${what.slice(1)}`;
}

export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase("da") + words.slice(1);
}

/** Written as 2026-11-19, whoever reads. */
const localDate = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" });

/** Calendar days in Copenhagen from an instant or a date until a date. */
export function daysBetween(from: string, today: string): number {
  const day = localDate.format(new Date(from));
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000));
}

export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const shortDates = new Map<string, (value: string) => string>();

/** Dates as they are written where the person reads. Made once for each language: every card asks for it. */
export function shortDate(locale: string): (value: string) => string {
  const known = shortDates.get(locale);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "Europe/Copenhagen" });
  const written = (value: string) => format.format(new Date(value));
  shortDates.set(locale, written);
  return written;
}

export function dateAndTime(locale: string): (value: string) => string {
  const format = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Copenhagen",
  });
  return (value) => format.format(new Date(value));
}
