import { localDate, parseDate } from "../../domain/calendar.ts";
import { asOfToday, type CitizenCase, updateCitizenCase } from "../../domain/citizen-case.ts";
import { may } from "../../domain/permissions.ts";
import type { CitizenOutcome } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";

/**
 * Changes where a case stands and when to look at it again. Saying what is so already changes nothing.
 * Throws `notFound` for a case that is not the person's to report on, and `invalid` for an impossible date.
 */
export async function changeCitizenCase(
  errand: Errand,
  given: { id: string; outcome?: CitizenOutcome | undefined; followUpOn?: string | null | undefined },
): Promise<CitizenCase> {
  const followUpOn = given.followUpOn ? parseDate(given.followUpOn) : given.followUpOn;
  if (given.followUpOn && followUpOn === null) throw new OmbordError("invalid", "impossibleDate");
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "citizenCase", key: given.id }]);
    const { store, actor, directory, now } = at;
    const [stored] = found;
    const teamId = stored?.value.teamId ?? "";
    if (stored === undefined || !may(directory, actor.personId, "report", teamId, localDate(now))) {
      throw new OmbordError("notFound");
    }
    const known = asOfToday(stored.value);
    const changed = updateCitizenCase(known, { outcome: given.outcome, followUpOn }, actor.personId, now);
    if (changed === known) return changed;
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "citizenCase", key: given.id, etag: stored.etag, value: changed },
      audit({ actor, now }, "citizenCase.updated", "citizenCase", given.id),
    ]);
    return changed;
  });
}
