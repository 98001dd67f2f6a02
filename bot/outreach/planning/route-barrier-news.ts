import type { Barrier } from "../../domain/barrier/barrier.ts";
import { tellsNavigator } from "../../domain/barrier/barrier-news.ts";
import { done } from "../../domain/message-outcome.ts";
import { type Message, type PlannedMessage, planned } from "../../domain/outreach.ts";
import { maxReferences } from "../../store/change-rules.ts";
import { type Change, queryAll, type Stored } from "../../store/store.ts";
import { type NavigatorChannel, navigatorChannels, placesFor } from "../../use-cases/barrier/navigators-place.ts";
import { enqueue, untilNoConflict } from "../../use-cases/commit.ts";
import type { MessageToSend } from "../messages/purposes.ts";
import { replacement } from "../sending/claim.ts";

/** More new barriers than this for one place at once become one card. */
const mostSingly = 5;
/** Messages passed on in one commit; with a card each for a channel or two this stays below what a commit takes. */
const mostTogether = 30;

/** News on its way to one place. */
interface Placed {
  place: string;
  news: Stored<"message">;
}

/**
 * Passes the news that waits for the navigators on to where it belongs, all of it in one go, so that many barriers at once become
 * one card. Every message is passed on once: the commit names the etag of each. Returns whether this one found a place.
 */
export async function routeBarrierNews(sending: MessageToSend): Promise<boolean> {
  const { store, tenantId } = sending;
  return untilNoConflict(async () => {
    const own = await store.read(tenantId, "message", sending.key);
    if (own === undefined || own.value.reason === "passedOn") return true;
    const channels = await navigatorChannels(store, tenantId);
    const underWay = await newsUnderWay(sending);
    const waiting = underWay.filter(({ key, value }) => key !== own.key && value.recipient === "navigators");
    const batch = [own, ...waiting].slice(0, mostTogether);
    const places = batch.map(({ value }) => placesOf(sending, channels, value));
    if (places[0]?.length === 0) return false;
    const placed = batch.filter((_, index) => (places[index]?.length ?? 0) > 0);
    const passedOn = (messages: Stored<"message">[]) =>
      messages.map(({ key, etag, value }) => replacement(key, etag, done(value, "cancelled", "passedOn", sending.now)));
    const changes = [...passedOn(placed), ...(await cardsFor(sending, channels, placed, underWay))];
    // With very many navigators to tell one by one, each message is passed on by itself.
    const alone = async () => (await cardsFor(sending, channels, [own], underWay)).slice(0, store.maxChanges - 1);
    await store.commit(
      tenantId,
      changes.length <= store.maxChanges ? changes : [...passedOn([own]), ...(await alone())],
    );
    return true;
  });
}

/**
 * Sends news of these barriers on its way again, because the place that it was passed on to takes no more or no longer takes
 * them. Doing it twice changes nothing.
 */
export async function routeAgain(sending: MessageToSend, barriers: readonly Barrier[]): Promise<void> {
  const { store, tenantId } = sending;
  if (barriers.length === 0) return;
  await untilNoConflict(async () => {
    const wanted = barriers.map((barrier) => onceMore(sending, barrier));
    const known = await store.readMany(
      tenantId,
      wanted.map(({ key }) => ({ kind: "message" as const, key })),
    );
    const changes = wanted.flatMap((message, index): Change[] => {
      const stored = known[index];
      if (stored === undefined) return [enqueue(message)];
      const isUnderWay = stored.value.state === "pending" || stored.value.state === "sending";
      return isUnderWay
        ? []
        : [replacement(stored.key, stored.etag, { ...message.value, plannedAt: stored.value.plannedAt })];
    });
    if (changes.length > 0) await store.commit(tenantId, changes);
  });
}

/** The news of a barrier as it was before it was passed on. */
function onceMore({ message, key, now }: MessageToSend, barrier: Barrier): PlannedMessage {
  const isOne = message.also === undefined && message.subject === barrier.id;
  const back = barrier.events.findLastIndex((event) => tellsNavigator(barrier, event));
  const distinct = isOne ? distinctOf({ key, value: message }) : back > 0 ? [String(back)] : [];
  const number = distinct.filter((part) => /^\d+$/.test(part));
  const { purpose, week, deadline } = message;
  const to = { purpose, recipient: "navigators", personId: null, subject: barrier.id, teamId: barrier.teamId };
  const { key: again, value } = planned({ ...to, week, deadline }, now, ...number);
  return { key: again, value: { ...value, again: true } };
}

