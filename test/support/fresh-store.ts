import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StoreOptions } from "../../bot/store/change-rules.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import type { Store } from "../../bot/store/store.ts";

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

/**
 * On the server inside this process, or on the account or emulator that COSMOS_ENDPOINT and COSMOS_KEY name. What it takes is loaded by
 * those alone who ask: it is more than most tests load in all.
 */
export async function freshCosmos(options: StoreOptions = {}): Promise<FreshStore> {
  const { freshDatabase } = await import("./fresh-cosmos.ts");
  const { database, open, remove } = await freshDatabase(options);
  return fresh(database, open, remove);
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
