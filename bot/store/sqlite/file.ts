import { mkdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { makeForOwner, restrictToOwner } from "../owners-only.ts";
import { StoreUnusable } from "../store.ts";
import { columnOf, fieldIndexes, fields, migrations, table, tableOf } from "./schema.ts";
import type { Sql } from "./sql.ts";
import { fillWords } from "./words.ts";

const busyTimeoutMs = 5_000;
/** The schema version from which on every document has its words. */
const wordsSince = 4;

/** Of every connection: what is deleted is overwritten in the file (`secure_delete`); that the log is written ahead is a property of the file. */
const settings =
  "pragma synchronous = full; pragma wal_autocheckpoint = 4000; pragma cache_size = -16384; pragma temp_store = memory; " +
  // What is deleted or replaced is overwritten, and not left in the file until something else needs the room.
  "pragma secure_delete = on";

/** The `application_id` of a file in which every deletion was overwritten, from its first on: "Ombo". */
export const cleanSinceMade = 0x4f6d626f;

/** Whether nothing can be left in the file of what was deleted; a file of an older version may hold some. */
export function isCleanSinceMade(db: DatabaseSync): boolean {
  return db.prepare("pragma application_id").get()?.application_id === cleanSinceMade;
}

/** SQLite's primary result codes. */
const code = { perm: 3, busy: 5, readOnly: 8, io: 10, corrupt: 11, full: 13, cantOpen: 14, notADatabase: 26 } as const;

/** One connection to the file. */
export interface OpenFile {
  db: DatabaseSync;
  sql: Sql;
}

/**
 * Opens the file of a store and brings it to the present schema. Creates folder and file. Durable (`synchronous = full`).
 * Throws {@link StoreUnusable} when the file cannot be used: a newer schema, no database, no permission, no space.
 */
export function openFile(file: string): OpenFile {
  let db: DatabaseSync | undefined;
  try {
    // Only the account that runs the service may look into the folder and the file.
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    makeForOwner(file);
    db = new DatabaseSync(file, { timeout: busyTimeoutMs });
    // As it is at one moment: somebody else may be making it.
    db.exec("begin");
    refuseOthers(file, db);
    db.exec("commit");
    useWriteAheadLog(db);
    db.exec(settings);
    bringUpToDate(file, db);
    restrictToOwner(file);
    return { db, sql: statementCache(db) };
  } catch (error) {
    db?.close();
    throw inOperatorsWords(file, error);
  }
}

/** One more connection to a file that is open, which waits for nobody. */
export function connectBeside(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 0 });
  db.exec("pragma synchronous = normal");
  return db;
}

/**
 * From here on a commit waits for no disk (`synchronous = normal`): `sync` resolves when all that was committed before is on it,
 * and nothing stands still meanwhile. What a crash may take is the end of the log, never something that a later commit built on.
 */
export function syncBeside(file: string, { db, sql }: OpenFile) {
  // SQLite holds no locks on the log, which closing a descriptor of it would drop.
  const log = open(`${file}-wal`, "r+");
  // The first sync tells.
  log.catch(() => {});
  db.exec("pragma synchronous = normal");
  let failure: unknown;

  /** After a sync that failed the system takes what it could not write for written: only the file itself can show that it is. */
  async function sync(): Promise<void> {
    try {
      if (failure === undefined) return await (await log).datasync();
    } catch (error) {
      failure = error;
    }
    const copied = waitingForNobody(db, () => sql("pragma wal_checkpoint(truncate)").get());
    if (copied?.busy !== 0) throw failure;
    failure = undefined;
  }

  return { sync, close: () => log.then((opened) => opened.close()).catch(() => {}) };
}

/** For what the whole service would wait with: another process that keeps the file locked is an error at once. */
export function waitingForNobody<T>(db: DatabaseSync, run: () => T): T {
  db.exec("pragma busy_timeout = 0");
  try {
    return run();
  } finally {
    db.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
  }
}

/** What a file holds. */
export interface Contents {
  tenants: number;
  documents: number;
}

/**
 * Copies the database as it is at this moment into a file that is empty, while others go on writing. The source is neither
 * created nor brought to the present schema. Throws {@link StoreUnusable} when it is no database of Ombord, or holds nothing.
 */
export function copyFile(file: string, target: string): void {
  readAsItIs(file, (db) => db.prepare("vacuum into ?").run(target));
}

/** Reads a whole database and says what it holds. Throws {@link StoreUnusable} when it is not sound, or holds nothing. */
export function readThrough(file: string): Contents {
  return readAsItIs(file, (db) => {
    if (db.prepare("pragma integrity_check").get()?.integrity_check !== "ok") throw damaged(file);
  });
}

