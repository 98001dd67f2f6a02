import { z } from "zod";
import type { Config } from "../config.ts";
import { errorFields } from "../telemetry.ts";
import { contextOf } from "../use-cases/errand.ts";
import { heardOf } from "../use-cases/remember-conversation.ts";
import { getAbsence, putAbsence } from "./absence.ts";
import { adoptionQuery, getAdoption } from "./adoption.ts";
import { getAmbition, putAmbition } from "./ambition.ts";
import { attentionQuery, getAttention, putDismissal } from "./attention.ts";
import * as barriers from "./barriers.ts";
import * as many from "./barriers-many.ts";
import type { Resource } from "./call.ts";
import { getCheckIns, putCheckIn } from "./check-ins.ts";
import * as citizens from "./citizen-cases.ts";
import * as steps from "./citizen-steps.ts";
import { absenceAnswer, absenceOutcome, newAbsence } from "./contract/absence.ts";
import { adoptionAnswer, attention, dismissal, solutionBarriers, teamContact } from "./contract/adoption.ts";
import { ambitionAnswer, newAmbition } from "./contract/ambition.ts";
import * as ofBarriers from "./contract/barriers.ts";
import * as ofMany from "./contract/barriers-many.ts";
import { checkInOutcome, checkInReply, checkInsAnswer } from "./contract/check-ins.ts";
import * as ofCitizens from "./contract/citizens.ts";
import * as ofDecisions from "./contract/decisions.ts";
import { causesAnswer, levelsAnswer } from "./contract/figures.ts";
import * as ofLearnings from "./contract/learnings.ts";
import { firstView, me, personas } from "./contract/me.ts";
import * as ofOperations from "./contract/operations.ts";
import { newReflection, reflectionAnswer } from "./contract/reflection.ts";
import { roundsAnswer } from "./contract/rounds.ts";
import * as ofSmallSteps from "./contract/small-steps.ts";
import * as ofSolutionCards from "./contract/solution-cards.ts";
import * as ofSources from "./contract/sources.ts";
import { newText, textOutcome } from "./contract/texts.ts";
import * as ofTrials from "./contract/trials.ts";
import * as decisions from "./decisions.ts";
import { exportFiles, exportQuery, exportTypes, getExport } from "./export/export.ts";
import { causesQuery, getCauses, getLevels, levelsQuery } from "./figures.ts";
import { firstViewQuery, getFirstView } from "./first-view.ts";
import { admitImport, answerImport, maxImportBytes } from "./import.ts";
import * as learnings from "./learnings.ts";
import { getMe } from "./me.ts";
import { getDeliveries, postResend } from "./operations.ts";
import { getReflection, putReflection } from "./reflection.ts";
import { replyFile, replyJson, replyPrepared } from "./reply.ts";
import { getRounds } from "./rounds.ts";
import type { BodyRules, Described, Route } from "./route.ts";
import { getSettings, putSettings } from "./settings.ts";
import * as smallSteps from "./small-steps.ts";
import * as solutionCards from "./solution-cards.ts";
import { getSolution, getTeam, solutionQuery } from "./solutions.ts";
import { getSources, postRun, putSources } from "./sources.ts";
import { putText } from "./texts.ts";
import { getSharedTrials, getTrials, patchTrial, postTrial, trialsQuery } from "./trials.ts";

const json =
  (resource: Resource): Route["reply"] =>
  async (call, request, response) =>
    replyJson(request, response, await resource(call));

/** Whoever opens the tab may have the app again: their chat is tried once more. The view does not depend on it. */
const signedIn =
  (resource: Resource): Resource =>
  async (call) => {
    const { deps, tenantId, person } = call;
    const heard = heardOf(contextOf(call.errand), person.id).then(
      (isOpened) => isOpened && deps.deliverSoon?.(tenantId),
      (error: unknown) => deps.log.error(errorFields(error), "sign-in not noted"),
    );
    const [shown] = await Promise.all([resource(call), heard]);
    return shown;
  };

