import type { Instant, IsoDate } from "./organisation.ts";
import type { Rewriter, Rewriting, TextChange } from "./rewriting.ts";
import { type CitizenAlternative, type CitizenOutcome, type CitizenReason, closesCase } from "./vocabulary.ts";

export interface CitizenCaseEvent {
  at: Instant;
  by: string;
  did: "logged" | "updated" | Rewriting;
  outcome?: CitizenOutcome;
  /** As whom somebody took the note out or put it right. */
  as?: Rewriter;
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

type Given = Pick<
  CitizenCase,
  "id" | "teamId" | "solutionId" | "reasons" | "instead" | "outcome" | "note" | "followUpOn"
>;

/** A case with any outcome but `open` is closed from the start; its retention runs from then. */
export function newCitizenCase(given: Given, by: string, now: Instant): CitizenCase {
  return {
    ...given,
    reportedBy: by,
    createdAt: now,
    updatedAt: now,
    closedAt: closesCase(given.outcome) ? now : null,
    events: [{ at: now, by, did: "logged", outcome: given.outcome }],
  };
}

/**
 * The case with a new outcome or follow-up date (undefined: as it was; null: no date); the very same case when nothing
 * is new. Closing starts its retention, opening again ends it.
 */
export function updateCitizenCase(
  known: CitizenCase,
  change: { outcome?: CitizenOutcome | undefined; followUpOn?: IsoDate | null | undefined },
  by: string,
  now: Instant,
): CitizenCase {
  const outcome = change.outcome ?? known.outcome;
  const followUpOn = change.followUpOn === undefined ? known.followUpOn : change.followUpOn;
  if (outcome === known.outcome && followUpOn === known.followUpOn) return known;
  return {
    ...known,
    outcome,
    followUpOn,
    updatedAt: now,
    closedAt: closesCase(outcome) ? (known.closedAt ?? now) : null,
    events: [...known.events, { at: now, by, did: "updated", outcome }],
  };
}

/** The case with another note, or none (null), and that it was so. */
export function withNote(known: CitizenCase, note: string | null, change: TextChange): CitizenCase {
  return { ...known, note, updatedAt: change.at, events: [...known.events, change] };
}
