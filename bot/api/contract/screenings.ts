import { z } from "zod";
import { personalDataKinds, screenedKinds, verdicts } from "../../domain/vocabulary.ts";
import { confirmed, date, id, instant } from "./values.ts";

const text = z.string().max(5000).optional();
const written = z.string().nullable();

const screening = z.strictObject({
  id: z.string(),
  about: z.enum(screenedKinds),
  /** What it is about, for whoever asked; null for the adviser, who sees what is asked and nothing else. */
  aboutId: z.string().nullable(),
  solutionName: z.string().nullable(),
  personalData: z.enum(personalDataKinds),
  question: written,
  development: written,
  operation: written,
  beforePurchase: written,
  beforeTest: written,
  beforeOperation: written,
  due: date,
  isLate: z.boolean(),
  askedBy: z.string(),
  createdAt: instant,
  answer: z.strictObject({ verdict: z.enum(verdicts), text: written, by: z.string(), at: instant }).nullable(),
  isMine: z.boolean(),
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
  mayDeleteText: z.boolean(),
});
export type ScreeningItem = z.infer<typeof screening>;

/** `GET /api/screenings[?about&id]`: about one thing; without, what is the person's to answer and what they have asked. */
export const screeningsAnswer = z.strictObject({
  items: z.array(screening),
  /** The person may ask about what is looked at, and there is somebody to ask. */
  mayAsk: z.boolean(),
});
export type ScreeningsAnswer = z.infer<typeof screeningsAnswer>;

/** `POST /api/screenings`. `id` is minted with the form; `due` is a week or two away. */
export const newScreening = z.strictObject({
  id: z.uuid(),
  about: z.enum(screenedKinds),
  aboutId: id,
  personalData: z.enum(personalDataKinds),
  question: text,
  development: text,
  operation: text,
  beforePurchase: text,
  beforeTest: text,
  beforeOperation: text,
  due: z.string().max(20),
  confirmed,
});
export type NewScreening = z.input<typeof newScreening>;

/** `PATCH /api/screenings/{id}`: the adviser answers; whoever asked takes it back, or takes the words out. */
export const screeningChange = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("answer"), verdict: z.enum(verdicts), text: z.string().max(5000), confirmed }),
  z.strictObject({ action: z.enum(["withdraw", "deleteText"]) }),
]);
export type ScreeningChangeBody = z.input<typeof screeningChange>;
