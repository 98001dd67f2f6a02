import { localDate } from "../../domain/calendar.ts";
import type { CheckInView } from "../../domain/check-in/check-in.ts";
import { snoozeInstant } from "../../domain/check-in/rhythm.ts";
import type { Instant, IsoWeek } from "../../domain/organisation.ts";
import { snoozeMessage } from "../../domain/outreach.ts";
import { may } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import type { Store } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { ensureMessage } from "../ensure-message.ts";
import { loadDirectory } from "../load-directory.ts";
import { viewOf } from "./show-check-in.ts";

/**
 * "Mind mig om det i morgen": one reminder at the check-in's hour on the next working day, instead of the usual one.
 * A check-in that is not open any more is shown as it is. Asking twice on a day changes nothing.
 * Throws `notFound` for somebody else's check-in, `closed`/`snoozeTooLate` when the week has no such day left.
 */
export async function snoozeCheckIn(
  store: Store,
  actor: Actor,
  where: { week: IsoWeek; teamId: string },
  now: Instant,
): Promise<CheckInView> {
  return untilNoConflict(async () => {
    const [settings, stored, ambition] = await store.readMany(actor.tenantId, [
      { kind: "settings", key: keys.settings },
      { kind: "checkIn", key: keys.checkIn(where.week, where.teamId) },
      { kind: "ambition", key: actor.personId },
    ]);
    const directory = await loadDirectory(store, actor.tenantId, settings);
    const isTheirs = may(directory, actor.personId, "answerCheckIn", where.teamId, localDate(now));
    if (stored === undefined || !isTheirs) throw new OmbordError("notFound");
    if (stored.value.state !== "open") return viewOf(store, directory, actor, stored.value, now, { ambition });
    const at = snoozeInstant(where.week, directory.settings, now);
    if (at === null) throw new OmbordError("closed", "snoozeTooLate");
    const value = { ...stored.value, snoozedUntil: at };
    const message = await ensureMessage(store, actor.tenantId, snoozeMessage(value, actor.personId, at, now), now);
    if (message !== null) {
      await store.commit(actor.tenantId, [
        { op: "replace", kind: "checkIn", key: stored.key, etag: stored.etag, value },
        message,
        audit(now, actor.personId, "checkIn.snoozed", "checkIn", stored.key),
      ]);
    }
    return viewOf(store, directory, actor, value, now);
  });
}
