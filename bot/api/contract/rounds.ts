import { z } from "zod";
import { roundAnswers, roundKinds, roundQuestionIds } from "../../domain/check-in/round-questions.ts";
import { count, date, week } from "./values.ts";

const percent = z.number().int().min(0).max(100);

/** `GET /api/rounds`: what the rounds of questions came to, the latest first; empty for whoever is neither manager nor navigator. */
export const roundsAnswer = z.strictObject({
  rounds: z.array(
    z.strictObject({
      kind: z.enum(roundKinds),
      /** Null for the quarterly round. */
      solutionId: z.string().nullable(),
      /** The weeks that were answered in, both ends included. */
      from: week,
      to: week,
      publishedOn: date,
      limit: count,
      /** Only those that enough have answered; shares in whole per cent. */
      questions: z.array(
        z.strictObject({
          question: z.enum(roundQuestionIds),
          answered: count,
          shares: z.strictObject(
            Object.fromEntries(roundAnswers.map((answer) => [answer, percent])) as Record<
              (typeof roundAnswers)[number],
              typeof percent
            >,
          ),
        }),
      ),
    }),
  ),
});
export type RoundsAnswer = z.infer<typeof roundsAnswer>;
