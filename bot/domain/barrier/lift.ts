import { localDate, workingDaysBetween } from "../calendar.ts";
import type { Instant, IsoDate, Settings } from "../organisation.ts";
import type { BarrierStatus, Resolution } from "../vocabulary.ts";
import type { Barrier, BarrierEvent, DecidedAs, Lift } from "./barrier.ts";

// What is lifted waits for a manager until it is decided: what may be decided, and what the clock does meanwhile.

/** What a manager decides about what is lifted to them, and what the clock does. Every text has passed the guard. */
export type LiftAction =
  | { kind: "liftDo"; text: string; doer: string | null; until: IsoDate; as: DecidedAs }
  | { kind: "liftWait"; text: string; until: IsoDate; as: DecidedAs }
  | { kind: "liftDecline"; text: string; as: DecidedAs }
  | { kind: "liftTake"; as: DecidedAs }
  /** To the next level above, an area id or `*`. */
  | { kind: "liftOn"; scope: string; text: string | null; as: DecidedAs }
  /** Untouched for five working days. */
  | { kind: "liftRemind"; settings: Settings }
  /** Untouched for ten: whoever has taken it decides what now. */
  | { kind: "liftReturn"; settings: Settings }
  /** On the date of *Det gør vi* its owner has said that it is done, or that it comes to nothing: the holder goes on. */
  | { kind: "liftDone"; isDone: boolean; text: string | null; as: DecidedAs };

export const liftKinds = [
  "liftDo",
  "liftWait",
  "liftDecline",
  "liftTake",
  "liftOn",
  "liftRemind",
  "liftReturn",
  "liftDone",
] as const satisfies readonly LiftAction["kind"][];

/** Working days without a word before a manager is reminded, once. */
export const remindAfterDays = 5;
/** Working days without a word before whoever has taken it has it back to decide. */
export const returnAfterDays = 10;

/** The statuses of what is lifted: it waits for the manager, or for the team to answer. */
export const liftedStatuses: readonly BarrierStatus[] = ["waiting", "asking"];

/** What waits for a manager to decide; null when nothing does. A lift that an older version stored is read from its status. */
export function liftOf({
  lift,
  status,
  resolution,
  escalatedAt,
  updatedAt,
}: Pick<Barrier, "lift" | "status" | "resolution" | "escalatedAt" | "updatedAt">): Lift | null {
  if (lift !== undefined) return lift;
  const isOfOld = status === "waiting" && resolution === "escalated";
  return isOfOld ? { since: escalatedAt ?? updatedAt, scope: null } : null;
}

/** What the clock asks for about a lift now; null for nothing. While the team is asked, no days run. */
export function liftClock(barrier: Barrier, settings: Settings, now: Instant): LiftAction | null {
  const lift = liftOf(barrier);
  if (lift === null || barrier.status !== "waiting" || lift.returned) return null;
  const days = workingDaysBetween(localDate(lift.since), localDate(now), settings);
  if (!lift.reminded) return days >= remindAfterDays ? { kind: "liftRemind", settings } : null;
  return days >= returnAfterDays ? { kind: "liftReturn", settings } : null;
}

export type LiftObjection = "noWords" | "pastDate" | "tooSoon" | "notNow";

/** What stands in the way of it beside the status. */
export function liftObjection(barrier: Barrier, action: LiftAction, now: Instant): LiftObjection | null {
  if (action.kind === "liftDone") return isDoing(barrier) ? null : "notNow";
  if (liftOf(barrier) === null) return "notNow";
  switch (action.kind) {
    case "liftDo":
    case "liftWait":
      if (action.text.trim() === "") return "noWords";
      return action.until <= localDate(now) ? "pastDate" : null;
    case "liftDecline":
      return action.text.trim() === "" ? "noWords" : null;
    case "liftRemind":
    case "liftReturn":
      return liftClock(barrier, action.settings, now)?.kind === action.kind ? null : "tooSoon";
    default:
      return null;
  }
}

