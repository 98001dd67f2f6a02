import { z } from "zod";
import { date } from "./values.ts";

const period = z.strictObject({ from: date, to: date });

/** `GET /api/absence`: when the person is away. Only the days are known, never why. */
export const absenceAnswer = z.strictObject({
  /** All that is kept, the earliest first; both days included. */
  periods: z.array(period),
  /** What is under way today. */
  current: period.nullable(),
  /** Who is asked meanwhile for each of the teams that the person leads; null where there is nobody. */
  teams: z.array(z.strictObject({ name: z.string(), standIn: z.string().nullable() })),
});
export type AbsenceAnswer = z.infer<typeof absenceAnswer>;

/** As many as are kept of one person, and one more than fits. */
const stood = z.array(period).max(21);

/** `PUT /api/absence` */
export const newAbsence = z.discriminatedUnion("kind", [
  /** Away in these days; where a period that is known begins on the first of them, its end moves. */
  z.strictObject({ kind: z.literal("away"), from: date, to: date }),
  /** Back today: what is under way ended yesterday. */
  z.strictObject({ kind: z.literal("back") }),
  /** Not away after all in the period that begins then, and has not begun. */
  z.strictObject({ kind: z.literal("cancel"), from: date }),
  /** As it was before, unless it has been changed since. */
  z.strictObject({ kind: z.literal("undo"), after: stood, before: stood }),
]);
export type NewAbsence = z.input<typeof newAbsence>;

/** What stands now, and what stood before. */
export const absenceOutcome = absenceAnswer.extend({ before: z.array(period) });
export type AbsenceOutcome = z.infer<typeof absenceOutcome>;
