import { addDays } from "../calendar.ts";
import type { Change, Direction } from "../check-in/change.ts";
import { type FigurePeriod, periodAt } from "../citizen/periods.ts";
import type { Instant, IsoDate, IsoWeek } from "../organisation.ts";
import type { LevelsByWeek } from "../standings.ts";
import type { DecisionKind, DecisionState } from "../vocabulary.ts";
import type { Warning } from "../warnings.ts";
import { quarterOpenDays } from "./limits.ts";

// *Kvartalet*: one page for each quarter and place, made from what is stored and closed with the quarter. What is closed holds figures,
// ids and what solutions were called, and nothing that anybody wrote: words and names are read where they stand, as long as they do.

/** How far one solution has come, with what it is held against. Every figure counts teams. */
export interface QuarterSpread {
  solutionId: string;
  /** As it was called. */
  name: string;
  teams: number;
  /** Of the place's teams, those that wait or have agreed not to use it. */
  setAside: number;
  /** Teams where it is part of every day, of those with an estimate that holds and says something about use. */
  everyday: number;
  known: number;
  /** Teams that answered both now and a quarter before, in the same words. */
  since: Change;
  direction: Direction;
  target: { share: number; due: IsoDate; scope: string } | null;
  /** How many are expected to use it, in the whole municipality; `to` null for no upper end. */
  expected: { from: number; to: number | null } | null;
  levels: LevelsByWeek;
}

/** What was decided, without its words. */
export interface QuarterDecision {
  id: string;
  kind: DecisionKind;
  solutionId: string | null;
  /** A team id, an area id or `*`. */
  scope: string;
  share?: number;
  on: IsoDate;
  due: IsoDate | null;
  /** What had come of it by then. */
  state: DecisionState;
}

export interface QuarterFigures {
  /** The weeks of the quarter that the levels are of; the last is the one that everything is told of. */
  weeks: IsoWeek[];
  teams: number;
  /** So few lead the teams that the figures point at them. */
  isFew: boolean;
  answered: number;
  asked: number;
  solutions: QuarterSpread[];
  warnings: Warning[];
  /** Made in the quarter, the newest first. */
  decisions: QuarterDecision[];
  /** Still open, with a date, the nearest first: what is decided next. */
  next: QuarterDecision[];
  /** Trials that ended in the quarter and were shared, by id. */
  learnings: string[];
  trials: { running: number; finished: number };
  /** The period of the citizen figures that were the last published for the place; null where there were none. */
  published: string | null;
}

/** A closed quarter of a place, never changed afterwards. Key: the quarter and the place. */
export interface Quarter extends QuarterFigures {
  quarter: string;
  /** An area id, or `*` for the whole municipality. */
  scope: string;
  closedOn: IsoDate;
}

/** What managers want to say of the solutions in a quarter and place, each in their own words, which have passed the guard. */
export interface QuarterWords {
  quarter: string;
  scope: string;
  words: QuarterWord[];
}

export interface QuarterWord {
  solutionId: string;
  text: string;
  by: string;
  at: Instant;
}

/** The quarter with this id, `2026-Q4`; null for anything else. */
export function quarterOf(id: string): FigurePeriod | null {
  const [, year = "", part = ""] = /^(20\d\d)-Q([1-4])$/.exec(id) ?? [];
  if (year === "") return null;
  return periodAt("quarter", `${year}-${String(Number(part) * 3).padStart(2, "0")}-01`);
}

/** The quarter that the date lies in. */
export function quarterAt(date: IsoDate): FigurePeriod {
  return periodAt("quarter", date);
}

/** The quarter before. */
export function quarterBefore({ from }: FigurePeriod): FigurePeriod {
  return quarterAt(addDays(from, -1));
}

/** The last day on which it can be written in. */
export function lastOpenDay({ to }: Pick<FigurePeriod, "to">): IsoDate {
  return addDays(to, quarterOpenDays);
}

/** The newest quarter that is to be closed on the date. */
export function quarterToClose(today: IsoDate): FigurePeriod {
  const before = quarterBefore(quarterAt(today));
  return lastOpenDay(before) < today ? before : quarterBefore(before);
}

/** The quarter that is opened unless another is asked for: the one that has ended while it can be written in, else the one of today. */
export function quarterShown(today: IsoDate): FigurePeriod {
  const current = quarterAt(today);
  const before = quarterBefore(current);
  return lastOpenDay(before) >= today ? before : current;
}

/** The words with another of this writer about the solution, or without theirs where it is null. */
export function withWord(known: readonly QuarterWord[], word: Omit<QuarterWord, "text"> & { text: string | null }) {
  const others = known.filter(({ solutionId, by }) => solutionId !== word.solutionId || by !== word.by);
  return word.text === null ? others : [...others, { ...word, text: word.text }];
}
