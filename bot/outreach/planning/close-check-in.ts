import { addDays, isWorkingDay, mondayOf, sendInstant } from "../../domain/calendar.ts";
import { recordWeek } from "../../domain/check-in/adoption.ts";
import { recordCheckIn } from "../../domain/check-in/check-in.ts";
import { forgetMessageAt } from "../../domain/message-outcome.ts";
import type { Directory, Instant, IsoWeek } from "../../domain/organisation.ts";
import { cardUpdate } from "../../domain/outreach.ts";
import { isAskedNothing } from "../../domain/permissions.ts";
import type { Change, Store } from "../../store/store.ts";
import { untilNoConflict } from "../../use-cases/commit.ts";

/**
 * Closes a week that nobody answered: the check-in becomes missed, in the team's history too, and the cards that still
 * ask are brought up to date. In a week that asks nobody it was only looked at, and a leader who is away when it ends, without a
 * stand-in, could not answer: it is skipped, and nothing was asked.
 * Returns whether it was still open; an answer that comes in between wins.
 */
export async function closeCheckIn(
  { store, tenantId, directory }: { store: Store; tenantId: string; directory: Directory },
  key: string,
  now: Instant,
): Promise<boolean> {
  return untilNoConflict(async () => {
    const stored = await store.read(tenantId, "checkIn", key);
    if (stored === undefined || stored.value.state !== "open") return false;
    const adoption = await store.read(tenantId, "adoption", stored.value.teamId);
    const { week } = stored.value;
    const wasAsked = isAskedIn(directory, stored.value.teamId, week);
    const checkIn = { ...stored.value, state: wasAsked ? ("missed" as const) : ("skipped" as const) };
    const changes: Change[] = [{ op: "replace", kind: "checkIn", key, etag: stored.etag, value: checkIn }];
    if (adoption !== undefined) {
      const value = wasAsked
        ? recordCheckIn(adoption.value, checkIn)
        : recordWeek(adoption.value, { week, state: "notAsked", levels: {}, extras: [] });
      changes.push({ op: "replace", kind: "adoption", key: adoption.key, etag: adoption.etag, value });
    }
    for (const card of checkIn.cards) {
      const update = cardUpdate(checkIn, card, now, stored.etag);
      changes.push({ op: "create", kind: "message", ...update, expiresAt: forgetMessageAt(update.value) });
    }
    await store.commit(tenantId, changes);
    return true;
  });
}

/** Whether the week asks, and somebody was there to answer on its last working day. */
function isAskedIn(directory: Directory, teamId: string, week: IsoWeek): boolean {
  if (sendInstant(week, directory.settings) === null) return false;
  const days = [4, 3, 2, 1, 0].map((more) => addDays(mondayOf(week), more));
  const last = days.find((date) => isWorkingDay(date, directory.settings));
  return last === undefined || !isAskedNothing(directory, teamId, last);
}
