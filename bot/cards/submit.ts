import { z } from "zod";
import { parseWeek } from "../domain/calendar.ts";
import type { GivenAnswer } from "../domain/check-in.ts";
import { trialProgress } from "../domain/trial.ts";
import {
  barrierCategoryIds,
  barrierDetails,
  citizenAlternatives,
  citizenOutcomes,
  citizenReasons,
  contactWishes,
  type ExtraAnswer,
  extraQuestions,
  resolutions,
  usageLevels,
} from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import type { FormValues } from "./check-in-card.ts";

// What comes back from a card is untrusted: parsed here, once, into what the use cases take.

const idShape = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u;
const id = z.string().regex(idShape);
const week = z.string().refine((value) => parseWeek(value) !== null);
const uuid = z.uuid();
const text = z.string().max(4000);
const isOn = z.enum(["true", "false"]).transform((value) => value === "true");
const yesOrNo = z.enum(["yes", "no"]);
const progress = z.enum(trialProgress);
const listOf = <T extends string>(values: readonly T[]) =>
  text.transform((list) => [...new Set(list.split(",").filter((item) => item !== ""))]).pipe(z.array(z.enum(values)));

const origin = z.object({ week, team: id }).partial();
const draft = z.record(z.string().max(120), z.string().max(200));
const extras = Object.values(extraQuestions).flat();

const schemas = {
  checkIn: z.object({ week, team: id }),
  checkInForm: z.looseObject({ week, team: id, seen: z.iso.datetime().nullable().default(null) }),
  barrier: origin.extend({ barrier: uuid }),
  barrierCategory: origin.extend({ barrier: uuid, category: z.enum(barrierCategoryIds) }),
  barrierDescription: origin.extend({
    barrier: uuid,
    category: z.enum(barrierCategoryIds),
    detail: z.enum(barrierDetails),
    consequence: text.optional(),
    contact: z.enum(contactWishes).default("none"),
    confirmed: isOn.default(false),
  }),
  barrierTeam: z.object({ team: id }),
  barrierReport: z.object({ team: id, solution: id, form: uuid }),
  citizenForm: z.looseObject({ week: week.optional(), team: id.optional(), correcting: z.boolean().default(false) }),
  citizenCase: z.object({
    form: uuid,
    team: id.optional(),
    week: week.optional(),
    solution: id.optional(),
    reasons: listOf(citizenReasons).default([]),
    instead: listOf(citizenAlternatives).default([]),
    outcome: z.enum(citizenOutcomes).default("open"),
    followUpOn: text.optional(),
    note: text.optional(),
    confirmed: isOn.default(false),
    draft: draft.optional(),
    correcting: z.boolean().default(false),
  }),
  absence: origin.extend({ until: text.default("") }),
  barrierAsk: z.object({ barrier: uuid, askText: text.default(""), askConfirmed: isOn.default(false) }),
  barrierSolve: z.object({
    barrier: uuid,
    resolution: z.enum(resolutions),
    solveText: text.optional(),
    solveConfirmed: isOn.default(false),
  }),
  barrierSame: z.object({ barrier: uuid, sameAs: uuid }),
  barrierWait: z.object({
    barrier: uuid,
    next: z.enum(["others", "supplier", "park", "escalate", "decline"]),
    until: text.default(""),
    waitText: text.optional(),
    waitConfirmed: isOn.default(false),
  }),
  barrierTrial: z.object({
    barrier: uuid,
    trialWhat: text.default(""),
    trialWeeks: z.coerce.number().int().min(1).max(52).default(2),
    trialHope: text.optional(),
    trialConfirmed: isOn.default(false),
  }),
  barrierAnswer: z.object({ barrier: uuid, answer: text.default(""), confirmed: isOn.default(false) }),
  barrierReopen: z.object({ barrier: uuid, still: text.optional(), confirmed: isOn.default(false) }),
  channelScope: z.object({ scope: z.union([z.literal("*"), id]) }),
  barrierDialog: z.object({
    form: uuid,
    where: text.transform((value) => value.split("|")).pipe(z.tuple([id, id])),
    detail: z.enum(barrierDetails),
    text: text.optional(),
    contact: z.enum(contactWishes).default("none"),
    confirmed: isOn.default(false),
  }),
  nothing: z.object({}),
} as const;

