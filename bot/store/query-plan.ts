import * as z from "zod";
import type { SoughtWord } from "../domain/folded-words.ts";
import { OmbordError } from "../errors.ts";
import { type IndexedField, indexedFields, type Kind, searchedValues, wordsOf } from "./documents.ts";
import type { Page, Query, Stored } from "./store.ts";

const defaultLimit = 100;
const maxLimit = 1000;

/** A query with every default filled in and every field checked: what both adapters translate. */
export interface QueryPlan {
  kind: Kind;
  /** Field and the values it may have, in the order that `indexedFields` declares. Never an empty list of values. */
  where: { field: string; values: readonly string[] }[];
  /** None to find documents whatever their words. */
  words: readonly SoughtWord[];
  /** None to find documents whatever they say. */
  saying: readonly string[];
  range: { field: string; from?: string; before?: string } | undefined;
  /** Null orders by key alone. */
  orderField: string | null;
  descending: boolean;
  limit: number;
  /** The last document of the page before; the page begins right behind it. */
  after: { value: string; key: string } | undefined;
}

/**
 * Checks a query and fills in its defaults; `undefined` when it can match nothing (an empty in-list).
 * Throws `RangeError` for an undeclared field, a value that is not looked for or a limit outside 1–1000, and `OmbordError("invalid")` for a `page`
 * that this query did not give out: it comes from a client.
 */
export function planQuery<K extends Kind>(kind: K, query: Query<K>): QueryPlan | undefined {
  const declared: readonly string[] = indexedFields[kind];
  const where = Object.entries<string | readonly string[] | undefined>(query.where ?? {}).map(([field, value]) => {
    // An absent value must not widen the query to everything.
    if (value === undefined) throw new RangeError(`no value to match ${kind}.${field} with`);
    return { field, values: typeof value === "string" ? [value] : value };
  });
  const orderField = query.order?.field ?? null;
  for (const field of [...where.map((w) => w.field), query.range?.field, orderField]) {
    if (field != null && !declared.includes(field)) throw new RangeError(`${kind}.${field} is not an indexed field`);
  }
  for (const [field, searched] of Object.entries<readonly string[] | undefined>(searchedValues[kind] ?? {})) {
    const values = where.find((w) => w.field === field)?.values ?? [];
    const isSearched = values.every((value) => searched?.includes(value));
    if (!isSearched || query.range?.field === field || orderField === field) {
      throw new RangeError(`${kind}.${field} is indexed for ${searched} only`);
    }
  }
  const words = query.words ?? [];
  if (words.length > 0 && wordsOf[kind] === undefined) throw new RangeError(`${kind} is not searched by words`);
  const limit = query.limit ?? defaultLimit;
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) throw new RangeError(`limit must be 1–${maxLimit}`);
  const after = query.page === undefined ? undefined : readPageToken(query.page, orderField);
  if (where.some((w) => w.values.length === 0)) return undefined;
  where.sort((a, b) => declared.indexOf(a.field) - declared.indexOf(b.field));
  const { range, order, saying = [] } = query;
  return { kind, where, words, saying, range, orderField, descending: order?.descending ?? false, limit, after };
}

/**
 * The field whose index a query should search: of those it matches or ranges over the one declared first, since
 * `indexedFields` lists the narrowest first; else the one it orders by; `undefined` when only the key is left.
 */
export function searchedField(plan: QueryPlan): string | undefined {
  const declared: readonly IndexedField<Kind>[] = indexedFields[plan.kind];
  const candidates = new Set([...plan.where.map((w) => w.field), plan.range?.field]);
  return declared.find((field) => candidates.has(field)) ?? plan.orderField ?? undefined;
}

/** The page that a query answers with, given one document more than its limit where there is one. */
export function pageOf<K extends Kind>(plan: QueryPlan, found: Stored<K>[]): Page<K> {
  const items = found.slice(0, plan.limit);
  const last = items.at(-1);
  if (last === undefined || found.length <= plan.limit) return { items };
  const value =
    plan.orderField === null ? "" : String((last.value as unknown as Record<string, unknown>)[plan.orderField]);
  return { items, next: pageToken([plan.orderField, value, last.key]) };
}

/** How many documents an operation of a store answered with, whatever it was: a document, a page, a list or a map of such. */
export function documentsIn(result: object | string | undefined): number {
  if (result instanceof Map) return result.size;
  if (Array.isArray(result)) return result.reduce((sum, one) => sum + documentsIn(one), 0);
  if (typeof result === "object" && "items" in result) return documentsIn(result.items as object);
  return result === undefined ? 0 : 1;
}

const pageContent = z.tuple([z.string().nullable(), z.string(), z.string()]);

function pageToken(content: z.infer<typeof pageContent>): string {
  return Buffer.from(JSON.stringify(content)).toString("base64url");
}

function readPageToken(token: string, orderField: string | null): QueryPlan["after"] {
  const content = pageContent.safeParse(jsonOrUndefined(Buffer.from(token, "base64url").toString()));
  if (!content.success || content.data[0] !== orderField) throw new OmbordError("invalid");
  return { value: content.data[1], key: content.data[2] };
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
