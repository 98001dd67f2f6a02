import { link, mkdir, mkdtemp, readdir, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { runBackup, runCopy } from "../../bot/cli-data.ts";
import { loadStoreConfig } from "../../bot/config.ts";
import { backUpStore } from "../../bot/store/back-up.ts";
import { summarise } from "../../bot/store/copy-store.ts";
import { kinds } from "../../bot/store/documents.ts";
import { openStore } from "../../bot/store/open-store.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { queryAll, type Store, StoreUnusable } from "../../bot/store/store.ts";
import { cosmosServer } from "../support/cosmos-server.ts";
import { faultyProxy } from "../support/faulty-proxy.ts";
import { type FreshStore, freshCosmos } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";

const tenant = "11111111-1111-4111-8111-111111111111";
const other = "22222222-2222-4222-8222-222222222222";
const now = "2026-11-16T08:05:00.000Z";
const key = "bm90IGEgc2VjcmV0";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-backup-"));
  file = join(folder, "ombord.db");
});
afterEach(() => rm(folder, { recursive: true }));

async function filled(place = file): Promise<void> {
  const store = openSqlite(place);
  await fillMunicipality(store, tenant, now, 4);
  await fillMunicipality(store, other, now, 2);
  await store.ping();
  await store.close();
}

async function empty(): Promise<void> {
  const store = openSqlite(file);
  await store.ping();
  await store.close();
}

const settings = (store: string, database = "ombord") =>
  loadStoreConfig({ STORE: store, COSMOS_DATABASE: database, COSMOS_KEY: key });

/** What the command prints and its exit code; what the operator is told on the way out as `refused`. */
async function told(run: (print: (data: unknown, text: string) => void) => Promise<number>) {
  const said = { code: 1, data: undefined as unknown, text: "", refused: "" };
  try {
    said.code = await run((data, text) => Object.assign(said, { data, text }));
  } catch (error) {
    if (!(error instanceof StoreUnusable)) throw error;
    said.refused = error.message;
  }
  return said;
}

function backup(target: string, store = `sqlite:${file}`, database?: string) {
  return told((print) => runBackup({ config: settings(store, database), language: "en", print }, target));
}

function copy(to: string, given: { from?: string; tenants?: string[]; goesOn?: boolean; database?: string } = {}) {
  const { from = `sqlite:${file}`, tenants = [tenant, other], goesOn = false, database } = given;
  const config = settings(from, database);
  return told((print) => runCopy({ config, language: "en", print, from, to, tenants, goesOn }));
}

async function summaries(store: Store, tenantId: string) {
  const told = kinds.filter((kind) => kind !== "upkeep" && kind !== "lease");
  return Promise.all(told.map(async (kind) => [kind, await summarise(store, tenantId, kind)]));
}

