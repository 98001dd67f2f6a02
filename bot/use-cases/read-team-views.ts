import { emptyAdoption, type SolutionHistory, type TeamAdoption } from "../domain/adoption.ts";
import { localDate } from "../domain/calendar.ts";
import { type Directory, type Instant, type IsoWeek, type Team, teamIsIn } from "../domain/organisation.ts";
import { type TeamView, viewTeam } from "../domain/overview.ts";
import { teamsWhere } from "../domain/permissions.ts";
import { queryAll, type Store, type Stored } from "../store/store.ts";

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
  const known = knownViews(directory, weeks);
  return teams.map((team) => {
    const history = histories.get(team.id);
    const found = known.get(team.id);
    if (found !== undefined && found.etag === history?.etag) return found.view;
    const view = viewTeam(withDirectory(directory, team, history?.value, thisWeek), weeks);
    known.set(team.id, { etag: history?.etag, view });
    return view;
  });
}

type KnownViews = Map<string, { etag: string | undefined; view: TeamView }>;

/** Different stretches of weeks that are kept for one directory. */
const mostStretches = 4;
// Of two hundred teams few have answered since the last look: the others' rows are the same as long as their documents,
// the directory and the weeks are. A directory that changes brings new maps, and the rows go with the old ones.
const remembered = new WeakMap<Directory["teams"], Map<string, KnownViews>>();

function knownViews(directory: Directory, weeks: readonly IsoWeek[]): KnownViews {
  const stretches = remembered.get(directory.teams) ?? new Map<string, KnownViews>();
  remembered.set(directory.teams, stretches);
  const stretch = `${weeks[0]} ${weeks.length}`;
  const known = stretches.get(stretch) ?? new Map();
  stretches.delete(stretch);
  stretches.set(stretch, known);
  const oldest = stretches.keys().next().value;
  if (stretches.size > mostStretches && oldest !== undefined) stretches.delete(oldest);
  return known;
}

async function readHistories(store: Store, tenantId: string, teams: Team[]): Promise<Map<string, Stored<"adoption">>> {
  const histories = new Map<string, Stored<"adoption">>();
  if (teams.length <= readByNameLimit) {
    const found = await store.readMany(
      tenantId,
      teams.map((team) => ({ kind: "adoption" as const, key: team.id })),
    );
    for (const stored of found) if (stored !== undefined) histories.set(stored.key, stored);
    return histories;
  }
  for await (const stored of queryAll(store, tenantId, "adoption")) histories.set(stored.key, stored);
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
