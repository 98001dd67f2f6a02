import type { Instant } from "../domain/organisation.ts";
import type { Message, MessagePurpose, MessageState } from "../domain/outreach.ts";
import { forgetMessageAt } from "../domain/outreach.ts";
import { type Change, Conflict, type Stored } from "../store/store.ts";
import { later, type Outreach } from "./outreach.ts";
import type { TenantLease } from "./tenant-lease.ts";

/** A message that this process has claimed; as long as the etag stands, it is nobody else's. */
export interface Claimed {
  key: string;
  etag: string;
  /** As claimed: `sending`, its `dueAt` when the lease runs out. */
  message: Message;
  /** Of the recipient, as it was when the message was claimed. */
  conversation: Stored<"conversation"> | undefined;
  claimedAt: Instant;
  /** Somebody claimed it before and never told what became of it. */
  takenOver: boolean;
}

const unfinished: MessageState[] = ["pending", "sending"];

/** What follows from something that a person has just done: it does not wait until a whole municipality has been asked. */
export const awaitedPurposes: readonly MessagePurpose[] = ["cardUpdate", "barrierNew", "barrierUpdate", "barrierCard"];

/**
 * The tenant's messages that are due, oldest first: new ones, tries to repeat, and those whose lease has run out. Of every
 * purpose that this process can send, or of some of them.
 */
export async function findDue(
  outreach: Outreach,
  tenantId: string,
  limit: number,
  only?: readonly MessagePurpose[],
): Promise<Stored<"message">[]> {
  const known = Object.keys(outreach.purposes) as MessagePurpose[];
  const purpose = known.filter((one) => only === undefined || only.includes(one));
  const page = await outreach.store.query(tenantId, "message", {
    where: { state: unfinished, purpose },
    range: { field: "dueAt", before: later(outreach.clock(), 1) },
    order: { field: "dueAt" },
    limit,
  });
  return page.items;
}

/**
 * Claims messages and renews the tenant's lease in one commit; an empty list when another process was first.
 * At most one less than the store's `maxChanges`.
 */
export async function claim(
  outreach: Outreach,
  tenantId: string,
  lease: TenantLease,
  due: Stored<"message">[],
): Promise<Claimed[]> {
  const now = outreach.clock();
  const dueAt = later(now, outreach.timing.messageLeaseMs);
  const claimed = due.map((stored) => ({
    stored,
    message: { ...stored.value, state: "sending" as const, dueAt, updatedAt: now },
  }));
  const changes: Change[] = claimed.map(({ stored, message }) => replacement(stored.key, stored.etag, message));
  // Before the claim: what has been claimed must not fail for want of a read.
  const conversations = await outreach.store.readMany(
    tenantId,
    due.map(({ value }) => ({ kind: "conversation" as const, key: value.recipient })),
  );
  try {
    const [leaseEtag = "", ...etags] = await outreach.store.commit(tenantId, [lease.renewal(now), ...changes]);
    lease.renewed(leaseEtag, now);
    return claimed.map(({ stored, message }, index) => ({
      key: stored.key,
      etag: etags[index] ?? "",
      message,
      conversation: conversations[index],
      claimedAt: now,
      takenOver: stored.value.state === "sending",
    }));
  } catch (error) {
    if (error instanceof Conflict) return [];
    throw error;
  }
}

export function replacement(key: string, etag: string, value: Message): Change {
  return { op: "replace", kind: "message", key, etag, value, expiresAt: forgetMessageAt(value) };
}
