import type { Barrier } from "../domain/barrier/barrier.ts";
import { barrierWords } from "../domain/barrier/barrier-words.ts";
import type { TeamAdoption } from "../domain/check-in/adoption.ts";
import type { Ambition } from "../domain/check-in/ambition.ts";
import type { CheckIn } from "../domain/check-in/check-in.ts";
import type { RoundResult } from "../domain/check-in/round-results.ts";
import type { Criteria } from "../domain/citizen/criteria.ts";
import type { FieldStudy } from "../domain/citizen/field-study.ts";
import type { FigurePeriod, PeriodLevel } from "../domain/citizen/periods.ts";
import type { Published } from "../domain/citizen/publication.ts";
import type { CitizenCase } from "../domain/citizen-case.ts";
import type { Decision } from "../domain/decision/decision.ts";
import type { Learning } from "../domain/learning.ts";
import type { Area, Person, Role, Rollout, Settings, Solution, Team } from "../domain/organisation.ts";
import type { Message, MessageReason } from "../domain/outreach.ts";
import type { Quarter, QuarterWords } from "../domain/quarter/quarter.ts";
import type { Reflection } from "../domain/reflection.ts";
import type { Screening } from "../domain/screening.ts";
import type { SmallStep } from "../domain/small-step/small-step.ts";
import type { SolutionCard } from "../domain/solution-card.ts";
import type { Mapping, Sync } from "../domain/sources.ts";
import type { Trial } from "../domain/trial.ts";

/** A place the bot can write to: a person's own chat, or a channel of a team. Key: person id or channel id. */
export interface Conversation {
  /** Whose chat it is, or null for a channel. */
  personId: string | null;
  conversationId: string;
  serviceUrl: string;
  channelId: string;
  botId: string;
  /** The person's id in Teams (`29:…`), which a card's refresh names. */
  userId: string | null;
  state: "installed" | "blocked" | "gone";
  /** Why it cannot be reached, as a code that the delivery page explains. */
  reason?: MessageReason;
  /** Of a closed chat: who found it closed, or tries it now. */
  probe?: Probe;
  /** Of a leader's or a stand-in's chat: the day of the last news about what is in the way, and the key of the message that told it. */
  news?: { on: string; by: string };
  /** When a sign of life without an address last opened it. */
  heardAt?: string;
  /** For a channel: the area whose barriers it receives, or `*`. */
  scope?: string;
  /** For a channel: the team in Teams that it belongs to. */
  teamId?: string;
  /** For a channel that takes no more: what Teams has said of it. Absent when an attempt to write there found it out. */
  end?: ChannelEnd;
  updatedAt: string;
}

/** The one message that a closed chat lets through in a week, to find out whether it is open again. */
export interface Probe {
  /** Key of the message. */
  by: string;
  week: string;
  /** The chat was made anew for it: one that is gone at once again is not made a second time. */
  isAnew?: boolean;
}

/** Why a channel takes no more. */
export const channelEnds = ["channelDeleted", "teamArchived", "teamDeleted", "uninstalled"] as const;
export type ChannelEnd = (typeof channelEnds)[number];

/** Who did what to which document, when. Never free text. */
export interface Audit {
  at: string;
  /** A person id, or `system`. */
  by: string;
  did: string;
  kind: string;
  key: string;
}

/** Which process does something that only one should do at a time, such as sending a municipality's messages. */
export interface Lease {
  holder: string;
  until: string;
}

/** A warning of the overview that one person has put aside for a while. Key: person id and warning id. */
export interface Dismissal {
  warningId: string;
  /** Free text that has passed the personal-data guard. */
  reason: string;
  /** The date it comes back. */
  until: string;
  by: string;
  at: string;
}

/** How far what is done once and for all has come, so that no day begins from the beginning. */
export interface Upkeep {
  /** Barriers closed before this have lost their free text. */
  textsBefore: string;
  /** Citizen cases that nobody has touched since before this have lost their note, closed or not. */
  untouchedBefore?: { citizenCase: string };
  /** The periods that figures about citizens are published for next. */
  citizenPeriods?: Record<PeriodLevel, FigurePeriod>;
  /** The last quarter that has been closed. */
  quartersThrough?: string;
  /** The last week whose answers to rounds of questions have been counted. */
  roundsThrough?: string;
  /** Citizen cases of older versions have been brought to the words of today. */
  citizenWords?: number;
  /** The same of what barriers are about. */
  barrierTopics?: number;
}

/** Random bytes, known to the municipality's processes only, that what clients are given to hand back is sealed with. */
export interface Seal {
  /** 32 bytes in base64url. */
  secret: string;
}

/** What was done to many barriers at once, for as long as it can be undone: how they stood before, without their words. */
export interface Undo {
  by: string;
  before: UndoneBarrier[];
}

