import { addWeeks, weeksBetween } from "./calendar.ts";
import {
  levelIn,
  newestIndex,
  type SolutionHistory,
  stateIn,
  type TeamAdoption,
  type WeekState,
} from "./check-in/adoption.ts";
import {
  addChanges,
  type Changes,
  countChange,
  type Direction,
  directionOf,
  noChanges,
  type Span,
  spanIds,
  spans,
} from "./check-in/change.ts";
import { heldIndex, heldLevels } from "./check-in/freshness.ts";
import type { IsoDate, IsoWeek } from "./organisation.ts";
import {
  type ExtraAnswer,
  type ExtraQuestion,
  isSetAside,
  type RolloutStatus,
  rolloutStatusFacts,
  type SetAsideStatus,
  setAsideStatuses,
  type UsageLevel,
  usageLevels,
} from "./vocabulary.ts";

// What a manager sees of many teams at once. Every figure is the leaders' estimate and counts teams, never people.

/** One solution in one team, as the overview shows it. */
interface TeamSolutionView {
  status: RolloutStatus;
  start: IsoDate | null;
  /** One per week of the window; null without an answer. */
  levels: (UsageLevel | null)[];
  /** The level in force in each week of the window; null where there is none that holds (check-in/freshness.ts). */
  held: (UsageLevel | null)[];
  /** `stale`: the next estimate was due and did not come. */
  latest: { level: UsageLevel; week: IsoWeek; ageWeeks: number; stale: boolean } | null;
  /** The level in force that long ago, where the newest one holds, is another answer and was given to the same words. */
  before: Partial<Record<Span, UsageLevel>>;
  extra: Partial<Record<ExtraQuestion, { week: IsoWeek; answer: ExtraAnswer }>>;
  /** Of an agreed exception: why, and when it is looked at again. */
  agreed?: { reason: string | null; reviewOn: IsoDate | null };
  /** The date on which the old way ends here. */
  oldWayEnds?: IsoDate;
}

export interface TeamView {
  teamId: string;
  name: string;
  areaId: string;
  states: WeekState[];
  solutions: Record<string, TeamSolutionView>;
  /** The weeks from which on the question had other words than the team had answered before. */
  breaks: IsoWeek[];
}

/** How far one solution has come in a group of teams. */
interface Spread extends Record<SetAsideStatus, number> {
  /** Teams where it is a pilot or in use. */
  teams: number;
  /** Teams by their newest estimate, where that holds. */
  levels: Partial<Record<UsageLevel, number>>;
  stale: number;
  unanswered: number;
  /** Teams on each level per week, by the estimates in force; a level that nobody was on is absent. */
  weekly: Partial<Record<UsageLevel, number[]>>;
  changes: Changes;
  direction: Direction;
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
  const { teamId, name, areaId, firstWeek } = adoption;
  const first = weeksBetween(firstWeek, weeks[0] ?? firstWeek);
  const breaks = (adoption.words ?? []).filter((words) => isBreak(adoption, words)).map(({ from }) => from);
  const stretch = { first, count: weeks.length, breaks: breaks.map((week) => weeksBetween(firstWeek, week)) };
  const solutions: Record<string, TeamSolutionView> = {};
  for (const [solutionId, history] of Object.entries(adoption.solutions)) {
    if (rolloutStatusFacts[history.status].counts === "over") continue;
    solutions[solutionId] = viewSolution(adoption, history, stretch);
  }
  const states = weeks.map((_, index) => stateIn(adoption.weeks, first + index));
  return { teamId, name, areaId, states, solutions, breaks };
}

/** Other words are a break where something was answered to those before: a team that has only known these has none. */
function isBreak({ firstWeek, solutions }: TeamAdoption, { from }: { from: IsoWeek }): boolean {
  const last = weeksBetween(firstWeek, from) - 1;
  return Object.values(solutions).some(({ levels }) => newestIndex(levels, last) !== -1);
}

/** Weeks as indices into a history. */
interface Stretch {
  first: number;
  count: number;
  breaks: number[];
}

