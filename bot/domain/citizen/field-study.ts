import type { Instant, IsoDate } from "../organisation.ts";

/** What was learned by visiting those who use a solution and those who do not (*feltstudie*). Nobody who was visited stands in it. */
export interface FieldStudy {
  id: string;
  teamId: string;
  solutionId: string | null;
  /** The day of the visit. */
  on: IsoDate;
  /** Learned from those who use it, and from those who do not; every text has passed the guard. */
  using: string | null;
  notUsing: string | null;
  /** What can be tried at once. */
  idea: string | null;
  /** It may be read without team outside it. */
  shareable: boolean;
  /** What became of the idea. */
  trialId: string | null;
  by: string;
  createdAt: Instant;
}

/** The texts of a field study. */
export const fieldStudyTexts = ["using", "notUsing", "idea"] as const;

/** A field study goes after so many months. */
export const fieldStudyMonths = 24;
