import * as barriers from "../barriers.ts";
import * as many from "../barriers-many.ts";
import * as ofBarriers from "../contract/barriers.ts";
import * as ofMany from "../contract/barriers-many.ts";
import * as ofSmallSteps from "../contract/small-steps.ts";
import { newText, textOutcome } from "../contract/texts.ts";
import type { Route } from "../route.ts";
import * as smallSteps from "../small-steps.ts";
import { putText } from "../texts.ts";
import { json } from "./json-route.ts";

/** What is in the way, what is done about it, and the texts and small steps that belong to it. */
export const barriersRoutes: readonly Route[] = [
  {
    method: "put",
    path: "/api/texts/:kind/:id/:place",
    summary:
      "whoever wrote it, the area's navigators: deletes or corrects a note, a barrier's, a trial's or a field study's text",
    body: newText,
    answer: textOutcome,
    readsSettings: true,
    reply: json(putText),
  },
  {
    method: "get",
    path: "/api/barriers",
    summary: "what is in the way in the own teams, by page",
    query: barriers.barriersQuery,
    answer: ofBarriers.barriersAnswer,
    reply: json(barriers.getBarriers),
  },
  {
    method: "post",
    path: "/api/barriers",
    summary: "reports something new",
    body: ofBarriers.barrierReport,
    answer: ofBarriers.barrierDetailAnswer,
    readsSettings: true,
    reply: json(barriers.postBarrier),
  },
  {
    method: "get",
    path: "/api/barriers/choices",
    summary: "what a new report may choose between",
    query: barriers.choicesQuery,
    answer: ofBarriers.barrierChoices,
    reply: json(barriers.getBarrierChoices),
  },
  {
    method: "post",
    path: "/api/barriers/many",
    summary: "navigator: the same done to many at once",
    body: ofMany.manyChange,
    answer: ofMany.manyAnswer,
    readsSettings: true,
    reply: json(many.postMany),
  },
  {
    method: "post",
    path: "/api/barriers/many/undo",
    summary: "takes that back, for as long as nobody has been told",
    body: ofMany.manyUndo,
    answer: ofMany.undoneAnswer,
    readsSettings: true,
    reply: json(many.postUndo),
  },
  {
    method: "get",
    path: "/api/barriers/views",
    summary: "the named views of the board that the person has kept",
    answer: ofMany.boardViewsAnswer,
    readsSettings: true,
    reply: json(many.getViews),
  },
  {
    method: "put",
    path: "/api/barriers/views",
    summary: "keeps these, all at once",
    body: ofMany.boardViewsChange,
    answer: ofMany.boardViewsAnswer,
    readsSettings: true,
    reply: json(many.putViews),
  },
  {
    method: "get",
    path: "/api/barriers/visits",
    summary: "what wishes for a visit, by place",
    answer: ofMany.visitsAnswer,
    reply: json(many.getVisits),
  },
  {
    method: "get",
    path: "/api/barriers/times",
    summary: "navigator: how long it takes, what comes back and where it is met again, by solution and topic",
    query: barriers.timesQuery,
    answer: ofBarriers.barrierTimesAnswer,
    reply: json(barriers.getBarrierTimes),
  },
  {
    method: "get",
    path: "/api/barriers/figures",
    summary: "the navigators' figures, week by week",
    query: barriers.figuresQuery,
    answer: ofBarriers.barrierFiguresAnswer,
    reply: json(barriers.getBarrierFigures),
  },
  {
    method: "get",
    path: "/api/barriers/:id",
    summary: "one, with its story",
    answer: ofBarriers.barrierDetailAnswer,
    readsSettings: true,
    reply: json(barriers.getBarrier),
  },
  {
    method: "patch",
    path: "/api/barriers/:id",
    summary: "what is done to it; heeds `If-Match`",
    body: ofBarriers.barrierChange,
    answer: ofBarriers.barrierDetailAnswer,
    ifMatch: true,
    readsSettings: true,
    reply: json(barriers.patchBarrier),
  },
  {
    method: "get",
    path: "/api/small-steps",
    summary: "small tasks and news that navigators have sent to their teams, and what they may send",
    answer: ofSmallSteps.smallStepsAnswer,
    reply: json(smallSteps.getSmallSteps),
  },
  {
    method: "post",
    path: "/api/small-steps",
    summary: "a small task or piece of news for the teams of a solution, well ahead",
    body: ofSmallSteps.newSmallStep,
    answer: ofSmallSteps.smallStepAnswer,
    reply: json(smallSteps.postSmallStep),
  },
  {
    method: "patch",
    path: "/api/small-steps/:id",
    summary: "takes a small step back, also from the cards",
    body: ofSmallSteps.smallStepChange,
    answer: ofSmallSteps.smallStepsAnswer,
    reply: json(smallSteps.patchSmallStep),
  },
  {
    method: "put",
    path: "/api/small-steps/:id/teams/:team",
    summary: "whether a team has done a small step",
    body: ofSmallSteps.smallStepMark,
    answer: ofSmallSteps.smallStepMark,
    reply: json(smallSteps.putSmallStepMark),
  },
];
