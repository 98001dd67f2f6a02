import { createHash } from "node:crypto";
import { localDate, weekOf } from "../../domain/calendar.ts";
import { type ShownTarget, targetsHere } from "../../domain/decision/targets-here.ts";
import { isTooFew } from "../../domain/few-teams.ts";
import {
  type Area,
  activeTeams,
  areaPath,
  type Directory,
  type IsoDate,
  type IsoWeek,
  type Solution,
  solutionName,
  type Team,
} from "../../domain/organisation.ts";
import { type Summary, summaryOf, type Tally, type TeamView, tallyOf, weeksUntil } from "../../domain/overview.ts";
import { holdersOf, teamsAskedNothing } from "../../domain/permissions.ts";
import { type NamedScope, nameScope } from "../../domain/scope.ts";
import { OmbordError } from "../../errors.ts";
import type { Errand } from "../errand.ts";
import { readTeamViews } from "./read-team-views.ts";
import { visibleTeams } from "./visible-teams.ts";

export interface AdoptionView {
  weeks: IsoWeek[];
  /** The weeks among them from which on the question had other words, in any of the teams. */
  breaks: IsoWeek[];
  solutions: Pick<
    Solution,
    "id" | "name" | "kind" | "phase" | "sharedRecords" | "replaces" | "expectedUsers" | "expectedUsersTo"
  >[];
  /** What the rows are of, in names. */
  scope: NamedScope;
  /**
   * `isPart`: not all of its teams are among the rows, so its summary is of a part of it. `isComparable`: it is all of it, and so
   * many lead its teams that it can stand beside other areas without pointing at one of them.
   */
  areas: (Pick<Area, "id" | "name" | "parentAreaId"> & {
    isPart: boolean;
    isComparable: boolean;
    summary: Summary;
  })[];
  rows: readonly TeamView[];
  summary: Summary;
  /** What is aimed for here: the nearest target of each solution, with the name of where it was set; absent while nothing is. */
  targets?: ShownTarget[];
  /** Those that hold for an area here and not for all of the teams, by the name of the area. */
  partTargets?: ShownTarget[];
  /** Of the teams, those whose leader is away today without a stand-in: not asked, and never why. */
  leaderAway: string[];
}

/** What somebody is going to see: `version` is another one as soon as anything in it is. */
export interface VersionedAdoption {
  version: string;
  view: () => AdoptionView;
}

/**
 * The adoption of every team that the person may see, within one area when one is named, over `weekCount` weeks that
 * end with this one. Reads one document per team, or only which of them have changed. Those who see the same teams get the
 * same version. Throws {@link OmbordError} `notFound` for an area without a team that the person may see, whether or not it
 * exists.
 */
export async function readAdoption(
  errand: Errand,
  asked: { weekCount: number; areaId?: string | undefined },
): Promise<VersionedAdoption> {
  const teams = visibleTeams(errand, asked.areaId);
  if (asked.areaId !== undefined && teams.length === 0) throw new OmbordError("notFound");
  const weeks = weeksUntil(weekOf(errand.now), asked.weekCount);
  const rows = await readTeamViews(errand, teams, weeks);
  const ids = teams.map(({ id }) => id);
  const leaderAway = teamsAskedNothing(errand.directory, ids, localDate(errand.now));
  const etags = rows.map(({ etag, view }) => [view.teamId, etag]);
  const seen = JSON.stringify([weeks[0], weeks.length, etags, leaderAway]);
  return {
    version: createHash("sha256").update(seen).digest("base64url"),
    view: () => {
      const views = rows.map(({ view }) => view);
      return { ...viewOf(errand, teams, views, weeks), leaderAway };
    },
  };
}

/** As {@link readAdoption}, for whoever wants to see it whatever its version. */
export async function viewAdoption(...asked: Parameters<typeof readAdoption>): Promise<AdoptionView> {
  return (await readAdoption(...asked)).view();
}

