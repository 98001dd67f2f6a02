import { addDays, localDate, localInstant } from "../calendar.ts";
import type { Directory, Instant } from "../organisation.ts";
import { type MessagePurpose, messageKey, type PlannedMessage, planned, scrubDeadline } from "../outreach.ts";
import { isAway, managersOf, navigatorsNearest, navigatorsToTell, speakerOf } from "../permissions.ts";
import { barrierStatusFacts } from "../vocabulary.ts";
import type { Barrier, BarrierAudience, BarrierCard, BarrierEvent } from "./barrier.ts";
import { decidesAs, mayActOn } from "./barrier-permissions.ts";
import { liftOf } from "./lift.ts";

// Who hears of what happens to a barrier: the loop closes when the one who reported it is told each time it matters.

/** Days for which news of a barrier is worth telling. */
const newsDays = 14;

/** Whether the team is told of this in a message of its own; the rest shows on the card that it has. */
export function tellsTeam(event: BarrierEvent): boolean {
  if (event.did === "question" || event.did === "linked") return true;
  if (event.did === "lift") return event.lift !== "reminded" && event.lift !== "returned";
  if (event.did === "assigned") return event.status === "working";
  if (event.did !== "status") return false;
  if (event.status === undefined) return false;
  const { tellsTeam: when } = barrierStatusFacts[event.status];
  return when === "always" || (when === "byTheClock" && event.by === "system");
}

/** What the clock says of a barrier; nobody needs to hear of it once somebody has done something. */
const byTheClock: ReadonlySet<BarrierEvent["did"]> = new Set(["due", "untouched", "untouchedLong"]);

/** Whether whoever has taken it is told: the team has answered or says that it still does not work, or its date has come. */
export function tellsNavigator(barrier: Barrier, event: BarrierEvent): boolean {
  if (event.lift !== undefined) return event.lift !== "reminded";
  if (event.did === "answer" || byTheClock.has(event.did)) return true;
  if (event.did === "trialEnded") return event.by !== barrier.assignedTo;
  // Whoever had it helps the team no longer.
  if (event.did === "assigned" && event.by === "system") return true;
  if (event.did === "assigned") return event.ref !== undefined && event.ref !== event.by;
  if (event.did !== "status") return false;
  const index = barrier.events.indexOf(event);
  const before = barrier.events.slice(0, index).findLast((earlier) => earlier.status !== undefined)?.status;
  if (event.status === undefined || before === undefined || !barrierStatusFacts[event.status].comesBack) return false;
  return barrierStatusFacts[before].stage === "solved" || (before === "parked" && event.by === "system");
}

/** Whether the managers of the area are told: it has been lifted to them, still is, or the team has answered what they asked. */
export function tellsManagers(event: BarrierEvent): boolean {
  if (event.lift === "liftedOn" || event.lift === "reminded" || event.lift === "answered") return true;
  return event.did === "status" && event.status === "waiting" && event.resolution === "escalated";
}

/** Who is told as the one who has taken it: who had it when a manager took over, else who has it. */
export function holderTold(barrier: Barrier, event: BarrierEvent): string | null {
  return event.lift === "taken" ? (event.ref ?? null) : barrier.assignedTo;
}

/** The managers whom this step speaks to now: who asked while they may decide, else those it lies with. */
function managersTold(directory: Directory, barrier: Barrier, event: BarrierEvent, now: Instant): string[] {
  const date = localDate(now);
  const nearest = managersOf(directory, barrier.teamId, date, liftOf(barrier)?.scope ?? null);
  if (event.lift !== "answered") return nearest;
  const asked = barrier.events.slice(0, barrier.events.indexOf(event)).findLast(({ lift }) => lift === "asked");
  const hears =
    asked !== undefined && decidesAs(directory, asked.by, barrier, date) !== null && !isAway(directory, asked.by, date);
  return hears ? [asked.by] : nearest;
}

