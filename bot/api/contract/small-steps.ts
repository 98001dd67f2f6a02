import { z } from "zod";
import { smallStepKinds } from "../../domain/small-step/small-step.ts";
import { confirmed, date, id, instant, named, week } from "./values.ts";

const smallStepItem = z.strictObject({
  id: z.string(),
  kind: z.enum(smallStepKinds),
  solutionName: z.string(),
  /** Where it goes, by name. */
  places: z.array(z.string()),
  text: z.string(),
  /** The week whose card it stands on; announced the week before. */
  week,
  monday: date,
  by: named,
  /** Those of its teams that the reader helps, by name; who in a team did it is not known. */
  teams: z.array(z.strictObject({ id: z.string(), name: z.string(), doneAt: instant.nullable() })),
  isOver: z.boolean(),
  mayTakeBack: z.boolean(),
});
export type SmallStepItem = z.infer<typeof smallStepItem>;
export const smallStepAnswer = smallStepItem;

/** `GET /api/small-steps`: what navigators have sent to their teams, and what they may send. */
export const smallStepsAnswer = z.strictObject({
  items: z.array(smallStepItem),
  solutions: z.array(named),
  areas: z.array(named),
  /** The weeks that one can be meant for. */
  weeks: z.array(z.strictObject({ week, monday: date })),
});
export type SmallStepsAnswer = z.infer<typeof smallStepsAnswer>;

/** `POST /api/small-steps`; to all of the navigator's areas unless one is named. */
export const newSmallStep = z.strictObject({
  id: z.uuid(),
  solution: id,
  area: id.optional(),
  kind: z.enum(smallStepKinds),
  text: z.string().max(4000),
  week,
  confirmed,
});
export type NewSmallStep = z.input<typeof newSmallStep>;

/** `PATCH /api/small-steps/{id}` */
export const smallStepChange = z.strictObject({ action: z.literal("takeBack") });
export type SmallStepChange = z.input<typeof smallStepChange>;

/** `PUT /api/small-steps/{id}/teams/{team}`: what a team says of it, by whoever answers for the team. */
export const smallStepMark = z.strictObject({ isDone: z.boolean() });
export type SmallStepMark = z.input<typeof smallStepMark>;
