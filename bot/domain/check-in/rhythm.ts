import {
  addDays,
  addWeeks,
  closesAt,
  isWorkingDay,
  localDate,
  localInstant,
  weekOfDate,
  weeksBetween,
} from "../calendar.ts";
import type { Directory, Instant, IsoDate, IsoWeek, Settings } from "../organisation.ts";
import { holdersOf } from "../permissions.ts";
import { levelIn, stateIn, type TeamAdoption, weekStateAt } from "./adoption.ts";

/** Weeks of equal answers after which a leader is offered to be asked every second week only. */
const steadyWeeks = 4;
/** How far back those weeks may lie: quiet weeks and holidays in between do not break the row. */
const steadyWithinWeeks = 8;

/**
 * Whether the team's four newest check-ins up to this week were all answered, and each solution alike every time. A
 * solution that was asked about once only says nothing about that, so one at least must have been asked about twice.
 */
export function isSteady(adoption: TeamAdoption, week: IsoWeek): boolean {
  const last = weeksBetween(adoption.firstWeek, week);
  const asked: number[] = [];
  for (let back = 0; back < steadyWithinWeeks && asked.length < steadyWeeks; back++) {
    const state = stateIn(adoption.weeks, last - back);
    if (state === "notAsked") continue;
    if (state !== "answered") return false;
    asked.push(last - back);
  }
  if (asked.length < steadyWeeks) return false;
  const answers = Object.values(adoption.solutions).map(({ levels }) =>
    asked.map((index) => levelIn(levels, index)).filter((level) => level !== null),
  );
  return (
    answers.every((levels) => levels.every((level) => level === levels[0])) &&
    answers.some((levels) => levels.length > 1)
  );
}

/** Whether a leader of the team has chosen to be asked every second week. */
export function isEverySecondWeek(directory: Directory, teamId: string, date: IsoDate): boolean {
  return holdersOf(directory, "leader", [teamId], date).some((personId) =>
    directory.people.get(personId)?.everySecondWeek?.includes(teamId),
  );
}

/** Every second week means: not in the week after one that was asked, whatever week the choice was made in. */
export function restsThisWeek(
  directory: Directory,
  adoption: TeamAdoption | undefined,
  teamId: string,
  week: IsoWeek,
  date: IsoDate,
): boolean {
  if (adoption === undefined || !isEverySecondWeek(directory, teamId, date)) return false;
  return weekStateAt(adoption, addWeeks(week, -1)) !== "notAsked";
}

/**
 * When "Mind mig om det i morgen" comes back: at the check-in's hour on the next working day of the same week, from the day
 * `on` where one is named, or null when the week has none left.
 */
export function snoozeInstant(week: IsoWeek, settings: Settings, now: Instant, on: IsoDate = ""): Instant | null {
  if (now >= closesAt(week)) return null;
  for (let days = 1; days <= 6; days++) {
    const date = addDays(localDate(now), days);
    if (weekOfDate(date) !== week) return null;
    if (date >= on && isWorkingDay(date, settings)) return localInstant(date, settings.checkInHour);
  }
  return null;
}
