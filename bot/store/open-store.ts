import type { StoreOptions } from "./change-rules.ts";
import { demandFile } from "./places.ts";
import { type Store, StoreUnusable } from "./store.ts";

export interface OpenStoreOptions extends StoreOptions {
  /** Of the Cosmos DB account. */
  database?: string;
  /** Of an emulator; without it the process proves itself with its managed identity, or as whoever is signed in. */
  key?: string;
  managedIdentityClientId?: string;
  /** A SQLite file that is not there is refused and not made. */
  mustExist?: boolean;
  /** Of Cosmos DB: see `openCosmos`. */
  patienceMs?: number;
}

/**
 * Opens the store that `STORE` names: `sqlite:<file>` or `cosmos:<endpoint>`. What the other kind needs is never loaded.
 * Throws {@link StoreUnusable} for any other form, and when the store cannot be used.
 */
export async function openStore(url: string, options: OpenStoreOptions = {}): Promise<Store> {
  const [, kind, place = ""] = /^(sqlite|cosmos):(.+)$/s.exec(url) ?? [];
  switch (kind) {
    case "sqlite": {
      if (options.mustExist) demandFile(place);
      const { openSqlite } = await import("./sqlite/sqlite.ts");
      return openSqlite(place, options);
    }
    case "cosmos": {
      if (!URL.canParse(place)) throw notAStore();
      const { database = "ombord", key } = options;
      const [{ openCosmos }, credential] = await Promise.all([
        import("./cosmos/cosmos.ts"),
        key === undefined ? credentialOf(options) : undefined,
      ]);
      return openCosmos({ ...options, endpoint: place, database, key, credential });
    }
    default:
      throw notAStore();
  }
}

async function credentialOf({ managedIdentityClientId }: OpenStoreOptions) {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new DefaultAzureCredential({ managedIdentityClientId });
}

function notAStore(): StoreUnusable {
  return new StoreUnusable(
    "STORE must be sqlite:<file> or cosmos:<https endpoint>, for instance sqlite:.data/ombord.db.",
  );
}
