import { activeTeams, areaPath, type Directory, type IsoDate, teamIsIn } from "../organisation.ts";
import { holdersOf, rolesOf } from "../permissions.ts";

/** Every place that has a quarter's page: the whole municipality, and each area that holds a team. */
export function quarterPlaces(directory: Directory): string[] {
  const used = new Set(activeTeams(directory).flatMap(({ areaId }) => areaPath(directory, areaId)));
  return ["*", ...[...directory.areas.keys()].filter((id) => used.has(id))];
}

/**
 * The places whose page the person may see: what they manage and what lies below it, the widest first. None for whoever manages
 * nothing on the date.
 */
export function managedPlaces(directory: Directory, personId: string, date: IsoDate): string[] {
  const scopes = rolesOf(directory, personId, date).flatMap(({ role, scope }) => (role === "manager" ? [scope] : []));
  if (scopes.length === 0) return [];
  const isTheirs = (place: string) =>
    scopes.includes("*") || (place !== "*" && areaPath(directory, place).some((above) => scopes.includes(above)));
  const depth = (place: string) => (place === "*" ? 0 : areaPath(directory, place).length);
  return quarterPlaces(directory)
    .filter(isTheirs)
    .sort((a, b) => depth(a) - depth(b));
}

/** The active teams of a place. */
export function teamsOfPlace(directory: Directory, place: string) {
  return activeTeams(directory).filter(({ id }) => teamIsIn(directory, id, place));
}

/** Whether so few lead the teams that a figure of them points at somebody; a team that nobody leads stands for itself. */
export function isLedByFew(directory: Directory, teamIds: readonly string[], date: IsoDate): boolean {
  const leaders = new Set(teamIds.map((id) => holdersOf(directory, "leader", [id], date)[0] ?? id));
  return leaders.size < directory.settings.suppressionLimit;
}
