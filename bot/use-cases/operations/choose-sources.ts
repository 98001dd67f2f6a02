import { emptyMapping, type Mapping, type Sync } from "../../domain/sources.ts";
import { keys } from "../../store/documents.ts";
import { audit, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { demandAdmin } from "./view-deliveries.ts";

/** What somebody chooses; what the sources own is no choice. */
export type Choice = Omit<Mapping, "owned">;

export interface SourcesState {
  sync: Sync | null;
  mapping: Mapping;
}

/** What became of the last run, and what has been chosen. One read. Throws {@link demandAdmin}'s. */
export async function viewSources(errand: Errand): Promise<SourcesState> {
  demandAdmin(errand);
  const [sync, mapping] = await errand.store.readMany(errand.actor.tenantId, [
    { kind: "sync", key: keys.sync },
    { kind: "mapping", key: keys.mapping },
  ]);
  return { sync: sync?.value ?? null, mapping: mapping?.value ?? emptyMapping };
}

/** Stores what an administrator has chosen and joined by hand; it holds from the next run on. Throws {@link demandAdmin}'s. */
export async function chooseSources(errand: Errand, choice: Choice): Promise<void> {
  demandAdmin(errand);
  const { store, actor } = errand;
  await untilNoConflict(async () => {
    const stored = await store.read(actor.tenantId, "mapping", keys.mapping);
    const value: Mapping = { ...choice, owned: stored?.value.owned ?? emptyMapping.owned };
    const document = { kind: "mapping", key: keys.mapping, value } as const;
    await store.commit(actor.tenantId, [
      stored === undefined ? { op: "create", ...document } : { op: "replace", etag: stored.etag, ...document },
      audit(errand, "sources.chosen", "mapping", keys.mapping),
    ]);
  });
}
