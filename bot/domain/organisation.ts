import type { Language, PeriodKind, RoleName, RolloutStatus, SolutionKind, SolutionPhase } from "./vocabulary.ts";

/** A calendar date, `YYYY-MM-DD`, in the municipality's own time zone. */
export type IsoDate = string;
/** An instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export type Instant = string;
/** An ISO 8601 week, `YYYY-Www`. */
export type IsoWeek = string;

/** What an administrator decides for the whole municipality. */
export interface Settings {
  name: string;
  /** 1 = Monday … 5 = Friday. */
  checkInWeekday: number;
  /** Local hour 0–23. */
  checkInHour: number;
  /** The one reminder of the week; null switches it off. */
  reminder: { weekday: number; hour: number } | null;
  /** Local closing days beside the public holidays; see `localClosingDays` in calendar.ts. */
  closingDays: string[];
  /** ISO week numbers in which nothing is sent. */
  quietWeeks: number[];
  /** Months after closing before free text is removed from barriers. */
  freeTextRetentionMonths: number;
  citizenCaseRetentionMonths: number;
  checkInRetentionMonths: number;
  /** Citizen figures below this number are hidden from managers. */
  suppressionLimit: number;
  /** Working days after which the navigators are told of a barrier that nobody has touched; read with `untouchedDays`. */
  untouchedDays?: number;
  /** For which periods figures about citizens are published; see `presetPeriods`. A change holds from the next period. */
  citizenPeriodWhole?: PeriodKind;
  citizenPeriodAreas?: PeriodKind;
  /** Months after somebody has left before their name goes; `leaverNameMonths` of retention.ts unless set. */
  leaverNameMonths?: number;
  /** Whether leaders get a question for the team meeting once a month; none until an administrator has said so. */
  teamDialogue?: boolean;
  /** Whom to tell about what is not accessible; none until an administrator has said so. An empty `phone` is none. */
  accessibilityContact?: { name: string; email: string; phone: string } | null;
  /** Changes with every change of the directory, so that a process knows when its copy is out of date. */
  directoryVersion: string;
}

export interface Area {
  id: string;
  name: string;
  parentAreaId: string | null;
  retired?: boolean;
}

export interface Team {
  id: string;
  name: string;
  areaId: string;
  /** How many work there; null or absent where nobody has said. */
  staff?: number | null;
  /** The teams in whose place it has come; their history is in its own. */
  replaces?: string[];
  /** Of a team that is gone: the one in its place. Read with {@link teamNow}. */
  replacedBy?: string;
  retired?: boolean;
}

/** Days in a row, both ends included. */
export interface Period {
  from: IsoDate;
  to: IsoDate;
}

export interface Person {
  /** Entra object id. */
  id: string;
  upn: string;
  name: string;
  language: Language;
  /** When they are away; the stand-in answers meanwhile. Read with `absencesOf`. */
  absences?: Period[];
  /** As older versions stored it: away until this date, inclusive. */
  awayUntil?: IsoDate;
  /** Teams that the leader has asked to be asked about every second week. */
  everySecondWeek?: string[];
  /** A manager who wants no word once a month. */
  noMonthlyWord?: true;
  /** A manager who wants no word when a quarter has ended. */
  noQuarterWord?: true;
  retired?: boolean;
  /** When the clock first found them gone; their name goes some months later. */
  leftOn?: IsoDate;
}

export interface Solution {
  id: string;
  name: string;
  /** The trade's own word for it, by area id; `*` is the word used everywhere else. */
  localNames: Record<string, string>;
  kind: SolutionKind;
  phase: SolutionPhase;
  sharedRecords: boolean;
  /** The way of working it replaces, in the trade's own words. */
  replaces: string | null;
  /** How many are expected to use it; the least of them where `expectedUsersTo` is there. */
  expectedUsers: number | null;
  /** The most of them, or null for no upper end; absent where one number is expected. */
  expectedUsersTo?: number | null;
  kitosUuid: string | null;
  retired?: boolean;
}

export interface Role {
  personId: string;
  role: RoleName;
  /** A team id (leader, standIn), an area id, or `*`. */
  scope: string;
  from: IsoDate | null;
  to: IsoDate | null;
}

export interface Rollout {
  solutionId: string;
  teamId: string;
  status: RolloutStatus;
  start: IsoDate | null;
  reason: string | null;
  reviewOn: IsoDate | null;
}

/** A rollout as it holds: what the files say, with what has been decided over it. */
export interface HeldRollout extends Rollout {
  /** The decision that stands in the place of what the files say. */
  decision?: string;
  /** The date on which the old way ends, by the nearest decision. */
  oldWayEnds?: IsoDate;
}

