import { CosmosClient } from "@azure/cosmos";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openCosmos } from "../../bot/store/cosmos/cosmos.ts";
import { type Change, Conflict, type Store, StoreUnusable } from "../../bot/store/store.ts";
import { errorFields } from "../../bot/telemetry.ts";
import { cosmosServer } from "../support/cosmos-server.ts";
import { type FaultyProxy, faultyProxy, type Passing, type ProxyFault } from "../support/faulty-proxy.ts";
import { type FreshStore, freshCosmos } from "../support/fresh-store.ts";

const key = "bm90IGEgc2VjcmV0";
const area = (name: string) => ({ id: "care", name, parentAreaId: null });
const create = (of: string, name = "one") => ({ op: "create", kind: "area", key: of, value: area(name) }) as const;

let fresh: FreshStore;
let proxy: FaultyProxy;
let store: Store;
beforeEach(async () => {
  fresh = await freshCosmos();
  proxy = await faultyProxy(await cosmosServer());
  store = await openCosmos({ endpoint: proxy.url, key, database: fresh.place, patienceMs: 1_500 });
});
afterEach(async () => {
  await store.close();
  await proxy.close();
  await fresh.dispose();
});

const isItem = ({ path }: Passing) => path.includes("/docs");
const isWrite = (passing: Passing) => isItem(passing) && passing.method !== "GET" && !passing.isQuery;

/** Spoils the first so many requests that fit, and returns how often it was asked. */
function spoil(times: number, fits: (passing: Passing) => boolean, fault: (passing: Passing) => ProxyFault) {
  const counted = { spoilt: 0, passed: 0 };
  proxy.fault = (passing) => {
    if (!fits(passing)) return undefined;
    if (counted.spoilt === times) {
      counted.passed += 1;
      return undefined;
    }
    counted.spoilt += 1;
    return fault(passing);
  };
  return counted;
}

/** A batch of which one operation fails, as the account says it. */
function inBatch(statusCode: number): (passing: Passing) => ProxyFault {
  return ({ operations }) => ({
    status: 207,
    body: Array.from({ length: operations }, (_, i) => ({ statusCode: i === 1 ? statusCode : 424, requestCharge: 0 })),
  });
}

async function names(): Promise<string[]> {
  return (await fresh.store.query("a", "area")).items.map(({ value }) => value.name);
}

const passing = [408, 410, 429, 449, 500, 502, 503, 504];

describe("what passes by itself is tried again, and kept once", () => {
  test.each(passing)("%i of a single write, of a batch, of a read and of a query", async (status) => {
    const headers = status === 429 ? { "x-ms-retry-after-ms": "20" } : undefined;
    const fault = () => ({ status, headers });
    const counted = spoil(2, isItem, fault);
    await store.commit("a", [create("1")]);
    expect(counted).toEqual({ spoilt: 2, passed: 1 });
    spoil(2, isItem, fault);
    await store.commit("a", [create("2"), create("3")]);
    spoil(2, isItem, fault);
    expect((await store.read("a", "area", "2"))?.value.name).toBe("one");
    spoil(2, isItem, fault);
    expect((await store.query("a", "area")).items).toHaveLength(3);
    expect(await names()).toHaveLength(3);
  });

  test.each(passing)("%i inside a batch", async (status) => {
    const counted = spoil(2, ({ isBatch }) => isBatch, inBatch(status));
    const etags = await store.commit("a", [create("1"), create("2"), create("3")]);
    expect(counted).toEqual({ spoilt: 2, passed: 1 });
    expect(etags).toEqual((await fresh.store.query("a", "area")).items.map(({ etag }) => etag));
  });

  test.each([409, 404, 412])("%i inside a batch is somebody else's write, at once", async (status) => {
    const counted = spoil(1, ({ isBatch }) => isBatch, inBatch(status));
    await expect(store.commit("a", [create("1"), create("2")])).rejects.toThrow(Conflict);
    expect(counted).toEqual({ spoilt: 1, passed: 0 });
  });
});

