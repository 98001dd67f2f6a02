import type { Barrier } from "./barrier/barrier.ts";
import { addMonths, localDate, localInstant, weekOf } from "./calendar.ts";
import type { CitizenCase } from "./citizen-case.ts";
import type { Instant, IsoDate, IsoWeek, Person, Settings } from "./organisation.ts";
import { type Trial, trialTexts } from "./trial.ts";

/** What is older than these is forgotten. docs/domain.md, The guard against personal data; the months are the municipality's own settings. */
export interface RetentionLimits {
  /** Barriers closed before this lose their free text. */
  freeTextBefore: Instant;
  /** Citizen cases closed before this are deleted. */
  citizenCasesBefore: Instant;
  /** Check-ins of weeks before this one are deleted; the team's history in figures stays. */
  checkInsBefore: IsoWeek;
  /** Trials that ended before this lose their text, unless it was shared. */
  trialTextsBefore: IsoDate;
  /** People who left before this lose their name. */
  namesBefore: IsoDate;
  /** Entries about who did what are kept as long as check-ins. */
  auditBefore: Instant;
}

/** A trial's texts go two years after its end. */
export const trialTextMonths = 24;
/** Somebody who has left is named for half a year, unless the municipality says otherwise. */
export const leaverNameMonths = 6;
/** In the place of a name. */
export const formerName = "tidligere leder";

/** The limits on the day of `now`, counted in calendar months back from local midnight. */
export function retentionLimits(settings: Settings, now: Instant): RetentionLimits {
  const monthsAgo = (months: number) => localInstant(addMonths(localDate(now), -months), 0);
  const checkIns = monthsAgo(settings.checkInRetentionMonths);
  return {
    freeTextBefore: monthsAgo(settings.freeTextRetentionMonths),
    citizenCasesBefore: monthsAgo(settings.citizenCaseRetentionMonths),
    trialTextsBefore: addMonths(localDate(now), -trialTextMonths),
    namesBefore: addMonths(localDate(now), -(settings.leaverNameMonths ?? leaverNameMonths)),
    checkInsBefore: weekOf(checkIns),
    auditBefore: checkIns,
  };
}

/** The barrier without anything that somebody wrote; the very same barrier when there is nothing to remove. */
export function withoutFreeText(barrier: Barrier): Barrier {
  const hasText = barrier.consequence !== null || barrier.events.some((event) => event.text !== undefined);
  if (!hasText) return barrier;
  return { ...barrier, consequence: null, events: barrier.events.map(({ text: _, ...event }) => event) };
}

/** When somebody last did something about the barrier; what the clock did is nobody's. */
export function lastTouchedAt({ events, createdAt }: Pick<Barrier, "events" | "createdAt">): Instant {
  return events.findLast(({ by }) => by !== "system")?.at ?? createdAt;
}

/** The case without its note; the very same case when it has none. */
export function withoutNote(citizenCase: CitizenCase): CitizenCase {
  return citizenCase.note === null ? citizenCase : { ...citizenCase, note: null };
}

/** The trial without its texts once it ended before the date; the very same trial before that, when it was shared, or has none. */
export function withoutTrialTexts(trial: Trial, before: IsoDate): Trial {
  const isOver =
    trial.to < before && (trial.state === "running" || localDate(trial.endedAt ?? trial.updatedAt) < before);
  const isShared = trial.state === "finished" && trial.shareable;
  const held = trialTexts.filter((of) => trial[of]);
  if (!isOver || isShared || held.length === 0) return trial;
  return { ...trial, ...Object.fromEntries(held.map((of) => [of, of === "what" ? "" : null])) };
}

/**
 * Somebody who is in the organisation no longer: noted with the date when that is first found, and without name and address
 * when it was before `namesBefore`. The very same person when nothing changes; somebody who is back is as they were.
 */
export function asLeaver(person: Person, today: IsoDate, namesBefore: IsoDate): Person {
  if (!person.retired) return person;
  if (person.leftOn === undefined) return { ...person, leftOn: today };
  if (person.leftOn > namesBefore || person.upn === "") return person;
  const { absences: _, awayUntil: __, everySecondWeek: ___, ...rest } = person;
  return { ...rest, name: formerName, upn: "" };
}
