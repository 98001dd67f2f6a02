import { activeTeams, areaPath, type Directory } from "./organisation.ts";

/** What some teams are, in names: the areas that they fill, the highest, and beside them the teams of areas that they do not. */
export interface NamedScope {
  areas: string[];
  teams: string[];
  /** How many teams it is, and how many the municipality has. */
  count: number;
  of: number;
  /** All the teams of the municipality. */
  isWhole: boolean;
}

/** Names some of the active teams truly: an area is named only where every active team in it is among them. */
export function nameScope(directory: Directory, teamIds: readonly string[]): NamedScope {
  const all = activeTeams(directory);
  const among = new Set(teamIds);
  const missing = new Set(all.filter(({ id }) => !among.has(id)).flatMap(({ areaId }) => areaPath(directory, areaId)));
  const areas = new Set<string>();
  const teams: string[] = [];
  for (const { id, areaId, name } of all) {
    if (!among.has(id)) continue;
    const highest = areaPath(directory, areaId).findLast((area) => !missing.has(area));
    if (highest === undefined) teams.push(name);
    else areas.add(highest);
  }
  return {
    areas: [...areas].map((id) => directory.areas.get(id)?.name ?? id).sort(byName),
    teams: teams.sort(byName),
    count: among.size,
    of: all.length,
    isWhole: missing.size === 0 && among.size === all.length,
  };
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, "da");
}
