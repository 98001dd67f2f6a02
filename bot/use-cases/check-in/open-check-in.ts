import { localDate, weekOf } from "../../domain/calendar.ts";
import { emptyAdoption, type TeamAdoption } from "../../domain/check-in/adoption.ts";
import { backFor } from "../../domain/check-in/back.ts";
import { type CheckIn, type CheckInView, newCheckIn, recordCheckIn } from "../../domain/check-in/check-in.ts";
import { chooseQuestions, chooseQuestionsBeside } from "../../domain/check-in/choose-questions.ts";
import { chooseRound } from "../../domain/check-in/rounds.ts";
import { may } from "../../domain/permissions.ts";
import { needsCard, stepsOnCard } from "../../domain/small-step/small-step.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import type { Change, Stored } from "../../store/store.ts";
import { untilNoConflict } from "../commit.ts";
import { contextOf, type Errand, readTogether } from "../errand.ts";
import { askedChanges, type FollowUps, readFollowUps, trialInTurn } from "./follow-ups.ts";
import { viewOf } from "./show-check-in.ts";

/**
 * This week's check-in for a team, opened now if the timer has not done it yet (a leader who asks is never told to wait).
 * Returns null when the team has nothing to be asked about. Throws `notFound` for somebody else's team.
 */
export async function openCheckIn(errand: Errand, teamId: string): Promise<CheckInView | null> {
  const week = weekOf(errand.now);
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [
      { kind: "checkIn", key: keys.checkIn(week, teamId) },
      { kind: "adoption", key: teamId },
      { kind: "ambition", key: errand.actor.personId },
    ]);
    const { store, actor, directory, now } = at;
    const [existing, adoption, ambition] = found;
    if (!may(directory, actor.personId, "answerCheckIn", teamId, localDate(now))) throw new OmbordError("notFound");
    if (existing !== undefined) return viewOf(at, existing.value, { ambition });
    const followUps = await readFollowUps(contextOf(at), teamId);
    const opened = opening(at, teamId, adoption, followUps(teamId));
    if (opened === null) return null;
    await store.commit(actor.tenantId, opened.changes);
    return viewOf(at, opened.checkIn);
  });
}

/**
 * The changes that open a team's check-in of this week: the check-in itself, the team's history with the week marked as open, and a mark
 * on the barriers that it also asks about.
 * Null for a retired or unknown team and for one that this week has nothing to ask about.
 */
export function opening(
  { directory, now }: Pick<Errand, "directory" | "now">,
  teamId: string,
  adoption: Stored<"adoption"> | undefined,
  followUps: FollowUps,
): { checkIn: CheckIn; changes: Change[] } | null {
  const week = weekOf(now);
  const team = directory.teams.get(teamId);
  if (team === undefined || team.retired) return null;
  const history: TeamAdoption = adoption?.value ?? emptyAdoption(team, week);
  const trial = trialInTurn(followUps.trials, history, week);
  const alsoAsks = { barriers: followUps.barriers.map(({ key }) => key), trials: trial === null ? [] : [trial.id] };
  const asksMore = alsoAsks.barriers.length + alsoAsks.trials.length > 0;
  const steps = stepsOnCard(directory, followUps.steps, { history, week, date: localDate(now) });
  const choose = asksMore || needsCard(followUps.steps, steps, week) ? chooseQuestionsBeside : chooseQuestions;
  const asked = choose(directory, history, week, localDate(now));
  const round = chooseRound(directory, history, week, localDate(now));
  // What is asked before a rollout is asked alone too: there may be nothing else yet, or nothing that is due.
  if (asked.length === 0 && round?.kind !== "ready") return null;
  // It takes the place of the question that takes turns, so that no card asks more than usual.
  const questions = round === null ? asked : asked.map(({ extra: _, ...one }) => one);
  const { suppressionLimit } = directory.settings;
  const back = followUps.back && backFor(history, { week, asked }, followUps.back, suppressionLimit);
  const checkIn: CheckIn = {
    ...newCheckIn(week, teamId, questions),
    ...(round === null ? {} : { round }),
    ...(asksMore ? { alsoAsks } : {}),
    ...(steps.length > 0 ? { steps } : {}),
    ...(back && back.length > 0 ? { back } : {}),
  };
  const value = recordCheckIn(history, checkIn);
  const change: Change =
    adoption === undefined
      ? { op: "create", kind: "adoption", key: teamId, value }
      : { op: "replace", kind: "adoption", key: teamId, etag: adoption.etag, value };
  return {
    checkIn,
    changes: [
      { op: "create", kind: "checkIn", key: keys.checkIn(week, teamId), value: checkIn },
      change,
      ...askedChanges(followUps.barriers, week),
    ],
  };
}
