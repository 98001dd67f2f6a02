import { addDays, addWeeks, weekOfDate, weeksBetween } from "./calendar.ts";
import { spanOfDirection, spans } from "./check-in/change.ts";
import type { IsoDate, IsoWeek } from "./organisation.ts";
import type { Summary, TeamView } from "./overview.ts";
import { type ExtraAnswer, type ExtraQuestion, isEveryday, isSetAside, score } from "./vocabulary.ts";

// Early warnings: each is a rule with the figures that raised it, so that a manager can disagree with it.

export const warningRules = ["whiteElephant", "falling", "onePerson", "oldWayAlive", "layersApart"] as const;
export type WarningRule = (typeof warningRules)[number];

export interface Warning {
  /** Stays the same from week to week: rule, solution and, for layers, the team's common name. */
  id: string;
  rule: WarningRule;
  solutionId: string;
  /** The figures that raised it; shares are 0–1. */
  figures: Record<string, number>;
  /** The teams that it is about; empty when it is about all of them. */
  teamIds: string[];
}

/** What a rule needs to know about a solution. */
export interface WarnedSolution {
  id: string;
  phase: string;
  replaces: string | null;
}

/** Below this many teams nothing is a pattern, and a figure would point at one leader. */
const fewestTeams = 3;
/** *Hvid elefant*: bought, and after eight weeks in daily use in less than a third of the teams. */
const settledWeeks = 8;
const fewShare = 1 / 3;
/** Use hangs on one person in this share of the teams that were asked. */
const carrierShare = 1 / 3;
/** Half a year after the start the old way should be closed, when the solution is in full use. */
const closingWeeks = 26;
/** Answers to the extra questions rotate, so they hold longer than estimates do. */
const extraHoldsWeeks = 16;
/** Two steps of the scale between the layers of one team. */
const layerGap = 0.5;

/**
 * The warnings about teams that all have views over the same weeks (at least {@link warningWeeks}, the last the week we are
 * in), with the summary of exactly these teams. In a fixed order: by rule, then by solution.
 */
export function findWarnings(
  solutions: readonly WarnedSolution[],
  teams: readonly TeamView[],
  summary: Summary,
  week: IsoWeek,
): Warning[] {
  const about = (rule: (solution: WarnedSolution) => Warning | null) => solutions.flatMap((one) => rule(one) ?? []);
  return [
    ...about((solution) => whiteElephant(solution, teams, summary, week)),
    ...about((solution) => falling(solution, summary)),
    ...about((solution) => onePerson(solution, teams, week)),
    ...about((solution) => oldWayAlive(solution, teams, week)),
    ...solutions.flatMap((solution) => layersApart(solution, teams)),
  ];
}

function whiteElephant({ id }: WarnedSolution, teams: readonly TeamView[], summary: Summary, week: IsoWeek) {
  const settled = teams.filter((team) => weeksInUse(team, id, week) >= settledWeeks);
  const levels = settled.flatMap((team) => {
    const latest = team.solutions[id]?.latest;
    return latest && !latest.stale && score(latest.level) !== null ? [latest.level] : [];
  });
  const everyday = levels.filter(isEveryday).length;
  if (levels.length < fewestTeams || everyday / levels.length >= fewShare) return null;
  const figures = { everyday, answered: levels.length, teams: summary.solutions[id]?.teams ?? 0, weeks: settledWeeks };
  return warning("whiteElephant", id, figures);
}

/** Weeks since the rollout began; a rollout without a date counts from the team's first answer in sight. */
function weeksInUse(team: TeamView, solutionId: string, week: IsoWeek): number {
  const view = team.solutions[solutionId];
  if (view === undefined || isSetAside(view.status)) return -1;
  if (view.start !== null) return weeksBetween(weekOfDate(view.start), week);
  const first = view.levels.findIndex((level) => level !== null);
  return first === -1 ? -1 : view.levels.length - 1 - first;
}

/** By the rule that the overview shows a direction by, so that the two never contradict (check-in/change.ts). */
function falling({ id }: WarnedSolution, summary: Summary): Warning | null {
  const spread = summary.solutions[id];
  const span = spread === undefined ? null : spanOfDirection(spread.changes);
  if (spread === undefined || span === null || spread.direction !== "falling") return null;
  const { both, before, now } = spread.changes[span];
  return warning("falling", id, { both, before, now, weeks: spans[span] });
}

function onePerson({ id }: WarnedSolution, teams: readonly TeamView[], week: IsoWeek): Warning | null {
  const hanging = hangsOnFew(id, teams, week);
  return hanging === null ? null : warning("onePerson", id, hanging);
}