export type SubmitKind = keyof typeof schemas;
export type Submitted<K extends SubmitKind> = z.infer<(typeof schemas)[K]>;

/** The data of a card action. Throws `OmbordError('invalid')`, naming the field but never its content. */
export function parseSubmit<K extends SubmitKind>(kind: K, data: unknown): Submitted<K> {
  const parsed = schemas[kind].safeParse(data ?? {});
  if (parsed.success) return parsed.data as Submitted<K>;
  const field = String(parsed.error.issues[0]?.path[0] ?? "data").slice(0, 40);
  throw new OmbordError("invalid", "invalid", { field });
}

/** The strings of a form as typed, to show it again; everything that is not a short string is left out. */
export function typedValues(data: unknown): FormValues {
  const entries = Object.entries(typeof data === "object" && data !== null ? data : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1].length <= 4000),
  );
}

/** The check-in's own inputs among the values, such as `level.x`. */
export function draftOf(values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) => /^(level|trouble|extra|works|trial)\./.test(key) && value.length <= 200,
    ),
  );
}

/** The answers of a check-in form: one for each `level.<solution>` with its toggle and extra question. */
export function givenAnswers(data: Submitted<"checkInForm">): GivenAnswer[] {
  const given: GivenAnswer[] = [];
  for (const [key, value] of Object.entries(data)) {
    if (!key.startsWith("level.") || value === "") continue;
    const solutionId = key.slice("level.".length);
    given.push({
      solutionId: solutionIdOf(solutionId, "level"),
      level: oneOf(usageLevels, value, "level"),
      troubled: isTroubled(data[`trouble.${solutionId}`]),
      ...extraOf(data[`extra.${solutionId}`]),
    });
  }
  return [...given, ...troubledOnly(data, given)];
}

/** A flagged solution whose level was left open is still in the way: its level counts as not known. */
function troubledOnly(data: Record<string, unknown>, given: GivenAnswer[]): GivenAnswer[] {
  return Object.entries(data)
    .filter(([key, value]) => key.startsWith("trouble.") && value === "true")
    .map(([key]) => key.slice("trouble.".length))
    .filter((solutionId) => !given.some((answer) => answer.solutionId === solutionId))
    .map((solutionId) => ({
      solutionId: solutionIdOf(solutionId, "trouble"),
      level: "unsure" as const,
      troubled: true,
    }));
}

/** What the check-in's form says about solved barriers (`works.<id>`) and trials (`trial.<id>`). */
export function alsoAnswered(data: Submitted<"checkInForm">) {
  const entries = Object.entries(data).filter(([, value]) => value !== "");
  const about = (prefix: string) => entries.filter(([key]) => key.startsWith(prefix));
  return {
    works: about("works.").map(([key, value]) => ({
      barrierId: read(uuid, key.slice("works.".length), "works"),
      works: read(yesOrNo, value, "works") === "yes",
    })),
    trials: about("trial.").map(([key, value]) => ({
      trialId: read(uuid, key.slice("trial.".length), "trial"),
      going: read(progress, value, "trial"),
    })),
  };
}

function extraOf(value: unknown): { extra?: ExtraAnswer } {
  return value === undefined || value === "" ? {} : { extra: oneOf(extras, value, "extra") };
}

// Compared here: a form has a dozen such fields, whose schemas took as long as the whole activity around them.

function oneOf<T extends string>(values: readonly T[], value: unknown, field: string): T {
  const found = values.find((one) => one === value);
  if (found === undefined) throw invalid(field);
  return found;
}

function solutionIdOf(value: string, field: string): string {
  if (!idShape.test(value)) throw invalid(field);
  return value;
}

function isTroubled(value: unknown): boolean {
  return value !== undefined && oneOf(["true", "false"], value, "trouble") === "true";
}

function read<T>(schema: z.ZodType<T>, value: unknown, field: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(field);
}

/** `field` is one of ours, never a key as it came: somebody could write anything into that. */
function invalid(field: string): OmbordError {
  return new OmbordError("invalid", "invalid", { field });
}
