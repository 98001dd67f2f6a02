import type { Instant } from "../organisation.ts";
import type { UsageLevel } from "../vocabulary.ts";

/** The six questions of the ambition template. */
export const ambitionQuestions = ["coherence", "agenda", "goals", "approaches", "expectations", "ethics"] as const;
export type AmbitionQuestion = (typeof ambitionQuestions)[number];

/** A leader's own statement and targets; private until shared. Key: the person id. */
export interface Ambition {
  personId: string;
  answers: Partial<Record<AmbitionQuestion, string>>;
  shared: boolean;
  draft: boolean;
  /** The level aimed for, by solution id. */
  targets: Record<string, UsageLevel>;
  updatedAt: Instant;
}
