import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { backUpStore } from "../../bot/store/back-up.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import type { Store } from "../../bot/store/store.ts";

// Whoever else has an account on the machine reads nothing, however the service's own account is set up.

let folder: string;
let file: string;
let umask: number;
let store: Store | undefined;

beforeEach(() => {
  umask = process.umask(0o000);
  folder = mkdtempSync(join(tmpdir(), "ombord-owner-"));
  // Else nobody would get as far as the files.
  chmodSync(folder, 0o755);
  file = join(folder, "ombord.db");
});

afterEach(async () => {
  await store?.close();
  store = undefined;
  process.umask(umask);
  rmSync(folder, { recursive: true });
});

async function open(): Promise<void> {
  store = openSqlite(file);
  const value = { id: "care", name: "Ældre", parentAreaId: null };
  await store.commit("tenant-1", [{ op: "create", kind: "area", key: crypto.randomUUID(), value }]);
}

const backUp = (target: string) => backUpStore(`sqlite:${file}`, target, {});

const rights = () =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
  );

describe("is readable by its owner only:", () => {
  test("the database and what stands beside it while it is open", async () => {
    await open();
    expect(rights()).toEqual({ "ombord.db": "600", "ombord.db-shm": "600", "ombord.db-wal": "600" });
  });

  test("one that an older version left for everybody to read", async () => {
    await open();
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    const again = openSqlite(file);
    await again.close();
    expect(new Set(Object.values(rights()))).toEqual(new Set(["600"]));
  });

  test("a backup, and the database after it was cleaned", async () => {
    await open();
    await backUp(join(folder, "backup.db"));
    await store?.scrub();
    expect(new Set(Object.values(rights()))).toEqual(new Set(["600"]));
    const copy = openSqlite(join(folder, "backup.db"));
    expect((await copy.query("tenant-1", "area")).items).toHaveLength(1);
    await copy.close();
  });
});

test("a file that is no database of ours keeps its rights", () => {
  writeFileSync(file, "something else");
  chmodSync(file, 0o644);
  expect(() => openSqlite(file)).toThrow();
  expect(rights()).toEqual({ "ombord.db": "644" });
});

test("a backup that cannot be written leaves no file, and one that is there stays as it is", async () => {
  await open();
  const there = join(folder, "there.db");
  await backUp(there);
  const before = statSync(there).mtimeMs;
  await expect(backUp(there)).rejects.toThrow(/name a new file/);
  expect(statSync(there).mtimeMs).toBe(before);
  await expect(backUp(join(folder, "nowhere/backup.db"))).rejects.toThrow(/name a new file/);
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
});
