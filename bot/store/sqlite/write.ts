import { indexedFields, type Kind, kinds } from "../documents.ts";
import type { Change } from "../store.ts";
import { columnOf, table } from "./schema.ts";
import type { Sql } from "./sql.ts";

const sweepEveryMs = 600_000;
const sweepAtMost = 500;

/** One change, ready to be written: plain data, so that another thread can be handed it. */
export interface Write {
  op: Change["op"];
  kind: Kind;
  key: string;
  /** What the stored document must have; empty for a create. */
  etag: string;
  newEtag: string;
  /** Milliseconds since 1970, or null for never. */
  expiresAt: number | null;
  body: string;
  /** The values of the kind's indexed fields, in the order of `indexedFields`. */
  fields: (string | null)[];
}

export interface Commit {
  tenantId: string;
  writes: Write[];
}

/** What became of a commit: null when it is on disk, else the change whose condition failed, or the error. */
export type Outcome = null | { conflict: string } | { error: unknown };

/** What is asked of the open database itself. */
type Transactions = Readonly<{ isOpen: boolean; isTransaction: boolean }>;

/**
 * Writes a group of commits in one transaction, with one sync to disk; the outcomes are in the order of the group. Every
 * condition of a commit is looked at before its first change, so that a failing one undoes nothing. An error while changing
 * undoes the group, and each commit gets a transaction of its own: one that cannot be written takes nobody along.
 */
export function groupWriter(db: Transactions, sql: Sql): (group: readonly Commit[], now: number) => Outcome[] {
  let nextSweep = 0;

  function write(group: readonly Commit[], now: number): Outcome[] {
    let isChanging = false;
    try {
      sql("begin immediate").run();
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
  const { op, kind, key, newEtag, expiresAt, body, fields } = write;
  if (op === "delete") sql(`delete from ${table} where rowid = ?`).run(Number(row?.rowid));
  else if (row === undefined) sql(texts[kind].insert).run(tenantId, key, newEtag, expiresAt, body, ...fields);
  else replace(sql, write, row);
}

/** Names the columns that change only, so that SQLite leaves the indexes on the others alone. */
function replace(sql: Sql, { kind, newEtag, body, expiresAt, fields }: Write, row: NonNullable<Row>): void {
  const { columns, updates } = texts[kind];
  const changed: (string | number | null)[] = [];
  let which = 0;
  for (const [i, column] of columns.entries()) {
    const value = i === 0 ? expiresAt : (fields[i - 1] ?? null);
    if (row[column] === value) continue;
    changed.push(value);
    which |= 1 << i;
  }
  const text = updates.get(which) ?? updateText(kind, which);
  sql(text).run(newEtag, body, ...changed, Number(row.rowid));
}

interface Texts {
  /** The columns besides etag and body that an update may change. */
  columns: string[];
  select: string;
  insert: string;
  /** By which of the columns change, one bit for each. */
  updates: Map<number, string>;
}

const texts = Object.fromEntries(kinds.map((kind) => [kind, textsOf(kind)])) as Record<Kind, Texts>;

function textsOf(kind: Kind): Texts {
  const columns = ["expires_at", ...indexedFields[kind].map(columnOf)];
  const given = ["tenant_id", "key", "etag", "expires_at", "body", ...columns.slice(1)];
  return {
    columns,
    select: `select rowid, etag, ${columns} from ${table} where tenant_id = ? and kind = '${kind}' and key = ?`,
    insert: `insert into ${table} (kind, ${given}) values ('${kind}', ${given.map(() => "?")})`,
    updates: new Map(),
  };
}

function updateText(kind: Kind, which: number): string {
  const { columns, updates } = texts[kind];
  const changed = columns.filter((_, i) => which & (1 << i)).map((column) => `, ${column} = ?`);
  const text = `update ${table} set etag = ?, body = ?${changed.join("")} where rowid = ?`;
  updates.set(which, text);
  return text;
}

/** Removes some of what has expired, whosever it is: the one statement that names no tenant, since it reveals nothing. */
function sweep(sql: Sql, now: number): number {
  const some = `select rowid from ${table} where expires_at <= ? limit ?`;
  return Number(sql(`delete from ${table} where rowid in (${some})`).run(now, sweepAtMost).changes);
}
