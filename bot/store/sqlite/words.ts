import type { SoughtWord } from "../../domain/folded-words.ts";
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

/** More documents than these are not gathered to find a page of them. */
const manyDocuments = 2000;

/** Whether a word stands in very many documents of the kind; looks no further than it must. */
export function isBroadIn(sql: Sql, tenantId: string, kind: Kind): (word: SoughtWord) => boolean {
  const many = `select count(*) as found from (select 1 from ${wordTable} where tenant_id = ? and kind = ?`;
  const begun = sql(`${many} and word >= ? and word < ? limit ${manyDocuments})`);
  const marked = sql(`${many} and word in (select value from json_each(?)) limit ${manyDocuments})`);
  return ({ prefix, exactly }) => {
    const written = Number(begun.get(tenantId, kind, prefix, `${prefix}\u{10ffff}`)?.found);
    const named = exactly.length === 0 ? 0 : Number(marked.get(tenantId, kind, JSON.stringify(exactly))?.found);
    return written + named >= manyDocuments;
  };
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
