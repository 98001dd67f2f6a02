import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { describeFindings } from "../../bot/cli-outreach.ts";
import { examine } from "../../bot/outreach/doctor.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { type Store, StoreUnusable } from "../../bot/store/store.ts";
import { errorFields } from "../../bot/telemetry.ts";
import { openSmall, openWithConnections } from "../support/connections.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";

const noon = Date.parse("2026-11-16T12:00:00.000Z");
let now = noon;
let fresh: FreshStore;
let small: Store;

beforeEach(async () => {
  now = noon;
  fresh = await freshSqlite();
});
afterEach(async () => {
  await small.close();
  await fresh.dispose();
});

const big = { id: "care", name: "x".repeat(8_000), parentAreaId: null };

async function fill(store: Store): Promise<unknown> {
  for (let i = 0; ; i += 1) {
    try {
      await store.commit("a", [{ op: "create", kind: "area", key: `${i}`, value: big }]);
    } catch (error) {
      return error;
    }
  }
}

describe("a store whose disk is full", () => {
  beforeEach(() => {
    small = openSmall(fresh.place, 200, () => now);
  });

  test("says so to whoever asks, goes on reading, and is ready when there is room again", async () => {
    await small.ping();
    const error = await fill(small);
    expect(error).toBeInstanceOf(StoreUnusable);
    expect(errorFields(error)).toMatchObject({ error: "StoreUnusable", code: "disk full" });
    await expect(small.ping()).rejects.toMatchObject({ trouble: "full", code: "disk full" });
    const first = await small.read("a", "area", "0");
    expect(first?.value.name).toBe(big.name);

    const said = describeFindings(
      await examine(
        small,
        "a",
        { configuration: { sentence: "-" }, credentials: null, otherClock: null },
        "2026-11-16T12:00:00.000Z",
      ),
      "da",
    );
    expect(said).toContain("✗ Disken er fuld. Det gamle kan læses, men intet nyt bliver gemt. Gør plads på den disk");

    const { items } = await small.query("a", "area");
    await small.commit(
      "a",
      items.map(({ key, etag }) => ({ op: "delete", kind: "area", key, etag }) as const),
    );
    now += 5_000;
    await small.ping();
  });

  test("finds out by itself within a minute when nobody has written", async () => {
    await small.ping();
    const other = openSmall(fresh.place, 200);
    await fill(other);
    await other.close();
    await small.ping();
    now += 60_000;
    await expect(small.ping()).rejects.toMatchObject({ trouble: "full" });
  });
});

test("a thousand questions write once", async () => {
  small = openSqlite(fresh.place, { now: () => now });
  const log = () => readFile(`${fresh.place}-wal`);
  await small.ping();
  const before = await log();
  for (let i = 0; i < 1_000; i += 1) await small.ping();
  expect((await log()).equals(before)).toBe(true);
  now += 60_000;
  await small.ping();
  expect((await log()).equals(before)).toBe(false);
});

test("what readiness writes is nobody's document and is swept away", async () => {
  small = openSqlite(fresh.place, { now: () => now });
  const size = async () => (await small.etags("-", "upkeep")).size;
  for (let i = 0; i < 30; i += 1) {
    await small.ping();
    expect(await size()).toBe(0);
    now += 60_000;
  }
  const raw = new DatabaseSync(fresh.place);
  expect(Number(raw.prepare("select count(*) as count from document_4").get()?.count)).toBeLessThan(15);
  raw.close();
});

test("a file that can be read but no longer written says so to whoever asks and writes, and is ready when it can be again", async () => {
  const { store, tell } = openWithConnections(fresh.place, { now: () => now });
  small = store;
  await small.commit("a", [{ op: "create", kind: "area", key: "0", value: big }]);
  // SQLite itself refuses to write, as on a disk that has become read-only.
  const only = (state: "on" | "off") => tell(`pragma query_only = ${state}`);
  await small.ping();
  only("on");
  const change = { op: "create", kind: "area", key: "1", value: big } as const;
  const error = await small.commit("a", [change]).catch((thrown: unknown) => thrown);
  expect(errorFields(error)).toMatchObject({ error: "StoreUnusable", code: "attempt to write a readonly database" });
  await expect(small.ping()).rejects.toMatchObject({ trouble: "readOnly" });
  expect((await small.read("a", "area", "0"))?.value.name).toBe(big.name);
  only("off");
  now += 5_000;
  await small.ping();
  await small.commit("a", [change]);
});

test.each([
  ["is deleted", () => rm(fresh.place)],
  ["is moved", () => rename(fresh.place, `${fresh.place}.old`)],
  [
    "is replaced",
    async () => {
      await rm(fresh.place);
      await writeFile(fresh.place, "");
    },
  ],
])("a file that %s under the service is not ready, and nothing is said to be kept", async (_, happen) => {
  small = openSqlite(fresh.place, { now: () => now });
  await small.ping();
  await happen();
  await expect(small.ping()).rejects.toMatchObject({ trouble: "moved" });
  const change = { op: "create", kind: "area", key: "1", value: big } as const;
  await expect(small.commit("a", [change])).rejects.toMatchObject({ trouble: "moved" });
  const said = describeFindings([{ check: "store", health: "fail", trouble: "moved" }], "da");
  expect(said).toMatch(/^✗ Databasens fil er slettet, flyttet eller byttet ud, .+ start tjenesten igen\.$/);
});
