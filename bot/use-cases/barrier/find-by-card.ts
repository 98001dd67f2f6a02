import type { Barrier } from "../../domain/barrier/barrier.ts";
import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import { markOf } from "../../domain/barrier/barrier-words.ts";
import { localDate } from "../../domain/calendar.ts";
import { type Errand, readTogether } from "../errand.ts";

/** The barriers that a card in this place tells of and that the person may see; none when the card is not known. Two reads. */
export async function barriersOnCard(errand: Errand, place: string, activityId: string): Promise<Barrier[]> {
  const { errand: at } = await readTogether(errand, []);
  const { store, actor, directory, now } = at;
  const mark = markOf("card", activityId);
  const { items } = await store.query(actor.tenantId, "barrier", { words: [{ prefix: mark, exactly: [mark] }] });
  return items
    .map(({ value }) => value)
    .filter(({ cards }) => cards.some((card) => card.place === place && card.activityId === activityId))
    .filter((barrier) => maySeeBarrier(directory, actor.personId, barrier, localDate(now)));
}
