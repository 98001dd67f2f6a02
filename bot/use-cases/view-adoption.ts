import { emptyAdoption, type SolutionHistory, type TeamAdoption } from "../domain/adoption.ts";
import { localDate, weekOf } from "../domain/calendar.ts";
import {
  type Area,
  areaPath,
  type Directory,
  type Instant,
  type IsoWeek,
  type Solution,
  solutionName,
  type Team,
  teamIsIn,
} from "../domain/organisation.ts";
import {
  type Summary,
  staleAfterWeeks,
  summarise,
  type TeamView,
  viewTeam,
  weeksUntil,
  withoutFirstWeeks,
} from "../domain/overview.ts";
import { teamsWhere } from "../domain/permissions.ts";
import { OmbordError } from "../errors.ts";
import { queryAll, type Store } from "../store/store.ts";

export interface AdoptionView {
  weeks: IsoWeek[];
  staleAfterWeeks: number;
  solutions: Pick<Solution, "id" | "name" | "kind" | "phase" | "sharedRecords" | "replaces" | "expectedUsers">[];
  areas: (Pick<Area, "id" | "name" | "parentAreaId"> & { summary: Summary })[];
  teams: TeamView[];
  summary: Summary;
}

/** At most this many documents are read by name; beyond it, one pass over all teams is cheaper. */
const readByNameLimit = 100;

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
  const histories = await readHistories(store, asked.tenantId, teams);
  // Estimates hold for some weeks, so the first week shown needs those before it.
  const weeks = weeksUntil(week, asked.weekCount + staleAfterWeeks);
  const views = teams.map((team) => viewTeam(withDirectory(directory, team, histories.get(team.id), week), weeks));
  const summaryOf = (group: TeamView[]) => summarise(group, weeks.length, staleAfterWeeks);
  return {
    weeks: weeks.slice(staleAfterWeeks),
    staleAfterWeeks,
    solutions: solutionsOf(directory, views),
    areas: areasOf(directory, teams).map(({ id, name, parentAreaId }) => {
      const summary = summaryOf(views.filter((view) => teamIsIn(directory, view.teamId, id)));
      return { id, name, parentAreaId, summary };
    }),
    teams: views.map((view) => withoutFirstWeeks(view, staleAfterWeeks)),
    summary: summaryOf(views),
  };
}

function visibleTeams(directory: Directory, personId: string, areaId: string | undefined, now: Instant): Team[] {
  return teamsWhere(directory, personId, "seeAdoption", localDate(now))
    .filter((teamId) => areaId === undefined || (directory.areas.has(areaId) && teamIsIn(directory, teamId, areaId)))
    .flatMap((teamId) => directory.teams.get(teamId) ?? [])
    .filter((team) => !team.retired)
    .sort((a, b) => a.name.localeCompare(b.name, "da"));
}

async function readHistories(store: Store, tenantId: string, teams: Team[]): Promise<Map<string, TeamAdoption>> {
  const histories = new Map<string, TeamAdoption>();
  if (teams.length <= readByNameLimit) {
    const found = await store.readMany(
      tenantId,
      teams.map((team) => ({ kind: "adoption" as const, key: team.id })),
    );
    for (const stored of found) if (stored !== undefined) histories.set(stored.key, stored.value);
    return histories;
  }
  for await (const stored of queryAll(store, tenantId, "adoption")) histories.set(stored.key, stored.value);
  return histories;
}

/** The team's history under the names, rollouts and trade words that the directory has today. */
function withDirectory(
  directory: Directory,
  team: Team,
  history: TeamAdoption | undefined,
  week: IsoWeek,
): TeamAdoption {
  const known = history ?? emptyAdoption(team, week);
  const solutions: Record<string, SolutionHistory> = {};
  for (const { solutionId, status, start } of directory.rolloutsByTeam.get(team.id) ?? []) {
    if (directory.solutions.get(solutionId)?.retired ?? false) continue;
    solutions[solutionId] = { levels: "", latest: {}, ...known.solutions[solutionId], status, start };
  }
  return { ...known, name: team.name, areaId: team.areaId, solutions };
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
