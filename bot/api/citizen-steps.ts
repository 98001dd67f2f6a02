import { z } from "zod";
import type { Criteria } from "../domain/citizen/criteria.ts";
import type { FieldStudy } from "../domain/citizen/field-study.ts";
import { solutionName } from "../domain/organisation.ts";
import { may } from "../domain/permissions.ts";
import { citizenReasonGroupIds } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { criteriaOfTeam, keepCriteria, listCriteria } from "../use-cases/citizen/criteria.ts";
import { keepFieldStudy, listFieldStudies, tryIdea } from "../use-cases/citizen/field-studies.ts";
import { viewCouncils } from "../use-cases/citizen/view-councils.ts";
import { viewIdeas } from "../use-cases/citizen/view-ideas.ts";
import { studyRewriter } from "../use-cases/rewriting/rewrite-field-study.ts";
import { withoutNames } from "../use-cases/trial/share-trial.ts";
import type { Call } from "./call.ts";
import {
  type CouncilsAnswer,
  type CriteriaAnswer,
  type CriteriaItem,
  type FieldStudiesAnswer,
  type FieldStudyItem,
  fieldStudyTrial,
  type IdeasAnswer,
  newCriteria,
  newFieldStudy,
} from "./contract/citizens.ts";
import { id } from "./contract/values.ts";

// The steps after a note: what has worked, what is agreed, what is learned by visiting, and what is handed on.

export const criteriaQuery = z.object({ team: id.optional() });

export async function getCriteria(call: Call): Promise<CriteriaAnswer> {
  const { team } = criteriaQuery.parse(call.query);
  const { criteria, writable } = await listCriteria(call.errand);
  const shown = team === undefined ? criteria : criteriaOfTeam(call.errand, criteria, team);
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "da");
  return {
    items: shown.map((one) => criteriaItem(call, one)),
    writable: writable.map((area) => ({ id: area, name: areaName(call, area) })),
    solutions: [...call.directory.solutions.values()].map(({ id: key, name }) => ({ id: key, name })).sort(byName),
  };
}

function areaName({ directory }: Call, area: string): string {
  return area === "*" ? directory.settings.name : (directory.areas.get(area)?.name ?? area);
}

function criteriaItem(call: Call, { earlier, ...one }: Criteria): CriteriaItem {
  const nameOf = (personId: string) => call.directory.people.get(personId)?.name ?? "";
  return {
    ...one,
    by: nameOf(one.by),
    earlier: earlier.map((version) => ({ ...version, by: nameOf(version.by) })),
    solutionName: call.directory.solutions.get(one.solutionId)?.name ?? one.solutionId,
    areaName: areaName(call, one.area),
  };
}

const criteriaParams = z.object({ solution: id, area: id });

/** Answers with all of them as they are now. */
export async function putCriteria(call: Call): Promise<CriteriaAnswer> {
  const { solution, area } = criteriaParams.parse(call.params);
  await keepCriteria(call.errand, { solutionId: solution, area, ...newCriteria.parse(call.body) });
  return getCriteria({ ...call, query: {} });
}

export const ideasQuery = z.object({ solution: id.optional(), group: z.enum(citizenReasonGroupIds).optional() });

export async function getIdeas(call: Call): Promise<IdeasAnswer> {
  const { solution, group } = ideasQuery.parse(call.query);
  const { worked, trials } = await viewIdeas(call.errand, { solutionId: solution, group });
  return {
    worked,
    trials: trials.map(({ trial, isOwn }) => {
      const { what, learned } = isOwn ? trial : withoutNames(call.directory, trial);
      return { id: trial.id, what, learned };
    }),
  };
}

export async function getFieldStudies(call: Call): Promise<FieldStudiesAnswer> {
  const found = await listFieldStudies(call.errand);
  return { items: found.map((one) => studyItem(call, one)) };
}

function studyItem({ directory, person, today }: Call, study: FieldStudy): FieldStudyItem {
  const { id: key, teamId, solutionId, on, using, notUsing, idea, shareable, trialId } = study;
  const isTheirs = study.by === person.id || may(directory, person.id, "triage", teamId, today);
  return {
    id: key,
    teamName: directory.teams.get(teamId)?.name ?? teamId,
    solutionName: solutionId === null ? null : solutionName(directory, solutionId, teamId),
    on,
    using,
    notUsing,
    idea,
    shareable,
    trialId,
    mayRewrite: studyRewriter(directory, person.id, study, today) !== null,
    mayTry: idea !== null && trialId === null && isTheirs,
  };
}

/** Answers with all of them as they are now. */
export async function postFieldStudy(call: Call): Promise<FieldStudiesAnswer> {
  await keepFieldStudy(call.errand, newFieldStudy.parse(call.body));
  return getFieldStudies(call);
}

/** Answers with all of them as they are now. */
export async function postFieldStudyTrial(call: Call): Promise<FieldStudiesAnswer> {
  fieldStudyTrial.parse(call.body);
  const key = z.uuid().safeParse(call.params.id);
  if (!key.success) throw new OmbordError("notFound");
  await tryIdea(call.errand, key.data);
  return getFieldStudies(call);
}

export const councilsQuery = z.object({ area: id.optional() });

export async function getCouncils(call: Call): Promise<CouncilsAnswer> {
  const { area } = councilsQuery.parse(call.query);
  const { criteria, learnings, ...view } = await viewCouncils(call.errand, area);
  return {
    ...view,
    criteria: criteria.map((one) => ({ ...criteriaItem(call, one), earlier: [] })),
    learnings: learnings.map(({ solutionId, ...one }) => ({
      ...one,
      solutionName: solutionId === null ? null : (call.directory.solutions.get(solutionId)?.name ?? null),
    })),
  };
}
