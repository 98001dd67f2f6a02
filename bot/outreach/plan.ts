import { localDate, weekOf } from "../domain/calendar.ts";
import { activeTeams, type Directory, type Instant, type IsoWeek } from "../domain/organisation.ts";
import {
  checkInMessage,
  dueWork,
  forgetMessageAt,
  needsReminder,
  type PlannedMessage,
  reminderMessage,
} from "../domain/outreach.ts";
import { askedFor } from "../domain/permissions.ts";
import { keys } from "../store/documents.ts";
import { type Change, Conflict, queryAll, type Store } from "../store/store.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { opening } from "../use-cases/open-check-in.ts";
import { closeCheckIn } from "./close-check-in.ts";
import type { Outreach, PlannedStages } from "./outreach.ts";

export interface PlanCounts {
  opened: number;
  reminded: number;
  closed: number;
}

/** Teams whose commits are on their way at once. */
const together = 33;

/**
 * Opens what is due, reminds and closes old weeks. Idempotent: every write is a conditional create or carries an etag,
 * so any number of processes may plan at once. What this process has already planned under the same settings,
 * directory and date it does not look at again, so that a tick with nothing to do costs one read.
 */
export async function plan(outreach: Outreach, tenantId: string, now: Instant): Promise<PlanCounts> {
  const counts: PlanCounts = { opened: 0, reminded: 0, closed: 0 };
  const settings = await outreach.store.read(tenantId, "settings", keys.settings);
  if (settings === undefined) return counts;
  const week = weekOf(now);
  const due = dueWork(week, settings.value, now);
  const stages = stagesOf(outreach, tenantId, `${settings.etag} ${localDate(now)}`);
  if (stages.closed && (stages.opened || !due.checkIns) && (stages.reminded || !due.reminders)) return counts;

  const { store } = outreach;
  const directory = await loadDirectory(store, tenantId, settings);
  if (!stages.closed) {
    const done = await closeWeeks(store, tenantId, week, now);
    counts.closed = done.count;
    stages.closed = done.complete;
  }
  if (due.checkIns && !stages.opened) {
    const done = await openWeek(store, tenantId, directory, week, now);
    counts.opened = done.count;
    stages.opened = done.complete;
  }
  if (due.reminders && !stages.reminded) {
    const done = await remindWeek(store, tenantId, directory, week, now);
    counts.reminded = done.count;
    stages.reminded = done.complete;
  }
  return counts;
}

function stagesOf(outreach: Outreach, tenantId: string, state: string): PlannedStages {
  const known = outreach.planned.get(tenantId);
  if (known?.state === state) return known;
  const fresh: PlannedStages = { state, closed: false, opened: false, reminded: false };
  outreach.planned.set(tenantId, fresh);
  return fresh;
}

async function closeWeeks(store: Store, tenantId: string, week: IsoWeek, now: Instant): Promise<Done> {
  const open = await all(queryAll(store, tenantId, "checkIn", { where: { state: "open" } }));
  const old = open.filter(({ value }) => value.week < week);
  return inGroups(old, (checkIn) => closeCheckIn(store, tenantId, checkIn.key, now));
}

async function openWeek(
  store: Store,
  tenantId: string,
  directory: Directory,
  week: IsoWeek,
  now: Instant,
): Promise<Done> {
  const existing = await all(queryAll(store, tenantId, "checkIn", { where: { week } }));
  const known = new Set(existing.map(({ value }) => value.teamId));
  const asked = new Map(
    activeTeams(directory).map((team) => [team.id, askedFor(directory, team.id, localDate(now))[0]]),
  );
  const missing = [...asked].flatMap(([teamId, personId]) =>
    personId === undefined || known.has(teamId) ? [] : [{ teamId, personId }],
  );
  const opened = await inGroups(missing, ({ teamId, personId }) =>
    openOne(store, tenantId, directory, { week, teamId, personId }, now),
  );
  // Opened by the leader before the timer, or sent to somebody who is no longer the one to ask: still nobody has a card.
  const unsent = existing.flatMap(({ value }) => {
    const personId = asked.get(value.teamId);
    const isUnsent = value.state === "open" && value.cards.length === 0 && personId !== undefined;
    return isUnsent ? [checkInMessage(value, personId, now)] : [];
  });
  const created = await createMissing(store, tenantId, unsent);
  return { count: opened.count, complete: opened.complete && created.complete };
}

async function openOne(
  store: Store,
  tenantId: string,
  directory: Directory,
  one: { week: IsoWeek; teamId: string; personId: string },
  now: Instant,
): Promise<boolean> {
  const adoption = await store.read(tenantId, "adoption", one.teamId);
  const opened = opening(directory, adoption, one.week, one.teamId, now);
  if (opened === null) return false;
  const message = checkInMessage(opened.checkIn, one.personId, now);
  await store.commit(tenantId, [...opened.changes, creation(message)]);
  return true;
}

async function remindWeek(
  store: Store,
  tenantId: string,
  directory: Directory,
  week: IsoWeek,
  now: Instant,
): Promise<Done> {
  const open = await all(queryAll(store, tenantId, "checkIn", { where: { week, state: "open" } }));
  const reminders = open.flatMap(({ value }) => {
    const personId = askedFor(directory, value.teamId, localDate(now))[0];
    return personId !== undefined && needsReminder(value, now) ? [reminderMessage(value, personId, now)] : [];
  });
  return createMissing(store, tenantId, reminders);
}

/** Creates the messages that do not exist yet. */
async function createMissing(store: Store, tenantId: string, messages: PlannedMessage[]): Promise<Done> {
  return inGroups(messages, async (message) => {
    if ((await store.read(tenantId, "message", message.key)) !== undefined) return false;
    await store.commit(tenantId, [creation(message)]);
    return true;
  });
}

function creation({ key, value }: PlannedMessage): Change {
  return { op: "create", kind: "message", key, value, expiresAt: forgetMessageAt(value) };
}

interface Done {
  count: number;
  /** False when another process or a leader was first somewhere, so that the next tick looks again. */
  complete: boolean;
}

/** Runs the work for every item, some at once, and counts where it did something. */
async function inGroups<T>(items: T[], work: (item: T) => Promise<boolean>): Promise<Done> {
  const total: Done = { count: 0, complete: true };
  for (let start = 0; start < items.length; start += together) {
    const group = items.slice(start, start + together).map((item) => work(item).catch(nullOnConflict));
    for (const did of await Promise.all(group)) {
      if (did === true) total.count += 1;
      if (did === null) total.complete = false;
    }
  }
  return total;
}

function nullOnConflict(error: unknown): null {
  if (error instanceof Conflict) return null;
  throw error;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
