// What the API answers and takes: types only, shared with the tab. Names are those of the data table in the design.
import type { AmbitionQuestion } from "../domain/ambition.ts";
import type { DeliveryProblem, DeliveryState, Unreachable, WeekSchedule } from "../domain/deliveries.ts";
import type { Instant, IsoDate, IsoWeek, Settings } from "../domain/organisation.ts";
import type {
  BarrierCategory,
  BarrierDetail,
  BarrierStatus,
  CitizenAlternative,
  CitizenOutcome,
  CitizenReason,
  ExtraAnswer,
  ExtraQuestion,
  Language,
  Resolution,
  RoleName,
  RolloutStatus,
  SolutionKind,
  SolutionPhase,
  UsageLevel,
} from "../domain/vocabulary.ts";

// The tab imports this one file.
export type * from "./barrier-contract.ts";

/** The pages of the tab, by what they are about. */
export type PageId = "week" | "barriers" | "citizens" | "trials" | "overview" | "ambition" | "operations";

/** `GET /api/me`: who is asking, and what there is to see. */
export interface Me {
  person: { id: string; name: string };
  language: Language;
  roles: { role: RoleName; scope: string }[];
  /** The one that the person needs most is first. */
  pages: PageId[];
  municipality: {
    name: string;
    /** How long what is recorded is kept, in months. */
    retentionMonths: { freeText: number; citizenCases: number; checkIns: number };
    suppressionLimit: number;
  };
  today: IsoDate;
  week: IsoWeek;
}

/** `GET /api/first-view[?page=…]`: who is asking, and what the page that they open first would ask for, in one answer. */
export interface FirstView {
  me: Me;
  /** By the address that answers the same by itself; empty for a page that is not theirs. */
  views: { path: string; answer: unknown }[];
}

/** `GET /api/personas`, in local mode only: whom a browser may act as. */
export interface Personas {
  personas: { upn: string; name: string; roles: { role: RoleName; scope: string }[] }[];
}

/** What became of a team's check-in in one week. */
export type WeekState = "answered" | "skipped" | "missed" | "open" | "notAsked";

/** One solution in one team. */
export interface TeamSolution {
  status: RolloutStatus;
  start: IsoDate | null;
  /** One per week of the answer; null where there is no answer. */
  levels: (UsageLevel | null)[];
  /** The newest answer, which may be older than the first of `weeks`. */
  latest: { level: UsageLevel; week: IsoWeek; ageWeeks: number; stale: boolean } | null;
  /** The newest answer to each extra question. */
  extra: Partial<Record<ExtraQuestion, { week: IsoWeek; answer: ExtraAnswer }>>;
}

export interface TeamAdoptionRow {
  teamId: string;
  name: string;
  areaId: string;
  /** One per week of the answer. */
  states: WeekState[];
  /** By solution id; a solution that is not rolled out to the team is absent. */
  solutions: Record<string, TeamSolution>;
}

/** How far one solution has come in a group of teams. Every figure counts teams, never people. */
export interface SolutionSpread {
  /** Teams where it is a pilot or in use. */
  teams: number;
  waiting: number;
  exception: number;
  /** Teams by their newest answer of the last four weeks. */
  levels: Partial<Record<UsageLevel, number>>;
  /** Teams whose newest answer is older than four weeks. */
  stale: number;
  /** Teams that have never answered. */
  unanswered: number;
  /** Mean estimate 0–1 per week, null where nothing is known. */
  scores: (number | null)[];
}

/** A group of teams: an area with everything under it, or everything the person sees. */
export interface AdoptionSummary {
  teams: number;
  /** Teams that were asked, and of them those that answered, per week. */
  asked: number[];
  answered: number[];
  /** By solution id. */
  solutions: Record<string, SolutionSpread>;
}

