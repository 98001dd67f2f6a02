import type { Instant, IsoDate, IsoWeek } from "../organisation.ts";
import { type Rewriter, rewritings } from "../rewriting.ts";
import {
  type BarrierCategory,
  type BarrierDetail,
  type BarrierStatus,
  barrierCategories,
  type ContactWish,
  isClosed,
  type Resolution,
} from "../vocabulary.ts";

/**
 * What can have happened to a barrier. By the clock: its date came (`due`), or nobody had touched it for the municipality's number of
 * working days (`untouched`), or for twice as many (`untouchedLong`).
 */
export const barrierDeeds = [
  "reported",
  "described",
  "status",
  "comment",
  "question",
  "answer",
  "assigned",
  "linked",
  "postponed",
  "trialEnded",
  "due",
  "untouched",
  "untouchedLong",
  "undone",
  ...rewritings,
  "lift",
] as const;
export type BarrierDeed = (typeof barrierDeeds)[number];

/** One thing that happened to a barrier: its timeline is the list of these, oldest first. */
export interface BarrierEvent {
  at: Instant;
  /** A person id, or `system`. */
  by: string;
  did: BarrierDeed;
  /** The status that it brought, when it brought one. */
  status?: BarrierStatus;
  resolution?: Resolution;
  /** Free text that has passed the personal-data guard. */
  text?: string;
  /** Whom it was given to, what it is the same as, or the trial that began or ended. */
  ref?: string;
  /** When it comes back, or when what is decided is to be done. */
  until?: IsoDate;
  /** As whom somebody took a text out or put it right, and the place of the step whose text it was; none for the description's. */
  as?: Rewriter;
  of?: number;
  /** What it was to something that is lifted to a manager. */
  lift?: LiftStep;
  /** As whom a manager decided. */
  decidedAs?: DecidedAs;
}

/** Every step in the life of a lift: a manager's, the team's answer to a manager, and the clock's. */
export const liftSteps = [
  "doing",
  "waiting",
  "declined",
  "taken",
  "liftedOn",
  "asked",
  "answered",
  "reminded",
  "returned",
  "done",
  "dropped",
] as const;
export type LiftStep = (typeof liftSteps)[number];

/** A manager of an area (its id, or `*`), or whoever stood in for them. */
export interface DecidedAs {
  scope: string;
  standIn?: true;
}

/** What has been lifted to the managers and waits for one of them to decide. */
export interface Lift {
  /** When its days begin: when it was lifted, or when a manager was answered. */
  since: Instant;
  /** The area that it lies with, or `*`; null for the nearest that has a manager. */
  scope: string | null;
  reminded?: true;
  /** Whoever has taken it has it back to decide; it lies with the manager as well until it is decided. */
  returned?: true;
}

/** A sent card that shows this barrier, so that it can be updated in place. */
export interface BarrierCard {
  /** Key of the conversation that holds it. */
  place: string;
  activityId: string;
  /** Key of the message that brought it; a grouped card tells of several barriers. Empty for a receipt. */
  message: string;
  /** The place in the timeline of what it told. */
  event: number;
  audience: BarrierAudience;
}

/**
 * Whom a card speaks to: those who help, or the team that reported. A receipt, and what a manager was told, stay as they are until a
 * text on them is taken out or put right.
 */
export type BarrierAudience = "navigators" | "team" | "receipt" | "managers";

