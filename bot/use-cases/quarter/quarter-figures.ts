import { addDays, localDate, localInstant, weekOf, weekOfDate } from "../../domain/calendar.ts";
import { everydayShare } from "../../domain/check-in/change.ts";
import type { FigurePeriod } from "../../domain/citizen/periods.ts";
import type { Published } from "../../domain/citizen/publication.ts";
import { type Decision, holdsBelow, scopesAbove } from "../../domain/decision/decision.ts";
import { type ShownTarget, targetsHere } from "../../domain/decision/targets-here.ts";
import { levelsByWeek } from "../../domain/levels-by-week.ts";
import { activeTeams, type Directory, type IsoDate, type IsoWeek, type Team } from "../../domain/organisation.ts";
import { earliest } from "../../domain/outreach.ts";
import { type Summary, summarise, type TeamView, weeksUntil } from "../../domain/overview.ts";
import type { QuarterDecision, QuarterFigures, QuarterSpread } from "../../domain/quarter/quarter.ts";
import { isLedByFew, teamsOfPlace } from "../../domain/quarter/quarter-scopes.ts";
import type { Trial } from "../../domain/trial.ts";
import { findWarnings, warningWeeks } from "../../domain/warnings.ts";
import { queryAll } from "../../store/store.ts";
import type { DirectoryContext } from "../errand.ts";
import { readTeamViews } from "../overview/read-team-views.ts";
import { commonName } from "../overview/view-adoption.ts";

/** The weeks that a picture of the quarter shows: those of the quarter, and the one before them. */
const shownWeeks = 14;

/** Everything that the quarter's figures are made of, read once for all places. */
export interface QuarterSources {
  quarter: FigurePeriod;
  /** The last week that has begun by now. */
  week: IsoWeek;
  weeks: IsoWeek[];
  views: ReadonlyMap<string, TeamView>;
  decisions: Decision[];
  trials: Trial[];
  published: Published[];
}

/** Reads what the quarter is made of, for these teams: one document a team, the decisions, the trials and the publications. */
export async function readQuarter(
  context: DirectoryContext,
  quarter: FigurePeriod,
  teams: readonly Team[] = activeTeams(context.directory),
): Promise<QuarterSources> {
  const { store, tenantId, directory, now } = context;
  const week = earliest(weekOf(now), weekOfDate(quarter.to));
  const weeks = weeksUntil(week, warningWeeks);
  const errand = { store, directory, now, actor: { tenantId, personId: "" } };
  const rows = await readTeamViews(errand, teams, weeks);
  const updated = { range: { field: "updatedAt", from: localInstant(quarter.from, 0) } } as const;
  return {
    ...{ quarter, week, weeks },
    views: new Map(rows.map(({ view }) => [view.teamId, asOf(view, week)])),
    decisions: await Array.fromAsync(queryAll(store, tenantId, "decision"), ({ value }) => value),
    trials: await Array.fromAsync(queryAll(store, tenantId, "trial", updated), ({ value }) => value),
    published: await Array.fromAsync(queryAll(store, tenantId, "published"), ({ value }) => value),
  };
}

/** What was answered to other questions after the week is not known in it. */
function asOf(view: TeamView, week: IsoWeek): TeamView {
  const solutions = Object.entries(view.solutions).map(([id, { extra, ...solution }]) => {
    const known = Object.entries(extra).filter(([, answered]) => answered.week <= week);
    return [id, { ...solution, extra: Object.fromEntries(known) }];
  });
  return { ...view, solutions: Object.fromEntries(solutions) };
}

/** The figures of one place, an area id or `*`, as they stand at `now`; of a quarter that is over as its last week left them. Pure. */
export function quarterFigures(
  { directory, now }: Pick<DirectoryContext, "directory" | "now">,
  sources: QuarterSources,
  place: string,
): QuarterFigures {
  const { quarter, week, weeks, views } = sources;
  const teams = teamsOfPlace(directory, place);
  const rows = teams.flatMap(({ id }) => views.get(id) ?? []);
  const summary = summarise(rows, weeks.length);
  const today = localDate(now);
  const ids = new Set(teams.map(({ id }) => id));
  const { targets = [] } = targetsHere(directory, [...ids]);
  const solutions = [...directory.solutions.values()].filter(({ id, retired }) => !retired && summary.solutions[id]);
  return {
    weeks: weeks.slice(-shownWeeks),
    teams: rows.length,
    isFew: isLedByFew(directory, [...ids], today),
    ...answersIn(summary, weeks, quarter),
    solutions: solutions
      .map(({ id }) => spreadOf({ directory, targets, rows, summary, weeks: weeks.slice(-shownWeeks) }, id))
      .sort((a, b) => a.name.localeCompare(b.name, "da")),
    warnings: findWarnings(solutions, rows, summary, week),
    ...decisionsIn(directory, sources, place),
    ...trialsIn(sources, ids),
    published: publishedFor(sources, place),
  };
}

