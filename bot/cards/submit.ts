import { z } from "zod";
import { parseDate, parseWeek } from "../domain/calendar.ts";
import type { GivenAnswer, TouchedAnswer } from "../domain/check-in/check-in.ts";
import { type RoundAnswer, roundAnswers } from "../domain/check-in/round-questions.ts";
import { followUpChoices } from "../domain/citizen/again.ts";
import { trialProgress } from "../domain/trial.ts";
import {
  barrierCategoryIds,
  barrierDetails,
  citizenAlternatives,
  citizenOutcomes,
  citizenReasonGroupIds,
  citizenReasons,
  contactWishes,
  type ExtraAnswer,
  extraQuestions,
  formerAlternativeIds,
  formerDetailIds,
  resolutions,
  usageLevels,
} from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { roundInput } from "./check-in-card.ts";
import { isEmpty, typedValues } from "./typed-values.ts";

// What comes back from a card is untrusted: parsed here, once, into what the use cases take.

const idShape = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u;
const id = z.string().regex(idShape);
const week = z.string().refine((value) => parseWeek(value) !== null);
const uuid = z.uuid();
const text = z.string().max(4000);
/** A toggle: some clients send what the card says is on or off, others a boolean. */
const isOn = z.union([z.boolean(), z.enum(["true", "false"])]).transform((value) => value === true || value === "true");
const yesOrNo = z.enum(["yes", "no"]);
/** What was asked about, as its button sends it; a tick is for any words. */
const confirmed = z.union([isOn, z.string().max(60)]).default(false);
const progress = z.enum(trialProgress);
/** The barriers that a card told of together, to lead back to. */
const among = text
  .transform((list) => list.split(",").filter((item) => item !== ""))
  .pipe(z.array(uuid).max(20))
  .default([]);
/** Several choices come as `a,b`, from some clients as `,a` or `a, b`, and from none that we know of as a list. */
const listOf = <T extends string>(values: readonly T[]) =>
  z
    .union([text.transform((list) => list.split(",")), z.array(z.string().max(100)).max(100)])
    .transform((items) => [...new Set(items.map((item) => item.trim()).filter((item) => item !== ""))])
    .pipe(z.array(z.enum(values)));

/** Those that a grouped card tells of, chosen or all. */
const someBarriers = text
  .transform((list) => [...new Set(list.split(",").map((item) => item.trim()))].filter((item) => item !== ""))
  .pipe(z.array(uuid).max(100))
  .default([]);

const origin = z.object({ week, team: id }).partial();
const draft = z.record(z.string().max(120), z.string().max(200));
const day = z.string().refine((value) => parseDate(value) !== null);
/** `2026-12-03/2026-12-10,…`, as the absence card writes them. */
const periods = z
  .string()
  .max(600)
  .transform((list) => list.split(",").map((item) => item.split("/")))
  .pipe(z.array(z.tuple([day, day])))
  .transform((list) => list.map(([from, to]) => ({ from, to })));
/** An older card sends what it was called then. */
const detail = z.enum([...barrierDetails, ...formerDetailIds]);
const extras = Object.values(extraQuestions).flat();

