import type { Instant } from "../domain/organisation.ts";
import type { Lease } from "../store/documents.ts";
import { type Change, Conflict, type Stored } from "../store/store.ts";
import { later, type Outreach } from "./outreach.ts";
import { answersPerSecond, tenantPerSecond } from "./pace.ts";

/**
 * One process at a time sends a tenant's messages, because Teams' limit is per tenant and not per process. What keeps
 * a message from being sent twice is its own claim; this lease only keeps the pace.
 */
export interface TenantLease {
  /**
   * Commits claims in one with the change that takes or renews the lease; without it when that has only just been stored.
   * Returns the etags of the claims. Throws `Conflict` when somebody else was first, with the lease or with a claim.
   */
  commit(now: Instant, claims: readonly Change[]): Promise<string[]>;
  /** Whether it is still as this process left it; one that runs out soon is renewed. One read. */
  stands(now: Instant): Promise<boolean>;
  /** Gives it back for the others to take. */
  release(now: Instant): Promise<void>;
  /** It turned out to be no longer ours, or somebody else has written into it. */
  lost(): void;
}

export const leaseKey = "dispatch";
/** After a change of hands nothing leaves for a second: what the other process sent last still counts for Teams' limits. */
const handoverMs = 1_000;

/** Claims that follow each other as closely as this need not renew the lease each time. */
const justNowMs = 250;

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
  let renewedAt: Instant | null = null;
  let renewing: Promise<unknown> | null = null;
  let isOver = false;

  function change(until: Instant): Change {
    const value = { holder, until };
    return etag === undefined
      ? { op: "create", kind: "lease", key: leaseKey, value }
      : { op: "replace", kind: "lease", key: leaseKey, etag, value };
  }

  async function renewWith(at: Instant, changes: readonly Change[]): Promise<string[]> {
    const until = later(at, timing.tenantLeaseMs);
    const [leaseEtag = "", ...etags] = await store.commit(tenantId, [change(until), ...changes]);
    [etag, heldUntil, renewedAt] = [leaseEtag, until, at];
    return etags;
  }

  function isRenewed(at: Instant): boolean {
    return renewedAt !== null && renewedAt <= at && at <= later(renewedAt, justNowMs);
  }

  async function commit(at: Instant, claims: readonly Change[]): Promise<string[]> {
    // Whoever comes meanwhile knows the etag only afterwards, and has nothing to renew then.
    while (renewing !== null) await renewing;
    if (isRenewed(at)) return store.commit(tenantId, claims);
    const done = renewWith(at, claims);
    renewing = done.then(notRenewing, notRenewing);
    return done;
  }

  function notRenewing(): void {
    renewing = null;
  }

  async function stands(at: Instant): Promise<boolean> {
    const known = etag;
    const current = await store.read(tenantId, "lease", leaseKey);
    // Renewed here meanwhile: what was read may be older.
    if (renewing !== null || etag !== known) return true;
    if (current?.etag !== etag) return false;
    if (heldUntil === null || later(at, timing.tenantLeaseMs / 2) < heldUntil) return true;
    try {
      await commit(at, []);
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }

  function end(): void {
    if (!isOver) holdsLease(outreach, tenantId, -1);
    isOver = true;
  }

  return {
    commit,
    stands,
    lost: end,
    async release(now) {
      const wasOver = isOver;
      end();
      if (wasOver || heldUntil === null) return;
      try {
        await store.commit(tenantId, [change(now)]);
      } catch (error) {
        // Somebody has taken it over already, which is what releasing is for.
        if (!(error instanceof Conflict)) throw error;
      }
    },
  };
}

/** Called when this process begins (1) or ends (-1) to hold the tenant's lease. Who does not hold it may still answer people. */
function holdsLease({ dispatching, paceOf }: Outreach, tenantId: string, change: 1 | -1): void {
  const count = (dispatching.get(tenantId) ?? 0) + change;
  dispatching.set(tenantId, count);
  paceOf(tenantId).limitTo(count > 0 ? tenantPerSecond : answersPerSecond);
}
