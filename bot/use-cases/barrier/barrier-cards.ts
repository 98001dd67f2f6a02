import type { Barrier } from "../../domain/barrier/barrier.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import { planned } from "../../domain/outreach.ts";
import { Conflict, type Store } from "../../store/store.ts";
import { sending } from "../commit.ts";

/** Plans a card of its own for a barrier that a grouped card told of; asking twice changes nothing. */
export async function wantOwnCard(
  store: Store,
  tenantId: string,
  barrier: Barrier,
  place: string,
  now: Instant,
): Promise<void> {
  const message = planned(
    {
      purpose: "barrierNew",
      recipient: place,
      personId: null,
      subject: barrier.id,
      teamId: barrier.teamId,
      week: barrier.week,
      deadline: localInstant(addDays(localDate(now), 2), 0),
    },
    now,
    "own",
  );
  try {
    await store.commit(tenantId, [sending(message)]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

/** All barriers on the grouped card with this activity id; none when the card is not known. */
export async function groupOn(
  store: Store,
  tenantId: string,
  barrier: Barrier,
  activityId: string | undefined,
): Promise<Barrier[]> {
  const card = barrier.cards.find((known) => known.activityId === activityId);
  const news = card === undefined ? undefined : await store.read(tenantId, "message", card.message);
  if (news === undefined) return [];
  const keys = [news.value.subject, ...(news.value.also ?? [])].slice(0, 100);
  const found = await store.readMany(
    tenantId,
    keys.map((key) => ({ kind: "barrier" as const, key })),
  );
  return found.flatMap((stored) => (stored === undefined ? [] : [stored.value]));
}