const schemas = {
  checkIn: z.object({ week, team: id, draft: draft.optional() }),
  step: z.object({ week, team: id, step: uuid }),
  checkInForm: z.looseObject({ week, team: id, seen: z.iso.datetime().nullable().default(null) }),
  checkInBoth: z.looseObject({ week, team: id, beside: id }),
  barrier: origin.extend({ barrier: uuid }),
  /** With what was typed on the second step before *Tilbage*. */
  barrierCategory: origin.extend({
    barrier: uuid,
    category: z.enum(barrierCategoryIds).optional(),
    consequence: text.optional(),
    contact: z.enum(contactWishes).optional(),
  }),
  barrierLater: origin.extend({
    barrier: uuid,
    category: z.enum(barrierCategoryIds).optional(),
    detail: detail.optional(),
    consequence: text.optional(),
    contact: z.enum(contactWishes).default("none"),
    confirmed,
  }),
  barrierDescription: origin.extend({
    barrier: uuid,
    category: z.enum(barrierCategoryIds),
    detail: detail.optional(),
    consequence: text.optional(),
    contact: z.enum(contactWishes).default("none"),
    confirmed,
  }),
  barrierWords: origin.extend({ barrier: uuid, words: text.optional(), confirmed }),
  barrierOne: z.object({ barrier: someBarriers, all: someBarriers }),
  barrierReuse: z.object({ barrier: uuid, from: uuid }),
  barrierTeam: z.object({ team: id.optional(), solution: id.optional() }),
  /** `fresh`: there is something new about what is reported already. */
  barrierReport: origin.extend({ team: id, solution: id.optional(), form: uuid, fresh: isOn.default(false) }),
  citizenForm: z.looseObject({ week: week.optional(), team: id.optional(), correcting: isOn.default(false) }),
  citizenCase: whole({
    form: uuid,
    team: id.optional(),
    week: week.optional(),
    solution: id.optional(),
    reasons: listOf(citizenReasons).default([]),
    instead: listOf([...citizenAlternatives, ...formerAlternativeIds]).default([]),
    groups: listOf(citizenReasonGroupIds).default([]),
    relatives: isOn.default(false),
    helpWanted: isOn.default(false),
    again: z.enum(["none", "date", ...followUpChoices]).optional(),
    outcome: z.enum(citizenOutcomes).default("open"),
    followUpOn: text.optional(),
    note: text.optional(),
    confirmed,
    draft: draft.optional(),
    correcting: isOn.default(false),
  }),
  followUp: z.object({
    case: uuid,
    outcome: z.enum(citizenOutcomes).optional(),
    again: z.enum(followUpChoices).optional(),
  }),
  absence: origin.extend({
    from: text.optional(),
    until: text.optional(),
    periods: periods.optional(),
    after: periods.optional(),
    before: periods.optional(),
    draft: draft.optional(),
  }),
  saidRemind: z.object({ on: day }),
  saidRhythm: z.object({
    rhythm: z.enum(["everyWeek", "everySecondWeek"]),
    teams: text
      .transform((list) => list.split(",").map((item) => item.trim()))
      .pipe(z.array(id).max(40))
      .default([]),
  }),
  barrierAsk: z.object({ barrier: uuid, askText: text.default(""), askConfirmed: confirmed }),
  barrierSolve: z.object({
    barrier: uuid,
    resolution: z.enum(resolutions).optional(),
    solveText: text.optional(),
    solveUntil: text.optional(),
    solveConfirmed: confirmed,
  }),
  barrierSame: z.object({ barrier: uuid, sameAs: uuid.optional() }),
  barrierWait: z.object({
    barrier: uuid,
    next: z.enum(["others", "supplier", "park", "escalate", "decline"]).optional(),
    until: text.default(""),
    waitText: text.optional(),
    waitConfirmed: confirmed,
  }),
  barrierTrial: z.object({
    barrier: uuid,
    trialWhat: text.default(""),
    trialWeeks: z.coerce.number().int().min(1).max(52).default(2),
    trialHope: text.optional(),
    trialConfirmed: confirmed,
  }),
  liftDo: z.object({
    barrier: uuid,
    doText: text.default(""),
    doer: text.optional(),
    doUntil: text.default(""),
    doConfirmed: confirmed,
  }),
  liftWait: z.object({
    barrier: uuid,
    waitText: text.default(""),
    waitUntil: text.default(""),
    waitConfirmed: confirmed,
  }),
  liftDecline: z.object({ barrier: uuid, declineText: text.default(""), declineConfirmed: confirmed }),
  decision: z.object({ decision: uuid }),
  dialogue: z.object({ team: id }),
  decisionLater: z.object({ decision: uuid, laterUntil: text.default("") }),
  decisionDropped: z.object({ decision: uuid, droppedText: text.default(""), droppedConfirmed: confirmed }),
  liftOn: z.object({ barrier: uuid, onText: text.optional(), onConfirmed: confirmed }),
  barrierShow: z.object({ barrier: uuid, among }),
  barrierNews: z.object({ among }),
  barrierAnswer: z.object({ barrier: uuid, answer: text.default(""), confirmed, among }),
  barrierReopen: z.object({ barrier: uuid, still: text.optional(), confirmed, among }),
  channelScope: z.object({ scope: z.union([z.literal("*"), id]).optional() }),
  barrierDialog: z.object({
    form: uuid,
    where: text
      .transform((value) => value.split("|"))
      .pipe(z.tuple([id, id]))
      .optional(),
    detail: detail.optional(),
    text: text.optional(),
    contact: z.enum(contactWishes).default("none"),
    confirmed,
  }),
  nothing: z.object({}),
} as const;

