import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { type Change, queryAll, type Store } from "../../bot/store/store.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { seeded } from "../support/seeded.ts";

// What is deleted or replaced is in no byte of the file and its log once the store has been asked to scrub, whatever SQLite did with it before.

const isLong = process.env.LONG === "1";
const trials = isLong ? 400 : 8;
const kills = isLong ? 25 : 3;
const tenant = "t";
let fresh: FreshStore;
let raw: DatabaseSync;

beforeEach(async () => {
  fresh = await freshSqlite();
  raw = new DatabaseSync(fresh.place);
});
afterEach(async () => {
  raw.close();
  await fresh.dispose();
});

/** Words that are searched by are folded to small letters. */
async function isOnDisk(said = "marked"): Promise<boolean> {
  const parts = await Promise.all(["", "-wal"].map((end) => readFile(fresh.place + end).catch(() => Buffer.alloc(0))));
  return Buffer.concat(parts).toString("latin1").toLowerCase().includes(said);
}

const isSound = () => raw.prepare("pragma integrity_check").get()?.integrity_check === "ok";

const contents = async (store: Store) => [
  ...(await Array.fromAsync(queryAll(store, tenant, "area"))),
  ...(await Array.fromAsync(queryAll(store, tenant, "barrier"))),
];

type Known = Map<string, { etag: string; isMarked: boolean }>;

/** Documents of every length, some longer than a page, of a kind that is searched by its words and of one that is not. */
class Life {
  readonly known: Known = new Map();
  readonly #random: () => number;
  readonly #stores: Store[];
  constructor(seed: number, stores: Store[]) {
    this.#random = seeded(seed);
    this.#stores = stores;
  }

  below(most: number): number {
    return Math.floor(this.#random() * most);
  }

  #change(key: string, word: string): Change {
    const text = `${word} ${"abcdefghij ".repeat(this.below(this.below(20) === 0 ? 700 : 130))}${word}`;
    const kind = key.length % 2 === 0 ? "area" : "barrier";
    const barrier = newBarrier(key, { teamId: "nord", solutionId: word, week: null }, "p", "2026-11-16T08:00:00.000Z");
    const value = kind === "area" ? { id: key, name: text, parentAreaId: null } : { ...barrier, consequence: text };
    const etag = this.known.get(key)?.etag;
    return { ...(etag === undefined ? { op: "create" } : { op: "replace", etag }), kind, key, value } as Change;
  }

  async write(keys: readonly string[], word: string): Promise<void> {
    const store = this.#stores[this.below(this.#stores.length)] as Store;
    const etags = await store.commit(
      tenant,
      keys.map((key) => this.#change(key, word)),
    );
    for (const [n, key] of keys.entries())
      this.known.set(key, { etag: etags[n] ?? "", isMarked: word.includes("MARKED") });
  }

  async remove(keys: readonly string[]): Promise<void> {
    const store = this.#stores[this.below(this.#stores.length)] as Store;
    const kindOf = (key: string) => (key.length % 2 === 0 ? "area" : "barrier");
    const changes = keys.map((key) => ({ op: "delete", kind: kindOf(key), key, etag: this.known.get(key)?.etag }));
    await store.commit(tenant, changes as Change[]);
    for (const key of keys) this.known.delete(key);
  }

  some(most: number): string[] {
    const key = () => `${this.below(120)}${this.below(6) === 0 ? "-MARKED" : ""}`;
    return [...new Set(Array.from({ length: 1 + this.below(most) }, key))];
  }

  marked(): string[] {
    return [...this.known].filter(([key, { isMarked }]) => isMarked || key.includes("MARKED")).map(([key]) => key);
  }

  async someTime(): Promise<void> {
    for (let round = 4 + this.below(12); round > 0; round -= 1) {
      const keys = this.some(40);
      if (this.below(4) === 0) await this.remove(keys.filter((key) => this.known.has(key)));
      else await this.write(keys, this.below(3) === 0 ? "MARKED" : "plain");
    }
    const marked = this.marked();
    const isGone = (key: string) => key.includes("MARKED") || Number(key) % 5 === 0;
    await this.remove(marked.filter(isGone));
    await this.write(
      marked.filter((key) => !isGone(key)),
      "plain",
    );
  }
}

test(`${trials} lives of a file, of two connections: nothing of what is gone is left, and all else is as it was`, async () => {
  const stores = [fresh.store, await fresh.again()];
  let left = 0;
  for (let seed = 1; seed <= trials; seed += 1) {
    const life = new Life(seed, stores);
    for (const { kind, key, etag } of await contents(fresh.store))
      if (life.below(3) === 0) await fresh.store.commit(tenant, [{ op: "delete", kind, key, etag } as Change]);
      else life.known.set(key, { etag, isMarked: false });
    await life.someTime();
    raw.exec("pragma wal_checkpoint(truncate)");
    if (await isOnDisk()) left += 1;
    const before = await contents(fresh.store);
    await Promise.all([fresh.store.scrub(), stores[life.below(2)]?.scrub()]);
    expect({ seed, isThere: await isOnDisk() }).toEqual({ seed, isThere: false });
    expect(await contents(fresh.store)).toEqual(before);
    // Connections that were open go on, with pages that they had read before, and put nothing back.
    await life.write(
      life.some(60).filter((key) => !key.includes("MARKED")),
      "plain",
    );
    raw.exec("pragma wal_checkpoint(truncate)");
    expect({ seed, isThere: await isOnDisk() }).toEqual({ seed, isThere: false });
  }
  expect(isSound()).toBe(true);
  // Else nothing was tried.
  expect(left).toBeGreaterThan(0);
}, 900_000);

test("who writes meanwhile waits and loses nothing, and scrubs that are asked for together share one", async () => {
  const other = await fresh.again();
  const area = (id: string) =>
    ({ op: "create", kind: "area", key: id, value: { id, name: "x", parentAreaId: null } }) as const;
  const busy = Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? other : fresh.store).commit(tenant, [area(`${n}`)]));
  await Promise.all([...busy, ...Array.from({ length: 20 }, () => fresh.store.scrub()), other.scrub()]);
  expect(await contents(fresh.store)).toHaveLength(60);
  expect(isSound()).toBe(true);
});

