import type { IsoDate, Settings } from "../organisation.ts";
import { type BarrierStatus, barrierStatuses, barrierStatusFacts, isUnsolved, type Resolution } from "../vocabulary.ts";
import type { DecidedAs } from "./barrier.ts";
import { type LiftAction, liftedStatuses } from "./lift.ts";

/** Something that a person, or the clock, does to a barrier. Every text has passed the personal-data guard. */
export type BarrierAction =
  | { kind: "see" }
  | { kind: "take" }
  /** `as` when a manager asks about what is lifted to them: the answer comes to them, and the lift stays. */
  | { kind: "ask"; text: string; until?: IsoDate | null; as?: DecidedAs }
  | { kind: "answer"; text: string }
  | { kind: "comment"; text: string }
  | { kind: "assign"; to: string | null }
  | { kind: "startTrial"; trialId: string; what: string; until?: IsoDate }
  /** The trial that it was tried in is over: what becomes of the barrier is asked. */
  | { kind: "endTrial"; trialId: string; text: string | null }
  /** `until` is a week from now unless told. */
  | { kind: "wait"; supplier: boolean; text: string | null; until?: IsoDate | null }
  /** What waits goes on waiting, until another date. */
  | { kind: "postpone"; until: IsoDate }
  | { kind: "park"; until: IsoDate; text: string | null }
  /** `scope` where it is lifted to another level than before: an area id, or `*`. */
  | { kind: "escalate"; text: string | null; scope?: string }
  /** `until`: of an agreed exception, the date on which it is looked at again. */
  | { kind: "solve"; resolution: Resolution; text: string | null; until?: IsoDate | null }
  /** `solved` when the other one is solved already: then this one is taken, and what worked there is tried here. */
  | { kind: "seenBefore"; sameAs: string; solved: boolean }
  | { kind: "decline"; text: string }
  | { kind: "confirm" }
  | { kind: "reopen"; text: string | null }
  /** Parked until a date that has come. */
  | { kind: "return" }
  /** It waits for something else, and the date has come: whoever has it is asked once. */
  | { kind: "fallDue" }
  /** Nobody has touched it for the municipality's number of working days, or for twice as many. */
  | { kind: "lieUntouched"; settings: Settings }
  /** Solved four weeks ago, and the team has not said whether it works. */
  | { kind: "closeUnanswered" }
  | LiftAction;

export type BarrierActionKind = BarrierAction["kind"];

const open = barrierStatuses.filter(isUnsolved);
const solved = barrierStatuses.filter((status) => barrierStatusFacts[status].stage === "solved");

/** The statuses in which each thing may be done. */
export const allowedIn: Record<BarrierActionKind, readonly BarrierStatus[]> = {
  see: ["new"],
  take: open,
  ask: open,
  answer: ["asking"],
  comment: [...open, ...solved],
  assign: [...open, ...solved],
  startTrial: open,
  endTrial: [...open, ...solved],
  wait: open,
  postpone: barrierStatuses.filter((status) => barrierStatusFacts[status].isDated && status !== "parked"),
  park: open,
  escalate: open,
  solve: open,
  seenBefore: open,
  decline: open,
  confirm: solved,
  reopen: solved,
  return: ["parked"],
  fallDue: barrierStatuses.filter((status) => barrierStatusFacts[status].isDated && status !== "parked"),
  lieUntouched: open,
  closeUnanswered: solved,
  liftDo: liftedStatuses,
  liftWait: liftedStatuses,
  liftDecline: liftedStatuses,
  liftTake: liftedStatuses,
  liftOn: liftedStatuses,
  liftRemind: ["waiting"],
  liftReturn: ["waiting"],
  liftDone: ["waiting"],
};
