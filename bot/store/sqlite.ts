import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { maxReferences, type Operation, type StoreOptions } from "./change-rules.ts";
import type { Documents, Kind } from "./documents.ts";
import { pageOf, planQuery } from "./query-plan.ts";
import { groupCommit, maxChanges } from "./sqlite-commit.ts";
import { createExpiryIndex, createTable, fieldIndexes, living, querySql, type Sql } from "./sqlite-sql.ts";
import {
  type Page,
  type Query,
  type ReadMany,
  type Reference,
  type Store,
  type Stored,
  StoreUnusable,
} from "./store.ts";

/** Forward only; the position in the list is the schema version that the statements lead to, counted from 1. */
const migrations: readonly (readonly string[])[] = [[createTable, createExpiryIndex]];

const busyTimeoutMs = 5_000;

/** SQLite's primary result codes. */
const code = { perm: 3, busy: 5, readOnly: 8, corrupt: 11, full: 13, cantOpen: 14, notADatabase: 26 } as const;

export interface SqliteOptions extends StoreOptions {
  /** The file never grows beyond this many pages of 4 KB: more is refused as on a full disk. */
  maxPages?: number;
}

/**
 * The embedded store: one file, which other processes on the same machine may share. Creates folder and file.
 * Commits that arrive together share one transaction and one sync to disk; each is still
 * atomic and conditional by itself, and is answered only when it is on disk.
 * Throws {@link StoreUnusable} when the file cannot be used: a newer schema, no database, no permission, no space.
 */
export function openSqlite(file: string, options: SqliteOptions = {}): Store {
  const now = options.now ?? Date.now;
  const db = openDatabase(file);
  if (options.maxPages !== undefined) db.exec(`pragma max_page_count = ${Math.trunc(options.maxPages)}`);
  const sql = statementCache(db);
  const write = groupCommit(db, sql, now);

  /** Runs one operation and reports it; damage found on the way is put into the operator's words. */
  async function operation<T>(name: Operation["name"], run: () => T | Promise<T>, count: (result: T) => number) {
    if (!db.isOpen) throw new Error("the store is closed");
    try {
      const result = await run();
      options.onOperation?.({ name, documents: count(result), requestCharge: 0 });
      return result;
    } catch (error) {
      throw isSqliteError(error, code.corrupt, code.notADatabase) ? damaged(file, error) : error;
    }
  }

  return {
    maxChanges,
    read: (tenantId, kind, key) =>
      operation(
        "read",
        () => readOne(sql, now(), tenantId, kind, key),
        (found) => (found === undefined ? 0 : 1),
      ),
    readMany: (tenantId, references) =>
      operation(
        "readMany",
        () => readAll(sql, now(), tenantId, references),
        (found) => found.filter(Boolean).length,
      ),
    query: (tenantId, kind, query = {}) =>
      operation(
        "query",
        () => runQuery(sql, now(), tenantId, kind, query),
        (page) => page.items.length,
      ),
    etags: (tenantId, kind) =>
      operation(
        "etags",
        () => readEtags(sql, now(), tenantId, kind),
        (found) => found.size,
      ),
    commit: (tenantId, changes) =>
      operation(
        "commit",
        () => write.commit(tenantId, changes),
        () => changes.length,
      ),
    ping: async () => {
      if (!db.isOpen) throw new Error("the store is closed");
      sql("select 1 from documents where tenant_id = '' limit 1").get();
    },
    close: async () => {
      if (!db.isOpen) return;
      write.flush();
      db.close();
    },
  };
}

/**
 * Writes a complete copy of the database as it is at this moment to a new file, while others go on writing.
 * Throws {@link StoreUnusable} when the file exists or cannot be written.
 */
export function backUpSqlite(file: string, target: string): void {
  const db = openDatabase(file);
  try {
    db.prepare("vacuum into ?").run(target);
  } catch (error) {
    throw new StoreUnusable(
      `The backup ${target} cannot be written: name a new file in a folder that this account may write to.`,
      { cause: error },
    );
  } finally {
    db.close();
  }
}

/** Rewrites the file so that nothing of what was deleted is left in it. Waits for others that are writing. */
export function compactSqlite(file: string): void {
  const db = openDatabase(file);
  try {
    db.exec("vacuum; pragma wal_checkpoint(truncate)");
  } finally {
    db.close();
  }
}

/** Every statement text is prepared once; the texts are few, because values are always parameters. */
function statementCache(db: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>();
  return (text) => {
    let statement = prepared.get(text);
    if (statement === undefined) {
      statement = db.prepare(text);
      prepared.set(text, statement);
    }
    return statement;
  };
}

const readSql = `select etag, expires_at, body from documents where tenant_id = ? and kind = ? and key = ? and ${living}`;
/** The left join keeps the order and the gaps; one statement sees one moment. */
const readManySql = `select etag, expires_at, body from json_each(?) as wanted left join documents on tenant_id = ?
  and kind = wanted.value ->> 0 and documents.key = wanted.value ->> 1 and ${living} order by wanted.id`;

function readOne<K extends Kind>(sql: Sql, now: number, tenantId: string, kind: K, key: string): Stored<K> | undefined {
  const row = sql(readSql).get(tenantId, kind, key, now);
  return row === undefined ? undefined : stored(kind, key, row);
}

