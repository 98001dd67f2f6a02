import { isEveryday, score, type UsageLevel } from "../vocabulary.ts";

// How use moves: the same teams then and now, counted by whether the solution is part of every day (the two top levels). No
// mean: that the steps of the scale are equally far apart, nobody has shown. The tab uses this too.

/** What the present is held against, in weeks. */
export const spans = { fourWeeks: 4, quarter: 13, year: 52 } as const;
export type Span = keyof typeof spans;
export const spanIds = Object.keys(spans) as Span[];

/** Teams that answered both times, in the same words, with a level that says something about use. */
export interface Change {
  both: number;
  /** Of them, those where it was part of every day then, and those where it is now. */
  before: number;
  now: number;
  /** Of them, those where it has become so, and those where it is so no longer: `now - before` is `up - down`. */
  up: number;
  down: number;
}
export type Changes = Record<Span, Change>;

/** Nobody has answered either time. */
export function noChanges(): Changes {
  const none = (): Change => ({ both: 0, before: 0, now: 0, up: 0, down: 0 });
  return { fourWeeks: none(), quarter: none(), year: none() };
}

/** Counts one team into the change. Levels that say nothing about use count at neither end. */
export function countChange(change: Change, before: UsageLevel, now: UsageLevel): void {
  if (score(before) === null || score(now) === null) return;
  const [was, is] = [isEveryday(before), isEveryday(now)];
  change.both++;
  if (was) change.before++;
  if (is) change.now++;
  if (is && !was) change.up++;
  if (was && !is) change.down++;
}

/** Adds the teams of a part to those of the whole, whose counts are changed. */
export function addChanges(whole: Changes, part: Changes): void {
  for (const span of spanIds) {
    for (const figure of ["both", "before", "now", "up", "down"] as const) whole[span][figure] += part[span][figure];
  }
}

/** Percentage points that the share has moved, rounded; null where nobody answered both times. */
export function pointsOf({ both, before, now }: Change): number | null {
  return both === 0 ? null : Math.round(((now - before) / both) * 100);
}

export const directions = ["rising", "falling", "steady", "unknown"] as const;
/** `steady`: it may have moved, by no more than chance would move it. `unknown`: too few answered both times to tell. */
export type Direction = (typeof directions)[number];

/** The probability below which a change is called one. */
const significance = 0.05;
/** Fewer than these teams can never tell a change from chance: six of six the same way is 2 × ½⁶ = 0.03, five of five 0.06. */
const fewestTeams = 6;

/** The span that the direction goes by: a quarter, or four weeks where too few answered a quarter ago; null where they did not either. */
export function spanOfDirection(changes: Changes): Span | null {
  return (["quarter", "fourWeeks"] as const).find((span) => changes[span].both >= fewestTeams) ?? null;
}

/**
 * Whether use rises or falls by more than chance: McNemar's exact test of paired shares (Psychometrika 1947;12:153–157; the exact
 * form in Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, Wiley 2003, chapter 13), two-sided, below 0.05.
 */
export function directionOf(changes: Changes): Direction {
  const span = spanOfDirection(changes);
  if (span === null) return "unknown";
  const { up, down } = changes[span];
  if (chanceOf(up, down) >= significance) return "steady";
  return up > down ? "rising" : "falling";
}

/** How probable it is that so many of those that moved went one way, or more, if either way were a throw of a coin; 0–1. */
export function chanceOf(up: number, down: number): number {
  const moved = up + down;
  let logTerm = -moved * Math.LN2;
  let sum = 0;
  for (let one = 0; one <= Math.min(up, down); one++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((moved - one) / (one + 1));
  }
  return Math.min(1, 2 * sum);
}

/** Whether one team's use lies a step or more below that of a quarter ago (four weeks where that is not known), and did so the time before. */
export function hasFallen(levels: readonly (UsageLevel | null)[], before: Partial<Record<Span, UsageLevel>>): boolean {
  const then = before.quarter ?? before.fourWeeks;
  const was = then === undefined ? null : score(then);
  const newest = levels.filter((level) => level !== null).slice(-2);
  if (was === null || newest.length < 2) return false;
  return newest.every((level) => (score(level) ?? was) < was);
}

/** How many estimates call it part of every day, of those that say anything about use. */
export function everydayShare(levels: Partial<Record<UsageLevel, number>>): { everyday: number; known: number } {
  let [everyday, known] = [0, 0];
  for (const [level, count] of Object.entries(levels) as [UsageLevel, number][]) {
    if (score(level) === null) continue;
    known += count;
    if (isEveryday(level)) everyday += count;
  }
  return { everyday, known };
}

/** The share per week, 0–1, from the teams on each level per week; null where no estimate is in force. */
export function sharesOf(weekly: Partial<Record<UsageLevel, readonly number[]>>, weekCount: number): (number | null)[] {
  return Array.from({ length: weekCount }, (_, week) => {
    const levels = Object.entries(weekly).map(([level, counts]) => [level, counts[week] ?? 0]);
    const { everyday, known } = everydayShare(Object.fromEntries(levels));
    return known === 0 ? null : everyday / known;
  });
}
