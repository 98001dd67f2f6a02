import { areaPath, type Directory, type IsoDate, type Role, teamIsIn } from "./organisation.ts";
import type { RoleName } from "./vocabulary.ts";

// Who may do what: the table in DESIGN.md. Roles come from the directory, never from a card, a query or the client.

/** The person's roles that are in force on the date; none for a retired or unknown person. */
export function rolesOf(directory: Directory, personId: string, date: IsoDate): Role[] {
  const person = directory.people.get(personId);
  if (person === undefined || person.retired) return [];
  return (directory.rolesByPerson.get(personId) ?? []).filter((role) => isInForce(role, date));
}

/** Whether the role covers the date; both ends included. */
export function isInForce(role: Role, date: IsoDate): boolean {
  return (role.from === null || role.from <= date) && (role.to === null || date <= role.to);
}

const answering: RoleName[] = ["leader", "standIn"];

/** What a person asks to do with something that belongs to a team. */
export type TeamAction =
  | "answerCheckIn"
  | "report"
  | "seeBarriers"
  | "triage"
  | "confirmBarrier"
  | "seeCitizenCases"
  | "seeCitizenFigures"
  | "seeAdoption";

const rolesFor: Record<TeamAction, RoleName[]> = {
  answerCheckIn: answering,
  report: [...answering, "navigator"],
  seeBarriers: [...answering, "navigator"],
  triage: ["navigator"],
  confirmBarrier: answering,
  seeCitizenCases: [...answering, "navigator"],
  seeCitizenFigures: [...answering, "navigator", "manager"],
  seeAdoption: [...answering, "navigator", "manager"],
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
  if (answering.includes(role.role)) return role.scope === teamId && directory.teams.has(teamId);
  return role.role !== "admin" && teamIsIn(directory, teamId, role.scope);
}

/** The team's leaders, or its stand-ins, in force on the date. */
export function holders(directory: Directory, role: "leader" | "standIn", teamId: string, date: IsoDate): string[] {
  const found: string[] = [];
  for (const candidate of directory.rolesByScope.get(teamId) ?? []) {
    if (candidate.role !== role || !isInForce(candidate, date)) continue;
    const person = directory.people.get(candidate.personId);
    if (person !== undefined && !person.retired) found.push(candidate.personId);
  }
  return found;
}

/**
 * Who is asked for the team on the date: the stand-in between the dates given or while every leader is away,
 * else the leader; never both (issue: who gets it). Empty when the team has nobody.
 */
export function askedFor(directory: Directory, teamId: string, date: IsoDate): string[] {
  const leaders = holders(directory, "leader", teamId, date);
  const present = leaders.filter((personId) => !isAway(directory, personId, date));
  const standIns = holders(directory, "standIn", teamId, date).filter((personId) => !isAway(directory, personId, date));
  const dated = standIns.filter((personId) => hasDatedStandIn(directory, personId, teamId, date));
  if (dated.length > 0) return dated.slice(0, 1);
  if (present.length > 0) return present.slice(0, 1);
  if (standIns.length > 0) return standIns.slice(0, 1);
  return leaders.slice(0, 1);
}

function isAway(directory: Directory, personId: string, date: IsoDate): boolean {
  const until = directory.people.get(personId)?.awayUntil;
  return until !== undefined && date <= until;
}

/** A stand-in with dates stands in between them; one without dates stands in only while the leader is away. */
function hasDatedStandIn(directory: Directory, personId: string, teamId: string, date: IsoDate): boolean {
  return rolesOf(directory, personId, date).some(
    (role) => role.role === "standIn" && role.scope === teamId && (role.from !== null || role.to !== null),
  );
}

/** The navigators whose scope holds the team. */
export function navigatorsOf(directory: Directory, teamId: string, date: IsoDate): string[] {
  const team = directory.teams.get(teamId);
  if (team === undefined) return [];
  const scopes = [...areaPath(directory, team.areaId), "*"];
  const found = scopes.flatMap((scope) => directory.rolesByScope.get(scope) ?? []);
  return [
    ...new Set(found.filter((role) => role.role === "navigator" && isInForce(role, date)).map((r) => r.personId)),
  ];
}

/**
 * The managers nearest to the team: those of its own area, else of the area above it, and at last of the whole municipality.
 * Empty when there is none. Not everybody above: what is lifted belongs to one level.
 */
export function managersOf(directory: Directory, teamId: string, date: IsoDate): string[] {
  const team = directory.teams.get(teamId);
  if (team === undefined) return [];
  for (const scope of [...areaPath(directory, team.areaId), "*"]) {
    const found = (directory.rolesByScope.get(scope) ?? []).filter(
      (role) => role.role === "manager" && isInForce(role, date) && !directory.people.get(role.personId)?.retired,
    );
    if (found.length > 0) return [...new Set(found.map(({ personId }) => personId))];
  }
  return [];
}
