import { v7 as uuid } from "uuid";
import {
  addDays,
  addWeeks,
  closesAt,
  isWorkingDay,
  localDate,
  localInstant,
  sendInstant,
  weekOf,
  weekOfDate,
} from "../domain/calendar.ts";
import type { CheckInView, GivenAnswer } from "../domain/check-in/check-in.ts";
import type { Directory, Instant, IsoWeek } from "../domain/organisation.ts";
import { askedFor } from "../domain/permissions.ts";
import {
  type ExtraAnswer,
  type ExtraQuestion,
  extraQuestions,
  type UsageLevel,
  usageLevels,
} from "../domain/vocabulary.ts";
import { closeCheckIn } from "../outreach/planning/close-check-in.ts";
import { keys } from "../store/documents.ts";
import type { Store } from "../store/store.ts";
import type { Actor } from "../use-cases/actor.ts";
import { describeBarrier } from "../use-cases/barrier/describe-barrier.ts";
import { reportBarrier } from "../use-cases/barrier/report-barrier.ts";
import { answerCheckIn } from "../use-cases/check-in/answer-check-in.ts";
import { openCheckIn } from "../use-cases/check-in/open-check-in.ts";
import { logCitizenCase } from "../use-cases/citizen/log-citizen-case.ts";
import type { Errand } from "../use-cases/errand.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { chance } from "./chance.ts";
import { playLoop } from "./demo-loop.ts";
import {
  citizenCases,
  courses,
  extraAnswers,
  type LoggedCase,
  ownCourses,
  responses,
  type Trouble,
  troubles,
  usualCases,
  usualResponse,
  waitingTeams,
} from "./demo-story.ts";

export const historyWeeks = 12;

/**
 * Lives through the weeks up to now, as the leaders would have: every answer, barrier and case takes the way of a real one.
 * The same `now` gives the same story.
 */
export async function playHistory(store: Store, tenantId: string, now: Instant): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  for (let weeksAgo = historyWeeks; weeksAgo >= 0; weeksAgo--) {
    const week = addWeeks(weekOf(now), -weeksAgo);
    const teams = [...directory.teams.keys()].filter((team) => weeksAgo > 0 || !waitingTeams.includes(team));
    await Promise.all(teams.map((team) => playWeek({ store, tenantId, directory, team, week, weeksAgo }, now)));
  }
  await playLoop(store, tenantId, directory, now);
}

interface TeamWeek {
  store: Store;
  tenantId: string;
  directory: Directory;
  team: string;
  week: IsoWeek;
  weeksAgo: number;
}

async function playWeek(at: TeamWeek, now: Instant): Promise<void> {
  const { store, tenantId, directory, team, week } = at;
  const sent = sendInstant(week, directory.settings);
  if (sent === null) return;
  const answeredAt = momentAfter(sent, directory, team, week);
  if (answeredAt > now) return;
  const [personId] = askedFor(directory, team, localDate(answeredAt));
  if (personId === undefined) return;
  const actor: Actor = { tenantId, personId };
  const errand = { store, actor, directory, now: answeredAt };
  const view = await openCheckIn({ store, actor, directory, now: sent }, team);
  if (view === null) return;
  const reported = troubles.filter((trouble) => trouble.team === team && trouble.weeksAgo === at.weeksAgo);
  const isAnswered = reported.length > 0 || chance("response", team, week) < (responses[team] ?? usualResponse);
  const to = { week, teamId: team };
  if (isAnswered) await answer(at, errand, view, reported);
  else if (chance("skip", team, week) < 0.3) await answerCheckIn(errand, to, { kind: "skip" });
  else if (closesAt(week) <= now)
    await closeCheckIn({ store, tenantId, directory }, keys.checkIn(week, team), closesAt(week));
  for (const { solution, reasons, instead, outcome, note } of casesIn(at)) {
    const given = { id: uuid(), teamId: team, solutionId: solution, reasons, instead, outcome, note, confirmed: false };
    await logCitizenCase(errand, given);
  }
}

