import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openCosmos } from "../../bot/store/cosmos/cosmos.ts";
import { cosmosIndexingPolicy } from "../../bot/store/cosmos/sql.ts";
import { indexedFields, kinds } from "../../bot/store/documents.ts";
import { openStore } from "../../bot/store/open-store.ts";
import { Conflict, type Store, StoreUnusable } from "../../bot/store/store.ts";
import { cosmosServer } from "../support/cosmos-server.ts";
import { type FreshStore, freshCosmos } from "../support/fresh-store.ts";
import { type Gap, storeContract } from "./contract.ts";

/** Of the server inside this process. Where COSMOS_ENDPOINT names an account or the official emulator, none are allowed. */
const gaps: Gap[] =
  process.env.COSMOS_ENDPOINT === undefined
    ? ["a failed batch keeps its first changes", "queries drop a key named __proto__"]
    : [];

describe("the store on Cosmos DB", () => storeContract(freshCosmos, gaps));

const key = "bm90IGEgc2VjcmV0";
const mark = "a sentence that nobody else may read";
const area = { id: "care", name: mark, parentAreaId: null };

test("the index policy holds every indexed field, each with the order and its tie-break, and nothing else", () => {
  const policy = cosmosIndexingPolicy();
  const fields = [...new Set(kinds.flatMap((kind) => [...indexedFields[kind]]))].map((field) => `/value/${field}`);
  const included = policy.includedPaths.map(({ path }) => path.replace("/?", "")).sort();
  expect(included).toEqual(["/key", "/kind", "/tenantId", "/words/[]", ...fields].sort());
  expect(policy.excludedPaths).toEqual([{ path: "/*" }]);
  const orders = policy.compositeIndexes.map((index) => index.map(({ path }) => path).join(" "));
  expect(orders.sort()).toEqual(["/kind /key", ...fields.map((field) => `/kind ${field} /key`)].sort());
});

describe("on the server inside this process", () => {
  let endpoint: string;
  let fresh: FreshStore;
  let store: Store;
  beforeEach(async () => {
    endpoint = await cosmosServer();
    fresh = await freshCosmos();
    store = fresh.store;
  });
  afterEach(() => fresh.dispose());

  test("an account with a key gets its database and container, and may have them already", async () => {
    const database = `new-${crypto.randomUUID()}`;
    for (const expected of [undefined, mark]) {
      const opened = await openStore(`cosmos:${endpoint}`, { key, database });
      expect((await opened.read("a", "area", "care"))?.value.name).toBe(expected);
      if (expected === undefined) await opened.commit("a", [{ op: "create", kind: "area", key: "care", value: area }]);
      expect((await opened.query("a", "area")).items).toHaveLength(1);
      await opened.close();
    }
  });

  test("an account that does not answer is refused in one sentence", async () => {
    const opening = openCosmos({ endpoint: "http://127.0.0.1:9/", key, database: "ombord" });
    await expect(opening).rejects.toThrow(StoreUnusable);
    await expect(opening).rejects.toThrow(/http:\/\/127.0.0.1:9\/ does not answer \(ECONNREFUSED\): check STORE/);
  });

  test("a conditional delete among other changes deletes nothing that somebody has changed", async () => {
    const change = { kind: "area", key: "care", value: area } as const;
    const [etag = ""] = await store.commit("a", [{ op: "create", ...change }]);
    const [newer = ""] = await store.commit("a", [{ op: "replace", etag, ...change }]);
    const other = { op: "create", kind: "area", key: "other", value: area } as const;
    await expect(store.commit("a", [{ op: "delete", kind: "area", key: "care", etag }, other])).rejects.toThrow(
      Conflict,
    );
    expect((await store.read("a", "area", "care"))?.etag).toBe(newer);
    await store.commit("a", [{ op: "delete", kind: "area", key: "care", etag: newer }, other]);
    expect((await store.query("a", "area")).items.map((document) => document.key)).toEqual(["other"]);
  });
});

test("what the server quotes in an error goes no further", async () => {
  const quoted: string[] = [];
  const server = createServer(async (request, response) => {
    const sent = await text(request);
    if (request.method === "POST") quoted.push(sent);
    const status = request.method === "POST" ? 400 : request.url?.includes("/docs/") ? 404 : 200;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ id: "ombord", partitionKey: { paths: ["/tenantId"] }, message: `cannot take ${sent}` }),
    );
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const store = await openCosmos({ endpoint, key, database: "ombord" });
  const create = (of: string) => ({ op: "create", kind: "area", key: of, value: area }) as const;
  for (const changes of [[create("1")], [create("1"), create("2")]]) {
    const error: unknown = await store.commit("a", changes).catch((reason: unknown) => reason);
    expect(quoted.pop()).toContain(mark);
    expect(String(error)).toMatch(/^StoreUnusable: Cosmos DB: commit failed \(\w+\)$/);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(mark);
  }
  await store.close();
  server.closeAllConnections();
  server.close();
});