/** What waits for a manager who has no card of it: the one before them is away, is back or has been replaced. Empty for nothing. */
export function liftFor(directory: Directory, barrier: Barrier, now: Instant): PlannedMessage[] {
  const index = barrier.events.findLastIndex(tellsManagers);
  const event = barrier.events[index];
  if (liftOf(barrier) === null || event === undefined) return [];
  const has = (manager: string) =>
    barrier.cards.some((card) => card.place === manager && card.audience === "managers" && card.event >= index);
  return managersTold(directory, barrier, event, now)
    .filter((manager) => manager !== event.by && !has(manager))
    .map((manager) => toPerson(barrier, manager, index, now, "barrierLifted"));
}

/** Whether a later event will tell the same audience more, so that this one need not be told any longer. */
export function isOvertaken(barrier: Barrier, audience: BarrierAudience, event: number): boolean {
  const overtaken = barrier.events[event];
  const since = barrier.events.slice(event + 1);
  if (overtaken !== undefined && byTheClock.has(overtaken.did) && since.some(({ by }) => by !== "system")) return true;
  if (since[0]?.did === "undone") return true;
  return since.some((later) => {
    if (audience === "team") return tellsTeam(later);
    return audience === "managers" ? tellsManagers(later) : tellsNavigator(barrier, later);
  });
}

/** The one who is told what happens to the barrier on the team's behalf: who reported it, unless somebody answers in their place now. */
export function spokesperson(directory: Directory, { teamId, reportedBy }: Barrier, now: Instant): string | null {
  return speakerOf(directory, teamId, reportedBy, localDate(now));
}

/**
 * The messages that the last event calls for, and an update of every card that shows the barrier but the one it was done on.
 */
export function newsOf(directory: Directory, barrier: Barrier, now: Instant, pressedCard?: string): PlannedMessage[] {
  return [...cardUpdates(barrier, now, pressedCard), ...newsFor(directory, barrier, barrier.events.length - 1, now)];
}

/**
 * The messages that the event in this place of the timeline calls for as the directory is now: to whoever speaks for the team, to
 * whoever has taken it, or to the navigators when nobody has, and to the nearest managers when it is lifted to them.
 */
export function newsFor(directory: Directory, barrier: Barrier, index: number, now: Instant): PlannedMessage[] {
  const event = barrier.events[index];
  if (event === undefined) return [];
  const messages: PlannedMessage[] = [];
  const team = spokesperson(directory, barrier, now);
  if (team !== null && team !== event.by && tellsTeam(event)) messages.push(toPerson(barrier, team, index, now));
  if (event.did === "untouched" || event.did === "untouchedLong") {
    const recipients = event.did === "untouched" ? navigatorsNearest : navigatorsToTell;
    messages.push(
      ...recipients(directory, barrier.teamId, localDate(now)).map((id) => toPerson(barrier, id, index, now)),
    );
  } else if (tellsNavigator(barrier, event)) {
    messages.push(...toHolder(directory, barrier, index, { team: messages.length > 0 ? team : null, now }));
  }
  if (tellsManagers(event)) {
    const managers = managersTold(directory, barrier, event, now).filter((manager) => manager !== event.by);
    messages.push(...managers.map((manager) => toPerson(barrier, manager, index, now, "barrierLifted")));
  }
  return messages;
}

/** To whoever has taken it, else to the navigators; `team` has been told of the same already. */
function toHolder(
  directory: Directory,
  barrier: Barrier,
  index: number,
  { team, now }: { team: string | null; now: Instant },
): PlannedMessage[] {
  const event = barrier.events[index];
  if (event === undefined) return [];
  const holder = holderTold(barrier, event);
  if (holder !== null && isReached(directory, barrier, holder, event, now)) {
    const isTold = event.lift !== undefined && (holder === event.by || holder === team);
    return isTold ? [] : [toPerson(barrier, holder, index, now)];
  }
  // What a manager decides is for whoever had it; what comes back is for the navigators when nobody has it.
  const isForOthers = event.lift === undefined || event.lift === "returned" || event.lift === "answered";
  return isForOthers ? [barrierNews(barrier, now, index)] : [];
}

