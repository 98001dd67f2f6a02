import type { Barrier, BarrierEvent, DecidedAs } from "../domain/barrier/barrier.ts";
import { pendingQuestion } from "../domain/barrier/barrier-lifecycle.ts";
import { actionsFor } from "../domain/barrier/barrier-permissions.ts";
import type { BarrierStory, SimilarCase } from "../domain/barrier/barrier-story.ts";
import { commonFrom } from "../domain/barrier/common-task.ts";
import { liftOf } from "../domain/barrier/lift.ts";
import { comesBackOn, overdueSince } from "../domain/barrier/waiting.ts";
import { type Directory, solutionName } from "../domain/organisation.ts";
import { may } from "../domain/permissions.ts";
import { barrierPage } from "../use-cases/barrier/barrier-page.ts";
import { liftedFor } from "../use-cases/barrier/lift-barrier.ts";
import type { Surroundings } from "../use-cases/barrier/surroundings.ts";
import { versionOf } from "../use-cases/barrier/triage-barrier.ts";
import { rewritablePlaces } from "../use-cases/rewriting/rewrite-barrier-text.ts";
import type { Call } from "./call.ts";
import { barrierActions } from "./contract/barriers.ts";
import type {
  BarrierActionName,
  BarrierDetailAnswer,
  BarrierEventItem,
  BarrierItem,
  PersonRef,
  SimilarItem,
} from "./contract.ts";
import { trialItem } from "./trial-items.ts";

/** A name is shown even when the person has left; only somebody who was never there has none. */
export function personRef(directory: Directory, id: string): PersonRef {
  return { id, name: directory.people.get(id)?.name ?? "" };
}

/** `teams` of which it is, where more than its own are known of. */
export function barrierItem({ directory, person, today, now }: Call, barrier: Barrier, teams = 1): BarrierItem {
  const team = directory.teams.get(barrier.teamId);
  const lift = liftOf(barrier);
  const { id, teamId, solutionId, status, category, detail, consequence, contact } = barrier;
  const { resolution, parkedUntil, sameAs, escalatedAt, resolvedAt, createdAt, updatedAt, closedAt } = barrier;
  return {
    id,
    teamId,
    teamName: team?.name ?? teamId,
    areaId: team?.areaId ?? "",
    solutionId,
    solutionName: solutionName(directory, solutionId, teamId),
    status,
    category,
    detail,
    consequence,
    contact,
    reportedBy: personRef(directory, barrier.reportedBy),
    assignedTo: barrier.assignedTo === null ? null : personRef(directory, barrier.assignedTo),
    resolution,
    parkedUntil,
    comesBackOn: comesBackOn(barrier),
    overdueSince: overdueSince(barrier, directory.settings, now.toISOString()),
    teams,
    sameAs,
    escalatedAt,
    lift: lift === null ? null : { since: lift.since, isReturned: lift.returned === true },
    resolvedAt,
    createdAt,
    updatedAt,
    closedAt,
    version: versionOf(barrier),
    may: actionsFor(directory, person.id, barrier, today).filter(isForPeople),
  };
}

function isForPeople(kind: string): kind is BarrierActionName {
  return barrierActions.some((action) => action === kind);
}

/** Everything about one barrier, as the person may see it. */
export function barrierDetail(call: Call, barrier: Barrier, around: Surroundings): BarrierDetailAnswer {
  const { directory } = call;
  const { story, ideas, trials, assignable, teams } = barrierPage(call.errand, barrier, around);
  const question = pendingQuestion(barrier);
  const reader = liftedFor(call.errand, barrier);
  return {
    ...barrierItem(call, barrier, teams),
    common: commonItems(call, barrier, { story, around }),
    events: barrier.events.map((event) => eventItem(directory, event)),
    question:
      question === null ? null : { text: question.text ?? "", by: personRef(directory, question.by), at: question.at },
    similar: { solved: story.solved.map(similarItem), open: story.open.map(similarItem) },
    trials: trials.map((trial) => trialItem(call, { trial, isOwn: true })),
    ideas,
    citizenCaseId: caseOf(call, barrier),
    rewritable: rewritablePlaces(call.errand, barrier).map(String),
    doers: reader.mayDecide ? reader.doers : [],
    above: reader.mayDecide ? reader.above : [],
    assignable: assignable.map((navigator) => personRef(directory, navigator)),
  };
}

/** The note that asked for help with it, for those who may read notes of the team. */
function caseOf({ directory, person, today }: Call, { citizenCaseId, teamId }: Barrier): string | null {
  const isSeen = citizenCaseId !== undefined && may(directory, person.id, "seeCitizenCases", teamId, today);
  return isSeen ? citizenCaseId : null;
}

/** More are linked in several goes. */
const mostCommon = 99;

/** For whoever may make them one task. */
function commonItems(
  call: Call,
  barrier: Barrier,
  { story, around }: { story: BarrierStory; around: Surroundings },
): BarrierItem[] {
  const known = new Map([...around.others, barrier].map((one) => [one.id, one]));
  const items = story.common.ids.flatMap((id) => known.get(id) ?? []).map((one) => barrierItem(call, one));
  const mine = items.filter(({ may }) => may.includes("seenBefore"));
  return mine.length < commonFrom ? [] : mine.slice(0, mostCommon);
}

function eventItem(directory: Directory, event: BarrierEvent): BarrierEventItem {
  const isAssignment = event.did === "assigned" || event.did === "lift";
  return {
    at: event.at,
    by: event.by === "system" || event.as !== undefined ? null : personRef(directory, event.by),
    did: event.did,
    status: event.status ?? null,
    resolution: event.resolution ?? null,
    text: event.text ?? null,
    to: isAssignment && event.ref !== undefined ? personRef(directory, event.ref) : null,
    until: event.until ?? null,
    lift: event.lift ?? null,
    decidedAs: event.decidedAs === undefined ? null : roleItem(directory, event.decidedAs),
    ref: isAssignment ? null : (event.ref ?? null),
    as: event.as ?? null,
    of: event.of ?? null,
  };
}

function roleItem(directory: Directory, { scope, standIn }: DecidedAs) {
  return { area: directory.areas.get(scope)?.name ?? null, isStandIn: standIn === true };
}

function similarItem(other: SimilarCase): SimilarItem {
  const { id, teamName, status, detail, consequence, resolution, whatWorked } = other;
  return { id, teamName, status, detail, consequence, resolution, whatWorked };
}
