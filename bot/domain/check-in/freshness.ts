import type { UsageLevel } from "../vocabulary.ts";
import { levelIn, newestIndex, stateIn } from "./adoption.ts";

// How long an estimate holds. It is old when it was due and did not come: the one rule of overview, warnings and files.

/** What has been »Sådan gør vi« for two months is settled, and asked about monthly. */
const settledAfterWeeks = 8;
export const monthlyWeeks = 4;
/** What moves is asked about weekly; where solutions take turns, or the team is asked every second week, in two weeks at the latest. */
const weeklyWeeks = 2;
/** So long after it was due an answer may still come. */
const graceWeeks = 2;
/** Nothing holds longer than a quarter, even if nobody was asked. */
const longestWeeks = 13;

/** Whether the estimate at the index is one of »Sådan gør vi« that has lasted for two months, with no other between and no quarter without one. */
export function isSettled(levels: string, index: number): boolean {
  if (levelIn(levels, index) !== "routine") return false;
  let oldest = index;
  for (let at = index - 1; at >= 0 && oldest - at <= longestWeeks; at--) {
    const level = levelIn(levels, at);
    if (level === null) continue;
    if (level !== "routine") return false;
    oldest = at;
    if (index - oldest >= settledAfterWeeks) return true;
  }
  return false;
}

/**
 * The last week (as an index into the history) in which the estimate at the index holds: two weeks after the first week in which
 * it was due and the team was asked, and a quarter at most.
 */
export function freshUntil(weeks: string, levels: string, index: number): number {
  const longest = index + longestWeeks;
  let due = index + (isSettled(levels, index) ? monthlyWeeks : weeklyWeeks);
  while (due < longest && stateIn(weeks, due) === "notAsked") due++;
  return Math.min(due + graceWeeks, longest);
}

/** The level in force in each of `count` weeks from the index `first` on; null where there is none that holds. */
export function heldLevels(weeks: string, levels: string, first: number, count: number): (UsageLevel | null)[] {
  const held: (UsageLevel | null)[] = [];
  let level: UsageLevel | null = null;
  let until = -1;
  const take = (index: number) => {
    const given = levelIn(levels, index);
    if (given === null) return;
    level = given;
    until = freshUntil(weeks, levels, index);
  };
  take(newestIndex(levels, first));
  for (let index = first; index < first + count; index++) {
    if (index > first) take(index);
    held.push(index <= until ? level : null);
  }
  return held;
}

/** Where the estimate stands that is in force in the week with this index; -1 where there is none. */
export function heldIndex(weeks: string, levels: string, at: number): number {
  const index = newestIndex(levels, at);
  return index !== -1 && at <= freshUntil(weeks, levels, index) ? index : -1;
}
