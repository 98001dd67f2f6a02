import type { Instant } from "../domain/organisation.ts";
import type { Message, MessagePurpose, MessageState, PlannedMessage } from "../domain/outreach.ts";
import { firstDueAt, forgetMessageAt } from "../domain/outreach.ts";
import { type Change, Conflict, type Stored } from "../store/store.ts";
import { later, type Outreach } from "./outreach.ts";
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

/** What belongs together in a plan: all of it is stored, or nothing. */
export interface PlannedItem {
  changes: readonly Change[];
  /** To be created with it. */
  message?: PlannedMessage;
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
export async function claim(outreach: Outreach, lease: TenantLease, due: Stored<"message">[]): Promise<Claimed[]> {
  const now = outreach.clock();
  const claimed = due.map(({ key, etag, value }) => ({
    key,
    etag,
    message: claimedMessage(outreach, value, now),
    takenOver: value.state === "sending",
  }));
  const changes = claimed.map(({ key, etag, message }) => replacement(key, etag, message));
  try {
    const etags = await lease.commit(now, changes);
    return claimed.map((one, index) => ({ ...one, etag: etags[index] ?? "" }));
  } catch (error) {
    if (error instanceof Conflict) return [];
    throw error;
  }
}

/**
 * Stores items of a plan in one commit, and claims the messages of the first `count` of them in it: they are nobody
 * else's from the beginning, and need not be read and written again before they are sent. Throws `Conflict` when
 * anything of it was there already, or somebody else has the lease: nothing is stored then.
 */
export async function claimPlanned(
  outreach: Outreach,
  lease: TenantLease,
  items: readonly PlannedItem[],
  count: number,
): Promise<Claimed[]> {
  const now = outreach.clock();
  const changes: Change[] = [];
  const claims: { at: number; key: string; message: Message }[] = [];
  for (const [index, { changes: also, message }] of items.entries()) {
    changes.push(...also);
    if (message === undefined) continue;
    const { key, value: planned } = message;
    const isClaimed = index < count && planned.dueAt !== null && planned.dueAt <= now;
    const value = isClaimed ? claimedMessage(outreach, planned, now) : planned;
    if (isClaimed) claims.push({ at: changes.length, key, message: value });
    changes.push(creation({ key, value }));
  }
  const etags = await lease.commit(now, changes);
  return claims.map(({ at, key, message }) => ({ key, etag: etags[at] ?? "", message, takenOver: false }));
}

/** The changes of a plan's item, with its message for whoever claims it. */
export function changesOf({ changes, message }: PlannedItem): Change[] {
  return message === undefined ? [...changes] : [...changes, creation(message)];
}

function claimedMessage({ timing }: Outreach, message: Message, now: Instant): Message {
  const dueSince = firstDueAt(message, now);
  return { ...message, state: "sending", dueAt: later(now, timing.messageLeaseMs), dueSince, updatedAt: now };
}

function creation({ key, value }: PlannedMessage): Change {
  return { op: "create", kind: "message", key, value, expiresAt: forgetMessageAt(value) };
}

export function replacement(key: string, etag: string, value: Message): Change {
  return { op: "replace", kind: "message", key, etag, value, expiresAt: forgetMessageAt(value) };
}
