import { addWeeks } from "./calendar.ts";
import { stretchOf, type TeamAdoption, type WeekState } from "./check-in/adoption.ts";
import type { IsoDate, IsoWeek } from "./organisation.ts";
import {
  type ExtraAnswer,
  type ExtraQuestion,
  isSetAside,
  type RolloutStatus,
  rolloutStatusFacts,
  type SetAsideStatus,
  score,
  setAsideStatuses,
  type UsageLevel,
  usageLevels,
} from "./vocabulary.ts";

// What a manager sees of many teams at once. Every figure is the leaders' estimate and counts teams, never people.

/** An estimate older than this many weeks has faded: it is shown, but no longer counted. */
export const staleAfterWeeks = 4;

/** One solution in one team, as the overview shows it. */
interface TeamSolutionView {
  status: RolloutStatus;
  start: IsoDate | null;
  /** One per week of the window; null without an answer. */
  levels: (UsageLevel | null)[];
  latest: { level: UsageLevel; week: IsoWeek; ageWeeks: number; stale: boolean } | null;
  extra: Partial<Record<ExtraQuestion, { week: IsoWeek; answer: ExtraAnswer }>>;
}

export interface TeamView {
  teamId: string;
  name: string;
  areaId: string;
  states: WeekState[];
  solutions: Record<string, TeamSolutionView>;
}

/** How far one solution has come in a group of teams. */
interface Spread extends Record<SetAsideStatus, number> {
  /** Teams where it is a pilot or in use. */
  teams: number;
  /** Teams by their newest estimate, where that has not faded. */
  levels: Partial<Record<UsageLevel, number>>;
  stale: number;
  unanswered: number;
  /** Mean score 0–1 of the estimates in force per week; null where there is none. */
  scores: (number | null)[];
}

export interface Summary {
  teams: number;
  asked: number[];
  answered: number[];
  solutions: Record<string, Spread>;
}

/** The `count` weeks that end with this one, oldest first. */
export function weeksUntil(week: IsoWeek, count: number): IsoWeek[] {
  return Array.from({ length: count }, (_, index) => addWeeks(week, index - count + 1));
}

/** One team's row over the weeks in a row (oldest first, the last is the week we are in). */
export function viewTeam(adoption: TeamAdoption, weeks: readonly IsoWeek[]): TeamView {
  const stretch = stretchOf(adoption, weeks);
  const solutions: Record<string, TeamSolutionView> = {};
  for (const [solutionId, history] of Object.entries(adoption.solutions)) {
    const { status, start, latest: extra } = history;
    if (rolloutStatusFacts[status].counts === "over") continue;
    const newest = stretch.newest(history);
    solutions[solutionId] = {
      status,
      start,
      levels: stretch.levels(history),
      latest: newest === null ? null : { ...newest, stale: newest.ageWeeks > staleAfterWeeks },
      extra,
    };
  }
  const { teamId, name, areaId } = adoption;
  return { teamId, name, areaId, states: stretch.states, solutions };
}

/**
 * The team's row without its first weeks. Estimates hold for a while, so figures are counted over a few weeks more
 * than are shown.
 */
export function withoutFirstWeeks(team: TeamView, count: number): TeamView {
  const { teamId, name, areaId, states } = team;
  const solutions: TeamView["solutions"] = {};
  for (const [id, { status, start, levels, latest, extra }] of Object.entries(team.solutions)) {
    solutions[id] = { status, start, levels: levels.slice(count), latest, extra };
  }
  return { teamId, name, areaId, states: states.slice(count), solutions };
}

/** The figures of some teams as sums: groups are put together from them without counting any team again. */
export interface Tally {
  teams: number;
  asked: number[];
  answered: number[];
  solutions: Map<string, SpreadTally>;
}

interface SpreadTally extends Omit<Spread, "scores"> {
  /** Of the scores in force, per week, and how many they are. */
  sums: number[];
  counts: number[];
}

