import { emptyAdoption, type SolutionHistory, type TeamAdoption } from "../domain/adoption.ts";
import { localDate } from "../domain/calendar.ts";
import { type Directory, type Instant, type IsoWeek, type Team, teamIsIn } from "../domain/organisation.ts";
import { type TeamView, viewTeam } from "../domain/overview.ts";
import { teamsWhere } from "../domain/permissions.ts";
import { queryAll, type Store } from "../store/store.ts";

/** At most this many documents are read by name; beyond it, one pass over all teams is cheaper. */
const readByNameLimit = 100;

/** The active teams whose adoption the person may see, within the area when one is named, by name. */
export function visibleTeams(directory: Directory, personId: string, areaId: string | undefined, now: Instant): Team[] {
  return teamsWhere(directory, personId, "seeAdoption", localDate(now))
    .filter((teamId) => areaId === undefined || (directory.areas.has(areaId) && teamIsIn(directory, teamId, areaId)))
    .flatMap((teamId) => directory.teams.get(teamId) ?? [])
    .filter((team) => !team.retired)
    .sort((a, b) => a.name.localeCompare(b.name, "da"));
}

/** The teams over the weeks, one document each, under the names and rollouts that the directory has today. */
export async function readTeamViews(
  store: Store,
  directory: Directory,
  tenantId: string,
  teams: Team[],
  weeks: IsoWeek[],
): Promise<TeamView[]> {
  const histories = await readHistories(store, tenantId, teams);
  const thisWeek = weeks.at(-1) ?? "";
  return teams.map((team) => viewTeam(withDirectory(directory, team, histories.get(team.id), thisWeek), weeks));
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
