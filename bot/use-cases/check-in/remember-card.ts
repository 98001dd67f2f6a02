import type { SentCard } from "../../domain/check-in/check-in.ts";
import type { IsoWeek } from "../../domain/organisation.ts";
import { keys } from "../../store/documents.ts";
import type { Store } from "../../store/store.ts";
import { untilNoConflict } from "../commit.ts";

/** Cards kept per check-in; an older one shows its true state when its reader presses something. */
const mostCards = 12;

/** Remembers a card that shows a check-in, so that it is updated in place when the answer comes from somewhere else. */
export async function rememberCard(
  store: Store,
  tenantId: string,
  checkIn: { week: IsoWeek; teamId: string },
  card: SentCard,
): Promise<void> {
  const key = keys.checkIn(checkIn.week, checkIn.teamId);
  await untilNoConflict(async () => {
    const stored = await store.read(tenantId, "checkIn", key);
    if (stored === undefined || stored.value.cards.some((known) => known.activityId === card.activityId)) return;
    const value = { ...stored.value, cards: [...stored.value.cards, card].slice(-mostCards) };
    await store.commit(tenantId, [{ op: "replace", kind: "checkIn", key, etag: stored.etag, value }]);
  });
}
