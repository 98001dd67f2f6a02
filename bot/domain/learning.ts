import type { Instant } from "./organisation.ts";
import type { Trial } from "./trial.ts";
import type { CitizenReason } from "./vocabulary.ts";

/** What a file of learnings calls itself, and the version of its form that is written and read (docs/interface.md). */
export const learningsFormat = "ombord/laering";
export const learningsVersion = 1;

/** What another municipality has tried and learned, as its file told it. It is in no figure. Key: municipality and id, hashed. */
export interface Learning {
  /** The municipality that it comes from. */
  from: string;
  what: string;
  /** What the other municipality calls the solution. */
  solution: string | null;
  citizenReason: CitizenReason | null;
  weeks: number;
  hope: string | null;
  learned: string;
  worked: Trial["worked"];
  sideGains: string | null;
  addedBy: string;
  addedAt: Instant;
}
