import type { BarrierAudience, BarrierCard } from "../../domain/barrier/barrier.ts";
import { cardScrubs } from "../../domain/barrier/barrier-news.ts";
import type { Change } from "../../store/store.ts";
import { enqueue } from "../../use-cases/commit.ts";
import type { MessageToSend } from "./purposes.ts";

/** Cards that a barrier remembers, so that a text can be taken off them. */
const mostCards = 60;

/** The barriers remember the card; one that changed while the card was on its way has it updated at once. */
export async function rememberCards(
  sending: MessageToSend,
  activityId: string,
  audience: BarrierAudience,
): Promise<Change[]> {
  const { barriers, message, key, now } = sending;
  return barriers.flatMap((stored): Change[] => {
    const event = message.event ?? 0;
    const card: BarrierCard = { place: message.recipient, activityId, message: key, audience, event };
    const value = { ...stored.value, cards: [...stored.value.cards, card].slice(-mostCards) };
    const hasMoved = value.updatedAt > message.updatedAt;
    // Of one that is not kept true, a text may have gone meanwhile.
    const updates = hasMoved
      ? cardScrubs({ ...value, cards: [card] }, now, String(value.events.length)).map(enqueue)
      : [];
    return [{ op: "replace", kind: "barrier", key: stored.key, etag: stored.etag, value }, ...updates];
  });
}
