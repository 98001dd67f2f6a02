import { z } from "zod";
import { benefitSides, solutionKinds } from "../../domain/vocabulary.ts";
import { confirmed, date, instant, named } from "./values.ts";

const text = z.string().max(5000).optional();
const written = z.string().nullable();
const road = z.enum(solutionKinds);

const benefit = z.strictObject({
  what: written,
  /** A function. */
  owner: written,
  zero: written,
  target: written,
  method: written,
  on: date.nullable(),
});
export type BenefitItem = z.infer<typeof benefit>;

const solutionCard = z.strictObject({
  task: written,
  goodFor: written,
  requestedBy: written,
  benefits: z.partialRecord(z.enum(benefitSides), benefit),
  drawbacks: written,
  workflow: written,
  replacesUntil: date.nullable(),
  /** A function. */
  helper: written,
  by: z.string(),
  at: instant,
});
export type SolutionCardItem = z.infer<typeof solutionCard>;

/** `GET /api/solution-cards/{solution}`, and the answer to a change. */
export const solutionCardAnswer = z.strictObject({
  /** Null while nothing is written. */
  card: solutionCard.nullable(),
  /** As the card says, or else the files. */
  road,
  replaces: written,
  /** What it replaces as the files say: so much is nothing that anybody has written on the card. */
  replacesByFiles: written,
  /** For `If-Match`. */
  version: z.string(),
  mayWrite: z.boolean(),
  mayDelete: z.boolean(),
  /** Tasks that are on cards already, for whoever may write. */
  tasks: z.array(z.string()),
  /** Other solutions whose cards name the same task. */
  sameTask: z.array(named),
  /** In many teams nobody else can help the others; false while fewer than the municipality's limit say so. */
  hangsOnFew: z.boolean(),
});
export type SolutionCardAnswer = z.infer<typeof solutionCardAnswer>;

const newBenefit = z.strictObject({
  what: text,
  owner: text,
  zero: text,
  target: text,
  method: text,
  on: z.string().max(20).optional(),
});

/** `PUT /api/solution-cards/{solution}`; with nothing in it, it is deleted. */
export const newSolutionCard = z.strictObject({
  task: text,
  goodFor: text,
  requestedBy: text,
  benefits: z.partialRecord(z.enum(benefitSides), newBenefit),
  drawbacks: text,
  workflow: text,
  road,
  replaces: text,
  replacesUntil: z.string().max(20).optional(),
  helper: text,
  confirmed,
});
export type NewSolutionCard = z.input<typeof newSolutionCard>;
