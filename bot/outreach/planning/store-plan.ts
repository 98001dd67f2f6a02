import type { Directory } from "../../domain/organisation.ts";
import type { PlannedMessage } from "../../domain/outreach.ts";
import { groupsOf } from "../../store/change-rules.ts";
import { type Change, Conflict, type Store } from "../../store/store.ts";
import { errorFields, type Log } from "../../telemetry.ts";
import { enqueue } from "../../use-cases/commit.ts";

/** What storing a plan works with. */
export interface PlanStorage {
  store: Store;
  log: Log;
  tenantId: string;
  directory: Directory;
}

/** What belongs together in a plan: all of it is stored, or nothing. */
export interface PlannedItem {
  changes: readonly Change[];
  /** To be created with it. */
  message?: PlannedMessage;
}

/** What became of a stage of the plan. */
export interface Done {
  count: number;
  /** False when something failed, or another process or a leader was first: the next tick looks again. */
  complete: boolean;
}

/** A stage of the plan of which nothing is left to do. */
export function all(count: number): Done {
  return { count, complete: true };
}

/** Two stages, or two parts of one, as one outcome. */
export function combined(one: Done, other: Done): Done {
  return { count: one.count + other.count, complete: one.complete && other.complete };
}

/** Commits that are on their way at once. */
const together = 33;

/** Starts the work for some items at a time, and counts where it did something. One that fails holds up no other. */
export async function inGroups<T>(
  { log, tenantId }: PlanStorage,
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
  }
  return total;
}

/** Stores items, each in a commit of its own. */
export function storeItems(planning: PlanStorage, items: PlannedItem[]): Promise<Done> {
  const { store, tenantId } = planning;
  return inGroups(planning, items, (group) =>
    group.map(async ({ changes, message }) => {
      await store.commit(tenantId, message === undefined ? changes : [...changes, enqueue(message)]);
      return true;
    }),
  );
}
