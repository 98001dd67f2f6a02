import { statSync } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import type { Store } from "../../bot/store/store.ts";

// Every file's sync goes through here.
const any = await open(import.meta.filename);
const files: { datasync(): Promise<void> } = Object.getPrototypeOf(any);
await any.close();

let folder: string;
let file: string;
let store: Store;
/** Somebody else who has the file open. */
let other: DatabaseSync;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-store-"));
  file = join(folder, "ombord.db");
  store = openSqlite(file);
  other = new DatabaseSync(file);
});
afterEach(async () => {
  jest.restoreAllMocks();
  other.close();
  await store.close();
  await rm(folder, { recursive: true });
});

const value = { id: "care", name: "x".repeat(500), parentAreaId: null };
const write = (key: string) => store.commit("a", [{ op: "create", kind: "area", key, value }]);
const logBytes = () => statSync(`${file}-wal`).size;
const broken = Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO", syscall: "fdatasync" });

test("a commit is answered when it is on disk and not before, and those that come meanwhile share the next sync", async () => {
  const syncing: (() => void)[] = [];
  jest.spyOn(files, "datasync").mockImplementation(() => new Promise((resolve) => syncing.push(resolve)));
  const answered: string[] = [];
  const commits = ["1", "2", "3"].map((key) => write(key).then(() => answered.push(key)));
  while (syncing.length < 1) await wait(1);
  const later = ["4", "5"].map((key) => write(key).then(() => answered.push(key)));
  await wait(20);
  expect(answered).toEqual([]);
  expect(syncing).toHaveLength(1);
  syncing[0]?.();
  await Promise.all(commits);
  while (syncing.length < 2) await wait(1);
  expect(answered).toEqual(["1", "2", "3"]);
  syncing[1]?.();
  await Promise.all(later);
  expect(syncing).toHaveLength(2);
});

test("a sync that fails is made good by copying the log into the file; until that succeeds nothing is said to be kept", async () => {
  const failing = jest.spyOn(files, "datasync").mockRejectedValue(broken);
  await write("1");
  expect(logBytes()).toBe(0);

  other.exec("begin");
  other.prepare("select count(*) from document_4").get();
  await expect(write("2")).rejects.toMatchObject({ trouble: "readOnly", code: "EIO" });
  await expect(store.ping()).rejects.toMatchObject({ trouble: "readOnly" });
  failing.mockRestore();
  await expect(write("3")).rejects.toMatchObject({ trouble: "readOnly" });
  other.exec("commit");
  await write("4");
  expect(logBytes()).toBe(0);
  await write("5");
  expect(logBytes()).toBeGreaterThan(0);
});

test("while another process keeps the file locked everything else goes on, and what waited is kept when it lets go", async () => {
  other.exec("begin immediate");
  let isAnswered = false;
  const commit = write("1").then(() => {
    isAnswered = true;
  });
  let turns = 0;
  for (const until = performance.now() + 100; turns < 3 || performance.now() < until; turns += 1) {
    await wait(1);
    expect(await store.read("a", "area", "1")).toBeUndefined();
  }
  expect(isAnswered).toBe(false);
  other.exec("commit");
  await commit;
  expect(await store.read("a", "area", "1")).toBeDefined();
});

test("whoever has waited five seconds for another process hears that the file is locked", async () => {
  other.exec("begin immediate");
  const commit = expect(write("1")).rejects.toMatchObject({ trouble: "locked", code: "locked" });
  const real = performance.now.bind(performance);
  jest.spyOn(performance, "now").mockImplementation(() => real() + 5_000);
  await commit;
  other.exec("rollback");
  await write("1");
});

test("the log is copied into the file when it has grown long, and begun anew", async () => {
  const large = { ...value, name: "x".repeat(1_000_000) };
  let longest = 0;
  for (let i = 0; i < 40; i += 1) {
    await store.commit("a", [{ op: "create", kind: "area", key: `${i}`, value: large }]);
    longest = Math.max(longest, logBytes());
  }
  expect(longest).toBeGreaterThan(15_000_000);
  expect(longest).toBeLessThan(20_000_000);
});
