import { z } from "zod";
import { learningsFormat, learningsVersion } from "../../domain/learning.ts";
import { trialOutcomes } from "../../domain/trial.ts";
import { citizenReasons } from "../../domain/vocabulary.ts";
import { count } from "./values.ts";

const text = z.string().trim().min(1).max(1000);

const told = {
  what: text,
  solution: z.string().trim().min(1).max(200).nullable(),
  citizenReason: z.enum(citizenReasons).nullable(),
  weeks: z.int().min(0).max(60),
  hope: text.nullable(),
  learned: text,
  worked: z.enum(trialOutcomes).nullable(),
  sideGains: text.nullable(),
};

/** A file of learnings as one municipality writes it and another reads it, and the body of `POST /api/learnings`. */
export const learningsFile = z.strictObject({
  format: z.literal(learningsFormat),
  version: z.literal(learningsVersion),
  municipality: z.string().trim().min(2).max(100),
  learnings: z.array(z.strictObject({ id: z.string().regex(/^[0-9a-f]{16,64}$/), ...told })).max(500),
});
export type LearningsFile = z.infer<typeof learningsFile>;

/** `GET /api/learnings`: what other municipalities have learned; in no figure. */
export const learningsAnswer = z.strictObject({
  learnings: z.array(
    z.strictObject({ ...told, id: z.string(), municipality: z.string(), solutionId: z.string().nullable() }),
  ),
  /** The person may take learnings in and out. */
  mayKeep: z.boolean(),
});
export type LearningsAnswer = z.infer<typeof learningsAnswer>;

/** `POST /api/learnings/remove`: all that came from a municipality. */
export const learningsRemoval = z.strictObject({ municipality: z.string().min(1).max(100) });

/** How many were taken in, or out. */
export const learningsKept = z.strictObject({ count });
export type LearningsKept = z.infer<typeof learningsKept>;
