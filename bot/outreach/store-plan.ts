import type { Directory } from "../domain/organisation.ts";
import { Conflict, type Store } from "../store/store.ts";
import { errorFields, type Log } from "../telemetry.ts";
import { changesOf, type PlannedItem } from "./claim.ts";
import type { Dispatch } from "./dispatcher.ts";

/** What storing a plan works with. */
export interface Storing {
  store: Store;
  log: Log;
  tenantId: string;
  directory: Directory;
  /** Stores some of the plan in one commit, or throws and stores nothing of it. */
  commitPlanned: Dispatch["commitPlanned"];
  /** Told whenever something has been written. */
  written: () => void;
}

/** What became of a stage of the plan. */
export interface Done {
  count: number;
  /** False when something failed, or another process or a leader was first: the next tick looks again. */
  complete: boolean;
}

export function all(count: number): Done {
  return { count, complete: true };
}

export function both(one: Done, other: Done): Done {
  return { count: one.count + other.count, complete: one.complete && other.complete };
}

export function groupsOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}

/** Commits that are on their way at once. */
const together = 33;

/** Starts the work for some items at a time, and counts where it did something. One that fails holds up no other. */
export async function inGroups<T>(
  { log, tenantId, written }: Storing,
  items: T[],
  start: (group: T[]) => Promise<boolean>[],
): Promise<Done> {
  const total: Done = { count: 0, complete: true };
  for (const group of groupsOf(items, together)) {
    for (const outcome of await Promise.allSettled(start(group))) {
      if (outcome.status === "fulfilled") {
        if (outcome.value) total.count += 1;
        continue;
      }
      total.complete = false;
      if (outcome.reason instanceof Conflict) continue;
      log.error({ tenantId, ...errorFields(outcome.reason) }, "one of many could not be planned");
    }
    if (total.count > 0) written();
  }
  return total;
}

/** Changes of one commit, at most: more would hold up what others have to write. */
const mostChanges = 150;
/** Commits of many items that are on their way at once. */
const commitsTogether = 4;

/** Stores items, many in one commit; where that fails each by itself, so that one that cannot be stored holds up no other. */
export async function storeItems(planning: Storing, items: readonly PlannedItem[]): Promise<Done> {
  const { store, commitPlanned, directory, written } = planning;
  // One is left for the tenant's lease.
  const commits = inCommits(items, Math.min(store.maxChanges - 1, mostChanges));
  let total = all(0);
  for (const group of groupsOf(commits, commitsTogether)) {
    const stored = await Promise.all(
      group.map(async (commit) => {
        try {
          await commitPlanned(commit, directory);
          return all(commit.length);
        } catch {
          return storeEach(planning, commit);
        }
      }),
    );
    total = stored.reduce(both, total);
    if (total.count > 0) written();
  }
  return total;
}

function storeEach(planning: Storing, items: PlannedItem[]): Promise<Done> {
  const { store, tenantId } = planning;
  return inGroups(planning, items, (group) =>
    group.map(async (item) => {
      await store.commit(tenantId, changesOf(item));
      return true;
    }),
  );
}

function inCommits(items: readonly PlannedItem[], most: number): PlannedItem[][] {
  const commits: PlannedItem[][] = [];
  let room = 0;
  for (const item of items) {
    const size = item.changes.length + 1;
    if (size > room) {
      commits.push([]);
      room = most;
    }
    commits.at(-1)?.push(item);
    room -= size;
  }
  return commits;
}
