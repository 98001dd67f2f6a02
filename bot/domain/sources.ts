import type { Instant } from "./organisation.ts";
import type { SolutionPhase } from "./vocabulary.ts";

/** Where a municipality's directory may come from beside its files. */
export const sourceNames = ["rollekatalog", "kitos", "kitosExport", "graph", "entraFile"] as const;
export type SourceName = (typeof sourceNames)[number];

/** Why a source gave no whole answer. */
export const sourceTroubles = [
  "refused",
  "switchedOff",
  "throttled",
  "unavailable",
  "unreachable",
  "tooSlow",
  "tooLarge",
  "cutShort",
  "drifted",
  "endless",
  "elsewhere",
  "empty",
  "fileMissing",
  "notReadable",
  "columnMissing",
] as const;
export type SourceTroubleCode = (typeof sourceTroubles)[number];

/** A unit of the organisation as its register has it. */
export interface Unit {
  id: string;
  name: string;
  parentId: string | null;
  /** How many people have a position in this very unit. */
  staff: number;
  /** Who leads it, as `SourcePerson.id` or the user id that the register names; null for nobody. */
  manager: { id: string | null; userId: string | null } | null;
}

/** Somebody with a position, before it is known who that is in Entra. */
export interface SourcePerson {
  id: string;
  userId: string;
  name: string;
  mail: string | null;
  isDisabled: boolean;
}

/** What a register of the organisation says. */
export interface Organisation {
  units: Unit[];
  people: SourcePerson[];
  /** Who stands in where, by user id. */
  standIns: { userId: string; unitId: string }[];
}

/** An account in Entra. */
export interface Account {
  entraId: string;
  /** The user id in the municipality's own directory of users; null for an account that is in none. */
  userId: string | null;
  /** Null where only a file of ids says that there is one. */
  upn: string | null;
  name: string | null;
  language: "da" | "en" | null;
  isEnabled: boolean;
}

/** A solution as the register of solutions has it. */
export interface UsedSystem {
  /** The catalogue's id of the system, which is what `kitos_uuid` means. */
  id: string;
  name: string;
  callName: string | null;
  /** Null for one that is not in use, or of which nobody has said. */
  phase: SolutionPhase | null;
  expectedUsers: { from: number; to: number | null } | null;
  /** Who uses it: units by the organisation's own id, or by a name where there is none. */
  units: { id: string | null; name: string; kitosId: string | null }[];
}

/** What somebody has chosen, or joined by hand; no source ever changes it. */
export interface Mapping {
  /** Ids of units that are teams; null until somebody has chosen. */
  teams: string[] | null;
  /** Ids of systems that belong, each with whether it is used below the units that are named; null until somebody has chosen. */
  solutions: { id: string; isBelow: boolean }[] | null;
  /** Entra ids by user id. */
  people: Record<string, string>;
  /** The organisation's unit by the register of solutions' own id. */
  units: Record<string, string>;
  /** What a unit is called in this directory where it was there before, by unit. */
  unitIds: Record<string, string>;
  /** The same of a system. */
  solutionIds: Record<string, string>;
  /** What sources have brought, by id: only that may go when they no longer name it. */
  owned: Owned;
}

export interface Owned {
  areas: string[];
  teams: string[];
  people: string[];
  solutions: string[];
  /** Keys of roles. */
  roles: string[];
}

export const emptyMapping: Mapping = {
  teams: null,
  solutions: null,
  people: {},
  units: {},
  unitIds: {},
  solutionIds: {},
  owned: { areas: [], teams: [], people: [], solutions: [], roles: [] },
};

/** Why something that a source names is not in the directory, or not as a source has it. */
export const findingCodes = [
  "noAccount",
  "accountDisabled",
  "accountTwice",
  "noUserName",
  "userNameTaken",
  "managerUnknown",
  "managerDisabled",
  "noManager",
  "twoLeaders",
  "standInUnknown",
  "teamGone",
  "unitCycle",
  "unitUnknown",
  "unitAbove",
  "systemGone",
  "systemNotInUse",
  "systemTwice",
  "sameCallName",
  "namesDiffer",
  "managersDiffer",
  "unitNamesDiffer",
  "placeGone",
] as const;
export type FindingCode = (typeof findingCodes)[number];

export interface Finding {
  code: FindingCode;
  /** What it is about, by name, and by the id that joins it by hand where there is one. */
  name: string;
  id: string;
  /** What it is held against, by name; empty for nothing. */
  other: string;
}

/** Which team is in the place of which, as somebody has agreed; by the new id. */
export type AgreedMoves = Readonly<Record<string, readonly string[]>>;

/** What a team that appears seems to be in the place of. */
export interface MoveProposal {
  team: { id: string; name: string };
  replaces: { id: string; name: string }[];
  because: "people" | "name";
}

export type SyncOutcome = "stored" | "unchanged" | "choose" | "waiting" | "refused" | "failed";

/** What became of the last run. */
export interface SyncRun {
  at: Instant;
  outcome: SyncOutcome;
  /** The last that ended well. */
  goodAt: Instant | null;
  /** Nights in a row without one that ended well. */
  failedNights: number;
  trouble: { source: SourceName; code: SourceTroubleCode } | null;
  /** What keeps it from being stored: where, and a sentence in each language. */
  problems: { place: string; da: string; en: string }[];
  changes: { file: string; what: string; names: string[]; more: number }[];
  findings: Finding[];
  moreFindings: number;
  /** What waits for a yes: how much goes, and what seems to have moved. */
  losses: { file: string; retired: number; of: number }[];
  proposals: MoveProposal[];
}

/** What the sources have answered; null for what is not set up. */
export interface Pulled {
  organisation: Organisation | null;
  systems: UsedSystem[] | null;
  /** `isWhole`: whoever is not among them has no account. */
  accounts: { list: Account[]; isWhole: boolean } | null;
}

/** What is kept of the sources from one night to the next. */
export interface Sync {
  run: SyncRun;
  seen: Seen;
}

/** What there was to choose between at the last whole answer. */
export interface Seen {
  /** How many a source gave at the last run that was stored: far fewer is asked about. */
  counts: Partial<Record<"units" | "people" | "systems" | "accounts", number>>;
  units: { id: string; name: string; parentId: string | null; staff: number; isLed: boolean }[];
  systems: { id: string; name: string; callName: string | null; isInUse: boolean; units: number; users: number }[];
  /** The units that the register of solutions names, by the id or the name that they are joined by hand with; absent in older documents. */
  registerUnits?: { id: string; name: string }[];
}
