import { z } from "zod";
import { citizenAlternatives, citizenOutcomes, citizenReasons } from "../../domain/vocabulary.ts";
import { textChange } from "./texts.ts";
import { confirmed, count, date, id, instant, named } from "./values.ts";

const reasons = z.array(z.enum(citizenReasons)).max(citizenReasons.length);
const instead = z.array(z.enum(citizenAlternatives)).max(citizenAlternatives.length);
const outcome = z.enum(citizenOutcomes);

const citizenCaseItem = z.strictObject({
  id: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  solutionName: z.string().nullable(),
  reasons,
  instead,
  outcome,
  note: z.string().nullable(),
  /** Whether the person may delete or correct the note. */
  mayRewrite: z.boolean(),
  /** The last time that it was. */
  noteChange: textChange.nullable(),
  followUpOn: date.nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type CitizenCaseItem = z.infer<typeof citizenCaseItem>;

/** `GET /api/citizen-cases[?page=…]`, for those who may see the cases themselves. */
export const citizenCasesAnswer = z.strictObject({
  cases: z.array(citizenCaseItem),
  /** Where a case can be logged. */
  teams: z.array(named.extend({ solutions: z.array(named) })),
  next: z.string().optional(),
});
export type CitizenCasesAnswer = z.infer<typeof citizenCasesAnswer>;

/** `POST /api/citizen-cases`. `id` is minted with the form, so that sending twice stores once. */
export const newCitizenCase = z.strictObject({
  id: z.uuid(),
  teamId: id,
  solutionId: id.optional(),
  reasons,
  instead,
  outcome,
  followUpOn: z.string().max(20).optional(),
  note: z.string().max(5000).optional(),
  confirmed,
});
export type NewCitizenCase = z.input<typeof newCitizenCase>;

/** `PATCH /api/citizen-cases/{id}` */
export const citizenCaseChange = z.strictObject({
  outcome: outcome.optional(),
  followUpOn: z.string().max(20).nullable().optional(),
});

/** The answer to a change. */
export const changedCitizenCase = citizenCaseItem.omit({ teamName: true, solutionName: true });
export type ChangedCitizenCase = z.infer<typeof changedCitizenCase>;

/** In the order digital, hybrid, analog, open. */
const outcomes = z.array(count.nullable()).length(citizenOutcomes.length);

/** `GET /api/inclusion`: figures of the last four quarters; null is a figure under the limit, or one that would give it away. */
export const inclusionAnswer = z.strictObject({
  /** 0 when nothing is hidden. */
  limit: count,
  teams: count,
  total: count.nullable(),
  reasons: z.array(z.strictObject({ id: z.enum(citizenReasons), count })),
  instead: z.array(z.strictObject({ id: z.enum(citizenAlternatives), count })),
  /** Oldest first, `2026-Q4`. */
  quarters: z.array(z.strictObject({ id: z.string().regex(/^\d{4}-Q[1-4]$/), outcomes, total: count.nullable() })),
  solutions: z.array(named.extend({ outcomes })),
});
export type InclusionAnswer = z.infer<typeof inclusionAnswer>;
