import { adoptionQuery, getAdoption } from "../adoption.ts";
import { attentionQuery, getAttention, putDismissal } from "../attention.ts";
import { adoptionAnswer, attention, dismissal, solutionBarriers, teamContact } from "../contract/adoption.ts";
import * as ofDecisions from "../contract/decisions.ts";
import { causesAnswer, levelsAnswer } from "../contract/figures.ts";
import { roundsAnswer } from "../contract/rounds.ts";
import * as ofScreenings from "../contract/screenings.ts";
import * as ofSolutionCards from "../contract/solution-cards.ts";
import * as decisions from "../decisions.ts";
import { causesQuery, getCauses, getLevels, levelsQuery } from "../figures.ts";
import { replyPrepared } from "../reply.ts";
import { getRounds } from "../rounds.ts";
import type { Route } from "../route.ts";
import * as screenings from "../screenings.ts";
import * as solutionCards from "../solution-cards.ts";
import { getSolution, getTeam, solutionQuery } from "../solutions.ts";
import { json } from "./json-route.ts";

/** Adoption across teams, and what is decided about it. */
export const overviewRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/solution-cards/:solution",
    summary: "what a solution is for, as managers and navigators have written it, for whoever sees the solution",
    answer: ofSolutionCards.solutionCardAnswer,
    reply: json(solutionCards.getSolutionCard),
  },
  {
    method: "put",
    path: "/api/solution-cards/:solution",
    summary: "navigator, manager: writes it; with nothing in it, it is deleted",
    body: ofSolutionCards.newSolutionCard,
    answer: ofSolutionCards.solutionCardAnswer,
    ifMatch: true,
    reply: json(solutionCards.putSolutionCard),
  },
  {
    method: "get",
    path: "/api/screenings",
    summary:
      "what the adviser in law was asked about something, for whoever may ask; without a query what is the person's to answer or was asked by them",
    query: screenings.screeningsQuery,
    answer: ofScreenings.screeningsAnswer,
    reply: json(screenings.getScreenings),
  },
  {
    method: "post",
    path: "/api/screenings",
    summary: "navigator, and a manager about what is lifted to them: asks the adviser",
    body: ofScreenings.newScreening,
    answer: ofScreenings.screeningsAnswer,
    reply: json(screenings.postScreening),
  },
  {
    method: "patch",
    path: "/api/screenings/:id",
    summary: "the adviser answers; whoever asked takes it back, or takes the words out",
    body: ofScreenings.screeningChange,
    answer: ofScreenings.screeningsAnswer,
    reply: json(screenings.patchScreening),
  },
  {
    method: "get",
    path: "/api/solutions/:solution",
    summary: "one solution across the own teams",
    query: solutionQuery,
    answer: solutionBarriers,
    reply: json(getSolution),
  },
  {
    method: "get",
    path: "/api/levels",
    summary: "how many of the own teams stood at each level, week by week",
    query: levelsQuery,
    answer: levelsAnswer,
    reply: json(getLevels),
  },
  {
    method: "get",
    path: "/api/rounds",
    summary: "managers and navigators: what the rounds of questions came to in the whole municipality",
    answer: roundsAnswer,
    reply: json(getRounds),
  },
  {
    method: "get",
    path: "/api/causes",
    summary: "what is in the way of the own teams, by cause across solutions and by area",
    query: causesQuery,
    answer: causesAnswer,
    reply: json(getCauses),
  },
  {
    method: "get",
    path: "/api/teams/:team",
    summary: "where one of the own teams lies, and who can be asked about it",
    answer: teamContact,
    reply: json(getTeam),
  },
  {
    method: "get",
    path: "/api/attention",
    summary: "what needs a manager",
    query: attentionQuery,
    answer: attention,
    reply: json(getAttention),
  },
  {
    method: "put",
    path: "/api/attention/:warning",
    summary: "puts a warning aside until a date",
    query: attentionQuery,
    body: dismissal,
    answer: attention,
    reply: json(putDismissal),
  },
  {
    method: "get",
    path: "/api/decisions",
    summary: "the log of decisions, the newest first",
    query: decisions.decisionsQuery,
    answer: ofDecisions.decisionsAnswer,
    reply: json(decisions.getDecisions),
  },
  {
    method: "post",
    path: "/api/decisions",
    summary: "a manager decides about an early warning, a solution or a trial",
    body: ofDecisions.newDecision,
    answer: ofDecisions.decisionAnswer,
    reply: json(decisions.postDecision),
  },
  {
    method: "patch",
    path: "/api/decisions/:id",
    summary: "what became of a decision, or that its words go",
    body: ofDecisions.decisionChange,
    answer: ofDecisions.decisionAnswer,
    reply: json(decisions.patchDecision),
  },
  {
    method: "get",
    path: "/api/adoption",
    summary: "the overview of many teams",
    query: adoptionQuery,
    answer: adoptionAnswer,
    reply: async (call, request, response) => replyPrepared(request, response, await getAdoption(call)),
  },
];
