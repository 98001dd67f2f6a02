import { addWeeks, mondayOf, weeksBetween } from "../calendar.ts";
import type { IsoDate, IsoWeek } from "../organisation.ts";
import { score, type UsageLevel } from "../vocabulary.ts";
import { levelIn, newestIndex, type TeamAdoption, weekStateAt } from "./adoption.ts";
import { spans } from "./change.ts";
import type { CheckIn } from "./check-in.ts";
import { questionWords } from "./question-words.ts";
import type { Back } from "./something-back.ts";

// Something back: one line on the receipt, of what is true. Read when the week is planned and kept with the check-in, so that a press
// reads nothing more. No words that somebody wrote, no name, and nothing about another team but that there is one.

/** What the planning has read of what may be told to a team. */
export interface BackFacts {
  /** What those who help work on of what the team has reported. */
  working: readonly { solutionId: string; by: string; on: IsoDate }[];
  /** The solutions that other teams have tried something with that worked, and have shared it; the newest first. */
  tried: readonly string[];
  /** How many other teams answered in the week before. */
  answered: number;
}

/**
 * What there is to say this week, what is most worth saying first: that somebody has begun since the week before; then the kinds take turns
 * in the weeks that the team is asked in.
 */
export function backFor(
  history: TeamAdoption,
  { week, asked }: Pick<CheckIn, "week" | "asked">,
  facts: BackFacts,
  limit: number,
): Back[] {
  const working = facts.working
    .toSorted((a, b) => (a.on < b.on ? 1 : -1))
    .slice(0, 1)
    .map((one): Back => ({ kind: "working", ...one }));
  const isNews = facts.working.some(({ on }) => on >= mondayOf(addWeeks(week, -1)));
  const kinds = [
    asked.flatMap(({ solutionId }) => wayOf(history, solutionId, week)),
    isNews ? [] : working,
    triedOf(asked, facts),
    facts.answered > limit ? [{ kind: "answered", teams: facts.answered } as const] : [],
  ].filter((one) => one.length > 0);
  const turn = kinds.length === 0 ? 0 : timesAsked(history, week) % kinds.length;
  return [...(isNews ? working : []), ...[...kinds.slice(turn), ...kinds.slice(0, turn)].flat()];
}

/** What the team answered about the solution a quarter ago, or since then as long as it is four weeks ago; never in other words than today's. */
function wayOf(history: TeamAdoption, solutionId: string, week: IsoWeek): Back[] {
  const { firstWeek, words = [] } = history;
  const since = words.findLast(({ version }) => version === questionWords)?.from;
  if (since === undefined) return [];
  const levels = history.solutions[solutionId]?.levels ?? "";
  const now = weeksBetween(firstWeek, week);
  const first = Math.max(0, weeksBetween(firstWeek, since));
  let index = newestIndex(levels, now - spans.quarter);
  if (index < first) {
    index = first;
    while (index <= now - spans.fourWeeks && levelIn(levels, index) === null) index += 1;
  }
  const from = index <= now - spans.fourWeeks ? levelIn(levels, index) : null;
  if (from === null || score(from) === null) return [];
  return [{ kind: "way", solutionId, from, week: addWeeks(firstWeek, index) }];
}

/** Near is the same solution: one where something is in the way before the others. */
function triedOf(asked: CheckIn["asked"], { tried, working }: BackFacts): Back[] {
  const near = tried.filter((id) => asked.some(({ solutionId }) => solutionId === id));
  const solutionId = near.find((id) => working.some((one) => one.solutionId === id)) ?? near[0];
  return solutionId === undefined ? [] : [{ kind: "tried", solutionId }];
}

function timesAsked(history: TeamAdoption, week: IsoWeek): number {
  const weeks = Array.from({ length: Math.max(0, weeksBetween(history.firstWeek, week)) }, (_, index) => index);
  return weeks.filter((index) => weekStateAt(history, addWeeks(history.firstWeek, index)) !== "notAsked").length;
}

/** One that holds, with this week's answer beside what it is held against. */
export type ToldBack = Exclude<Back, { kind: "way" }> | (Extract<Back, { kind: "way" }> & { to: UsageLevel });

/**
 * What holds now that the week is answered, what is most worth saying first: the way a team has come only where this week's answer is above
 * what it was and not below the last one, and before all else in the week that it rises. Nothing in what older versions stored.
 */
export function backToTell({ back = [], asked, answers, state }: CheckIn): ToldBack[] {
  if (state !== "answered") return [];
  const told: ToldBack[] = [];
  const risen: ToldBack[] = [];
  for (const one of back) {
    if (one.kind !== "way") {
      told.push(one);
      continue;
    }
    const to = answers[one.solutionId]?.level;
    const previous = asked.find(({ solutionId }) => solutionId === one.solutionId)?.previous ?? one.from;
    const [was, last, is] = [score(one.from), score(previous), to === undefined ? null : score(to)];
    if (to === undefined || was === null || is === null || is <= was || (last !== null && is < last)) continue;
    (last !== null && is > last ? risen : told).push({ ...one, to });
  }
  return [...risen, ...told];
}
