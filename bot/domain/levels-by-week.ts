import { weekOfDate } from "./calendar.ts";
import type { IsoWeek } from "./organisation.ts";
import type { TeamView } from "./overview.ts";
import { type LevelsByWeek, standings } from "./standings.ts";
import { isSetAside } from "./vocabulary.ts";

/**
 * How many teams stood at each level of a solution in each of `weeks`, which are those of the rows. How long an estimate holds is
 * told by check-in/freshness.ts; a team is counted from its start, or its first answer in sight. Teams that have agreed not to use
 * it for now are no part of it. The last week is what `Spread` counts.
 */
export function levelsByWeek(rows: readonly TeamView[], solutionId: string, weeks: readonly IsoWeek[]): LevelsByWeek {
  const counts = Object.fromEntries(standings.map((one) => [one, weeks.map(() => 0)])) as LevelsByWeek;
  const last = weeks.length - 1;
  for (const { solutions } of rows) {
    const view = solutions[solutionId];
    if (view === undefined || isSetAside(view.status)) continue;
    const start = view.start === null ? null : weekOfDate(view.start);
    for (const [at, week] of weeks.entries()) {
      const level = view.held[at] ?? null;
      const hasBegun = level !== null || at === last || start === null || start <= week;
      if (hasBegun) add(counts[level ?? "noEstimate"], at);
    }
  }
  return counts;
}

function add(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
