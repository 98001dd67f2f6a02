import { forgetMessageAt, wantedAgain } from "../domain/message-outcome.ts";
import type { PlannedMessage } from "../domain/outreach.ts";
import type { Change } from "../store/store.ts";
import type { TenantContext } from "./errand.ts";

/**
 * The change that makes sure that a message is in the outbox, or null when it is there already, whatever became of it.
 * One that was cancelled because somebody else was to be asked is taken up again.
 */
export async function ensureMessage(
  { store, tenantId, now }: TenantContext,
  { key, value }: PlannedMessage,
): Promise<Change | null> {
  const known = await store.read(tenantId, "message", key);
  const expiresAt = forgetMessageAt(value);
  if (known === undefined) return { op: "create", kind: "message", key, value, expiresAt };
  const again = wantedAgain(known.value, now);
  return again === null ? null : { op: "replace", kind: "message", key, etag: known.etag, value: again, expiresAt };
}
