import { v7 as uuid } from "uuid";
import { describe, newBarrier } from "../../domain/barrier/barrier.ts";
import { barrierNews } from "../../domain/barrier/barrier-news.ts";
import { localDate, parseDate } from "../../domain/calendar.ts";
import { type CitizenCase, currentAlternatives, newCitizenCase } from "../../domain/citizen-case.ts";
import { anySolution, type Directory } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import type {
  CitizenAlternative,
  CitizenOutcome,
  CitizenReason,
  CitizenReasonGroup,
  FormerAlternative,
} from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { Change } from "../../store/store.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

export interface GivenCase {
  /** Minted with the form, so that sending it twice stores it once. */
  id: string;
  teamId: string;
  solutionId?: string | undefined;
  reasons: CitizenReason[];
  /** Groups without a detail. */
  groups?: CitizenReasonGroup[] | undefined;
  instead: (CitizenAlternative | FormerAlternative)[];
  relatives?: boolean | undefined;
  /** A navigator is asked to help: a barrier comes into being with it. */
  helpWanted?: boolean | undefined;
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
  if (given.reasons.length === 0 && !given.groups?.length) throw new OmbordError("invalid", "noReason");
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
    const { id } = given;
    const help = given.helpWanted ? helpFor(at, given, solutionId) : null;
    const logged = newCitizenCase(
      { ...told(given), solutionId, note, followUpOn, ...(help === null ? {} : { barrierId: help.id }) },
      actor.personId,
      now,
    );
    await store.commit(actor.tenantId, [
      { op: "create", kind: "citizenCase", key: id, value: logged },
      audit({ actor, now }, "citizenCase.logged", "citizenCase", id),
      ...(help?.changes ?? []),
    ]);
    return { directory, citizenCase: logged };
  });
}

/** What was chosen, without what was left out. */
function told({ id, teamId, reasons, groups = [], instead, outcome, relatives = false }: GivenCase) {
  const optional = { ...(groups.length === 0 ? {} : { groups }), ...(relatives ? { relatives } : {}) };
  return { id, teamId, reasons, instead: currentAlternatives(instead), outcome, ...optional };
}

/**
 * The barrier that asks a navigator for help, linked to the case and the case to it. It tells nothing of what was noted. It
 * is about the solution where the team uses one that is named.
 */
function helpFor(
  { actor, directory, now }: Errand,
  { id: citizenCaseId, teamId }: GivenCase,
  solutionId: string | null,
): { id: string; changes: Change[] } {
  const isUsed = (directory.rolloutsByTeam.get(teamId) ?? []).some((rollout) => rollout.solutionId === solutionId);
  const about = solutionId !== null && isUsed ? solutionId : anySolution;
  const reported = newBarrier(uuid(), { teamId, solutionId: about, week: null }, actor.personId, now);
  const description = { category: "citizen", detail: "citizen", consequence: null, contact: "none" } as const;
  const barrier = { ...describe(reported, description, actor.personId, now), citizenCaseId };
  const changes: Change[] = [
    { op: "create", kind: "barrier", key: barrier.id, value: barrier },
    enqueue(barrierNews(barrier, now)),
    audit({ actor, now }, "barrier.reported", "barrier", barrier.id),
  ];
  return { id: barrier.id, changes };
}
