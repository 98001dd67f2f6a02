import type { Instant } from "../domain/organisation.ts";
import type { Lease } from "../store/documents.ts";
import { Conflict } from "../store/store.ts";
import { errorFields } from "../telemetry.ts";
import { type AnswerShare, later, type Outreach } from "./outreach.ts";
import { tenantPerSecond } from "./pace.ts";

export const leaseKey = "dispatch";
/** After a change of hands nothing leaves for a second: what the other process sent last still counts for Teams' limits. */
export const handoverMs = 1_000;

/** Requests a second that a process may answer people with while another sends the tenant's messages. */
export const answersPerSecond = 5;
const shareMs = 60_000;
/** A share is asked for anew while it still holds. */
const renewMs = 5_000;
const mostTries = 5;

/**
 * Makes sure that this process may answer people of the tenant. Teams' limit is one for all processes, so the one that does
 * not hold the tenant's lease writes down that it answers, and whoever sends leaves it {@link answersPerSecond}. One read and
 * one write a minute at most. Waits a moment when another process is just sending, until that has heard of it.
 */
export async function ensureShare(outreach: Outreach, tenantId: string): Promise<void> {
  const share = shareOf(outreach, tenantId);
  if (share.dispatching > 0 || (share.until !== null && share.until > later(outreach.clock(), renewMs))) return;
  share.asking ??= takeShare(outreach, tenantId, share).finally(() => {
    share.asking = null;
  });
  await share.asking;
}

/** Called when this process begins (1) or ends (-1) to hold the tenant's lease, and when it hears of others' shares. */
export function holdsLease(outreach: Outreach, tenantId: string, change: 1 | 0 | -1, lease?: Lease): void {
  const share = shareOf(outreach, tenantId);
  share.dispatching += change;
  const perSecond = share.dispatching > 0 ? tenantPerSecond - leftToOthers(outreach, lease) : answersPerSecond;
  outreach.paceOf(tenantId).limitTo(perSecond);
}

/** Those who answer at this instant, by process. */
export function answering(lease: Lease | undefined, now: Instant): Record<string, Instant> {
  return Object.fromEntries(Object.entries(lease?.answering ?? {}).filter(([, until]) => until > now));
}

function leftToOthers({ holder, clock }: Outreach, lease: Lease | undefined): number {
  const others = Object.keys(answering(lease, clock())).filter((process) => process !== holder);
  // However many there are, there is something left to send with.
  return Math.min(others.length * answersPerSecond, tenantPerSecond / 2);
}

function shareOf({ shares }: Outreach, tenantId: string): AnswerShare {
  const share = shares.get(tenantId) ?? { dispatching: 0, until: null, asking: null };
  shares.set(tenantId, share);
  return share;
}

async function takeShare(outreach: Outreach, tenantId: string, share: AnswerShare): Promise<void> {
  const { log, paceOf } = outreach;
  if (share.dispatching === 0) paceOf(tenantId).limitTo(answersPerSecond);
  for (let tries = 1; tries <= mostTries; tries++) {
    try {
      const isNew = share.until === null || share.until <= outreach.clock();
      const { until, isBusy } = await writeShare(outreach, tenantId);
      share.until = until;
      if (isBusy && isNew) paceOf(tenantId).pause(handoverMs);
      return;
    } catch (error) {
      if (error instanceof Conflict) continue;
      // Whoever sends needs the store for each claim, so nobody is sending much now, and a person is waiting.
      log.warn({ tenantId, ...errorFields(error) }, "answering without a share");
      return;
    }
  }
}

async function writeShare({ store, clock, holder }: Outreach, tenantId: string) {
  const now = clock();
  const until = later(now, shareMs);
  const found = await store.read(tenantId, "lease", leaseKey);
  const answers = { ...answering(found?.value, now), [holder]: until };
  const value: Lease = { holder: "", until: now, ...found?.value, answering: answers };
  await store.commit(tenantId, [
    found === undefined
      ? { op: "create", kind: "lease", key: leaseKey, value }
      : { op: "replace", kind: "lease", key: leaseKey, etag: found.etag, value },
  ]);
  return { until, isBusy: found !== undefined && found.value.holder !== holder && found.value.until > now };
}
