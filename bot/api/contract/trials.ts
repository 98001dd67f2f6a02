import { z } from "zod";
import { trialOutcomes, trialStates, trialTexts } from "../../domain/trial.ts";
import { citizenReasons } from "../../domain/vocabulary.ts";
import { textChange } from "./texts.ts";
import { confirmed, count, date, id, named, week } from "./values.ts";

const worked = z.enum(trialOutcomes);
const citizenReason = z.enum(citizenReasons);

/** A trial. From teams that the person may not see (`isOwn` false) it comes without team, person or date. */
export const trialItem = z.strictObject({
  id: z.string(),
  isOwn: z.boolean(),
  what: z.string(),
  teams: z.array(named),
  solutionId: z.string().nullable(),
  barrierId: z.string().nullable(),
  citizenReason: citizenReason.nullable(),
  /** It began with what is difficult for citizens. */
  isAboutCitizens: z.boolean(),
  /** Null, as `to`, in one from elsewhere. */
  from: date.nullable(),
  to: date.nullable(),
  weeks: count,
  hope: z.string().nullable(),
  state: z.enum(trialStates),
  learned: z.string().nullable(),
  worked: worked.nullable(),
  sideGains: z.string().nullable(),
  /** What was thought of before it began, and who was overlooked; null in one from elsewhere. */
  consequences: z.string().nullable(),
  duty: z.string().nullable(),
  heard: z.string().nullable(),
  overlooked: z.string().nullable(),
  shareable: z.boolean(),
  /** What the check-ins of the teams said, oldest first. */
  progress: z.array(z.strictObject({ week, teamId: z.string(), going: z.enum(["yes", "partly", "no"]) })),
  startedBy: named.nullable(),
  mayChange: z.boolean(),
  /** Its texts that the person may delete or correct. */
  rewritable: z.array(z.enum(trialTexts)),
  /** That a text was, oldest first. */
  rewritten: z.array(textChange.extend({ of: z.enum(trialTexts) })),
});
export type TrialItem = z.infer<typeof trialItem>;

/** `GET /api/trials?state&solution&area&team&barrier&q&limit&page`: the last changed first; finished ones are the library. */
export const trialsAnswer = z.strictObject({ items: z.array(trialItem), next: z.string().optional() });
export type TrialsAnswer = z.infer<typeof trialsAnswer>;

const text = z.string().max(4000);

/** `POST /api/trials`. With `barrierId` the teams and the solution are the barrier's when they are left out. */
export const trialStart = z.strictObject({
  id: z.uuid(),
  what: text,
  teamIds: z.array(id).max(100).optional(),
  solutionId: id.optional(),
  barrierId: z.uuid().optional(),
  citizenReason: citizenReason.optional(),
  from: z.string().max(10),
  to: z.string().max(10),
  hope: text.optional(),
  consequences: text.optional(),
  duty: text.optional(),
  heard: text.optional(),
  confirmed,
});
export type TrialStart = z.input<typeof trialStart>;

/** `PATCH /api/trials/{id}`. Problems: `trialOver`, `trialDates`, `noWords`, `personalData`, `personalDataWarning`. */
export const trialChange = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("change"),
    what: text,
    to: z.string().max(10),
    hope: text.optional(),
    confirmed,
  }),
  z.strictObject({
    action: z.literal("finish"),
    learned: text,
    worked,
    sideGains: text.optional(),
    overlooked: text.optional(),
    confirmed,
  }),
  z.strictObject({ action: z.literal("cancel") }),
  z.strictObject({ action: z.literal("share"), shareable: z.boolean() }),
]);
export type TrialChange = z.input<typeof trialChange>;

/** `GET /api/trials/shared`: for others to read, without team, person or date. */
export const sharedTrialsAnswer = z.strictObject({
  trials: z.array(
    z.strictObject({
      what: z.string(),
      solution: z.string().nullable(),
      citizenReason: citizenReason.nullable(),
      weeks: count,
      hope: z.string().nullable(),
      learned: z.string().nullable(),
      worked: worked.nullable(),
      sideGains: z.string().nullable(),
    }),
  ),
});
export type SharedTrialsAnswer = z.infer<typeof sharedTrialsAnswer>;
