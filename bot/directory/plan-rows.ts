import { isDeepStrictEqual } from "node:util";
import type { Documents, Kind } from "../store/documents.ts";
import type { Change, Stored } from "../store/store.ts";
import { inTurns } from "./in-turns.ts";

/** What an import does to one kind of document. */
export interface Count {
  created: number;
  changed: number;
  /** Retired with its history kept; for roles: taken away. */
  retired: number;
  unchanged: number;
}

/** What one kind needs: what comes into being or changes, what goes, and how it stands afterwards (retired included). */
export interface KindPlan<K extends Kind> {
  count: Count;
  writes: Change[];
  removals: Change[];
  after: Map<string, Documents[K]>;
}

/** The change that leaves the value stored; null when it already is. */
export function write<K extends Kind>(
  kind: K,
  key: string,
  value: Documents[K],
  before: Stored<K> | undefined,
): Change | null {
  if (before === undefined) return { op: "create", kind, key, value } as Change;
  if (isDeepStrictEqual(before.value, value)) return null;
  return { op: "replace", kind, key, value, etag: before.etag } as Change;
}

/** A kind whose file was not given: everything stays. */
export function keepRows<K extends Kind>(stored: ReadonlyMap<string, Stored<K>>): KindPlan<K> {
  const after = new Map([...stored].map(([key, { value }]) => [key, value]));
  return { count: { created: 0, changed: 0, retired: 0, unchanged: stored.size }, writes: [], removals: [], after };
}

/**
 * A kind whose file is the full truth. `merge` says what a row leaves of the document before it; `remove` says what
 * becomes of a document that no row speaks of: a value to replace it, null to delete it, or the very same to leave it.
 */
export async function planRows<K extends Kind>(
  kind: K,
  rows: ReadonlyMap<string, Documents[K]>,
  stored: ReadonlyMap<string, Stored<K>>,
  merge: (before: Documents[K], row: Documents[K]) => Documents[K],
  remove: (before: Documents[K]) => Documents[K] | null,
): Promise<KindPlan<K>> {
  const plan: KindPlan<K> = {
    count: { created: 0, changed: 0, retired: 0, unchanged: 0 },
    writes: [],
    removals: [],
    after: new Map(),
  };
  for await (const some of inTurns(rows))
    for (const [key, row] of some) {
      const before = stored.get(key);
      const value = before === undefined ? row : merge(before.value, row);
      const change = write(kind, key, value, before);
      plan.after.set(key, value);
      if (change !== null) plan.writes.push(change);
      plan.count[change === null ? "unchanged" : change.op === "create" ? "created" : "changed"] += 1;
    }
  for await (const some of inTurns(stored))
    for (const [key, before] of some) {
      if (rows.has(key)) continue;
      const value = remove(before.value);
      if (value !== null) plan.after.set(key, value);
      const change =
        value === null ? ({ op: "delete", kind, key, etag: before.etag } as Change) : write(kind, key, value, before);
      if (change === null) continue;
      plan.removals.push(change);
      plan.count.retired += 1;
    }
  return plan;
}
