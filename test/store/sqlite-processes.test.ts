import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { queryAll } from "../../bot/store/store.ts";

const writer = join(import.meta.dirname, "writer.child.ts");
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-store-"));
  file = join(folder, "ombord.db");
});
afterEach(() => rm(folder, { recursive: true }));

test("what was acknowledged survives kill -9, and nothing is half there", async () => {
  const acknowledged: string[] = [];
  for (const [round, killAfter] of [1, 40, 333].entries()) {
    const process = startWriter(`round${round}`, 1_000_000);
    let seen = 0;
    for await (const line of createInterface(process.stdout)) {
      acknowledged.push(line);
      seen += 1;
      if (seen === killAfter) process.kill("SIGKILL");
    }
    expect(seen).toBeGreaterThanOrEqual(killAfter);
    await expectStored(acknowledged);
  }
}, 60_000);

test("processes that open and write one file at once lose nothing", async () => {
  const writers = ["one", "two", "three"].map((name) => startWriter(name, 200));
  const written = await Promise.all(
    writers.map(async (process) => {
      const exit = once(process, "exit");
      const lines: string[] = [];
      for await (const line of createInterface(process.stdout)) lines.push(line);
      expect(await exit).toEqual([0, null]);
      return lines;
    }),
  );
  expect(written.map((lines) => lines.length)).toEqual([200, 200, 200]);
  await expectStored(written.flat());
  const store = openSqlite(file);
  expect((await store.read("a", "area", "counter"))?.value.name).toBe("60");
  await store.close();
}, 60_000);

function startWriter(name: string, commits: number) {
  const argv = ["--no-warnings", writer, file, name, String(commits)];
  return spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
}

async function expectStored(keys: readonly string[]): Promise<void> {
  const store = openSqlite(file);
  const stored = new Set<string>();
  for await (const { key } of queryAll(store, "a", "area")) stored.add(key);
  await store.close();
  expect(keys.filter((key) => !stored.has(key))).toEqual([]);
  stored.delete("counter");
  for (const key of stored) expect(stored).toContain(key.endsWith("-twin") ? key.slice(0, -5) : `${key}-twin`);
}
