import { randomUUID } from "node:crypto";
import { maxReferences, type Operation, type StoreOptions } from "../change-rules.ts";
import type { Documents, Kind } from "../documents.ts";
import { idOf } from "../places.ts";
import { documentsIn, pageOf, planQuery } from "../query-plan.ts";
import {
  type Change,
  type Page,
  type Query,
  type QueryMany,
  type ReadMany,
  type Reference,
  type Store,
  type Stored,
  StoreUnusable,
} from "../store.ts";
import { groupCommit, maxChanges } from "./commit.ts";
import { inOperatorsWords, openFile, syncBeside } from "./file.ts";
import { cleaner } from "./leftovers.ts";
import { table } from "./schema.ts";
import { living, querySql, type Sql } from "./sql.ts";
import { isBroadIn } from "./words.ts";
import { groupWriter } from "./write.ts";

/**
 * The embedded store: one file, which other processes on the same machine may share. Creates folder and file.
 * Commits that arrive together share one transaction and one sync to disk; each is still
 * atomic and conditional by itself, and is answered only when it is on disk.
 * Throws {@link StoreUnusable} when the file cannot be used: a newer schema, no database, no permission, no space.
 */
export function openSqlite(file: string, options: StoreOptions = {}): Store {
  const now = options.now ?? Date.now;
  const open = openFile(file);
  const { db, sql } = open;
  const disk = syncBeside(file, open);
  const writeGroup = groupWriter(open);
  const write = groupCommit((group) => writeGroup(group, now()), disk.sync);
  const leftovers = cleaner(file);
  const readiness = keepReady((change) => write.commit(nobody, [change]), now);
  const opened = idOf(file);
  let isOpen = true;

  /** SQLite goes on writing to a file that nobody will ever find again. */
  function demandInPlace(): void {
    if (idOf(file) === opened) return;
    const message = `The database ${file} was deleted, moved or replaced: stop the service and put the right file in place.`;
    throw new StoreUnusable(message, { trouble: "moved" });
  }

  /** Runs one operation and reports it; damage found on the way is put into the operator's words. */
  async function operation<T extends object | undefined>(name: Operation["name"], run: () => T | Promise<T>) {
    if (!isOpen) throw new Error("the store is closed");
    try {
      const result = await run();
      options.onOperation?.({ name, documents: documentsIn(result), requestCharge: 0 });
      return result;
    } catch (error) {
      const said = inOperatorsWords(file, error);
      if (said instanceof StoreUnusable) readiness.doubt();
      throw said;
    }
  }

  return {
    maxChanges,
    read: (tenantId, kind, key) => operation("read", () => readOne(sql, now(), tenantId, kind, key)),
    readMany: (tenantId, references) => operation("readMany", () => readAll(sql, now(), tenantId, references)),
    query: (tenantId, kind, query = {}) => operation("query", () => runQuery(sql, now(), tenantId, kind, query)),
    queryMany: (tenantId, queries) => {
      const run = () => queries.map(({ kind, query }) => runQuery(sql, now(), tenantId, kind, query));
      return operation("query", run as () => QueryMany<typeof queries>);
    },
    etags: (tenantId, kind) => operation("etags", () => readEtags(sql, now(), tenantId, kind)),
    tenantIds: async () => {
      const rows = sql(`select distinct tenant_id from ${table} where ${living} order by tenant_id`).all(now());
      return rows.map((row) => String(row.tenant_id));
    },
    commit: (tenantId, changes) =>
      operation("commit", () => {
        demandInPlace();
        return write.commit(tenantId, changes);
      }),
    scrub: async () => {
      if (!isOpen) throw new Error("the store is closed");
      demandInPlace();
      await leftovers.clean().catch((error: unknown) => {
        throw inOperatorsWords(file, error);
      });
    },
    ping: async () => {
      if (!isOpen) throw new Error("the store is closed");
      try {
        demandInPlace();
        sql(`select 1 from ${table} where tenant_id = '' limit 1`).get();
        await readiness.check();
      } catch (error) {
        throw inOperatorsWords(file, error);
      }
    },
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await write.close();
      await leftovers.stop();
      await disk.close();
      db.close();
      await leftovers.close();
    },
  };
}

/** Has no documents but what readiness writes. */
const nobody = "-";
/** How often readiness writes something, and how soon again what failed. */
const probeEveryMs = 60_000;
const probeAgainMs = 5_000;
/** More than what room an almost full file has inside. */
const probeBytes = 40_000;

/**
 * Whether the store can still be written, told by a write now and then and at once when something could not be written:
 * reading works on a full disk too. What it writes has expired already and is swept with the rest.
 */
function keepReady(write: (change: Change) => Promise<unknown>, now: () => number) {
  let dueAt = Number.NEGATIVE_INFINITY;
  let last: Promise<unknown> = Promise.resolve();

  function check(): Promise<unknown> {
    if (now() < dueAt) return last;
    dueAt = now() + probeAgainMs;
    const value = { textsBefore: " ".repeat(probeBytes) };
    const expiresAt = new Date(now()).toISOString();
    last = write({ op: "create", kind: "upkeep", key: `ready:${randomUUID()}`, value, expiresAt });
    last.then(() => (dueAt = now() + probeEveryMs)).catch(() => {});
    return last;
  }

  function doubt(): void {
    dueAt = Number.NEGATIVE_INFINITY;
  }

  return { check, doubt };
}

const readSql = `select etag, expires_at, body from ${table} where tenant_id = ? and kind = ? and key = ? and ${living}`;

function readOne<K extends Kind>(sql: Sql, now: number, tenantId: string, kind: K, key: string): Stored<K> | undefined {
  const row = sql(readSql).get(tenantId, kind, key, now);
  return row === undefined ? undefined : stored(kind, key, row);
}

/** Cross join: in this order, the key is searched for each. One statement sees one moment, and costs half of as many. */
const readManySql = `select asked.key as at, etag, expires_at, body from json_each(?) as asked cross join ${table} as found
  on found.kind = asked.value ->> 'kind' and found.key = asked.value ->> 'key' where tenant_id = ? and ${living}`;

function readAll<const R extends readonly Reference[]>(sql: Sql, now: number, tenantId: string, references: R) {
  if (references.length > maxReferences) throw new RangeError(`at most ${maxReferences} references at once`);
  const found = new Array<Stored<Kind> | undefined>(references.length).fill(undefined);
  const asked = JSON.stringify(references.map(({ kind, key }) => ({ kind, key })));
  for (const row of sql(readManySql).all(asked, tenantId, now)) {
    const { kind, key } = references[Number(row.at)] as Reference;
    found[Number(row.at)] = stored(kind, key, row);
  }
  return found as ReadMany<R>;
}

/** Two lists in the same order: one long row is read much faster than thousands of short ones. */
const etagsSql = `select json_group_array(key) as keys, json_group_array(etag) as etags from ${table}
  where tenant_id = ? and kind = ? and ${living}`;

function readEtags(sql: Sql, now: number, tenantId: string, kind: Kind): Map<string, string> {
  const row = sql(etagsSql).get(tenantId, kind, now);
  const etags = JSON.parse(String(row?.etags)) as string[];
  return new Map((JSON.parse(String(row?.keys)) as string[]).map((key, index) => [key, etags[index] ?? ""]));
}

function runQuery<K extends Kind>(sql: Sql, now: number, tenantId: string, kind: K, query: Query<K>): Page<K> {
  const plan = planQuery(kind, query);
  if (plan === undefined) return { items: [] };
  const { text, parameters } = querySql(plan, tenantId, now, isBroadIn(sql, tenantId, kind));
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