describe("refused, with the file that was looked at, and nothing is left behind", () => {
  /** Paths that are the database, however they are spelled. */
  const itself: [string, () => Promise<string>][] = [
    ["its own path", async () => file],
    ["a dot in the path", async () => `${folder}/x/../ombord.db`],
    ["a relative path", async () => `./${relative(process.cwd(), file)}`],
    ["a symbolic link", () => linked(symlink, file, "link.db")],
    ["a hard link", () => linked(link, file, "hard.db")],
    ["a linked folder", async () => join(await linked(symlink, folder, "here"), "ombord.db")],
  ];

  async function linked(make: (to: string, path: string) => Promise<void>, to: string, name: string): Promise<string> {
    const path = join(folder, name);
    await make(to, path);
    return path;
  }

  test.each(itself)("backup and copy onto itself by %s", async (_, spell) => {
    await filled();
    await mkdir(join(folder, "x"));
    const place = await spell();
    const before = await readdir(folder);
    expect(await backup(place)).toMatchObject({ code: 1, refused: expect.stringMatching(/is the database itself/) });
    expect(await copy(`sqlite:${place}`)).toMatchObject({
      code: 1,
      refused: expect.stringMatching(/are the same place/),
    });
    expect(await readdir(folder)).toEqual(before);
    expect((await stat(file)).size).toBeGreaterThan(10_000);
  });

  const empties: [string, () => Promise<void>, RegExp][] = [
    ["that is not there", async () => {}, /There is no database .*ombord\.db/],
    ["that is a folder", () => mkdir(file), /There is no database .*ombord\.db/],
    ["that is an empty file", () => writeFile(file, ""), /ombord\.db (is|has no documents).* empty/],
    ["that has no documents", empty, /ombord\.db (is|has no documents).* empty/],
    [
      "that is no database",
      () => writeFile(file, "a;b\n".repeat(2_000)),
      /ombord\.db is damaged, or no database of Ombord/,
    ],
    ["that is somebody else's", async () => someone(), /ombord\.db is damaged, or no database of Ombord/],
  ];
  function someone(): void {
    const db = new DatabaseSync(file);
    db.exec("create table addresses (name text); insert into addresses values ('x')");
    db.close();
  }

  test.each(empties)("backup and copy of a database %s", async (_, make, sentence) => {
    await make();
    const before = await readdir(folder);
    expect(await backup(join(folder, "b.db"))).toMatchObject({ code: 1, refused: expect.stringMatching(sentence) });
    expect(await readdir(folder)).toEqual(before);
    expect(await copy(`sqlite:${join(folder, "c.db")}`)).toMatchObject({ refused: expect.stringMatching(sentence) });
    expect(await readdir(folder)).toEqual(before);
  });

  test("a backup of a database that is damaged further in, into a folder that is not there, or over another file", async () => {
    await filled();
    await writeFile(join(folder, "there"), "kept");
    const whole = await backup(join(folder, "nowhere", "b.db"));
    expect(whole.refused).toMatch(/nowhere\/b\.db cannot be written: name a new file in a folder/);
    expect((await backup(join(folder, "there"))).refused).toMatch(/there exists already: name a new file/);
    await truncate(file, 40 * 4096);
    expect((await backup(join(folder, "b.db"))).code).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(["ombord.db", "there"]);
  });

  test("a copy of a municipality that the source does not have, naming those it has", async () => {
    await filled();
    const target = join(folder, "c.db");
    const { refused } = await copy(`sqlite:${target}`, { tenants: ["33333333-3333-4333-8333-333333333333"] });
    expect(refused).toMatch(/ombord\.db has no documents of 33333333-.*\. It has those of 11111111-.*, 22222222-/);
    expect(await readdir(folder)).toEqual(["ombord.db"]);
  });

  test("a copy onto what is there, unless it is said to go on", async () => {
    await filled();
    const target = join(folder, "c.db");
    expect((await copy(`sqlite:${target}`)).code).toBe(0);
    expect((await copy(`sqlite:${target}`)).refused).toMatch(
      /c\.db has documents of 1111.*: name an empty target, or say --continue/,
    );
    expect((await copy(`sqlite:${target}`, { goesOn: true })).code).toBe(0);
  });
});

