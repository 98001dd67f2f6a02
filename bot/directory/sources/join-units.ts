import type { Mapping, Organisation, Unit } from "../../domain/sources.ts";
import type { StoredDirectory } from "../stored-directory.ts";
import type { Findings } from "./findings.ts";

/** The units that are teams, and those above them, by their ids in the directory. */
export interface UnitTree {
  areas: { id: string; name: string; parentId: string | null }[];
  teams: { id: string; name: string; areaId: string; unit: Unit }[];
  /** Teams whose unit was chosen and is here no longer. */
  gone: string[];
  /** The teams of exactly this unit (one or none), and those below it. */
  teamsAt(unitId: string): string[];
  teamsBelow(unitId: string): string[];
  /** Units by name; several where a name is used more than once. */
  named: ReadonlyMap<string, string[]>;
  /** What the organisation calls a unit; undefined for one that it does not have. */
  nameOf(unitId: string): string | undefined;
}

/** What has been chosen, of the organisation as it is now. */
export function chosenUnits(
  organisation: Organisation,
  { mapping, stored, findings }: { mapping: Mapping; stored: StoredDirectory; findings: Findings },
): UnitTree {
  const units = new Map(organisation.units.map((unit) => [unit.id, unit]));
  const chosen = new Set(mapping.teams ?? []);
  // A unit that was an area and is chosen as a team now, or the other way about, is another: what was said of the one is not the other's.
  const teamIdOf = (unitId: string) => idBeside(stored.area, mapping.unitIds[unitId] ?? unitId, "-team");
  const areaIdOf = (unitId: string) => idBeside(stored.team, mapping.unitIds[unitId] ?? unitId, "-area");
  const areas = new Map<string, UnitTree["areas"][number]>();
  const teams: UnitTree["teams"] = [];
  const gone: string[] = [];
  for (const id of chosen) {
    const unit = units.get(id);
    if (unit === undefined) {
      const team = stored.team.get(teamIdOf(id))?.value;
      findings.add("teamGone", id, team?.name ?? id);
      if (team !== undefined && !team.retired) gone.push(team.id);
      continue;
    }
    const above = pathAbove(unit, units, findings).filter(({ id: one }) => !chosen.has(one));
    const [area] = above;
    if (area === undefined) {
      findings.add("unitUnknown", id, unit.name);
      continue;
    }
    teams.push({ id: teamIdOf(id), name: unit.name, areaId: areaIdOf(area.id), unit });
    for (const [index, { id: areaId, name }] of above.entries()) {
      const parent = above[index + 1];
      areas.set(areaId, { id: areaIdOf(areaId), name, parentId: parent === undefined ? null : areaIdOf(parent.id) });
    }
  }
  const below = new Map<string, string[]>();
  for (const { id, unit } of teams)
    for (const { id: unitId } of [unit, ...pathAbove(unit, units, findings)])
      below.set(unitId, [...(below.get(unitId) ?? []), id]);
  const at = new Map(teams.map(({ id, unit }) => [unit.id, id]));
  return {
    areas: [...areas.values()],
    teams,
    gone,
    teamsAt: (unitId) => (at.has(unitId) ? [at.get(unitId) ?? ""] : []),
    teamsBelow: (unitId) => below.get(unitId) ?? [],
    named: namesOf(organisation.units),
    nameOf: (unitId) => units.get(unitId)?.name,
  };
}

function idBeside(taken: ReadonlyMap<string, unknown>, id: string, otherwise: string): string {
  return taken.has(id) ? `${id}${otherwise}` : id;
}

/** The same of what is stored, where no source knows the organisation: its ids may be those of units. */
export function storedUnits(stored: StoredDirectory): UnitTree {
  const teams = [...stored.team.values()].filter(({ value }) => !value.retired).map(({ value }) => value);
  const areas = [...stored.area.values()].filter(({ value }) => !value.retired).map(({ value }) => value);
  const parents = new Map(areas.map(({ id, parentAreaId }) => [id, parentAreaId]));
  const below = new Map<string, string[]>();
  for (const { id, areaId } of teams) {
    const seen = new Set<string>();
    for (let next: string | null = areaId; next !== null && !seen.has(next); next = parents.get(next) ?? null) {
      seen.add(next);
      below.set(next, [...(below.get(next) ?? []), id]);
    }
  }
  const ids = new Set(teams.map(({ id }) => id));
  return {
    areas: [],
    teams: [],
    gone: [],
    teamsAt: (unitId) => (ids.has(unitId) ? [unitId] : []),
    teamsBelow: (unitId) => (ids.has(unitId) ? [unitId] : (below.get(unitId) ?? [])),
    named: namesOf([...teams, ...areas]),
    nameOf: () => undefined,
  };
}

function namesOf(units: readonly { id: string; name: string }[]): Map<string, string[]> {
  const named = new Map<string, string[]>();
  for (const { id, name } of units) named.set(name, [...(named.get(name) ?? []), id]);
  return named;
}

/** Those above the unit, the nearest first; a ring ends the walk. */
function pathAbove(unit: Unit, units: ReadonlyMap<string, Unit>, findings: Findings): Unit[] {
  const path: Unit[] = [];
  const seen = new Set([unit.id]);
  for (let next = units.get(unit.parentId ?? ""); next !== undefined; next = units.get(next.parentId ?? "")) {
    if (seen.has(next.id)) {
      findings.add("unitCycle", next.id, next.name);
      break;
    }
    seen.add(next.id);
    path.push(next);
  }
  return path;
}

/** Who leads the nearest unit above that somebody leads. */
export function ledFromAbove(unit: Unit, organisation: Organisation): string {
  const units = new Map(organisation.units.map((one) => [one.id, one]));
  const seen = new Set([unit.id]);
  let next = units.get(unit.parentId ?? "");
  while (next !== undefined && !seen.has(next.id)) {
    const { manager } = next;
    if (manager !== null) {
      const leader = organisation.people.find(
        ({ id, userId }) => id === manager.id || userId.toLowerCase() === manager.userId?.toLowerCase(),
      );
      return leader?.name ?? manager.userId ?? "";
    }
    seen.add(next.id);
    next = units.get(next.parentId ?? "");
  }
  return "";
}

/** A text of unit names with commas between them, and perhaps within: the longest known names win. */
export function splitNames(text: string, known: ReadonlyMap<string, unknown>): string[] {
  const parts = text.split(/,\s*/);
  const names: string[] = [];
  for (let at = 0; at < parts.length; ) {
    let taken = 1;
    for (let count = parts.length - at; count > 1; count -= 1)
      if (known.has(parts.slice(at, at + count).join(", "))) {
        taken = count;
        break;
      }
    names.push(parts.slice(at, at + taken).join(", "));
    at += taken;
  }
  return names.filter((name) => name !== "");
}