const upload: BodyRules = { maxBytes: maxImportBytes, sentence: "importTooLarge", admit: admitImport };

/** Everything that the API answers to somebody whom the directory knows; the first that fits an address counts. */
export const apiRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/me",
    summary: "everybody in the directory: who is looking, and what there is to see",
    answer: me,
    reply: json(signedIn(getMe)),
  },
  {
    method: "get",
    path: "/api/first-view",
    summary: "what a page of the tab shows first, in one answer; the adoption of all teams is fetched beside it",
    query: firstViewQuery,
    answer: firstView,
    reply: json(signedIn(getFirstView)),
  },
  {
    method: "get",
    path: "/api/check-ins",
    summary: "the check-ins of the own teams",
    answer: checkInsAnswer,
    readsSettings: true,
    reply: json(getCheckIns),
  },
  {
    method: "put",
    path: "/api/check-ins/:week/:team",
    summary: "leader, stand-in: answer, correct or skip",
    body: checkInReply,
    answer: checkInOutcome,
    readsSettings: true,
    reply: json(putCheckIn),
  },
  {
    method: "get",
    path: "/api/absence",
    summary: "when the person is away, and who is asked meanwhile",
    answer: absenceAnswer,
    reply: json(getAbsence),
  },
  {
    method: "put",
    path: "/api/absence",
    summary: "away from and to, back again, or not after all; only the days are kept",
    body: newAbsence,
    answer: absenceOutcome,
    readsSettings: true,
    reply: json(putAbsence),
  },
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
  {
    method: "get",
    path: "/api/ambition",
    summary: "the person's own ambition, and those that are shared with them",
    answer: ambitionAnswer,
    reply: json(getAmbition),
  },
  {
    method: "put",
    path: "/api/ambition",
    summary: "stores it, for oneself or shared",
    body: newAmbition,
    answer: ambitionAnswer,
    readsSettings: true,
    reply: json(putAmbition),
  },
  {
    method: "get",
    path: "/api/reflection",
    summary: "a manager's own reflection on what to practise, which nobody else is given",
    answer: reflectionAnswer,
    reply: json(getReflection),
  },
  {
    method: "put",
    path: "/api/reflection",
    summary: "managers: keeps it for oneself; with nothing in it, it is deleted",
    body: newReflection,
    answer: reflectionAnswer,
    readsSettings: true,
    reply: json(putReflection),
  },
  {
    method: "get",
    path: "/api/admin/deliveries",
    summary: "administrator: how the week's messages are doing",
    answer: ofOperations.deliveriesAnswer,
    reply: json(getDeliveries),
  },
  {
    method: "post",
    path: "/api/admin/deliveries/resend",
    summary: "administrator: puts what failed on its way again",
    body: ofOperations.resend,
    answer: ofOperations.resendAnswer,
    reply: json(postResend),
  },
  {
    method: "get",
    path: "/api/admin/settings",
    summary: "administrator: when the municipality is asked, and the weeks to come",
    answer: ofOperations.settingsAnswer,
    reply: json(getSettings),
  },
  {
    method: "put",
    path: "/api/admin/settings",
    summary: "administrator: changes them, all at once",
    body: ofOperations.newSettings,
    answer: ofOperations.settingsAnswer,
    reply: json(putSettings),
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
    path: "/api/trials",
    summary: "trials of the own teams",
    query: trialsQuery,
    answer: ofTrials.trialsAnswer,
    reply: json(getTrials),
  },
  {
    method: "post",
    path: "/api/trials",
    summary: "starts one",
    body: ofTrials.trialStart,
    answer: ofTrials.trialItem,
    readsSettings: true,
    reply: json(postTrial),
  },
  {
    method: "get",
    path: "/api/trials/shared",
    summary: "what others have learned, without team and names",
    answer: ofTrials.sharedTrialsAnswer,
    reply: json(getSharedTrials),
  },
  {
    method: "get",
    path: "/api/learnings/file",
    summary: "what the own municipality shares, as a file that another one can read",
    answer: ofLearnings.learningsFile,
    reply: json(learnings.getLearningsFile),
  },
  {
    method: "get",
    path: "/api/learnings",
    summary: "what other municipalities have learned, from their files",
    answer: ofLearnings.learningsAnswer,
    reply: json(learnings.getLearnings),
  },
  {
    method: "post",
    path: "/api/learnings",
    summary: "navigators: takes in the file of another municipality, all of it or nothing",
    body: ofLearnings.learningsFile,
    answer: ofLearnings.learningsKept,
    bodyRules: { maxBytes: 4 * 1024 * 1024, sentence: "tooLarge" },
    reply: json(learnings.postLearnings),
  },
  {
    method: "post",
    path: "/api/learnings/remove",
    summary: "navigators: takes out all that came from a municipality",
    body: ofLearnings.learningsRemoval,
    answer: ofLearnings.learningsKept,
    reply: json(learnings.postRemoval),
  },
  {
    method: "patch",
    path: "/api/trials/:id",
    summary: "note, finish, cancel, share",
    body: ofTrials.trialChange,
    answer: ofTrials.trialItem,
    readsSettings: true,
    reply: json(patchTrial),
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
  {
    method: "get",
    path: "/api/adoption",
    summary: "the overview of many teams",
    query: adoptionQuery,
    answer: adoptionAnswer,
    reply: async (call, request, response) => replyPrepared(request, response, await getAdoption(call)),
  },
  {
    method: "post",
    path: "/api/admin/import",
    summary: "administrator, or a program with `Ombord.Import`: what files would change, or the change",
    body: ofOperations.newImport,
    answer: ofOperations.importAnswer,
    isForPrograms: true,
    bodyRules: upload,
    reply: answerImport,
  },
  {
    method: "get",
    path: "/api/admin/sources",
    summary: "administrator: where the organisation comes from by itself, the last run, and what waits for a yes",
    answer: ofSources.sourcesAnswer,
    reply: json(getSources),
  },
  {
    method: "put",
    path: "/api/admin/sources",
    summary: "administrator: which units are teams, which solutions belong, and what is joined by hand",
    body: ofSources.sourcesChoice,
    answer: ofSources.sourcesAnswer,
    bodyRules: { maxBytes: 512 * 1024, sentence: "tooLarge" },
    reply: json(putSources),
  },
  {
    method: "post",
    path: "/api/admin/sources/run",
    summary: "administrator: reads the sources now; with a yes to what waits for one",
    body: ofSources.newRun,
    answer: ofSources.sourcesAnswer,
    reply: json(postRun),
  },
  {
    method: "get",
    path: "/api/export/:file",
    summary:
      "a file of what the person may see: `barriers`, `adoption`, `decisions`, `inclusion` or `councils`, as `.csv` or `.xlsx`",
    params: { file: z.enum(exportFiles) },
    query: exportQuery,
    answer: Object.values(exportTypes),
    reply: async (call, request, response) => replyFile(request, response, await getExport(call)),
  },
];

/** What it answers to anybody. */
export const openRoutes = [
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "anybody: this description",
    answer: ["application/json"],
    isOpen: true,
  },
] as const satisfies Described[];

/** In local mode a browser chooses whom to be. */
export const localRoutes = [
  {
    method: "get",
    path: "/api/personas",
    summary: "anybody, in local mode only: whom a browser may act as",
    answer: personas,
    isOpen: true,
  },
] as const satisfies Described[];

/** Everything that the API answers in that mode. */
export function describedRoutes(mode: Config["mode"]): readonly Described[] {
  return [...openRoutes, ...(mode === "local" ? localRoutes : []), ...apiRoutes];
}
