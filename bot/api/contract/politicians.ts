import { z } from "zod";
import { councilQuestions } from "../../domain/council-questions.ts";
import { benefitSides } from "../../domain/vocabulary.ts";
import { publication } from "./citizens.ts";
import { count, named } from "./values.ts";

const written = z.string().nullable();
const found = z.strictObject({ word: z.string(), says: z.string() });

const solution = z.strictObject({
  id: z.string(),
  name: z.string(),
  goodFor: written,
  requestedBy: written,
  benefits: z.array(z.strictObject({ side: z.enum(benefitSides), what: z.string() })),
  drawbacks: written,
  /** Null where too few lead the teams. */
  spread: z.strictObject({ everyday: count, known: count, teams: count }).nullable(),
  criteria: z.array(z.strictObject({ digital: written, hybrid: written, analogue: written, decider: written })),
  learnings: z.array(
    z.strictObject({ what: z.string(), learned: z.string(), worked: z.enum(["yes", "partly", "no"]).nullable() }),
  ),
  questions: z.array(z.enum(councilQuestions)),
});
export type PoliticalSolutionItem = z.infer<typeof solution>;

/** `GET /api/politicians[?area=…]`: for managers, one page for each welfare task. */
export const politiciansAnswer = z.strictObject({
  place: named,
  places: z.array(named),
  tasks: z.array(
    z.strictObject({
      /** Null for a solution of which nobody has said what it is for. */
      task: written,
      solutions: z.array(solution),
      jargon: z.array(found),
      explained: z.array(found),
    }),
  ),
  published: publication.nullable(),
});
export type PoliticiansAnswer = z.infer<typeof politiciansAnswer>;
