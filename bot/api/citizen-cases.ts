import { z } from "zod";
import { isToFollowUp } from "../domain/citizen/follow-up.ts";
import type { CitizenCase } from "../domain/citizen-case.ts";
import { caseViews, citizenReasonGroupIds } from "../domain/vocabulary.ts";
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

export const citizenCasesQuery = z.object({
  show: z.enum([...caseViews, "start"]).default("all"),
  team: id.optional(),
  solution: id.optional(),
  group: z.enum(citizenReasonGroupIds).optional(),
  case: z.uuid().optional(),
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(10),
  page: z.string().max(2000).optional(),
});

export async function getCitizenCases(call: Call): Promise<CitizenCasesAnswer> {
  const asked = citizenCasesQuery.parse(call.query);
  const from = Number((await openMark(call, "citizenCases", asked.page)) ?? 0);
  const { show, team, solution, group, q, limit } = asked;
  const filter = { show, teamId: team, solutionId: solution, group, words: q, id: asked.case };
  const { cases, found, teams: withCases, ...rest } = await listCitizenCases(call.errand, filter, { from, limit });
  const end = from + cases.length;
  const next = await sealMark(call, "citizenCases", end < found ? String(end) : undefined);
  const { teams } = reportChoices(call.errand);
  const items = cases.map((one) => itemOf(call, one));
  return { cases: items, found, ...rest, teams, withCases, ...(next === undefined ? {} : { next }) };
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
    isDue: isToFollowUp(citizenCase, call.today),
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
  const { solutionNames, areaNames, solutions, reasonsBy, ...figures } = await viewInclusion(call.errand);
  const named = <T extends { id: string }>(some: readonly T[], names: Record<string, string>) =>
    some.map((one) => ({ ...one, name: names[one.id] ?? one.id }));
  return {
    limit: 0,
    ...figures,
    solutions: named(solutions, solutionNames),
    reasonsBy: {
      solutions: named(reasonsBy.solutions, solutionNames),
      areas: named(reasonsBy.areas, areaNames),
    },
  };
}

export async function getCitizenFigures(call: Call): Promise<CitizenFiguresAnswer> {
  return viewPublished(call.errand);
}
