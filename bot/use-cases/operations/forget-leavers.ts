import { localDate } from "../../domain/calendar.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import { asLeaver, retentionLimits } from "../../domain/retention.ts";
import { type Kind, keys } from "../../store/documents.ts";
import type { Change, Store } from "../../store/store.ts";
import { newDirectoryVersion } from "../check-in/set-absence.ts";
import { untilNoConflict } from "../commit.ts";
import { forgetNamesInTexts } from "./forget-names.ts";

/** What is a person's own, under their id: it goes when they have left. */
const ownKinds = ["ambition", "reflection", "boardViews"] as const satisfies Kind[];

/**
 * Deletes what leavers wrote for themselves, and their name and address some months later, in every text that is kept too. Nothing else of
 * a team's goes with them. Two reads for everybody who left and has not lost their name yet; returns how many people changed.
 */
export async function forgetLeavers(
  store: Store,
  tenantId: string,
  directory: Directory,
  now: Instant,
): Promise<number> {
  const today = localDate(now);
  const { namesBefore } = retentionLimits(directory.settings, now);
  const leavers = [...directory.people.values()].filter(({ retired, upn }) => retired && upn !== "");
  const losing = leavers.filter((person) => asLeaver(person, today, namesBefore).upn === "");
  await forgetNamesInTexts(store, tenantId, directory, losing);
  let count = 0;
  for (const { id } of leavers) {
    const changed = await untilNoConflict(async () => {
      const [settings, person, ...own] = await store.readMany(tenantId, [
        { kind: "settings", key: keys.settings },
        { kind: "person", key: id },
        ...ownKinds.map((kind) => ({ kind, key: id })),
      ]);
      if (settings?.kind !== "settings" || person?.kind !== "person" || !person.value.retired) return false;
      const value = asLeaver(person.value, today, namesBefore);
      const changes: Change[] = own.flatMap((one) =>
        one === undefined ? [] : [{ op: "delete" as const, kind: one.kind, key: one.key, etag: one.etag }],
      );
      if (value !== person.value) {
        changes.push(
          { op: "replace", kind: "person", key: id, etag: person.etag, value },
          newDirectoryVersion(settings),
        );
      }
      if (changes.length > 0) await store.commit(tenantId, changes);
      return changes.length > 0;
    });
    if (changed) count += 1;
  }
  if (count > 0) await store.scrub();
  return count;
}
