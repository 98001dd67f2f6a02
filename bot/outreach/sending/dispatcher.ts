import type { Stored } from "../../store/store.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";
import { addTo, type Outreach } from "../outreach.ts";
import { awaitedPurposes, claim, findDue } from "./claim.ts";
import type { Outcome } from "./deliver.ts";
import { answersPerSecond } from "./pace.ts";
import { type SendingQueue, sendingQueue } from "./sending-queue.ts";
import { findStranded } from "./stranded.ts";
import { findLease, type TenantLease } from "./tenant-lease.ts";

export interface DispatchCounts extends Record<Outcome, number> {
  /** Another process is sending this tenant's messages. */
  heldElsewhere: boolean;
}

/** Claimed messages that wait for the tenant's turn; few, because a crash leaves them to their leases. */
const mostQueued = 40;
/** With those that wait for a chat that takes no more for now. */
export const mostWaiting = 300;
/** Requests under way for one tenant; so many that a connector that hangs holds up hardly anybody. */
const mostUnderWay = 1_000;
const pollMs = 500;
/** So few are within what every process may send a second; more are for the one that has the tenant's lease. */
const mostWithoutLease = answersPerSecond;

/**
 * Sends what is due for one tenant, until nothing is or the signal aborts: then what is under way is finished, nothing
 * new is begun. One query when there is nothing to do. Rejects when the store does, after what was under way has ended.
 */
export async function dispatch(
  outreach: Outreach,
  tenantId: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<DispatchCounts> {
  const counts = noCounts();
  const queue = sendingQueue(outreach, tenantId, signal, (outcome) => {
    counts[outcome] += 1;
  });
  const nextDue = dueFinder(outreach, tenantId, queue);
  let lease: TenantLease | null = null;
  addTo(outreach.dispatching, tenantId, 1);
  try {
    while (!signal.aborted) {
      const isIdle = queue.waiting() + queue.underWay() === 0;
      let due = await nextDue();
      if (due.length === 0 && isIdle) due = await strandedMessages(outreach, tenantId);
      if (due.length === 0 && isIdle) break;
      if (due.length === 0) {
        await queue.changed(pollMs);
        if (lease !== null && !(await lease.keep(outreach.clock()))) lease = null;
        continue;
      }
      if (due.length > mostWithoutLease) lease ??= await findLease(outreach, tenantId, outreach.clock());
      counts.heldElsewhere = lease === null && due.length > mostWithoutLease;
      if (counts.heldElsewhere) break;
      const directory = await loadDirectory(outreach.store, tenantId);
      const claimed = await claim(outreach, tenantId, lease, due);
      if (claimed === null) lease = null;
      else queue.add(claimed, directory);
    }
  } finally {
    await queue.settled();
    addTo(outreach.dispatching, tenantId, -1);
    await lease?.release(outreach.clock());
  }
  return counts;
}

/** Finds what is to be claimed next; nothing while enough is waiting. */
function dueFinder(outreach: Outreach, tenantId: string, queue: SendingQueue): () => Promise<Stored<"message">[]> {
  let hasMore = false;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const isIdle = queue.waiting() + queue.underWay() === 0;
    // All that was due is on its way: a look after each of it would find nothing.
    if (!hasMore && !isIdle && performance.now() - lookedAtMs < pollMs) return [];
    const waiting = queue.waiting() - queue.heldUp();
    const room = Math.min(mostQueued - waiting, mostWaiting - queue.waiting(), mostUnderWay - queue.underWay());
    if (room <= mostQueued / 2) return [];
    lookedAtMs = performance.now();
    const awaited = hasMore ? await findDue(outreach, tenantId, room, awaitedPurposes) : [];
    if (awaited.length > 0) return awaited;
    const due = await findDue(outreach, tenantId, room);
    hasMore = due.length === room;
    return due;
  };
}

/** Those that can be claimed in one commit with the lease; the next look finds the others. */
function strandedMessages(outreach: Outreach, tenantId: string) {
  return findStranded(outreach, tenantId, Math.min(mostQueued, outreach.store.maxChanges - 1));
}

function noCounts(): DispatchCounts {
  return { sent: 0, failed: 0, cancelled: 0, waiting: 0, retrying: 0, returned: 0, lost: 0, heldElsewhere: false };
}