function readAsItIs(file: string, use: (db: DatabaseSync) => void): Contents {
  const db = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    refuseOthers(file, db);
    const present = tableOf[schemaVersion(db)] || undefined;
    const living = "expires_at is null or expires_at > unixepoch('subsec') * 1000";
    const count = `select count(distinct tenant_id) as tenants, count(*) as documents from ${present} where ${living}`;
    const row = present === undefined ? undefined : db.prepare(count).get();
    const contents = { tenants: Number(row?.tenants ?? 0), documents: Number(row?.documents ?? 0) };
    if (contents.documents === 0)
      throw new StoreUnusable(`The database ${file} is empty: there is nothing to back up.`);
    use(db);
    return contents;
  } catch (error) {
    throw isSqliteError(error, code.corrupt, code.notADatabase) ? damaged(file, error) : error;
  } finally {
    db.close();
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
  const isOurs = version === 0 ? tables.length === 0 : tables.some(({ name }) => name === tableOf[version]);
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
      if (!isLocked(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** Migrates in one transaction, whose beginning also shows whether the file can be written. */
function bringUpToDate(file: string, db: DatabaseSync): void {
  db.exec("begin immediate");
  refuseOthers(file, db);
  const version = schemaVersion(db);
  if (version === 0) db.exec(`pragma application_id = ${cleanSinceMade}`);
  for (const statement of migrations.slice(version).flat()) db.exec(statement);
  indexFields(db);
  if (version < wordsSince) fillWords(statementCache(db));
  if (version < migrations.length) db.exec(`pragma user_version = ${migrations.length}`);
  db.exec("commit");
}

/** Only ever added: an older version that shares the file may still be using the others. */
function indexFields(db: DatabaseSync): void {
  const namesIn = (text: string) => new Set(Array.from(db.prepare(text).iterate(), ({ name }) => name));
  const columns = namesIn(`select name from pragma_table_info('${table}')`);
  for (const column of fields.map(columnOf)) {
    if (!columns.has(column)) db.exec(`alter table ${table} add column ${column} text`);
  }
  const present = namesIn("select name from sqlite_master where type = 'index'");
  const missing = fieldIndexes.filter(({ name }) => !present.has(name));
  if (missing.length === 0) return;
  // One walk over all documents, however much is missing.
  const filled = [...new Set(missing.map(({ field }) => field))].map((field) => {
    const kinds = missing.filter((index) => index.field === field).map(({ kind }) => `'${kind}'`);
    const column = columnOf(field);
    return `${column} = case when kind in (${kinds}) then body ->> '$.${field}' else ${column} end`;
  });
  const kinds = [...new Set(missing.map(({ kind }) => `'${kind}'`))];
  db.exec(`update ${table} set ${filled} where kind in (${kinds})`);
  for (const { text } of missing) db.exec(text);
}

/** Why the file cannot be used, in the operator's words and with a cause for the log; any other error as it is. */
export function inOperatorsWords(file: string, error: unknown): unknown {
  if (error instanceof StoreUnusable) return error;
  if (isSqliteError(error, code.corrupt, code.notADatabase)) return damaged(file, error);
  if (isSqliteError(error, code.full) || systemCode(error) === "ENOSPC") {
    const message = `There is no space left for the database ${file}: free some, then try again.`;
    return new StoreUnusable(message, { trouble: "full", code: "disk full", cause: error });
  }
  if (isLocked(error)) {
    const message = `Another process keeps the database ${file} locked: stop it and start again.`;
    return new StoreUnusable(message, { trouble: "locked", code: "locked", cause: error });
  }
  const isUnwritable = isSqliteError(error, code.perm, code.readOnly, code.cantOpen, code.io);
  if (isUnwritable || systemCode(error) !== undefined) {
    const message =
      `The database ${file} cannot be opened for writing: give this account write permission to the file and its folder, ` +
      "or let STORE name another file.";
    return new StoreUnusable(message, { trouble: "readOnly", code: codeWords(error), cause: error });
  }
  return error;
}

/** Another process writes to the file at this moment. */
export function isLocked(error: unknown): boolean {
  return isSqliteError(error, code.busy);
}

/** SQLite's own words for its code, such as `attempt to write a readonly database`. */
function codeWords(error: unknown): string {
  return String(property(error, "errstr") ?? systemCode(error) ?? "read-only");
}

function damaged(file: string, cause?: unknown): StoreUnusable {
  return new StoreUnusable(
    `The file ${file} is damaged, or no database of Ombord: restore it from a backup, or let STORE name another file.`,
    { trouble: "damaged", code: "damaged", cause },
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
