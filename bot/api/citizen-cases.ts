import { z } from "zod";
import { askedOf, type CitizenCase } from "../domain/citizen-case.ts";
import { reportChoices } from "../use-cases/barrier/report-barrier.ts";
import { type CitizenCaseView, listCitizenCases } from "../use-cases/citizen/list-citizen-cases.ts";
import { logCitizenCase } from "../use-cases/citizen/log-citizen-case.ts";
import { changeCitizenCase } from "../use-cases/citizen/update-citizen-case.ts";
import { viewInclusion } from "../use-cases/citizen/view-inclusion.ts";
import { viewPublished } from "../use-cases/citizen/view-published.ts";
import { type Call, withDirectory } from "./call.ts";
import {
  type ChangedCitizenCase,
  type CitizenCaseItem,
  type CitizenCasesAnswer,
  type CitizenFiguresAnswer,
  citizenCaseChange,
  type InclusionAnswer,
  newCitizenCase,
} from "./contract/citizens.ts";
import { id } from "./contract/values.ts";
import { openMark, sealMark } from "./page-marks.ts";
import { noteItem } from "./texts.ts";

export const citizenCasesQuery = z.object({ page: z.string().max(2000).optional() });

export async function getCitizenCases(call: Call): Promise<CitizenCasesAnswer> {
  const page = await openMark(call, "citizenCases", citizenCasesQuery.parse(call.query).page);
  const { cases, next: mark } = await listCitizenCases(call.errand, page);
  const next = await sealMark(call, "citizenCases", mark);
  const { teams } = reportChoices(call.errand);
  return { cases: cases.map((one) => itemOf(call, one)), teams, ...(next === undefined ? {} : { next }) };
}

function itemOf(call: Call, { citizenCase, teamName, solutionName }: CitizenCaseView): CitizenCaseItem {
  return { ...shared(call, citizenCase), teamName, solutionName };
}

function shared(call: Call, citizenCase: CitizenCase) {
  const { id, teamId, reasons, groups = [], instead, outcome, note, followUpOn, createdAt, updatedAt } = citizenCase;
  const { relatives = false, barrierId = null, unanswered = false } = citizenCase;
  const given = { id, teamId, reasons, groups, instead, outcome, note, followUpOn, createdAt, updatedAt };
  return {
    ...given,
    ...noteItem(call, citizenCase),
    relatives,
    barrierId,
    unanswered,
    isDue: askedOf(citizenCase) !== null,
  };
}

/** Answers with the first page as it is now. */
export async function postCitizenCase(call: Call): Promise<CitizenCasesAnswer> {
  const given = newCitizenCase.parse(call.body);
  const { directory } = await logCitizenCase(call.errand, given);
  return getCitizenCases({ ...withDirectory(call, directory), query: {} });
}

const paramsSchema = z.object({ id });
export async function patchCitizenCase(call: Call): Promise<ChangedCitizenCase> {
  const { id: key } = paramsSchema.parse(call.params);
  const change = citizenCaseChange.parse(call.body);
  const changed = await changeCitizenCase(call.errand, { id: key, ...change });
  return shared(call, changed);
}

export async function getInclusion(call: Call): Promise<InclusionAnswer> {
  const { solutionNames, solutions, ...figures } = await viewInclusion(call.errand);
  return {
    limit: 0,
    ...figures,
    solutions: solutions.map((one) => ({ ...one, name: solutionNames[one.id] ?? one.id })),
  };
}

export async function getCitizenFigures(call: Call): Promise<CitizenFiguresAnswer> {
  return viewPublished(call.errand);
}
