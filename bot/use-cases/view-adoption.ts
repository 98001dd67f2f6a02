import { weekOf } from "../domain/calendar.ts";
import {
  type Area,
  areaPath,
  type Directory,
  type Instant,
  type IsoWeek,
  type Solution,
  solutionName,
  type Team,
} from "../domain/organisation.ts";
import {
  type Summary,
  staleAfterWeeks,
  summarise,
  type TeamView,
  weeksUntil,
  withoutFirstWeeks,
} from "../domain/overview.ts";
import { OmbordError } from "../errors.ts";
import type { Store } from "../store/store.ts";
import { readTeamViews, visibleTeams } from "./read-team-views.ts";

export interface AdoptionView {
  weeks: IsoWeek[];
  staleAfterWeeks: number;
  solutions: Pick<Solution, "id" | "name" | "kind" | "phase" | "sharedRecords" | "replaces" | "expectedUsers">[];
  areas: (Pick<Area, "id" | "name" | "parentAreaId"> & { summary: Summary })[];
  teams: TeamView[];
  summary: Summary;
}

/**
 * The adoption of every team that the person may see, within one area when one is named, over `weekCount` weeks that
 * end with this one. Reads one document per team. Throws {@link OmbordError} `notFound` for an area without a team that
 * the person may see, whether or not it exists.
 */
export async function viewAdoption(
  store: Store,
  directory: Directory,
  asked: { tenantId: string; personId: string; weekCount: number; areaId?: string },
  now: Instant,
): Promise<AdoptionView> {
  const teams = visibleTeams(directory, asked.personId, asked.areaId, now);
  if (asked.areaId !== undefined && teams.length === 0) throw new OmbordError("notFound");
  const week = weekOf(now);
  // Estimates hold for some weeks, so the first week shown needs those before it.
  const weeks = weeksUntil(week, asked.weekCount + staleAfterWeeks);
  const views = await readTeamViews(store, directory, asked.tenantId, teams, weeks);
  const summaryOf = (group: TeamView[]) => summarise(group, weeks.length, staleAfterWeeks);
  const byArea = viewsByArea(directory, views);
  return {
    weeks: weeks.slice(staleAfterWeeks),
    staleAfterWeeks,
    solutions: solutionsOf(directory, views),
    areas: areasOf(directory, teams).map(({ id, name, parentAreaId }) => {
      const summary = summaryOf(byArea.get(id) ?? []);
      return { id, name, parentAreaId, summary };
    }),
    teams: views.map((view) => withoutFirstWeeks(view, staleAfterWeeks)),
    summary: summaryOf(views),
  };
}

/** The views of an area and of everything below it, by area id. */
function viewsByArea(directory: Directory, views: TeamView[]): Map<string, TeamView[]> {
  const byArea = new Map<string, TeamView[]>();
  for (const view of views) {
    for (const id of areaPath(directory, view.areaId)) {
      const group = byArea.get(id);
      if (group === undefined) byArea.set(id, [view]);
      else group.push(view);
    }
  }
  return byArea;
}

function solutionsOf(directory: Directory, views: TeamView[]): AdoptionView["solutions"] {
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
function commonName(directory: Directory, solutionId: string, views: TeamView[]): string {
  const using = views.filter((view) => view.solutions[solutionId] !== undefined);
  const names = new Set(using.map((view) => solutionName(directory, solutionId, view.teamId)));
  const [only] = names;
  if (names.size === 1 && only !== undefined) return only;
  return directory.solutions.get(solutionId)?.name ?? solutionId;
}

/** The areas that hold the teams, with every area above them. */
function areasOf(directory: Directory, teams: Team[]): Area[] {
  const ids = new Set(teams.flatMap((team) => areaPath(directory, team.areaId)));
  return [...ids].flatMap((id) => directory.areas.get(id) ?? []).sort((a, b) => a.name.localeCompare(b.name, "da"));
}
