import type { Instant } from "../domain/organisation.ts";
import { type Change, Conflict, type Stored } from "../store/store.ts";
import { answering, handoverMs, holdsLease, leaseKey } from "./answer-share.ts";
import { later, type Outreach } from "./outreach.ts";

/**
 * One process at a time sends a tenant's messages, because Teams' limit is per tenant and not per process. What keeps
 * a message from being sent twice is its own claim; this lease only keeps the pace.
 */
export interface TenantLease {
  /** The change that takes or renews the lease; it belongs into the commit that claims messages. */
  renewal(now: Instant): Change;
  /** Tells the new etag of a committed renewal. */
  renewed(etag: string, now: Instant): void;
  /** Gives it back for the others to take. */
  release(now: Instant): Promise<void>;
  /** It turned out to be no longer ours, or somebody else has written into it. */
  lost(): void;
}

/** The tenant's lease if it is free or ours, else null. Nothing is written before the first renewal is committed. */
export async function findLease(outreach: Outreach, tenantId: string, now: Instant): Promise<TenantLease | null> {
  const { store, holder } = outreach;
  const found: Stored<"lease"> | undefined = await store.read(tenantId, "lease", leaseKey);
  const isOurs = found?.value.holder === holder;
  if (found !== undefined && !isOurs && found.value.until > now) return null;
  if (found !== undefined && !isOurs && found.value.until > later(now, -handoverMs)) {
    outreach.paceOf(tenantId).pause(handoverMs);
  }
  holdsLease(outreach, tenantId, 1, found?.value);
  let etag = found?.etag;
  let heldUntil: Instant | null = isOurs && found !== undefined && found.value.until > now ? found.value.until : null;

  function change(until: Instant): Change {
    const value = { holder, until, answering: answering(found?.value, outreach.clock()) };
    return etag === undefined
      ? { op: "create", kind: "lease", key: leaseKey, value }
      : { op: "replace", kind: "lease", key: leaseKey, etag, value };
  }

  return {
    renewal(until) {
      return change(later(until, outreach.timing.tenantLeaseMs));
    },
    renewed(newEtag, at) {
      etag = newEtag;
      heldUntil = later(at, outreach.timing.tenantLeaseMs);
    },
    lost: () => holdsLease(outreach, tenantId, -1),
    async release(at) {
      holdsLease(outreach, tenantId, -1);
      if (heldUntil === null) return;
      try {
        await store.commit(tenantId, [change(at)]);
      } catch (error) {
        // Somebody has taken it over already, which is what releasing is for.
        if (!(error instanceof Conflict)) throw error;
      }
    },
  };
}
