import { type Documents, keys, type Upkeep } from "../store/documents.ts";
import { Conflict, queryAll } from "../store/store.ts";
import { untilNoConflict } from "./commit.ts";
import type { TenantContext } from "./errand.ts";

/** How documents of one kind are brought to the words of today. */
export interface WordsOfToday<K extends "barrier" | "citizenCase"> {
  kind: K;
  /** Where it is noted how far they have been brought. */
  noted: "citizenWords" | "barrierTopics";
  /** Goes up when what is stored changes its words. */
  now: number;
  /** The very same document when it is in them already. */
  asOfToday: (value: Documents[K]) => Documents[K];
}

/**
 * Writes what an older version stored anew in the words of today, once: until then it is read so. One read when that has been
 * done. A document that somebody changes at the same moment is written so by them, or at the next look.
 */
export async function bringUpToDate<K extends "barrier" | "citizenCase">(
  { store, tenantId }: TenantContext,
  { kind, noted, now, asOfToday }: WordsOfToday<K>,
): Promise<number> {
  const known = await store.read(tenantId, "upkeep", keys.upkeep);
  if ((known?.value[noted] ?? 0) >= now) return 0;
  let count = 0;
  let isWhole = true;
  for await (const { key, etag, value } of queryAll(store, tenantId, kind)) {
    const current = asOfToday(value);
    if (current === value) continue;
    try {
      await store.commit(tenantId, [{ op: "replace", kind, key, etag, value: current } as never]);
      count += 1;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      isWhole = false;
    }
  }
  if (!isWhole) return count;
  await untilNoConflict(async () => {
    const before = await store.read(tenantId, "upkeep", keys.upkeep);
    const value: Upkeep = { textsBefore: "", ...before?.value, [noted]: now };
    await store.commit(tenantId, [
      before === undefined
        ? { op: "create", kind: "upkeep", key: keys.upkeep, value }
        : { op: "replace", kind: "upkeep", key: keys.upkeep, etag: before.etag, value },
    ]);
  });
  return count;
}