function readAll<const R extends readonly Reference[]>(
  sql: Sql,
  now: number,
  tenantId: string,
  references: R,
): ReadMany<R> {
  if (references.length > maxReferences) throw new RangeError(`at most ${maxReferences} references at once`);
  const wanted = JSON.stringify(references.map(({ kind, key }) => [kind, key]));
  const rows = sql(readManySql).all(wanted, tenantId, now);
  return references.map(({ kind, key }, i) => {
    const row = rows[i];
    return row === undefined || row.etag === null ? undefined : stored(kind, key, row);
  }) as ReadMany<R>;
}

const etagsSql = `select key, etag from documents where tenant_id = ? and kind = ? and ${living}`;

function readEtags(sql: Sql, now: number, tenantId: string, kind: Kind): Map<string, string> {
  return new Map(
    sql(etagsSql)
      .all(tenantId, kind, now)
      .map(({ key, etag }) => [String(key), String(etag)]),
  );
}

function runQuery<K extends Kind>(sql: Sql, now: number, tenantId: string, kind: K, query: Query<K>): Page<K> {
  const plan = planQuery(kind, query);
  if (plan === undefined) return { items: [] };
  const { text, parameters } = querySql(plan, tenantId, now);
  const rows = sql(text).all(...parameters);
  return pageOf(
    plan,
    rows.map((row) => stored(kind, String(row.key), row)),
  );
}

function stored<K extends Kind>(kind: K, key: string, row: Record<string, unknown>): Stored<K> {
  const expiry = row.expires_at === null ? {} : { expiresAt: new Date(Number(row.expires_at)).toISOString() };
  return { kind, key, etag: String(row.etag), value: JSON.parse(String(row.body)) as Documents[K], ...expiry };
}

function openDatabase(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    // Only the account that runs the service may look into the folder.
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    db = new DatabaseSync(file, { timeout: busyTimeoutMs });
    refuseOthers(file, db);
    useWriteAheadLog(db);
    db.exec(
      "pragma synchronous = full; pragma wal_autocheckpoint = 4000; pragma cache_size = -16384; pragma temp_store = memory",
    );
    bringUpToDate(file, db);
    return db;
  } catch (error) {
    db?.close();
    throw openingFailure(file, error);
  }
}

function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare("pragma user_version").get()?.user_version);
}

/** Before anything is written: a newer version's database, or another program's. */
function refuseOthers(file: string, db: DatabaseSync): void {
  const version = schemaVersion(db);
  if (version > migrations.length) {
    throw new StoreUnusable(
      `The database ${file} was written by a newer version of Ombord (schema ${version}, this one knows ` +
        `${migrations.length}): start that version, or let STORE name another file.`,
    );
  }
  const tables = db.prepare("select name from sqlite_master where type = 'table'").all();
  const isOurs = version === 0 ? tables.length === 0 : tables.some(({ name }) => name === "documents");
  if (!isOurs) throw damaged(file);
}

/** Two processes that open a new file at once may find each other in the way here, where SQLite's own timeout does not apply. */
function useWriteAheadLog(db: DatabaseSync): void {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      db.exec("pragma journal_mode = wal");
      return;
    } catch (error) {
      if (!isSqliteError(error, code.busy) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** Migrates in one transaction, whose beginning also shows whether the file can be written. */
function bringUpToDate(file: string, db: DatabaseSync): void {
  db.exec("begin immediate");
  refuseOthers(file, db);
  const version = schemaVersion(db);
  for (const statement of migrations.slice(version).flat()) db.exec(statement);
  const present = new Set(
    db
      .prepare("select name from sqlite_master where type = 'index'")
      .all()
      .map((row) => row.name),
  );
  // Only ever added: an older version that shares the file may still be using the others.
  const missing = [...fieldIndexes].filter(([name]) => !present.has(name));
  for (const [, statement] of missing) db.exec(statement);
  if (version < migrations.length) db.exec(`pragma user_version = ${migrations.length}`);
  db.exec("commit");
}

function openingFailure(file: string, error: unknown): unknown {
  if (error instanceof StoreUnusable) return error;
  if (isSqliteError(error, code.corrupt, code.notADatabase)) return damaged(file, error);
  if (isSqliteError(error, code.full) || systemCode(error) === "ENOSPC") {
    return new StoreUnusable(`There is no space left for the database ${file}: free some and start again.`, {
      cause: error,
    });
  }
  if (isSqliteError(error, code.busy)) {
    return new StoreUnusable(`Another process keeps the database ${file} locked: stop it and start again.`, {
      cause: error,
    });
  }
  if (isSqliteError(error, code.perm, code.readOnly, code.cantOpen) || systemCode(error) !== undefined) {
    return new StoreUnusable(
      `The database ${file} cannot be opened for writing: give this account write permission to the file and its folder, ` +
        "or let STORE name another file.",
      { cause: error },
    );
  }
  return error;
}

function damaged(file: string, cause?: unknown): StoreUnusable {
  return new StoreUnusable(
    `The file ${file} is damaged, or no database of Ombord: restore it from a backup, or let STORE name another file.`,
    { cause },
  );
}

function isSqliteError(error: unknown, ...primaryCodes: number[]): boolean {
  const errcode = property(error, "errcode");
  return typeof errcode === "number" && primaryCodes.includes(errcode & 0xff);
}

/** The code of a failed system call such as making the folder: EACCES, ENOTDIR, EROFS … */
function systemCode(error: unknown): string | undefined {
  return property(error, "syscall") === undefined ? undefined : String(property(error, "code"));
}

function property(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
