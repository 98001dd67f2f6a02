import { addDays, localDate } from "./calendar.ts";
import type { Instant, IsoDate } from "./organisation.ts";
import type { Rewriter, Rewriting, TextChange } from "./rewriting.ts";
import {
  type CitizenAlternative,
  type CitizenOutcome,
  type CitizenReason,
  type CitizenReasonGroup,
  citizenReasonGroupIds,
  citizenReasonGroups,
  closesCase,
  type FormerAlternative,
  formerAlternatives,
} from "./vocabulary.ts";

export interface CitizenCaseEvent {
  at: Instant;
  by: string;
  did: "logged" | "updated" | "asked" | "closedUnanswered" | "helped" | Rewriting;
  outcome?: CitizenOutcome;
  /** Who was asked how it went. */
  to?: string;
  /** As whom somebody took the note out or put it right. */
  as?: Rewriter;
}

/** A citizen who cannot or will not use a digital solution. Never identifies the citizen. */
export interface CitizenCase {
  id: string;
  teamId: string;
  solutionId: string | null;
  reasons: CitizenReason[];
  /** Groups that were chosen without a detail; read with {@link groupsOf}. Not in cases of older versions. */
  groups?: CitizenReasonGroup[];
  instead: CitizenAlternative[];
  outcome: CitizenOutcome;
  /** Free text that has passed the personal-data guard. */
  note: string | null;
  followUpOn: IsoDate | null;
  /** Relatives take part; never who. */
  relatives?: boolean;
  /** What a navigator was asked to help with. */
  barrierId?: string;
  /** When the clock next looks at it (bot/domain/citizen/follow-up.ts); null when nothing is left to ask. */
  dueOn?: IsoDate | null;
  /** Nobody answered how it went, so it was closed as it stood. */
  unanswered?: boolean;
  reportedBy: string;
  createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  events: CitizenCaseEvent[];
}

type Given = Pick<
  CitizenCase,
  "id" | "teamId" | "solutionId" | "reasons" | "instead" | "outcome" | "note" | "followUpOn"
> &
  Partial<Pick<CitizenCase, "groups" | "relatives" | "barrierId">>;

/** A case that has not been heard of for so many days is asked about once more. */
export const askAgainDays = 90;

/** The day on which a case is first asked about after it was touched: its own date, or 90 days on while it is open. */
export function firstDueOn(
  { followUpOn, outcome }: Pick<CitizenCase, "followUpOn" | "outcome">,
  touchedAt: Instant,
): IsoDate | null {
  if (followUpOn !== null) return followUpOn;
  return closesCase(outcome) ? null : addDays(localDate(touchedAt), askAgainDays);
}

/** A case with any outcome but `open` is closed from the start; its retention runs from then. */
export function newCitizenCase(given: Given, by: string, now: Instant): CitizenCase {
  return {
    ...given,
    dueOn: firstDueOn(given, now),
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
  // The same word again is an answer to whoever asked.
  const wasAsked = askedOf(known) !== null;
  if (outcome === known.outcome && followUpOn === known.followUpOn && !wasAsked) return known;
  const { unanswered: _, ...rest } = known;
  return {
    ...rest,
    outcome,
    followUpOn,
    dueOn: firstDueOn({ followUpOn, outcome }, now),
    updatedAt: now,
    closedAt: closesCase(outcome) ? (known.closedAt ?? now) : null,
    events: [...known.events, { at: now, by, did: "updated", outcome }],
  };
}

/** Whom it waits for a word from: who was asked last, as long as nothing has come of it; null when it waits for nobody. */
export function askedOf({ events }: Pick<CitizenCase, "events">): string | null {
  // A note that is put right is no answer.
  const last = events.findLast(({ did }) => did !== "textDeleted" && did !== "textCorrected");
  return last?.did === "asked" ? (last.to ?? null) : null;
}

/** The case with another note, or none (null), and that it was so. */
export function withNote(known: CitizenCase, note: string | null, change: TextChange): CitizenCase {
  return { ...known, note, updatedAt: change.at, events: [...known.events, change] };
}

/** What is difficult, as groups in the order of the form: those that were chosen, and those of the details. */
export function groupsOf({ groups = [], reasons }: Pick<CitizenCase, "groups" | "reasons">): CitizenReasonGroup[] {
  return citizenReasonGroupIds.filter(
    (group) => groups.includes(group) || citizenReasonGroups[group].some((reason) => reasons.includes(reason as never)),
  );
}

/** The ways by their names of today, each once: older versions stored others. */
export function currentAlternatives(
  instead: readonly (CitizenAlternative | FormerAlternative)[],
): CitizenAlternative[] {
  const isFormer = (alternative: string): alternative is FormerAlternative =>
    Object.hasOwn(formerAlternatives, alternative);
  const followsPost = (alternative: FormerAlternative) =>
    alternative === "serviceExempt" && instead.includes("postExempt");
  return [
    ...new Set(
      instead.map((alternative) =>
        isFormer(alternative)
          ? followsPost(alternative)
            ? ("exemptByPost" as const)
            : formerAlternatives[alternative]
          : alternative,
      ),
    ),
  ];
}

/** The case in the words of today; the very same case when it is. */
export function asOfToday(stored: CitizenCase): CitizenCase {
  const instead = currentAlternatives(stored.instead);
  const isCurrent =
    instead.every((alternative, index) => alternative === stored.instead[index]) && stored.dueOn !== undefined;
  if (isCurrent && instead.length === stored.instead.length) return stored;
  const hadRelatives = (stored.instead as string[]).includes("relative");
  return {
    ...stored,
    instead,
    ...(hadRelatives ? { relatives: true } : {}),
    dueOn: stored.dueOn === undefined ? firstDueOn(stored, stored.updatedAt) : stored.dueOn,
  };
}
