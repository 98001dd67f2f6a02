import { addDays } from "../calendar.ts";
import { type CitizenCase, groupsOf } from "../citizen-case.ts";
import { type Directory, type IsoDate, teamIsIn } from "../organisation.ts";
import {
  type CitizenAlternativeGroup,
  type CitizenOutcome,
  type CitizenReasonGroup,
  citizenAlternativeGroupIds,
  citizenAlternativeGroups,
  citizenOutcomes,
  citizenReasonGroupIds,
} from "../vocabulary.ts";
import type { FigurePeriod } from "./periods.ts";
import { type Insiders, isSafe, protectParts, type Region } from "./protect.ts";

// What managers see of citizens: figures of a closed period, the same for every reader and never changed afterwards.
// What may be published beside what, and why, is in docs/domain.md (What managers see of citizens). Four rules are decided
// before any figure is looked at: the periods, reasons and ways by group, areas of five teams or more, and no totals.

/** A figure, or null where it is hidden. */
export type Shown = number | null;

/** The figures of one period for one area, or `*` for the whole municipality; suppressed once and for all. */
export interface Published {
  period: string;
  from: IsoDate;
  to: IsoDate;
  area: string;
  /** As it was called. */
  name: string;
  publishedOn: IsoDate;
  limit: number;
  reasons: Record<CitizenReasonGroup, Shown>;
  instead: Record<CitizenAlternativeGroup, Shown>;
  /** Of the whole municipality only. */
  outcomes: Record<CitizenOutcome, Shown> | null;
  /**
   * Notes with each way where the citizen came along digitally, wholly or in part. Of the whole municipality only; null for areas, and in
   * what was published before there was such a figure.
   */
  worked?: Record<CitizenAlternativeGroup, Shown> | null;
  /** What is difficult, by solution; of the whole municipality only, and only solutions with a figure to show. */
  solutions: { id: string; name: string; reasons: Record<CitizenReasonGroup, Shown> }[];
}

export type CountedCase = Pick<
  CitizenCase,
  "teamId" | "solutionId" | "reasons" | "groups" | "instead" | "outcome" | "unanswered"
> & { date: IsoDate };

/** Areas with fewer teams are counted with the area above them. Decided before any figure is looked at. */
export const fewestTeams = 5;

interface Publishing {
  directory: Directory;
  insiders: Insiders;
  limit: number;
  today: IsoDate;
}

/** How many cases with something each team has, and together. */
function countBy(cases: readonly CountedCase[], has: (one: CountedCase) => boolean): Region {
  const counts = new Map<string, number>();
  for (const one of cases) if (has(one)) counts.set(one.teamId, (counts.get(one.teamId) ?? 0) + 1);
  return counts;
}

const inGroup = (group: CitizenReasonGroup) => (one: CountedCase) => groupsOf(one).includes(group);
const isAnyOf = (group: CitizenAlternativeGroup) => (one: CountedCase) =>
  one.instead.some((alternative) => (citizenAlternativeGroups[group] as readonly string[]).includes(alternative));

const cameAlong = ({ outcome }: CountedCase) => outcome === "digital" || outcome === "hybrid";

/** The figures of the whole municipality for a closed period. `cases` are those that were logged in it. */
export function publishWhole(publishing: Publishing, period: FigurePeriod, cases: readonly CountedCase[]): Published {
  const { directory, insiders, limit } = publishing;
  const teams = [...directory.teams.keys()];
  const known = cases.filter(({ teamId }) => directory.teams.has(teamId));
  const shown = (has: (one: CountedCase) => boolean): Shown => {
    const counts = countBy(known, has);
    return isSafe(counts, teams, insiders, limit) ? sum(counts) : null;
  };
  const reasons = recordOf(citizenReasonGroupIds, (group) => shown(inGroup(group)));
  const outcomes = recordOf(citizenOutcomes, (id) => shown(({ outcome }) => outcome === id));
  // Every case has a reason: with all the groups known there are at most so many cases, which would bound a hidden outcome.
  if (Object.values(outcomes).includes(null)) hideSmallestWhenAllAreShown(reasons);
  const instead = recordOf(citizenAlternativeGroupIds, (group) => shown(isAnyOf(group)));
  const perGroup = new Map(
    citizenReasonGroupIds.map((group) => [group, solutionsWith(publishing, known, reasons, group)]),
  );
  const solutions = [...directory.solutions.values()].map(({ id, name }) => ({
    id,
    name,
    reasons: recordOf(citizenReasonGroupIds, (group) => perGroup.get(group)?.get(id) ?? null),
  }));
  return {
    ...headOf(publishing, period, "*", directory.settings.name),
    reasons,
    instead,
    outcomes,
    worked: recordOf(citizenAlternativeGroupIds, (group) => workedOf(publishing, known, instead, group)),
    solutions: solutions.filter((one) => Object.values(one.reasons).some((count) => count !== null)),
  };
}

function hideSmallestWhenAllAreShown(reasons: Record<CitizenReasonGroup, Shown>): void {
  if (Object.values(reasons).includes(null)) return;
  const [smallest] = citizenReasonGroupIds.toSorted((a, b) => (reasons[a] ?? 0) - (reasons[b] ?? 0));
  if (smallest !== undefined) reasons[smallest] = null;
}

