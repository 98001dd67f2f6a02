import type { Instant, Settings } from "../domain/organisation.ts";
import { retentionLimits, withoutFreeText } from "../domain/retention.ts";
import type { Kind } from "../store/documents.ts";
import { type Change, Conflict, type Query, queryAll, type Store, type Stored } from "../store/store.ts";

/** Barriers lose their text on the first day that it is due; a process that was down catches up for as long as this. */
const catchUpMs = 400 * 86_400_000;

/** A delete may count twice in a commit (see `maxChanges` of the stores). */
const deletesPerCommit = 25;

export interface Forgotten {
  checkIns: number;
  citizenCases: number;
  barrierTexts: number;
  audits: number;
}

/**
 * Deletes what is past its retention, for good: check-ins, citizen cases, the free text of barriers, entries about who
 * did what. The team's history in figures stays. What somebody changes at the same moment is left to the next day.
 */
export async function forgetOld(store: Store, tenantId: string, settings: Settings, now: Instant): Promise<Forgotten> {
  const limits = retentionLimits(settings, now);
  const closedOutcomes = { where: { outcome: ["digital", "hybrid", "analog"] } } as const;
  return {
    checkIns: await forgetAll(store, tenantId, "checkIn", { range: { field: "week", before: limits.checkInsBefore } }),
    citizenCases: await forgetAll(store, tenantId, "citizenCase", closedOutcomes, ({ closedAt }) => {
      return closedAt !== null && closedAt < limits.citizenCasesBefore;
    }),
    barrierTexts: await forgetTexts(store, tenantId, limits.freeTextBefore),
    audits: await forgetAll(store, tenantId, "audit", { range: { field: "at", before: limits.auditBefore } }),
  };
}

async function forgetAll<K extends Kind>(
  store: Store,
  tenantId: string,
  kind: K,
  query: Omit<Query<K>, "page">,
  isDue: (value: Stored<K>["value"]) => boolean = () => true,
): Promise<number> {
  const due = (await Array.fromAsync(queryAll(store, tenantId, kind, query))).filter(({ value }) => isDue(value));
  const deletes = due.map(({ key, etag }): Change => ({ op: "delete", kind, key, etag }));
  return commitInGroups(store, tenantId, deletes);
}

async function forgetTexts(store: Store, tenantId: string, before: Instant): Promise<number> {
  const from = new Date(Date.parse(before) - catchUpMs).toISOString();
  const changes: Change[] = [];
  const closed = queryAll(store, tenantId, "barrier", {
    where: { status: ["confirmed", "declined"] },
    range: { field: "updatedAt", from },
  });
  for await (const { key, etag, value } of closed) {
    if (value.closedAt === null || value.closedAt >= before) continue;
    const stripped = withoutFreeText(value);
    if (stripped !== value) changes.push({ op: "replace", kind: "barrier", key, etag, value: stripped });
  }
  return commitInGroups(store, tenantId, changes);
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
