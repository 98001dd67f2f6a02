import { forgetMessageAt, isUnreached, revived } from "../../domain/message-outcome.ts";
import type { Message } from "../../domain/outreach.ts";
import { type Change, Conflict, queryAll, type Stored } from "../../store/store.ts";
import type { TenantContext } from "../errand.ts";

/** Lets everything that waited for a way to this person go out at the next tick, also what was given up meanwhile. */
export async function wakeMessages(context: TenantContext, personId: string): Promise<void> {
  const where = { personId, state: ["pending", "failed"] };
  for await (const stored of queryAll(context.store, context.tenantId, "message", { where })) {
    if (isUnreached(stored.value)) await revive(context, stored);
  }
}

/**
 * Returns whether the message is on its way again; not when its time is over or the dispatcher was quicker. `more`
 * belongs into the same commit.
 */
export async function revive(
  { store, tenantId, now }: TenantContext,
  { key, etag, value: message }: Stored<"message">,
  more: Change[] = [],
): Promise<boolean> {
  const value: Message | null = revived(message, now);
  if (value === null) return false;
  try {
    const expiresAt = forgetMessageAt(value);
    await store.commit(tenantId, [{ op: "replace", kind: "message", key, etag, value, expiresAt }, ...more]);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}
