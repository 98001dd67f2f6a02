import type { Changes, Direction } from "./check-in/change.ts";
import type { IsoDate } from "./organisation.ts";
import type { BarrierCategory, RolloutStatus, UsageLevel } from "./vocabulary.ts";
import type { WarningRule } from "./warnings.ts";

/** How one solution stands in one place. Every figure counts teams. */
export interface FigureLine {
  solution: string;
  place: string;
  everyday: number;
  known: number;
  teams: number;
  setAside: number;
  /** What is aimed for there, in per cent, and by when; null for nothing. */
  target: { share: number; due: IsoDate; scopeName: string } | null;
  changes: Changes;
  direction: Direction;
  /** What is in the way, the most common first; only where one solution is asked about. */
  inTheWay: { category: BarrierCategory | null; open: number }[];
}

export interface FiguresAnswer {
  of: "figures";
  solution: string | null;
  place: string;
  lines: FigureLine[];
  /** Of one team that is asked about: its newest estimate of each solution, null where there is none. */
  levels: { solution: string; level: UsageLevel | null; status: RolloutStatus }[];
  path: string;
}

/** What waits for a manager, counted by kind; `lifted` are the first of what is lifted to them, by team and solution. */
export interface WaitingAnswer {
  of: "waiting";
  place: string;
  counts: { kind: "escalated" | "silent" | "exceptions" | WarningRule; count: number }[];
  lifted: string[];
  /** Their own decisions whose date has come or comes within two weeks. */
  due: number;
  path: string;
}

/** What has moved by more than chance, and what was decided, in four weeks. */
export interface NewsAnswer {
  of: "news";
  place: string;
  since: IsoDate;
  moved: FigureLine[];
  decided: number;
  waiting: WaitingAnswer;
  path: string;
}

/** What is in the way across solutions in a year, place by place; `category` null is all that has no line of its own. */
export interface InTheWayAnswer {
  of: "causes";
  /** From how many teams on a cause has a line of its own. */
  limit: number;
  places: { place: string; causes: { category: BarrierCategory | null; reported: number; open: number }[] }[];
  path: string;
}

/** The dates on which the old way ends, the earliest first, with how many teams each holds for. */
export interface ClosingAnswer {
  of: "closing";
  place: string;
  today: IsoDate;
  dates: { solution: string; date: IsoDate; teams: number }[];
  path: string;
}

export type QuestionAnswer = FiguresAnswer | WaitingAnswer | NewsAnswer | InTheWayAnswer | ClosingAnswer;
