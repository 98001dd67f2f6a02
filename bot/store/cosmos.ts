import {
  type Container,
  CosmosClient,
  type CosmosClientOptions,
  ErrorResponse,
  type OperationInput,
} from "@azure/cosmos";
import {
  checkChanges,
  documentId,
  expiryOf,
  isKey,
  maxReferences,
  type Operation,
  type StoreOptions,
} from "./change-rules.ts";
import { openingFailure, withoutContent } from "./cosmos-errors.ts";
import { cosmosEtags, cosmosIndexingPolicy, cosmosQuery, cosmosReadMany, type SqlQuery } from "./cosmos-sql.ts";
import type { Documents, Kind } from "./documents.ts";
import { pageOf, planQuery } from "./query-plan.ts";
import {
  type Change,
  Conflict,
  type Page,
  type Query,
  type ReadMany,
  type Reference,
  type Store,
  type Stored,
} from "./store.ts";

/** A batch takes 100 operations, and a conditional delete needs two of them. */
const maxChanges = 50;
const containerId = "ombord";

export interface CosmosOptions extends StoreOptions {
  endpoint: string;
  database: string;
  /** Of an emulator, where the app creates database and container itself. Accounts in Azure are opened without a key. */
  key?: string;
  credential?: CosmosClientOptions["aadCredentials"];
}

/**
 * The distributed store: one container, a partition to a tenant, any number of processes. The SDK waits and tries again
 * when it is asked to slow down (429), but never repeats a write whose answer was lost. The caller may; a `Conflict` can
 * then mean that the first attempt had arrived.
 * Throws {@link StoreUnusable} when account, database or container do not answer.
 */
export async function openCosmos(options: CosmosOptions): Promise<Store> {
  const now = options.now ?? Date.now;
  const client = new CosmosClient({
    endpoint: options.endpoint,
    key: options.key,
    aadCredentials: options.credential,
    // An emulator names addresses that may lead elsewhere.
    connectionPolicy: { enableEndpointDiscovery: options.key === undefined },
  });
  const container = client.database(options.database).container(containerId);
  const ping = () => readOne({ container, now: now(), charge: () => {} }, "-", "settings", "-");
  try {
    if (options.key !== undefined) await createContainer(client, options.database);
    await ping();
  } catch (error) {
    client.dispose();
    throw openingFailure(options, error);
  }

  /** Runs one operation and reports what it cost. */
  async function operation<T>(name: Operation["name"], run: (call: Call) => Promise<T>, count: (result: T) => number) {
    let requestCharge = 0;
    const charge = (units: number) => {
      requestCharge += units;
    };
    try {
      const result = await run({ container, now: now(), charge });
      options.onOperation?.({ name, documents: count(result), requestCharge });
      return result;
    } catch (error) {
      throw withoutContent(name, error);
    }
  }

  return {
    maxChanges,
    read: (tenantId, kind, key) =>
      operation(
        "read",
        (call) => readOne(call, tenantId, kind, key),
        (found) => (found === undefined ? 0 : 1),
      ),
    readMany: (tenantId, references) =>
      operation(
        "readMany",
        (call) => readAll(call, tenantId, references),
        (found) => found.filter(Boolean).length,
      ),
    query: (tenantId, kind, query = {}) =>
      operation(
        "query",
        (call) => runQuery(call, tenantId, kind, query),
        (page) => page.items.length,
      ),
    etags: (tenantId, kind) =>
      operation(
        "etags",
        (call) => readEtags(call, tenantId, kind),
        (found) => found.size,
      ),
    commit: (tenantId, changes) =>
      operation(
        "commit",
        (call) => commit(call, tenantId, changes),
        () => changes.length,
      ),
    ping: async () => void (await ping().catch((error) => Promise.reject(withoutContent("ping", error)))),
    close: async () => client.dispose(),
  };
}

/** What one operation works with; `charge` adds up its request units. */
interface Call {
  container: Container;
  now: number;
  charge: (requestUnits: number) => void;
}

/** An item of the container, as far as it is read. */
interface Item {
  id: string;
  key: string;
  _etag: string;
  expiresAt: number | null;
  value: unknown;
}

