import { localDate } from "../../domain/calendar.ts";
import type { IsoWeek } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import { noteProgress, type TrialProgress } from "../../domain/trial.ts";
import { OmbordError } from "../../errors.ts";
import { untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";

/** Writes down how a trial goes for a team in a week; saying the same twice changes nothing. Throws `notFound` for somebody else's team. */
export async function noteTrial(
  errand: Errand,
  id: string,
  about: { week: IsoWeek; teamId: string; going: TrialProgress },
): Promise<void> {
  await untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "trial", key: id }]);
    const { store, actor, directory, now } = at;
    const [stored] = found;
    const isTheirs = may(directory, actor.personId, "answerCheckIn", about.teamId, localDate(now));
    if (stored === undefined || !isTheirs) throw new OmbordError("notFound");
    const value = noteProgress(stored.value, about.week, about.teamId, about.going, now);
    if (value === stored.value) return;
    await store.commit(actor.tenantId, [{ op: "replace", kind: "trial", key: id, etag: stored.etag, value }]);
  });
}
