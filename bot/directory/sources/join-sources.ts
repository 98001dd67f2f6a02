import { setImmediate } from "node:timers/promises";
import type { Area, Person, Role, Solution, Team } from "../../domain/organisation.ts";
import type { AgreedMoves, Finding, Mapping, Owned, Pulled } from "../../domain/sources.ts";
import { keys } from "../../store/documents.ts";
import type { Stored } from "../../store/store.ts";
import type { FileName } from "../files.ts";
import { movedRoles, movesAmong, type TeamMoves } from "../plan-moves.ts";
import type { Tables } from "../read-tables.ts";
import type { StoredDirectory } from "../stored-directory.ts";
import { Findings } from "./findings.ts";
import { joinPeople, type PeopleJoin } from "./join-people.ts";
import { joinRollouts, joinSolutions } from "./join-solutions.ts";
import { chosenUnits, ledFromAbove, storedUnits, type UnitTree } from "./join-units.ts";
import { tableOf } from "./write-tables.ts";

/** What the sources come to together. */
export interface Joined {
  /** For the import, as files are. Nothing is given of what nobody has chosen from yet. */
  tables: Tables;
  owned: Owned;
  findings: Finding[];
}

interface Joining {
  moves: AgreedMoves | undefined;
  /** Whether a team goes with its unit; else it stays as it is until somebody has chosen without it. */
  isLettingGo: boolean;
}

/**
 * The sources as the tables of a directory. What a source does not own is in them as it is stored, so that the import leaves
 * it alone. Deterministic: the same answers, choices and directory give the same tables. Pauses for others.
 */
export async function joinSources(
  pulled: Pulled,
  mapping: Mapping,
  stored: StoredDirectory,
  { moves = {}, isLettingGo }: Joining,
): Promise<Joined> {
  const findings = new Findings();
  const owned: Owned = structuredClone(mapping.owned);
  const tables: Tables = { readable: [], given: new Set<FileName>() };
  const give = async (table: Tables["readable"][number]) => {
    await setImmediate();
    tables.readable.push(table);
    tables.given.add(table.name);
  };
  const people = await joinPeople(pulled, mapping, stored, findings);
  const { organisation, systems } = pulled;
  const isChosen = organisation !== null && mapping.teams !== null;
  const units = isChosen ? chosenUnits(organisation, { mapping, stored, findings }) : storedUnits(stored);
  let teamIds = new Set(active(stored.team).map(({ id }) => id));
  let areas = active(stored.area);
  let teamMoves: TeamMoves = new Map();
  if (isChosen) {
    if (isLettingGo) units.gone = [];
    await setImmediate();
    const places = joinPlaces(units, mapping, stored);
    const isStill = (id: string) => places.teams.some((team) => team.id === id);
    teamMoves = movesAmong(Object.entries(moves), isStill);
    await setImmediate();
    const held = joinRoles({ pulled, units, mapping, stored, people, findings, places, moves: teamMoves });
    Object.assign(owned, { ...places.owned, ...held.owned });
    teamIds = new Set(places.teams.map(({ id }) => id));
    areas = places.areas;
    await give(tableOf("areas", places.areas));
    await give(tableOf("teams", places.teams, moves));
    await give(tableOf("people", held.people));
    await give(tableOf("roles", held.roles));
  }
  if (systems !== null && mapping.solutions !== null) {
    const areaIds = new Set(areas.map(({ id }) => id));
    const joined = joinSolutions(systems, mapping, stored, findings);
    for (const solution of joined.solutions) solution.localNames = namesIn(solution.localNames, areaIds);
    const known = new Set(joined.solutions.map(({ id }) => id));
    const rollouts = await joinRollouts(joined.chosen, units, { mapping, stored, findings, moves: teamMoves });
    owned.solutions = joined.owned;
    await give(tableOf("solutions", joined.solutions));
    await give(
      tableOf(
        "rollouts",
        rollouts.filter(({ teamId, solutionId }) => teamIds.has(teamId) && known.has(solutionId)),
      ),
    );
  }
  return { tables, owned, findings: findings.list };
}

/** Words of an area that is here no longer would be nobody's, and the import takes none. */
function namesIn(names: Solution["localNames"], areaIds: ReadonlySet<string>): Solution["localNames"] {
  return Object.fromEntries(Object.entries(names).filter(([areaId]) => areaId === "*" || areaIds.has(areaId)));
}

interface Places {
  areas: Area[];
  teams: Team[];
  owned: Pick<Owned, "areas" | "teams">;
}

function joinPlaces(units: UnitTree, mapping: Mapping, stored: StoredDirectory): Places {
  const isGone = new Set(units.gone);
  const left = active(stored.team).filter(({ id }) => isGone.has(id));
  const teams = [...units.teams.map(({ id, name, areaId }): Team => ({ id, name, areaId })), ...left];
  const areas = units.areas.map(({ id, name, parentId }): Area => ({ id, name, parentAreaId: parentId }));
  for (const { areaId } of left)
    for (let id: string | null = areaId; id !== null && !areas.some((area) => area.id === id); ) {
      const above: Area | undefined = stored.area.get(id)?.value;
      if (above !== undefined) areas.push(above);
      id = above?.parentAreaId ?? null;
    }
  const owned = { areas: areas.map(({ id }) => id), teams: teams.map(({ id }) => id) };
  return {
    areas: [...areas, ...others(active(stored.area), owned.areas, mapping.owned.areas)],
    teams: [...teams, ...others(active(stored.team), owned.teams, mapping.owned.teams)],
    owned,
  };
}

