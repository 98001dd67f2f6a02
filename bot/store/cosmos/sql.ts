import { indexedFields, kinds } from "../documents.ts";
import type { QueryPlan } from "../query-plan.ts";

export interface SqlQuery {
  query: string;
  parameters: { name: string; value: string | number }[];
}

const fields = [...new Set(kinds.flatMap((kind) => [...indexedFields[kind]]))].sort();

/**
 * The index policy of the container, wherever it is created (Bicep, or the app against an emulator): nothing but what
 * queries use, since every indexed path costs request units with every write. An order with its tie-break needs a
 * composite index; one serves both directions.
 */
export function cosmosIndexingPolicy() {
  const ascending = (path: string) => ({ path, order: "ascending" as const });
  return {
    indexingMode: "consistent" as const,
    automatic: true,
    includedPaths: [
      "/tenantId/?",
      "/kind/?",
      "/key/?",
      "/words/[]/?",
      ...fields.map((field) => `/value/${field}/?`),
    ].map((path) => ({
      path,
    })),
    excludedPaths: [{ path: "/*" }],
    compositeIndexes: [
      [ascending("/kind"), ascending("/key")],
      ...fields.map((field) => [ascending("/kind"), ascending(`/value/${field}`), ascending("/key")]),
    ],
  };
}

/** The query text for a plan. The tenant is named although the request is bound to its partition: twice is cheap. */
export function cosmosQuery(plan: QueryPlan, tenantId: string, now: number): SqlQuery {
  const { conditions, parameters, parameter } = startOfQuery(tenantId);
  conditions.push(living(parameter(now)));
  for (const { prefix, exactly } of plan.words) {
    const isOne = exactly.length === 0 ? "" : ` OR w IN (${exactly.map(parameter).join(", ")})`;
    const found = `EXISTS(SELECT VALUE w FROM w IN c.words WHERE STARTSWITH(w, ${parameter(prefix)})${isOne})`;
    // What was written before there were words is looked through by whoever asks.
    conditions.push(`(NOT IS_DEFINED(c.words) OR ${found})`);
  }
  const direction = plan.descending ? "DESC" : "ASC";
  const beyond = plan.descending ? "<" : ">";
  conditions.push(`c.kind = ${parameter(plan.kind)}`);
  for (const { field, values } of plan.where)
    conditions.push(`${fieldOf(field)} IN (${values.map(parameter).join(", ")})`);
  if (plan.range !== undefined) {
    const { field, from, before } = plan.range;
    conditions.push(`IS_STRING(${fieldOf(field)})`);
    if (from !== undefined) conditions.push(`${fieldOf(field)} >= ${parameter(from)}`);
    if (before !== undefined) conditions.push(`${fieldOf(field)} < ${parameter(before)}`);
  }
  const order = [`c.kind ${direction}`];
  if (plan.orderField === null) {
    if (plan.after !== undefined) conditions.push(`c.key ${beyond} ${parameter(plan.after.key)}`);
  } else {
    const ordered = fieldOf(plan.orderField);
    order.push(`${ordered} ${direction}`);
    conditions.push(`IS_STRING(${ordered})`);
    if (plan.after !== undefined) {
      const value = parameter(plan.after.value);
      const key = parameter(plan.after.key);
      conditions.push(`(${ordered} ${beyond} ${value} OR (${ordered} = ${value} AND c.key ${beyond} ${key}))`);
    }
  }
  order.push(`c.key ${direction}`);
  return { query: `${selectWhere(conditions)} ORDER BY ${order.join(", ")}`, parameters };
}

/** The query for the etags of a whole kind, in no particular order. */
export function cosmosEtags(kind: string, tenantId: string, now: number): SqlQuery {
  const { conditions, parameters, parameter } = startOfQuery(tenantId);
  conditions.push(living(parameter(now)), `c.kind = ${parameter(kind)}`);
  return { query: `SELECT c.key, c._etag FROM c WHERE ${conditions.join(" AND ")}`, parameters };
}

/** The query for the tenants that have documents, one time for each document: not every server can leave out what it has said. */
export function cosmosTenantIds(now: number): SqlQuery {
  const query = `SELECT VALUE c.tenantId FROM c WHERE ${living("@now")}`;
  return { query, parameters: [{ name: "@now", value: now }] };
}

/** Time to live is carried out late, and by an emulator not at all. */
function living(now: string): string {
  return `(c.expiresAt = null OR c.expiresAt > ${now})`;
}

/** The query for several documents at once; expired ones may be among them. */
export function cosmosReadMany(ids: readonly string[], tenantId: string): SqlQuery {
  const { conditions, parameters, parameter } = startOfQuery(tenantId);
  conditions.push(`c.id IN (${ids.map(parameter).join(", ")})`);
  return { query: selectWhere(conditions), parameters };
}

function startOfQuery(tenantId: string) {
  const parameters: SqlQuery["parameters"] = [];
  function parameter(value: string | number): string {
    const name = `@p${parameters.length}`;
    parameters.push({ name, value });
    return name;
  }
  const conditions = [`c.tenantId = ${parameter(tenantId)}`];
  return { conditions, parameters, parameter };
}

function selectWhere(conditions: readonly string[]): string {
  return `SELECT c.id, c.key, c._etag, c.expiresAt, c["commit"], c["value"] FROM c WHERE ${conditions.join(" AND ")}`;
}

function fieldOf(field: string): string {
  return `c["value"]["${field}"]`;
}
