import { randomBytes } from "node:crypto";
import { keys } from "../store/documents.ts";
import type { Store } from "../store/store.ts";
import { untilNoConflict } from "./commit.ts";
import { madeOnce } from "./made-once.ts";

const remembered = madeOnce((_store: Store) => new Map<string, Buffer>());

/**
 * The municipality's own 32 random bytes, the same in every process; made when they are first needed. They never change, so that a
 * process reads them once.
 */
export async function sealSecret(store: Store, tenantId: string): Promise<Buffer> {
  const known = remembered(store).get(tenantId) ?? (await storedSecret(store, tenantId));
  remembered(store).set(tenantId, known);
  return known;
}

function storedSecret(store: Store, tenantId: string): Promise<Buffer> {
  return untilNoConflict(async () => {
    const stored = await store.read(tenantId, "seal", keys.seal);
    if (stored !== undefined) return Buffer.from(stored.value.secret, "base64url");
    const secret = randomBytes(32);
    const value = { secret: secret.toString("base64url") };
    await store.commit(tenantId, [{ op: "create", kind: "seal", key: keys.seal, value }]);
    return secret;
  });
}
