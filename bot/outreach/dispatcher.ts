import type { Stored } from "../store/store.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { awaitedPurposes, type Claimed, claim, findDue } from "./claim.ts";
import { deliver, type Outcome } from "./deliver.ts";
import type { Outreach } from "./outreach.ts";
import { findLease, type TenantLease } from "./tenant-lease.ts";

export interface DispatchCounts extends Record<Outcome, number> {
  /** Another process is sending this tenant's messages. */
  heldElsewhere: boolean;
}

/** Claimed messages that wait for their turn; few, because a crash leaves them to their leases. */
const mostQueued = 40;
/** Requests under way for one tenant; so many that a connector that hangs holds up hardly anybody. */
const mostUnderWay = 1_000;
const pollMs = 500;

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
  const underWay = new Set<Promise<void>>();
  const bell = createBell();
  let queued = 0;
  let hasMore = false;
  let lease: TenantLease | null = null;
  let wasHeld = false;

  function start(claimed: Claimed, directory: Awaited<ReturnType<typeof loadDirectory>>): void {
    const purpose = outreach.purposes[claimed.message.purpose];
    if (purpose === undefined) return;
    queued += 1;
    const begun = () => {
      queued -= 1;
      if (queued === mostQueued / 2 - 1) bell.ring();
    };
    const work = deliver({ outreach, tenantId, purpose, claimed, directory }, begun, signal)
      .then((outcome) => {
        counts[outcome] += 1;
      })
      .catch((error: unknown) => {
        // Its lease runs out, and it is tried again.
        outreach.log.error({ tenantId, error: nameOf(error) }, "message left to its lease");
      })
      .finally(() => {
        underWay.delete(work);
        if (underWay.size === 0) bell.ring();
      });
    underWay.add(work);
  }

  /** While many are waiting, those that somebody waits for are looked for first. */
  async function nextDue(limit: number): Promise<Stored<"message">[]> {
    const awaited = hasMore ? await findDue(outreach, tenantId, limit, awaitedPurposes) : [];
    if (awaited.length > 0) return awaited;
    const due = await findDue(outreach, tenantId, limit);
    hasMore = due.length === limit;
    return due;
  }

  try {
    while (!signal.aborted) {
      const room = Math.min(mostQueued - queued, mostUnderWay - underWay.size);
      const due = room > mostQueued / 2 ? await nextDue(room) : [];
      if (due.length === 0) {
        if (underWay.size === 0) break;
        await bell.heard(pollMs);
        continue;
      }
      lease ??= await findLease(outreach, tenantId, outreach.clock());
      if (lease === null) {
        counts.heldElsewhere = true;
        break;
      }
      const directory = await loadDirectory(outreach.store, tenantId);
      const claimed = await claim(outreach, tenantId, lease, due);
      wasHeld ||= claimed.length > 0;
      if (claimed.length === 0) {
        lease.lost();
        lease = null;
      }
      for (const message of claimed) start(message, directory);
    }
  } finally {
    await Promise.all(underWay);
    if (wasHeld) lease ??= await findLease(outreach, tenantId, outreach.clock());
    await lease?.release(outreach.clock());
  }
  return counts;
}

interface Bell {
  ring(): void;
  /** Resolves when it rings, or when the time is up. */
  heard(ms: number): Promise<void>;
}

function createBell(): Bell {
  let wake = () => {};
  return {
    ring: () => wake(),
    heard: (ms) =>
      new Promise((resolve) => {
        const timeout = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      }),
  };
}

function noCounts(): DispatchCounts {
  return { sent: 0, failed: 0, cancelled: 0, waiting: 0, retrying: 0, returned: 0, lost: 0, heldElsewhere: false };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