/**
 * What the team was told last and must answer, for whoever speaks for it now: they have not been told when the one before them
 * is away, is back or has been replaced. Null when they have, and when it is too old to be news.
 */
export function questionFor(directory: Directory, barrier: Barrier, now: Instant): PlannedMessage | null {
  const index = barrier.events.findLastIndex(tellsTeam);
  const event = barrier.events[index];
  const team = spokesperson(directory, barrier, now);
  if (event === undefined || team === null || team === event.by) return null;
  if (addDays(localDate(event.at), newsDays) <= localDate(now)) return null;
  // What came while they were away is told with everything else, in one message on the first working day back.
  if (isAway(directory, team, localDate(event.at)) && !isAway(directory, team, localDate(now))) return null;
  const isTold = barrier.cards.some((card) => card.place === team && card.audience === "team" && card.event >= index);
  return isTold ? null : toPerson(barrier, team, index, now);
}

/** Whoever has taken it hears while they help the team and are not away; what they are given is told to them in any case. */
function isReached(directory: Directory, barrier: Barrier, personId: string, event: BarrierEvent, now: Instant) {
  const date = localDate(now);
  return (
    mayActOn(directory, personId, "assign", barrier, date) &&
    (event.did === "assigned" || !isAway(directory, personId, date))
  );
}

/** Tells the navigators of a barrier: a new one, or one that is back and that nobody has taken. */
export function barrierNews(barrier: Barrier, now: Instant, index: number = barrier.events.length - 1): PlannedMessage {
  return planned(
    {
      purpose: "barrierNew",
      recipient: "navigators",
      personId: null,
      subject: barrier.id,
      teamId: barrier.teamId,
      week: barrier.week,
      deadline: deadlineOf(now),
    },
    now,
    ...(index > 0 ? [String(index)] : []),
  );
}

function toPerson(
  barrier: Barrier,
  personId: string,
  event: number,
  now: Instant,
  purpose: MessagePurpose = "barrierUpdate",
): PlannedMessage {
  return planned(
    {
      purpose,
      recipient: personId,
      personId,
      subject: barrier.id,
      teamId: barrier.teamId,
      week: barrier.week,
      deadline: deadlineOf(now),
      event,
    },
    now,
    String(event),
  );
}

/** Updates of the cards that show the barrier, in place; each version of the barrier has its own. */
export function cardUpdates(barrier: Barrier, now: Instant, pressedCard?: string): PlannedMessage[] {
  return barrier.cards
    .filter(({ activityId, audience }) => activityId !== pressedCard && isKeptTrue(audience))
    .slice(-mostUpdated)
    .map((card) => barrierCardUpdate(barrier, card, now));
}

/** An older card shows its true state when its reader presses something. */
const mostUpdated = 12;

function isKeptTrue(audience: BarrierAudience): boolean {
  return audience === "navigators" || audience === "team";
}

/** The update of every card that shows a text which was taken out or put right; `version` sets apart one such time from another. */
export function cardScrubs(barrier: Barrier, now: Instant, version: string): PlannedMessage[] {
  return barrier.cards.map((card) => {
    const { value } = barrierCardUpdate(barrier, card, now);
    const key = messageKey(value, `${card.activityId}:${version}`);
    return { key, value: { ...value, deadline: scrubDeadline(now), scrubs: true } };
  });
}

function barrierCardUpdate(barrier: Barrier, card: BarrierCard, now: Instant): PlannedMessage {
  return planned(
    {
      purpose: "barrierCard",
      recipient: card.place,
      personId: null,
      subject: barrier.id,
      teamId: barrier.teamId,
      week: barrier.week,
      deadline: localInstant(addDays(localDate(now), 2), 0),
      activityId: card.activityId,
      ...(card.message === "" ? {} : { news: card.message }),
      event: barrier.events.length - 1,
    },
    now,
    `${card.activityId}:${barrier.events.length}`,
  );
}

function deadlineOf(now: Instant): Instant {
  return localInstant(addDays(localDate(now), newsDays), 0);
}