/** `GET /api/adoption?weeks=12[&area=…]` */
export interface AdoptionAnswer {
  /** Oldest first; the last is the week we are in. */
  weeks: IsoWeek[];
  /** The leaders' estimates fade after this many weeks. */
  staleAfterWeeks: number;
  solutions: {
    id: string;
    name: string;
    kind: SolutionKind;
    phase: SolutionPhase;
    sharedRecords: boolean;
    replaces: string | null;
    expectedUsers: number | null;
  }[];
  /** Every area that holds one of the teams, with the areas above it. */
  areas: { id: string; name: string; parentAreaId: string | null; summary: AdoptionSummary }[];
  teams: TeamAdoptionRow[];
  summary: AdoptionSummary;
}

/** `GET /api/solutions/{id}[?team=…]`: what is in the way of a solution and what is tried with it, counted. */
export interface SolutionBarriers {
  barriers: { category: BarrierCategory | null; open: number; closed: number }[];
  trials: { running: number; finished: number };
}

/** An early warning with the figures that raised it; shares and scores are 0–1. */
export interface Warning {
  id: string;
  rule: "whiteElephant" | "falling" | "onePerson" | "oldWayAlive" | "layersApart";
  solutionId: string;
  figures: Record<string, number>;
  /** The teams that it is about; empty when it is about all of them. */
  teamIds: string[];
}

/** `GET /api/attention`: what needs somebody who looks after more than their own teams. */
export interface Attention {
  warnings: Warning[];
  dismissed: { warning: Warning; reason: string; until: IsoDate }[];
  escalated: {
    id: string;
    teamId: string;
    teamName: string;
    solutionName: string;
    category: BarrierCategory | null;
    detail: BarrierDetail | null;
    consequence: string | null;
    createdAt: Instant;
  }[];
  /** Teams that have not answered for some weeks running. */
  silent: { teamId: string; teamName: string; weeks: number }[];
  /** Agreed exceptions whose review date has come. */
  exceptions: { teamId: string; teamName: string; solutionName: string; reason: string | null; reviewOn: IsoDate }[];
}

/** `PUT /api/attention/{warning}` puts a warning aside; answers with what is left. */
export interface Dismissal {
  reason: string;
  until: IsoDate;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed?: boolean;
}

/** One team's check-in of one week, as the person who may answer it sees it. */
export interface CheckInItem {
  week: IsoWeek;
  teamId: string;
  state: "open" | "answered" | "skipped" | "missed";
  /** The week is over: it can be read, not changed. */
  closed: boolean;
  /** In the trade's own words. Prefilled with `previous`; at most one carries an extra question. */
  asked: { solutionId: string; name: string; extra: ExtraQuestion | null; previous: UsageLevel | null }[];
  /** By solution id; empty until answered. */
  answers: Record<string, { level: UsageLevel; extra: ExtraAnswer | null; troubled: boolean }>;
  answeredAt: Instant | null;
  /** The name of whoever answered, when it was somebody else. */
  answeredByOther: string | null;
}

/** What became of something that somebody in the team reported. */
export interface ReportedBarrier {
  id: string;
  solutionName: string;
  category: BarrierCategory | null;
  detail: BarrierDetail | null;
  status: BarrierStatus;
  resolution: Resolution | null;
  updatedAt: Instant;
}

/** `GET /api/check-ins`: this week's check-ins of the teams that the person answers for. */
export interface CheckInsAnswer {
  week: IsoWeek;
  teams: { teamId: string; name: string; checkIn: CheckInItem | null; barriers: ReportedBarrier[] }[];
}

/** `PUT /api/check-ins/{week}/{team}` */
export type CheckInReply =
  | {
      kind: "answer";
      answers: { solutionId: string; level: UsageLevel; extra?: ExtraAnswer; troubled: boolean }[];
      /** `answeredAt` of the check-in that the form was filled from. */
      seen: Instant | null;
    }
  | { kind: "asLast" }
  | { kind: "skip" };