function others<T extends { id: string }>(all: T[], now: readonly string[], before: readonly string[]): T[] {
  const gone = new Set([...now, ...before]);
  return all.filter(({ id }) => !gone.has(id));
}

interface RolesOf {
  pulled: Pulled;
  units: UnitTree;
  mapping: Mapping;
  stored: StoredDirectory;
  people: PeopleJoin;
  findings: Findings;
  places: Places;
  moves: TeamMoves;
}

/** Leaders and stand-ins are the organisation's; every other role, and those for other teams, is the municipality's own. */
function joinRoles(given: RolesOf): { people: Person[]; roles: Role[]; owned: Pick<Owned, "people" | "roles"> } {
  const { mapping, stored, people, places, findings } = given;
  const found = new Map<string, Person>();
  const roles = new Map<string, Role>();
  const take = (person: Person | null, role: "leader" | "standIn", scope: string) => {
    if (person === null) return;
    found.set(person.id, person);
    const value: Role = { personId: person.id, role, scope, from: null, to: null };
    roles.set(keys.role(value), value);
  };
  leadersAndStandIns(given, take);
  const isOwned = new Set(mapping.owned.people);
  const left = leftRoles(given);
  for (const { key, value } of left) roles.set(key, value);
  const owned = {
    people: [...new Set([...found.keys(), ...left.map(({ value }) => value.personId).filter((id) => isOwned.has(id))])],
    roles: [...roles.keys()],
  };
  const scopes = new Set(["*", ...places.areas.map(({ id }) => id), ...places.teams.map(({ id }) => id)]);
  for (const value of ownRoles(given, new Map(roles))) {
    const key = keys.role(value);
    const name = stored.person.get(value.personId)?.value.name ?? value.personId;
    if (!scopes.has(value.scope)) {
      const place = stored.area.get(value.scope)?.value.name;
      if (place !== undefined) findings.add("placeGone", value.personId, name, place);
      continue;
    }
    if (people.isGone(value.personId)) {
      findings.add("accountDisabled", value.personId, name);
      continue;
    }
    const isSecond = value.role === "leader" && !roles.has(key) && isLed(roles, value.scope);
    const team = places.teams.find(({ id }) => id === value.scope)?.name ?? value.scope;
    if (isSecond) findings.add("twoLeaders", value.personId, name, team);
    // What says from when, or until when, was not the organisation's.
    roles.set(key, value);
  }
  const holders = new Set([...roles.values()].map(({ personId }) => personId));
  const gone = new Set(mapping.owned.people);
  const existing = active(stored.person).filter(
    ({ id }) => !found.has(id) && !people.isGone(id) && (holders.has(id) || !gone.has(id)),
  );
  return { people: [...found.values(), ...existing], roles: [...roles.values()], owned };
}

/**
 * Stored roles that no source has brought, or that one brings again, of people who are here. One for a team that goes is for the team
 * in its place.
 */
function ownRoles({ mapping, stored, moves }: RolesOf, sourced: ReadonlyMap<string, Role>): Role[] {
  const wasOwned = new Set(mapping.owned.roles);
  const own = [...stored.role].filter(([key, { value }]) => {
    const isHere = stored.person.get(value.personId)?.value.retired === undefined;
    return isHere && (!wasOwned.has(key) || sourced.has(key));
  });
  return movedRoles(
    own.map(([, { value }]) => value),
    moves,
  );
}

/** What the organisation said last of teams that are left without their unit. */
function leftRoles({ units, mapping, stored }: RolesOf): Stored<"role">[] {
  const isGone = new Set(units.gone);
  const isHere = (personId: string) => stored.person.get(personId)?.value.retired === undefined;
  return mapping.owned.roles.flatMap((key) => {
    const role = stored.role.get(key);
    return role !== undefined && isGone.has(role.value.scope) && isHere(role.value.personId) ? [role] : [];
  });
}

function isLed(roles: ReadonlyMap<string, Role>, scope: string): boolean {
  return [...roles.values()].some((role) => role.role === "leader" && role.scope === scope);
}

function leadersAndStandIns(
  { pulled, units, people, findings }: RolesOf,
  take: (person: Person | null, role: "leader" | "standIn", scope: string) => void,
): void {
  const { organisation } = pulled;
  if (organisation === null) return;
  for (const { id, name, unit } of units.teams) {
    if (unit.manager === null) findings.add("noManager", unit.id, name, ledFromAbove(unit, organisation));
    else take(people.find(unit.manager, name, "manager"), "leader", id);
  }
  const teamOf = new Map(units.teams.map((team) => [team.unit.id, team]));
  for (const { userId, unitId } of organisation.standIns) {
    const team = teamOf.get(unitId);
    if (team !== undefined) take(people.find({ id: null, userId }, team.name, "standIn"), "standIn", team.id);
  }
}

function active<T extends { retired?: boolean }>(stored: ReadonlyMap<string, { value: T }>): T[] {
  return [...stored.values()].map(({ value }) => value).filter(({ retired }) => !retired);
}
