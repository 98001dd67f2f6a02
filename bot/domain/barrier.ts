import type { Instant, IsoDate, IsoWeek } from "./organisation.ts";
import {
  type BarrierCategory,
  type BarrierDetail,
  type BarrierStatus,
  barrierCategories,
  type ContactWish,
  type Resolution,
} from "./vocabulary.ts";

/** One thing that happened to a barrier: its timeline is the list of these, oldest first. */
export interface BarrierEvent {
  at: Instant;
  /** A person id, or `system`. */
  by: string;
  did: "reported" | "described" | "status" | "comment" | "question" | "answer" | "assigned" | "linked";
  status?: BarrierStatus;
  resolution?: Resolution;
  /** Free text that has passed the personal-data guard. */
  text?: string;
}

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
  /** The barrier that this one is the same as (*set før*). */
  sameAs: string | null;
  createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  events: BarrierEvent[];
}

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
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    events: [{ at: now, by, did: "reported", status: "new" }],
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

/** Whether somebody still has something to do about it. */
export function isOpen(barrier: Barrier): boolean {
  return barrier.status !== "confirmed" && barrier.status !== "declined";
}
