import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openStore } from "../bot/store/open-store.ts";
import { csvFiles, type DirectoryText, sound } from "./directory/directory-files.ts";

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-cli-"));
  env = { STORE: `sqlite:${join(folder, "ombord.db")}`, OMBORD_MODE: "local" };
});
afterEach(() => rm(folder, { recursive: true }));

interface Ran {
  code: number;
  out: string;
  err: string;
}

function ombord(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["bot/cli.ts", ...args], { env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

async function save(rows: DirectoryText): Promise<string> {
  for (const file of csvFiles(rows)) await writeFile(join(folder, file.name), file.bytes);
  return folder;
}

async function teamsIn(tenantId: string): Promise<string[]> {
  const store = await openStore(env.STORE ?? "");
  const { items } = await store.query(tenantId, "team");
  await store.close();
  return items.map((item) => item.key);
}

test("an import says what it has stored, and a dry run what it would", async () => {
  const path = await save(sound);
  const dry = await ombord("import", path, "--dry-run", "--tenant", "t");
  expect(dry).toMatchObject({ code: 0, err: "" });
  expect(dry.out).toMatch(/^Teams +2 +0 +0 +0$/m);
  expect(dry.out).toMatch(/Prøvekørsel: Intet er gemt\.\n$/);
  expect(await teamsIn("t")).toEqual([]);

  const stored = await ombord("import", path, "--tenant", "t", "--language", "en");
  expect(stored.out).toMatch(/The import is stored\.\n$/);
  expect(await teamsIn("t")).toEqual(["north-day", "north-eve"]);

  const again = JSON.parse((await ombord("import", path, "--tenant", "t", "--json")).out);
  expect(again).toMatchObject({ tenantId: "t", dryRun: false, problems: [], moreProblems: 0 });
  expect(again.counts.teams).toEqual({ created: 0, changed: 0, retired: 0, unchanged: 2 });
});

test("an import with mistakes lists each of them, and ends with exit code 1", async () => {
  const path = await save({ ...sound, people: [...sound.people, ";c@by.example;;da"] });
  const refused = await ombord("import", path);
  expect(refused.code).toBe(1);
  expect(refused.out.split("\n")).toEqual([
    "people.csv:4:entra_id  Feltet skal udfyldes.",
    "people.csv:4:name  Feltet skal udfyldes.",
    "",
    "2 fejl. Intet er gemt, før de er rettet.",
    "",
  ]);
  const asJson = await ombord("import", path, "--json");
  expect(asJson.code).toBe(1);
  expect(JSON.parse(asJson.out).problems[0]).toMatchObject({ file: "people.csv", row: 4, column: "entra_id" });
});

test("what cannot be carried out is said in a sentence", async () => {
  expect(await ombord("fly")).toMatchObject({ code: 2, err: expect.stringMatching(/^Usage: /) });
  expect(await ombord("import")).toMatchObject({ code: 2 });
  expect(await ombord("import", folder, "--force")).toMatchObject({ code: 2, err: expect.stringContaining("--force") });
  expect(await ombord("constructor", "x")).toMatchObject({ code: 2 });
  env.OMBORD_MODE = "production";
  expect(await ombord("import", folder)).toMatchObject({ code: 2, err: expect.stringContaining("--tenant") });
  env.STORE = "mysql:x";
  expect(await ombord("import", folder)).toMatchObject({ code: 1, err: expect.stringContaining("STORE") });
  env.STORE = `sqlite:${folder}`;
  const unusable = await ombord("import", folder, "--tenant", "t");
  expect(unusable.code).toBe(1);
  expect(unusable.err.trim().split("\n")).toHaveLength(1);
}, 60_000);
