import { createHash } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openStore } from "../../bot/store/open-store.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { StoreUnusable } from "../../bot/store/store.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-store-"));
  file = join(folder, "ombord.db");
});
afterEach(() => rm(folder, { recursive: true }));

test("a missing folder is made, for this account alone", async () => {
  const deep = join(folder, "a", "b", "ombord.db");
  const store = openSqlite(deep);
  await store.ping();
  await store.close();
  expect((await stat(join(folder, "a", "b"))).mode & 0o777).toBe(0o700);
});

test("the file that STORE names is opened, and any other kind of store refused in one sentence", async () => {
  const store = await openStore(`sqlite:${file}`);
  await store.ping();
  await store.close();
  expect(await readdir(folder)).toEqual(["ombord.db"]);
  for (const url of ["", "sqlite:", "mongodb:x", file, "cosmos:nowhere"]) {
    await expect(openStore(url)).rejects.toThrow(StoreUnusable);
    await expect(openStore(url)).rejects.toThrow("STORE must be");
  }
});

test("a newer version's database is refused and left as it is", async () => {
  await withDocuments(3);
  change((db) => db.exec("pragma user_version = 99"));
  await expectRefused(/written by a newer version of Ombord \(schema 99, this one knows 4\): start that version/);
});

test("a file that is no database is refused and left as it is", async () => {
  await writeFile(file, "team_id;name;area_id\n".repeat(1000));
  await expectRefused(/damaged, or no database of Ombord: restore it from a backup/);
});

test("another program's database is refused and left as it is", async () => {
  change((db) => db.exec("create table addresses (name text)"));
  await expectRefused(/no database of Ombord/);
  change((db) => db.exec("pragma user_version = 1"));
  await expectRefused(/no database of Ombord/);
});

test("a database with a destroyed beginning is refused and left as it is", async () => {
  await withDocuments(300);
  const bytes = await readFile(file);
  bytes.fill(0xa5, 20, 4096);
  await writeFile(file, bytes);
  await expectRefused(/damaged/);
});

test("damage further in is told in the same words when it is met", async () => {
  await withDocuments(300);
  await truncate(file, 60 * 4096);
  const met = async () => {
    const store = openSqlite(file);
    try {
      for (let i = 0; i < 300; i += 1) await store.read("a", "area", `${i}`);
    } finally {
      await store.close();
    }
  };
  await expect(met()).rejects.toThrow(/damaged/);
  await expect(met()).rejects.toThrow(StoreUnusable);
});

test("a folder that cannot be made is refused", async () => {
  await writeFile(join(folder, "taken"), "");
  expect(() => openSqlite(join(folder, "taken", "ombord.db"))).toThrow(
    /cannot be opened for writing: give this account/,
  );
  expect(() => openSqlite(folder)).toThrow(StoreUnusable);
});

test("a file or folder without write permission is refused and left as it is", async () => {
  await withDocuments(3);
  await chmod(folder, 0o555);
  await chmod(file, 0o444);
  await asOrdinaryUser(async () => {
    await expectRefused(/cannot be opened for writing/);
    expect(() => openSqlite(join(folder, "new.db"))).toThrow(/cannot be opened for writing/);
    expect(() => openSqlite(join(folder, "new", "ombord.db"))).toThrow(/cannot be opened for writing/);
  });
  await chmod(folder, 0o755);
});

test("a database from before a field was indexed gets the index, and keeps its documents", async () => {
  await withDocuments(3);
  change((db) => db.exec("drop index by_barrier_status"));
  const store = openSqlite(file);
  expect((await store.query("a", "barrier", { where: { status: "new" } })).items).toEqual([]);
  expect((await store.query("a", "area")).items).toHaveLength(3);
  await store.close();
});

