import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { weekOf } from "../domain/calendar.ts";
import {
  defaultSettings,
  type Instant,
  type Person,
  type Role,
  type Rollout,
  type Settings,
  type Team,
} from "../domain/organisation.ts";
import { type Documents, keys } from "../store/documents.ts";
import type { Change, Stored } from "../store/store.ts";
import { type Difference, differencesFrom, questionsAbout } from "./decided-differently.ts";
import { inTurns } from "./in-turns.ts";
import type { ParsedDirectory, Rows } from "./parse-directory.ts";
import { groupTeams } from "./plan-adoption.ts";
import {
  type Belongings,
  mergedTeam,
  movedRhythm,
  movedRoles,
  movedRollouts,
  movesOf,
  planMoves,
  retiredTeam,
  type TeamMoves,
} from "./plan-moves.ts";
import { type Count, type KindPlan, keepRows, planRows } from "./plan-rows.ts";
import { patchSettings } from "./settings-file.ts";
import type { StoredDirectory } from "./stored-directory.ts";

export type ImportCounts = Record<
  "areas" | "teams" | "people" | "solutions" | "rollouts" | "roles" | "settings",
  Count
>;

/** What the files leave of each kind. */
export interface ImportKinds {
  areas: KindPlan<"area">;
  teams: KindPlan<"team">;
  people: KindPlan<"person">;
  solutions: KindPlan<"solution">;
  rollouts: KindPlan<"rollout">;
  roles: KindPlan<"role">;
}

export interface ImportPlan {
  counts: ImportCounts;
  kinds: ImportKinds;
  /**
   * In the order to be written; the changes of a group belong in one commit. Every prefix leaves a directory that
   * holds together: what is referred to comes before what refers to it, and goes after it.
   */
  groups: Change[][];
  /** Where the files say something else than what has been decided. */
  differences: Difference[];
  /** The settings as they are to be, apart from the directory's version. */
  settings: Settings;
}

/** Decides, from what the files say and what is stored, what is to be written. Nothing is compared twice. */
export async function planImport(
  parsed: ParsedDirectory,
  stored: StoredDirectory,
  belongings: Belongings,
  now: Instant,
): Promise<ImportPlan> {
  const moves = movesOf(parsed.teams);
  const areas = await planRetirable("area", parsed.areas, stored.area);
  const teams = await planTeams(parsed.teams, stored, moves);
  const people = await planPeople(parsed.people, stored, moves);
  const solutions = await planRetirable("solution", parsed.solutions, stored.solution);
  const rollouts = await planRollouts(parsed.rollouts, stored, moves);
  const roles = await planRoles(
    parsed.roles,
    { stored, moves },
    (role) => isActive(people, role.personId) && hasPlace(role, areas, teams),
  );
  const settings = patchSettings(stored.settings?.value ?? defaultSettings, parsed.settings?.patch ?? {});
  const teamGroups = await groupTeams(teams, rollouts, solutions, stored, weekOf(now));
  const differences =
    parsed.rollouts === undefined ? [] : differencesFrom({ areas, teams, rollouts }, stored.decisions);
  const groups = [
    await singly(parentsFirst(areas)),
    teamGroups.active,
    await singly([...solutions.writes, ...people.writes, ...rollouts.writes, ...roles.writes]),
    planMoves(moves, belongings, now),
    await singly([...roles.removals, ...rollouts.removals, ...people.removals]),
    teamGroups.retired,
    await singly([...solutions.removals, ...areas.removals]),
    await singly(questionsAbout(differences, now)),
  ].flat();
  return {
    counts: {
      areas: areas.count,
      teams: teams.count,
      people: people.count,
      solutions: solutions.count,
      rollouts: rollouts.count,
      roles: roles.count,
      settings: countSettings(settings, stored.settings),
    },
    kinds: { areas, teams, people, solutions, rollouts, roles },
    groups,
    differences,
    settings,
  };
}

/** Each change as a commit of its own. */
async function singly(changes: Change[]): Promise<Change[][]> {
  const groups: Change[][] = [];
  for await (const some of inTurns(changes)) for (const change of some) groups.push([change]);
  await setImmediate();
  return groups;
}

function isActive(plan: KindPlan<RetirableKind>, id: string): boolean {
  const found = plan.after.get(id);
  return found !== undefined && !found.retired;
}

