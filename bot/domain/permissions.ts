import { absenceOn } from "./check-in/absence.ts";
import { areaPath, type Directory, type IsoDate, type Role, teamIsIn } from "./organisation.ts";
import type { RoleName } from "./vocabulary.ts";

// Who may do what: the table in docs/domain.md. Roles come from the directory, never from a card, a query or the client.

/** The person's roles that are in force on the date; none for a retired or unknown person. */
export function rolesOf(directory: Directory, personId: string, date: IsoDate): Role[] {
  return inForce(directory, directory.rolesByPerson.get(personId), date);
}

/** The people who hold the role for one of the scopes on the date: in the order of the scopes, each once. */
export function holdersOf(directory: Directory, name: RoleName, scopes: readonly string[], date: IsoDate): string[] {
  const found = scopes.flatMap((scope) => inForce(directory, directory.rolesByScope.get(scope), date));
  return [...new Set(found.filter(({ role }) => role === name).map(({ personId }) => personId))];
}

/**
 * Those of the roles that are in force on the date. Whoever stands in for the managers of an area is one of them while they do: a
 * stand-in's role for an area comes back as a manager's, or not at all.
 */
function inForce(directory: Directory, roles: readonly Role[] = [], date: IsoDate): Role[] {
  const dated = coveringDate(directory, roles, date);
  if (!dated.some((role) => isForManager(directory, role))) return dated;
  return dated.flatMap((role): Role[] => {
    if (!isForManager(directory, role)) return [role];
    return managesMeanwhile(directory, role, date) ? [{ ...role, role: "manager" }] : [];
  });
}

/** Those of the roles that cover the date, both ends included, of people who are still there. Nowhere else are a role's dates looked at. */
function coveringDate(directory: Directory, roles: readonly Role[], date: IsoDate): Role[] {
  return roles.filter(({ personId, from, to }) => {
    const person = directory.people.get(personId);
    const isThere = person !== undefined && !person.retired;
    return isThere && (from === null || from <= date) && (to === null || date <= to);
  });
}

/** A stand-in whose scope is an area, or everything, stands in for its managers. */
function isForManager(directory: Directory, { role, scope }: Role): boolean {
  return role === "standIn" && !directory.teams.has(scope);
}

/** With dates between them; without dates while the managers of the scope are all away. */
function managesMeanwhile(directory: Directory, { scope, from, to }: Role, date: IsoDate): boolean {
  if (from !== null || to !== null) return true;
  const there = coveringDate(directory, directory.rolesByScope.get(scope) ?? [], date);
  const managers = there.filter(({ role }) => role === "manager");
  return managers.length > 0 && managers.every(({ personId }) => isAway(directory, personId, date));
}

const checkInRoles: RoleName[] = ["leader", "standIn"];

/** What a person asks to do with something that belongs to a team. */
export type TeamAction =
  | "answerCheckIn"
  | "report"
  | "seeBarriers"
  | "triage"
  | "confirmBarrier"
  | "seeCitizenCases"
  | "seeAdoption";

const rolesFor: Record<TeamAction, RoleName[]> = {
  answerCheckIn: checkInRoles,
  report: [...checkInRoles, "navigator"],
  seeBarriers: [...checkInRoles, "navigator"],
  triage: ["navigator"],
  confirmBarrier: checkInRoles,
  seeCitizenCases: [...checkInRoles, "navigator"],
  seeAdoption: [...checkInRoles, "navigator", "manager"],
};

/** The question that every use case asks before it shows or changes anything. */
export function may(
  directory: Directory,
  personId: string,
  action: TeamAction,
  teamId: string,
  date: IsoDate,
): boolean {
  return rolesOf(directory, personId, date).some(
    (role) => rolesFor[action].includes(role.role) && covers(directory, role, teamId),
  );
}

/** The ids of the teams for which the person may do this, in no particular order; retired teams included for looking only. */
export function teamsWhere(directory: Directory, personId: string, action: TeamAction, date: IsoDate): string[] {
  const relevant = rolesOf(directory, personId, date).filter((role) => rolesFor[action].includes(role.role));
  if (relevant.length === 0) return [];
  return [...directory.teams.keys()].filter((teamId) => relevant.some((role) => covers(directory, role, teamId)));
}

/** Whether the person is an administrator of the municipality. */
export function isAdmin(directory: Directory, personId: string, date: IsoDate): boolean {
  return rolesOf(directory, personId, date).some((role) => role.role === "admin");
}

/** Whether a manager may see the barrier with its text: only one that was lifted to the managers, in their scope. */
export function maySeeEscalated(directory: Directory, personId: string, teamId: string, date: IsoDate): boolean {
  return rolesOf(directory, personId, date).some((role) => role.role === "manager" && covers(directory, role, teamId));
}

