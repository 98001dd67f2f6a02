// What the API answers and takes about barriers and trials: types only, part of the contract that the tab shares.
import type { Instant, IsoDate, IsoWeek } from "../domain/organisation.ts";
import type {
  BarrierCategory,
  BarrierDetail,
  BarrierStatus,
  CitizenReason,
  ContactWish,
  Resolution,
} from "../domain/vocabulary.ts";

/** Somebody by name. */
export interface PersonRef {
  id: string;
  name: string;
}

/** What can be done to a barrier through `PATCH`, beside `describe`. */
export type BarrierActionName =
  | "see"
  | "take"
  | "ask"
  | "answer"
  | "comment"
  | "assign"
  | "startTrial"
  | "wait"
  | "park"
  | "escalate"
  | "solve"
  | "seenBefore"
  | "decline"
  | "confirm"
  | "reopen";

/** One barrier of the list and the board. */
export interface BarrierItem {
  id: string;
  teamId: string;
  teamName: string;
  areaId: string;
  solutionId: string;
  solutionName: string;
  status: BarrierStatus;
  category: BarrierCategory | null;
  detail: BarrierDetail | null;
  consequence: string | null;
  contact: ContactWish;
  reportedBy: PersonRef;
  assignedTo: PersonRef | null;
  resolution: Resolution | null;
  parkedUntil: IsoDate | null;
  /** The barrier that it is the same as. */
  sameAs: string | null;
  escalatedAt: Instant | null;
  resolvedAt: Instant | null;
  createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  /** For `If-Match` when it is changed. */
  version: string;
  /** What the person may do to it now; `startTrial` is done with `POST /api/trials`. */
  may: BarrierActionName[];
}

/**
 * `GET /api/barriers?area&team&solution&category&status=a,b&mine=true&age=<days>&q=<words>&limit&page`: the last changed first.
 * A page may be somewhat longer than `limit`.
 */
export interface BarriersAnswer {
  items: BarrierItem[];
  next?: string;
}

/** `GET /api/barriers/choices`: what can be filtered by, and where the person can report. */
export interface BarrierChoices {
  areas: { id: string; name: string; parentAreaId: string | null }[];
  solutions: { id: string; name: string }[];
  /** The person's teams with the solutions used there, in the trade's own words. */
  report: { id: string; name: string; solutions: { id: string; name: string }[] }[];
}

export interface BarrierEventItem {
  at: Instant;
  /** Null for what the clock did. */
  by: PersonRef | null;
  did: "reported" | "described" | "status" | "comment" | "question" | "answer" | "assigned" | "linked";
  status: BarrierStatus | null;
  resolution: Resolution | null;
  text: string | null;
  /** Whom it was given to. */
  to: PersonRef | null;
  until: IsoDate | null;
  /** The barrier that it was linked to, or the trial that began. */
  ref: string | null;
}

export interface SimilarItem {
  id: string;
  teamName: string;
  status: BarrierStatus;
  detail: BarrierDetail | null;
  resolution: Resolution | null;
  whatWorked: string | null;
}

/** `GET /api/barriers/{id}`, and the answer to everything that changes one. */
export interface BarrierDetailAnswer extends BarrierItem {
  /** Oldest first. */
  events: BarrierEventItem[];
  /** The question that waits for the team's answer. */
  question: { text: string; by: PersonRef | null; at: Instant } | null;
  /** About the same solution and of the same category. */
  similar: { solved: SimilarItem[]; open: SimilarItem[] };
  trials: TrialItem[];
  /** Finished trials that fit, from the library. */
  ideas: { what: string; learned: string | null }[];
  /** Whom it can be given to; empty for those who may not. */
  assignable: PersonRef[];
}

/** `POST /api/barriers`. `id` is a uuid minted with the form, so that sending it twice stores it once. */
export interface BarrierReport {
  id: string;
  teamId: string;
  solutionId: string;
  told?: BarrierTold;
}

