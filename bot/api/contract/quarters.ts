import { z } from "zod";
import { directions } from "../../domain/check-in/change.ts";
import { longestQuarterWord } from "../../domain/quarter/limits.ts";
import { type Standing, standings } from "../../domain/standings.ts";
import { decisionKinds, decisionStates } from "../../domain/vocabulary.ts";
import { warning } from "./adoption.ts";
import { publication } from "./citizens.ts";
import { confirmed, count, date, named, week } from "./values.ts";

const levels = Object.fromEntries(standings.map((one) => [one, z.array(count)])) as Record<
  Standing,
  z.ZodArray<typeof count>
>;
const quarterId = z.string().regex(/^\d{4}-Q[1-4]$/);

const spread = z.strictObject({
  solutionId: z.string(),
  name: z.string(),
  teams: count,
  setAside: count,
  everyday: count,
  known: count,
  /** Teams that answered both now and a quarter before. */
  since: z.strictObject({ both: count, before: count, now: count, up: count, down: count }),
  direction: z.enum(directions),
  target: z.strictObject({ share: z.number(), due: date, scope: z.string() }).nullable(),
  expected: z.strictObject({ from: count, to: count.nullable() }).nullable(),
  levels: z.strictObject(levels),
});
export type QuarterSpreadItem = z.infer<typeof spread>;

const decision = z.strictObject({
  id: z.string(),
  kind: z.enum(decisionKinds),
  solutionId: z.string().nullable(),
  scope: z.string(),
  share: z.number().optional(),
  on: date,
  due: date.nullable(),
  state: z.enum(decisionStates),
  placeName: z.string(),
  /** What its writer has left of it. */
  text: z.string().nullable(),
  isGone: z.boolean(),
  by: z.string().nullable(),
  doer: z.string().nullable(),
});
export type QuarterDecisionItem = z.infer<typeof decision>;

/** `GET /api/quarters/{2026-Q4|current}[?area=…]`: the page of a quarter, for a manager of the area or of one above it. */
export const quarterAnswer = z.strictObject({
  quarter: z.strictObject({ id: quarterId, from: date, to: date }),
  /** An area, or `*` for the whole municipality. */
  place: named,
  places: z.array(named),
  /** Those that can be chosen, the newest first. */
  quarters: z.array(quarterId),
  closedOn: date.nullable(),
  /** The last day on which it can be written in; null when it is closed. */
  openUntil: date.nullable(),
  isOver: z.boolean(),
  teams: count,
  isFew: z.boolean(),
  answered: count,
  asked: count,
  weeks: z.array(week),
  solutions: z.array(spread),
  warnings: z.array(warning.extend({ sentence: z.string() })),
  decisions: z.array(decision),
  next: z.array(decision),
  words: z.array(z.strictObject({ solutionId: z.string(), text: z.string(), by: z.string(), isOwn: z.boolean() })),
  learnings: z.array(z.strictObject({ solutionName: z.string().nullable(), what: z.string(), learned: z.string() })),
  trials: z.strictObject({ running: count, finished: count }),
  published: publication.nullable(),
});
export type QuarterAnswer = z.infer<typeof quarterAnswer>;

/** `PUT /api/quarters/{2026-Q4}/words/{solution}[?area=…]`: what a manager wants to say; without words, theirs go. */
export const newQuarterWord = z.strictObject({ text: z.string().max(longestQuarterWord * 4), confirmed });
export type NewQuarterWord = z.input<typeof newQuarterWord>;
