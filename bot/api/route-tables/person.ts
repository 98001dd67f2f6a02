import { errorFields } from "../../telemetry.ts";
import { contextOf } from "../../use-cases/errand.ts";
import { heardOf } from "../../use-cases/remember-conversation.ts";
import { getAbsence, putAbsence } from "../absence.ts";
import { getAmbition, putAmbition } from "../ambition.ts";
import type { Resource } from "../call.ts";
import { getCheckIns, putCheckIn } from "../check-ins.ts";
import { absenceAnswer, absenceOutcome, newAbsence } from "../contract/absence.ts";
import { ambitionAnswer, newAmbition } from "../contract/ambition.ts";
import { checkInOutcome, checkInReply, checkInsAnswer } from "../contract/check-ins.ts";
import { firstView, me } from "../contract/me.ts";
import { newReflection, reflectionAnswer } from "../contract/reflection.ts";
import { firstViewQuery, getFirstView } from "../first-view.ts";
import { getMe } from "../me.ts";
import { getReflection, putReflection } from "../reflection.ts";
import type { Route } from "../route.ts";
import { json } from "./json-route.ts";

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

/** What concerns the person who is looking: who that is, their check-ins, absence, ambition and reflection. */
export const personRoutes: readonly Route[] = [
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
];