/** Some answers stand in several inputs of the card, `reasons.health` and others: they are one. */
function whole<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((data) => {
    const values = Object.entries(data as Record<string, unknown>);
    const parts = values.filter(([key]) => key.includes("."));
    const names = new Set(parts.map(([key]) => key.slice(0, key.indexOf("."))));
    const joined = [...names].map((name) => {
      const given = values.flatMap(([key, value]) => (key === name || key.startsWith(`${name}.`) ? [value] : []));
      return [name, given.flat().join(",")] as const;
    });
    return { ...Object.fromEntries(values), ...Object.fromEntries(joined) };
  }, z.object(shape));
}

export type SubmitKind = keyof typeof schemas;
export const submitKinds = Object.keys(schemas) as SubmitKind[];
export type Submitted<K extends SubmitKind> = z.infer<(typeof schemas)[K]>;

/** The data of a card action. Throws `OmbordError('invalid')`, naming the field but never its content. */
export function parseSubmit<K extends SubmitKind>(kind: K, data: unknown): Submitted<K> {
  const parsed = schemas[kind].safeParse(filled(data ?? {}));
  if (parsed.success) return parsed.data as Submitted<K>;
  const field = String(parsed.error.issues[0]?.path[0] ?? "data").slice(0, 40);
  throw new OmbordError("invalid", "invalid", { field });
}

/** What a form says. What a client sends empty is empty, whether as nothing, `null` or `""`: all three are left out. */
function filled(data: unknown): unknown {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return data;
  const entries = Object.entries(data).flatMap(([key, value]): [string, unknown][] => {
    if (isEmpty(value)) return [];
    return [[key, key === "draft" ? typedValues(value) : value]];
  });
  return Object.fromEntries(entries);
}

/** The answers of a check-in form: one for each `level.<solution>` with its toggle and extra question. */
export function givenAnswers(data: Submitted<"checkInForm">): GivenAnswer[] {
  const given: GivenAnswer[] = [];
  for (const [key, value] of Object.entries(data)) {
    if (!key.startsWith("level.")) continue;
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

/** What stands on the form beside *Som sidst* and *Ikke i denne uge*. */
export function touchedAnswers(data: Submitted<"checkInForm">): TouchedAnswer[] {
  const solutions = Object.keys(data).flatMap((key) => /^(?:level|trouble|extra)\.(.+)$/.exec(key)?.[1] ?? []);
  return [...new Set(solutions)].map((solutionId) => {
    const level = data[`level.${solutionId}`];
    return {
      solutionId: solutionIdOf(solutionId, "level"),
      ...(level === undefined ? {} : { level: oneOf(usageLevels, level, "level") }),
      troubled: isTroubled(data[`trouble.${solutionId}`]),
      ...extraOf(data[`extra.${solutionId}`]),
    };
  });
}

/** A flagged solution whose level was left open is still in the way: its level counts as not known. */
function troubledOnly(data: Record<string, unknown>, given: GivenAnswer[]): GivenAnswer[] {
  return Object.entries(data)
    .filter(([key, value]) => key.startsWith("trouble.") && (value === true || value === "true"))
    .map(([key]) => key.slice("trouble.".length))
    .filter((solutionId) => !given.some((answer) => answer.solutionId === solutionId))
    .map((solutionId) => ({
      solutionId: solutionIdOf(solutionId, "trouble"),
      level: "unsure" as const,
      troubled: true,
    }));
}

/** What the check-in's form says about solved barriers (`works.<id>`), trials (`trial.<id>`) and small steps (`step.<id>`). */
export function followUpAnswers(data: Submitted<"checkInForm">) {
  const entries = Object.entries(data);
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
    steps: about("step.").flatMap(([key, value]) =>
      read(isOn, value, "step") ? [read(uuid, key.slice("step.".length), "step")] : [],
    ),
  };
}

/** What the check-in's form says to the round's question, if anything. */
export function roundAnswer(data: Submitted<"checkInForm">): RoundAnswer | undefined {
  const value = data[roundInput];
  return value === undefined ? undefined : oneOf(roundAnswers, value, "round");
}

function extraOf(value: unknown): { extra?: ExtraAnswer } {
  return value === undefined ? {} : { extra: oneOf(extras, value, "extra") };
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
  return value !== undefined && read(isOn, value, "trouble");
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
