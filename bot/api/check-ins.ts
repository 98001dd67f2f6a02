import { z } from "zod";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { pendingQuestion, whatWorked } from "../domain/barrier/barrier-lifecycle.ts";
import { localDate, parseWeek, weekOf } from "../domain/calendar.ts";
import { type CheckInView, reportedBarrier } from "../domain/check-in/check-in.ts";
import { insideSentence } from "../domain/inside-sentence.ts";
import { type Directory, teamNow } from "../domain/organisation.ts";
import { OmbordError } from "../errors.ts";
import { answerCheckIn, type CheckInReply } from "../use-cases/check-in/answer-check-in.ts";
import { answerFollowUps, withDone } from "../use-cases/check-in/answer-follow-ups.ts";
import { openCheckIn } from "../use-cases/check-in/open-check-in.ts";
import { snoozeCheckIn } from "../use-cases/check-in/snooze-check-in.ts";
import { type MyTeam, viewMyWeek } from "../use-cases/check-in/view-my-week.ts";
import type { Call } from "./call.ts";
import { type CheckInItem, type CheckInOutcome, type CheckInsAnswer, checkInReply } from "./contract/check-ins.ts";
import { id } from "./contract/values.ts";

export async function getCheckIns(call: Call): Promise<CheckInsAnswer> {
  const { week, teams } = await viewMyWeek(call.errand);
  return { week, teams: teams.map((team) => teamItem(call.directory, team)) };
}

function teamItem(
  { people }: Directory,
  { id, name, standsIn, checkIn, barriers }: MyTeam,
): CheckInsAnswer["teams"][number] {
  return {
    teamId: id,
    name,
    standsIn,
    checkIn: checkIn === null ? null : itemOf(checkIn),
    barriers: barriers.map(({ barrier, solutionName }) => {
      const { id, category, detail, status, resolution, parkedUntil, updatedAt } = barrier;
      const asked = pendingQuestion(barrier);
      const question = asked === null ? null : { by: people.get(asked.by)?.name ?? null, text: asked.text ?? null };
      return { id, solutionName, category, detail, status, resolution, parkedUntil, question, updatedAt };
    }),
  };
}

function itemOf(view: CheckInView): CheckInItem {
  const { checkIn, closed, solutionNames, answeredByOther, toConfirm, trials } = view;
  const { week, teamId, state } = checkIn;
  return {
    week,
    teamId,
    state,
    closed,
    asked: checkIn.asked.map(({ solutionId, extra, previous }) => ({
      solutionId,
      name: solutionNames[solutionId] ?? solutionId,
      extra: extra ?? null,
      previous: previous ?? null,
      isReported: reportedBarrier(checkIn, solutionId) !== undefined,
      ...(view.oldWays[solutionId] !== undefined && { oldWay: view.oldWays[solutionId] }),
    })),
    answers: Object.fromEntries(
      Object.entries(checkIn.answers).map(([solutionId, given]) => [
        solutionId,
        { level: given.level, extra: given.extra ?? null, troubled: given.barrierId !== undefined },
      ]),
    ),
    reported: view.reported.map(({ solutionId, what }) => wordsOf(view, solutionId, what)),
    isTroubled: checkIn.asked.some(({ solutionId }) => reportedBarrier(checkIn, solutionId) !== undefined),
    helpers: view.helpers,
    canBePutOff: view.canSnooze && view.snoozedUntil === null,
    remindsOn: view.snoozedUntil === null ? null : localDate(view.snoozedUntil),
    answeredAt: checkIn.answeredAt,
    answeredByOther,
    toConfirm: toConfirm.map(({ barrierId, solutionName, barrier }) => {
      const how = whatWorked(barrier);
      return {
        barrierId,
        solutionName,
        how: how === null ? null : insideSentence(how),
        resolution: barrier.resolution,
      };
    }),
    trials,
    steps: view.steps,
    round: roundOf(view),
    back: view.back,
  };
}

function roundOf({ checkIn: { round }, solutionNames }: CheckInView): CheckInItem["round"] {
  if (round === undefined) return null;
  const name = round.solutionId === undefined ? null : (solutionNames[round.solutionId] ?? round.solutionId);
  return { question: round.question, name, answer: round.answer ?? null };
}

function wordsOf(
  view: CheckInView,
  solutionId: string,
  { detail, consequence }: Pick<Barrier, "detail" | "consequence">,
) {
  return { solutionId, name: view.solutionNames[solutionId] ?? solutionId, detail, consequence };
}

/** *Mind mig om det i morgen*. */
async function putOff(call: Call, where: { week: string; teamId: string }): Promise<CheckInOutcome> {
  if (where.week === weekOf(call.errand.now)) await openCheckIn(call.errand, where.teamId);
  const view = await snoozeCheckIn(call.errand, where);
  return { outcome: "stored", checkIn: itemOf(view), already: [], isKept: false };
}

const paramsSchema = z.object({ week: z.string().max(10), team: id });
export async function putCheckIn(call: Call): Promise<CheckInOutcome> {
  const { team, ...params } = paramsSchema.parse(call.params);
  const teamId = teamNow(call.directory, team);
  const week = parseWeek(params.week);
  if (week === null) throw new OmbordError("notFound");
  const given = checkInReply.parse(call.body);
  if (given.kind === "remind") return putOff(call, { week, teamId });
  const reply: CheckInReply =
    given.kind === "answer"
      ? { kind: "answer", given: given.answers, round: given.round }
      : { kind: given.kind, touched: given.touched ?? [], round: given.round };
  const seen = given.kind === "answer" ? given.seen : undefined;
  const answer = () => answerCheckIn(call.errand, { week, teamId, seen }, reply);
  const result = await answer().catch(async (error: unknown) => {
    // The page shows this week's questions before the timer has opened them; the answer opens them.
    const isUnopened = error instanceof OmbordError && error.code === "notFound" && week === weekOf(call.errand.now);
    if (!isUnopened) throw error;
    await openCheckIn(call.errand, teamId);
    return answer();
  });
  const { works = [], trials = [], steps = [] } = given;
  // What is asked along is taken even where somebody else was quicker with the levels: it is asked only once.
  const recorded = await answerFollowUps(call.errand, { week, teamId }, { works, trials, steps });
  if (works.length > 0 || result.hasMessages) call.deps.deliverSoon?.(call.tenantId);
  const { outcome, view, already = [], isKept = false } = result;
  // One that nobody has described yet is described in its own place.
  const known = already.filter(({ barrier }) => barrier.detail !== null);
  return {
    outcome,
    checkIn: itemOf(withDone(view, recorded)),
    already: known.map(({ solutionId, barrier }) => wordsOf(view, solutionId, barrier)),
    isKept,
  };
}
