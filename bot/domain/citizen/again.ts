import type { IsoDate } from "../organisation.ts";

/** When to look at a case again, as it is chosen in words. */
export const followUpChoices = ["week", "month", "quarter"] as const;

/**
 * The date that *om en uge*, *en måned* or *et kvartal* means today; the last day of a month that is too short. Plain dates only:
 * the tab asks this too, and the calendar is large.
 */
export function followUpDate(again: (typeof followUpChoices)[number], today: IsoDate): IsoDate {
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const months = again === "week" ? 0 : again === "month" ? 1 : 3;
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const date = again === "week" ? day + 7 : Math.min(day, lastDay);
  return new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10);
}
