import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type OpenFile, openAgain } from "../../bot/store/sqlite/file.ts";
import { copier, logState, nextLogStep } from "../../bot/store/sqlite/log.ts";
import { table } from "../../bot/store/sqlite/schema.ts";
import type { Store } from "../../bot/store/store.ts";
import { openThreaded } from "../support/fresh-store.ts";

const policy = { copyFrom: 20, longest: 80 };
let folder: string;
let store: Store;
/** Somebody else who looks at the file. */
let other: OpenFile;
let written: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-store-"));
  const file = join(folder, "ombord.db");
  store = await openThreaded(file, { log: policy });
  other = openAgain(file);
  written = 0;
});
afterEach(async () => {
  other.db.close();
  await store.close();
  await rm(folder, { recursive: true });
});

test("a log is left alone while it is short, copied by the copier when it is long, and finished by whoever writes", () => {
  const step = (pages: number, copied: number, state: keyof typeof copier) =>
    nextLogStep({ pages, copied }, copier[state], policy);
  expect([step(0, 0, "idle"), step(19, 0, "idle"), step(90, 71, "idle")]).toEqual(["none", "none", "none"]);
  expect([step(20, 0, "idle"), step(90, 70, "idle")]).toEqual(["haveCopied", "haveCopied"]);
  expect([step(25, 20, "done"), step(20, 20, "done")]).toEqual(["finish", "none"]);
  // A copier that does not come to an end.
  expect([step(79, 0, "copying"), step(99, 20, "copying"), step(80, 0, "copying")]).toEqual(["none", "none", "finish"]);
});

test("the log is copied into the file while others write, and begun anew", async () => {
  // More than once. A copier that comes late may have it begun anew when it is short.
  for (let round = 0; round < 3; round += 1) expect(await longestBeforeAnew()).toBeLessThan(4_000);
  expectAllThere();
}, 60_000);

test("somebody who reads for long sees what there was, keeps the log from being begun anew, and loses nobody anything", async () => {
  await writeOne();
  other.db.exec("begin");
  expect(documents()).toBe(1);
  // Longer than the writer leaves to the copier.
  while (written < 3 * policy.longest) await writeOne();
  expect(documents()).toBe(1);
  other.db.exec("commit");
  expectAllThere();
  await longestBeforeAnew();
  expectAllThere();
}, 60_000);

test("what was written is all there after closing, in a sound file", async () => {
  for (let i = 0; i < 3 * policy.copyFrom; i += 1) await writeOne();
  await store.close();
  expectAllThere();
  expect(other.sql("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
});

/** Writes until the log is shorter than it was; returns how long it had become. Never returns when nobody copies it. */
async function longestBeforeAnew(): Promise<number> {
  for (let longest = 0; ; ) {
    await writeOne();
    const pages = logPages();
    if (pages < longest) return longest;
    longest = pages;
  }
}

async function writeOne(): Promise<void> {
  const value = { id: "care", name: "x".repeat(500), parentAreaId: null };
  await store.commit("a", [{ op: "create", kind: "area", key: String(written), value }]);
  written += 1;
}

function logPages(): number {
  // A connection learns of what others have written when it reads.
  other.sql(`select 1 from ${table} limit 1`).get();
  return logState(other.sql).pages;
}

function documents(): number {
  return Number(other.sql(`select count(*) as count from ${table}`).get()?.count);
}

function expectAllThere(): void {
  expect(documents()).toBe(written);
}
