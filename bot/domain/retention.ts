import type { Barrier } from "./barrier/barrier.ts";
import { addMonths, localDate, localInstant, weekOf } from "./calendar.ts";
import type { Instant, IsoWeek, Settings } from "./organisation.ts";

/** What is older than these is forgotten. docs/domain.md, The guard against personal data; the months are the municipality's own settings. */
export interface RetentionLimits {
  /** Barriers closed before this lose their free text. */
  freeTextBefore: Instant;
  /** Citizen cases closed before this are deleted. */
  citizenCasesBefore: Instant;
  /** Check-ins of weeks before this one are deleted; the team's history in figures stays. */
  checkInsBefore: IsoWeek;
  /** Entries about who did what are kept as long as check-ins. */
  auditBefore: Instant;
}

/** The limits on the day of `now`, counted in calendar months back from local midnight. */
export function retentionLimits(settings: Settings, now: Instant): RetentionLimits {
  const monthsAgo = (months: number) => localInstant(addMonths(localDate(now), -months), 0);
  const checkIns = monthsAgo(settings.checkInRetentionMonths);
  return {
    freeTextBefore: monthsAgo(settings.freeTextRetentionMonths),
    citizenCasesBefore: monthsAgo(settings.citizenCaseRetentionMonths),
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
