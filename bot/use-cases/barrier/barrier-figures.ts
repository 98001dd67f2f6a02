import type { Barrier } from "../../domain/barrier/barrier.ts";
import { type BarrierFigures, type BarrierStanding, figuresOf, standingOf } from "../../domain/barrier/digest.ts";
import { addWeeks, localInstant, mondayOf, weekOf } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import { openStatuses } from "../../domain/vocabulary.ts";
import { queryAll, type Store } from "../../store/store.ts";

export interface FiguresOverTime {
  /** Oldest first; the last is the week we are in. */
  weeks: BarrierFigures[];
  now: BarrierStanding;
}

/** What happened week by week, and where things stand, for the teams that `isCounted` names. Two queries. */
export async function barrierFigures(
  store: Store,
  tenantId: string,
  weekCount: number,
  isCounted: (teamId: string) => boolean,
  now: Instant,
): Promise<FiguresOverTime> {
  const weeks = Array.from({ length: weekCount }, (_, index) => addWeeks(weekOf(now), index + 1 - weekCount));
  const from = localInstant(mondayOf(weeks[0] ?? weekOf(now)), 0);
  const barriers = new Map<string, Barrier>();
  for await (const { value } of queryAll(store, tenantId, "barrier", { range: { field: "updatedAt", from } })) {
    if (isCounted(value.teamId)) barriers.set(value.id, value);
  }
  for await (const { value } of queryAll(store, tenantId, "barrier", { where: { status: openStatuses } })) {
    if (isCounted(value.teamId)) barriers.set(value.id, value);
  }
  const all = [...barriers.values()];
  return { weeks: weeks.map((week) => figuresOf(all, week, now)), now: standingOf(all) };
}