/** Check-ins that were asked and answered in the weeks that begin in the quarter, so that none is counted in two. */
function answersIn({ asked, answered }: Summary, weeks: readonly IsoWeek[], { from }: FigurePeriod) {
  const first = weekOfDate(addDays(from, 6));
  const ofQuarter = (counts: readonly number[]) =>
    counts.reduce((sum, count, at) => ((weeks[at] ?? "") >= first ? sum + count : sum), 0);
  return { asked: ofQuarter(asked), answered: ofQuarter(answered) };
}

interface Place {
  directory: Directory;
  targets: readonly ShownTarget[];
  rows: readonly TeamView[];
  summary: Summary;
  weeks: readonly IsoWeek[];
}

function spreadOf({ directory, targets, rows, summary, weeks }: Place, solutionId: string): QuarterSpread {
  const spread = summary.solutions[solutionId];
  const solution = directory.solutions.get(solutionId);
  const target = targets.find((one) => one.solutionId === solutionId);
  const { expectedUsers: from = null, expectedUsersTo: to } = solution ?? {};
  const { teams = 0, waiting = 0, exception = 0, levels = {}, direction = "unknown" } = spread ?? {};
  const shown = rows.map((row) => lastWeeks(row, weeks.length));
  return {
    solutionId,
    name: commonName(directory, solutionId, rows),
    teams,
    setAside: waiting + exception,
    ...everydayShare(levels),
    since: spread?.changes.quarter ?? { both: 0, before: 0, now: 0, up: 0, down: 0 },
    direction,
    target: target === undefined ? null : { share: target.share, due: target.due, scope: target.scope },
    expected: from === null ? null : { from, to: to === undefined ? from : to },
    levels: levelsByWeek(shown, solutionId, weeks),
  };
}

function lastWeeks(row: TeamView, count: number): TeamView {
  const solutions = Object.entries(row.solutions).map(([id, view]) => [id, { ...view, held: view.held.slice(-count) }]);
  return { ...row, solutions: Object.fromEntries(solutions) };
}

/** Of the place, what lies below it, and what holds over it. */
function liesIn(directory: Directory, decision: Decision, place: string): boolean {
  if (scopesAbove(directory, decision.scope).includes(place)) return true;
  return holdsBelow(decision) && scopesAbove(directory, place).includes(decision.scope);
}

function decisionsIn(directory: Directory, { quarter, decisions }: QuarterSources, place: string) {
  const here = decisions.filter((one) => liesIn(directory, one, place)).map(shownDecision);
  const isMade = ({ on }: QuarterDecision) => quarter.from <= on && on <= quarter.to;
  const isNext = ({ state, on, due }: QuarterDecision) => state === "open" && due !== null && on <= quarter.to;
  return {
    decisions: here.filter(isMade).sort((a, b) => (a.on < b.on ? 1 : -1)),
    next: here.filter(isNext).sort((a, b) => ((a.due ?? "") < (b.due ?? "") ? -1 : 1)),
  };
}

function shownDecision(decision: Decision): QuarterDecision {
  const { id, kind, solutionId, scope, share, createdAt, due, state } = decision;
  const target = share === undefined ? {} : { share };
  return { id, kind, solutionId, scope, ...target, on: localDate(createdAt), due, state };
}

function trialsIn({ quarter, trials }: QuarterSources, teamIds: ReadonlySet<string>) {
  const ours = trials.filter((trial) => trial.teamIds.some((id) => teamIds.has(id)));
  const endOf = ({ endedAt, updatedAt }: Trial): IsoDate => localDate(endedAt ?? updatedAt);
  const ended = ours.filter(
    (one) => one.state === "finished" && quarter.from <= endOf(one) && endOf(one) <= quarter.to,
  );
  return {
    learnings: ended.filter(({ shareable, learned }) => shareable && learned !== null).map(({ id }) => id),
    trials: {
      running: ours.filter(({ state, from }) => state === "running" && from <= quarter.to).length,
      finished: ended.length,
    },
  };
}

/** What was published last when the quarter was over, for the place itself. */
function publishedFor({ quarter, published }: QuarterSources, place: string): string | null {
  const ended = published.filter(({ area, to }) => area === place && to <= quarter.to);
  return ended.toSorted((a, b) => (a.to < b.to ? 1 : -1))[0]?.period ?? null;
}