/** The sums of a group of teams for the weeks after the first `leadIn`. All teams must be views over the same weeks. */
export function tallyOf(teams: readonly TeamView[], weekCount: number, leadIn: number): Tally {
  const tally = emptyTally(weekCount - leadIn);
  tally.teams = teams.length;
  for (const team of teams) {
    for (let index = leadIn; index < weekCount; index++) {
      const state = team.states[index];
      if (state !== undefined && state !== "notAsked") add(tally.asked, index - leadIn, 1);
      if (state === "answered") add(tally.answered, index - leadIn, 1);
    }
    for (const [solutionId, view] of Object.entries(team.solutions)) {
      count(spreadIn(tally, solutionId), view, weekCount, leadIn);
    }
  }
  return tally;
}

/** The figures of several groups together. Scores are quarters, so that their sums are exact in whatever order they are added. */
export function summaryOf(tallies: readonly Tally[], weekCount: number): Summary {
  const whole = emptyTally(weekCount);
  for (const tally of tallies) {
    whole.teams += tally.teams;
    addAll(whole.asked, tally.asked);
    addAll(whole.answered, tally.answered);
    for (const [solutionId, spread] of tally.solutions) addSpread(spreadIn(whole, solutionId), spread);
  }
  const ids = [...whole.solutions.keys()].sort();
  const { teams, asked, answered } = whole;
  return { teams, asked, answered, solutions: Object.fromEntries(ids.map((id) => [id, shown(spreadIn(whole, id))])) };
}

/** The figures of a group of teams for the weeks after the first `leadIn`. All teams must be views over the same weeks. */
export function summarise(teams: readonly TeamView[], weekCount: number, leadIn: number): Summary {
  return summaryOf([tallyOf(teams, weekCount, leadIn)], weekCount - leadIn);
}

function emptyTally(weeks: number): Tally {
  return { teams: 0, asked: zeros(weeks), answered: zeros(weeks), solutions: new Map() };
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}

/** The solution's part of the tally; an empty one joins it when there is none yet. */
function spreadIn(tally: Tally, solutionId: string): SpreadTally {
  const known = tally.solutions.get(solutionId);
  if (known !== undefined) return known;
  const weeks = tally.asked.length;
  const counts = { teams: 0, waiting: 0, exception: 0, stale: 0, unanswered: 0 };
  const spread: SpreadTally = { ...counts, levels: {}, sums: zeros(weeks), counts: zeros(weeks) };
  tally.solutions.set(solutionId, spread);
  return spread;
}

function add(sums: number[], index: number, value: number): void {
  sums[index] = (sums[index] ?? 0) + value;
}

function addAll(sums: number[], values: readonly number[]): void {
  for (const [index, value] of values.entries()) add(sums, index, value);
}

/** Adds one team's view of the solution. */
function count(spread: SpreadTally, view: TeamSolutionView, weekCount: number, leadIn: number): void {
  if (isSetAside(view.status)) {
    spread[view.status]++;
    return;
  }
  spread.teams++;
  if (view.latest === null) spread.unanswered++;
  else if (view.latest.stale) spread.stale++;
  else spread.levels[view.latest.level] = (spread.levels[view.latest.level] ?? 0) + 1;
  // Solutions take turns, so the newest estimate holds until it has faded.
  let inForce: number | null = null;
  let ageWeeks = 0;
  for (let index = 0; index < weekCount; index++) {
    const level = view.levels[index];
    ageWeeks++;
    if (level !== undefined && level !== null) {
      inForce = score(level);
      ageWeeks = 0;
    }
    if (index < leadIn || inForce === null || ageWeeks > staleAfterWeeks) continue;
    add(spread.sums, index - leadIn, inForce);
    add(spread.counts, index - leadIn, 1);
  }
}

function addSpread(whole: SpreadTally, part: SpreadTally): void {
  whole.teams += part.teams;
  for (const status of setAsideStatuses) whole[status] += part[status];
  whole.stale += part.stale;
  whole.unanswered += part.unanswered;
  for (const level of usageLevels) {
    const teams = part.levels[level];
    if (teams !== undefined) whole.levels[level] = (whole.levels[level] ?? 0) + teams;
  }
  addAll(whole.sums, part.sums);
  addAll(whole.counts, part.counts);
}

function shown({ sums, counts, ...spread }: SpreadTally): Spread {
  const scores = sums.map((sum, index) => {
    const known = counts[index] ?? 0;
    return known === 0 ? null : Math.round((sum / known) * 1000) / 1000;
  });
  return { ...spread, scores };
}
