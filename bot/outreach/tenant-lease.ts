import type { Instant } from "../domain/organisation.ts";
import { type Change, Conflict, type Stored } from "../store/store.ts";
import { later, type Outreach } from "./outreach.ts";

const key = "dispatch";
/** After a change of hands nothing leaves for a second: what the other process sent last still counts for Teams' limits. */
const handoverMs = 1_000;

/**
 * One process at a time sends a tenant's messages, because Teams' limit is per tenant and not per process. What keeps
 * a message from being sent twice is its own claim; this lease only keeps the pace.
 */
export interface TenantLease {
  /** The change that takes or renews the lease; it belongs into the commit that claims messages. */
  renewal(now: Instant): Change;
  /** Tells the new etag of a committed renewal. */
  renewed(etag: string, now: Instant): void;
  release(now: Instant): Promise<void>;
}

/** The tenant's lease if it is free or ours, else null. Nothing is written before the first renewal is committed. */
export async function findLease(outreach: Outreach, tenantId: string, now: Instant): Promise<TenantLease | null> {
  const { store, holder } = outreach;
  const found: Stored<"lease"> | undefined = await store.read(tenantId, "lease", key);
  const isOurs = found?.value.holder === holder;
  if (found !== undefined && !isOurs && found.value.until > now) return null;
  if (found !== undefined && !isOurs && found.value.until > later(now, -handoverMs)) {
    outreach.paceOf(tenantId).pause(handoverMs);
  }
  let etag = found?.etag;
  let heldUntil: Instant | null = null;
  return {
    renewal(until) {
      const value = { holder, until: later(until, outreach.timing.tenantLeaseMs) };
      return etag === undefined
        ? { op: "create", kind: "lease", key, value }
        : { op: "replace", kind: "lease", key, etag, value };
    },
    renewed(newEtag, at) {
      etag = newEtag;
      heldUntil = later(at, outreach.timing.tenantLeaseMs);
    },
    async release(at) {
      if (etag === undefined || heldUntil === null) return;
      try {
        await store.commit(tenantId, [{ op: "replace", kind: "lease", key, etag, value: { holder, until: at } }]);
      } catch (error) {
        // Somebody has taken it over already, which is what releasing is for.
        if (!(error instanceof Conflict)) throw error;
      }
    },
  };
}