function viewOf(
  { directory, now }: Errand,
  teams: readonly Team[],
  rows: readonly TeamView[],
  weeks: readonly IsoWeek[],
): Omit<AdoptionView, "leaderAway"> {
  const tallies = new Map<string, Tally>();
  for (const [areaId, inArea] of Map.groupBy(rows, (row) => row.areaId)) {
    tallies.set(areaId, tallyOf(inArea, weeks.length));
  }
  const broken = new Set(rows.flatMap(({ breaks }) => breaks));
  const byArea = talliesByArea(directory, tallies);
  const whole = teamsByArea(directory, activeTeams(directory));
  const shown = teamsByArea(directory, teams);
  const leaders = leadersByArea(directory, teams, localDate(now));
  const { suppressionLimit } = directory.settings;
  return {
    weeks: [...weeks],
    breaks: weeks.filter((week) => broken.has(week)),
    scope: nameScope(
      directory,
      teams.map(({ id }) => id),
    ),
    solutions: solutionsOf(directory, rows),
    ...targetsHere(
      directory,
      teams.map(({ id }) => id),
    ),
    areas: areasOf(directory, teams).map(({ id, name, parentAreaId }) => {
      const isPart = shown.get(id) !== whole.get(id);
      const isComparable = !isPart && !isTooFew(leaders.get(id) ?? new Set(), suppressionLimit);
      return { id, name, parentAreaId, isPart, isComparable, summary: summaryOf(byArea.get(id) ?? [], weeks.length) };
    }),
    rows,
    summary: summaryOf([...tallies.values()], weeks.length),
  };
}

/** How many of the teams lie in each area, at any depth. */
function teamsByArea(directory: Directory, teams: readonly Team[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { areaId } of teams)
    for (const id of areaPath(directory, areaId)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Who leads teams in each area, at any depth; a team that nobody leads stands for itself. */
function leadersByArea(directory: Directory, teams: readonly Team[], date: IsoDate): Map<string, Set<string>> {
  const leaders = new Map<string, Set<string>>();
  for (const { id, areaId } of teams) {
    const held = holdersOf(directory, "leader", [id], date);
    for (const area of areaPath(directory, areaId)) {
      const known = leaders.get(area) ?? new Set();
      leaders.set(area, known);
      for (const one of held.length === 0 ? [id] : held.slice(0, 1)) known.add(one);
    }
  }
  return leaders;
}

/** The sums that make up an area with everything below it, by area id. */
function talliesByArea(directory: Directory, ofAreas: ReadonlyMap<string, Tally>): Map<string, Tally[]> {
  const byArea = new Map<string, Tally[]>();
  for (const [areaId, tally] of ofAreas) {
    for (const id of areaPath(directory, areaId)) {
      const tallies = byArea.get(id);
      if (tallies === undefined) byArea.set(id, [tally]);
      else tallies.push(tally);
    }
  }
  return byArea;
}

function solutionsOf(directory: Directory, views: readonly TeamView[]): AdoptionView["solutions"] {
  const inUse = new Set(views.flatMap((view) => Object.keys(view.solutions)));
  return [...directory.solutions.values()]
    .filter((solution) => inUse.has(solution.id))
    .map(({ id, kind, phase, sharedRecords, replaces, expectedUsers, expectedUsersTo }) => {
      const name = commonName(directory, id, views);
      const upTo = expectedUsersTo === undefined ? {} : { expectedUsersTo };
      return { id, name, kind, phase, sharedRecords, replaces, expectedUsers, ...upTo };
    })
    .sort((a, b) => a.name.localeCompare(b.name, "da"));
}

/** The trade's own word where all the teams in view share one, else the name that everybody knows. */
export function commonName(directory: Directory, solutionId: string, views: readonly TeamView[]): string {
  const using = views.filter((view) => view.solutions[solutionId] !== undefined);
  const names = new Set(using.map((view) => solutionName(directory, solutionId, view.teamId)));
  const [only] = names;
  if (names.size === 1 && only !== undefined) return only;
  return directory.solutions.get(solutionId)?.name ?? solutionId;
}

/** The areas that hold the teams, with every area above them. */
function areasOf(directory: Directory, teams: readonly Team[]): Area[] {
  const ids = new Set(teams.flatMap((team) => areaPath(directory, team.areaId)));
  return [...ids].flatMap((id) => directory.areas.get(id) ?? []).sort((a, b) => a.name.localeCompare(b.name, "da"));
}
