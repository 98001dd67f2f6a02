import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CosmosClient } from "@azure/cosmos";
import type { StoreOptions } from "../../bot/store/change-rules.ts";
import { openCosmos } from "../../bot/store/cosmos/cosmos.ts";
import { cosmosIndexingPolicy } from "../../bot/store/cosmos/sql.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import type { Store } from "../../bot/store/store.ts";
import { cosmosServer } from "./cosmos-server.ts";

export interface FreshStore {
  store: Store;
  /** The file, or the database. */
  place: string;
  /** Another connection to the same data, as another process would have it. */
  again(): Promise<Store>;
  /** Closes every connection and removes the data. */
  dispose(): Promise<void>;
}

/** An empty store of a test's own: SQLite in a temporary folder, or Cosmos DB where TEST_STORE says `cosmos`. */
export async function freshStore(options: StoreOptions = {}): Promise<FreshStore> {
  return process.env.TEST_STORE === "cosmos" ? freshCosmos(options) : freshSqlite(options);
}

export async function freshSqlite(options: StoreOptions = {}): Promise<FreshStore> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-store-"));
  const file = join(folder, "ombord.db");
  return fresh(
    file,
    async () => openSqlite(file, options),
    () => rm(folder, { recursive: true }),
  );
}

/** On the server inside this process, or on the account or emulator that COSMOS_ENDPOINT and COSMOS_KEY name. */
export async function freshCosmos(options: StoreOptions = {}): Promise<FreshStore> {
  const { COSMOS_ENDPOINT: given, COSMOS_KEY: key = "bm90IGEgc2VjcmV0" } = process.env;
  const endpoint = given ?? (await cosmosServer());
  const database = `test-${randomUUID()}`;
  const client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
  if (given === undefined) await createWithMirroredIndexes(client, database);
  return fresh(
    database,
    () => openCosmos({ ...options, endpoint, key, database }),
    async () => {
      await client.database(database).delete();
      client.dispose();
    },
  );
}

/** The server inside this process orders downwards only by an index that is declared downwards; Cosmos DB needs just one. */
async function createWithMirroredIndexes(client: CosmosClient, databaseId: string): Promise<void> {
  const { database } = await client.databases.create({ id: databaseId });
  const policy = cosmosIndexingPolicy();
  const mirrored = policy.compositeIndexes.map((index) =>
    index.map(({ path }) => ({ path, order: "descending" as const })),
  );
  await database.containers.create({
    id: "ombord",
    partitionKey: { paths: ["/tenantId"] },
    indexingPolicy: { ...policy, compositeIndexes: [...policy.compositeIndexes, ...mirrored] },
  });
}

async function fresh(place: string, open: () => Promise<Store>, remove: () => Promise<void>): Promise<FreshStore> {
  const opened = [await open()];
  return {
    store: opened[0]!,
    place,
    again: async () => {
      const store = await open();
      opened.push(store);
      return store;
    },
    dispose: async () => {
      for (const store of opened) await store.close();
      await remove();
    },
  };
}
