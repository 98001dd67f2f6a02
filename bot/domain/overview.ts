import { latestLevel, levelAt, score, type TeamAdoption, type WeekState, weekStateAt } from "./adoption.ts";
import { addWeeks, weeksBetween } from "./calendar.ts";
import type { IsoDate, IsoWeek } from "./organisation.ts";
import type { ExtraAnswer, ExtraQuestion, RolloutStatus, UsageLevel } from "./vocabulary.ts";

// What a manager sees of many teams at once. Every figure is the leaders' estimate and counts teams, never people.

/** An estimate older than this many weeks has faded: it is shown, but no longer counted (issue: the tab in full). */
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
interface Spread {
  /** Teams where it is a pilot or in use. */
  teams: number;
  waiting: number;
  exception: number;
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

/** One team's row over the weeks (oldest first, the last is the week we are in). */
export function viewTeam(adoption: TeamAdoption, weeks: readonly IsoWeek[]): TeamView {
  const solutions: Record<string, TeamSolutionView> = {};
  for (const solutionId of Object.keys(adoption.solutions)) {
    const view = viewSolution(adoption, solutionId, weeks);
    if (view !== null) solutions[solutionId] = view;
  }
  const { teamId, name, areaId } = adoption;
  return { teamId, name, areaId, states: weeks.map((week) => weekStateAt(adoption, week)), solutions };
}

function viewSolution(adoption: TeamAdoption, solutionId: string, weeks: readonly IsoWeek[]): TeamSolutionView | null {
  const history = adoption.solutions[solutionId];
  const thisWeek = weeks.at(-1);
  if (history === undefined || thisWeek === undefined || history.status === "retired") return null;
  const newest = latestLevel(adoption, solutionId, thisWeek);
  const ageWeeks = newest === null ? 0 : weeksBetween(newest.week, thisWeek);
  return {
    status: history.status,
    start: history.start,
    levels: weeks.map((week) => levelAt(adoption, solutionId, week)),
    latest: newest === null ? null : { ...newest, ageWeeks, stale: ageWeeks > staleAfterWeeks },
    extra: history.latest,
  };
}

/**
 * The team's row without its first weeks. Estimates hold for a while, so figures are counted over a few weeks more
 * than are shown.
 */
export function withoutFirstWeeks(team: TeamView, count: number): TeamView {
  const solutions = Object.entries(team.solutions).map(
    ([id, view]) => [id, { ...view, levels: view.levels.slice(count) }] as const,
  );
  return { ...team, states: team.states.slice(count), solutions: Object.fromEntries(solutions) };
}

/**
 * The figures of a group of teams for the weeks after the first `leadIn`. All teams must be views over the same weeks.
 */
export function summarise(teams: readonly TeamView[], weekCount: number, leadIn: number): Summary {
  const weeks = Array.from({ length: weekCount - leadIn }, (_, index) => index + leadIn);
  const inState = (index: number, wanted: (state: WeekState | undefined) => boolean) =>
    teams.filter((team) => wanted(team.states[index])).length;
  const ids = new Set(teams.flatMap((team) => Object.keys(team.solutions)));
  return {
    teams: teams.length,
    asked: weeks.map((index) => inState(index, (state) => state !== undefined && state !== "notAsked")),
    answered: weeks.map((index) => inState(index, (state) => state === "answered")),
    solutions: Object.fromEntries([...ids].sort().map((id) => [id, spreadOf(id, teams, weeks)])),
  };
}

function spreadOf(solutionId: string, teams: readonly TeamView[], weeks: readonly number[]): Spread {
  const spread: Spread = { teams: 0, waiting: 0, exception: 0, levels: {}, stale: 0, unanswered: 0, scores: [] };
  const inUse: TeamSolutionView[] = [];
  for (const team of teams) {
    const view = team.solutions[solutionId];
    if (view === undefined) continue;
    if (view.status === "waiting" || view.status === "exception") {
      spread[view.status]++;
      continue;
    }
    inUse.push(view);
    countLatest(spread, view);
  }
  spread.teams = inUse.length;
  const inForce = inUse.map(scoresInForce);
  spread.scores = weeks.map((index) => meanScore(inForce, index));
  return spread;
}

function countLatest(spread: Spread, view: TeamSolutionView): void {
  if (view.latest === null) spread.unanswered++;
  else if (view.latest.stale) spread.stale++;
  else spread.levels[view.latest.level] = (spread.levels[view.latest.level] ?? 0) + 1;
}

/** The mean of the estimates in force in a week: solutions take turns, so an estimate holds until it has faded. */
function meanScore(inForce: readonly (number | null)[][], index: number): number | null {
  let sum = 0;
  let count = 0;
  for (const scores of inForce) {
    const value = scores[index] ?? null;
    if (value === null) continue;
    sum += value;
    count++;
  }
  return count === 0 ? null : Math.round((sum / count) * 1000) / 1000;
}

// A row is counted in its area, in every area above and in the whole, and again at every look while it stays the same.
const knownScores = new WeakMap<TeamSolutionView, (number | null)[]>();

/** The score that holds in each week; null where none does. */
function scoresInForce(view: TeamSolutionView): (number | null)[] {
  const known = knownScores.get(view);
  if (known !== undefined) return known;
  const inForce = view.levels.map((_, index) => {
    const level = levelInForce(view.levels, index);
    return level === null ? null : score(level);
  });
  knownScores.set(view, inForce);
  return inForce;
}

/** The estimate that holds in a week: the newest one at most {@link staleAfterWeeks} old. */
function levelInForce(levels: readonly (UsageLevel | null)[], index: number): UsageLevel | null {
  for (let at = index; at >= 0 && at >= index - staleAfterWeeks; at--) {
    const level = levels[at];
    if (level !== undefined && level !== null) return level;
  }
  return null;
}
