import { z } from "zod";
import { rewriters, rewritings } from "../../domain/rewriting.ts";
import { confirmed, instant } from "./values.ts";

/** `PUT /api/texts/{barrier|trial|citizenCase}/{id}/{place}`: another text in its place; null takes it out. */
export const newText = z.strictObject({ text: z.string().max(4000).nullable(), confirmed });
export type NewText = z.input<typeof newText>;

export const textOutcome = z.strictObject({ outcome: z.enum(["changed", "unchanged"]) });
export type TextOutcome = z.infer<typeof textOutcome>;

export const rewriter = z.enum(rewriters);
export const rewriting = z.enum(rewritings);

/** That a text was deleted or corrected: by whom in role, and when; never what it said. */
export const textChange = z.strictObject({ did: rewriting, as: rewriter, at: instant });
export type TextChangeItem = z.infer<typeof textChange>;
