import type { Instant, IsoDate } from "./organisation.ts";
import type { CitizenAlternative, CitizenOutcome, CitizenReason } from "./vocabulary.ts";

export interface CitizenCaseEvent {
  at: Instant;
  by: string;
  did: "logged" | "updated";
  outcome?: CitizenOutcome;
}

/** A citizen who cannot or will not use a digital solution. Never identifies the citizen. */
export interface CitizenCase {
  id: string;
  teamId: string;
  solutionId: string | null;
  reasons: CitizenReason[];
  instead: CitizenAlternative[];
  outcome: CitizenOutcome;
  /** Free text that has passed the personal-data guard. */
  note: string | null;
  followUpOn: IsoDate | null;
  reportedBy: string;
  createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  events: CitizenCaseEvent[];
}
