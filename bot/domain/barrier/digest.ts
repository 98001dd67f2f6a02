import { addWeeks, daysBetween, localDate, localInstant, mondayOf } from "../calendar.ts";
import type { Instant, IsoWeek } from "../organisation.ts";
import { barrierStatusFacts, isUnsolved } from "../vocabulary.ts";
import type { Barrier, BarrierEvent } from "./barrier.ts";
import { hoursBetween, median } from "./durations.ts";
import { firstReaction } from "./waiting.ts";

/** What happened to barriers in one week. Durations are whole hours. */
export interface BarrierFigures {
  week: IsoWeek;
  reported: number;
  /** By somebody who helps, with *Jeg tager den* or by doing something about one that nobody had. */
  taken: number;
  solved: number;
  /** By the team itself. */
  confirmed: number;
  /** Closed because the team had not answered in four weeks. */
  closedUnanswered: number;
  reopened: number;
  declined: number;
  /** From being reported to the first thing that a navigator did, for those whose first reaction fell in the week; null for none. */
  medianHoursToReaction: number | null;
  /** From being reported to the team's confirmation, for those confirmed in the week; null for none. */
  medianHoursToConfirmed: number | null;
  /** How old the oldest one that nobody had was when the week ended, or is now, in calendar days; null for none. */
  oldestUntouchedDays: number | null;
}

/** Where things stand at an instant. */
export interface BarrierStanding {
  open: number;
  untouched: number;
  /** The oldest one that nobody has. */
  oldestUntouched: { id: string; createdAt: Instant } | null;
}

/**
 * The figures of a week from the timelines, up to now where it is not over. Closed barriers that have not changed since the
 * week began may be left out.
 */
export function figuresOf(
  barriers: readonly Barrier[],
  week: IsoWeek,
  now: Instant,
  /** The first of the weeks, where more than one is told of together. */
  firstWeek: IsoWeek = week,
): BarrierFigures {
  const from = localInstant(mondayOf(firstWeek), 0);
  const before = localInstant(mondayOf(addWeeks(week, 1)), 0);
  const isIn = (at: Instant | undefined) => at !== undefined && from <= at && at < before;
  const steps = barriers.flatMap((barrier) => stepsOf(barrier).filter(({ event }) => isIn(event.at)));
  const count = (is: (step: Step) => boolean) => steps.filter(is).length;
  const reacted = barriers.filter((barrier) => isIn(firstReaction(barrier)?.at));
  const confirmed = steps.filter(isConfirmation).map(({ barrier, event }) => hoursBetween(barrier.createdAt, event.at));
  return {
    week,
    reported: count(({ event }) => event.did === "reported"),
    taken: count(isTaking),
    solved: count(({ event }) => event.status === "resolved"),
    confirmed: confirmed.length,
    closedUnanswered: count(({ event }) => event.status === "confirmed" && event.by === "system"),
    reopened: count(({ event, before: earlier }) => event.status === "working" && earlier === "resolved"),
    declined: count(({ event }) => event.status === "declined"),
    medianHoursToReaction: median(
      reacted.map((barrier) => hoursBetween(barrier.createdAt, firstReaction(barrier)?.at ?? barrier.createdAt)),
    ),
    medianHoursToConfirmed: median(confirmed),
    oldestUntouchedDays: oldestUntouchedDays(barriers, before < now ? before : now),
  };
}

function oldestUntouchedDays(barriers: readonly Barrier[], at: Instant): number | null {
  const isFree = (barrier: Barrier) =>
    barrier.createdAt < at && (barrier.closedAt === null || barrier.closedAt >= at) && !wasHeldAt(barrier, at);
  const [oldest] = barriers.filter(isFree).toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return oldest === undefined ? null : daysBetween(localDate(oldest.createdAt), localDate(at));
}

function wasHeldAt(barrier: Barrier, at: Instant): boolean {
  const next = stepsOf(barrier).find(({ event }) => event.at >= at);
  return next === undefined ? barrier.assignedTo !== null : next.wasHeld;
}

interface Step {
  barrier: Barrier;
  event: BarrierEvent;
  /** The status before it. */
  before: BarrierEvent["status"];
  /** Whether somebody had it before it. */
  wasHeld: boolean;
}

function stepsOf(barrier: Barrier): Step[] {
  let before: BarrierEvent["status"];
  let isHeld = false;
  return barrier.events.map((event) => {
    const step = { barrier, event, before, wasHeld: isHeld };
    before = event.status ?? before;
    isHeld = event.did === "assigned" ? event.ref !== undefined : isHeld || isTaking(step);
    return step;
  });
}

/** Whoever asks about one that nobody has, tries, solves or puts it aside has taken it (`mine` in the lifecycle). */
function isTaking({ event, wasHeld }: Step): boolean {
  if (event.did === "assigned") return event.status === "working";
  if (wasHeld) return false;
  if (event.did === "question" || event.did === "linked") return true;
  return event.status !== undefined && barrierStatusFacts[event.status].begunByHelper;
}

function isConfirmation({ event }: Step): boolean {
  return event.status === "confirmed" && event.by !== "system";
}

/** Counts what is open in a list that holds every open barrier. */
export function standingOf(barriers: readonly Barrier[]): BarrierStanding {
  const open = barriers.filter(({ closedAt }) => closedAt === null);
  const untouched = open.filter((barrier) => firstReaction(barrier) === undefined);
  const free = open.filter(({ assignedTo, status }) => assignedTo === null && isUnsolved(status));
  const [oldest] = free.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return {
    open: open.length,
    untouched: untouched.length,
    oldestUntouched: oldest === undefined ? null : { id: oldest.id, createdAt: oldest.createdAt },
  };
}
