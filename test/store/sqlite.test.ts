import { readFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { indexedFields, type Kind, kinds, searchedValues } from "../../bot/store/documents.ts";
import { planQuery } from "../../bot/store/query-plan.ts";
import { table } from "../../bot/store/sqlite/schema.ts";
import { querySql } from "../../bot/store/sqlite/sql.ts";
import { Conflict, type Query, queryAll, type Store } from "../../bot/store/store.ts";
import { openSmall } from "../support/connections.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { storeContract } from "./contract.ts";

describe("the store in a SQLite file", () => storeContract(freshSqlite));

const noon = Date.parse("2026-11-16T12:00:00.000Z");
let now = noon;
let fresh: FreshStore;
let store: Store;
let raw: DatabaseSync;

beforeEach(async () => {
  now = noon;
  fresh = await freshSqlite({ now: () => now });
  store = fresh.store;
  raw = new DatabaseSync(fresh.place);
});
afterEach(async () => {
  raw.close();
  await fresh.dispose();
});

const area = { id: "care", name: "Sundhed", parentAreaId: null };
const create = (key: string, value = area) => ({ op: "create", kind: "area", key, value }) as const;

describe("commits of one turn", () => {
  test("share one transaction, in which one that fails leaves the others alone", async () => {
    await store.commit("a", [create("taken")]);
    const before = await transactionsInLog();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 64 }, (_, i) =>
        store.commit("a", [create(`${i}`), create(i % 8 === 0 ? "taken" : `twin-${i}`)]),
      ),
    );
    expect((await transactionsInLog()) - before).toBe(1);
    const failed = outcomes.flatMap((outcome, i) => (outcome.status === "rejected" ? [[i, outcome.reason]] : []));
    expect(failed).toEqual([0, 8, 16, 24, 32, 40, 48, 56].map((i) => [i, expect.any(Conflict)]));
    expect((await store.query("a", "area", { limit: 1000 })).items).toHaveLength(1 + 56 * 2);
  });

  test("see each other in the order they came", async () => {
    const outcomes = await Promise.allSettled([store.commit("a", [create("x")]), store.commit("a", [create("x")])]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  test("are written before the store closes, and refused afterwards", async () => {
    const committed = store.commit("a", [create("x")]);
    await store.close();
    await expect(committed).resolves.toHaveLength(1);
    await expect(store.commit("a", [create("y")])).rejects.toThrow("the store is closed");
    await expect(store.read("a", "area", "x")).rejects.toThrow("the store is closed");
    await expect(store.ping()).rejects.toThrow("the store is closed");
    await store.close();
  });

  /** The frames of the write-ahead log that end a transaction: those that give the size of the database. */
  async function transactionsInLog(): Promise<number> {
    const log = await readFile(`${fresh.place}-wal`);
    const frameBytes = 24 + log.readUInt32BE(8);
    let count = 0;
    for (let at = 32; at + frameBytes <= log.length; at += frameBytes) if (log.readUInt32BE(at + 4) > 0) count += 1;
    return count;
  }
});

describe("a query", () => {
  for (const kind of kinds) {
    test(`of ${kind} searches an index and never walks the table`, () => {
      for (const { query, index } of plannedQueries(kind)) {
        const plan = planQuery(kind, query);
        const { text, parameters } = querySql(plan!, "a", noon);
        const steps = raw
          .prepare(`explain query plan ${text}`)
          .all(...parameters)
          .map(({ detail }) => String(detail));
        expect(steps.filter((step) => step.includes("document"))).toEqual([
          expect.stringMatching(new RegExp(`^SEARCH ${table} USING INDEX ${index} \\(tenant_id=\\?`)),
        ]);
      }
    });
  }

  test("pages through an order by seeking, not by skipping what came before", () => {
    const page = Buffer.from(JSON.stringify(["updatedAt", "2026", "k"])).toString("base64url");
    for (const [descending, seek] of [
      [false, "field_updatedAt>?"],
      [true, "field_updatedAt>? AND field_updatedAt<?"],
    ] as const) {
      const plan = planQuery("barrier", { order: { field: "updatedAt", descending }, page });
      const { text, parameters } = querySql(plan!, "a", noon);
      const steps = raw
        .prepare(`explain query plan ${text}`)
        .all(...parameters)
        .map(({ detail }) => detail);
      expect(steps).toEqual([`SEARCH ${table} USING INDEX by_barrier_updatedAt (tenant_id=? AND ${seek})`]);
    }
  });

  function plannedQueries(kind: Kind): { query: Query<Kind>; index: string }[] {
    const byKey = `sqlite_autoindex_${table}_1`;
    const page = (field: string | null) => Buffer.from(JSON.stringify([field, "a", "k"])).toString("base64url");
    const shapes = indexedFields[kind].flatMap((field) => {
      const searched: Readonly<Record<string, readonly string[]>> = searchedValues[kind] ?? {};
      const index = `by_${kind}_${field}`;
      if (searched[field] !== undefined)
        return [{ query: { where: { [field]: searched[field] } } as Query<Kind>, index }];
      const queries = [
        { where: { [field]: "a" } },
        { where: { [field]: ["a", "b"] } },
        { range: { field, from: "a", before: "b" } },
        { range: { field } },
        { order: { field, descending: true }, page: page(field) },
        { order: { field } },
      ];
      return queries.map((query) => ({ query: query as Query<Kind>, index }));
    });
    return [{ query: {}, index: byKey }, { query: { page: page(null) }, index: byKey }, ...shapes];
  }
});

describe("what has expired", () => {
  test("leaves the file, a bounded number at a time, whosever it is", async () => {
    const expiresAt = new Date(noon + 1000).toISOString();
    await store.commit(
      "a",
      Array.from({ length: 700 }, (_, i) => ({ ...create(`brief-${i}`), expiresAt })),
    );
    await store.commit("b", [{ ...create("brief"), expiresAt }, create("lasting")]);
    now = noon + 3_600_000;
    const left: unknown[] = [];
    for (const key of ["1", "2", "3"]) {
      await store.commit("c", [create(key)]);
      left.push(raw.prepare(`select count(*) as n from ${table} where tenant_id <> 'c'`).get()?.n);
    }
    expect(left).toEqual([202, 1, 1]);
    expect(await store.read("b", "area", "lasting")).toBeDefined();
  });

  test("cannot be replaced or deleted", async () => {
    const [etag = ""] = await store.commit("a", [
      { ...create("brief"), expiresAt: new Date(noon + 1000).toISOString() },
    ]);
    now = noon + 1000;
    await expect(store.commit("a", [{ ...create("brief"), op: "replace", etag }])).rejects.toThrow(Conflict);
    await expect(store.commit("a", [{ op: "delete", kind: "area", key: "brief", etag }])).rejects.toThrow(Conflict);
  });
});

describe("a full disk", () => {
  test("leaves nothing half-written, and the store goes on by itself once there is room", async () => {
    const small = openSmall(fresh.place, 120);
    const large = { ...area, name: "x".repeat(20_000) };
    const written: { key: string; etag: string }[] = [];
    const fill = async () => {
      for (let i = written.length; i < 1000; i += 1) {
        const [etag = ""] = await small.commit("a", [create(`${i}`, large), create(`${i}-twin`)]);
        written.push({ key: `${i}`, etag });
      }
    };
    await expect(fill()).rejects.toMatchObject({ trouble: "full" });
    await expect(
      Promise.allSettled([small.commit("a", [create("p", large)]), small.commit("a", [create("q", large)])]),
    ).resolves.toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
    expect(await allKeys(small)).toEqual(written.flatMap(({ key }) => [key, `${key}-twin`]).sort());
    const [first, ...others] = written;
    await small.commit("a", [{ op: "delete", kind: "area", key: first!.key, etag: first!.etag }]);
    await expect(small.commit("a", [create("new", { ...area, name: "x".repeat(15_000) })])).resolves.toHaveLength(1);
    expect(await allKeys(small)).toEqual(
      [`${first!.key}-twin`, ...others.flatMap(({ key }) => [key, `${key}-twin`]), "new"].sort(),
    );
    await small.close();
    expect(raw.prepare("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
  });

  test("refuses what does not fit, and not what came in the same turn", async () => {
    const small = openSmall(fresh.place, 120);
    const outcomes = await Promise.allSettled([
      small.commit("a", [create("before")]),
      small.commit("a", [create("half"), create("huge", { ...area, name: "x".repeat(1_000_000) })]),
      small.commit("a", [create("after")]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await allKeys(small)).toEqual(["after", "before"]);
    await small.close();
  });

  async function allKeys(of: Store): Promise<string[]> {
    const keys: string[] = [];
    for await (const { key } of queryAll(of, "a", "area")) keys.push(key);
    return keys.sort();
  }
});
