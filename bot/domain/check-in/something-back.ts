import type { IsoDate, IsoWeek } from "../organisation.ts";
import type { UsageLevel } from "../vocabulary.ts";

// Something back, as it is kept with the check-in and as it is told.

export type Back =
  /** What the team answered some weeks before, in the words of today; `week` is when. */
  | { kind: "way"; solutionId: string; from: UsageLevel; week: IsoWeek }
  /** Who began on what the team has reported, and when. It stays true, whatever becomes of it. */
  | { kind: "working"; solutionId: string; by: string; on: IsoDate }
  /** Another team has tried something with the solution, it worked, and they have shared what they learned. */
  | { kind: "tried"; solutionId: string }
  /** How many other teams answered in the week before: more than the municipality's limit. */
  | { kind: "answered"; teams: number };

/** As it is told: with names, and the answer of this week beside the one before. */
export type ShownBack =
  | { kind: "way"; solutionName: string; weeks: number; from: UsageLevel; to: UsageLevel }
  | { kind: "working"; solutionName: string; by: string; on: IsoDate }
  | { kind: "tried"; solutionName: string }
  | { kind: "answered"; teams: number };
