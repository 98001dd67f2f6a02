import { addWeeks, weeksBetween } from "../calendar.ts";
import type { IsoDate, IsoWeek } from "../organisation.ts";
import type { ExtraAnswer, ExtraQuestion, RolloutStatus, UsageLevel } from "../vocabulary.ts";
import { firstWords } from "./question-words.ts";
import type { RoundAnswer } from "./round-questions.ts";

/** What is known about one solution in one team. */
export interface SolutionHistory {
  status: RolloutStatus;
  start: IsoDate | null;
  /** One character a week, index 0 = `firstWeek` of the team; see {@link levelAt}. Missing at the end = not asked. */
  levels: string;
  /** The newest answer to each extra question. */
  latest: Partial<Record<ExtraQuestion, { week: IsoWeek; answer: ExtraAnswer }>>;
}

/**
 * The team's whole visible history in one document, written in the same commit as each answer,
 * so that the overview reads one small document per team. Name and area are copied at import.
 */
export interface TeamAdoption {
  teamId: string;
  name: string;
  areaId: string;
  retired?: boolean;
  firstWeek: IsoWeek;
  /** One character a week for the check-in itself; see {@link weekStateAt}. */
  weeks: string;
  solutions: Record<string, SolutionHistory>;
  /** From which week on the team was asked in which words, in order; before them, and in older versions, in the first. */
  words?: { version: number; from: IsoWeek }[];
  /** What the team was asked in rounds (rounds.ts), by question, with its answer or null where it was left out. */
  rounds?: Record<string, { week: IsoWeek; answer: RoundAnswer | null }>;
}

export const weekStates = ["notAsked", "open", "answered", "skipped", "missed"] as const;
/** What became of a team's check-in in a week. */
export type WeekState = (typeof weekStates)[number];

const notAsked = "-";
const levelCodes: Record<UsageLevel, string> = {
  routine: "4",
  mostly: "3",
  sometimes: "2",
  rarely: "1",
  notStarted: "0",
  notRelevant: "x",
  unsure: "u",
};
const levelByCode = byCharacter(levelCodes);

const weekCodes: Record<WeekState, string> = { notAsked, open: "o", answered: "a", skipped: "s", missed: "m" };
const weekStateByCode = byCharacter(weekCodes);

/** What a character stands for, found by its number: an overview asks so a hundred times for every team. */
function byCharacter<T extends string>(codes: Record<T, string>): readonly (T | undefined)[] {
  const found = new Array<T | undefined>(128).fill(undefined);
  for (const meaning of Object.keys(codes) as T[]) found[codes[meaning].charCodeAt(0)] = meaning;
  return found;
}

/** Weeks of history that are kept in the document: three years. */
export const historyWeeks = 156;

/** The history of a team that begins with this week: nothing asked, no solutions yet. */
export function emptyAdoption(team: { id: string; name: string; areaId: string }, week: IsoWeek): TeamAdoption {
  return { teamId: team.id, name: team.name, areaId: team.areaId, firstWeek: week, weeks: "", solutions: {} };
}

/** The team's level in that week, or null when it was not asked or did not answer. */
export function levelAt(adoption: TeamAdoption, solutionId: string, week: IsoWeek): UsageLevel | null {
  return levelIn(adoption.solutions[solutionId]?.levels ?? "", weeksBetween(adoption.firstWeek, week));
}

/** What became of the team's check-in in that week; `notAsked` outside its history. */
export function weekStateAt(adoption: TeamAdoption, week: IsoWeek): WeekState {
  return stateIn(adoption.weeks, weeksBetween(adoption.firstWeek, week));
}

/** The level that stands at the index, counted from the history's first week, among a solution's; null for none. */
export function levelIn(levels: string, index: number): UsageLevel | null {
  return (isWithin(levels, index) && levelByCode[levels.charCodeAt(index)]) || null;
}

/** The same of the check-in itself, among the history's weeks. */
export function stateIn(weeks: string, index: number): WeekState {
  return (isWithin(weeks, index) && weekStateByCode[weeks.charCodeAt(index)]) || "notAsked";
}

function isWithin(codes: string, index: number): boolean {
  return index >= 0 && index < codes.length;
}

/** Where the newest level at or before the index stands; -1 when there is none. */
export function newestIndex(levels: string, before: number): number {
  for (let index = Math.min(before, levels.length - 1); index >= 0; index--) {
    if (levelIn(levels, index) !== null) return index;
  }
  return -1;
}