export const defaultSettings: Settings = {
  name: "",
  checkInWeekday: 1,
  checkInHour: 9,
  reminder: { weekday: 4, hour: 9 },
  closingDays: [],
  quietWeeks: [],
  freeTextRetentionMonths: 6,
  citizenCaseRetentionMonths: 12,
  checkInRetentionMonths: 24,
  suppressionLimit: 5,
  directoryVersion: "",
};

/** What share of the estimates is to be in the two top levels, and by when; of an area, or `*`. */
export interface SolutionTarget {
  solutionId: string;
  scope: string;
  /** In per cent, below 100. */
  share: number;
  due: IsoDate;
}

/** Everything a decision needs to know about one municipality's organisation, indexed for look-up. */
export interface Directory {
  settings: Settings;
  areas: ReadonlyMap<string, Area>;
  teams: ReadonlyMap<string, Team>;
  people: ReadonlyMap<string, Person>;
  solutions: ReadonlyMap<string, Solution>;
  rolesByPerson: ReadonlyMap<string, Role[]>;
  rolesByScope: ReadonlyMap<string, Role[]>;
  /** As they hold: with what has been decided over them (decision/overlay.ts). */
  rolloutsByTeam: ReadonlyMap<string, readonly HeldRollout[]>;
  /** What is aimed for, as it has been decided; absent while nothing is. */
  targets?: readonly SolutionTarget[];
}

/** The look-ups over what the store holds of one municipality; retired ones are among them. */
export function buildDirectory(parts: {
  settings: Settings;
  areas: Area[];
  teams: Team[];
  people: Person[];
  solutions: Solution[];
  roles: Role[];
  rollouts: Rollout[];
}): Directory {
  return {
    settings: parts.settings,
    areas: byId(parts.areas),
    teams: byId(parts.teams),
    people: byId(parts.people),
    solutions: byId(parts.solutions),
    rolesByPerson: Map.groupBy(parts.roles, (role) => role.personId),
    rolesByScope: Map.groupBy(parts.roles, (role) => role.scope),
    rolloutsByTeam: Map.groupBy(parts.rollouts, (rollout) => rollout.teamId),
  };
}

function byId<T extends { id: string }>(items: T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** The area ids from this area up to the root, nearest first. A cycle (refused at import) ends the walk. */
export function areaPath(directory: Directory, areaId: string): string[] {
  const path: string[] = [];
  let next: string | null = areaId;
  while (next !== null && !path.includes(next)) {
    path.push(next);
    next = directory.areas.get(next)?.parentAreaId ?? null;
  }
  return path;
}

/** The team that has come in the place of this one, however often; itself where none has. */
export function teamNow(directory: Pick<Directory, "teams">, teamId: string): string {
  const seen = new Set<string>();
  let id = teamId;
  for (let next = directory.teams.get(id); next?.retired && next.replacedBy !== undefined && !seen.has(id); ) {
    seen.add(id);
    id = next.replacedBy;
    next = directory.teams.get(id);
  }
  return id;
}

/** Whether the team lies in the area, at any depth; `*` is the whole municipality. */
export function teamIsIn(directory: Directory, teamId: string, scope: string): boolean {
  const team = directory.teams.get(teamId);
  if (team === undefined) return false;
  return scope === "*" || scope === teamId || areaPath(directory, team.areaId).includes(scope);
}

/** Whether the team lies in the area that is asked for; in none that the directory does not know, and anywhere when none is named. */
export function isInArea(directory: Directory, teamId: string, areaId: string | undefined): boolean {
  return areaId === undefined || (directory.areas.has(areaId) && teamIsIn(directory, teamId, areaId));
}

/** What a barrier is about that is about no one solution. */
export const anySolution = "*";
const severalSolutions = "flere løsninger";

/** What the team's own trade calls the solution: the nearest area's word, else the common one. */
export function solutionName(directory: Directory, solutionId: string, teamId: string): string {
  const solution = directory.solutions.get(solutionId);
  if (solution === undefined) return solutionId === anySolution ? severalSolutions : solutionId;
  const team = directory.teams.get(teamId);
  for (const areaId of team === undefined ? [] : areaPath(directory, team.areaId)) {
    const local = solution.localNames[areaId];
    if (local !== undefined) return local;
  }
  return solution.localNames["*"] ?? solution.name;
}

/** The teams that the directory knows and has not retired. */
export function activeTeams(directory: Directory): Team[] {
  return [...directory.teams.values()].filter((team) => !team.retired);
}

/** Whether the team is known to be larger than the municipality's limit: a question about a few points at nobody there. */
export function isKnownLarge({ teams, settings }: Pick<Directory, "teams" | "settings">, teamId: string): boolean {
  return (teams.get(teamId)?.staff ?? 0) > settings.suppressionLimit;
}

/** The people whom the directory knows and has not retired. */
export function activePeople(directory: Directory): Person[] {
  return [...directory.people.values()].filter((person) => !person.retired);
}
