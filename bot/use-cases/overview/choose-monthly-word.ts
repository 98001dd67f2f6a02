import { OmbordError } from "../../errors.ts";
import { newDirectoryVersion } from "../check-in/set-absence.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";

/** Whether the person wants the word once a month. Choosing what is chosen already changes nothing. */
export async function chooseMonthlyWord(errand: Errand, isWanted: boolean): Promise<void> {
  await untilNoConflict(async () => {
    const read = await readTogether(errand, [{ kind: "person", key: errand.actor.personId }]);
    const { store, actor, now } = read.errand;
    const { settings } = read;
    const [person] = read.found;
    if (settings === undefined || person === undefined) throw new OmbordError("notFound", "unknownPerson");
    const { noMonthlyWord, ...rest } = person.value;
    if ((noMonthlyWord !== true) === isWanted) return;
    const value = isWanted ? rest : { ...rest, noMonthlyWord: true as const };
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "person", key: person.key, etag: person.etag, value },
      newDirectoryVersion(settings),
      audit({ actor, now }, isWanted ? "monthly.wanted" : "monthly.stopped", "person", person.key),
    ]);
  });
}
