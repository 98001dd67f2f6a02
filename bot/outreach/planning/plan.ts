import { addWeeks, localDate, weekOf } from "../../domain/calendar.ts";
import type { CheckIn } from "../../domain/check-in/check-in.ts";
import { restsThisWeek } from "../../domain/check-in/rhythm.ts";
import { wantedAgain } from "../../domain/message-outcome.ts";
import { activeTeams, type Instant, type IsoWeek } from "../../domain/organisation.ts";
import {
  byDay,
  checkInMessage,
  dueWork,
  hasCardToGet,
  type MessagePurpose,
  needsReminder,
  type PlannedMessage,
  reminderMessage,
} from "../../domain/outreach.ts";
import { askedFor } from "../../domain/permissions.ts";
import { groupsOf, maxReferences } from "../../store/change-rules.ts";
import { keys } from "../../store/documents.ts";
import { queryAll, type Stored } from "../../store/store.ts";
import { errorFields } from "../../telemetry.ts";
import { bringBarriersUpToDate } from "../../use-cases/barrier/bring-barriers-up-to-date.ts";
import { turnBarrierClock } from "../../use-cases/barrier/turn-barrier-clock.ts";
import { type FollowUps, readFollowUps } from "../../use-cases/check-in/follow-ups.ts";
import { opening } from "../../use-cases/check-in/open-check-in.ts";
import { bringCasesUpToDate } from "../../use-cases/citizen/bring-cases-up-to-date.ts";
import { publishFigures } from "../../use-cases/citizen/publish-figures.ts";
import { turnCitizenClock } from "../../use-cases/citizen/turn-citizen-clock.ts";
import { askAboutDecisions } from "../../use-cases/decision/ask-about-decisions.ts";
import { ensureMessages, handOverQuestions } from "../../use-cases/hand-over-questions.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";
import { forgetAbsences } from "../../use-cases/operations/forget-absences.ts";
import { forgetLeavers } from "../../use-cases/operations/forget-leavers.ts";
import { forgetOld } from "../../use-cases/operations/forget-old.ts";
import { closeQuarters } from "../../use-cases/quarter/close-quarters.ts";
import { publishRounds } from "../../use-cases/rounds/publish-rounds.ts";
import { tellOfLate } from "../../use-cases/screening/tell-of-late.ts";
import { dialogueDue } from "../messages/dialogue-message.ts";
import { digestsDue } from "../messages/digest-messages.ts";
import { meanwhileDue } from "../messages/meanwhile-message.ts";
import { monthlyDue } from "../messages/monthly-message.ts";
import { quarterDue } from "../messages/quarter-message.ts";
import { type Outreach, type PlannedStage, plannedStages } from "../outreach.ts";
import { replacement } from "../sending/claim.ts";
import { closeCheckIn } from "./close-check-in.ts";
import { all, combined, type Done, inGroups, type PlannedItem, type PlanStorage, storeItems } from "./store-plan.ts";

export interface PlanCounts {
  opened: number;
  reminded: number;
  closed: number;
}

/** What one planning works with. */
interface Planning extends PlanStorage {
  week: IsoWeek;
  now: Instant;
}

/** What is planned, in this order; each stage by itself, so that trouble with one holds up no other. */
const stages: Record<PlannedStage, (planning: Planning) => Promise<Done>> = {
  closed: closeWeeks,
  barriers: async (planning) => {
    await bringBarriersUpToDate(planning);
    let back = 0;
    // One by one: after a holiday all come back at once, more than one commit takes.
    const { directory, now } = planning;
    const words = [meanwhileDue, monthlyDue, quarterDue, dialogueDue].flatMap((due) => due(directory, now));
    for (const message of words) back += await ensureMessages(planning, [message]);
    return all(
      (await turnBarrierClock(planning)) +
        (await askAboutDecisions(planning)) +
        (await tellOfLate(planning)) +
        back +
        (await handOverQuestions(planning)),
    );
  },
  citizens: async (planning) => {
    await bringCasesUpToDate(planning);
    const figures = (await publishFigures(planning)) + (await publishRounds(planning));
    const published = figures + (await closeQuarters(planning));
    return all(published + (await turnCitizenClock(planning)));
  },
  digests: planDigests,
  opened: openWeek,
  reminded: remindWeek,
  forgotten: async ({ store, tenantId, directory, now }) => {
    await forgetOld(store, tenantId, directory.settings, now);
    await forgetLeavers(store, tenantId, directory, now);
    await forgetAbsences(store, tenantId, directory, now);
    return all(0);
  },
};

