import type { Person } from "../../domain/organisation.ts";
import { OmbordError } from "../../errors.ts";
import { newDirectoryVersion } from "../check-in/set-absence.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";

/** What a manager can do without: the word once a month, and the one when a quarter has ended. */
const refusals = { monthly: "noMonthlyWord", quarter: "noQuarterWord" } as const;

/** Whether the person wants this word. Choosing what is chosen already changes nothing. */
export async function chooseWord(errand: Errand, word: keyof typeof refusals, isWanted: boolean): Promise<void> {
  const refusal = refusals[word];
  await untilNoConflict(async () => {
    const read = await readTogether(errand, [{ kind: "person", key: errand.actor.personId }]);
    const { store, actor, now } = read.errand;
    const { settings } = read;
    const [person] = read.found;
    if (settings === undefined || person === undefined) throw new OmbordError("notFound", "unknownPerson");
    const { [refusal]: refused, ...rest } = person.value;
    if ((refused !== true) === isWanted) return;
    const value: Person = isWanted ? rest : { ...rest, [refusal]: true };
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "person", key: person.key, etag: person.etag, value },
      newDirectoryVersion(settings),
      audit({ actor, now }, `${word}.${isWanted ? "wanted" : "stopped"}`, "person", person.key),
    ]);
  });
}
