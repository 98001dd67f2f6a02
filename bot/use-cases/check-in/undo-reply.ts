import { localDate } from "../../domain/calendar.ts";
import { type CheckIn, type CheckInView, recordCheckIn } from "../../domain/check-in/check-in.ts";
import { done } from "../../domain/message-outcome.ts";
import type { IsoWeek } from "../../domain/organisation.ts";
import { cardUpdate, snoozeMessage } from "../../domain/outreach.ts";
import { may } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import type { Change } from "../../store/store.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { viewOf } from "./show-check-in.ts";

/**
 * *Fortryd* after a skip or a reminder that the person asked for: the week is open again, and the usual reminder comes. What is
 * answered, and what somebody else has skipped or put off, stays. Throws `notFound` for somebody else's check-in, `closed` after the week.
 */
export async function undoReply(errand: Errand, where: { week: IsoWeek; teamId: string }): Promise<CheckInView> {
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [
      { kind: "checkIn", key: keys.checkIn(where.week, where.teamId) },
      { kind: "adoption", key: where.teamId },
    ]);
    const { store, actor, directory, now } = at;
    const [stored, adoption] = found;
    if (stored === undefined || !may(directory, actor.personId, "answerCheckIn", where.teamId, localDate(now))) {
      throw new OmbordError("notFound");
    }
    const checkIn = stored.value;
    if (now >= checkIn.closesAt) throw new OmbordError("closed");
    const isSkipped = checkIn.state === "skipped" && checkIn.answeredBy === actor.personId;
    const isPutOff =
      checkIn.state === "open" &&
      checkIn.snoozedUntil !== undefined &&
      (checkIn.snoozedBy ?? actor.personId) === actor.personId;
    if (!isSkipped && !isPutOff) return viewOf(at, checkIn);
    const { snoozedUntil, snoozedBy: _, ...rest } = checkIn;
    const value: CheckIn = { ...rest, state: "open", answeredBy: null, answeredAt: null };
    const changes: Change[] = [
      { op: "replace", kind: "checkIn", key: stored.key, etag: stored.etag, value },
      audit(at, "checkIn.undone", "checkIn", stored.key),
    ];
    if (isSkipped && adoption !== undefined) {
      const history = recordCheckIn(adoption.value, value);
      changes.push({ op: "replace", kind: "adoption", key: adoption.key, etag: adoption.etag, value: history });
      changes.push(...checkIn.cards.map((card) => enqueue(cardUpdate(value, card, now, stored.etag))));
    }
    const key = snoozedUntil === undefined ? null : snoozeMessage(checkIn, actor.personId, snoozedUntil, now).key;
    const message = key === null ? undefined : await store.read(actor.tenantId, "message", key);
    if (message?.value.state === "pending") {
      // As for somebody else: it is taken up again when it is asked for anew.
      const cancelled = done(message.value, "cancelled", "notAsked", now);
      changes.push({ op: "replace", kind: "message", key: message.key, etag: message.etag, value: cancelled });
    }
    await store.commit(actor.tenantId, changes);
    return viewOf(at, value);
  });
}
