import type { Instant, Settings } from "../../domain/organisation.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import type { Store } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { audit, untilNoConflict } from "../commit.ts";

export type ChosenSettings = Omit<Settings, "directoryVersion">;

/**
 * Stores what an administrator has chosen; the same choice again changes nothing. What has been sent this week stays
 * sent: another day or hour never asks twice. The caller has made sure that the actor is an administrator.
 * Throws `notFound` before the first import.
 */
export async function changeSettings(
  store: Store,
  actor: Actor,
  chosen: ChosenSettings,
  now: Instant,
): Promise<Settings> {
  return untilNoConflict(async () => {
    const stored = await store.read(actor.tenantId, "settings", keys.settings);
    if (stored === undefined) throw new OmbordError("notFound");
    const value: Settings = { ...stored.value, ...chosen };
    if (JSON.stringify(value) === JSON.stringify(stored.value)) return value;
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "settings", key: stored.key, etag: stored.etag, value },
      audit({ actor, now }, "settings.changed", "settings", stored.key),
    ]);
    return value;
  });
}
