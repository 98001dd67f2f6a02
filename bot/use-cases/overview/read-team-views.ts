import { LRUCache } from "lru-cache";
import { emptyAdoption, type SolutionHistory, type TeamAdoption } from "../../domain/check-in/adoption.ts";
import { type Directory, type IsoWeek, isKnownLarge, type Team } from "../../domain/organisation.ts";
import { type TeamView, viewTeam } from "../../domain/overview.ts";
import { rolloutStatusFacts } from "../../domain/vocabulary.ts";
import { queryAll, type Store, type Stored } from "../../store/store.ts";
import type { Errand } from "../errand.ts";
import { madeOnce } from "../made-once.ts";

/** At most this many documents are read by name; beyond it, one pass over all teams is cheaper. */
const readByNameLimit = 100;

/** A row, and the version of the document that it was made from; undefined where there is none. */
export interface VersionedView {
  etag: string | undefined;
  view: TeamView;
}

/**
 * The teams over the weeks, one document each, under the names and rollouts that the directory has today. Only what has
 * changed since the look before is read.
 */
export async function readTeamViews(
  { store, actor, directory }: Errand,
  teams: readonly Team[],
  weeks: readonly IsoWeek[],
): Promise<VersionedView[]> {
  const { tenantId } = actor;
  const thisWeek = weeks.at(-1) ?? "";
  const known = knownViews(directory, weeks);
  const { rows, changed } = await findChanged(store, tenantId, teams, known);
  // A document is let go as soon as its row is made: thousands that live at the same time are dear to the collector.
  for await (const [team, history] of readHistories(store, tenantId, changed)) {
    const view = withAgreements(directory, viewTeam(withDirectory(directory, team, history?.value, thisWeek), weeks));
    const row = { etag: history?.etag, view };
    known.set(team.id, row);
    rows.set(team.id, row);
  }
  return teams.flatMap(({ id }) => rows.get(id) ?? []);
}

type KnownViews = Map<string, VersionedView>;

/** Different stretches of weeks that are kept for one directory. */
const mostStretches = 4;
// Of two hundred teams few have answered since the last look. A directory that changes brings new maps, and the rows go
// with the old ones.
const stretchesOf = madeOnce((_teams: Directory["teams"]) => new LRUCache<string, KnownViews>({ max: mostStretches }));

function knownViews(directory: Directory, weeks: readonly IsoWeek[]): KnownViews {
  const stretches = stretchesOf(directory.teams);
  const stretch = `${weeks[0]} ${weeks.length}`;
  const known = stretches.get(stretch) ?? new Map();
  stretches.set(stretch, known);
  return known;
}

/**
 * The rows that are still as known, and the teams of the others. They are the rows themselves: somebody else's look may
 * replace what is known while the store is asked.
 */
async function findChanged(
  store: Store,
  tenantId: string,
  teams: readonly Team[],
  known: KnownViews,
): Promise<{ rows: KnownViews; changed: readonly Team[] }> {
  const rows: KnownViews = new Map();
  if (teams.length <= readByNameLimit || !teams.some(({ id }) => known.has(id))) return { rows, changed: teams };
  const etags = await store.etags(tenantId, "adoption");
  const changed = teams.filter(({ id }) => {
    const found = known.get(id);
    const isSame = found !== undefined && found.etag === etags.get(id);
    if (isSame) rows.set(id, found);
    return !isSame;
  });
  return { rows, changed };
}

/** Each of the teams with its document, if it has one. */
async function* readHistories(
  store: Store,
  tenantId: string,
  teams: readonly Team[],
): AsyncGenerator<[Team, Stored<"adoption"> | undefined]> {
  const left = new Map(teams.map((team) => [team.id, team]));
  for await (const stored of readAdoptions(store, tenantId, teams)) {
    const team = left.get(stored.key);
    if (team !== undefined) yield [team, stored];
    left.delete(stored.key);
  }
  for (const team of left.values()) yield [team, undefined];
}

async function* readAdoptions(store: Store, tenantId: string, teams: readonly Team[]) {
  if (teams.length > readByNameLimit) yield* queryAll(store, tenantId, "adoption");
  else if (teams.length > 0) {
    const references = teams.map((team) => ({ kind: "adoption" as const, key: team.id }));
    for (const stored of await store.readMany(tenantId, references)) if (stored !== undefined) yield stored;
  }
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
    const { levels = "", latest: said = {} } = known.solutions[solutionId] ?? {};
    const { carrier: _, ...latest } = said;
    // An older version asked small teams too; what it was told there is shown to nobody.
    solutions[solutionId] = { status, start, levels, latest: isKnownLarge(directory, team.id) ? said : latest };
  }
  return { ...known, name: team.name, areaId: team.areaId, solutions };
}

/** The team's row with what is agreed about its solutions: exceptions with reason and date, and when the old way ends. */
function withAgreements(directory: Directory, view: TeamView): TeamView {
  const solutions = { ...view.solutions };
  for (const { solutionId, status, reason, reviewOn, oldWayEnds } of directory.rolloutsByTeam.get(view.teamId) ?? []) {
    const solution = solutions[solutionId];
    if (solution === undefined) continue;
    const { isReviewed } = rolloutStatusFacts[status];
    solutions[solutionId] = {
      ...solution,
      ...(isReviewed && { agreed: { reason, reviewOn } }),
      ...(oldWayEnds !== undefined && { oldWayEnds }),
    };
  }
  return { ...view, solutions };
}
