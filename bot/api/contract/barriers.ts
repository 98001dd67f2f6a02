import { z } from "zod";
import { barrierDeeds, liftSteps } from "../../domain/barrier/barrier.ts";
import {
  barrierCategoryIds,
  barrierDetails,
  barrierStatuses,
  contactWishes,
  formerDetailIds,
  resolutions,
} from "../../domain/vocabulary.ts";
import { rewriter } from "./texts.ts";
import { trialItem } from "./trials.ts";
import { confirmed, count, date, id, instant, named, week } from "./values.ts";

/** Somebody by name. */
const personRef = named;
export type PersonRef = z.infer<typeof personRef>;

/** What can be done to a barrier through `PATCH`, beside `describe`. */
export const barrierActions = [
  "see",
  "take",
  "ask",
  "answer",
  "comment",
  "assign",
  "startTrial",
  "wait",
  "postpone",
  "park",
  "escalate",
  "solve",
  "seenBefore",
  "decline",
  "confirm",
  "reopen",
  "liftDo",
  "liftWait",
  "liftDecline",
  "liftTake",
  "liftOn",
] as const;
export type BarrierActionName = (typeof barrierActions)[number];

const category = z.enum(barrierCategoryIds);
const detail = z.enum(barrierDetails);
const status = z.enum(barrierStatuses);
const resolution = z.enum(resolutions);

/** One barrier of the list and the board. */
export const barrierItem = z.strictObject({
  id: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  areaId: z.string(),
  solutionId: z.string(),
  solutionName: z.string(),
  status,
  category: category.nullable(),
  detail: detail.nullable(),
  consequence: z.string().nullable(),
  contact: z.enum(contactWishes),
  reportedBy: personRef,
  assignedTo: personRef.nullable(),
  resolution: resolution.nullable(),
  parkedUntil: date.nullable(),
  /** When it comes back to whoever has it. */
  comesBackOn: date.nullable(),
  /** Since when it has waited longer than agreed, also because nobody has touched it. */
  overdueSince: date.nullable(),
  /** Of how many teams it is, with those that are linked to it as the same. */
  teams: count,
  /** The barrier that it is the same as. */
  sameAs: z.string().nullable(),
  escalatedAt: instant.nullable(),
  /** While it is lifted and nothing is decided: since when, and whether whoever has taken it may go on without a decision. */
  lift: z.strictObject({ since: instant, isReturned: z.boolean() }).nullable(),
  resolvedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
  /** For `If-Match` when it is changed. */
  version: z.string(),
  /** What the person may do to it now; `startTrial` is done with `POST /api/trials`. */
  may: z.array(z.enum(barrierActions)),
});
export type BarrierItem = z.infer<typeof barrierItem>;

/**
 * `GET /api/barriers?area&team&solution&category&status=a,b&mine=true&free=true&visit=true&late=true&same=<id>&age=<days>&q=<words>&limit&page`:
 * the last changed first. `q` finds words of everything that one reads, by their beginnings, in what is open or was closed within twelve months. A page may be somewhat longer than `limit`.
 */
export const barriersAnswer = z.strictObject({ items: z.array(barrierItem), next: z.string().optional() });
export type BarriersAnswer = z.infer<typeof barriersAnswer>;

/** `GET /api/barriers/choices[?report=all]`: what can be filtered by, and where the person can report. */
export const barrierChoices = z.strictObject({
  areas: z.array(named.extend({ parentAreaId: z.string().nullable() })),
  solutions: z.array(named),
  teams: z.array(named.extend({ areaId: z.string() })),
  /** The person's teams with the solutions used there, in the trade's own words. */
  report: z.array(named.extend({ solutions: z.array(named) })),
  /** There are more of them, which come with `report=all`. */
  isCut: z.boolean(),
});
export type BarrierChoices = z.infer<typeof barrierChoices>;

const barrierEventItem = z.strictObject({
  at: instant,
  /** Null for what the clock did. */
  by: personRef.nullable(),
  did: z.enum(barrierDeeds),
  status: status.nullable(),
  resolution: resolution.nullable(),
  text: z.string().nullable(),
  /** Whom it was given to, or who does what is decided. */
  to: personRef.nullable(),
  until: date.nullable(),
  /** What it was to something that is lifted to a manager. */
  lift: z.enum(liftSteps).nullable(),
  /** The manager's role: the area's name, or null for the whole municipality. */
  decidedAs: z.strictObject({ area: z.string().nullable(), isStandIn: z.boolean() }).nullable(),
  /** The barrier that it was linked to, or the trial that began. */
  ref: z.string().nullable(),
  /** As whom somebody deleted or corrected a text (`by` is null then), and the place in the list of the step whose text it was; null for the description's. */
  as: rewriter.nullable(),
  of: count.nullable(),
});
export type BarrierEventItem = z.infer<typeof barrierEventItem>;

const similarItem = z.strictObject({
  id: z.string(),
  teamName: z.string(),
  status,
  detail: detail.nullable(),
  consequence: z.string().nullable(),
  resolution: resolution.nullable(),
  whatWorked: z.string().nullable(),
});
export type SimilarItem = z.infer<typeof similarItem>;

