import { setImmediate } from "node:timers/promises";
import type { Decision } from "../domain/decision/decision.ts";
import type { Kind } from "../store/documents.ts";
import { keys } from "../store/documents.ts";
import { queryAll, type Store, type Stored } from "../store/store.ts";
import { decisionsInForce } from "../use-cases/load-directory.ts";

type ListedKind = "area" | "team" | "person" | "solution" | "role" | "rollout" | "adoption";
type ByKey<K extends Kind> = Map<string, Stored<K>>;

/** The directory as it is stored, with etags and with what is retired. */
export type StoredDirectory = { [K in ListedKind]: ByKey<K> } & {
  settings: Stored<"settings"> | undefined;
  /** What has been decided over the files; no import touches it. */
  decisions: readonly Decision[];
};

/** So many are read in one go: about two milliseconds, in which nobody else is answered. */
const atOnce = 250;

export async function loadStoredDirectory(store: Store, tenantId: string): Promise<StoredDirectory> {
  const load = async <K extends ListedKind>(kind: K): Promise<ByKey<K>> => {
    const byKey: ByKey<K> = new Map();
    for await (const stored of queryAll(store, tenantId, kind, { limit: atOnce })) {
      byKey.set(stored.key, stored);
      // A store that has its answers at hand would hold everybody else up.
      if (byKey.size % atOnce === 0) await setImmediate();
    }
    await setImmediate();
    return byKey;
  };
  // The settings first: they carry the version, and whoever changes the directory changes them last.
  const settings = await store.read(tenantId, "settings", keys.settings);
  return {
    settings,
    area: await load("area"),
    team: await load("team"),
    person: await load("person"),
    solution: await load("solution"),
    role: await load("role"),
    rollout: await load("rollout"),
    adoption: await load("adoption"),
    decisions: await decisionsInForce(store, tenantId),
  };
}

/** The ids of the documents that are not retired. */
export function activeIds(stored: Map<string, { value: { retired?: boolean } }>): Set<string> {
  return new Set([...stored].filter(([, document]) => !document.value.retired).map(([key]) => key));
}
