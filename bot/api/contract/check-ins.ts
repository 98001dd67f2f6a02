import { z } from "zod";
import { checkInStates } from "../../domain/check-in/check-in.ts";
import { roundAnswers, roundQuestionIds } from "../../domain/check-in/round-questions.ts";
import { smallStepKinds } from "../../domain/small-step/small-step.ts";
import { trialProgress } from "../../domain/trial.ts";
import {
  barrierCategoryIds,
  barrierDetails,
  barrierStatuses,
  extraQuestionIds,
  resolutions,
  usageLevels,
} from "../../domain/vocabulary.ts";
import { date, extraAnswer, id, instant, week } from "./values.ts";

const level = z.enum(usageLevels);

/** What was reported about a solution, in the words that were chosen or typed. */
const reportedWords = z.strictObject({
  solutionId: z.string(),
  name: z.string(),
  detail: z.enum(barrierDetails).nullable(),
  consequence: z.string().nullable(),
});

/** One team's check-in of one week, as the person who may answer it sees it. */
const checkInItem = z.strictObject({
  week,
  teamId: z.string(),
  state: z.enum(checkInStates),
  /** The week is over: it can be read, not changed. */
  closed: z.boolean(),
  /** In the trade's own words. Prefilled with `previous`; at most one carries an extra question. */
  asked: z.array(
    z.strictObject({
      solutionId: z.string(),
      name: z.string(),
      extra: z.enum(extraQuestionIds).nullable(),
      previous: level.nullable(),
      /** Something was reported about it with this check-in, whether it was answered or skipped. */
      isReported: z.boolean(),
      /** When the old way ends, and the days until then; none or fewer when it has come. */
      oldWay: z.strictObject({ ends: date, days: z.number().int() }).optional(),
    }),
  ),
  /** By solution id; empty until answered. */
  answers: z.record(z.string(), z.strictObject({ level, extra: extraAnswer.nullable(), troubled: z.boolean() })),
  /** What was reported with it and is described by now. */
  reported: z.array(reportedWords),
  /** Something was reported with it, also when the week was skipped. */
  isTroubled: z.boolean(),
  /** The names of those who are told what is in the way. */
  helpers: z.array(z.string()),
  answeredAt: instant.nullable(),
  /** The name of whoever answered, when it was somebody else. */
  answeredByOther: z.string().nullable(),
  /** Solved barriers that the team is asked about at the top, once, with what was done. */
  toConfirm: z.array(
    z.strictObject({
      barrierId: z.string(),
      solutionName: z.string(),
      how: z.string().nullable(),
      resolution: z.enum(resolutions).nullable(),
    }),
  ),
  /** The week has a working day left on which the person can be reminded, and has not asked for that yet. */
  canBePutOff: z.boolean(),
  /** When the person is reminded; null when they have not asked for it. */
  remindsOn: date.nullable(),
  /** Trials under way that the team is asked about. */
  trials: z.array(z.strictObject({ id: z.string(), what: z.string() })),
  /** Small steps that stand on the card, the one for now first. */
  steps: z.array(
    z.strictObject({
      id: z.string(),
      stage: z.enum(["announced", "now"]),
      kind: z.enum(smallStepKinds),
      text: z.string(),
      solutionName: z.string(),
      /** The week that it is for. */
      week,
      isDone: z.boolean(),
    }),
  ),
  /** The question of a round, in the place of the one that takes turns; it may be left out. */
  round: z
    .strictObject({
      question: z.enum(roundQuestionIds),
      /** The solution that it is about, if it is about one. */
      name: z.string().nullable(),
      answer: z.enum(roundAnswers).nullable(),
    })
    .nullable(),
  /** One line back, on the receipt: what is true and most worth saying. Null where there is nothing, and before it is answered. */
  back: z
    .discriminatedUnion("kind", [
      /** So many weeks ago the team answered `from`, and now `to`, which is above it. */
      z.strictObject({
        kind: z.literal("way"),
        solutionName: z.string(),
        weeks: z.number().int(),
        from: level,
        to: level,
      }),
      /** Who began on what the team has reported, and when. */
      z.strictObject({ kind: z.literal("working"), solutionName: z.string(), by: z.string(), on: date }),
      /** Another team has shared something that worked. */
      z.strictObject({ kind: z.literal("tried"), solutionName: z.string() }),
      /** How many other teams answered in the week before: more than the municipality's limit. */
      z.strictObject({ kind: z.literal("answered"), teams: z.number().int() }),
    ])
    .nullable(),
});
export type CheckInItem = z.infer<typeof checkInItem>;

