import { CosmosClient, type CosmosClientOptions } from "@azure/cosmos";
import { documentId, isKey, maxReferences, type Operation, type StoreOptions } from "../change-rules.ts";
import type { Documents, Kind } from "../documents.ts";
import { documentsIn, pageOf, planQuery } from "../query-plan.ts";
import type { Page, Query, QueryMany, ReadMany, Reference, Store, Stored } from "../store.ts";
import { openingFailure, withoutContent } from "./errors.ts";
import { type Attempts, patientClient, withPatience } from "./patience.ts";
import { type Call, fetchItems, hasExpired, type Item, readIds, readItem } from "./read.ts";
import { cosmosEtags, cosmosIndexingPolicy, cosmosQuery, cosmosTenantIds } from "./sql.ts";
import { commit, maxChanges } from "./write.ts";

const containerId = "ombord";
/** An operation is tried again for so long: somebody in Teams is waiting. */
const usualPatienceMs = 8_000;
/** Whoever starts the service tries again by themselves. */
const openingPatienceMs = 1_000;

export interface CosmosOptions extends StoreOptions {
  endpoint: string;
  database: string;
  /** Of an emulator, where the app creates database and container itself. Accounts in Azure are opened without a key. */
  key?: string;
  credential?: CosmosClientOptions["aadCredentials"];
  /** For how long an operation is tried again that meets what passes by itself. */
  patienceMs?: number | undefined;
}

/**
 * The distributed store: one container, a partition to a tenant, any number of processes. What passes by itself is tried
 * again, and a write whose answer was lost is looked for.
 * Throws {@link StoreUnusable} when account, database or container do not answer.
 */
export async function openCosmos(options: CosmosOptions): Promise<Store> {
  const now = options.now ?? Date.now;
  const client = new CosmosClient({
    endpoint: options.endpoint,
    key: options.key,
    aadCredentials: options.credential,
    httpClient: patientClient(),
    connectionPolicy: {
      // An emulator names addresses that may lead elsewhere.
      enableEndpointDiscovery: options.key === undefined,
      // One place tries again.
      retryOptions: { maxRetryAttemptCount: 0, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 0 },
    },
  });
  const container = client.database(options.database).container(containerId);
  const opening = attemptsFor(openingPatienceMs);
  try {
    await withPatience(opening, async () => {
      if (options.key !== undefined) await createContainer(client, options.database);
      await container.read();
    });
  } catch (error) {
    client.dispose();
    throw openingFailure(options, error, opening.failure);
  }

  /** Runs one operation and reports what it cost. */
  async function operation<T extends object | undefined>(name: Operation["name"], run: (call: Call) => Promise<T>) {
    const attempts = attemptsFor(options.patienceMs ?? usualPatienceMs);
    let requestCharge = 0;
    const charge = (units: number) => {
      requestCharge += units;
    };
    try {
      const result = await withPatience(attempts, () => run({ container, now: now(), charge, attempts }));
      options.onOperation?.({ name, documents: documentsIn(result), requestCharge });
      return result;
    } catch (error) {
      throw withoutContent(name, error, attempts.failure);
    }
  }

  return {
    maxChanges,
    read: (tenantId, kind, key) => operation("read", (call) => readOne(call, tenantId, kind, key)),
    readMany: (tenantId, references) => operation("readMany", (call) => readAll(call, tenantId, references)),
    query: (tenantId, kind, query = {}) => operation("query", (call) => runQuery(call, tenantId, kind, query)),
    queryMany: (tenantId, queries) => {
      // Side by side: one wait, and the request units of each.
      const run = (call: Call) => Promise.all(queries.map(({ kind, query }) => runQuery(call, tenantId, kind, query)));
      return operation(
        "query",
        run as (call: Call) => Promise<unknown> as (call: Call) => Promise<QueryMany<typeof queries>>,
      );
    },
    etags: (tenantId, kind) => operation("etags", (call) => readEtags(call, tenantId, kind)),
    tenantIds: () => operation("query", readTenantIds),
    commit: (tenantId, changes) => operation("commit", (call) => commit(call, tenantId, changes)),
    // What an item said before is not kept beside it.
    scrub: async () => {},
    ping: async () => {
      const attempts = attemptsFor(0);
      await withPatience(attempts, () => container.read()).catch((error: unknown) => {
        throw withoutContent("ping", error, attempts.failure);
      });
    },
    close: async () => client.dispose(),
  };
}

async function readOne<K extends Kind>(call: Call, tenantId: string, kind: K, key: string) {
  if (!isKey(kind, key)) return undefined;
  const item = await readItem(call, tenantId, documentId(kind, key));
  return item === undefined || hasExpired(item, call.now) ? undefined : stored(kind, item);
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

/** Across partitions; whoever does this is not in a hurry. */
async function readTenantIds({ container, now, charge }: Call): Promise<string[]> {
  const { resources, requestCharge } = await container.items.query<string>(cosmosTenantIds(now)).fetchAll();
  charge(requestCharge);
  return [...new Set(resources)].sort();
}

function stored<K extends Kind>(kind: K, item: Item): Stored<K> {
  const expiry = item.expiresAt === null ? {} : { expiresAt: new Date(item.expiresAt).toISOString() };
  return { kind, key: item.key, etag: item._etag, value: item.value as Documents[K], ...expiry };
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

function attemptsFor(patienceMs: number): Attempts {
  return { until: performance.now() + patienceMs };
}
