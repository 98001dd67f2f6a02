import { done, type Message, type PlannedMessage, planned } from "../domain/outreach.ts";
import { type Change, queryAll, type Stored } from "../store/store.ts";
import { sending as creation, untilNoConflict } from "../use-cases/commit.ts";
import { type NavigatorChannel, navigatorChannels, placesFor } from "../use-cases/navigators-place.ts";
import { replacement } from "./claim.ts";
import type { Sending } from "./purposes.ts";

/** More new barriers than this for one place at once become one card. */
const mostSingly = 5;
/** Messages passed on in one commit; with a card each for a channel or two this stays below what a commit takes. */
const mostTogether = 30;

/**
 * Passes the news that waits for the navigators on to where it belongs, all of it in one go, so that many barriers at once become
 * one card. Every message is passed on once: the commit names the etag of each. Returns whether this one found a place.
 */
export async function routeBarrierNews(sending: Sending): Promise<boolean> {
  const { store, tenantId } = sending;
  return untilNoConflict(async () => {
    const own = await store.read(tenantId, "message", sending.key);
    if (own === undefined || own.value.reason === "passedOn") return true;
    const channels = await navigatorChannels(store, tenantId);
    const waiting = await newsWaiting(sending);
    const batch = [own, ...waiting.filter(({ key }) => key !== own.key)].slice(0, mostTogether);
    const places = batch.map(({ value }) => placesOf(sending, channels, value));
    if (places[0]?.length === 0) return false;
    const placed = batch.filter((_, index) => (places[index]?.length ?? 0) > 0);
    const changes: Change[] = [
      ...placed.map(({ key, etag, value }) =>
        replacement(key, etag, done(value, "cancelled", "passedOn", sending.now)),
      ),
      ...cardsFor(sending, channels, placed).map(creation),
    ];
    if (changes.length > store.maxChanges) {
      return passOnAlone(sending, channels, own);
    }
    await store.commit(tenantId, changes);
    return true;
  });
}

/** With very many navigators to tell one by one, each message is passed on by itself. */
async function passOnAlone(sending: Sending, channels: NavigatorChannel[], own: Stored<"message">): Promise<boolean> {
  const { store, tenantId, now } = sending;
  const cards = cardsFor(sending, channels, [own]).slice(0, store.maxChanges - 1);
  const passedOn = replacement(own.key, own.etag, done(own.value, "cancelled", "passedOn", now));
  await store.commit(tenantId, [passedOn, ...cards.map(creation)]);
  return true;
}

async function newsWaiting({ store, tenantId, now }: Sending): Promise<Stored<"message">[]> {
  const found: Stored<"message">[] = [];
  const where = { purpose: "barrierNew", state: ["pending", "sending"] };
  for await (const stored of queryAll(store, tenantId, "message", { where })) {
    if (stored.value.recipient === "navigators" && stored.value.deadline > now) found.push(stored);
  }
  return found;
}

function placesOf({ directory, now }: Sending, channels: readonly NavigatorChannel[], message: Message): string[] {
  return placesFor(directory, channels, message.teamId, now);
}

function cardsFor(
  sending: Sending,
  channels: readonly NavigatorChannel[],
  messages: readonly Stored<"message">[],
): PlannedMessage[] {
  const byPlace = new Map<string, Stored<"message">[]>();
  for (const message of messages) {
    for (const place of placesOf(sending, channels, message.value)) {
      byPlace.set(place, [...(byPlace.get(place) ?? []), message]);
    }
  }
  const isChannel = (place: string) => channels.some(({ key }) => key === place);
  return [...byPlace].flatMap(([place, news]) => {
    const personId = isChannel(place) ? null : place;
    if (news.length <= mostSingly) return news.map((message) => to(place, personId, message, [], sending.now));
    const [first, ...others] = news;
    if (first === undefined) return [];
    const also = others.map(({ value }) => value.subject);
    return [to(place, personId, first, also, sending.now)];
  });
}

/** The part of a key that sets apart messages about the same barrier, such as its return from being parked. */
function distinctOf({ key, value }: Stored<"message">): string[] {
  const rest = key.split(`:${value.recipient}:`)[1];
  return rest === undefined ? [] : [rest];
}

function to(
  place: string,
  personId: string | null,
  message: Stored<"message">,
  also: string[],
  now: string,
): PlannedMessage {
  const { purpose, subject, teamId, week, deadline } = message.value;
  const distinct = [...distinctOf(message), ...(also.length > 0 ? ["group"] : [])].join(":");
  return planned(
    { purpose, recipient: place, personId, subject, teamId, week, deadline, ...(also.length > 0 ? { also } : {}) },
    now,
    ...(distinct === "" ? [] : [distinct]),
  );
}
