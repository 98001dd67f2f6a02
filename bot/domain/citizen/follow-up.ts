import { addDays, localDate, localInstant } from "../calendar.ts";
import { askAgainDays, askedOf, type CitizenCase, firstDueOn } from "../citizen-case.ts";
import type { Directory, Instant, IsoDate } from "../organisation.ts";
import { type PlannedMessage, planned } from "../outreach.ts";
import { isAway, may, speakerOf } from "../permissions.ts";

// How a case is followed up: asked about on its date, once more 90 days later (without a date: 90 days after it was last
// touched), and closed as it stands when 14 days more have brought no answer.

/** So long an answer is waited for, after each time of asking. */
export const answerDays = 14;

/** What the clock does to a case on a day, and when it looks again. */
export type FollowUpStep =
  | { kind: "ask"; to: string; lookOn: IsoDate }
  | { kind: "wait"; lookOn: IsoDate }
  | { kind: "close" }
  | { kind: "nothing" };

/** Decides from the case and the date alone. `to` is whoever is asked today, null while nobody can be. */
export function followUpStep(citizenCase: CitizenCase, to: string | null, today: IsoDate): FollowUpStep {
  const base = citizenCase.followUpOn ?? firstDueOn(citizenCase, citizenCase.updatedAt);
  if (base === null) return { kind: "nothing" };
  const late = citizenCase.followUpOn === null ? base : addDays(base, askAgainDays);
  if (today < base) return { kind: "wait", lookOn: base };
  const since = today < late ? base : late;
  const asked = citizenCase.events.filter(({ did, at }) => did === "asked" && localDate(at) >= since);
  const [first] = asked;
  const endsOn = addDays(first === undefined ? since : localDate(first.at), answerDays);
  if (today >= endsOn && (first !== undefined || today >= addDays(endsOn, answerDays))) {
    return today < late ? { kind: "wait", lookOn: late } : { kind: "close" };
  }
  const tomorrow = addDays(today, 1);
  // Somebody else is to answer by now, or nobody could be asked before.
  return to !== null && asked.at(-1)?.to !== to
    ? { kind: "ask", to, lookOn: tomorrow }
    : { kind: "wait", lookOn: tomorrow };
}

/** Whether somebody is to look at the case by now: it was asked about and has not been answered, or its date has come while it is open. */
export function isToFollowUp(
  citizenCase: Pick<CitizenCase, "events" | "outcome" | "followUpOn">,
  today: IsoDate,
): boolean {
  const { outcome, followUpOn } = citizenCase;
  return askedOf(citizenCase) !== null || (outcome === "open" && followUpOn !== null && followUpOn <= today);
}

/** Whether the case waits for an answer from the person: it was asked about and has not been touched since. */
export function waitsFor(citizenCase: CitizenCase, personId: string): boolean {
  return citizenCase.dueOn != null && askedOf(citizenCase) === personId;
}

/**
 * Who is asked how it went: the navigator who logged it while they help the team and are here, else the leader who logged it
 * or whoever answers for the team by now (as for what is in the way). Null when nobody is here.
 */
export function followUpTo(
  directory: Directory,
  { teamId, reportedBy }: Pick<CitizenCase, "teamId" | "reportedBy">,
  date: IsoDate,
): string | null {
  const helps = may(directory, reportedBy, "triage", teamId, date) && !isAway(directory, reportedBy, date);
  return helps ? reportedBy : speakerOf(directory, teamId, reportedBy, date);
}

/** The case after the clock; the very same case when nothing becomes of it. */
export function afterStep(citizenCase: CitizenCase, step: FollowUpStep, now: Instant): CitizenCase {
  if (step.kind === "close") {
    const closedAt = citizenCase.closedAt ?? now;
    const event = { at: now, by: "system", did: "closedUnanswered" as const, outcome: citizenCase.outcome };
    const events = [...citizenCase.events, event];
    return { ...citizenCase, unanswered: true, followUpOn: null, dueOn: null, closedAt, updatedAt: now, events };
  }
  const dueOn = step.kind === "nothing" ? null : step.lookOn;
  if (step.kind !== "ask") return citizenCase.dueOn === dueOn ? citizenCase : { ...citizenCase, dueOn };
  // To ask is not to touch.
  return {
    ...citizenCase,
    dueOn,
    events: [...citizenCase.events, { at: now, by: "system", did: "asked", to: step.to }],
  };
}

/** One message a day for a person, whatever the number of cases: it is read from them when it is sent. */
export function followUpMessage(personId: string, teamId: string, dueAt: Instant, now: Instant): PlannedMessage {
  const today = localDate(now);
  const deadline = localInstant(addDays(today, answerDays), 0);
  const to = { recipient: personId, personId, subject: personId, teamId };
  return planned({ purpose: "citizenFollowUp", ...to, week: null, dueAt, deadline }, now, today);
}

/** The case once what it asked help with was solved: it is asked about today. The very same case when it has been since. */
export function afterHelp(citizenCase: CitizenCase, solvedAt: Instant, now: Instant): CitizenCase {
  if (citizenCase.events.some(({ did, at }) => did === "helped" && at >= solvedAt)) return citizenCase;
  const today = localDate(now);
  const event = { at: now, by: "system", did: "helped" as const };
  return { ...citizenCase, followUpOn: today, dueOn: today, updatedAt: now, events: [...citizenCase.events, event] };
}