/** The newest level at or before the week, with the week it is from; null when there is none. */
export function latestLevel(
  adoption: TeamAdoption,
  solutionId: string,
  week: IsoWeek,
): { level: UsageLevel; week: IsoWeek } | null {
  const levels = adoption.solutions[solutionId]?.levels ?? "";
  const index = newestIndex(levels, weeksBetween(adoption.firstWeek, week));
  const level = levelIn(levels, index);
  return level === null ? null : { level, week: addWeeks(adoption.firstWeek, index) };
}

/** In how many weeks in a row, up to and including this one, the team has answered for the solution. */
export function weeksInARow(adoption: TeamAdoption, solutionId: string, week: IsoWeek): number {
  const levels = adoption.solutions[solutionId]?.levels ?? "";
  const last = weeksBetween(adoption.firstWeek, week);
  let count = 0;
  while (levelIn(levels, last - count) !== null) count += 1;
  return count;
}

/** In how many weeks of its history the team has answered for the solution. */
export function weeksAnswered(adoption: TeamAdoption, solutionId: string): number {
  let count = 0;
  for (const code of adoption.solutions[solutionId]?.levels ?? "") if (code !== notAsked) count += 1;
  return count;
}

/** What one week changes in the history. */
export interface WeekRecord {
  week: IsoWeek;
  state: WeekState;
  /** By solution id. Solutions left out keep no level for the week. */
  levels: Record<string, UsageLevel>;
  extras: { solutionId: string; question: ExtraQuestion; answer: ExtraAnswer }[];
  /** The words that the team was asked in; see question-words.ts. */
  words?: number;
}

/**
 * The history with this week written into it; a second record of the same week replaces the first.
 * Weeks before the history begins are ignored; history older than {@link historyWeeks} falls off.
 */
export function recordWeek(adoption: TeamAdoption, record: WeekRecord): TeamAdoption {
  const index = weeksBetween(adoption.firstWeek, record.week);
  if (index < 0) return adoption;
  const solutions: Record<string, SolutionHistory> = {};
  for (const [solutionId, history] of Object.entries(adoption.solutions)) {
    const level = record.levels[solutionId];
    const levels = put(history.levels, index, level === undefined ? notAsked : levelCodes[level]);
    const extras = record.extras.filter((extra) => extra.solutionId === solutionId);
    const latest = extras.length === 0 ? history.latest : latestWith(history.latest, extras, record.week);
    solutions[solutionId] = { ...history, levels, latest };
  }
  const weeks = put(adoption.weeks, index, weekCodes[record.state]);
  return forget({ ...withWords(adoption, record), weeks, solutions });
}

/** With the week noted from which the question has new words; what is recorded of a week before it changes nothing. */
function withWords(adoption: TeamAdoption, { week, words: version = firstWords }: WeekRecord): TeamAdoption {
  const known = adoption.words ?? [];
  if (version <= (known.at(-1)?.version ?? firstWords)) return adoption;
  return { ...adoption, words: [...known, { version, from: week }] };
}

/** The newest answers with this week's among them; an answer of a later week stays. */
function latestWith(
  latest: SolutionHistory["latest"],
  extras: WeekRecord["extras"],
  week: IsoWeek,
): SolutionHistory["latest"] {
  const newer = extras.filter(({ question }) => (latest[question]?.week ?? week) <= week);
  const answers = newer.map(({ question, answer }) => [question, { week, answer }] as const);
  return Object.fromEntries([...Object.entries(latest), ...answers]);
}

function put(codes: string, index: number, code: string): string {
  if (code === notAsked && index >= codes.length) return codes;
  return codes.slice(0, index).padEnd(index, notAsked) + code + codes.slice(index + 1);
}

function forget(adoption: TeamAdoption): TeamAdoption {
  const surplus = adoption.weeks.length - historyWeeks;
  if (surplus <= 0) return adoption;
  const solutions = Object.entries(adoption.solutions).map(
    ([id, history]) => [id, { ...history, levels: history.levels.slice(surplus) }] as const,
  );
  return {
    ...adoption,
    firstWeek: addWeeks(adoption.firstWeek, surplus),
    weeks: adoption.weeks.slice(surplus),
    solutions: Object.fromEntries(solutions),
  };
}
