import type { Instant, IsoWeek } from "./organisation.ts";
import type { ExtraAnswer, ExtraQuestion, UsageLevel } from "./vocabulary.ts";

/** One solution that a check-in asks about. */
export interface AskedSolution {
  solutionId: string;
  /** At most one solution of a check-in carries an extra question. */
  extra?: ExtraQuestion;
  /** What the team answered last time it was asked; the prefilled value. */
  previous?: UsageLevel;
}

export interface SolutionAnswer {
  level: UsageLevel;
  extra?: ExtraAnswer;
  /** The barrier that "Noget driller" opened this week. */
  barrierId?: string;
}

/** A sent card that shows this check-in, so that it can be updated in place. */
export interface SentCard {
  personId: string;
  activityId: string;
}

export type CheckInState = "open" | "answered" | "skipped" | "missed";

/** One team's answers for one ISO week. */
export interface CheckIn {
  week: IsoWeek;
  teamId: string;
  state: CheckInState;
  asked: AskedSolution[];
  /** By solution id; empty until answered. */
  answers: Record<string, SolutionAnswer>;
  answeredBy: string | null;
  answeredAt: Instant | null;
  /** When the week closes and answers can no longer be corrected. */
  closesAt: Instant;
  cards: SentCard[];
}