async function readOne<K extends Kind>(call: Call, tenantId: string, kind: K, key: string) {
  if (!isKey(kind, key)) return undefined;
  const item = await readItem(call, tenantId, documentId(kind, key));
  return item === undefined || hasExpired(item, call.now) ? undefined : stored(kind, item);
}

async function readItem(call: Call, tenantId: string, id: string): Promise<Item | undefined> {
  const response = await call.container.item(id, tenantId).read<Item>();
  call.charge(response.requestCharge);
  return response.resource;
}

async function readAll<const R extends readonly Reference[]>(call: Call, tenantId: string, references: R) {
  if (references.length > maxReferences) throw new RangeError(`at most ${maxReferences} references at once`);
  const ids = references.filter(({ kind, key }) => isKey(kind, key)).map(({ kind, key }) => documentId(kind, key));
  const found = new Map((await readIds(call, tenantId, ids)).map((item) => [item.id, item]));
  return references.map(({ kind, key }) => {
    const item = found.get(documentId(kind, key));
    return item === undefined || hasExpired(item, call.now) ? undefined : stored(kind, item);
  }) as ReadMany<R>;
}

/** A point read for one, a query for several; expired items may be among them. */
async function readIds(call: Call, tenantId: string, ids: readonly string[]): Promise<Item[]> {
  const [id] = ids;
  if (id === undefined) return [];
  if (ids.length > 1) return fetchItems(call, tenantId, cosmosReadMany(ids, tenantId), ids.length);
  const item = await readItem(call, tenantId, id);
  return item === undefined ? [] : [item];
}

async function runQuery<K extends Kind>(call: Call, tenantId: string, kind: K, query: Query<K>): Promise<Page<K>> {
  const plan = planQuery(kind, query);
  if (plan === undefined) return { items: [] };
  const items = await fetchItems(call, tenantId, cosmosQuery(plan, tenantId, call.now), plan.limit + 1);
  return pageOf(
    plan,
    items.map((item) => stored(kind, item)),
  );
}

async function readEtags(call: Call, tenantId: string, kind: Kind): Promise<Map<string, string>> {
  const query = cosmosEtags(kind, tenantId, call.now);
  const items = await fetchItems<Pick<Item, "key" | "_etag">>(call, tenantId, query, Number.POSITIVE_INFINITY);
  return new Map(items.map(({ key, _etag }) => [key, _etag]));
}

/** The server may answer in several pages, whatever is asked of it. */
async function fetchItems<T = Item>(call: Call, tenantId: string, query: SqlQuery, atMost: number): Promise<T[]> {
  const items: T[] = [];
  const maxItemCount = Number.isFinite(atMost) ? atMost : -1;
  const pages = call.container.items.query<T>(query, { partitionKey: tenantId, maxItemCount });
  while (items.length < atMost && pages.hasMoreResults()) {
    const page = await pages.fetchNext();
    call.charge(page.requestCharge);
    items.push(...(page.resources ?? []));
  }
  return items.slice(0, atMost);
}

function stored<K extends Kind>(kind: K, item: Item): Stored<K> {
  const expiry = item.expiresAt === null ? {} : { expiresAt: new Date(item.expiresAt).toISOString() };
  return { kind, key: item.key, etag: item._etag, value: item.value as Documents[K], ...expiry };
}

function hasExpired(item: Item, now: number): boolean {
  return item.expiresAt !== null && item.expiresAt <= now;
}

async function commit(call: Call, tenantId: string, changes: readonly Change[]): Promise<string[]> {
  checkChanges(changes, maxChanges);
  try {
    return await write(call, tenantId, changes);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const replacing = await overExpired(call, tenantId, changes);
    if (replacing === undefined) throw error;
    return await write(call, tenantId, replacing);
  }
}

/** What has expired but is still there does not exist: creates that met such items, as replaces of them. */
async function overExpired(call: Call, tenantId: string, changes: readonly Change[]): Promise<Change[] | undefined> {
  const creates = changes.filter((change) => change.op === "create");
  const items = await readIds(
    call,
    tenantId,
    creates.map(({ kind, key }) => documentId(kind, key)),
  );
  const expired = new Map(items.filter((item) => hasExpired(item, call.now)).map((item) => [item.id, item._etag]));
  if (expired.size === 0) return undefined;
  return changes.map((change) => {
    const etag = change.op === "create" ? expired.get(documentId(change.kind, change.key)) : undefined;
    return etag === undefined || change.op !== "create" ? change : ({ ...change, op: "replace", etag } as Change);
  });
}

