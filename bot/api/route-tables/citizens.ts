import * as citizens from "../citizen-cases.ts";
import * as steps from "../citizen-steps.ts";
import * as ofCitizens from "../contract/citizens.ts";
import type { Route } from "../route.ts";
import { json } from "./json-route.ts";

/** Citizens who cannot be digital: cases, figures, criteria, field studies. */
export const citizensRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/citizen-cases",
    summary: "leader, stand-in, navigator: the cases of their teams",
    query: citizens.citizenCasesQuery,
    answer: ofCitizens.citizenCasesAnswer,
    reply: json(citizens.getCitizenCases),
  },
  {
    method: "post",
    path: "/api/citizen-cases",
    summary: "leader, stand-in, navigator: notes a new one",
    body: ofCitizens.newCitizenCase,
    answer: ofCitizens.citizenCasesAnswer,
    readsSettings: true,
    reply: json(citizens.postCitizenCase),
  },
  {
    method: "patch",
    path: "/api/citizen-cases/:id",
    summary: "leader, stand-in, navigator: outcome and follow-up",
    body: ofCitizens.citizenCaseChange,
    answer: ofCitizens.changedCitizenCase,
    readsSettings: true,
    reply: json(citizens.patchCitizenCase),
  },
  {
    method: "get",
    path: "/api/inclusion",
    summary: "figures about citizens, over the cases that the person may see",
    answer: ofCitizens.inclusionAnswer,
    reply: json(citizens.getInclusion),
  },
  {
    method: "get",
    path: "/api/citizen-figures",
    summary: "managers: published figures about citizens, of closed periods",
    answer: ofCitizens.citizenFiguresAnswer,
    reply: json(citizens.getCitizenFigures),
  },
  {
    method: "get",
    path: "/api/criteria",
    summary:
      "leader, stand-in, navigator, manager: when a solution is used digitally, in part and not; with `team` those that hold there",
    query: steps.criteriaQuery,
    answer: ofCitizens.criteriaAnswer,
    reply: json(steps.getCriteria),
  },
  {
    method: "put",
    path: "/api/criteria/:solution/:area",
    summary: "navigator, manager: writes them for the area, or `*`; how they were is kept",
    body: ofCitizens.newCriteria,
    answer: ofCitizens.criteriaAnswer,
    reply: json(steps.putCriteria),
  },
  {
    method: "get",
    path: "/api/citizen-ideas",
    summary: "what has worked, in the person's own notes and in finished trials",
    query: steps.ideasQuery,
    answer: ofCitizens.ideasAnswer,
    reply: json(steps.getIdeas),
  },
  {
    method: "get",
    path: "/api/field-studies",
    summary: "leader, stand-in, navigator: what was learned on visits by their teams",
    answer: ofCitizens.fieldStudiesAnswer,
    reply: json(steps.getFieldStudies),
  },
  {
    method: "post",
    path: "/api/field-studies",
    summary: "leader, stand-in, navigator: keeps what was learned",
    body: ofCitizens.newFieldStudy,
    answer: ofCitizens.fieldStudiesAnswer,
    reply: json(steps.postFieldStudy),
  },
  {
    method: "post",
    path: "/api/field-studies/:id/trial",
    summary: "whoever wrote it, navigator: makes the idea a trial",
    body: ofCitizens.fieldStudyTrial,
    answer: ofCitizens.fieldStudiesAnswer,
    reply: json(steps.postFieldStudyTrial),
  },
  {
    method: "get",
    path: "/api/councils",
    summary: "managers: what is handed on to the councils, for the whole municipality or one of their areas",
    query: steps.councilsQuery,
    answer: ofCitizens.councilsAnswer,
    reply: json(steps.getCouncils),
  },
];
