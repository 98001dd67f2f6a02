import { addDays, addMonths, localDate, localInstant, parseDate } from "../../domain/calendar.ts";
import { type FieldStudy, fieldStudyMonths } from "../../domain/citizen/field-study.ts";
import type { Instant } from "../../domain/organisation.ts";
import { may, teamsWhere } from "../../domain/permissions.ts";
import { newTrial } from "../../domain/trial.ts";
import { OmbordError } from "../../errors.ts";
import { queryAll } from "../../store/store.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

/** The field studies of the teams whose notes the person may see, the newest first. */
export async function listFieldStudies({ store, actor, directory, now }: Errand): Promise<FieldStudy[]> {
  const teamIds = new Set(teamsWhere(directory, actor.personId, "seeCitizenCases", localDate(now)));
  if (teamIds.size === 0) return [];
  const all = await Array.fromAsync(queryAll(store, actor.tenantId, "fieldStudy"), ({ value }) => value);
  return all.filter(({ teamId }) => teamIds.has(teamId)).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

export interface GivenFieldStudy {
  /** Minted with the form, so that sending it twice stores it once. */
  id: string;
  teamId: string;
  solutionId?: string | undefined;
  on: string;
  using?: string | undefined;
  notUsing?: string | undefined;
  idea?: string | undefined;
  shareable: boolean;
  confirmed: Confirmation;
}

/**
 * Keeps what was learned on a visit, and nothing of who was visited. Throws `notFound` for a team that is not the person's, `invalid`
 * without words or with an impossible date, and what {@link guardTexts} throws.
 */
export async function keepFieldStudy(errand: Errand, given: GivenFieldStudy): Promise<FieldStudy> {
  const { using, notUsing, idea } = given;
  const texts = guardTexts({ using, notUsing, idea }, { ...given, directory: errand.directory });
  if (Object.values(texts).every((text) => text === null)) throw new OmbordError("invalid", "noWords");
  const on = parseDate(given.on);
  if (on === null) throw new OmbordError("invalid", "impossibleDate");
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "fieldStudy", key: given.id }]);
    const { store, actor, directory, now } = at;
    const [known] = found;
    const { id, teamId, shareable } = given;
    if (!may(directory, actor.personId, "report", teamId, localDate(now))) throw new OmbordError("notFound");
    if (known !== undefined && known.value.by !== actor.personId) throw new OmbordError("notFound");
    if (known !== undefined) return known.value;
    const isKnown = given.solutionId !== undefined && directory.solutions.has(given.solutionId);
    const solutionId = isKnown ? (given.solutionId ?? null) : null;
    const about = { id, teamId, solutionId, on, shareable };
    const value: FieldStudy = { ...about, ...texts, trialId: null, by: actor.personId, createdAt: now };
    await store.commit(actor.tenantId, [
      { op: "create", kind: "fieldStudy", key: id, value, expiresAt: goesAt(value) },
      audit({ actor, now }, "fieldStudy.kept", "fieldStudy", id),
    ]);
    return value;
  });
}

function goesAt({ createdAt }: FieldStudy): Instant {
  return localInstant(addMonths(localDate(createdAt), fieldStudyMonths), 0);
}

/** A trial of a field study's idea lasts so many days unless it is changed. */
const usualDays = 13;

/**
 * Makes the idea a trial that begins today, once. Throws `notFound` for a study that is not the person's to see, `forbidden` for one that
 * they neither wrote nor help with, `invalid` where there is no idea.
 */
export async function tryIdea(errand: Errand, id: string): Promise<FieldStudy> {
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "fieldStudy", key: id }]);
    const { store, actor, directory, now } = at;
    const [stored] = found;
    const today = localDate(now);
    if (stored === undefined || !may(directory, actor.personId, "seeCitizenCases", stored.value.teamId, today)) {
      throw new OmbordError("notFound");
    }
    const { teamId, solutionId, idea, trialId, by } = stored.value;
    if (trialId !== null) return stored.value;
    const isHelped = may(directory, actor.personId, "triage", teamId, today);
    if (!isHelped && by !== actor.personId) throw new OmbordError("forbidden");
    if (idea === null) throw new OmbordError("invalid", "noWords");
    const dates = { from: today, to: addDays(today, usualDays) };
    const about = { teamIds: [teamId], solutionId, barrierId: null, category: "citizen" as const, citizenReason: null };
    // Under the same id, so that two presses at once are one trial.
    const trial = newTrial({ id, what: idea, ...about, ...dates, hope: null }, actor.personId, now);
    const value = { ...stored.value, trialId: trial.id };
    await store.commit(actor.tenantId, [
      { op: "create", kind: "trial", key: trial.id, value: trial },
      { op: "replace", kind: "fieldStudy", key: id, etag: stored.etag, value, expiresAt: goesAt(value) },
      audit({ actor, now }, "trial.started", "trial", trial.id),
    ]);
    return value;
  });
}
