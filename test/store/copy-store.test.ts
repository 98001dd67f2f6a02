import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { defaultSettings } from "../../bot/domain/organisation.ts";
import { copyStore } from "../../bot/store/copy-store.ts";
import type { Kind } from "../../bot/store/documents.ts";
import { type Change, queryAll, type Store } from "../../bot/store/store.ts";
import { forgetOld } from "../../bot/use-cases/operations/forget-old.ts";
import { type FreshStore, freshCosmos, freshSqlite } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";

const tenant = "11111111-1111-4111-8111-111111111111";
const other = "22222222-2222-4222-8222-222222222222";
const now = "2026-11-16T08:05:00.000Z";
/** Far enough away for the real clock that the stores expire by. */
const expiresAt = "2090-01-01T00:00:00.500Z";

const ways: [string, () => Promise<FreshStore>, () => Promise<FreshStore>][] = [
  ["SQLite to Cosmos DB", freshSqlite, freshCosmos],
  ["Cosmos DB to SQLite", freshCosmos, freshSqlite],
];

async function audits(store: Store, tenantId: string, count: number): Promise<void> {
  const create = (n: number): Change => ({
    op: "create",
    kind: "audit",
    key: `entry-${String(n).padStart(4, "0")} æ/ø`,
    value: { at: now, by: "system", did: "tested", kind: "team", key: String(n) },
    ...(n % 3 === 0 ? { expiresAt } : {}),
  });
  const changes = Array.from({ length: count }, (_, n) => create(n));
  for (let at = 0; at < count; at += store.maxChanges) {
    await store.commit(tenantId, changes.slice(at, at + store.maxChanges));
  }
}

async function everything(store: Store, tenantId: string, kind: Kind) {
  const found = [];
  for await (const { key, value, expiresAt: expires } of queryAll(store, tenantId, kind)) {
    found.push({ key, value, expires });
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}

describe.each(ways)("from %s", (_, open, openTarget) => {
  let from: FreshStore;
  let to: FreshStore;
  beforeEach(async () => {
    from = await open();
    to = await openTarget();
    await audits(from.store, tenant, 230);
    await audits(from.store, other, 3);
  });
  afterEach(async () => {
    await from.dispose();
    await to.dispose();
  });

  test("every document arrives with its content and its end, and no other tenant's", async () => {
    await fillMunicipality(from.store, tenant, now, 4);
    const report = await copyStore(from.store, to.store, tenant);
    expect(Object.values(report).every(({ isSame }) => isSame)).toBe(true);
    expect(report.person?.documents).toBeGreaterThan(10);
    expect(report.person?.written).toBe(report.person?.documents);
    for (const kind of ["audit", "person", "adoption", "settings", "rollout"] as const) {
      expect(await everything(to.store, tenant, kind)).toEqual(await everything(from.store, tenant, kind));
    }
    expect(await everything(to.store, other, "audit")).toEqual([]);
  });

  test("a copy that was cut short is finished by running it again, which writes only what is missing", async () => {
    let commits = 0;
    const failing: Store = {
      ...to.store,
      commit: (...args) => {
        commits += 1;
        return commits > 2 ? Promise.reject(new Error("the network is gone")) : to.store.commit(...args);
      },
    };
    await expect(copyStore(from.store, failing, tenant)).rejects.toThrow("the network is gone");
    const arrived = (await everything(to.store, tenant, "audit")).length;
    expect(arrived).toBeGreaterThan(0);
    expect(arrived).toBeLessThan(230);
    const { audit } = await copyStore(from.store, to.store, tenant);
    expect(audit).toMatchObject({ documents: 230, written: 230 - arrived, isSame: true });
    expect((await copyStore(from.store, to.store, tenant)).audit).toMatchObject({
      documents: 230,
      written: 0,
      isSame: true,
    });
  });

  test("what has changed in the source since is brought up to date", async () => {
    await copyStore(from.store, to.store, tenant);
    const { items } = await from.store.query(tenant, "audit", { limit: 1 });
    const { key, etag, value } = items[0]!;
    await from.store.commit(tenant, [{ op: "replace", kind: "audit", key, etag, value: { ...value, did: "changed" } }]);
    expect((await copyStore(from.store, to.store, tenant)).audit).toMatchObject({
      documents: 230,
      written: 1,
      isSame: true,
    });
    expect(await everything(to.store, tenant, "audit")).toEqual(await everything(from.store, tenant, "audit"));
  });

  test("a document that only the target has is not hidden", async () => {
    await copyStore(from.store, to.store, tenant);
    const value = { id: "t", name: "Glemt", areaId: "a" };
    await to.store.commit(tenant, [{ op: "create", kind: "team", key: "t", value }]);
    expect((await copyStore(from.store, to.store, tenant)).team).toMatchObject({
      documents: 0,
      written: 0,
      isSame: false,
    });
  });

  test("a text that is past its time is forgotten in the target too, whatever had been forgotten there before", async () => {
    await forgetOld(to.store, tenant, defaultSettings, now);
    const fresh = newBarrier("b", { teamId: "t", solutionId: "s", week: null }, "p", "2025-01-06T08:00:00.000Z");
    const closedAt = "2025-02-03T08:00:00.000Z";
    const value = { ...fresh, status: "confirmed" as const, consequence: "Det tager tid", closedAt };
    await from.store.commit(tenant, [{ op: "create", kind: "barrier", key: "b", value }]);
    const report = await copyStore(from.store, to.store, tenant);
    expect(Object.values(report).every(({ isSame }) => isSame)).toBe(true);
    expect(await forgetOld(to.store, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 1 });
    expect((await to.store.read(tenant, "barrier", "b"))?.value.consequence).toBeNull();
  });
});
