import { addDays, localDate } from "../calendar.ts";
import type { Instant, IsoDate, Settings } from "../organisation.ts";
import { type BarrierStatus, barrierStatusFacts, solvingResolutions, usualWaitingDays } from "../vocabulary.ts";
import type { Barrier, BarrierEvent } from "./barrier.ts";
import { allowedIn, type BarrierAction } from "./barrier-actions.ts";
import {
  isLiftSoAlready,
  type LiftAction,
  type LiftObjection,
  liftAfter,
  liftConsequence,
  liftKinds,
  liftObjection,
  liftOf,
} from "./lift.ts";
import { comesBackOn, isDated, isUntouched, untouchedOn } from "./waiting.ts";

// The life of a barrier (docs/domain.md, The statuses of a barrier): what may be done to it, when, and what comes of it.

export type BarrierDecision =
  | { outcome: "changed"; barrier: Barrier }
  /** It is so already, as when a button is pressed twice. */
  | { outcome: "unchanged" }
  /** Somebody else has taken it. */
  | { outcome: "taken"; by: string }
  | {
      outcome: "refused";
      because: LiftObjection | "sameBarrier" | "notASolution";
    };

/** How long a team has to say whether a solution works before the barrier is closed without an answer. */
export const unansweredDays = 28;

/**
 * Decides what comes of an action. `by` is a person id, or `system` for the clock. Who may do it is not decided here
 * but in permissions.ts. Pure; the same barrier comes back untouched when nothing changes.
 */
export function act(barrier: Barrier, action: BarrierAction, by: string, now: Instant): BarrierDecision {
  if (isSoAlready(barrier, action, by)) return { outcome: "unchanged" };
  if (!allowedIn[action.kind].includes(barrier.status)) return { outcome: "refused", because: "notNow" };
  const holder = barrier.assignedTo;
  if (action.kind === "take" && holder !== null && holder !== by) return { outcome: "taken", by: holder };
  const because = objection(barrier, action, now);
  if (because !== null) return { outcome: "refused", because };
  const { event, changes } = isLiftAction(action)
    ? liftConsequence(barrier, action, by, now)
    : consequence(barrier, action, by, now);
  return { outcome: "changed", barrier: withEvent(barrier, { at: now, by, ...event }, changes, now) };
}

function isLiftAction(action: BarrierAction): action is LiftAction {
  return liftKinds.some((kind) => kind === action.kind);
}

type Objection = Extract<BarrierDecision, { outcome: "refused" }>["because"];

/** What stands in the way beside the status. */
function objection(barrier: Barrier, action: BarrierAction, now: Instant): Objection | null {
  if (isLiftAction(action)) return liftObjection(barrier, action, now);
  switch (action.kind) {
    case "ask":
      if (action.until != null && action.until <= localDate(now)) return "pastDate";
      return action.text.trim() === "" ? "noWords" : null;
    case "answer":
    case "comment":
    case "decline":
      return action.text.trim() === "" ? "noWords" : null;
    case "postpone":
      if (!isDated(barrier)) return "notNow";
      return action.until <= localDate(now) ? "pastDate" : null;
    case "park":
      return action.until <= localDate(now) ? "pastDate" : null;
    case "wait":
      return action.until != null && action.until <= localDate(now) ? "pastDate" : null;
    case "fallDue":
      return isDueNow(barrier, now) ? null : "tooSoon";
    case "lieUntouched":
      return untouchedDeed(barrier, action.settings, now) === null ? "tooSoon" : null;
    case "return":
      return barrier.parkedUntil === null || barrier.parkedUntil > localDate(now) ? "tooSoon" : null;
    case "closeUnanswered":
      return isUnanswered(barrier, now) ? null : "tooSoon";
    case "solve":
      if (!solvingResolutions.includes(action.resolution)) return "notASolution";
      return action.until != null && action.until <= localDate(now) ? "pastDate" : null;
    case "seenBefore":
      return action.sameAs === barrier.id ? "sameBarrier" : null;
    default:
      return null;
  }
}

/** Whether the team has had four weeks to say whether it works. */
export function isUnanswered(barrier: Barrier, now: Instant): boolean {
  if (barrierStatusFacts[barrier.status].stage !== "solved" || barrier.resolvedAt === null) return false;
  return Date.parse(now) - Date.parse(barrier.resolvedAt) >= unansweredDays * 86_400_000;
}

/** Whether its date has come and nobody has been asked what now, since it was put aside or put off. */
function isDueNow(barrier: Barrier, now: Instant): boolean {
  const date = comesBackOn(barrier);
  if (date === null || date > localDate(now)) return false;
  const last = barrier.events.findLast(
    ({ did, status }) => status !== undefined || did === "postponed" || did === "due",
  );
  return last?.did !== "due";
}