test("a database of the first version keeps its documents and is searched by their fields; that version writes no more", async () => {
  const first = new DatabaseSync(file);
  first.exec(`create table documents (tenant_id text not null, kind text not null, key text not null, etag text not null,
    expires_at integer, body text not null, primary key (tenant_id, kind, key))`);
  first.exec("create index by_expiry on documents (expires_at) where expires_at is not null");
  for (const [kind, field] of [
    ["person", "upn"],
    ["checkIn", "week"],
  ]) {
    first.exec(`create index by_${kind}_${field} on documents (tenant_id, body ->> '$.${field}', key)
      where kind = '${kind}' and body ->> '$.${field}' is not null`);
  }
  first.exec("pragma user_version = 1; pragma journal_mode = wal");
  const insert = first.prepare("insert into documents values ('a', ?, ?, 'e', null, ?)");
  insert.run("person", "1", JSON.stringify({ id: "1", upn: "mette@kommune.example" }));
  insert.run("checkIn", "w:t", JSON.stringify({ week: "w", teamId: "t", state: "open" }));
  const store = openSqlite(file);
  expect((await store.query("a", "checkIn", { where: { week: "w", state: "open" } })).items).toHaveLength(1);
  const indexes = first.prepare("select name from sqlite_master where type = 'index' and sql like '%body%'").all();
  expect(indexes).toEqual([]);
  expect((await store.read("a", "checkIn", "w:t"))?.etag).toBe("e");
  expect(() => insert.run("person", "2", "{}")).toThrow("no such table: documents");
  first.close();
  await store.close();
});

test("a database of the second version finds by closedAt what that version closed; that version writes no more", async () => {
  const second = asSecondVersion();
  const insert = second.prepare(`insert into document (kind, tenant_id, key, etag, body, field_status)
    values (?, 'a', ?, 'e', ?, 'confirmed')`);
  const closedAt = "2026-01-05T08:00:00.000Z";
  insert.run("barrier", "closed", JSON.stringify({ id: "closed", status: "confirmed", closedAt }));
  insert.run("barrier", "open", JSON.stringify({ id: "open", status: "new", closedAt: null }));
  insert.run("citizenCase", "case", JSON.stringify({ id: "case", closedAt }));
  const store = openSqlite(file);
  const range = { field: "closedAt", before: "2026-01-06T00:00:00.000Z" } as const;
  expect((await store.query("a", "barrier", { range })).items.map(({ key }) => key)).toEqual(["closed"]);
  expect((await store.query("a", "citizenCase", { range })).items.map(({ key }) => key)).toEqual(["case"]);
  expect((await store.query("a", "barrier", { where: { status: "confirmed" } })).items).toHaveLength(2);
  expect(() => insert.run("barrier", "later", "{}")).toThrow("no such table: document");
  second.close();
  await store.close();
});

test("a database from before there were words is searched by them, and nothing of what was taken out is left in it", async () => {
  const second = asSecondVersion();
  second
    .prepare("insert into document (kind, tenant_id, key, etag, body, field_status) values (?, 'a', ?, 'e', ?, 'new')")
    .run("barrier", "old", JSON.stringify({ id: "old", status: "new", consequence: "Døren binder", events: [] }));
  second.close();
  const store = openSqlite(file);
  const words = [{ prefix: "doer", exactly: [] }];
  const [found] = (await store.query("a", "barrier", { words })).items;
  if (found === undefined) throw new Error("not found");
  const value = { ...found.value, consequence: null };
  await store.commit("a", [{ op: "replace", kind: "barrier", key: "old", etag: found.etag, value }]);
  expect((await store.query("a", "barrier", { words })).items).toEqual([]);
  await store.close();
  const db = new DatabaseSync(file);
  expect(db.prepare("select word from word where word like 'd%'").all()).toEqual([]);
  db.close();
});

/** The file as the second version left it, as far as barriers and cases are found. */
function asSecondVersion(): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec(`create table document (tenant_id text not null, kind text not null, key text not null, etag text not null,
    expires_at integer, body text not null, field_status text, primary key (tenant_id, kind, key))`);
  db.exec("create index by_expiry on document (expires_at) where expires_at is not null");
  db.exec(`create index by_barrier_status on document (tenant_id, field_status, key)
    where kind = 'barrier' and field_status is not null`);
  db.exec("pragma user_version = 2; pragma journal_mode = wal");
  return db;
}

async function withDocuments(count: number): Promise<void> {
  const store = openSqlite(file);
  const value = { id: "care", name: "x".repeat(2000), parentAreaId: null };
  await store.commit(
    "a",
    Array.from({ length: count }, (_, i) => ({ op: "create", kind: "area", key: `${i}`, value })),
  );
  await store.close();
}

function change(how: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(file);
  how(db);
  db.close();
}

async function expectRefused(message: RegExp): Promise<void> {
  const digest = async () =>
    createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
  const before = await digest();
  expect(() => openSqlite(file)).toThrow(StoreUnusable);
  expect(() => openSqlite(file)).toThrow(message);
  expect(await digest()).toBe(before);
  expect(await readdir(folder)).toEqual(["ombord.db"]);
}

/** Permissions do not bind root, so there the attempt is made as nobody. */
async function asOrdinaryUser(run: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
