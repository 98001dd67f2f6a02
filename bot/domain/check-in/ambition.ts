import type { Instant, IsoDate } from "../organisation.ts";
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

/** An ambition is taken up again every half year. */
const monthsToNextLook = 6;

/** Whether it is half a year since its writer last saved it, so that it is time to look at it again; false while nothing is written. */
export function isDueAgain({ answers, targets, updatedAt }: Ambition, today: IsoDate): boolean {
  const isWritten = Object.keys(answers).length > 0 || Object.keys(targets).length > 0;
  const due = new Date(updatedAt);
  due.setUTCMonth(due.getUTCMonth() + monthsToNextLook);
  return isWritten && today >= due.toISOString().slice(0, 10);
}