describe("a connection that is cut", () => {
  const cuts = ["cutBefore", "cutAfter"] as const;

  test.each(cuts)("%s a create, a replace or a delete is nobody's loss", async (cut) => {
    spoil(1, isWrite, () => cut);
    const [etag = ""] = await store.commit("a", [create("1")]);
    expect((await fresh.store.read("a", "area", "1"))?.etag).toBe(etag);
    spoil(1, isWrite, () => cut);
    const [newer = ""] = await store.commit("a", [{ ...create("1", "two"), op: "replace", etag }]);
    expect(await fresh.store.read("a", "area", "1")).toMatchObject({ etag: newer, value: { name: "two" } });
    spoil(1, isWrite, () => cut);
    expect(await store.commit("a", [{ op: "delete", kind: "area", key: "1", etag: newer }])).toEqual([""]);
    expect(await names()).toEqual([]);
  });

  test.each(cuts)("%s a batch is nobody's loss", async (cut) => {
    const [first = "", second = ""] = await store.commit("a", [create("1"), create("2")]);
    const counted = spoil(
      1,
      ({ isBatch }) => isBatch,
      () => cut,
    );
    const changes: Change[] = [
      { ...create("1", "two"), op: "replace", etag: first },
      { op: "delete", kind: "area", key: "2", etag: second },
      create("3", "three"),
    ];
    const etags = await store.commit("a", changes);
    expect(counted).toEqual({ spoilt: 1, passed: 1 });
    const { items } = await fresh.store.query("a", "area");
    expect(items.map(({ key: of, value }) => [of, value.name])).toEqual([
      ["1", "two"],
      ["3", "three"],
    ]);
    expect(etags).toEqual([items[0]?.etag, "", items[1]?.etag]);
  });

  test("before somebody else wrote the same is a conflict, as it ever was", async () => {
    await fresh.store.commit("a", [create("1")]);
    spoil(1, isWrite, () => "cutBefore");
    await expect(store.commit("a", [create("1")])).rejects.toThrow(Conflict);
    spoil(
      1,
      ({ isBatch }) => isBatch,
      () => "cutBefore",
    );
    await expect(store.commit("a", [create("1"), create("2")])).rejects.toThrow(Conflict);
  });

  test("and what was kept was written over meanwhile: kept all the same, under an etag that nothing has", async () => {
    const [etag = ""] = await store.commit("a", [create("1")]);
    const counted = { writes: 0 };
    proxy.fault = async (what) => {
      if (!isWrite(what)) return undefined;
      counted.writes += 1;
      if (counted.writes === 1) return "cutAfter";
      const kept = await fresh.store.read("a", "area", "1");
      const change = { ...create("1", "three"), op: "replace", etag: kept?.etag ?? "" } as const;
      await fresh.store.commit("a", [change]);
      return undefined;
    };
    const [second, overwritten = ""] = await store.commit("a", [
      create("2"),
      { ...create("1", "two"), op: "replace", etag },
    ]);
    expect(counted.writes).toBe(2);
    expect((await fresh.store.read("a", "area", "2"))?.etag).toBe(second);
    expect(await names()).toEqual(["three", "one"]);
    proxy.fault = () => undefined;
    const later = { ...create("1", "four"), op: "replace", etag: overwritten } as const;
    await expect(store.commit("a", [later])).rejects.toThrow(Conflict);
    await expect(store.commit("a", [later, create("4")])).rejects.toThrow(Conflict);
  });

  test("while reading is tried again", async () => {
    await store.commit("a", [create("1"), create("2")]);
    for (const cut of cuts) {
      spoil(2, isItem, () => cut);
      expect(await store.read("a", "area", "1")).toBeDefined();
      spoil(2, isItem, () => cut);
      expect((await store.readMany("a", [create("1"), create("2")])).map((found) => found?.key)).toEqual(["1", "2"]);
    }
  });
});

describe("what does not pass within the time ends in an error whose cause can be read", () => {
  const reasonOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  test.each([
    ["429 in batch", () => ({ ...(inBatch(429)({ operations: 2 } as Passing) as object) }) as ProxyFault, "throttled"],
    ["503", () => ({ status: 503 }) as const, "silent"],
    ["503", () => ({ status: 503, body: "<html>" }) as const, "silent"],
    ["403", () => ({ status: 403 }) as const, "refused"],
    ["403/1014", () => ({ status: 403, headers: { "x-ms-substatus": "1014" } }) as const, "refused"],
    ["413", () => ({ status: 413 }) as const, "silent"],
    ["ECONNRESET", () => "cutBefore" as const, "silent"],
  ])("%s", async (cause, fault, trouble) => {
    spoil(Number.POSITIVE_INFINITY, ({ isBatch }) => isBatch, fault);
    const error = await reasonOf(store.commit("a", [create("1"), create("2")]));
    expect(error).toBeInstanceOf(StoreUnusable);
    expect(error).toMatchObject({ trouble, message: `Cosmos DB: commit failed (${cause})` });
    expect(errorFields(error)).toMatchObject({ error: "StoreUnusable", code: cause });
  });
});

describe("a container that is gone", () => {
  const missing = { status: 404, headers: { "x-ms-substatus": "1003" } } as const;

  test("is no missing document to a read, and nobody else's write to a commit", async () => {
    await store.commit("a", [create("1")]);
    spoil(Number.POSITIVE_INFINITY, isItem, () => missing);
    const said = { trouble: "missing", code: "404/1003" };
    await expect(store.read("a", "area", "1")).rejects.toMatchObject(said);
    await expect(store.readMany("a", [create("1"), create("2")])).rejects.toMatchObject(said);
    await expect(store.query("a", "area")).rejects.toMatchObject(said);
    await expect(store.commit("a", [create("2")])).rejects.toMatchObject(said);
    await expect(store.commit("a", [create("2"), create("3")])).rejects.toMatchObject(said);
    await expect(store.commit("a", [{ ...create("1"), op: "replace", etag: '"x"' }])).rejects.toMatchObject(said);
  });

  test("is not ready", async () => {
    await store.ping();
    const client = new CosmosClient({
      endpoint: await cosmosServer(),
      key,
      connectionPolicy: { enableEndpointDiscovery: false },
    });
    await client.database(fresh.place).container("ombord").delete();
    await expect(store.ping()).rejects.toMatchObject({ trouble: "missing", code: "404" });
    await expect(store.commit("a", [create("1"), create("2")])).rejects.toMatchObject({ trouble: "missing" });
    client.dispose();
  });
});
