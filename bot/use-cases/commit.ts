import { randomFillSync } from "node:crypto";
import { v7 as uuid } from "uuid";
import { forgetMessageAt } from "../domain/message-outcome.ts";
import type { Instant } from "../domain/organisation.ts";
import type { PlannedMessage } from "../domain/outreach.ts";
import { OmbordError } from "../errors.ts";
import type { Kind } from "../store/documents.ts";
import { type Change, Conflict } from "../store/store.ts";
import type { Actor } from "./actor.ts";

const attempts = 6;

/**
 * Loads, decides and commits; when somebody else wrote in between, it all happens again from the load.
 * Throws `OmbordError('conflict')` when that never ends.
 */
export async function untilNoConflict<T>(loadDecideCommit: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await loadDecideCommit();
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      if (attempt === attempts) throw new OmbordError("conflict");
    }
  }
}

/** The audit entry that goes into the same commit as what it tells of. */
export function audit({ actor, now }: Doer, did: string, kind: Kind, key: string): Change {
  return { op: "create", kind: "audit", key: auditKey(), value: { at: now, by: actor.personId, did, kind, key } };
}

interface Doer {
  actor: Pick<Actor, "personId">;
  now: Instant;
}

/** Who does what nobody has asked for, such as the clock. */
export const system = { personId: "system" };

const idBytes = 16;
const random = new Uint8Array(idBytes * 256);
let used = random.length;

/** Ordered by time, and within a millisecond in no order. Random bytes are fetched for many keys at once: each fetch is dear. */
function auditKey(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += idBytes;
  return uuid({ random: random.subarray(used - idBytes, used) });
}

/** The outbox message that goes into the same commit as what it tells of. */
export function enqueue({ key, value }: PlannedMessage): Change {
  return { op: "create", kind: "message", key, value, expiresAt: forgetMessageAt(value) };
}
