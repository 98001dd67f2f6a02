import { z } from "zod";
import { ambitionQuestions } from "../../domain/check-in/ambition.ts";
import { usageLevels } from "../../domain/vocabulary.ts";
import { confirmed, instant, named } from "./values.ts";

const ambitionItem = z.strictObject({
  answers: z.partialRecord(z.enum(ambitionQuestions), z.string().max(5000)),
  shared: z.boolean(),
  draft: z.boolean(),
  /** The level aimed for, by solution id. */
  targets: z.record(z.string().max(200), z.enum(usageLevels)),
});
export type AmbitionItem = z.infer<typeof ambitionItem>;

/** `GET /api/ambition`: one's own, null for somebody without a team, and what leaders have shared with their manager. */
export const ambitionAnswer = z.strictObject({
  mine: ambitionItem
    .extend({
      /** When it was last saved. */
      updatedAt: instant,
      /** It is half a year since, and time to look at it again. */
      isDueAgain: z.boolean(),
    })
    .nullable(),
  solutions: z.array(named),
  /** The names of the managers who read it once it is shared. */
  readers: z.array(z.string()),
  /** With the names of what there are targets for. */
  shared: z.array(ambitionItem.extend({ name: z.string(), solutions: z.array(named) })),
});
export type AmbitionAnswer = z.infer<typeof ambitionAnswer>;

/** `PUT /api/ambition` */
export const newAmbition = ambitionItem.extend({ confirmed });
export type NewAmbition = z.input<typeof newAmbition>;
