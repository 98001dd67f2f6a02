import { emptyAdoption, type SolutionHistory, type TeamAdoption } from "../domain/adoption.ts";
import type { Directory, IsoWeek, Team } from "../domain/organisation.ts";
import { type TeamView, viewTeam } from "../domain/overview.ts";
import { queryAll, type Store, type Stored } from "../store/store.ts";
import { kept } from "./kept.ts";

/** At most this many documents are read by name; beyond it, one pass over all teams is cheaper. */
const readByNameLimit = 100;

/**
 * The teams over the weeks, one document each, under the names and rollouts that the directory has today. A row is the very
 * same object as at the look before as long as the team's document, the directory and the weeks are the same.
 */
export async function readTeamViews(
  store: Store,
  directory: Directory,
  tenantId: string,
  teams: readonly Team[],
  weeks: readonly IsoWeek[],
): Promise<TeamView[]> {
  const thisWeek = weeks.at(-1) ?? "";
  const known = knownViews(directory, weeks);
  const { same, read } = await readChanged(store, tenantId, teams, known);
  return teams.map((team) => {
    const unchanged = same.get(team.id);
    if (unchanged !== undefined) return unchanged;
    const history = read.get(team.id);
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
// Of two hundred teams few have answered since the last look. A directory that changes brings new maps, and the rows go
// with the old ones.
const remembered = new WeakMap<Directory["teams"], Map<string, KnownViews>>();

function knownViews(directory: Directory, weeks: readonly IsoWeek[]): KnownViews {
  const stretches = remembered.get(directory.teams) ?? new Map<string, KnownViews>();
  remembered.set(directory.teams, stretches);
  return kept(stretches, `${weeks[0]} ${weeks.length}`, mostStretches, () => new Map());
}

type Histories = Map<string, Stored<"adoption">>;

/**
 * The teams' rows that are still as known, and the documents of the others. `same` holds the rows themselves: somebody
 * else's look may replace what is known while the store is asked.
 */
async function readChanged(
  store: Store,
  tenantId: string,
  teams: readonly Team[],
  known: KnownViews,
): Promise<{ same: Map<string, TeamView>; read: Histories }> {
  const same = new Map<string, TeamView>();
  if (teams.length <= readByNameLimit) return { same, read: await readByName(store, tenantId, teams) };
  if (!teams.some(({ id }) => known.has(id))) return { same, read: await readAll(store, tenantId) };
  const etags = await store.etags(tenantId, "adoption");
  const changed = teams.filter(({ id }) => {
    const found = known.get(id);
    const isSame = found !== undefined && found.etag === etags.get(id);
    if (isSame) same.set(id, found.view);
    return !isSame;
  });
  if (changed.length === 0) return { same, read: new Map() };
  if (changed.length > readByNameLimit) return { same, read: await readAll(store, tenantId) };
  return { same, read: await readByName(store, tenantId, changed) };
}

async function readByName(store: Store, tenantId: string, teams: readonly Team[]): Promise<Histories> {
  const references = teams.map((team) => ({ kind: "adoption" as const, key: team.id }));
  const found = await store.readMany(tenantId, references);
  return new Map(found.flatMap((stored) => (stored === undefined ? [] : [[stored.key, stored]])));
}

async function readAll(store: Store, tenantId: string): Promise<Histories> {
  const histories: Histories = new Map();
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
