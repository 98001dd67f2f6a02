import { z } from "zod";
import { decisionKinds, decisionStates } from "../../domain/vocabulary.ts";
import { confirmed, date, id, instant, named } from "./values.ts";

const decisionItem = z.strictObject({
  id: z.string(),
  kind: z.enum(decisionKinds),
  about: z.strictObject({ kind: z.enum(["barrier", "warning", "solution", "trial"]), id: z.string() }),
  /** Where it holds: a team, an area or the municipality, by name. */
  scopeName: z.string(),
  solutionName: z.string().nullable(),
  /** Null when it needed no words, or when they have been deleted. */
  text: z.string().nullable(),
  isTextDeleted: z.boolean(),
  by: named,
  /** The manager's role: the area's name, or null for the whole municipality; null for a navigator. */
  as: z.strictObject({ area: z.string().nullable(), isStandIn: z.boolean() }).nullable(),
  doer: named.nullable(),
  due: date.nullable(),
  /** Of a target, in per cent. */
  share: z.number().optional(),
  state: z.enum(decisionStates),
  createdAt: instant,
  endedAt: instant.nullable(),
  /** Names of the first of those who have a message of it, and how many more there are. */
  told: z.array(z.string()),
  toldMore: z.number().int(),
  mayAnswer: z.boolean(),
  mayDelete: z.boolean(),
});
export type DecisionItem = z.infer<typeof decisionItem>;

/** `GET /api/decisions[?area&solution&state&q&limit&page]`: the log, the newest first. */
export const decisionsAnswer = z.strictObject({ items: z.array(decisionItem), next: z.string().optional() });
export type DecisionsAnswer = z.infer<typeof decisionsAnswer>;

/**
 * `POST /api/decisions`: what a manager decides about an early warning, a solution or a trial, in the `area` that is looked at or in
 * one `team` of it.
 */
export const newDecision = z.strictObject({
  kind: z.enum(decisionKinds),
  /** One of the three says what it is about. */
  warning: z.string().min(1).max(300).optional(),
  solution: id.optional(),
  trial: z.uuid().optional(),
  area: id.optional(),
  team: id.optional(),
  text: z.string().max(4000),
  due: z.string().max(10).optional(),
  /** Of a target: the share of the estimates in the two top levels, in per cent; everybody is never one. */
  share: z.number().int().min(1).max(99).optional(),
  confirmed,
});
export type NewDecision = z.input<typeof newDecision>;

/** `PATCH /api/decisions/{id}`: what became of it, or that its words go. */
export const decisionChange = z.discriminatedUnion("answer", [
  z.strictObject({ answer: z.enum(["done", "deleteText"]) }),
  z.strictObject({ answer: z.literal("later"), due: z.string().max(10) }),
  z.strictObject({ answer: z.literal("dropped"), text: z.string().max(4000), confirmed }),
]);
export type DecisionChange = z.input<typeof decisionChange>;

export const decisionAnswer = decisionItem;
