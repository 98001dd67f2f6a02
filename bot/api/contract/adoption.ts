import { z } from "zod";
import { weekStates } from "../../domain/check-in/adoption.ts";
import { directions, type Span, spanIds } from "../../domain/check-in/change.ts";
import { trialStates } from "../../domain/trial.ts";
import {
  barrierCategoryIds,
  barrierDetails,
  decisionKinds,
  extraQuestionIds,
  rolloutStatuses,
  type SetAsideStatus,
  setAsideStatuses,
  solutionKinds,
  solutionPhases,
  usageLevels,
} from "../../domain/vocabulary.ts";
import { warningRules } from "../../domain/warnings.ts";
import { confirmed, count, date, extraAnswer, instant, week } from "./values.ts";

const level = z.enum(usageLevels);
const perSpan = Object.fromEntries(spanIds.map((span) => [span, level.optional()])) as Record<
  Span,
  z.ZodOptional<typeof level>
>;

/** One solution in one team. */
const teamSolution = z.strictObject({
  status: z.enum(rolloutStatuses),
  start: date.nullable(),
  /** One per week of the answer; null where there is no answer. */
  levels: z.array(level.nullable()),
  /** The newest answer, which may be older than the first of `weeks`. */
  latest: z.strictObject({ level, week, ageWeeks: count, stale: z.boolean() }).nullable(),
  /**
   * The level four weeks, a quarter and a year ago; absent where nothing was answered then or since, and across a break in the
   * question's words. The level now is `latest`.
   */
  before: z.strictObject(perSpan),
  /** The newest answer to each extra question. */
  extra: z.partialRecord(z.enum(extraQuestionIds), z.strictObject({ week, answer: extraAnswer })),
  /** Of an agreed exception: why, and when it is looked at again. */
  agreed: z.strictObject({ reason: z.string().nullable(), reviewOn: date.nullable() }).optional(),
  /** The date on which the old way ends here. */
  oldWayEnds: date.optional(),
});
export type TeamSolution = z.infer<typeof teamSolution>;

const teamAdoptionRow = z.strictObject({
  teamId: z.string(),
  name: z.string(),
  areaId: z.string(),
  /** One per week of the answer. */
  states: z.array(z.enum(weekStates)),
  /** By solution id; a solution that is not rolled out to the team is absent. */
  solutions: z.record(z.string(), teamSolution),
});
export type TeamAdoptionRow = z.infer<typeof teamAdoptionRow>;

const agreed = Object.fromEntries(setAsideStatuses.map((status) => [status, count])) as Record<
  SetAsideStatus,
  typeof count
>;

/** `before` and `now`: of `both`, the teams where it was and is a fixed part of every day. `up` and `down`: those that changed. */
const change = z.strictObject({ both: count, before: count, now: count, up: count, down: count });

/** How far one solution has come in a group of teams. Every figure counts teams, never people. */
const solutionSpread = z.strictObject({
  /** Teams where it is a pilot or in use. */
  teams: count,
  /** Teams that have agreed not to use it for now, by that agreement. */
  ...agreed,
  /** Teams by their newest answer, where that holds. */
  levels: z.partialRecord(level, count),
  /** Teams whose next answer was due and did not come. */
  stale: count,
  /** Teams that have never answered. */
  unanswered: count,
  /** Teams on each level per week, by the estimates in force; a level that nobody was on is absent. */
  weekly: z.partialRecord(level, z.array(count)),
  /** The share of the two top levels then and now, among the teams that answered both times in the same words. */
  changes: z.strictObject({ fourWeeks: change, quarter: change, year: change }),
  /** Whether it moves by more than chance; `unknown` where too few answered both times. */
  direction: z.enum(directions),
});
export type SolutionSpread = z.infer<typeof solutionSpread>;

/** A group of teams: an area with everything under it, or everything the person sees. */
const adoptionSummary = z.strictObject({
  teams: count,
  /** Teams that were asked, and of them those that answered, per week. */
  asked: z.array(count),
  answered: z.array(count),
  /** By solution id. */
  solutions: z.record(z.string(), solutionSpread),
});
export type AdoptionSummary = z.infer<typeof adoptionSummary>;

const target = z.strictObject({
  solutionId: z.string(),
  scope: z.string(),
  share: z.number(),
  due: date,
  scopeName: z.string(),
});

