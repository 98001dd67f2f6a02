import { type Kind, kinds, wordsIn, wordsOf } from "../documents.ts";
import type { Reference } from "../store.ts";
import { table, wordTable } from "./schema.ts";
import type { Sql } from "./sql.ts";

/** The words that documents are searched by: a row for each, and with the document the list of its own. */
export function isSearched(kind: Kind): boolean {
  return wordsOf[kind] !== undefined;
}

/** The words that stand with a document that has been read. */
export function wordsBefore(row: Record<string, unknown> | undefined): string[] {
  return typeof row?.words === "string" ? row.words.split(" ") : [];
}

/** Only what differs is written. */
export function replaceWords(
  sql: Sql,
  { tenantId, kind, key }: Reference & { tenantId: string },
  before: readonly string[],
  after: readonly string[],
): void {
  const [was, is] = [new Set(before), new Set(after)];
  const gone = before.filter((word) => !is.has(word));
  const come = after.filter((word) => !was.has(word));
  if (gone.length + come.length === 0) return;
  const remove = sql(`delete from ${wordTable} where tenant_id = ? and kind = ? and word = ? and key = ?`);
  const add = sql(`insert or ignore into ${wordTable} (tenant_id, kind, word, key) values (?, ?, ?, ?)`);
  for (const word of gone) remove.run(tenantId, kind, word, key);
  for (const word of come) add.run(tenantId, kind, word, key);
  sql(`update ${table} set words = ? where tenant_id = ? and kind = ? and key = ?`).run(
    after.length === 0 ? null : after.join(" "),
    ...[tenantId, kind, key],
  );
}

/** Gives the documents of an older version their words. */
export function fillWords(sql: Sql): void {
  for (const kind of kinds.filter(isSearched)) {
    const read = sql(`select tenant_id, key, body from ${table} where kind = ? and words is null`);
    for (const { tenant_id: tenantId, key, body } of read.all(kind)) {
      const words = wordsIn(kind, JSON.parse(String(body))) ?? [];
      replaceWords(sql, { tenantId: String(tenantId), kind, key: String(key) }, [], words);
    }
  }
}