test("success says what was copied, and which municipalities were left out", async () => {
  await filled();
  const target = join(folder, "b.db");
  const taken = await backup(target);
  expect(taken).toMatchObject({ code: 0, data: { file: target, tenants: 2, documents: expect.any(Number) } });
  expect(taken.text).toMatch(
    /^The backup is in \S+b\.db and has been read through: 2 municipalities, \d+ documents, [\d.]+ MB\.$/,
  );
  expect((await stat(target)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(["b.db", "ombord.db"]);

  const copied = await copy(`sqlite:${join(folder, "c.db")}`, { tenants: [tenant] });
  expect(copied).toMatchObject({ code: 0, data: { verified: true, leftOut: [other], copied: { tenants: 1 } } });
  expect(copied.text).toContain(`Left out is ${other}. Name it with --tenant, or set ALLOWED_TENANTS.`);
});

test("a backup leaves the database in the schema that its service knows", async () => {
  await filled();
  const db = new DatabaseSync(file);
  db.exec(
    "drop table word; alter table document_4 drop column words; alter table document_4 rename to document; pragma user_version = 2",
  );
  db.close();
  const target = join(folder, "b.db");
  expect((await backup(target)).code).toBe(0);
  const again = new DatabaseSync(file);
  expect(again.prepare("pragma user_version").get()?.user_version).toBe(2);
  again.close();
  const restored = openSqlite(target);
  expect(await restored.tenantIds()).toEqual([tenant, other]);
  await restored.close();
});

describe("from Cosmos DB to one file, and back into an empty Cosmos DB", () => {
  const opened: FreshStore[] = [];
  afterEach(async () => {
    for (const fresh of opened.splice(0)) await fresh.dispose();
  }, 120_000);

  async function cosmos(): Promise<FreshStore> {
    const fresh = await freshCosmos();
    opened.push(fresh);
    return fresh;
  }

  test("everything of every municipality is there again, the same", async () => {
    const url = `cosmos:${await cosmosServer()}`;
    const from = await cosmos();
    const to = await cosmos();
    await fillMunicipality(from.store, tenant, now, 4);
    await fillMunicipality(from.store, other, now, 2);
    const lease = { holder: "a process", until: now };
    await from.store.commit(tenant, [{ op: "create", kind: "lease", key: "sending", value: lease }]);

    const target = join(folder, "backup.db");
    const taken = await backup(target, url, from.place);
    expect(taken).toMatchObject({ code: 0, data: { tenants: 2, file: target } });
    expect(await readdir(folder)).toEqual(["backup.db"]);
    expect((await stat(target)).mode & 0o777).toBe(0o600);

    const back = { from: `sqlite:${target}`, database: to.place };
    const restored = await copy(url, back);
    expect(restored).toMatchObject({ code: 0, data: { verified: true, leftOut: [] } });
    for (const tenantId of [tenant, other]) {
      expect(await summaries(to.store, tenantId)).toEqual(await summaries(from.store, tenantId));
      expect(await summarise(to.store, tenantId, "team")).not.toMatchObject({ documents: 0 });
    }
    expect(await Array.fromAsync(queryAll(to.store, tenant, "lease"))).toEqual([]);
    expect((await copy(url, back)).refused).toMatch(/has documents of 1111.*name an empty target, or say --continue/);
  }, 120_000);

  test("an empty one is refused, and leaves no file", async () => {
    const url = `cosmos:${await cosmosServer()}`;
    const { refused } = await backup(join(folder, "backup.db"), url, `empty-${crypto.randomUUID()}`);
    expect(refused).toMatch(/cosmos:http\S+ is empty: there is nothing to back up/);
    expect(await readdir(folder)).toEqual([]);
  }, 120_000);

  test("one that changes all the time is not called a backup, and leaves no file", async () => {
    const fresh = await cosmos();
    await fillMunicipality(fresh.store, tenant, now, 1);
    const proxy = await faultyProxy(await cosmosServer());
    let n = 0;
    proxy.fault = async ({ isQuery }) => {
      if (!isQuery) return undefined;
      n += 1;
      const value = { at: now, by: "system", did: "tested", kind: "team", key: "x" };
      await fresh.store.commit(tenant, [{ op: "create", kind: "audit", key: `${n}`, value }]);
      return undefined;
    };
    const taking = backUpStore(`cosmos:${proxy.url}`, join(folder, "b.db"), { key, database: fresh.place });
    const taken = await taking.then(
      () => "taken",
      (error: unknown) => String(error),
    );
    await proxy.close();
    expect(taken).toMatch(/changes faster than it is copied: stop the service/);
    expect(await readdir(folder)).toEqual([]);
  }, 120_000);

  test("the same account is the same place, however its address is spelled", async () => {
    const base = (await cosmosServer()).replace("127.0.0.1", "LOCALHOST");
    const said = await copy(`cosmos:${base.toLowerCase()}`, { from: `cosmos:${base.replace(/\/$/, "")}` });
    expect(said.refused).toMatch(/are the same place/);
    expect(
      (await copy("cosmos:https://x.documents.azure.com", { from: "cosmos:https://X.documents.azure.com:443/" }))
        .refused,
    ).toMatch(/same place/);
  }, 120_000);
});

test("openStore makes no file where one must be", async () => {
  await expect(openStore(`sqlite:${file}`, { mustExist: true })).rejects.toThrow(/There is no database/);
  expect(await readdir(folder)).toEqual([]);
});
