import type { Instant, IsoDate, IsoWeek } from "./organisation.ts";
import type { BarrierCategory, BarrierDetail, BarrierStatus, ContactWish, Resolution } from "./vocabulary.ts";

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
