import { randomUUID } from "node:crypto";
import { CosmosClient } from "@azure/cosmos";
import type { StoreOptions } from "../../bot/store/change-rules.ts";
import { openCosmos } from "../../bot/store/cosmos/cosmos.ts";
import { cosmosIndexingPolicy } from "../../bot/store/cosmos/sql.ts";
import type { Store } from "../../bot/store/store.ts";
import { cosmosServer } from "./cosmos-server.ts";

interface FreshDatabase {
  database: string;
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** A database of its own, and how it is opened and removed. */
export async function freshDatabase(options: StoreOptions): Promise<FreshDatabase> {
  const { COSMOS_ENDPOINT: given, COSMOS_KEY: key = "bm90IGEgc2VjcmV0" } = process.env;
  const endpoint = given ?? (await cosmosServer());
  const database = `test-${randomUUID()}`;
  const client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
  if (given === undefined) await createWithMirroredIndexes(client, database);
  return {
    database,
    open: () => openCosmos({ ...options, endpoint, key, database }),
    remove: async () => {
      await client.database(database).delete();
      client.dispose();
    },
  };
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
