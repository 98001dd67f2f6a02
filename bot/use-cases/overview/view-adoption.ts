import { weekOf } from "../../domain/calendar.ts";
import {
  type Area,
  areaPath,
  type Directory,
  type Instant,
  type IsoWeek,
  type Solution,
  solutionName,
  type Team,
} from "../../domain/organisation.ts";
import {
  type Summary,
  staleAfterWeeks,
  summaryOf,
  type Tally,
  type TeamView,
  tallyOf,
  weeksUntil,
} from "../../domain/overview.ts";
import { OmbordError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import { kept } from "../kept.ts";
import { readTeamViews } from "./read-team-views.ts";
import { visibleTeams } from "./visible-teams.ts";

export interface AdoptionView {
  weeks: IsoWeek[];
  staleAfterWeeks: number;
  solutions: Pick<Solution, "id" | "name" | "kind" | "phase" | "sharedRecords" | "replaces" | "expectedUsers">[];
  areas: (Pick<Area, "id" | "name" | "parentAreaId"> & { summary: Summary })[];
  /** Of each team. Estimates hold for some weeks, so a row begins `staleAfterWeeks` weeks before `weeks`. */
  rows: readonly TeamView[];
  summary: Summary;
}

/**
 * The adoption of every team that the person may see, within one area when one is named, over `weekCount` weeks that
 * end with this one. Reads one document per team, or only which of them have changed. Those who see the same teams are
 * given the very same view for as long as nothing in it changes, so nobody may alter it. Throws {@link OmbordError}
 * `notFound` for an area without a team that the person may see, whether or not it exists.
 */
export async function viewAdoption(
  store: Store,
  directory: Directory,
  asked: { tenantId: string; personId: string; weekCount: number; areaId?: string | undefined },
  now: Instant,
): Promise<AdoptionView> {
  const teams = visibleTeams(directory, asked.personId, asked.areaId, now);
  if (asked.areaId !== undefined && teams.length === 0) throw new OmbordError("notFound");
  // Estimates hold for some weeks, so the first week shown needs those before it.
  const weeks = weeksUntil(weekOf(now), asked.weekCount + staleAfterWeeks);
  const views = await readTeamViews(store, directory, asked.tenantId, teams, weeks);
  if (teams.length <= fewTeams) return lookAt(directory, teams, views, weeks, undefined).view;
  const looks = kept(knownLooks(directory), teams, mostLists, () => new Map<number, Look>());
  const before = looks.get(asked.weekCount);
  if (before !== undefined && before.week === weeks.at(-1) && isSame(before.view.rows, views)) return before.view;
  const look = lookAt(directory, teams, views, weeks, before);
  looks.delete(asked.weekCount);
  kept(looks, asked.weekCount, mostLooks, () => look);
  return look.view;
}

/** What was made of one list of teams, and from what. */
interface Look {
  week: IsoWeek | undefined;
  /** By area. */
  groups: ReadonlyMap<string, Group>;
  view: AdoptionView;
}

/** The teams that lie in an area and not below it, with their sums. */
interface Group {
  views: TeamView[];
  tally: Tally;
}

/** So few teams are quickly counted anew, and most people have no more. */
const fewTeams = 20;
/** Lists of teams whose views are kept for one directory, and views of each. */
const mostLists = 50;
const mostLooks = 2;
// A directory that changes brings new maps, and the views go with the old ones.
const known = new WeakMap<Directory["teams"], Map<readonly Team[], Map<number, Look>>>();

function knownLooks({ teams }: Directory): Map<readonly Team[], Map<number, Look>> {
  const looks = known.get(teams) ?? new Map<readonly Team[], Map<number, Look>>();
  known.set(teams, looks);
  return looks;
}

function isSame(before: readonly TeamView[], now: readonly TeamView[]): boolean {
  return before.length === now.length && before.every((view, index) => view === now[index]);
}

/** Counts again only the areas where a row is not the same as before. */
function lookAt(
  directory: Directory,
  teams: readonly Team[],
  views: readonly TeamView[],
  weeks: IsoWeek[],
  before: Look | undefined,
): Look {
  const groups = new Map<string, Group>();
  for (const [areaId, inArea] of Map.groupBy(views, (view) => view.areaId)) {
    const counted = before?.groups.get(areaId);
    const isCounted = counted !== undefined && isSame(counted.views, inArea) && before?.week === weeks.at(-1);
    const tally = isCounted ? counted.tally : tallyOf(inArea, weeks.length, staleAfterWeeks);
    groups.set(areaId, { views: inArea, tally });
  }
  const shownWeeks = weeks.slice(staleAfterWeeks);
  const byArea = talliesByArea(directory, groups);
  const view: AdoptionView = {
    weeks: shownWeeks,
    staleAfterWeeks,
    solutions: before?.view.solutions ?? solutionsOf(directory, views),
    areas: areasOf(directory, teams).map(({ id, name, parentAreaId }) => {
      return { id, name, parentAreaId, summary: summaryOf(byArea.get(id) ?? [], shownWeeks.length) };
    }),
    rows: views,
    summary: summaryOf(
      [...groups.values()].map(({ tally }) => tally),
      shownWeeks.length,
    ),
  };
  return { week: weeks.at(-1), groups, view };
}

/** The sums that make up an area with everything below it, by area id. */
function talliesByArea(directory: Directory, groups: Look["groups"]): Map<string, Tally[]> {
  const byArea = new Map<string, Tally[]>();
  for (const [areaId, { tally }] of groups) {
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
    .map(({ id, kind, phase, sharedRecords, replaces, expectedUsers }) => {
      const name = commonName(directory, id, views);
      return { id, name, kind, phase, sharedRecords, replaces, expectedUsers };
    })
    .sort((a, b) => a.name.localeCompare(b.name, "da"));
}

/** The trade's own word where all the teams in view share one, else the name that everybody knows. */
function commonName(directory: Directory, solutionId: string, views: readonly TeamView[]): string {
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
