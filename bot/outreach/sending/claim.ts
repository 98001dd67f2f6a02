import { firstDueAt, forgetMessageAt } from "../../domain/message-outcome.ts";
import type { Instant } from "../../domain/organisation.ts";
import type { Message, MessagePurpose, MessageState } from "../../domain/outreach.ts";
import { type Change, Conflict, type Stored } from "../../store/store.ts";
import { later, type Outreach } from "../outreach.ts";
import type { TenantLease } from "./tenant-lease.ts";

/** A message that this process has claimed; as long as the etag stands, it is nobody else's. */
export interface Claimed {
  key: string;
  etag: string;
  /** As claimed: `sending`, its `dueAt` when the lease runs out. */
  message: Message;
  /** Somebody claimed it before and never told what became of it. */
  takenOver: boolean;
}

const unfinished: MessageState[] = ["pending", "sending"];

/** What follows from something that a person has just done: it does not wait until a whole municipality has been asked. */
export const awaitedPurposes: readonly MessagePurpose[] = [
  "cardUpdate",
  "barrierNew",
  "barrierUpdate",
  "barrierCard",
  "decisionMade",
];

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
 * Claims messages and renews the tenant's lease in one commit; null when another process was first, which ends the lease.
 * Few need no lease.
 * At most one less than the store's `maxChanges`.
 */
export async function claim(
  outreach: Outreach,
  tenantId: string,
  lease: TenantLease | null,
  due: Stored<"message">[],
): Promise<Claimed[] | null> {
  const now = outreach.clock();
  const claimed = due.map(({ key, etag, value }) => ({
    key,
    etag,
    message: claimedMessage(outreach, value, now),
    takenOver: value.state === "sending",
  }));
  const changes = claimed.map(({ key, etag, message }) => replacement(key, etag, message));
  try {
    const etags = await (lease === null ? outreach.store.commit(tenantId, changes) : lease.commit(now, changes));
    return claimed.map((one, index) => ({ ...one, etag: etags[index] ?? "" }));
  } catch (error) {
    if (error instanceof Conflict) return null;
    throw error;
  }
}

function claimedMessage({ timing }: Outreach, message: Message, now: Instant): Message {
  const dueSince = firstDueAt(message, now);
  return { ...message, state: "sending", dueAt: later(now, timing.messageLeaseMs), dueSince, updatedAt: now };
}

/** The change that writes a message over the version with this etag, and says when the store may forget it. */
export function replacement(key: string, etag: string, value: Message): Change {
  return { op: "replace", kind: "message", key, etag, value, expiresAt: forgetMessageAt(value) };
}