/** The barrier as it stood, and its timeline's length when it had been changed. */
export interface UndoneBarrier {
  key: string;
  events: number;
  was: Pick<
    Barrier,
    | "status"
    | "assignedTo"
    | "resolution"
    | "parkedUntil"
    | "comesBackOn"
    | "sameAs"
    | "escalatedAt"
    | "resolvedAt"
    | "askedIn"
    | "closedAt"
  >;
}

/** The named views of the board that one person has kept. Key: the person. */
export interface BoardViews {
  views: { name: string; filter: Readonly<Record<string, string>> }[];
}

/** What each kind of document holds. */
export interface Documents {
  settings: Settings;
  area: Area;
  team: Team;
  person: Person;
  solution: Solution;
  role: Role;
  rollout: Rollout;
  checkIn: CheckIn;
  adoption: TeamAdoption;
  barrier: Barrier;
  citizenCase: CitizenCase;
  published: Published;
  criteria: Criteria;
  fieldStudy: FieldStudy;
  solutionCard: SolutionCard;
  screening: Screening;
  round: RoundResult;
  trial: Trial;
  ambition: Ambition;
  reflection: Reflection;
  learning: Learning;
  decision: Decision;
  quarter: Quarter;
  quarterWords: QuarterWords;
  smallStep: SmallStep;
  conversation: Conversation;
  message: Message;
  audit: Audit;
  lease: Lease;
  dismissal: Dismissal;
  upkeep: Upkeep;
  seal: Seal;
  undo: Undo;
  boardViews: BoardViews;
  sync: Sync;
  mapping: Mapping;
}

export type Kind = keyof Documents;

/**
 * The fields that queries may use, by kind, the narrowest first: a query on several searches by the first of them.
 * Their values are strings (or null, which matches nothing). Instants and dates are ISO strings, so that ranges sort as
 * time does.
 */
export const indexedFields = {
  settings: [],
  area: [],
  team: [],
  person: [],
  solution: [],
  role: [],
  rollout: [],
  checkIn: ["week", "state"],
  adoption: [],
  barrier: ["sameAs", "escalatedAt", "teamId", "parkedUntil", "closedAt", "status", "solutionId", "updatedAt"],
  citizenCase: ["dueOn", "teamId", "closedAt", "updatedAt"],
  published: [],
  criteria: [],
  fieldStudy: [],
  solutionCard: [],
  screening: ["subject", "state"],
  round: [],
  trial: ["barrierId", "solutionId", "state", "updatedAt"],
  ambition: [],
  reflection: [],
  learning: [],
  decision: ["inForce", "due", "solutionId", "state", "updatedAt"],
  quarter: [],
  quarterWords: [],
  smallStep: ["week"],
  conversation: ["scope"],
  message: ["dueAt", "personId", "week", "state", "purpose"],
  lease: [],
  dismissal: [],
  upkeep: [],
  seal: [],
  sync: [],
  mapping: [],
  audit: [],
  undo: [],
  boardViews: [],
} as const satisfies { [K in Kind]: readonly (keyof Documents[K] & string)[] };

export type IndexedField<K extends Kind> = (typeof indexedFields)[K][number];

/**
 * Fields of which only some values are ever looked for, and these values. A query may ask for no others, nor sort or range
 * by such a field: SQLite's index leaves out what nobody looks for, so that answering or sending puts nothing into it.
 * A value that is added later is not found in SQLite files written before, as only missing indexes are filled: it needs a
 * migration.
 */
export const searchedValues: { readonly [K in Kind]?: { readonly [F in IndexedField<K>]?: readonly string[] } } = {
  checkIn: { state: ["open"] },
  message: { state: ["pending", "sending", "failed"] },
};
export const kinds = Object.keys(indexedFields) as Kind[];

/**
 * The kinds that are searched by words, with the words of a document. They are kept beside it and made anew with every write, so
 * that what a document says no more is not found either.
 */
export const wordsOf: { readonly [K in Kind]?: (value: Documents[K]) => string[] } = { barrier: barrierWords };

/** The words of a document that is written; null for a kind that is not searched by words. */
export function wordsIn(kind: Kind, value: unknown): string[] | null {
  const read = wordsOf[kind] as ((value: unknown) => string[]) | undefined;
  return read === undefined ? null : read(value);
}

/** The keys of documents that have no id of their own. */
export const keys = {
  settings: "municipality",
  upkeep: "municipality",
  seal: "municipality",
  sync: "municipality",
  mapping: "municipality",
  role: (role: Role) => `${role.personId}:${role.role}:${role.scope}`,
  rollout: (solutionId: string, teamId: string) => `${solutionId}:${teamId}`,
  checkIn: (week: string, teamId: string) => `${week}:${teamId}`,
  criteria: (solutionId: string, area: string) => `${solutionId}:${area}`,
  published: (period: string, area: string) => `${period}:${area}`,
  quarter: (quarter: string, place: string) => `${quarter}:${place}`,
  round: (kind: string, solutionId: string | null, to: string) => `${kind}:${solutionId ?? ""}:${to}`,
  dismissal: (personId: string, warningId: string) => `${personId}:${warningId}`,
} as const;
