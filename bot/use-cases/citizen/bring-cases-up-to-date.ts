import { asOfToday } from "../../domain/citizen-case.ts";
import { keys } from "../../store/documents.ts";
import { Conflict, queryAll } from "../../store/store.ts";
import { untilNoConflict } from "../commit.ts";
import type { TenantContext } from "../errand.ts";

/** Goes up when what is stored of a citizen case changes its words. */
const wordsNow = 1;

/**
 * Writes the citizen cases that an older version stored anew in the words of today, once: until then they are read so. One
 * read when that has been done. A case that somebody changes at the same moment is written so by them.
 */
export async function bringCasesUpToDate({ store, tenantId }: TenantContext): Promise<number> {
  const noted = await store.read(tenantId, "upkeep", keys.upkeep);
  if ((noted?.value.citizenWords ?? 0) >= wordsNow) return 0;
  let count = 0;
  for await (const { key, etag, value } of queryAll(store, tenantId, "citizenCase")) {
    const current = asOfToday(value);
    if (current === value) continue;
    try {
      await store.commit(tenantId, [{ op: "replace", kind: "citizenCase", key, etag, value: current }]);
      count += 1;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
  await untilNoConflict(async () => {
    const known = await store.read(tenantId, "upkeep", keys.upkeep);
    const value = { textsBefore: "", ...known?.value, citizenWords: wordsNow };
    await store.commit(tenantId, [
      known === undefined
        ? { op: "create", kind: "upkeep", key: keys.upkeep, value }
        : { op: "replace", kind: "upkeep", key: keys.upkeep, etag: known.etag, value },
    ]);
  });
  return count;
}
