import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { Conflict, queryAll, type Store } from "../../bot/store/store.ts";
import { type FreshStore, freshThreaded, openThreaded } from "../support/fresh-store.ts";

let fresh: FreshStore;
let store: Store;

beforeEach(async () => {
  fresh = await freshThreaded();
  store = fresh.store;
});
afterEach(() => fresh.dispose());

const area = { id: "care", name: "Sundhed", parentAreaId: null };
const create = (key: string, value = area) => ({ op: "create", kind: "area", key, value }) as const;

async function keysIn(of: Store): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of queryAll(of, "a", "area")) keys.push(key);
  return keys.sort();
}

test("who is answered reads what was written, and so does everybody else", async () => {
  for (let i = 0; i < 50; i += 1) {
    const [etag] = await store.commit("a", [create(`${i}`)]);
    expect((await store.read("a", "area", `${i}`))?.etag).toBe(etag);
  }
  const other = await fresh.again();
  expect(await keysIn(other)).toHaveLength(50);
});

test("commits are carried out in the order they came, and one that fails leaves the others alone", async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 300 }, (_, i) => store.commit("a", [create(`${i}`), create(`${Math.floor(i / 2)}-half`)])),
  );
  for (const [i, outcome] of outcomes.entries()) expect(outcome.status).toBe(i % 2 === 0 ? "fulfilled" : "rejected");
  const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  expect(reasons.every((reason) => reason instanceof Conflict)).toBe(true);
  expect(await keysIn(store)).toHaveLength(300);
});

test("closing waits for what is under way, and refuses what comes later", async () => {
  const committed = Array.from({ length: 20 }, (_, i) => store.commit("a", [create(`${i}`)]));
  const closed = store.close();
  await expect(store.commit("a", [create("late")])).rejects.toThrow("the store is closed");
  await expect(Promise.all(committed)).resolves.toHaveLength(20);
  await closed;
  const again = openSqlite(fresh.place);
  expect(await keysIn(again)).toHaveLength(20);
  await again.close();
});

test("a full disk is told as such, and nothing is half-written", async () => {
  const small = await openThreaded(fresh.place, { maxPages: 120 });
  const outcomes = await Promise.allSettled([
    small.commit("a", [create("before")]),
    small.commit("a", [create("half"), create("huge", { ...area, name: "x".repeat(1_000_000) })]),
    small.commit("a", [create("after")]),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(outcomes[1]).toMatchObject({ reason: { trouble: "full", code: "disk full" } });
  expect(await keysIn(small)).toEqual(["after", "before"]);
  await small.close();
});

test("a store starts its thread when enough comes at once, and writes by itself until then", async () => {
  const started = Promise.withResolvers<void>();
  let isStarted = false;
  const growing = openSqlite(fresh.place, {
    threadFrom: 3,
    onThread() {
      isStarted = true;
      started.resolve();
    },
  });
  await Promise.all([growing.commit("a", [create("1")]), growing.commit("a", [create("2")])]);
  await Promise.all(["3", "4", "5"].map((key) => growing.commit("a", [create(key)])));
  expect(isStarted).toBe(false);
  await growing.commit("a", [create("6")]);
  await started.promise;
  await growing.commit("a", [create("7")]);
  expect(await keysIn(growing)).toHaveLength(7);
  await growing.close();
});
