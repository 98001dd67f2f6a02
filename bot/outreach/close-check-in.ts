import { recordCheckIn } from "../domain/check-in.ts";
import type { Instant } from "../domain/organisation.ts";
import { cardUpdate, forgetMessageAt } from "../domain/outreach.ts";
import type { Change, Store } from "../store/store.ts";
import { untilNoConflict } from "../use-cases/commit.ts";

/**
 * Closes a week that nobody answered: the check-in becomes missed, in the team's history too, and the cards that still
 * ask are brought up to date. Returns whether it was still open; an answer that comes in between wins.
 */
export async function closeCheckIn(store: Store, tenantId: string, key: string, now: Instant): Promise<boolean> {
  return untilNoConflict(async () => {
    const stored = await store.read(tenantId, "checkIn", key);
    if (stored === undefined || stored.value.state !== "open") return false;
    const adoption = await store.read(tenantId, "adoption", stored.value.teamId);
    const checkIn = { ...stored.value, state: "missed" as const };
    const changes: Change[] = [{ op: "replace", kind: "checkIn", key, etag: stored.etag, value: checkIn }];
    if (adoption !== undefined) {
      const value = recordCheckIn(adoption.value, checkIn);
      changes.push({ op: "replace", kind: "adoption", key: adoption.key, etag: adoption.etag, value });
    }
    for (const card of checkIn.cards) {
      const update = cardUpdate(checkIn, card, now, stored.etag);
      changes.push({ op: "create", kind: "message", ...update, expiresAt: forgetMessageAt(update.value) });
    }
    await store.commit(tenantId, changes);
    return true;
  });
}
