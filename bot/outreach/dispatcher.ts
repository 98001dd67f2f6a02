import type { Directory } from "../domain/organisation.ts";
import type { Stored } from "../store/store.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { awaitedPurposes, changesOf, claim, claimPlanned, findDue, type PlannedItem } from "./claim.ts";
import type { Outcome } from "./deliver.ts";
import type { Outreach } from "./outreach.ts";
import { mostInLine, sendingQueue } from "./sending-queue.ts";
import { findStranded } from "./stranded.ts";
import { findLease, type TenantLease } from "./tenant-lease.ts";

export interface DispatchCounts extends Record<Outcome, number> {
  /** Another process is sending this tenant's messages. */
  heldElsewhere: boolean;
}

/** Claimed messages that wait for their turn; few, because a crash leaves them to their leases. */
const mostQueued = 40;
/** Those that were claimed as they were planned may be more, six seconds' worth: they are written once less. */
const mostPlanned = 300;
/** Requests under way for one tenant; so many that a connector that hangs holds up hardly anybody. */
const mostUnderWay = 1_000;
const pollMs = 500;

export interface Dispatch {
  /**
   * Stores items of a plan in one commit; what this process may send now is claimed with it, and is sent. Throws when
   * nothing was stored, `Conflict` when some of it was there already or another process has begun to send.
   */
  commitPlanned(items: readonly PlannedItem[], directory: Directory): Promise<void>;
  /** Nothing more will be planned. */
  planned(): void;
  /**
   * Sends what is due, until nothing is and all has been planned, or the signal aborts: then what is under way is
   * finished, nothing new is begun. Rejects when the store does, after what was under way has ended.
   */
  run(): Promise<DispatchCounts>;
}

/** Sends what is due for one tenant. One query when there is nothing to do. See {@link Dispatch.run}. */
export async function dispatch(outreach: Outreach, tenantId: string, signal?: AbortSignal): Promise<DispatchCounts> {
  const sending = createDispatch(outreach, tenantId, signal);
  sending.planned();
  return sending.run();
}

/** What sends one tenant's messages for the length of a tick. */
export function createDispatch(
  outreach: Outreach,
  tenantId: string,
  signal: AbortSignal = new AbortController().signal,
): Dispatch {
  const counts = noCounts();
  const queue = sendingQueue(outreach, tenantId, signal, (outcome) => {
    counts[outcome] += 1;
  });
  const planEnded = Promise.withResolvers<void>();
  let isPlanned = false;
  let hasMore = false;
  let lease: TenantLease | null = null;
  let finding: Promise<TenantLease | null> | null = null;
  let wasHeld = false;
  let begunAtLook = 0;
  let lookedAtMs = Number.NEGATIVE_INFINITY;

  async function ourLease(): Promise<TenantLease | null> {
    if (lease !== null) return lease;
    finding ??= findLease(outreach, tenantId, outreach.clock())
      .then((found) => {
        lease = found;
        return found;
      })
      .finally(() => {
        finding = null;
      });
    return finding;
  }

  function lose(lost: TenantLease): void {
    lost.lost();
    if (lease === lost) lease = null;
  }

  async function commitPlanned(items: readonly PlannedItem[], directory: Directory): Promise<void> {
    const room = signal.aborted ? 0 : mostPlanned - queue.waiting();
    const held = room > 0 ? await ourLease() : null;
    if (held === null) {
      await outreach.store.commit(tenantId, items.flatMap(changesOf));
      return;
    }
    try {
      queue.add(await claimPlanned(outreach, held, items, room), directory);
      wasHeld = true;
    } catch (error) {
      lose(held);
      throw error;
    }
  }

  /** What is to be claimed now; nothing while enough is waiting. */
  async function nextDue(): Promise<Stored<"message">[]> {
    const waiting = queue.waiting() - queue.heldUp();
    const room = Math.min(mostQueued - waiting, mostPlanned - queue.waiting(), mostUnderWay - queue.underWay());
    if (room <= mostQueued / 2) return queue.underWay() < mostUnderWay && isTimeToLook() ? lookAround() : [];
    noteLook();
    const awaited = hasMore ? await findDue(outreach, tenantId, room, awaitedPurposes) : [];
    if (awaited.length > 0) return awaited;
    const due = await findDue(outreach, tenantId, room);
    hasMore = due.length === room;
    return due;
  }

  function isTimeToLook(): boolean {
    return queue.begun() - begunAtLook >= mostInLine || performance.now() - lookedAtMs >= pollMs;
  }

  function noteLook(): void {
    begunAtLook = queue.begun();
    lookedAtMs = performance.now();
  }

  /** While many are waiting: what other processes have written about the lease, and what somebody waits for. */
  async function lookAround(): Promise<Stored<"message">[]> {
    noteLook();
    const held = lease;
    if (held !== null && !(await held.stands(outreach.clock()))) lose(held);
    // A chat that takes no more for an hour is no reason to claim all that waits for it.
    const room = Math.min(mostInLine, mostPlanned - queue.waiting());
    return room > 0 ? findDue(outreach, tenantId, room, awaitedPurposes) : [];
  }

  async function claimDue(due: Stored<"message">[]): Promise<void> {
    const held = await ourLease();
    if (held === null) {
      counts.heldElsewhere = true;
      return;
    }
    const directory = await loadDirectory(outreach.store, tenantId);
    const claimed = await claim(outreach, held, due);
    wasHeld ||= claimed.length > 0;
    if (claimed.length === 0) lose(held);
    queue.add(claimed, directory);
  }

  async function run(): Promise<DispatchCounts> {
    try {
      while (!signal.aborted && !counts.heldElsewhere) {
        const wasPlanned = isPlanned;
        const due = await nextDue();
        if (due.length > 0) await claimDue(due);
        else if (queue.waiting() + queue.underWay() > 0 || !isPlanned) await queue.changed(pollMs);
        else if (wasPlanned) {
          // Claimed in one commit, with the lease; the next round finds the others.
          const limit = Math.min(mostQueued, outreach.store.maxChanges - 1);
          const stranded = await findStranded(outreach, tenantId, lease === null ? 0 : 1, limit);
          if (stranded.length === 0) break;
          await claimDue(stranded);
        }
      }
    } finally {
      await planEnded.promise;
      await queue.settled();
      if (wasHeld) await ourLease();
      await lease?.release(outreach.clock());
      lease = null;
    }
    return counts;
  }

  return {
    commitPlanned,
    planned() {
      isPlanned = true;
      planEnded.resolve();
      queue.ring();
    },
    run,
  };
}

function noCounts(): DispatchCounts {
  return { sent: 0, failed: 0, cancelled: 0, waiting: 0, retrying: 0, returned: 0, lost: 0, heldElsewhere: false };
}
