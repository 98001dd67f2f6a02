import { randomBytes } from "node:crypto";
import { checkChanges, expiryOf } from "./change-rules.ts";
import { living, type Sql } from "./sqlite-sql.ts";
import { type Change, Conflict } from "./store.ts";

export const maxChanges = 10_000;
/** A group goes on growing while every turn of the event loop brings more, but no longer than this. */
const longestGroupMs = 10;
const sweepEveryMs = 600_000;
const sweepAtMost = 500;

interface Waiting {
  tenantId: string;
  changes: readonly Change[];
  bodies: string[];
  resolve: (etags: string[]) => void;
  reject: (error: unknown) => void;
}

/** What is asked of the open database itself. */
type Transactions = Readonly<{ isOpen: boolean; isTransaction: boolean }>;

/**
 * `commit` of the embedded store. What arrives until a turn of the event loop brings nothing more is written in one
 * transaction, and answered when that is on disk: a failing condition undoes one commit, a failing transaction rejects all
 * of them. One sync to disk costs as much as many writes. `flush` writes at once what is waiting.
 */
export function groupCommit(db: Transactions, sql: Sql, now: () => number) {
  const run = randomBytes(9).toString("base64url");
  let writes = 0;
  let nextSweep = 0;
  let waiting: Waiting[] = [];

  function nextEtag(): string {
    writes += 1;
    return `${run}${writes.toString(36)}`;
  }

  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    const answers: (() => void)[] = [];
    try {
      sql("begin immediate").run();
      for (const commit of group) answers.push(writeOne(db, sql, now(), commit, nextEtag));
      if (now() >= nextSweep) nextSweep = sweep(sql, now()) < sweepAtMost ? now() + sweepEveryMs : 0;
      sql("commit").run();
    } catch (error) {
      if (db.isOpen && db.isTransaction) sql("rollback").run();
      for (const commit of group) commit.reject(error);
      return;
    }
    for (const answer of answers) answer();
  }

  function collect(known: number, untilMs: number): void {
    setImmediate(() => {
      if (waiting.length > known && performance.now() < untilMs) collect(waiting.length, untilMs);
      else flush();
    });
  }

  function commit(tenantId: string, changes: readonly Change[]): Promise<string[]> {
    checkChanges(changes, maxChanges);
    // Written out now: the caller may go on changing its object.
    const bodies = changes.map((change) => (change.op === "delete" ? "" : JSON.stringify(change.value)));
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) collect(0, performance.now() + longestGroupMs);
      waiting.push({ tenantId, changes, bodies, resolve, reject });
    });
  }

  return { commit, flush };
}

/**
 * Writes one commit inside the transaction of its group and returns what to answer once that is on disk. A failure
 * undoes this commit alone; where SQLite has given up the whole transaction (a full disk), it is thrown.
 */
function writeOne(db: Transactions, sql: Sql, now: number, commit: Waiting, nextEtag: () => string): () => void {
  try {
    sql("savepoint one").run();
    const etags = commit.changes.map((change, i) =>
      writeChange(sql, now, commit.tenantId, change, commit.bodies[i] ?? "", nextEtag()),
    );
    sql("release one").run();
    return () => commit.resolve(etags);
  } catch (error) {
    if (!db.isTransaction) throw error;
    sql("rollback to one").run();
    sql("release one").run();
    return () => commit.reject(error);
  }
}

/** What has expired but is not swept yet does not exist, so it gives way. */
const createSql = `insert into documents (tenant_id, kind, key, etag, expires_at, body) values (?, ?, ?, ?, ?, ?)
  on conflict (tenant_id, kind, key) do update set etag = excluded.etag, expires_at = excluded.expires_at,
  body = excluded.body where documents.expires_at <= ?`;
const replaceSql = `update documents set etag = ?, expires_at = ?, body = ?
  where tenant_id = ? and kind = ? and key = ? and etag = ? and ${living}`;
const deleteSql = `delete from documents where tenant_id = ? and kind = ? and key = ? and etag = ? and ${living}`;

function writeChange(sql: Sql, now: number, tenantId: string, change: Change, body: string, etag: string): string {
  const { kind, key } = change;
  let written: number | bigint;
  switch (change.op) {
    case "create":
      written = sql(createSql).run(tenantId, kind, key, etag, expiryOf(change), body, now).changes;
      break;
    case "replace":
      written = sql(replaceSql).run(etag, expiryOf(change), body, tenantId, kind, key, change.etag, now).changes;
      break;
    case "delete":
      written = sql(deleteSql).run(tenantId, kind, key, change.etag, now).changes;
      break;
  }
  if (written === 0) throw new Conflict(`${change.op} of a ${kind}: somebody else wrote in between`);
  return change.op === "delete" ? "" : etag;
}

/** Removes some of what has expired, whosever it is: the one statement that names no tenant, since it reveals nothing. */
function sweep(sql: Sql, now: number): number {
  const some = "select rowid from documents where expires_at <= ? limit ?";
  return Number(sql(`delete from documents where rowid in (${some})`).run(now, sweepAtMost).changes);
}
