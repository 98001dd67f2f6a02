import { z } from "zod";
import type { CitizenCase } from "../domain/citizen-case.ts";
import { citizenAlternatives, citizenOutcomes, citizenReasons } from "../domain/vocabulary.ts";
import { type CitizenCaseView, listCitizenCases } from "../use-cases/list-citizen-cases.ts";
import { logCitizenCase } from "../use-cases/log-citizen-case.ts";
import { reportChoices } from "../use-cases/report-barrier.ts";
import { changeCitizenCase } from "../use-cases/update-citizen-case.ts";
import { viewInclusion } from "../use-cases/view-inclusion.ts";
import { actorOf, type Call } from "./call.ts";
import type { CitizenCaseItem, CitizenCasesAnswer, InclusionAnswer } from "./contract.ts";

const pageSchema = z.object({ page: z.string().max(2000).optional() });

export async function getCitizenCases(call: Call): Promise<CitizenCasesAnswer> {
  const { page } = pageSchema.parse(call.query);
  const now = call.now.toISOString();
  const { store } = call.deps;
  const { cases, next } = await listCitizenCases(store, actorOf(call), page, now);
  const { teams } = await reportChoices(store, actorOf(call), now);
  return { cases: cases.map(itemOf), teams, ...(next === undefined ? {} : { next }) };
}

function itemOf({ citizenCase, teamName, solutionName }: CitizenCaseView): CitizenCaseItem {
  return { ...shared(citizenCase), teamName, solutionName };
}

function shared({ id, teamId, reasons, instead, outcome, note, followUpOn, createdAt, updatedAt }: CitizenCase) {
  return { id, teamId, reasons, instead, outcome, note, followUpOn, createdAt, updatedAt };
}

const idSchema = z.string().min(1).max(200);
const caseSchema = z.object({
  id: z.uuid(),
  teamId: idSchema,
  solutionId: idSchema.optional(),
  reasons: z.array(z.enum(citizenReasons)).max(citizenReasons.length),
  instead: z.array(z.enum(citizenAlternatives)).max(citizenAlternatives.length),
  outcome: z.enum(citizenOutcomes),
  followUpOn: z.string().max(20).optional(),
  note: z.string().max(5000).optional(),
  confirmed: z.boolean().default(false),
});

/** Answers with the first page as it is now. */
export async function postCitizenCase(call: Call): Promise<CitizenCasesAnswer> {
  const given = caseSchema.parse(call.body);
  await logCitizenCase(call.deps.store, actorOf(call), given, call.now.toISOString());
  return getCitizenCases({ ...call, query: {} });
}

const paramsSchema = z.object({ id: idSchema });
const changeSchema = z.object({
  outcome: z.enum(citizenOutcomes).optional(),
  followUpOn: z.string().max(20).nullable().optional(),
});

export async function patchCitizenCase(call: Call): Promise<Omit<CitizenCaseItem, "teamName" | "solutionName">> {
  const { id } = paramsSchema.parse(call.params);
  const change = changeSchema.parse(call.body);
  const changed = await changeCitizenCase(call.deps.store, actorOf(call), { id, ...change }, call.now.toISOString());
  return shared(changed);
}

export async function getInclusion(call: Call): Promise<InclusionAnswer> {
  const { solutionNames, solutions, ...figures } = await viewInclusion(
    call.deps.store,
    actorOf(call),
    call.now.toISOString(),
  );
  return { ...figures, solutions: solutions.map((one) => ({ ...one, name: solutionNames[one.id] ?? one.id })) };
}