/** `GET /api/barriers/{id}`, and the answer to everything that changes one. */
export const barrierDetailAnswer = barrierItem.extend({
  /** Oldest first. */
  events: z.array(barrierEventItem),
  /** The question that waits for the team's answer. */
  question: z.strictObject({ text: z.string(), by: personRef.nullable(), at: instant }).nullable(),
  /** About the same solution and of the same category. */
  similar: z.strictObject({ solved: z.array(similarItem), open: z.array(similarItem) }),
  /** Open ones that may be one common task with it, itself among them; empty for whoever may not link them. */
  common: z.array(barrierItem),
  trials: z.array(trialItem),
  /** Finished trials that fit, from the library. */
  ideas: z.array(z.strictObject({ what: z.string(), learned: z.string().nullable() })),
  /** What the person may delete or correct: `consequence`, or the place of a step in `events`. */
  /** The note that asked for help with it; null for who may not read it. */
  citizenCaseId: z.string().nullable(),
  rewritable: z.array(z.string()),
  /** Who can be named as the one who does what a manager decides; empty for those who may not decide. */
  doers: z.array(personRef),
  /** The names of the managers that it can be lifted on to. */
  above: z.array(z.string()),
  /** Whom it can be given to; empty for those who may not. */
  assignable: z.array(personRef),
});
export type BarrierDetailAnswer = z.infer<typeof barrierDetailAnswer>;

const text = z.string().max(4000).optional();

const descriptionInput = z.strictObject({
  category,
  /** Also what it was called before. */
  detail: z.enum([...barrierDetails, ...formerDetailIds]),
  consequence: text,
  contact: z.enum(contactWishes),
  confirmed,
});
export type DescriptionInput = z.input<typeof descriptionInput>;

/** `POST /api/barriers`. `id` is a uuid minted with the form, so that sending it twice stores it once. */
export const barrierReport = z.strictObject({
  id: z.uuid(),
  teamId: id,
  solutionId: id,
  told: descriptionInput.optional(),
});
export type BarrierReport = z.input<typeof barrierReport>;

const words = { text, confirmed };
/** When it comes back; a week from now where it can be left out. */
const until = z.string().max(10);

/**
 * `PATCH /api/barriers/{id}` with `If-Match: <version>`. Problems: `conflict` for an old version, `barrierTaken`, `barrierNotNow`,
 * `barrierClosed`, `liftDecided`, `nobodyAbove`, `notADoer`, `noWords`, `pastDate`, `impossibleDate`, `sameBarrier`, `notANavigator`, `personalData`, `personalDataWarning`.
 */
export const barrierChange = z.discriminatedUnion("action", [
  z.strictObject({ action: z.enum(["see", "take", "confirm"]) }),
  z.strictObject({ action: z.enum(["answer", "comment", "decline", "escalate", "reopen"]), ...words }),
  z.strictObject({ action: z.literal("ask"), until: until.optional(), ...words }),
  z.strictObject({ action: z.literal("assign"), to: id.nullable() }),
  z.strictObject({ action: z.literal("wait"), supplier: z.boolean().optional(), until: until.optional(), ...words }),
  z.strictObject({ action: z.literal("postpone"), until }),
  z.strictObject({ action: z.literal("park"), until, ...words }),
  z.strictObject({ action: z.literal("solve"), resolution, until: until.optional(), ...words }),
  z.strictObject({ action: z.literal("seenBefore"), sameAs: z.uuid() }),
  z.strictObject({ action: z.literal("liftDo"), doer: id.nullable(), until: z.string().max(10), ...words }),
  z.strictObject({ action: z.literal("liftWait"), until: z.string().max(10), ...words }),
  z.strictObject({ action: z.enum(["liftDecline", "liftOn"]), ...words }),
  z.strictObject({ action: z.literal("liftTake") }),
  descriptionInput.extend({ action: z.literal("describe") }),
]);
export type BarrierChange = z.input<typeof barrierChange>;

const hours = z.number().min(0).nullable();

/** `GET /api/barriers/times[?area]`: a year by solution and topic, the most reported first. */
export const barrierTimesAnswer = z.strictObject({
  lines: z.array(
    z.strictObject({
      solutionId: z.string(),
      solutionName: z.string(),
      category: category.nullable(),
      reported: count,
      /** Medians, from being reported. */
      hoursToReaction: hours,
      hoursToSolved: hours,
      hoursToConfirmed: hours,
      /** In the way still after it was solved. */
      cameBack: count,
      /** How many teams have met it, and those that met it again after it was closed with them. */
      teams: count,
      againIn: z.array(named),
    }),
  ),
});
export type BarrierTimesAnswer = z.infer<typeof barrierTimesAnswer>;

/** `GET /api/barriers/figures?weeks=12[&area]`: what happened week by week, oldest first, and where things stand. */
export const barrierFiguresAnswer = z.strictObject({
  weeks: z.array(
    z.strictObject({
      week,
      reported: count,
      taken: count,
      solved: count,
      confirmed: count,
      closedUnanswered: count,
      reopened: count,
      declined: count,
      medianHoursToReaction: hours,
      medianHoursToConfirmed: hours,
      oldestUntouchedDays: count.nullable(),
    }),
  ),
  now: z.strictObject({ open: count, untouched: count, oldestUntouchedSince: instant.nullable() }),
});
export type BarrierFiguresAnswer = z.infer<typeof barrierFiguresAnswer>;
