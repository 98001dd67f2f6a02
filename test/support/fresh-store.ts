import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StoreOptions } from "../../bot/store/change-rules.ts";
import { openSqlite } from "../../bot/store/sqlite.ts";
import type { Store } from "../../bot/store/store.ts";

export interface FreshStore {
  store: Store;
  /** Another connection to the same data, as another process would have it. */
  again(): Promise<Store>;
  /** Closes every connection and removes the data. */
  dispose(): Promise<void>;
}

/** An empty store of a test's own. Its tests run on any adapter: SQLite unless told. */
export async function freshStore(options: StoreOptions = {}): Promise<FreshStore> {
  return freshSqlite(options);
}

export async function freshSqlite(options: StoreOptions = {}): Promise<FreshStore> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-store-"));
  return fresh(
    async () => openSqlite(join(folder, "ombord.db"), options),
    () => rm(folder, { recursive: true }),
  );
}

async function fresh(open: () => Promise<Store>, remove: () => Promise<void>): Promise<FreshStore> {
  const opened = [await open()];
  return {
    store: opened[0]!,
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
