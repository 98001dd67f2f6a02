import { addMonths, addWeeks, localInstant, mondayOf, weekOf, weeksBetween } from "../calendar.ts";
import { type TeamAdoption, weekStateAt } from "../check-in/adoption.ts";
import { askableRollouts } from "../check-in/check-in.ts";
import { type Directory, type Instant, type IsoDate, type IsoWeek, teamIsIn, teamNow } from "../organisation.ts";
import type { StepOnCard } from "./shown-step.ts";

// *Små trin i god tid*: one small thing to do, or a piece of news, for the teams that use a solution. It is announced on the card of
// a week before, stands on the week's card, and is never a message of its own.

export const smallStepKinds = ["task", "news"] as const;
export type SmallStepKind = (typeof smallStepKinds)[number];

/** Its id is a time-ordered uuid. Which teams have done it is known; who in them is not. */
export interface SmallStep {
  id: string;
  solutionId: string;
  /** Where it goes: area ids, or `*`. */
  scopes: string[];
  kind: SmallStepKind;
  /** Guarded text; null when it was taken back. */
  text: string | null;
  /** The week whose card it stands on. */
  week: IsoWeek;
  by: string;
  /** When each team said that it has done it, by team id. */
  done: Record<string, Instant>;
  createdAt: Instant;
  updatedAt: Instant;
  takenBackAt?: Instant;
}

/** A week's card of its own announces it: the week after the one we are in. */
const leadWeeks = 2;
/** As far ahead as anybody plans small things. */
export const furthestStepWeeks = 14;
/** Weeks for which it is shown to a team that has not done it, or was not asked in its week. */
const shownWeeks = 4;
/** It goes so many months after its week. */
const keptMonths = 6;
/** Small enough to be read in passing. */
export const longestStep = 300;

/** The first week that a step can be meant for: at least seven days ahead, with a week's card between. */
export function earliestStepWeek(now: Instant): IsoWeek {
  return addWeeks(weekOf(now), leadWeeks);
}

/** The first week whose steps may still be shown in the week of `now`. */
export function oldestShownWeek(now: Instant): IsoWeek {
  return addWeeks(weekOf(now), 1 - shownWeeks);
}

/** When the step goes. */
export function forgetStepAt({ week }: Pick<SmallStep, "week">): Instant {
  return localInstant(addMonths(mondayOf(week), keptMonths), 0);
}

type Reach = Pick<SmallStep, "solutionId" | "scopes">;

/** Whether it is for the team: it is asked about the solution, and lies where the step goes. */
export function reachesTeam(
  directory: Directory,
  { solutionId, scopes }: Reach,
  teamId: string,
  date: IsoDate,
): boolean {
  const team = directory.teams.get(teamId);
  if (team === undefined || team.retired) return false;
  return (
    scopes.some((scope) => teamIsIn(directory, teamId, scope)) &&
    askableRollouts(directory, teamId, date).some((rollout) => rollout.solutionId === solutionId)
  );
}

/** The ids of the teams that it is for, in no particular order. */
export function teamsReached(directory: Directory, reach: Reach, date: IsoDate): string[] {
  return [...directory.teams.keys()].filter((teamId) => reachesTeam(directory, reach, teamId, date));
}

/** Which teams have said that they have done it, by the ids that they have today. */
export function doneBy(directory: Directory, { done }: Pick<SmallStep, "done">): Map<string, Instant> {
  return new Map(Object.entries(done).map(([teamId, at]) => [teamNow(directory, teamId), at]));
}

/**
 * How the step stands on a team's card of the week, or null when it does not. Whoever was not asked in between has it announced first,
 * whatever the week: nothing is asked of a team that has not had a week to see it coming.
 */
export function stageOf(step: SmallStep, history: TeamAdoption, week: IsoWeek): StepOnCard["stage"] | null {
  const known = weekOf(step.createdAt);
  if (step.takenBackAt !== undefined || week <= known || week >= addWeeks(step.week, shownWeeks)) return null;
  const since = Array.from({ length: Math.max(0, weeksBetween(known, week) - 1) }, (_, n) => addWeeks(known, n + 1));
  const asked = since.filter((one) => weekStateAt(history, one) !== "notAsked");
  if (asked.length === 0 || week < step.week) return "announced";
  const wasShown = asked.slice(1).some((one) => one >= step.week);
  return step.kind === "news" && wasShown ? null : "now";
}

/**
 * Of these steps the one that stands on the team's card of the week for now and the one that is announced there: never more. The
 * newest one for now, as long as the team has not done it; the nearest of those to come.
 */
export function stepsOnCard(
  directory: Directory,
  steps: readonly SmallStep[],
  { history, week, date }: { history: TeamAdoption; week: IsoWeek; date: IsoDate },
): StepOnCard[] {
  const staged = steps
    .filter((step) => reachesTeam(directory, step, history.teamId, date))
    .flatMap((step) => {
      const stage = stageOf(step, history, week);
      return stage === null || doneBy(directory, step).has(history.teamId) ? [] : [{ step, stage }];
    })
    .toSorted((a, b) => (a.step.week < b.step.week ? -1 : 1));
  const now = staged.findLast(({ stage }) => stage === "now");
  const next = staged.find(({ stage }) => stage === "announced");
  return [now, next].flatMap((one) => (one === undefined ? [] : [{ id: one.step.id, stage: one.stage }]));
}

/** Whether one of those on the card must stand on this week's: it is its week, or the last one that can announce it. */
export function needsCard(steps: readonly SmallStep[], shown: readonly StepOnCard[], week: IsoWeek): boolean {
  return shown.some(({ id, stage }) => {
    const step = steps.find((one) => one.id === id);
    return step !== undefined && (stage === "now" ? step.week === week : step.week <= addWeeks(week, 1));
  });
}

/** The step with what a team says of it; the very same step when it says nothing new. `at` null for not done after all. */
export function markedBy(step: SmallStep, teamId: string, at: Instant | null, now: Instant): SmallStep {
  const { [teamId]: before, ...others } = step.done;
  if ((before === undefined) === (at === null)) return step;
  return { ...step, done: at === null ? others : { ...others, [teamId]: at }, updatedAt: now };
}