/** Leaders and stand-ins answer for named teams only; the others for everything below their scope. */
function covers(directory: Directory, role: Role, teamId: string): boolean {
  if (checkInRoles.includes(role.role)) return role.scope === teamId && directory.teams.has(teamId);
  return role.role !== "admin" && role.role !== "adviser" && teamIsIn(directory, teamId, role.scope);
}

/** Whether the person has said that they are away on the date. */
export function isAway(directory: Directory, personId: string, date: IsoDate): boolean {
  const person = directory.people.get(personId);
  return person !== undefined && absenceOn(person, date) !== null;
}

/** Those who are not away on the date; all of them when everybody is, so that there is always somebody to tell. */
function presentOf(directory: Directory, personIds: string[], date: IsoDate): string[] {
  const present = personIds.filter((personId) => !isAway(directory, personId, date));
  return present.length > 0 ? present : personIds;
}

/**
 * Who is asked for the team on the date: the stand-in between the dates given, the leader who is here, or else the stand-in
 * without dates; never two. Empty when all of them are away, and when the team has nobody: then nothing is asked.
 */
export function askedFor(directory: Directory, teamId: string, date: IsoDate): string[] {
  const leaders = holdersOf(directory, "leader", [teamId], date);
  const isHere = (personId: string) => !isAway(directory, personId, date);
  const standIns = holdersOf(directory, "standIn", [teamId], date).filter(isHere);
  const dated = standIns.filter((personId) => hasDatedStandIn(directory, personId, teamId, date));
  return [...dated, ...leaders.filter(isHere), ...standIns].slice(0, 1);
}

/** Whether the team is asked nothing on the date because whoever could answer is away. */
export function isAskedNothing(directory: Directory, teamId: string, date: IsoDate): boolean {
  const hasLeader = holdersOf(directory, "leader", [teamId], date).length > 0;
  return hasLeader && askedFor(directory, teamId, date).length === 0;
}

/** Those of the teams that are {@link isAskedNothing} on the date, in their order. Nobody who is away costs nothing. */
export function teamsAskedNothing(directory: Directory, teamIds: readonly string[], date: IsoDate): string[] {
  const isAnyAway = [...directory.people.values()].some((person) => absenceOn(person, date) !== null);
  return isAnyAway ? teamIds.filter((teamId) => isAskedNothing(directory, teamId, date)) : [];
}

/**
 * Whether the team is the person's on the date: they lead it, or they stand in by now, so that it is they who are asked.
 * Dates in the directory and an absence that was told in the chat obey this one rule.
 */
export function answersNow(directory: Directory, personId: string, teamId: string, date: IsoDate): boolean {
  return (
    holdersOf(directory, "leader", [teamId], date).includes(personId) || standsIn(directory, personId, teamId, date)
  );
}

/** Whether the person is asked in somebody else's place. */
function standsIn(directory: Directory, personId: string, teamId: string, date: IsoDate): boolean {
  const isLeader = holdersOf(directory, "leader", [teamId], date).includes(personId);
  return !isLeader && askedFor(directory, teamId, date).includes(personId);
}

/** In whose place somebody is asked for a team, and until when. */
export interface StandingIn {
  /** Of the leader who is away; null when the directory says that one stands in, or the team has no leader. */
  leaderId: string | null;
  /** The last day, as far as is known. */
  until: IsoDate | null;
}

/** Why somebody who is no leader of the team is asked for it on the date; null when they lead it, or are not asked. */
export function standingIn(directory: Directory, personId: string, teamId: string, date: IsoDate): StandingIn | null {
  if (!standsIn(directory, personId, teamId, date)) return null;
  const [role] = rolesOf(directory, personId, date).filter(({ role, scope }) => role === "standIn" && scope === teamId);
  const leaders = holdersOf(directory, "leader", [teamId], date);
  const ends = leaders.map((leaderId) => ({
    leaderId,
    until: absenceOn(directory.people.get(leaderId) ?? {}, date)?.to ?? null,
  }));
  const first = ends.toSorted((a, b) => ((a.until ?? "") < (b.until ?? "") ? -1 : 1))[0];
  if (role !== undefined && (role.from !== null || role.to !== null)) return { leaderId: null, until: role.to };
  return first ?? { leaderId: null, until: null };
}

/** A stand-in with dates stands in between them; one without dates stands in only while the leader is away. */
function hasDatedStandIn(directory: Directory, personId: string, teamId: string, date: IsoDate): boolean {
  return rolesOf(directory, personId, date).some(
    (role) => role.role === "standIn" && role.scope === teamId && (role.from !== null || role.to !== null),
  );
}

