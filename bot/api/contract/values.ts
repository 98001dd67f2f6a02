import { z } from "zod";
import { type ExtraAnswer, extraQuestions } from "../../domain/vocabulary.ts";

// What the schemas of the contract share. What is sent is bounded; what is answered is described.

/** Whatever somebody sends as an id. */
export const id = z.string().min(1).max(200);
export const date = z.iso.date();
export const instant = z.iso.datetime();
export const week = z.string().regex(/^\d{4}-W\d{2}$/);
export const count = z.int().min(0);
export const named = z.strictObject({ id: z.string(), name: z.string() });
export const extraAnswer = z.enum([...new Set(Object.values(extraQuestions).flat())] as [
  ExtraAnswer,
  ...ExtraAnswer[],
]);
/** The `confirmation` of the problem `personalDataWarning`, which holds for the text that was asked about; `true` for any. */
export const confirmed = z.union([z.boolean(), z.string().max(60)]).default(false);