/** `GET /api/adoption?weeks=12[&area=…]` */
export const adoptionAnswer = z.strictObject({
  /** Oldest first; the last is the week we are in. */
  weeks: z.array(week),
  /** The weeks among them from which on the question had other words: no change is computed across them. */
  breaks: z.array(week),
  solutions: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      kind: z.enum(solutionKinds),
      phase: z.enum(solutionPhases),
      sharedRecords: z.boolean(),
      replaces: z.string().nullable(),
      /** How many are expected to use it; the least of them where `expectedUsersTo` is there. */
      expectedUsers: count.nullable(),
      /** The most of them, null for no upper end. */
      expectedUsersTo: count.nullable().optional(),
    }),
  ),
  /** What is aimed for here, in per cent of the estimates in the two top levels: the nearest target of each solution, and where it was set; absent while nothing is. */
  targets: z.array(target).optional(),
  /** Those that were set for an area here and hold for some of the teams that use the solution; absent while none is. */
  partTargets: z.array(target).optional(),
  /** What all of it is of: the areas that it fills, the teams beside them, and how many of the municipality's teams. */
  scope: z.strictObject({
    areas: z.array(z.string()),
    teams: z.array(z.string()),
    count,
    of: count,
    isWhole: z.boolean(),
  }),
  /** Every area that holds one of the teams, with the areas above it. */
  areas: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      parentAreaId: z.string().nullable(),
      /** Not all of its teams are among those shown: the summary is of a part of it. */
      isPart: z.boolean(),
      /** It may stand beside other areas: it is whole, and as many lead its teams as the municipality's limit asks for. */
      isComparable: z.boolean(),
      summary: adoptionSummary,
    }),
  ),
  teams: z.array(teamAdoptionRow),
  summary: adoptionSummary,
  /** Ids of the teams whose leader is away today without a stand-in: they are not asked. Why is not known here. */
  leaderAway: z.array(z.string()),
});
export type AdoptionAnswer = z.infer<typeof adoptionAnswer>;

/** `GET /api/solutions/{id}[?team=…]`: what is in the way of a solution and what is tried with it, counted. */
export const solutionBarriers = z.strictObject({
  barriers: z.array(z.strictObject({ category: z.enum(barrierCategoryIds).nullable(), open: count, closed: count })),
  trials: z.strictObject({ running: count, finished: count }),
  /** The share that the ambitions come to that leaders have shared with the manager who looks, in per cent below 100. */
  suggested: z.number().optional(),
  /** Each of them, where there is any; never with its team: the area around it, null for the whole municipality, and what was learned where it is shared. */
  tried: z
    .array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(barrierCategoryIds).nullable(),
        from: date,
        to: date,
        state: z.enum(trialStates),
        area: z.string().nullable(),
        learned: z.string().nullable(),
      }),
    )
    .optional(),
});
export type SolutionBarriers = z.infer<typeof solutionBarriers>;

/** `GET /api/teams/{id}`: where a team lies, and who can be asked about it. */
export const teamContact = z.strictObject({
  name: z.string(),
  /** The areas that hold it, the highest first. */
  areas: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  holders: z.array(
    z.strictObject({ role: z.enum(["leader", "standIn", "navigator"]), name: z.string(), upn: z.string() }),
  ),
});
export type TeamContact = z.infer<typeof teamContact>;

/** An early warning with the figures that raised it: counts of teams and weeks, and places on the scale (0–1). */
export const warning = z.strictObject({
  id: z.string(),
  rule: z.enum(warningRules),
  solutionId: z.string(),
  figures: z.record(z.string(), z.number()),
  /** The teams that it is about; empty when it is about all of them. */
  teamIds: z.array(z.string()),
});
export type Warning = z.infer<typeof warning>;

/** `GET /api/attention[?area=…]`: what needs somebody who looks after more than their own teams. */
export const attention = z.strictObject({
  warnings: z.array(warning),
  /** Warnings that a manager has decided about, until the decision's date. */
  decided: z.array(
    z.strictObject({
      warning,
      kind: z.enum(decisionKinds),
      text: z.string().nullable(),
      due: date.nullable(),
      by: z.string(),
      at: instant,
    }),
  ),
  /** Whether the person decides here: a manager. */
  mayDecide: z.boolean(),
  dismissed: z.array(z.strictObject({ warning, reason: z.string(), until: date })),
  escalated: z.array(
    z.strictObject({
      id: z.string(),
      teamId: z.string(),
      teamName: z.string(),
      solutionName: z.string(),
      category: z.enum(barrierCategoryIds).nullable(),
      detail: z.enum(barrierDetails).nullable(),
      consequence: z.string().nullable(),
      createdAt: instant,
    }),
  ),
  /** Teams that have not answered for some weeks running. */
  silent: z.array(z.strictObject({ teamId: z.string(), teamName: z.string(), weeks: count })),
  /** Agreed exceptions whose review date has come. */
  exceptions: z.array(
    z.strictObject({
      teamId: z.string(),
      teamName: z.string(),
      solutionId: z.string(),
      solutionName: z.string(),
      reason: z.string().nullable(),
      reviewOn: date,
    }),
  ),
  /** Ids of the teams where something is in the way that is not solved; what it is, this does not say. */
  troubled: z.array(z.string()),
});
export type Attention = z.infer<typeof attention>;

/** `PUT /api/attention/{warning}[?area=…]` puts a warning aside; answers with what is left. */
export const dismissal = z.strictObject({ reason: z.string().max(5000), until: z.string().max(20), confirmed });
export type Dismissal = z.input<typeof dismissal>;
