import { localDate } from "../../domain/calendar.ts";
import type { CheckInView } from "../../domain/check-in/check-in.ts";
import { snoozeInstant } from "../../domain/check-in/rhythm.ts";
import type { IsoDate, IsoWeek } from "../../domain/organisation.ts";
import { snoozeMessage } from "../../domain/outreach.ts";
import { may } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { ensureMessage } from "../ensure-message.ts";
import { contextOf, type Errand, readTogether } from "../errand.ts";
import { viewOf } from "./show-check-in.ts";

/**
 * "Mind mig om det i morgen": one reminder at the check-in's hour on the next working day, or on the first from `on` on, instead of
 * the usual one.
 * A check-in that is not open any more is shown as it is. Asking twice on a day changes nothing.
 * Throws `notFound` for somebody else's check-in, `closed`/`snoozeTooLate` when the week has no such day left.
 */
export async function snoozeCheckIn(
  errand: Errand,
  where: { week: IsoWeek; teamId: string },
  on?: IsoDate,
): Promise<CheckInView> {
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [
      { kind: "checkIn", key: keys.checkIn(where.week, where.teamId) },
      { kind: "ambition", key: errand.actor.personId },
    ]);
    const { store, actor, directory, now } = at;
    const [stored, ambition] = found;
    const isTheirs = may(directory, actor.personId, "answerCheckIn", where.teamId, localDate(now));
    if (stored === undefined || !isTheirs) throw new OmbordError("notFound");
    if (stored.value.state !== "open") return viewOf(at, stored.value, { ambition });
    const until = snoozeInstant(where.week, directory.settings, now, on);
    if (until === null) throw new OmbordError("closed", "snoozeTooLate");
    const value = { ...stored.value, snoozedUntil: until, snoozedBy: actor.personId };
    const message = await ensureMessage(contextOf(at), snoozeMessage(value, actor.personId, until, now));
    if (message !== null) {
      await store.commit(actor.tenantId, [
        { op: "replace", kind: "checkIn", key: stored.key, etag: stored.etag, value },
        message,
        audit({ actor, now }, "checkIn.snoozed", "checkIn", stored.key),
      ]);
    }
    return viewOf(at, value);
  });
}
