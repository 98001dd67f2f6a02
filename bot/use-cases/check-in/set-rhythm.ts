import { localDate } from "../../domain/calendar.ts";
import { holdersOf } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { newDirectoryVersion } from "./set-absence.ts";

export type Rhythm = "everyWeek" | "everySecondWeek";

/**
 * A leader chooses how often their team is asked; from the next week on, and reversible at any time.
 * Choosing what is chosen already changes nothing. Throws `notFound` for anybody but a leader of the team.
 */
export async function setRhythm(errand: Errand, teamId: string, rhythm: Rhythm): Promise<void> {
  await untilNoConflict(async () => {
    const read = await readTogether(errand, [{ kind: "person", key: errand.actor.personId }]);
    const { store, actor, directory, now } = read.errand;
    const { settings } = read;
    const [person] = read.found;
    const isLeader = holdersOf(directory, "leader", [teamId], localDate(now)).includes(actor.personId);
    if (settings === undefined || person === undefined || !isLeader) throw new OmbordError("notFound");
    const before = person.value.everySecondWeek ?? [];
    if (before.includes(teamId) === (rhythm === "everySecondWeek")) return;
    const others = before.filter((id) => id !== teamId);
    const everySecondWeek = rhythm === "everySecondWeek" ? [...others, teamId] : others;
    const value = { ...person.value, everySecondWeek };
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "person", key: person.key, etag: person.etag, value },
      newDirectoryVersion(settings),
      audit({ actor, now }, `rhythm.${rhythm}`, "team", teamId),
    ]);
  });
}