export interface BarrierTold {
  category: BarrierCategory;
  detail: BarrierDetail;
  consequence?: string;
  contact: ContactWish;
  /** After the problem `personalDataWarning`: the writer has confirmed that nobody can be recognised. */
  confirmed?: boolean;
}

type Words = { text?: string; confirmed?: boolean };

/**
 * `PATCH /api/barriers/{id}` with `If-Match: <version>`. Problems: `conflict` for an old version, `barrierTaken`, `barrierNotNow`,
 * `barrierClosed`, `noWords`, `pastDate`, `impossibleDate`, `sameBarrier`, `notANavigator`, `personalData`, `personalDataWarning`.
 */
export type BarrierChange =
  | { action: "see" | "take" | "confirm" }
  | ({ action: "ask" | "answer" | "comment" | "decline" | "escalate" | "reopen" } & Words)
  | { action: "assign"; to: string | null }
  | ({ action: "wait"; supplier?: boolean } & Words)
  | ({ action: "park"; until: IsoDate } & Words)
  | ({ action: "solve"; resolution: Resolution } & Words)
  | { action: "seenBefore"; sameAs: string }
  | ({ action: "describe" } & BarrierTold);

/** `GET /api/barriers/figures?weeks=12[&area]`: what happened week by week, oldest first, and where things stand. */
export interface BarrierFiguresAnswer {
  weeks: {
    week: IsoWeek;
    reported: number;
    taken: number;
    solved: number;
    confirmed: number;
    closedUnanswered: number;
    reopened: number;
    declined: number;
    medianHoursToReaction: number | null;
    medianHoursToConfirmed: number | null;
  }[];
  now: {
    open: number;
    untouched: number;
    oldestUntouchedSince: Instant | null;
  };
}

/** A trial. From teams that the person may not see (`isOwn` false) it comes without team, person or date. */
export interface TrialItem {
  id: string;
  isOwn: boolean;
  what: string;
  teams: { id: string; name: string }[];
  solutionId: string | null;
  barrierId: string | null;
  citizenReason: CitizenReason | null;
  /** Null, as `to`, in one from elsewhere. */
  from: IsoDate | null;
  to: IsoDate | null;
  weeks: number;
  hope: string | null;
  state: "running" | "finished" | "cancelled";
  learned: string | null;
  worked: "yes" | "partly" | "no" | null;
  sideGains: string | null;
  shareable: boolean;
  /** What the check-ins of the teams said, oldest first. */
  progress: { week: IsoWeek; teamId: string; going: "yes" | "partly" | "no" }[];
  startedBy: PersonRef | null;
  mayChange: boolean;
}

/** `GET /api/trials?state&solution&area&team&barrier&q&limit&page`: the last changed first; finished ones are the library. */
export interface TrialsAnswer {
  items: TrialItem[];
  next?: string;
}

/** `POST /api/trials`. With `barrierId` the teams and the solution are the barrier's when they are left out. */
export interface TrialStart {
  id: string;
  what: string;
  teamIds?: string[];
  solutionId?: string;
  barrierId?: string;
  citizenReason?: CitizenReason;
  from: IsoDate;
  to: IsoDate;
  hope?: string;
  confirmed?: boolean;
}

/** `PATCH /api/trials/{id}`. Problems: `trialOver`, `trialDates`, `noWords`, `personalData`, `personalDataWarning`. */
export type TrialChange =
  | { action: "change"; what: string; to: IsoDate; hope?: string; confirmed?: boolean }
  | {
      action: "finish";
      learned: string;
      worked: "yes" | "partly" | "no";
      sideGains?: string;
      confirmed?: boolean;
    }
  | { action: "cancel" }
  | { action: "share"; shareable: boolean };

/** `GET /api/trials/shared`: for others to read, without team, person or date. */
export interface SharedTrialsAnswer {
  trials: {
    what: string;
    solution: string | null;
    citizenReason: CitizenReason | null;
    weeks: number;
    hope: string | null;
    learned: string | null;
    worked: "yes" | "partly" | "no" | null;
    sideGains: string | null;
  }[];
}