/**
 * Opens what is due, reminds and closes old weeks, and once a day sees to what dates alone change. Idempotent: every
 * write is a conditional create or carries an etag, so any number of processes may plan at once. What this process has
 * already planned under the same settings, directory and date it does not look at again, so that a tick with nothing
 * to do costs one read. Rejects with the first failure, after every stage has had its turn.
 */
export async function plan(outreach: Outreach, tenantId: string, now: Instant): Promise<PlanCounts> {
  const counts = { closed: 0, barriers: 0, citizens: 0, digests: 0, opened: 0, reminded: 0, forgotten: 0 };
  const { store, log } = outreach;
  const settings = await store.read(tenantId, "settings", keys.settings);
  if (settings === undefined) return counts;
  const week = weekOf(now);
  const { checkIns, reminders } = dueWork(week, settings.value, now);
  const isDue = {
    closed: true,
    barriers: true,
    citizens: true,
    digests: checkIns,
    opened: checkIns,
    reminded: reminders,
    forgotten: true,
  };
  const done = doneUnder(outreach, tenantId, `${settings.etag} ${localDate(now)}`);
  const toDo = plannedStages.filter((stage) => isDue[stage] && !done.has(stage));
  if (toDo.length === 0) return counts;

  const directory = await loadDirectory(store, tenantId, settings);
  const failures: unknown[] = [];
  for (const stage of toDo) {
    try {
      const planning = { store, log, tenantId, directory, week, now };
      const { count, complete } = await stages[stage](planning);
      counts[stage] = count;
      if (complete) done.add(stage);
    } catch (error) {
      log.error({ tenantId, stage, ...errorFields(error) }, "planning failed");
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return counts;
}

/** The stages that this process has done under these settings, this directory and date. */
function doneUnder({ planned }: Outreach, tenantId: string, state: string): Set<PlannedStage> {
  const known = planned.get(tenantId);
  if (known?.state === state) return known.done;
  const done = new Set<PlannedStage>();
  planned.set(tenantId, { state, done });
  return done;
}

async function planDigests(planning: Planning): Promise<Done> {
  const digests = await digestsDue(planning);
  return createMissing({ ...planning, week: addWeeks(planning.week, -1) }, "digest", digests);
}

async function closeWeeks(planning: Planning): Promise<Done> {
  const { store, tenantId, directory, week, now } = planning;
  const open = await Array.fromAsync(queryAll(store, tenantId, "checkIn", { where: { state: "open" } }));
  const old = open.filter(({ value }) => value.week < week);
  return inGroups(planning, old, (group) =>
    group.map(({ key }) => closeCheckIn({ store, tenantId, directory }, key, now)),
  );
}

async function openWeek(planning: Planning): Promise<Done> {
  const { store, tenantId, directory, week, now } = planning;
  const existing = await Array.fromAsync(queryAll(store, tenantId, "checkIn", { where: { week } }));
  const known = new Set(existing.map(({ value }) => value.teamId));
  const missing = activeTeams(directory).flatMap(({ id }) => {
    const personId = known.has(id) ? undefined : asked(planning, id);
    return personId === undefined ? [] : [{ teamId: id, personId }];
  });
  const followUps = await readFollowUps(planning);
  let opened = all(0);
  for (const group of groupsOf(missing, maxReferences)) {
    const adoptions = await store.readMany(
      tenantId,
      group.map(({ teamId }) => ({ kind: "adoption" as const, key: teamId })),
    );
    const items = group.flatMap((missed, index) =>
      openOne(planning, missed, adoptions[index], followUps(missed.teamId)),
    );
    opened = combined(opened, await storeItems(planning, items));
  }
  // Opened by the leader before the timer, or somebody else is to answer by now: whoever is asked today has no card.
  const dueAt = byDay(directory.settings, now);
  const messages = toAsked(planning, existing, (checkIn, personId) =>
    hasCardToGet(checkIn, personId) ? checkInMessage(checkIn, personId, now, dueAt) : null,
  );
  const created = await createMissing(planning, "checkIn", messages);
  return { count: opened.count, complete: opened.complete && created.complete };
}

/** The team's check-in with its message; none for a team that rests or has nothing to be asked about. */
function openOne(
  planning: Planning,
  { teamId, personId }: { teamId: string; personId: string },
  adoption: Stored<"adoption"> | undefined,
  followUps: FollowUps,
): PlannedItem[] {
  const { directory, week, now } = planning;
  if (restsThisWeek(directory, adoption?.value, teamId, week, localDate(now))) return [];
  const opened = opening(planning, teamId, adoption, followUps);
  if (opened === null) return [];
  return [{ changes: opened.changes, message: checkInMessage(opened.checkIn, personId, now) }];
}

async function remindWeek(planning: Planning): Promise<Done> {
  const { store, tenantId, week, now } = planning;
  const open = await Array.fromAsync(queryAll(store, tenantId, "checkIn", { where: { week, state: "open" } }));
  const messages = toAsked(planning, open, (checkIn, personId) =>
    needsReminder(checkIn, personId, now) ? reminderMessage(checkIn, personId, now) : null,
  );
  return createMissing(planning, "reminder", messages);
}

/** The one who is asked for the team today. */
function asked({ directory, now }: Planning, teamId: string): string | undefined {
  return askedFor(directory, teamId, localDate(now))[0];
}

function toAsked(
  planning: Planning,
  checkIns: readonly Stored<"checkIn">[],
  messageOf: (checkIn: CheckIn, personId: string) => PlannedMessage | null,
): PlannedMessage[] {
  return checkIns.flatMap(({ value }) => {
    const personId = asked(planning, value.teamId);
    const message = personId === undefined ? null : messageOf(value, personId);
    return message === null ? [] : [message];
  });
}

/** Puts messages into the outbox that are not there yet. One query, whatever their number, when all are. */
async function createMissing(planning: Planning, purpose: MessagePurpose, messages: PlannedMessage[]): Promise<Done> {
  const { store, tenantId, week, now } = planning;
  if (messages.length === 0) return { count: 0, complete: true };
  const known = await Array.fromAsync(queryAll(store, tenantId, "message", { where: { week, purpose } }));
  const standing = new Set(known.filter(({ value }) => wantedAgain(value, now) === null).map(({ key }) => key));
  const missing = messages.filter(({ key }) => !standing.has(key));
  let done = all(0);
  for (const group of groupsOf(missing, maxReferences)) {
    const there = await store.readMany(
      tenantId,
      group.map(({ key }) => ({ kind: "message" as const, key })),
    );
    const items = group.flatMap((message, index) => missingItem(message, there[index], now));
    done = combined(done, await storeItems(planning, items));
  }
  return done;
}

/** The message that is not there yet; one that was cancelled because somebody else was to be asked is taken up again. */
function missingItem(message: PlannedMessage, known: Stored<"message"> | undefined, now: Instant): PlannedItem[] {
  if (known === undefined) return [{ changes: [], message }];
  const again = wantedAgain(known.value, now);
  if (again === null) return [];
  // The key of a reminder names nobody: it was meant for whoever was asked before.
  const { recipient, personId, dueAt } = message.value;
  return [{ changes: [replacement(known.key, known.etag, { ...again, recipient, personId, dueAt })] }];
}
