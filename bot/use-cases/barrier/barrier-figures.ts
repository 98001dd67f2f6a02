import { type BarrierFigures, type BarrierStanding, figuresOf, standingOf } from "../../domain/barrier/digest.ts";
import { addWeeks, localDate, localInstant, mondayOf, weekOf } from "../../domain/calendar.ts";
import { isInArea } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { openStatuses } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { queryAllTogether } from "../../store/store.ts";
import { contextOf, type Errand, type TenantContext } from "../errand.ts";

export interface FiguresOverTime {
  /** Oldest first; the last is the week we are in. */
  weeks: BarrierFigures[];
  now: BarrierStanding;
}

interface ToldTogether extends FiguresOverTime {
  /** All but the week we are in as one. */
  past: BarrierFigures;
}

/**
 * The figures of everybody who may see how far a team has come, of one area when it is named: counts only. Throws `notFound` for an
 * area without a team of theirs.
 */
export async function viewBarrierFigures(
  errand: Errand,
  { weekCount, areaId }: { weekCount: number; areaId?: string | undefined },
): Promise<FiguresOverTime> {
  const { actor, directory, now } = errand;
  const teamIds = teamsWhere(directory, actor.personId, "seeAdoption", localDate(now));
  const counted = new Set(teamIds.filter((teamId) => isInArea(directory, teamId, areaId)));
  if (areaId !== undefined && counted.size === 0) throw new OmbordError("notFound");
  return barrierFigures(contextOf(errand), weekCount, (teamId) => counted.has(teamId));
}

/** What happened week by week, and where things stand, for the teams that `isCounted` names. One read. */
export async function barrierFigures(
  { store, tenantId, now }: TenantContext,
  weekCount: number,
  isCounted: (teamId: string) => boolean,
): Promise<ToldTogether> {
  const weeks = Array.from({ length: weekCount }, (_, index) => addWeeks(weekOf(now), index + 1 - weekCount));
  const from = localInstant(mondayOf(weeks[0] ?? weekOf(now)), 0);
  const [changed, open] = await queryAllTogether(store, tenantId, [
    { kind: "barrier", query: { range: { field: "updatedAt", from } } },
    { kind: "barrier", query: { where: { status: openStatuses } } },
  ]);
  const barriers = new Map([...changed, ...open].map(({ key, value }) => [key, value]));
  const all = [...barriers.values()].filter(({ teamId }) => isCounted(teamId));
  const last = addWeeks(weekOf(now), -1);
  return {
    weeks: weeks.map((week) => figuresOf(all, week, now)),
    past: figuresOf(all, last, now, weeks[0] ?? last),
    now: standingOf(all),
  };
}