/** Of a way that is shown, after how many of the notes the citizen came along; those after which not are left over. */
function workedOf(
  { directory, insiders, limit }: Publishing,
  cases: readonly CountedCase[],
  shown: Record<CitizenAlternativeGroup, Shown>,
  group: CitizenAlternativeGroup,
): Shown {
  if (shown[group] === null) return null;
  const teams = [...directory.teams.keys()];
  const isIn = isAnyOf(group);
  const part = { id: group, teams, counts: countBy(cases, (one) => isIn(one) && cameAlong(one)) };
  const [worked] = protectParts({ teams, counts: countBy(cases, isIn) }, [part], { insiders, limit, hasRest: true });
  return worked?.count ?? null;
}

/** Of one group, the solutions that can be shown under its figure for the whole. */
function solutionsWith(
  { directory, insiders, limit }: Publishing,
  cases: readonly CountedCase[],
  shown: Record<CitizenReasonGroup, Shown>,
  group: CitizenReasonGroup,
): Map<string, number> {
  if (shown[group] === null) return new Map();
  const teams = [...directory.teams.keys()];
  const has = inGroup(group);
  const parts = [...directory.solutions.keys()].map((id) => ({
    id,
    teams,
    counts: countBy(cases, (one) => has(one) && one.solutionId === id),
  }));
  const whole = { teams, counts: countBy(cases, has) };
  // Notes about no one solution are always left over, so that there is always something to hide among.
  return new Map(protectParts(whole, parts, { insiders, limit, hasRest: true }).map(({ id, count }) => [id, count]));
}

/**
 * The figures of every area for a closed period, none where the whole of the same time is not shown. `wholes` are the
 * municipality's own publications that fill the period.
 */
export function publishAreas(
  publishing: Publishing,
  period: FigurePeriod,
  cases: readonly CountedCase[],
  wholes: readonly Published[],
): Published[] {
  const { directory } = publishing;
  const areas = [...directory.areas.values()].filter(({ id }) => teamsIn(directory, id).length >= fewestTeams);
  const known = cases.filter(({ teamId }) => directory.teams.has(teamId));
  const isFilled = fills(wholes, period);
  const shownBy = <Id extends string>(
    id: Id,
    of: (whole: Published) => Record<Id, Shown>,
    has: (one: CountedCase) => boolean,
  ) =>
    isFilled && wholes.every((whole) => of(whole)[id] !== null)
      ? areaFigures(publishing, countBy(known, has))
      : new Map<string, number>();
  const reasons = new Map(citizenReasonGroupIds.map((id) => [id, shownBy(id, (whole) => whole.reasons, inGroup(id))]));
  const instead = new Map(
    citizenAlternativeGroupIds.map((id) => [id, shownBy(id, (whole) => whole.instead, isAnyOf(id))]),
  );
  return areas.map(({ id: area, name }) => ({
    ...headOf(publishing, period, area, name),
    reasons: recordOf(citizenReasonGroupIds, (id) => reasons.get(id)?.get(area) ?? null),
    instead: recordOf(citizenAlternativeGroupIds, (id) => instead.get(id)?.get(area) ?? null),
    outcomes: null,
    worked: null,
    solutions: [],
  }));
}

/** Whether the publications, one after the other, are the period and nothing else. */
function fills(wholes: readonly Published[], { from, to }: FigurePeriod): boolean {
  const sorted = wholes.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const isJoined = sorted.every(
    (one, index) => index === 0 || addDays(sorted[index - 1]?.to ?? one.from, 1) === one.from,
  );
  return isJoined && sorted[0]?.from === from && sorted.at(-1)?.to === to;
}

/** What each area may show of one thing: from the whole downwards, each level under the one above it. */
function areaFigures({ directory, insiders, limit }: Publishing, counts: Region): Map<string, number> {
  const found = new Map<string, number>();
  const below = (above: string | null, teams: readonly string[]) => {
    const parts = childAreas(directory, above).map((id) => ({ id, teams: teamsIn(directory, id), counts }));
    for (const { id, count } of protectParts({ teams, counts }, parts, { insiders, limit })) {
      found.set(id, count);
      below(id, teamsIn(directory, id));
    }
  };
  below(null, [...directory.teams.keys()]);
  return found;
}

/** The areas directly under another that are large enough; a small one's own sub-areas are smaller still. */
function childAreas(directory: Directory, above: string | null): string[] {
  return [...directory.areas.values()]
    .filter(({ id, parentAreaId }) => parentAreaId === above && teamsIn(directory, id).length >= fewestTeams)
    .map(({ id }) => id);
}

function teamsIn(directory: Directory, area: string): string[] {
  return [...directory.teams.keys()].filter((teamId) => teamIsIn(directory, teamId, area));
}

function headOf({ limit, today }: Publishing, period: FigurePeriod, area: string, name: string) {
  return { period: period.id, from: period.from, to: period.to, area, name, publishedOn: today, limit };
}

function recordOf<Id extends string, T>(ids: readonly Id[], value: (id: Id) => T): Record<Id, T> {
  return Object.fromEntries(ids.map((id) => [id, value(id)])) as Record<Id, T>;
}

function sum(counts: Region): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