/** What is to be told of a barrier that nobody has touched; null when it is too soon, or told. */
function untouchedDeed(barrier: Barrier, settings: Settings, now: Instant): "untouched" | "untouchedLong" | null {
  if (!isUntouched(barrier)) return null;
  const today = localDate(now);
  const { area, all } = untouchedOn(barrier, settings);
  const isTold = (deed: BarrierEvent["did"]) => barrier.events.some(({ did }) => did === deed);
  if (all <= today && !isTold("untouchedLong")) return "untouchedLong";
  return area <= today && !isTold("untouched") && !isTold("untouchedLong") ? "untouched" : null;
}

/** Doing again what was just done changes nothing, and is no mistake. */
function isSoAlready(barrier: Barrier, action: BarrierAction, by: string): boolean {
  if (isLiftAction(action)) return isLiftSoAlready(barrier, action, by);
  const last = barrier.events.at(-1);
  const isRepeat = (did: BarrierEvent["did"], text: string | null) =>
    last?.by === by && last.did === did && (last.text ?? null) === text;
  switch (action.kind) {
    case "see":
      return barrier.status === "seen";
    case "take":
      return barrier.status === "working" && barrier.assignedTo === by;
    case "assign":
      return barrier.assignedTo === action.to;
    case "ask":
      return barrier.status === "asking" && isRepeat("question", action.text);
    case "answer":
      return isRepeat("answer", action.text);
    case "comment":
      return isRepeat("comment", action.text);
    case "startTrial":
      return barrier.events.some((event) => event.status === "trial" && event.ref === action.trialId);
    case "wait":
      return (
        barrier.status === "waiting" &&
        barrier.resolution === (action.supplier ? "supplier" : null) &&
        (action.until == null || action.until === barrier.comesBackOn) &&
        (action.text === null || isRepeat("status", action.text))
      );
    case "endTrial":
      return barrier.events.some((event) => event.did === "trialEnded" && event.ref === action.trialId);
    case "postpone":
      return isDated(barrier) && barrier.comesBackOn === action.until;
    case "park":
      return barrier.status === "parked" && barrier.parkedUntil === action.until;
    case "escalate":
      return liftOf(barrier) !== null && !liftOf(barrier)?.returned && action.text === null;
    case "solve":
      return (
        barrier.status === "resolved" && barrier.resolution === action.resolution && isRepeat("status", action.text)
      );
    case "seenBefore":
      return barrier.sameAs === action.sameAs;
    case "decline":
      return barrier.status === "declined" && isRepeat("status", action.text);
    case "confirm":
      return barrier.status === "confirmed";
    case "reopen":
    case "return":
    case "fallDue":
    case "lieUntouched":
    case "closeUnanswered":
      return false;
    default:
      return action satisfies never;
  }
}

interface Consequence {
  event: Omit<BarrierEvent, "at" | "by">;
  changes: Partial<Barrier>;
}

function consequence(
  barrier: Barrier,
  action: Exclude<BarrierAction, LiftAction>,
  by: string,
  now: Instant,
): Consequence {
  const mine = { assignedTo: barrier.assignedTo ?? by };
  const inAWeek = addDays(localDate(now), usualWaitingDays);
  switch (action.kind) {
    case "see":
      return moved("seen");
    case "take":
      return { event: { did: "assigned", status: "working", ref: by }, changes: { assignedTo: by } };
    case "assign":
      return assigned(barrier, action.to);
    case "ask":
      return asked(action, mine, inAWeek);
    case "answer": {
      if (liftOf(barrier) !== null) return answeredLifted(barrier, action.text);
      const status = barrier.assignedTo === null ? "seen" : "working";
      return { event: { did: "answer", status, text: action.text }, changes: {} };
    }
    case "comment":
      return { event: { did: "comment", text: action.text }, changes: {} };
    case "startTrial":
      return moved("trial", { ref: action.trialId, text: action.what, until: action.until ?? inAWeek }, mine);
    case "endTrial":
      return {
        event: { did: "trialEnded", ref: action.trialId, ...withText(action.text) },
        changes: dueToday(barrier, now),
      };
    case "wait": {
      const resolution = action.supplier ? ({ resolution: "supplier" } as const) : {};
      return moved("waiting", { ...withText(action.text), ...resolution, until: action.until ?? inAWeek }, mine);
    }
    case "postpone":
      return { event: { did: "postponed", until: action.until }, changes: { ...mine, comesBackOn: action.until } };
    case "fallDue":
      return { event: { did: "due" }, changes: {} };
    case "lieUntouched":
      return { event: { did: untouchedDeed(barrier, action.settings, now) ?? "untouched" }, changes: {} };
    case "park":
      return moved("parked", { ...withText(action.text), until: action.until }, mine);
    case "escalate":
      return moved(
        "waiting",
        { ...withText(action.text), resolution: "escalated" },
        { ...mine, lift: { since: now, scope: action.scope ?? liftOf(barrier)?.scope ?? null } },
      );
    case "solve":
      return moved(
        "resolved",
        {
          ...withText(action.text),
          resolution: action.resolution,
          ...(action.until != null && { until: action.until }),
        },
        mine,
      );
    case "seenBefore":
      return linked(action, mine);
    case "decline":
      return moved("declined", withText(action.text), mine);
    case "confirm":
    case "closeUnanswered":
      return moved("confirmed", {}, { resolution: barrier.resolution });
    case "reopen":
      return moved("working", withText(action.text));
    case "return":
      return moved(barrier.assignedTo === null ? "seen" : "working");
    default:
      return action satisfies never;
  }
}