/** It waits for what a manager has decided to do. */
function isDoing({ status, events }: Barrier): boolean {
  return status === "waiting" && events.findLast((event) => event.status !== undefined)?.lift === "doing";
}

/** Pressing twice changes nothing. */
export function isLiftSoAlready(barrier: Barrier, action: LiftAction, by: string): boolean {
  const last = barrier.events.at(-1);
  const isRepeat = (step: BarrierEvent["lift"], text: string | null = null) =>
    last?.by === by && last.lift === step && (last.text ?? null) === text;
  switch (action.kind) {
    case "liftDo":
      return isRepeat("doing", action.text) && last?.until === action.until;
    case "liftWait":
      return isRepeat("waiting", action.text) && last?.until === action.until;
    case "liftDecline":
      return isRepeat("declined", action.text);
    case "liftTake":
      return barrier.status === "working" && barrier.assignedTo === by;
    case "liftOn":
      return isRepeat("liftedOn", action.text) && liftOf(barrier)?.scope === action.scope;
    case "liftDone":
      return isRepeat(action.isDone ? "done" : "dropped", action.text);
    default:
      return false;
  }
}

interface LiftConsequence {
  event: Omit<BarrierEvent, "at" | "by">;
  changes: Partial<Barrier>;
}

/** What a decision or the clock makes of the barrier: the event, and what it changes beside the status. */
export function liftConsequence(barrier: Barrier, action: LiftAction, by: string, now: Instant): LiftConsequence {
  const lift = liftOf(barrier);
  switch (action.kind) {
    case "liftDo": {
      const { text, until, as, doer } = action;
      const ref = doer === null ? {} : { ref: doer };
      return {
        event: { did: "lift", lift: "doing", status: "waiting", text, until, decidedAs: as, ...ref },
        changes: {},
      };
    }
    case "liftWait": {
      const { text, until, as } = action;
      return { event: { did: "lift", lift: "waiting", status: "parked", text, until, decidedAs: as }, changes: {} };
    }
    case "liftDecline":
      return {
        event: { did: "lift", lift: "declined", status: "declined", text: action.text, decidedAs: action.as },
        changes: {},
      };
    case "liftTake": {
      const had = barrier.assignedTo === null || barrier.assignedTo === by ? {} : { ref: barrier.assignedTo };
      return {
        event: { did: "lift", lift: "taken", status: "working", decidedAs: action.as, ...had },
        changes: { assignedTo: by },
      };
    }
    case "liftOn": {
      const resolution: Resolution = "escalated";
      const text = action.text === null ? {} : { text: action.text };
      return {
        event: { did: "lift", lift: "liftedOn", status: "waiting", resolution, decidedAs: action.as, ...text },
        changes: { lift: { since: now, scope: action.scope } },
      };
    }
    case "liftRemind":
      return { event: { did: "lift", lift: "reminded" }, changes: { lift: { ...nonNull(lift), reminded: true } } };
    case "liftReturn":
      return { event: { did: "lift", lift: "returned" }, changes: { lift: { ...nonNull(lift), returned: true } } };
    case "liftDone": {
      const text = action.text === null ? {} : { text: action.text };
      const step = action.isDone ? "done" : "dropped";
      return { event: { did: "lift", lift: step, status: "working", decidedAs: action.as, ...text }, changes: {} };
    }
    default:
      return action satisfies never;
  }
}

function nonNull(lift: Lift | null): Lift {
  if (lift === null) throw new RangeError("nothing is lifted");
  return lift;
}

/** The lift after a step: whatever brings a status decides it, except that to lift, ask and answer keep it. */
export function liftAfter(before: Barrier, event: BarrierEvent, changed: Partial<Barrier>, now: Instant): Lift | null {
  if (changed.lift !== undefined) return changed.lift;
  const lift = liftOf(before);
  if (lift === null || event.status === undefined) return lift;
  if (event.did === "question" || event.did === "assigned") return event.status === "working" ? null : lift;
  // The days of a manager begin anew when they hear from the team.
  return event.did === "answer" ? { since: now, scope: lift.scope } : null;
}