/** In how many of the teams that were asked use hangs on one person; null while they are few, or fewer teams than `fewest`. */
export function hangsOnFew(
  solutionId: string,
  teams: readonly TeamView[],
  week: IsoWeek,
  fewest = fewestTeams,
): { carried: number; answered: number } | null {
  const answers = extraAnswers(teams, solutionId, "carrier", week);
  const carried = answers.filter(({ answer }) => answer === "yes").length;
  if (carried < Math.max(fewest, fewestTeams) || carried / answers.length < carrierShare) return null;
  return { carried, answered: answers.length };
}

function oldWayAlive(solution: WarnedSolution, teams: readonly TeamView[], week: IsoWeek): Warning | null {
  if (!solution.replaces) return null;
  const { id } = solution;
  // Where a date is decided, the old way is to be gone when it has come; what was answered before says nothing of that.
  const [dated, undated] = [
    teams.filter((team) => team.solutions[id]?.oldWayEnds !== undefined),
    teams.filter((team) => team.solutions[id]?.oldWayEnds === undefined),
  ];
  const late = undated.filter((team) => weeksInUse(team, id, week) >= closingWeeks);
  const answers = [
    ...(solution.phase === "inUse" ? extraAnswers(late, id, "oldWay", week) : []),
    ...dated.flatMap((team) => extraAnswers([team], id, "oldWay", week, closedFrom(team.solutions[id]?.oldWayEnds))),
  ];
  const alive = answers.filter(({ answer }) => answer === "yes" || answer === "partly");
  if (alive.length < fewestTeams) return null;
  const isDated = alive.some(({ teamId }) => dated.some((team) => team.teamId === teamId));
  const weeks = isDated ? 0 : closingWeeks;
  return warning("oldWayAlive", id, { alive: alive.length, answered: answers.length, weeks });
}

/** The first week that the old way is closed in from its first day. */
function closedFrom(date: IsoDate | undefined): IsoWeek {
  return date === undefined ? "" : weekOfDate(addDays(date, 6));
}

function extraAnswers(
  teams: readonly TeamView[],
  solutionId: string,
  question: ExtraQuestion,
  week: IsoWeek,
  from: IsoWeek = "",
) {
  const held = addWeeks(week, -extraHoldsWeeks);
  const oldest = from > held ? from : held;
  return teams.flatMap((team): { teamId: string; answer: ExtraAnswer }[] => {
    const given = team.solutions[solutionId]?.extra[question];
    return given === undefined || given.week < oldest ? [] : [{ teamId: team.teamId, answer: given.answer }];
  });
}

/** The words that tell the layers of one team apart, after its comma: "Hjemmeplejen Nord, aften". */
const layerPattern = /^(.+),\s*(dag|aften|nat|day|evening|night)$/i;

function layersApart({ id }: WarnedSolution, teams: readonly TeamView[]): Warning[] {
  const layers = Map.groupBy(
    teams.filter((team) => layerPattern.test(team.name)),
    (team) => `${team.areaId}/${layerPattern.exec(team.name)?.[1]}`,
  );
  return [...layers.values()].flatMap((group) => {
    const scored = group.flatMap((team) => {
      const latest = team.solutions[id]?.latest;
      const value = latest && !latest.stale ? score(latest.level) : null;
      return value === null ? [] : [{ teamId: team.teamId, value }];
    });
    scored.sort((a, b) => b.value - a.value);
    const [most, least] = [scored[0], scored.at(-1)];
    if (most === undefined || least === undefined || most.value - least.value < layerGap) return [];
    const apart = warning("layersApart", id, { most: most.value, least: least.value });
    return [{ ...apart, id: `${apart.id}:${most.teamId}:${least.teamId}`, teamIds: [most.teamId, least.teamId] }];
  });
}

function warning(rule: WarningRule, solutionId: string, figures: Record<string, number>): Warning {
  return { id: `${rule}:${solutionId}`, rule, solutionId, figures, teamIds: [] };
}

/** Teams that were asked and did not answer in the newest weeks that are over, and for how many weeks running. */
export function silentTeams(teams: readonly TeamView[]): { teamId: string; weeks: number }[] {
  return teams.flatMap((team) => {
    const over = team.states.slice(0, -1).filter((state) => state !== "notAsked");
    const lastHeard = over.findLastIndex((state) => state !== "missed");
    const weeks = over.length - 1 - lastHeard;
    return weeks >= silentAfterWeeks ? [{ teamId: team.teamId, weeks }] : [];
  });
}

/** One missed week is a busy week; two running are worth a call. */
const silentAfterWeeks = 2;

/** Weeks of history that the warnings look back over. */
export const warningWeeks = 19;
