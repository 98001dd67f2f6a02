import { indexedFields, type Kind, kinds } from "../documents.ts";
import type { Change } from "../store.ts";
import { type OpenFile, waitingForNobody } from "./file.ts";
import { columnOf, table } from "./schema.ts";
import type { Sql } from "./sql.ts";
import { isSearched, replaceWords, wordsBefore } from "./words.ts";

const sweepEveryMs = 600_000;
const sweepAtMost = 500;

/** One change, ready to be written. */
export interface Write {
  op: Change["op"];
  kind: Kind;
  key: string;
  /** What the stored document must have; empty for a create. */
  etag: string;
  newEtag: string;
  body: string;
  /** When it expires, in milliseconds since 1970, and the kind's indexed fields in the order of `indexedFields`. */
  columns: (string | number | null)[];
  /** What it is searched by; null for a kind that is not, and for a delete. */
  words: string[] | null;
}

export interface Commit {
  tenantId: string;
  writes: Write[];
}

/** What became of a commit: null when it is on disk, else the change whose condition failed, or the error. */
export type Outcome = null | { conflict: string } | { error: unknown };

/**
 * Writes a group of commits in one transaction, with one sync to disk; the outcomes are in the order of the group. Every
 * condition of a commit is looked at before its first change, so that a failing one undoes nothing. An error while changing
 * undoes the group, and each commit gets a transaction of its own: one that cannot be written takes nobody along.
 */
export function groupWriter({ db, sql }: OpenFile): (group: readonly Commit[], now: number) => Outcome[] {
  let nextSweep = 0;

  function write(group: readonly Commit[], now: number): Outcome[] {
    let isChanging = false;
    try {
      waitingForNobody(db, () => sql("begin immediate").run());
      isChanging = true;
      const outcomes = group.map((commit) => writeOne(sql, now, commit));
      if (now >= nextSweep) nextSweep = sweep(sql, now) < sweepAtMost ? now + sweepEveryMs : 0;
      isChanging = false;
      sql("commit").run();
      return outcomes;
    } catch (error) {
      if (db.isOpen && db.isTransaction) sql("rollback").run();
      if (isChanging && group.length > 1) return group.flatMap((commit) => write([commit], now));
      return group.map(() => ({ error }));
    }
  }

  return write;
}

type Row = Record<string, unknown> | undefined;

function writeOne(sql: Sql, now: number, { tenantId, writes }: Commit): Outcome {
  const found = writes.map(({ kind, key }): Row => sql(texts[kind].select).get(tenantId, key));
  for (const [i, write] of writes.entries()) {
    if (!isAsDemanded(write, found[i], now)) return { conflict: `${write.op} of a ${write.kind}` };
  }
  for (const [i, write] of writes.entries()) writeChange(sql, tenantId, write, found[i]);
  return null;
}

/** What has expired but is not swept yet does not exist. */
function isAsDemanded({ op, etag }: Write, row: Row, now: number): boolean {
  const isThere = row !== undefined && (row.expires_at === null || Number(row.expires_at) > now);
  return op === "create" ? !isThere : isThere && row.etag === etag;
}

function writeChange(sql: Sql, tenantId: string, write: Write, row: Row): void {
  const { op, kind, key, newEtag, body, columns } = write;
  if (op === "delete") sql(`delete from ${table} where rowid = ?`).run(Number(row?.rowid));
  else if (row === undefined) sql(texts[kind].insert).run(tenantId, key, newEtag, body, ...columns);
  else replace(sql, write, row);
  if (isSearched(kind)) replaceWords(sql, { tenantId, kind, key }, wordsBefore(row), write.words ?? []);
}

/** Names the columns that change only, so that SQLite leaves the indexes on the others alone. */
function replace(sql: Sql, { kind, newEtag, body, columns }: Write, row: NonNullable<Row>): void {
  const names = texts[kind].columns;
  const isChanged = (_: unknown, i: number) => row[names[i] ?? ""] !== columns[i];
  const set = names.filter(isChanged).map((name) => `, ${name} = ?`);
  const text = `update ${table} set etag = ?, body = ?${set.join("")} where rowid = ?`;
  sql(text).run(newEtag, body, ...columns.filter(isChanged), Number(row.rowid));
}

const texts = Object.fromEntries(kinds.map((kind) => [kind, textsOf(kind)])) as Record<
  Kind,
  ReturnType<typeof textsOf>
>;

function textsOf(kind: Kind) {
  const columns = ["expires_at", ...indexedFields[kind].map(columnOf)];
  return {
    columns,
    select: `select rowid, etag, ${[...columns, ...(isSearched(kind) ? ["words"] : [])]} from ${table} where tenant_id = ? and kind = '${kind}' and key = ?`,
    insert: `insert into ${table} (kind, tenant_id, key, etag, body, ${columns})
      values ('${kind}', ?, ?, ?, ?${", ?".repeat(columns.length)})`,
  };
}

/** Removes some of what has expired, whosever it is: the one statement that names no tenant, since it reveals nothing. */
function sweep(sql: Sql, now: number): number {
  const some = `select rowid from ${table} where expires_at <= ? limit ?`;
  return Number(sql(`delete from ${table} where rowid in (${some})`).run(now, sweepAtMost).changes);
}
