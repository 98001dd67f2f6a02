import { z } from "zod";
import { resolutions } from "../../domain/vocabulary.ts";
import { barrierItem } from "./barriers.ts";
import { confirmed, count, id } from "./values.ts";

const words = { text: z.string().max(4000).optional(), confirmed };
const until = z.string().max(10);

/** `POST /api/barriers/many`: the same done to each of them. Nobody else is told before it can be undone no more. */
export const manyChange = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(99),
  change: z.discriminatedUnion("action", [
    z.strictObject({ action: z.enum(["see", "take"]) }),
    z.strictObject({ action: z.literal("assign"), to: id.nullable() }),
    z.strictObject({ action: z.literal("seenBefore"), sameAs: z.uuid() }),
    z.strictObject({ action: z.literal("solve"), resolution: z.enum(resolutions), until: until.optional(), ...words }),
    z.strictObject({ action: z.literal("ask"), until: until.optional(), ...words }),
    z.strictObject({ action: z.literal("park"), until, ...words }),
    z.strictObject({ action: z.literal("postpone"), until }),
  ]),
});
export type ManyChange = z.input<typeof manyChange>;

export const manyAnswer = z.strictObject({
  /** For `POST /api/barriers/many/undo`, as long as `undoSeconds`; null when nothing was changed. */
  undo: z.uuid().nullable(),
  undoSeconds: count,
  items: z.array(barrierItem),
  /** Those that were left as they were, and the code of why. */
  left: z.array(z.strictObject({ id: z.uuid(), because: z.string() })),
});
export type ManyAnswer = z.infer<typeof manyAnswer>;

export const manyUndo = z.strictObject({ undo: z.uuid() });
/** `left` are those that somebody has gone on with. */
export const undoneAnswer = z.strictObject({ items: z.array(barrierItem), left: count });
export type UndoneAnswer = z.infer<typeof undoneAnswer>;

const view = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** What stands in the board's address, by name. */
  filter: z.record(z.string().max(20), z.string().max(200)).refine((filter) => Object.keys(filter).length <= 20),
});

/** `GET|PUT /api/barriers/views`: the named views that the person has kept, all of them at once. */
export const boardViewsAnswer = z.strictObject({ views: z.array(view) });
export type BoardViewsAnswer = z.infer<typeof boardViewsAnswer>;
export const boardViewsChange = z.strictObject({ views: z.array(view).max(20), confirmed });

/** `GET /api/barriers/visits`: what wishes for a visit, area by area and team by team, with who speaks for the team now. */
export const visitsAnswer = z.strictObject({
  visits: z.array(
    z.strictObject({
      teamId: z.string(),
      teamName: z.string(),
      areaName: z.string(),
      contact: z.strictObject({ name: z.string(), upn: z.string() }).nullable(),
      items: z.array(barrierItem),
    }),
  ),
});
export type VisitsAnswer = z.infer<typeof visitsAnswer>;