/**
 * Who speaks for the team about what `reportedBy` has reported: they themselves while they answer for the team and nobody
 * stands in for them, else whoever is asked for the team. Null when the team has nobody.
 */
export function speakerOf(directory: Directory, teamId: string, reportedBy: string, date: IsoDate): string | null {
  const asked = askedFor(directory, teamId, date)[0] ?? null;
  if (asked === null || isAway(directory, reportedBy, date)) return asked;
  const standIns = holdersOf(directory, "standIn", [teamId], date);
  if (standIns.includes(reportedBy)) return reportedBy;
  const isLeader = holdersOf(directory, "leader", [teamId], date).includes(reportedBy);
  return isLeader && !standIns.includes(asked) ? reportedBy : asked;
}

/** The scopes that hold the team, the nearest first; none for a team that is not there. */
function scopesOf(directory: Directory, teamId: string): string[] {
  const team = directory.teams.get(teamId);
  return team === undefined ? [] : [...areaPath(directory, team.areaId), "*"];
}

/** The navigators whose scope holds the team, those of the nearest area first. */
export function navigatorsOf(directory: Directory, teamId: string, date: IsoDate): string[] {
  return holdersOf(directory, "navigator", scopesOf(directory, teamId), date);
}

/** The navigators of the nearest area that has any, who are there; all of them when everybody is away. */
export function navigatorsNearest(directory: Directory, teamId: string, date: IsoDate): string[] {
  const levels = scopesOf(directory, teamId).map((scope) => holdersOf(directory, "navigator", [scope], date));
  return presentOf(directory, levels.find((level) => level.length > 0) ?? [], date);
}

/** The navigators who are told what is in the way of the team: those who are there, or all when everybody is away. */
export function navigatorsToTell(directory: Directory, teamId: string, date: IsoDate): string[] {
  return presentOf(directory, navigatorsOf(directory, teamId, date), date);
}

/**
 * The advisers in law who may be asked about the teams: those whose scope holds any of them, or every one of the municipality where there
 * are none such. They see nothing but what they are asked.
 */
export function advisersAround(directory: Directory, teamIds: readonly string[], date: IsoDate): string[] {
  const around = teamIds.flatMap((teamId) => holdersOf(directory, "adviser", scopesOf(directory, teamId), date));
  if (around.length > 0) return [...new Set(around)];
  return holdersOf(directory, "adviser", ["*", ...directory.areas.keys()], date);
}

/** The advisers who are asked: of each team's nearest area that has any, and who are there; all of them when everybody is away. */
export function advisersNearest(directory: Directory, teamIds: readonly string[], date: IsoDate): string[] {
  const nearest = teamIds.flatMap((teamId) => {
    const levels = scopesOf(directory, teamId).map((scope) => holdersOf(directory, "adviser", [scope], date));
    const present = levels.map((level) => level.filter((personId) => !isAway(directory, personId, date)));
    return present.find((level) => level.length > 0) ?? levels.find((level) => level.length > 0) ?? [];
  });
  if (nearest.length > 0) return [...new Set(nearest)];
  return presentOf(directory, advisersAround(directory, teamIds, date), date);
}

/** Every manager whose scope holds the team, those of the nearest area first. */
export function managersAbove(directory: Directory, teamId: string, date: IsoDate): string[] {
  return holdersOf(directory, "manager", scopesOf(directory, teamId), date);
}

/** A scope that holds a team, an area id or `*`, with its managers and whoever stands in for them. */
export interface ManagerLevel {
  scope: string;
  managers: string[];
}

/** The levels that have a manager, the nearest to the team first; from `from` on where one is named. */
export function managerLevels(
  directory: Directory,
  teamId: string,
  date: IsoDate,
  from: string | null = null,
): ManagerLevel[] {
  const scopes = scopesOf(directory, teamId);
  const first = from === null ? 0 : Math.max(scopes.indexOf(from), 0);
  return scopes
    .slice(first)
    .map((scope) => ({ scope, managers: holdersOf(directory, "manager", [scope], date) }))
    .filter(({ managers }) => managers.length > 0);
}

/**
 * The managers who are told of what is lifted from the team: those of its own area (or of `from`), else of the area above it, and
 * at last of the whole municipality; a level where everybody is away is passed over while there is another. Empty when there is no
 * manager. Not everybody above: what is lifted belongs to one level.
 */
export function managersOf(directory: Directory, teamId: string, date: IsoDate, from: string | null = null): string[] {
  const levels = managerLevels(directory, teamId, date, from).map(({ managers }) => managers);
  const present = levels.map((managers) => managers.filter((personId) => !isAway(directory, personId, date)));
  return present.find((managers) => managers.length > 0) ?? levels[0] ?? [];
}