/** What keeps a team from using a solution. Its id is a time-ordered uuid. */
export interface Barrier {
  id: string;
  teamId: string;
  solutionId: string;
  status: BarrierStatus;
  category: BarrierCategory | null;
  detail: BarrierDetail | null;
  /** What it means in everyday life, in the leader's words. */
  consequence: string | null;
  contact: ContactWish;
  reportedBy: string;
  /** The week of the check-in that reported it, or null. */
  week: IsoWeek | null;
  assignedTo: string | null;
  resolution: Resolution | null;
  parkedUntil: IsoDate | null;
  /** When it comes back to whoever has it; read with `comesBackOn`: absent in what older versions stored. */
  comesBackOn?: IsoDate | null;
  /** The barrier that this one is the same as (*set før*). */
  sameAs: string | null;
  /** When it was lifted to the managers of the area, who may see it from then on. */
  escalatedAt: Instant | null;
  /** What waits for a manager; read with `liftOf`, as older documents have none. */
  lift?: Lift | null;
  /** When it was last solved; the team's four weeks to answer run from here. */
  resolvedAt: Instant | null;
  /** The check-in that asked at its top whether it works now; it is asked once. */
  askedIn: IsoWeek | null;
  createdAt: Instant;
  updatedAt: Instant;
  /** When it was confirmed, declined or taken back; retention runs from here. */
  closedAt: Instant | null;
  events: BarrierEvent[];
  cards: BarrierCard[];
  /** The note about a citizen that it began with. */
  citizenCaseId?: string;
}

/** A barrier that has just been reported, not described yet. `by` is a person id; its timeline begins at `now`. */
export function newBarrier(
  id: string,
  about: { teamId: string; solutionId: string; week: IsoWeek | null },
  by: string,
  now: Instant,
): Barrier {
  return {
    id,
    ...about,
    status: "new",
    category: null,
    detail: null,
    consequence: null,
    contact: "none",
    reportedBy: by,
    assignedTo: null,
    resolution: null,
    parkedUntil: null,
    sameAs: null,
    escalatedAt: null,
    resolvedAt: null,
    askedIn: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    events: [{ at: now, by, did: "reported", status: "new" }],
    cards: [],
  };
}

/** What the reporter tells about a barrier. */
export interface BarrierDescription {
  category: BarrierCategory;
  detail: BarrierDetail;
  /** Guarded text. */
  consequence: string | null;
  contact: ContactWish;
}

/** Whether the detail is one of the category's own. */
export function detailBelongsTo(category: BarrierCategory, detail: BarrierDetail): boolean {
  return (barrierCategories[category] as readonly BarrierDetail[]).includes(detail);
}

/** The barrier as described; the very same barrier when the description says nothing new. */
export function describe(barrier: Barrier, description: BarrierDescription, by: string, now: Instant): Barrier {
  const isSame =
    barrier.category === description.category &&
    barrier.detail === description.detail &&
    barrier.consequence === description.consequence &&
    barrier.contact === description.contact;
  if (isSame) return barrier;
  return {
    ...barrier,
    ...description,
    updatedAt: now,
    events: [...barrier.events, { at: now, by, did: "described" }],
  };
}

/** The barrier in the group that was chosen first; the very same barrier when it is described or in that group already. */
export function inGroup(barrier: Barrier, category: BarrierCategory, now: Instant): Barrier {
  if (barrier.detail !== null || barrier.category === category) return barrier;
  return { ...barrier, category, updatedAt: now };
}

/** Whether somebody who helps has begun on it: it has been taken, or they have said or done something about it. To have seen it is not to begin. */
export function hasBegun({ status, assignedTo, reportedBy, events }: Barrier): boolean {
  if (assignedTo !== null || (status !== "new" && status !== "seen")) return true;
  return events.some(
    ({ by, did }) => by !== reportedBy && (did === "comment" || did === "question" || did === "linked"),
  );
}

/** The barrier as the team takes it back. */
export function withdraw(barrier: Barrier, by: string, now: Instant): Barrier {
  return {
    ...barrier,
    ...{ status: "withdrawn", closedAt: now, updatedAt: now },
    events: [...barrier.events, { at: now, by, did: "status", status: "withdrawn" }],
  };
}

/** Whether somebody still has something to do about it: those who help, or the team. */
export function isOpen({ status }: Pick<Barrier, "status">): boolean {
  return !isClosed(status);
}