/** What became of something that somebody in the team reported. */
const reportedBarrier = z.strictObject({
  id: z.string(),
  solutionName: z.string(),
  category: z.enum(barrierCategoryIds).nullable(),
  detail: z.enum(barrierDetails).nullable(),
  status: z.enum(barrierStatuses),
  resolution: z.enum(resolutions).nullable(),
  parkedUntil: date.nullable(),
  /** What the team has been asked and has not answered; `text` is null where it was taken out. */
  question: z.strictObject({ by: z.string().nullable(), text: z.string().nullable() }).nullable(),
  updatedAt: instant,
});
export type ReportedBarrier = z.infer<typeof reportedBarrier>;

/** `GET /api/check-ins`: this week's check-ins of the teams that the person answers for. */
export const checkInsAnswer = z.strictObject({
  week,
  teams: z.array(
    z.strictObject({
      teamId: z.string(),
      name: z.string(),
      /** For whom the person is asked, and until when; null for a leader of the team. */
      standsIn: z.strictObject({ leader: z.string().nullable(), until: date.nullable() }).nullable(),
      checkIn: checkInItem.nullable(),
      barriers: z.array(reportedBarrier),
    }),
  ),
});
export type CheckInsAnswer = z.infer<typeof checkInsAnswer>;

/** What is said beside the questions, with whatever kind of reply. */
const beside = {
  round: z.enum(roundAnswers).optional(),
  works: z
    .array(z.strictObject({ barrierId: z.uuid(), works: z.boolean() }))
    .max(20)
    .optional(),
  trials: z
    .array(z.strictObject({ trialId: z.uuid(), going: z.enum(trialProgress) }))
    .max(20)
    .optional(),
  /** Small steps that the team has done. */
  steps: z.array(z.uuid()).max(5).optional(),
};

/** What stands on the form when it is answered in one press: the levels, flags and extra answers that were touched. */
const touched = z
  .array(
    z.strictObject({ solutionId: id, level: level.optional(), extra: extraAnswer.optional(), troubled: z.boolean() }),
  )
  .max(20)
  .optional();

/** `PUT /api/check-ins/{week}/{team}` */
export const checkInReply = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("answer"),
    /** Empty only where nothing but a round's question is asked. */
    answers: z
      .array(z.strictObject({ solutionId: id, level, extra: extraAnswer.optional(), troubled: z.boolean() }))
      .max(20),
    /** `answeredAt` of the check-in that the form was filled from. */
    seen: instant.nullable(),
    ...beside,
  }),
  z.strictObject({ kind: z.literal("asLast"), touched, ...beside }),
  z.strictObject({ kind: z.literal("skip"), touched, ...beside }),
  /** On the next working day, instead of the usual reminder. */
  z.strictObject({ kind: z.literal("remind") }),
]);
export type CheckInReply = z.input<typeof checkInReply>;

/** What came of a reply; `changedMeanwhile`: somebody else answered first, and nothing was stored. */
export const checkInOutcome = z.strictObject({
  outcome: z.enum(["stored", "unchanged", "changedMeanwhile"]),
  /** In its true state, whatever became of the reply. */
  checkIn: checkInItem,
  /** What was flagged and is reported already: nothing was reported a second time. */
  already: z.array(reportedWords),
  /** A flag was taken off that somebody has begun on: what was reported stands. */
  isKept: z.boolean(),
});
export type CheckInOutcome = z.infer<typeof checkInOutcome>;