/** All news that has not been sent, wherever it goes. */
async function newsUnderWay({ store, tenantId, now }: MessageToSend): Promise<Stored<"message">[]> {
  const where = { purpose: "barrierNew", state: ["pending", "sending"] };
  const found = await Array.fromAsync(queryAll(store, tenantId, "message", { where }));
  return found.filter(({ value }) => value.deadline > now);
}

function placesOf(
  { directory, now }: MessageToSend,
  channels: readonly NavigatorChannel[],
  message: Message,
): string[] {
  return placesFor(directory, channels, message.teamId, now);
}

async function cardsFor(
  sending: MessageToSend,
  channels: readonly NavigatorChannel[],
  messages: readonly Stored<"message">[],
  underWay: readonly Stored<"message">[],
): Promise<Change[]> {
  const all = messages.flatMap((news) =>
    placesOf(sending, channels, news.value).map((place): Placed => ({ place, news })),
  );
  const known = await knownOf(sending, all);
  const isChannel = (place: string) => channels.some(({ key }) => key === place);
  const byPlace = Map.groupBy(
    all.filter((placed) => !known.isTold(placed, underWay)),
    ({ place }) => place,
  );
  const cards = [...byPlace].flatMap(([place, placed]) => {
    const personId = isChannel(place) ? null : place;
    const news = placed.map((one) => one.news);
    if (news.length <= mostSingly) return news.map((message) => cardTo({ place, personId }, message, [], sending.now));
    const [first, ...others] = news;
    if (first === undefined) return [];
    const also = others.map(({ value }) => value.subject);
    return [cardTo({ place, personId }, first, also, sending.now)];
  });
  return cards.map((card) => {
    const before = known.messages.get(card.key);
    return before === undefined ? enqueue(card) : replacement(before.key, before.etag, card.value);
  });
}

/** What became of news that has been passed on before; nothing is read for any other. */
async function knownOf({ store, tenantId, now }: MessageToSend, all: readonly Placed[]) {
  const again = all.filter(({ news }) => news.value.again === true);
  const keyOf = ({ place, news }: Placed) => cardTo({ place, personId: null }, news, [], now).key;
  const groupKeyOf = ({ place, news }: Placed) => cardTo({ place, personId: null }, news, ["x"], now).key;
  const keys = [...new Set(again.flatMap((placed) => [keyOf(placed), groupKeyOf(placed)]))];
  const messages = new Map<string, Stored<"message">>();
  for (let start = 0; start < keys.length; start += maxReferences) {
    const some = keys.slice(start, start + maxReferences).map((key) => ({ kind: "message" as const, key }));
    for (const stored of await store.readMany(tenantId, some)) if (stored) messages.set(stored.key, stored);
  }
  const subjects = [...new Set(again.map(({ news }) => news.value.subject))];
  const found = await store.readMany(
    tenantId,
    subjects.map((key) => ({ kind: "barrier" as const, key })),
  );
  const barriers = new Map(found.flatMap((stored) => (stored ? [[stored.key, stored.value]] : [])));

  function isTold(placed: Placed, underWay: readonly Stored<"message">[]): boolean {
    const { place, news } = placed;
    if (news.value.again !== true) return false;
    const { subject } = news.value;
    const before = messages.get(keyOf(placed))?.value.state;
    if (before === "pending" || before === "sending" || before === "sent") return true;
    const isComing = ({ value }: Stored<"message">) =>
      value.recipient === place && (value.also ?? []).includes(subject);
    if (underWay.some(isComing)) return true;
    // News of what is back has a key of its own, and the group that told of the barrier before is not it.
    if (distinctOf(news).length > 0) return false;
    const cards = barriers.get(subject)?.cards ?? [];
    return cards.some(
      (card) => card.place === place && card.audience === "navigators" && card.message.endsWith(":group"),
    );
  }
  return { messages, isTold };
}

/** The part of a key that sets apart messages about the same barrier, such as its return from being parked. */
function distinctOf({ key, value }: Pick<Stored<"message">, "key" | "value">): string[] {
  const rest = key.split(`:${value.recipient}:`)[1];
  return rest === undefined ? [] : [rest];
}

interface Recipient {
  place: string;
  personId: string | null;
}

/** The card that tells one place of the news, and of the `also` others. */
function cardTo({ place, personId }: Recipient, message: Stored<"message">, also: string[], now: string) {
  const { purpose, subject, teamId, week, deadline } = message.value;
  const distinct = [...distinctOf(message), ...(also.length > 0 ? ["group"] : [])].join(":");
  return planned(
    { purpose, recipient: place, personId, subject, teamId, week, deadline, ...(also.length > 0 ? { also } : {}) },
    now,
    ...(distinct === "" ? [] : [distinct]),
  );
}