function viewSolution(adoption: TeamAdoption, history: SolutionHistory, stretch: Stretch): TeamSolutionView {
  const { status, start, levels, latest: extra } = history;
  const { first, count } = stretch;
  const last = first + count - 1;
  const newest = newestIndex(levels, last);
  const level = levelIn(levels, newest);
  const holds = newest !== -1 && heldIndex(adoption.weeks, levels, last) === newest;
  return {
    status,
    start,
    levels: Array.from({ length: count }, (_, index) => levelIn(levels, first + index)),
    held: heldLevels(adoption.weeks, levels, first, count),
    latest:
      level === null
        ? null
        : { level, week: addWeeks(adoption.firstWeek, newest), ageWeeks: last - newest, stale: !holds },
    before: holds ? before(adoption.weeks, levels, { last, newest, breaks: stretch.breaks }) : {},
    extra,
  };
}

/** What the newest estimate can be held against. */
function before(
  weeks: string,
  levels: string,
  { last, newest, breaks }: { last: number; newest: number; breaks: number[] },
): TeamSolutionView["before"] {
  const found: TeamSolutionView["before"] = {};
  for (const span of spanIds) {
    const then = heldIndex(weeks, levels, last - spans[span]);
    const level = levelIn(levels, then);
    const isOtherWords = breaks.some((at) => then < at && at <= newest);
    if (level !== null && then !== newest && !isOtherWords) found[span] = level;
  }
  return found;
}

/** The figures of some teams as sums: groups are put together from them without counting any team again. */
export interface Tally {
  teams: number;
  asked: number[];
  answered: number[];
  solutions: Map<string, SpreadTally>;
}

type SpreadTally = Omit<Spread, "direction">;

/** The sums of a group of teams. All teams must be views over the same weeks. */
export function tallyOf(teams: readonly TeamView[], weekCount: number): Tally {
  const tally = emptyTally(weekCount);
  tally.teams = teams.length;
  for (const team of teams) {
    for (let index = 0; index < weekCount; index++) {
      const state = team.states[index];
      if (state !== undefined && state !== "notAsked") add(tally.asked, index, 1);
      if (state === "answered") add(tally.answered, index, 1);
    }
    for (const [solutionId, view] of Object.entries(team.solutions))
      count(spreadIn(tally, solutionId), view, weekCount);
  }
  return tally;
}

/** The figures of several groups together: whole numbers, so that the order in which they are added makes no difference. */
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

/** The figures of a group of teams. All teams must be views over the same weeks. */
export function summarise(teams: readonly TeamView[], weekCount: number): Summary {
  return summaryOf([tallyOf(teams, weekCount)], weekCount);
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
  const counts = { teams: 0, waiting: 0, exception: 0, stale: 0, unanswered: 0 };
  const spread: SpreadTally = { ...counts, levels: {}, weekly: {}, changes: noChanges() };
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
function count(spread: SpreadTally, view: TeamSolutionView, weekCount: number): void {
  if (isSetAside(view.status)) {
    spread[view.status]++;
    return;
  }
  const { latest, held } = view;
  spread.teams++;
  if (latest === null) spread.unanswered++;
  else if (latest.stale) spread.stale++;
  else spread.levels[latest.level] = (spread.levels[latest.level] ?? 0) + 1;
  for (let index = 0; index < weekCount; index++) {
    const level = held[index];
    if (level !== undefined && level !== null) add(weeklyOf(spread, level, weekCount), index, 1);
  }
  if (latest === null) return;
  for (const span of spanIds) {
    const then = view.before[span];
    if (then !== undefined) countChange(spread.changes[span], then, latest.level);
  }
}

function weeklyOf({ weekly }: SpreadTally, level: UsageLevel, weekCount: number): number[] {
  const known = weekly[level] ?? zeros(weekCount);
  weekly[level] = known;
  return known;
}

function addSpread(whole: SpreadTally, part: SpreadTally): void {
  whole.teams += part.teams;
  for (const status of setAsideStatuses) whole[status] += part[status];
  whole.stale += part.stale;
  whole.unanswered += part.unanswered;
  for (const level of usageLevels) {
    const teams = part.levels[level];
    if (teams !== undefined) whole.levels[level] = (whole.levels[level] ?? 0) + teams;
    const weekly = part.weekly[level];
    if (weekly !== undefined) addAll(weeklyOf(whole, level, weekly.length), weekly);
  }
  addChanges(whole.changes, part.changes);
}

function shown(spread: SpreadTally): Spread {
  return { ...spread, direction: directionOf(spread.changes) };
}
