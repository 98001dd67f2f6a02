import type { SoughtWord } from "../../domain/folded-words.ts";
import { type QueryPlan, searchedField } from "../query-plan.ts";
import { columnOf, indexName, table, wordTable } from "./schema.ts";

type Value = string | number | null;

/** The prepared statement for a text. */
export type Sql = (text: string) => {
  run(...parameters: Value[]): { changes: number | bigint };
  get(...parameters: Value[]): Record<string, unknown> | undefined;
  all(...parameters: Value[]): Record<string, unknown>[];
};

/** The condition that a document has not expired; its parameter is the present. */
export const living = "(expires_at is null or expires_at > ?)";

/**
 * What finds the text in JSON, and perhaps others that are as long: SQLite knows the case of plain letters only, k and s have other
 * forms elsewhere, and there may be more than one blank.
 */
function likePattern(text: string): string {
  const inJson = JSON.stringify(text).slice(1, -1);
  const loose = inJson.replaceAll(/[%_\\]/g, String.raw`\$&`).replaceAll(/[^ -~]|[ks]/giu, "_");
  return `%${loose.replaceAll(/\s+/g, "%")}%`;
}

/**
 * That a document holds a word. The keys of few are gathered; what stands in very many is looked for document by document, in their
 * order, until the page is full.
 */
function holding(
  { prefix, exactly }: SoughtWord,
  isBroad: boolean,
  { tenantId, kind }: { tenantId: string; kind: string },
): { condition: string; values: string[] } {
  const marks = JSON.stringify(exactly);
  if (isBroad) {
    const isMarked = "select 1 from json_each(?) where instr(' ' || words || ' ', ' ' || value || ' ') > 0";
    return { condition: `(instr(' ' || words, ' ' || ?) > 0 or exists (${isMarked}))`, values: [prefix, marks] };
  }
  const ofKind = `select key from ${wordTable} where tenant_id = ? and kind = '${kind}'`;
  const condition = `key in (${ofKind} and word >= ? and word < ? union ${ofKind} and word in (select value from json_each(?)))`;
  return { condition, values: [tenantId, prefix, `${prefix}\u{10ffff}`, tenantId, marks] };
}

/**
 * The statement for a plan and its parameters. Kind and field names are literals from `indexedFields`, so that SQLite
 * can see that a partial index fits; everything else is a parameter. The index is named (`indexed by`), because without
 * statistics SQLite would rather walk the whole kind in key order than search an index and sort. `isBroad` says whether a word
 * stands in so many documents that their keys are not to be gathered first.
 */
export function querySql(
  plan: QueryPlan,
  tenantId: string,
  now: number,
  isBroad: (word: SoughtWord) => boolean = () => false,
): { text: string; parameters: (string | number)[] } {
  const conditions = [`tenant_id = ? and kind = '${plan.kind}' and ${living}`];
  const parameters: (string | number)[] = [tenantId, now];
  function add(condition: string, ...values: string[]): void {
    conditions.push(condition);
    parameters.push(...values);
  }

  for (const { field, values } of plan.where) {
    if (values.length === 1) add(`${columnOf(field)} = ?`, ...values);
    else add(`${columnOf(field)} in (select value from json_each(?))`, JSON.stringify(values));
  }
  if (plan.range !== undefined) {
    const { field, from, before } = plan.range;
    add(`${columnOf(field)} is not null`);
    if (from !== undefined) add(`${columnOf(field)} >= ?`, from);
    if (before !== undefined) add(`${columnOf(field)} < ?`, before);
  }
  // What names much costs most to compare: it is asked of those that hold the others.
  for (const word of plan.words.toSorted((a, b) => a.exactly.length - b.exactly.length)) {
    const { condition, values } = holding(word, isBroad(word), { tenantId, kind: plan.kind });
    add(condition, ...values);
  }
  if (plan.saying.length > 0) {
    const patterns = plan.saying.map(likePattern);
    const says = patterns.map(() => String.raw`key like ? escape '\' or body like ? escape '\'`).join(" or ");
    add(`(${says})`, ...patterns.flatMap((pattern) => [pattern, pattern]));
  }
  const direction = plan.descending ? "desc" : "asc";
  const beyond = plan.descending ? "<" : ">";
  const ordered = plan.orderField === null ? undefined : columnOf(plan.orderField);
  if (ordered !== undefined) add(`${ordered} is not null`);
  if (plan.after !== undefined && ordered === undefined) add(`key ${beyond} ?`, plan.after.key);
  if (plan.after !== undefined && ordered !== undefined) {
    // The first half is implied by the second, but it is what SQLite can seek to.
    add(`${ordered} ${beyond}= ?`, plan.after.value);
    add(`(${ordered}, key) ${beyond} (?, ?)`, plan.after.value, plan.after.key);
  }
  const field = searchedField(plan);
  const text = `select key, etag, expires_at, body from ${table} ${field === undefined ? "" : `indexed by ${indexName(plan.kind, field)}`}
    where ${conditions.join(" and ")}
    order by ${ordered === undefined ? "" : `${ordered} ${direction}, `}key ${direction} limit ?`;
  parameters.push(plan.limit + 1);
  return { text, parameters };
}
