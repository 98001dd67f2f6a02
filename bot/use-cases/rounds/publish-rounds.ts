import { lastClosedWeek, type RoundResult, resultsOf } from "../../domain/check-in/round-results.ts";
import { keys } from "../../store/documents.ts";
import { type Change, Conflict, queryAll } from "../../store/store.ts";
import type { DirectoryContext } from "../errand.ts";

/**
 * Publishes what the rounds of a quarter came to, once it has ended: for the whole municipality, never changed afterwards. Another process
 * may do the same at the same moment: the first commit stands. Returns how many results there are more. One read when nothing is due.
 */
export async function publishRounds({ store, tenantId, directory, now }: DirectoryContext): Promise<number> {
  const through = lastClosedWeek(now);
  const upkeep = await store.read(tenantId, "upkeep", keys.upkeep);
  if ((upkeep?.value.roundsThrough ?? "") >= through) return 0;
  const adoptions = await Array.fromAsync(queryAll(store, tenantId, "adoption"), ({ value }) => value);
  const earlier = await Array.fromAsync(queryAll(store, tenantId, "round"), ({ value }) => value);
  const results = resultsOf({ directory, now }, adoptions, earlier, through);
  const value = { textsBefore: "", ...upkeep?.value, roundsThrough: through };
  const noted: Change =
    upkeep === undefined
      ? { op: "create", kind: "upkeep", key: keys.upkeep, value }
      : { op: "replace", kind: "upkeep", key: keys.upkeep, etag: upkeep.etag, value };
  try {
    const most = store.maxChanges - 1;
    const made = results.map(created);
    for (let at = 0; at + most < made.length; at += most) await store.commit(tenantId, made.slice(at, at + most));
    await store.commit(tenantId, [...made.slice(Math.max(0, Math.floor((made.length - 1) / most)) * most), noted]);
    return results.length;
  } catch (error) {
    if (error instanceof Conflict) return 0;
    throw error;
  }
}

function created(value: RoundResult): Change {
  return { op: "create", kind: "round", key: keys.round(value.kind, value.solutionId, value.to), value };
}