/** The citizens that a team notes in a week: those of the story, and those that it meets again and again. */
function casesIn({ team, week, weeksAgo }: TeamWeek): LoggedCase[] {
  const seen = citizenCases.filter((one) => one.team === team && one.weeksAgo === weeksAgo);
  const usual = usualCases.flatMap(({ teams, weekly, outcomes, ...seen }, nth) => {
    const which = ["citizen", team, week, `${nth}`];
    if (!teams.includes(team) || chance(...which) >= weekly) return [];
    const outcome = outcomes[Math.floor(chance("outcome", ...which) * outcomes.length)] ?? "open";
    return [{ ...seen, team, weeksAgo, outcome }];
  });
  return [...seen, ...usual];
}

/** Some answer the same morning, some on a later working day of the week. */
export function momentAfter(sent: Instant, directory: Directory, team: string, week: IsoWeek): Instant {
  const first = localDate(sent);
  const days = [0, 1, 2, 3].map((n) => addDays(first, n));
  const possible = days.filter((day) => weekOfDate(day) === week && isWorkingDay(day, directory.settings));
  const day = possible[Math.floor(chance("day", team, week) * possible.length)] ?? first;
  const { checkInHour } = directory.settings;
  const hour = Math.min(23, checkInHour + Math.floor(chance("hour", team, week) * 6));
  return localInstant(day, hour, 1 + Math.floor(chance("minute", team, week) * 59));
}

async function answer(at: TeamWeek, errand: Errand, view: CheckInView, reported: Trouble[]): Promise<void> {
  const { team, week } = at;
  const given = view.checkIn.asked.map(({ solutionId, extra }): GivenAnswer => {
    const troubled = reported.some(({ solution }) => solution === solutionId);
    return { solutionId, level: levelOf(at, solutionId), extra: extra && extraAnswer(at, solutionId, extra), troubled };
  });
  const to = { week, teamId: team };
  const { view: answered } = await answerCheckIn(errand, to, { kind: "answer", given });
  for (const { solution, category, detail, consequence, contact } of reported) {
    const flagged = answered.undescribed.find(({ solutionId }) => solutionId === solution)?.barrierId;
    // A solution whose turn it was not this week was reported in the chat.
    const report = { id: uuid(), teamId: team, solutionId: solution };
    const id = flagged ?? (await reportBarrier(errand, report)).barrier.id;
    const description = { category, detail, consequence: consequence ?? undefined, contact, confirmed: false };
    await describeBarrier(errand, id, description);
  }
}

/** The point on the solution's course, give or take a little. */
function levelOf({ team, week, weeksAgo }: TeamWeek, solutionId: string): UsageLevel {
  const [from, to] = ownCourses[`${team} ${solutionId}`] ?? courses[solutionId] ?? [2, 3];
  const point = to - ((to - from) * weeksAgo) / historyWeeks;
  return levelAt(point, chance("level", team, solutionId, week));
}

/** The level at a point of a course, give or take a little; `dice` is 0 up to 1. */
export function levelAt(point: number, dice: number): UsageLevel {
  const step = Math.round(point + (dice - 0.5) * 0.7);
  return usageLevels[4 - Math.min(4, Math.max(0, step))] ?? "unsure";
}

/** As the story has it, else mostly the answer that needs nobody's help. */
function extraAnswer({ team, week }: TeamWeek, solutionId: string, question: ExtraQuestion): ExtraAnswer | undefined {
  const known = extraAnswers[`${team} ${solutionId} ${question}`];
  return known ?? calmAnswer(question, chance("extra", team, solutionId, week) ** 3);
}

/** 0 gives the most reassuring answer, nearly 1 the least. */
export function calmAnswer(question: ExtraQuestion, dice: number): ExtraAnswer | undefined {
  const answers = calmFirst[question];
  return answers[Math.floor(dice * answers.length)];
}

/** The answers to each extra question, the most reassuring one first. */
const calmFirst: Record<ExtraQuestion, readonly ExtraAnswer[]> = extraQuestions;
