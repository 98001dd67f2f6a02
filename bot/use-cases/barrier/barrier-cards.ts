import type { Barrier } from "../../domain/barrier/barrier.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import { messageKey, type PlannedMessage, planned } from "../../domain/outreach.ts";
import type { Errand } from "../errand.ts";

const purpose = "barrierNew";
const distinct = "own";

/** The message that {@link ownCard} plans. */
export function ownCardKey(barrierId: string, place: string): string {
  return messageKey({ purpose, subject: barrierId, recipient: place }, distinct);
}

/** A card of its own for a barrier that a grouped card told of. */
export function ownCard(barrier: Barrier, place: string, now: Instant): PlannedMessage {
  const { id, teamId, week } = barrier;
  const deadline = localInstant(addDays(localDate(now), 2), 0);
  return planned({ purpose, recipient: place, personId: null, subject: id, teamId, week, deadline }, now, distinct);
}

/** All barriers on the grouped card with this activity id; none when the card is not known. Two reads. */
export async function groupOn(
  { store, actor }: Errand,
  barrier: Barrier,
  activityId: string | undefined,
): Promise<Barrier[]> {
  const card = barrier.cards.find((known) => known.activityId === activityId);
  const news = card === undefined ? undefined : await store.read(actor.tenantId, "message", card.message);
  if (news === undefined) return [];
  const keys = [news.value.subject, ...(news.value.also ?? [])].slice(0, 100);
  const found = await store.readMany(
    actor.tenantId,
    keys.map((key) => ({ kind: "barrier" as const, key })),
  );
  return found.flatMap((stored) => (stored === undefined ? [] : [stored.value]));
}
