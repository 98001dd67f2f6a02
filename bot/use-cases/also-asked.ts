import type { Barrier } from "../domain/barrier.ts";
import { localDate, weekNumber, weekOf } from "../domain/calendar.ts";
import type { Instant, IsoWeek } from "../domain/organisation.ts";
import { isUnderWay, type Trial } from "../domain/trial.ts";
import { type Change, queryAll, type Store, type Stored } from "../store/store.ts";

/** What a team's next check-in asks beside its questions. */
export interface AlsoAsked {
  /** Solved ones that the team has not answered about, and that no check-in has asked about yet. */
  barriers: Stored<"barrier">[];
  trials: Trial[];
}

/** One minute: no check-in asks about more than this at its top. */
const mostBarriers = 2;
const mostTrials = 1;

/** By team; of one team, or of all when none is named. Two queries, whatever the number of teams. */
export async function alsoAsked(
  store: Store,
  tenantId: string,
  now: Instant,
  teamId?: string,
): Promise<(teamId: string) => AlsoAsked> {
  const where = { status: "resolved", ...(teamId === undefined ? {} : { teamId }) };
  const barriers: Stored<"barrier">[] = [];
  for await (const stored of queryAll(store, tenantId, "barrier", { where })) {
    if (stored.value.askedIn === null) barriers.push(stored);
  }
  const trials: Trial[] = [];
  for await (const { value } of queryAll(store, tenantId, "trial", { where: { state: "running" } })) trials.push(value);
  return (team) => ({
    barriers: barriers.filter(({ value }) => value.teamId === team).slice(0, mostBarriers),
    trials: inTurn(
      trials.filter((trial) => isUnderWay(trial, team, localDate(now))),
      weekOf(now),
    ).slice(0, mostTrials),
  });
}

/** Several that run at once are asked about in turn, each in its week. */
function inTurn(trials: Trial[], week: IsoWeek): Trial[] {
  const byAge = trials.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const first = weekNumber(week) % Math.max(byAge.length, 1);
  return [...byAge.slice(first), ...byAge.slice(0, first)];
}

/** The barriers remember that they were asked about, so that it happens once. */
export function askedChanges(barriers: readonly Stored<"barrier">[], week: IsoWeek): Change[] {
  return barriers.map(({ key, etag, value }) => {
    const asked: Barrier = { ...value, askedIn: week };
    return { op: "replace", kind: "barrier", key, etag, value: asked };
  });
}