async function write(call: Call, tenantId: string, changes: readonly Change[]): Promise<string[]> {
  const [change] = changes;
  if (change === undefined) return [];
  if (changes.length > 1) return writeBatch(call, tenantId, changes);
  return [await writeSingle(call, tenantId, change)];
}

async function writeSingle(call: Call, tenantId: string, change: Change): Promise<string> {
  try {
    const response = await requestSingle(call, tenantId, change);
    call.charge(response.requestCharge);
    return change.op === "delete" ? "" : response.etag;
  } catch (error) {
    throw error instanceof ErrorResponse && isConflict(error.code) ? conflict(change) : error;
  }
}

function requestSingle(call: Call, tenantId: string, change: Change) {
  const body = itemOf(call, tenantId, change);
  const existing = call.container.item(body.id, tenantId);
  switch (change.op) {
    case "create":
      return call.container.items.create(body, { disableAutomaticIdGeneration: true });
    case "replace":
      return existing.replace(body, { accessCondition: { type: "IfMatch", condition: change.etag } });
    case "delete":
      return existing.delete({ accessCondition: { type: "IfMatch", condition: change.etag } });
  }
}

async function writeBatch(call: Call, tenantId: string, changes: readonly Change[]): Promise<string[]> {
  const operations = changes.map((change) => batchOperations(call, tenantId, change));
  const response = await call.container.items.batch(operations.flat(), tenantId, {
    disableAutomaticIdGeneration: true,
    // What was just sent need not come back.
    contentResponseOnWriteEnabled: false,
  });
  call.charge(Number(response.headers["x-ms-request-charge"]));
  const results = response.result ?? [];
  // One failure fails all; the others then say 424.
  const failed = results.find(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
  if (failed !== undefined && isConflict(failed.statusCode)) throw new Conflict("a condition of the commit failed");
  if (failed !== undefined || results.length !== operations.flat().length) {
    throw Object.assign(new Error("the batch failed"), { code: failed?.statusCode ?? response.code });
  }
  const etags = results.map((result) => result.eTag ?? "");
  return operations.map((ofChange) => {
    const [etag = ""] = etags.splice(0, ofChange.length);
    return ofChange.length > 1 ? "" : etag;
  });
}

/** A delete in a batch knows no condition, so the same item is conditionally replaced right before it. */
function batchOperations(call: Call, tenantId: string, change: Change): OperationInput[] {
  const body = itemOf(call, tenantId, change);
  switch (change.op) {
    case "create":
      return [{ operationType: "Create", partitionKey: tenantId, resourceBody: body }];
    case "replace":
      return [
        { operationType: "Replace", partitionKey: tenantId, id: body.id, ifMatch: change.etag, resourceBody: body },
      ];
    case "delete":
      return [
        { operationType: "Replace", partitionKey: tenantId, id: body.id, ifMatch: change.etag, resourceBody: body },
        { operationType: "Delete", partitionKey: tenantId, id: body.id },
      ];
  }
}

function itemOf(call: Call, tenantId: string, change: Change) {
  const { kind, key } = change;
  const expiresAt = change.op === "delete" ? null : expiryOf(change);
  return {
    id: documentId(kind, key),
    tenantId,
    kind,
    key,
    expiresAt,
    ...(expiresAt !== null && { ttl: Math.max(1, Math.ceil((expiresAt - call.now) / 1000)) }),
    value: change.op === "delete" ? null : JSON.parse(JSON.stringify(change.value)),
  };
}

/** Exists already, is gone, or has another etag. */
function isConflict(status: unknown): boolean {
  return status === 409 || status === 404 || status === 412;
}

function conflict({ op, kind }: Change): Conflict {
  return new Conflict(`${op} of a ${kind}: somebody else wrote in between`);
}

async function createContainer(client: CosmosClient, databaseId: string): Promise<void> {
  const { database } = await client.databases.createIfNotExists({ id: databaseId });
  await database.containers.createIfNotExists({
    id: containerId,
    partitionKey: { paths: ["/tenantId"] },
    indexingPolicy: cosmosIndexingPolicy(),
    // On, with no time of its own: each item says when.
    defaultTtl: -1,
  });
}
