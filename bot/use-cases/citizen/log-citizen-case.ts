import { localDate, parseDate } from "../../domain/calendar.ts";
import { type CitizenCase, newCitizenCase } from "../../domain/citizen-case.ts";
import type { Directory } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import type { CitizenAlternative, CitizenOutcome, CitizenReason } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

export interface GivenCase {
  /** Minted with the form, so that sending it twice stores it once. */
  id: string;
  teamId: string;
  solutionId?: string | undefined;
  reasons: CitizenReason[];
  instead: CitizenAlternative[];
  outcome: CitizenOutcome;
  followUpOn?: string | undefined;
  note?: string | undefined;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed: Confirmation;
}

/** With what has been read. */
export interface LoggedCase {
  directory: Directory;
  citizenCase: CitizenCase;
}

/**
 * Logs a citizen who cannot take part digitally, without identifying them.
 * Throws `notFound` for a team that is not the person's, `invalid` without a reason or with an impossible date,
 * and what {@link guardTexts} throws.
 */
export async function logCitizenCase(errand: Errand, given: GivenCase): Promise<LoggedCase> {
  if (given.reasons.length === 0) throw new OmbordError("invalid", "noReason");
  const followUpOn = given.followUpOn ? parseDate(given.followUpOn) : null;
  if (given.followUpOn && followUpOn === null) throw new OmbordError("invalid", "impossibleDate");
  const { note } = guardTexts({ note: given.note }, { ...given, directory: errand.directory });
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "citizenCase", key: given.id }]);
    const { store, actor, directory, now } = at;
    const [known] = found;
    if (!may(directory, actor.personId, "report", given.teamId, localDate(now))) throw new OmbordError("notFound");
    const solutionId =
      given.solutionId !== undefined && directory.solutions.has(given.solutionId) ? given.solutionId : null;
    if (known !== undefined) {
      if (known.value.reportedBy !== actor.personId) throw new OmbordError("notFound");
      return { directory, citizenCase: known.value };
    }
    const { id, teamId, reasons, instead, outcome } = given;
    const logged = newCitizenCase(
      { id, teamId, solutionId, reasons, instead, outcome, note, followUpOn },
      actor.personId,
      now,
    );
    await store.commit(actor.tenantId, [
      { op: "create", kind: "citizenCase", key: id, value: logged },
      audit({ actor, now }, "citizenCase.logged", "citizenCase", id),
    ]);
    return { directory, citizenCase: logged };
  });
}
