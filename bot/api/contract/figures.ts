import { z } from "zod";
import { type Standing, standings } from "../../domain/standings.ts";
import { trialStates } from "../../domain/trial.ts";
import { barrierCategoryIds, barrierDetails, decisionKinds, decisionStates } from "../../domain/vocabulary.ts";
import { count, date, week } from "./values.ts";

const levels = Object.fromEntries(standings.map((one) => [one, z.array(count)])) as Record<
  Standing,
  z.ZodArray<typeof count>
>;

/** What is marked on the weeks of one solution. */
const weekMark = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.enum(["decided", "due"]),
    week,
    date,
    decision: z.enum(decisionKinds),
    state: z.enum(decisionStates),
  }),
  z.strictObject({ kind: z.literal("trial"), week, untilWeek: week, date, until: date, state: z.enum(trialStates) }),
  z.strictObject({ kind: z.literal("holiday"), week, names: z.array(z.string()) }),
  z.strictObject({ kind: z.literal("quiet"), week }),
]);
export type WeekMark = z.infer<typeof weekMark>;

/** `GET /api/levels?weeks=52[&area=…][&solution=…]`: how many teams stood at each level, week by week. */
export const levelsAnswer = z.strictObject({
  /** Oldest first; the last is the week we are in. */
  weeks: z.array(week),
  solutions: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      /** Per week; `noEstimate` are teams without an estimate that holds. */
      levels: z.strictObject(levels),
      /** What is aimed for here, in per cent of the estimates, and where it was set; absent while nothing is. */
      target: z.strictObject({ share: z.number(), due: date, scopeName: z.string() }).optional(),
    }),
  ),
  /** Of the solution that is named; none where none is. */
  marks: z.array(weekMark),
});
export type LevelsAnswer = z.infer<typeof levelsAnswer>;

const category = z.enum(barrierCategoryIds);
const detail = z.enum(barrierDetails).nullable();

/** `GET /api/causes[?area=…]`: what has been reported in a year, by cause across solutions and by area. */
export const causesAnswer = z.strictObject({
  teams: count,
  /** Teams that have reported something. */
  reporting: count,
  /** No figure stands on fewer teams than this; 1 for whoever reads the barriers themselves. */
  limit: count,
  /** Categories, most reported first, each before its details; one without a category is everything that has no line of its own. */
  causes: z.array(
    z.strictObject({ category: category.nullable(), detail, reported: count, open: count, teams: count }),
  ),
  areas: z.array(
    z.strictObject({
      /** Null for the areas together that are too small to stand alone. */
      id: z.string().nullable(),
      name: z.string().nullable(),
      teams: count,
      reported: count,
      /** What stands on enough teams; the rest of `reported` is everything else. */
      byCategory: z.partialRecord(category, count),
    }),
  ),
});
export type CausesAnswer = z.infer<typeof causesAnswer>;
