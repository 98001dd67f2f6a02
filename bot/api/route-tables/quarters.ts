import { casePageParams, getCasePage } from "../case-pages.ts";
import { casePageAnswer } from "../contract/case-pages.ts";
import { politiciansAnswer } from "../contract/politicians.ts";
import * as ofQuarters from "../contract/quarters.ts";
import { getPoliticians } from "../politicians.ts";
import * as quarters from "../quarters.ts";
import type { Route } from "../route.ts";
import { json } from "./json-route.ts";

/** Pages that are handed on: the quarter, what politicians are told, and what belongs to a case. */
export const quartersRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/case-pages/:kind/:id",
    summary:
      "whoever may read it: a decision (`decision`), criteria (`criteria`, `solution:area`) or an adviser's answer (`screening`) as a dated page for the case system",
    params: casePageParams,
    answer: casePageAnswer,
    reply: json(getCasePage),
  },
  {
    method: "get",
    path: "/api/politicians",
    summary:
      "managers: what is handed on to politicians, by welfare task, for the whole municipality or one of their areas",
    query: quarters.quarterQuery,
    answer: politiciansAnswer,
    reply: json(getPoliticians),
  },
  {
    method: "get",
    path: "/api/quarters/:quarter",
    summary:
      "managers: the page of a quarter (`2026-Q4`, or `current`) for the whole municipality or one of their areas",
    query: quarters.quarterQuery,
    answer: ofQuarters.quarterAnswer,
    reply: json(quarters.getQuarter),
  },
  {
    method: "put",
    path: "/api/quarters/:quarter/words/:solution",
    summary: "what a manager wants to say of a solution in the quarter; without words, theirs go",
    query: quarters.quarterQuery,
    body: ofQuarters.newQuarterWord,
    answer: ofQuarters.quarterAnswer,
    reply: json(quarters.putQuarterWord),
  },
];