function hasPlace(role: Role, areas: KindPlan<"area">, teams: KindPlan<"team">): boolean {
  return role.scope === "*" || isActive(teams, role.scope) || isActive(areas, role.scope);
}

type RetirableKind = "area" | "team" | "person" | "solution";

/** What disappears is retired and keeps its history; what comes back is itself again, with what the app had added. */
async function planRetirable<K extends RetirableKind>(
  kind: K,
  rows: Rows<Documents[K]> | undefined,
  stored: ReadonlyMap<string, Stored<K>>,
): Promise<KindPlan<K>> {
  if (rows === undefined) return keepRows(stored);
  const byId = new Map(rows.rows.map(({ value }) => [value.id, value]));
  const merge = (before: Documents[K], row: Documents[K]): Documents[K] => {
    const merged = { ...before, ...row };
    delete merged.retired;
    if ("leftOn" in merged) delete merged.leftOn;
    return merged;
  };
  return planRows(kind, byId, stored, merge, (before) => ({ ...before, retired: true }));
}

/** A team that goes says who is in its place; one that comes keeps what it has replaced. */
async function planTeams(
  rows: Rows<Team> | undefined,
  stored: StoredDirectory,
  moves: TeamMoves,
): Promise<KindPlan<"team">> {
  if (rows === undefined) return keepRows(stored.team);
  const byId = new Map(rows.rows.map(({ value }) => [value.id, value]));
  return planRows("team", byId, stored.team, mergedTeam, (before) => retiredTeam(before, moves));
}

async function planPeople(
  rows: Rows<Person> | undefined,
  stored: StoredDirectory,
  moves: TeamMoves,
): Promise<KindPlan<"person">> {
  if (moves.size === 0) return planRetirable("person", rows, stored.person);
  const people = rows?.rows.map(({ value }) => value) ?? [...stored.person.values()].map(({ value }) => value);
  const merge = (before: Person, row: Person): Person => {
    const merged = movedRhythm({ ...before, ...row }, moves);
    if (rows !== undefined) delete merged.retired;
    return merged;
  };
  const byId = new Map(people.map((person) => [person.id, person]));
  return planRows("person", byId, stored.person, merge, (before) => ({ ...before, retired: true }));
}

async function planRollouts(
  rows: ParsedDirectory["rollouts"],
  stored: StoredDirectory,
  moves: TeamMoves,
): Promise<KindPlan<"rollout">> {
  if (rows === undefined && moves.size === 0) return keepRows(stored.rollout);
  const wanted =
    rows?.rows.map(({ value }) => value) ??
    movedRollouts(
      [...stored.rollout.values()].map(({ value }) => value),
      moves,
    );
  const byKey = new Map(wanted.map((value) => [keys.rollout(value.solutionId, value.teamId), value]));
  const replace = (_before: Rollout, row: Rollout) => row;
  return planRows("rollout", byKey, stored.rollout, replace, (before) => ({ ...before, status: "retired" }));
}

/** Without a file of roles, those that have lost their person or their place go; nobody keeps access by oversight. */
function planRoles(
  rows: ParsedDirectory["roles"],
  { stored, moves }: { stored: StoredDirectory; moves: TeamMoves },
  stands: (role: Role) => boolean,
): Promise<KindPlan<"role">> {
  const wanted =
    rows?.rows.map(({ value }) => value) ??
    movedRoles(
      [...stored.role.values()].map(({ value }) => value),
      moves,
    ).filter(stands);
  const byKey = new Map(wanted.map((role) => [keys.role(role), role]));
  return planRows(
    "role",
    byKey,
    stored.role,
    (_before, row) => row,
    () => null,
  );
}

/** Areas with those above them first, so that no commit leaves an area below one that is not there yet. */
function parentsFirst(areas: KindPlan<"area">): Change[] {
  const depth = (id: string | null): number => {
    let levels = 0;
    for (let next = id; next != null; next = areas.after.get(next)?.parentAreaId ?? null) levels += 1;
    return levels;
  };
  const depths = new Map(areas.writes.map((change) => [change, depth(change.key)]));
  return areas.writes.toSorted((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0));
}

function countSettings(settings: Settings, stored: Stored<"settings"> | undefined): Count {
  const isSame = isDeepStrictEqual(settings, stored?.value);
  return {
    created: stored === undefined ? 1 : 0,
    changed: stored !== undefined && !isSame ? 1 : 0,
    retired: 0,
    unchanged: isSame ? 1 : 0,
  };
}
