import { weeksBetween } from "../calendar.ts";
import type { IsoWeek } from "../organisation.ts";
import { newestIndex, type TeamAdoption } from "./adoption.ts";
import { isSettled, monthlyWeeks } from "./freshness.ts";

/** Any week will do: turns are counted from it. */
const firstTurn = "2026-W01";
/** Answers that lie no further apart than this were asked for weekly, perhaps taking turns. */
const weeklyGap = 2;

/**
 * Whether the week asks about a solution: what moves weekly, what is settled monthly (freshness.ts). `place` is its place among the
 * team's solutions: what is asked monthly is spread over the four weeks by it, so that no week asks everything and few ask nothing.
 */
export function isDue(adoption: TeamAdoption, solutionId: string, week: IsoWeek, place: number): boolean {
  const levels = adoption.solutions[solutionId]?.levels ?? "";
  const now = weeksBetween(adoption.firstWeek, week);
  const newest = newestIndex(levels, now - 1);
  if (newest === -1 || !isSettled(levels, newest)) return true;
  const waited = now - newest;
  if (waited >= monthlyWeeks) return true;
  if ((weeksBetween(firstTurn, week) - place) % monthlyWeeks !== 0) return false;
  // Who answered late last week, out of turn, is not asked again at once.
  return waited > 1 || newest - newestIndex(levels, newest - 1) <= weeklyGap;
}