/** What is still tried when its trial is over waits for a decision from today on. */
function dueToday({ status }: Barrier, now: Instant): Partial<Barrier> {
  return status === "trial" ? { comesBackOn: localDate(now) } : {};
}

type Asking = Extract<BarrierAction, { kind: "ask" }>;

function asked({ text, until, as }: Asking, mine: Partial<Barrier>, inAWeek: IsoDate): Consequence {
  const event = { did: "question", status: "asking", text, until: until ?? inAWeek } as const;
  // A manager who asks is nobody who has taken it.
  return as === undefined
    ? { event, changes: mine }
    : { event: { ...event, lift: "asked", decidedAs: as }, changes: {} };
}

/** What is lifted is lifted still when the team has answered. */
function answeredLifted(barrier: Barrier, text: string): Consequence {
  const isManagers = pendingQuestion(barrier)?.lift === "asked";
  const event: Consequence["event"] = { did: "answer", status: "waiting", resolution: "escalated", text };
  return { event: isManagers ? { ...event, lift: "answered" } : event, changes: {} };
}

function moved(status: BarrierStatus, event: Partial<BarrierEvent> = {}, changes: Partial<Barrier> = {}): Consequence {
  return { event: { did: "status", status, ...event }, changes };
}

function withText(text: string | null): { text?: string } {
  return text === null ? {} : { text };
}

/** Somebody who is given a new barrier has it before them, and no more than that. */
function assigned(barrier: Barrier, to: string | null): Consequence {
  const event: Consequence["event"] = { did: "assigned", ...(to === null ? {} : { ref: to }) };
  if (barrier.status === "new" && to !== null) event.status = "seen";
  return { event, changes: { assignedTo: to } };
}

/** The same as an open one waits for it; the same as a solved one is worked on with what worked there. */
function linked(action: Extract<BarrierAction, { kind: "seenBefore" }>, mine: Partial<Barrier>): Consequence {
  const event: Consequence["event"] = {
    did: "linked",
    status: action.solved ? "working" : "waiting",
    resolution: "duplicate",
    ref: action.sameAs,
  };
  return { event, changes: { ...mine, sameAs: action.sameAs } };
}

/** Everything that follows from the status is set here, so that no status is left with another's marks. */
function withEvent(barrier: Barrier, event: BarrierEvent, changes: Partial<Barrier>, now: Instant): Barrier {
  const next: Barrier = { ...barrier, ...changes, updatedAt: now, events: [...barrier.events, event] };
  const lift = liftAfter(barrier, event, changes, now);
  if (lift !== null || barrier.lift !== undefined) next.lift = lift;
  if (event.status === undefined) return next;
  const { stage } = barrierStatusFacts[event.status];
  return {
    ...next,
    status: event.status,
    resolution: changes.resolution ?? event.resolution ?? null,
    parkedUntil: event.status === "parked" ? (event.until ?? null) : null,
    comesBackOn: event.status !== "parked" && barrierStatusFacts[event.status].isDated ? (event.until ?? null) : null,
    escalatedAt: event.resolution === "escalated" && event.did !== "answer" ? now : barrier.escalatedAt,
    resolvedAt: stage === "solved" ? now : stage === "closed" ? barrier.resolvedAt : null,
    askedIn: stage === "solved" ? null : barrier.askedIn,
    closedAt: stage === "closed" ? now : null,
  };
}

/** The question that waits for the team's answer. */
export function pendingQuestion(barrier: Barrier): BarrierEvent | null {
  if (barrier.status !== "asking") return null;
  return barrier.events.findLast((event) => event.did === "question") ?? null;
}

/** How it was solved, in the navigator's words; null while it is not, or where no words were given. */
export function whatWorked(barrier: Barrier): string | null {
  return barrier.events.findLast((event) => event.status === "resolved")?.text ?? null;
}
