import { politiciansAnswer } from "../contract/politicians.ts";
import * as ofQuarters from "../contract/quarters.ts";
import { getPoliticians } from "../politicians.ts";
import * as quarters from "../quarters.ts";
import type { Route } from "../route.ts";
import { json } from "./json-route.ts";

/** Pages that managers hand on: the quarter, and what politicians are told. */
export const quartersRoutes: readonly Route[] = [
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
