import { z } from "zod";
import { competences, reflectionSteps } from "../../domain/reflection.ts";
import { confirmed } from "./values.ts";

const reflectionItem = z.strictObject({
  steps: z.partialRecord(z.enum(competences), z.enum(reflectionSteps)),
  practise: z.string().max(5000),
});
export type ReflectionItem = z.infer<typeof reflectionItem>;

/** `GET /api/reflection`: a manager's own, which nobody else is ever given; null for whoever is no manager. */
export const reflectionAnswer = z.strictObject({ mine: reflectionItem.nullable() });
export type ReflectionAnswer = z.infer<typeof reflectionAnswer>;

/** `PUT /api/reflection`; with nothing in it, it is deleted. */
export const newReflection = reflectionItem.extend({ confirmed });
export type NewReflection = z.input<typeof newReflection>;
