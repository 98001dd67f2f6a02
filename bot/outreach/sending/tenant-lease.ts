import type { Instant } from "../../domain/organisation.ts";
import type { Lease } from "../../store/documents.ts";
import { type Change, Conflict, type Stored } from "../../store/store.ts";
import { addTo, later, type Outreach } from "../outreach.ts";
import { answersPerSecond, tenantPerSecond } from "./pace.ts";

/**
 * One process at a time sends a tenant's messages, because Teams' limit is per tenant and not per process. What keeps
 * a message from being sent twice is its own claim; this lease only keeps the pace.
 */
export interface TenantLease {
  /**
   * Commits claims in one with the change that takes or renews the lease. Returns the etags of the claims. Throws `Conflict` when
   * somebody else was first, with the lease or with a claim: then it is over.
   */
  commit(now: Instant, claims: readonly Change[]): Promise<string[]>;
  /** Renews it when half its time has passed; false when somebody else has it by now. */
  keep(now: Instant): Promise<boolean>;
  /** Gives it back for the others to take. */
  release(now: Instant): Promise<void>;
}

export const leaseKey = "dispatch";
/** After a change of hands nothing leaves for a second: what the other process sent last still counts for Teams' limits. */
const handoverMs = 1_000;

/** Clocks may differ by so much; Entra refuses tokens from one that is further off. */
export const mostSkewMs = 300_000;

/**
 * Whether somebody else has the lease. One that ends later than any lease lasts is from a clock that has been set right since,
 * or from a `tick --now` ahead of time: nobody waits for that.
 */
function isTaken({ holder, timing }: Outreach, lease: Lease, now: Instant): boolean {
  if (lease.holder === holder || lease.until <= now) return false;
  return lease.until <= later(now, timing.tenantLeaseMs + mostSkewMs);
}

/** The tenant's lease if it is free or ours, else null. Nothing is written before the first commit. */
export async function findLease(outreach: Outreach, tenantId: string, now: Instant): Promise<TenantLease | null> {
  const { store, holder, timing } = outreach;
  const found: Stored<"lease"> | undefined = await store.read(tenantId, "lease", leaseKey);
  const isOurs = found?.value.holder === holder;
  if (found !== undefined && isTaken(outreach, found.value, now)) return null;
  if (found !== undefined && !isOurs && found.value.until > later(now, -handoverMs)) {
    outreach.paceOf(tenantId).pause(handoverMs);
  }
  holdsLease(outreach, tenantId, 1);
  let etag = found?.etag;
  let heldUntil: Instant | null = isOurs && found !== undefined && found.value.until > now ? found.value.until : null;
  let isOver = false;

  async function write(until: Instant, claims: readonly Change[]): Promise<string[]> {
    const lease = { kind: "lease", key: leaseKey, value: { holder, until } } as const;
    const change: Change = etag === undefined ? { op: "create", ...lease } : { op: "replace", etag, ...lease };
    try {
      const [leaseEtag = "", ...etags] = await store.commit(tenantId, [change, ...claims]);
      [etag, heldUntil] = [leaseEtag, until];
      return etags;
    } catch (error) {
      end();
      throw error;
    }
  }

  function end(): void {
    if (!isOver) holdsLease(outreach, tenantId, -1);
    isOver = true;
  }

  async function wasFirst(write: Promise<unknown>): Promise<boolean> {
    try {
      await write;
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }

  const expiry = (at: Instant) => later(at, timing.tenantLeaseMs);
  return {
    commit: (at, claims) => write(expiry(at), claims),
    keep: async (at) =>
      heldUntil === null || later(at, timing.tenantLeaseMs / 2) < heldUntil || wasFirst(write(expiry(at), [])),
    async release(at) {
      const wasOver = isOver;
      end();
      // Where somebody has taken it over already, that is what releasing is for.
      if (!wasOver && heldUntil !== null) await wasFirst(write(at, []));
    },
  };
}

/** Called when this process begins (1) or ends (-1) to hold the tenant's lease. Who does not hold it may still answer people. */
function holdsLease({ holding, paceOf }: Outreach, tenantId: string, change: 1 | -1): void {
  const count = addTo(holding, tenantId, change);
  paceOf(tenantId).limitTo(count > 0 ? tenantPerSecond : answersPerSecond);
}
