import { localDate } from "../../domain/calendar.ts";
import type { Instant, IsoDate, Settings } from "../../domain/organisation.ts";
import {
  lastTouchedAt,
  type RetentionLimits,
  retentionLimits,
  withoutFreeText,
  withoutNote,
  withoutTrialTexts,
} from "../../domain/retention.ts";
import { openStatuses } from "../../domain/vocabulary.ts";
import { type Kind, keys } from "../../store/documents.ts";
import { type Change, Conflict, type Query, queryAll, type Store, type Stored } from "../../store/store.ts";

/** A delete may count twice in a commit (see `maxChanges` of the stores). */
const deletesPerCommit = 25;

export interface Forgotten {
  checkIns: number;
  citizenCases: number;
  barrierTexts: number;
  /** Texts of barriers and citizen cases that nobody has touched for so long, whether closed or not. */
  untouchedTexts: number;
  trialTexts: number;
  audits: number;
}

/**
 * Deletes what is past its retention, for good: check-ins, citizen cases, the free text of barriers, cases and trials, entries
 * about who did what. The team's history in figures stays. Reads only what has become due, whatever the store holds. What somebody
 * changes at the same moment is left to the next day.
 */
export async function forgetOld(store: Store, tenantId: string, settings: Settings, now: Instant): Promise<Forgotten> {
  const limits = retentionLimits(settings, now);
  const forgotten = {
    checkIns: await forgetAll(store, tenantId, "checkIn", { range: { field: "week", before: limits.checkInsBefore } }),
    citizenCases: await forgetAll(store, tenantId, "citizenCase", {
      range: { field: "closedAt", before: limits.citizenCasesBefore },
    }),
    barrierTexts: await forgetTexts(store, tenantId, limits.freeTextBefore, now),
    untouchedTexts: await forgetUntouched(store, tenantId, limits, now),
    trialTexts: await forgetTrialTexts(store, tenantId, limits.trialTextsBefore),
    audits: await forgetAudits(store, tenantId, limits.auditBefore, now),
  };
  if (Object.values(forgotten).some((count) => count > 0)) await store.scrub();
  return forgotten;
}

async function forgetAll<K extends Kind>(
  store: Store,
  tenantId: string,
  kind: K,
  query: Omit<Query<K>, "page">,
): Promise<number> {
  const due = await Array.fromAsync(queryAll(store, tenantId, kind, query));
  return commitInGroups(store, tenantId, due.map(deletion));
}

/**
 * An entry's key is ordered by time, so the oldest come first and the first that is kept ends the walk; an index on `at`
 * would cost every answer a page. On the first of a month all are looked at, should a clock have been wrong.
 */
async function forgetAudits(store: Store, tenantId: string, before: Instant, now: Instant): Promise<number> {
  const isThorough = isFirstOfMonth(now);
  const due: Stored<"audit">[] = [];
  for await (const entry of queryAll(store, tenantId, "audit", isThorough ? {} : { limit: deletesPerCommit })) {
    if (entry.value.at < before) due.push(entry);
    else if (!isThorough) break;
  }
  return commitInGroups(store, tenantId, due.map(deletion));
}

function deletion({ kind, key, etag }: Pick<Stored<Kind>, "kind" | "key" | "etag">): Change {
  return { op: "delete", kind, key, etag } as Change;
}

function isFirstOfMonth(now: Instant): boolean {
  return localDate(now).endsWith("-01");
}

/**
 * Barriers stay when their text has gone, so what was gone through once is noted, and the next day goes on from there. On
 * the first of a month everything is looked at again, should a document have come in behind the note.
 */
async function forgetTexts(store: Store, tenantId: string, before: Instant, now: Instant): Promise<number> {
  const noted = await store.read(tenantId, "upkeep", keys.upkeep);
  // A note from ahead of the limit is of a municipality that keeps text for longer now, or of a clock that was wrong.
  const isBehind = noted !== undefined && noted.value.textsBefore <= before;
  const from = isBehind && !isFirstOfMonth(now) ? noted.value.textsBefore : undefined;
  let read = 0;
  const changes: Change[] = [];
  const closed = queryAll(store, tenantId, "barrier", { range: { field: "closedAt", from, before } });
  for await (const { key, etag, value } of closed) {
    read += 1;
    const stripped = withoutFreeText(value);
    if (stripped !== value) changes.push({ op: "replace", kind: "barrier", key, etag, value: stripped });
  }
  const done = await commitInGroups(store, tenantId, changes);
  if (done === changes.length && (read > 0 || !isBehind)) await note(store, tenantId, noted, before);
  return done;
}

/**
 * What is never closed keeps its text no longer than what is: counted from when somebody last touched it, which the clock does
 * not. Barriers that are not closed are few, and all are looked at. Cases stay open, so what was gone through is noted here too, and
 * all of it is looked at again on the first of a month.
 */
async function forgetUntouched(
  store: Store,
  tenantId: string,
  { freeTextBefore, citizenCasesBefore: before }: RetentionLimits,
  now: Instant,
): Promise<number> {
  const changes: Change[] = [];
  for await (const { key, etag, value } of queryAll(store, tenantId, "barrier", { where: { status: openStatuses } })) {
    const stripped = lastTouchedAt(value) < freeTextBefore ? withoutFreeText(value) : value;
    if (stripped !== value) changes.push({ op: "replace", kind: "barrier", key, etag, value: stripped });
  }
  const noted = await store.read(tenantId, "upkeep", keys.upkeep);
  const known = noted?.value.untouchedBefore?.citizenCase;
  const from = known !== undefined && known <= before && !isFirstOfMonth(now) ? known : undefined;
  const range = { field: "updatedAt", from, before } as const;
  for await (const { key, etag, value } of queryAll(store, tenantId, "citizenCase", { range })) {
    const stripped = withoutNote(value);
    if (stripped !== value) changes.push({ op: "replace", kind: "citizenCase", key, etag, value: stripped });
  }
  const done = await commitInGroups(store, tenantId, changes);
  if (done === changes.length && noted !== undefined && known !== before) {
    const value = { ...noted.value, untouchedBefore: { citizenCase: before } };
    await commitInGroups(store, tenantId, [
      { op: "replace", kind: "upkeep", key: keys.upkeep, etag: noted.etag, value },
    ]);
  }
  return done;
}

/** Trials are few, and the end of one is no field of its own: all are looked at. */
async function forgetTrialTexts(store: Store, tenantId: string, before: IsoDate): Promise<number> {
  const changes: Change[] = [];
  for await (const { key, etag, value } of queryAll(store, tenantId, "trial")) {
    const stripped = withoutTrialTexts(value, before);
    if (stripped !== value) changes.push({ op: "replace", kind: "trial", key, etag, value: stripped });
  }
  return commitInGroups(store, tenantId, changes);
}

/** Another process may have noted as much at the same moment. */
async function note(
  store: Store,
  tenantId: string,
  noted: Stored<"upkeep"> | undefined,
  before: Instant,
): Promise<void> {
  const written = { kind: "upkeep" as const, key: keys.upkeep, value: { ...noted?.value, textsBefore: before } };
  const change: Change =
    noted === undefined ? { op: "create", ...written } : { op: "replace", etag: noted.etag, ...written };
  await commitInGroups(store, tenantId, [change]);
}

async function commitInGroups(store: Store, tenantId: string, changes: readonly Change[]): Promise<number> {
  let done = 0;
  for (let at = 0; at < changes.length; at += deletesPerCommit) {
    const group = changes.slice(at, at + deletesPerCommit);
    try {
      await store.commit(tenantId, group);
      done += group.length;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
  return done;
}
