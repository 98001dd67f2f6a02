import * as ofLearnings from "../contract/learnings.ts";
import * as ofTrials from "../contract/trials.ts";
import * as learnings from "../learnings.ts";
import type { Route } from "../route.ts";
import { getSharedTrials, getTrials, patchTrial, postTrial, trialsQuery } from "../trials.ts";
import { json } from "./json-route.ts";

/** Trials, and what other municipalities have learned. */
export const trialsRoutes: readonly Route[] = [
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
];