test("who reads for long is waited for, and a store that closes does not wait", async () => {
  const life = new Life(1, [fresh.store]);
  await life.write(["1"], "MARKED");
  raw.exec("begin");
  raw.prepare("select count(*) from document_4").get();
  await life.remove(["1"]);
  let isDone = false;
  const scrubbed = fresh.store.scrub().then(() => (isDone = true));
  await wait(250);
  expect(isDone).toBe(false);
  await life.write(["2"], "plain");
  raw.exec("commit");
  await scrubbed;
  expect(await isOnDisk()).toBe(false);
  raw.exec("begin");
  raw.prepare("select count(*) from document_4").get();
  await life.write(["2"], "other");
  const closing = fresh.store.scrub();
  await fresh.store.close();
  await closing;
  raw.exec("commit");
});

test("a file that is older than the overwriting of what is deleted is rewritten once", async () => {
  await new Life(1, [fresh.store]).write(["1"], "plain");
  raw.exec("pragma application_id = 0; pragma secure_delete = off");
  raw.exec("insert into word values ('a', 'area', 'LEFTBEHIND', '1'); delete from word where word = 'LEFTBEHIND'");
  raw.exec("pragma wal_checkpoint(truncate)");
  expect(await isOnDisk("leftbehind")).toBe(true);
  await fresh.store.scrub();
  expect(await isOnDisk("leftbehind")).toBe(false);
  expect(raw.prepare("pragma application_id").get()?.application_id).toBe(0x4f6d626f);
});

test(`a process that is killed while it cleans, ${kills} times: the file is sound, and holds all that was written`, async () => {
  await fresh.store.close();
  const random = seeded(7);
  let written = 0;
  for (let n = 0; n < kills; n += 1) {
    const child = spawn(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        fileURLToPath(new URL("scrubbing.child.ts", import.meta.url)),
        fresh.place,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await once(child.stdout, "data");
    await wait(random() * 400);
    child.kill("SIGKILL");
    await once(child, "close");
    const keys = said.split("\n").slice(0, -1);
    written += keys.length;
    const store = openSqlite(fresh.place);
    const found = await contents(store);
    const names = new Map(found.map(({ key, value }) => [key, JSON.stringify(value)]));
    for (const key of keys) expect(names.get(key)).toContain("kept");
    // What it was killed in the middle of.
    const half = found.filter(({ key }) => names.get(key)?.includes("replaced"));
    await store.commit(
      tenant,
      half.map(({ kind, key, etag }) => ({ op: "delete", kind, key, etag }) as Change),
    );
    await store.scrub();
    expect(await isOnDisk("replaced")).toBe(false);
    await store.close();
    expect(isSound()).toBe(true);
  }
  expect(written).toBeGreaterThan(kills);
}, 600_000);
