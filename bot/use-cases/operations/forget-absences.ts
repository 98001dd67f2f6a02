import { localDate } from "../../domain/calendar.ts";
import { absencesOf, hasForgettable, withAbsences } from "../../domain/check-in/absence.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import { keys } from "../../store/documents.ts";
import type { Store } from "../../store/store.ts";
import { newDirectoryVersion } from "../check-in/set-absence.ts";
import { untilNoConflict } from "../commit.ts";

/**
 * Deletes the days of absences that ended four weeks ago, also those that an older version stored. Reads only the people whose
 * days are due; returns how many.
 */
export async function forgetAbsences(
  store: Store,
  tenantId: string,
  directory: Directory,
  now: Instant,
): Promise<number> {
  const today = localDate(now);
  const due = [...directory.people.values()].filter((person) => hasForgettable(person, today));
  for (const { id } of due) {
    await untilNoConflict(async () => {
      const [settings, person] = await store.readMany(tenantId, [
        { kind: "settings", key: keys.settings },
        { kind: "person", key: id },
      ]);
      if (settings === undefined || person === undefined || !hasForgettable(person.value, today)) return;
      const value = withAbsences(person.value, absencesOf(person.value), today);
      await store.commit(tenantId, [
        { op: "replace", kind: "person", key: id, etag: person.etag, value },
        newDirectoryVersion(settings),
      ]);
    });
  }
  return due.length;
}