/** What came of a reply; `changedMeanwhile`: somebody else answered first, and nothing was stored. */
export interface CheckInOutcome {
  outcome: "stored" | "unchanged" | "changedMeanwhile";
  /** In its true state, whatever became of the reply. */
  checkIn: CheckInItem;
}

export interface CitizenCaseItem {
  id: string;
  teamId: string;
  teamName: string;
  solutionName: string | null;
  reasons: CitizenReason[];
  instead: CitizenAlternative[];
  outcome: CitizenOutcome;
  note: string | null;
  followUpOn: IsoDate | null;
  createdAt: Instant;
  updatedAt: Instant;
}

/** `GET /api/citizen-cases[?page=…]`, for those who may see the cases themselves. */
export interface CitizenCasesAnswer {
  cases: CitizenCaseItem[];
  /** Where a case can be logged. */
  teams: { id: string; name: string; solutions: { id: string; name: string }[] }[];
  next?: string;
}

/** `POST /api/citizen-cases`. `id` is minted with the form, so that sending twice stores once. */
export interface NewCitizenCase {
  id: string;
  teamId: string;
  solutionId?: string;
  reasons: CitizenReason[];
  instead: CitizenAlternative[];
  outcome: CitizenOutcome;
  followUpOn?: IsoDate;
  note?: string;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed?: boolean;
}

/** `GET /api/inclusion`: figures of the last four quarters; null is a figure under the limit, or one that would give it away. */
export interface InclusionAnswer {
  /** 0 when nothing is hidden. */
  limit: number;
  teams: number;
  total: number | null;
  reasons: { id: CitizenReason; count: number }[];
  instead: { id: CitizenAlternative; count: number }[];
  /** Oldest first, `2026-Q4`; outcomes in the order digital, hybrid, analog, open. */
  quarters: { id: string; outcomes: (number | null)[]; total: number | null }[];
  solutions: { id: string; name: string; outcomes: (number | null)[] }[];
}

export interface AmbitionItem {
  answers: Partial<Record<AmbitionQuestion, string>>;
  shared: boolean;
  draft: boolean;
  /** The level aimed for, by solution id. */
  targets: Record<string, UsageLevel>;
}

/** `GET /api/ambition`: one's own, null for somebody without a team, and what leaders have shared with their manager. */
export interface AmbitionAnswer {
  mine: AmbitionItem | null;
  solutions: { id: string; name: string }[];
  shared: ({ name: string } & AmbitionItem)[];
}

/** `PUT /api/ambition` */
export type NewAmbition = AmbitionItem & { confirmed?: boolean };

/** Every error of the API, as `application/problem+json`. */
export interface Problem {
  type: "about:blank";
  status: number;
  title: string;
  /** An id that the tab can decide by. */
  code: string;
  /** What the person is told. */
  userMessage: string;
  /** What to quote to whoever runs the service. */
  reference?: string;
}

interface Named {
  id: string;
  name: string;
}

/** `GET /api/admin/deliveries`: how this week's messages are doing, for administrators. */
export type DeliveriesAnswer = Omit<DeliveryState, "problems" | "unreachable" | "gaps"> & {
  problems: (Omit<DeliveryProblem, "teamId" | "personId"> & { team: Named; person: Named | null })[];
  unreachable: { person: Named; reason: Unreachable["reason"]; teams: Named[] }[];
  gaps: { team: Named; reason: DeliveryState["gaps"][number]["reason"] }[];
};

/** `POST /api/admin/deliveries/resend` with `{messages: string[] | null}`; null is all that failed. */
export interface ResendAnswer {
  resent: number;
}

/** `GET|PUT /api/admin/settings`; `PUT` takes `settings` as it is given here. */
export interface SettingsAnswer {
  settings: Omit<Settings, "directoryVersion">;
  closingDayIds: string[];
  /** This week and the next ones under these settings. */
  schedule: WeekSchedule[];
}
