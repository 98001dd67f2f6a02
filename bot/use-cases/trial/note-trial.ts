import { localDate } from "../../domain/calendar.ts";
import type { Instant, IsoWeek } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import { noteProgress, type TrialProgress } from "../../domain/trial.ts";
import { OmbordError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { untilNoConflict } from "../commit.ts";
import { loadDirectory } from "../load-directory.ts";

/** Writes down how a trial goes for a team in a week; saying the same twice changes nothing. Throws `notFound` for somebody else's team. */
export async function noteTrial(
  store: Store,
  actor: Actor,
  id: string,
  about: { week: IsoWeek; teamId: string; going: TrialProgress },
  now: Instant,
): Promise<void> {
  await untilNoConflict(async () => {
    const directory = await loadDirectory(store, actor.tenantId);
    const stored = await store.read(actor.tenantId, "trial", id);
    const isTheirs = may(directory, actor.personId, "answerCheckIn", about.teamId, localDate(now));
    if (stored === undefined || !isTheirs) throw new OmbordError("notFound");
    const value = noteProgress(stored.value, about.week, about.teamId, about.going, now);
    if (value === stored.value) return;
    await store.commit(actor.tenantId, [{ op: "replace", kind: "trial", key: id, etag: stored.etag, value }]);
  });
}
