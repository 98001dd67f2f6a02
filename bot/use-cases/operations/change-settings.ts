import type { Settings } from "../../domain/organisation.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import { audit, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { demandAdmin } from "./view-deliveries.ts";

export type ChosenSettings = Omit<Settings, "directoryVersion">;

/**
 * Stores what an administrator has chosen; the same choice again changes nothing. What has been sent this week stays
 * sent: another day or hour never asks twice. Throws {@link demandAdmin}'s, and
 * `notFound` before the first import.
 */
export async function changeSettings(errand: Errand, chosen: ChosenSettings): Promise<Settings> {
  demandAdmin(errand);
  const { store, actor } = errand;
  return untilNoConflict(async () => {
    const stored = await store.read(actor.tenantId, "settings", keys.settings);
    if (stored === undefined) throw new OmbordError("notFound");
    const value: Settings = { ...stored.value, ...chosen };
    if (JSON.stringify(value) === JSON.stringify(stored.value)) return value;
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "settings", key: stored.key, etag: stored.etag, value },
      audit(errand, "settings.changed", "settings", stored.key),
    ]);
    return value;
  });
}
