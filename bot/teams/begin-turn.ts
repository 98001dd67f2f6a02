import { sentenceCard } from "../cards/talk-cards.ts";
import type { Directory } from "../domain/organisation.ts";
import type { Language } from "../domain/vocabulary.ts";
import type { Conversation } from "../store/documents.ts";
import { type Text, textFor } from "../text/text.ts";
import { rememberCard } from "../use-cases/check-in/remember-card.ts";
import { loadDirectory, rememberedDirectory } from "../use-cases/load-directory.ts";
import { type Incoming, tenantOf } from "./incoming.ts";
import { type Place, placeOf } from "./place.ts";
import type { OutgoingCard, TeamsServices, Turn } from "./turn.ts";

/** Who writes from where; null for an activity of a tenant that is not served, or with nobody behind it. */
export interface Sender {
  tenantId: string;
  personId: string;
  place: Place;
  conversation: Conversation;
}

export function senderOf(activity: Incoming, services: TeamsServices, now: string): Sender | null {
  const tenantId = tenantOf(activity);
  const personId = activity.from?.aadObjectId;
  const { conversation, serviceUrl, recipient } = activity;
  if (tenantId === undefined || !services.tenants.has(tenantId)) return null;
  if (personId === undefined || conversation === undefined || serviceUrl === undefined) return null;
  const place = placeOf(activity);
  const teamId = activity.channelData?.team?.id;
  return {
    tenantId,
    personId,
    place,
    conversation: {
      personId: place === "own" ? personId : null,
      conversationId: conversation.id,
      serviceUrl,
      channelId: activity.channelId ?? "msteams",
      botId: recipient?.id ?? "",
      userId: activity.from?.id ?? null,
      state: "installed",
      updatedAt: now,
      ...(teamId === undefined || place !== "channel" ? {} : { teamId }),
    },
  };
}

/**
 * The turn of a person whom the directory knows; null for somebody it does not. With `decidesItself` the handler reads
 * the directory before it decides anything, and the turn begins without a read.
 */
export async function beginTurn(
  services: TeamsServices,
  sender: Sender,
  now: string,
  { cardId, decidesItself = false }: { cardId?: string | undefined; decidesItself?: boolean } = {},
): Promise<Turn | null> {
  const { store } = services;
  const { tenantId, personId, conversation } = sender;
  const isKnown = ({ people }: Directory) => {
    const known = people.get(personId);
    return known !== undefined && !known.retired;
  };
  const directory = decidesItself
    ? await rememberedDirectory(store, tenantId, isKnown)
    : await loadDirectory(store, tenantId);
  const person = directory.people.get(personId);
  if (person === undefined || person.retired) return null;
  const actor = { tenantId, personId };
  const isOwn = sender.place === "own";
  const remember = (checkIn: { week: string; teamId: string }, activityId: string) =>
    rememberCard(services.store, tenantId, checkIn, { personId, activityId, sentAt: now });
  return {
    ...services,
    actor,
    errand: { store, actor, directory, now },
    person,
    text: textFor(person.language),
    now,
    conversation,
    isPersonalChat: sender.place === "own",
    ...(cardId === undefined ? {} : { cardId }),
    async send(message) {
      const sent = await sendCard(services, sender, message);
      if (sent === "" && !isOwn) await sayWhatWorks(services, sender, textFor(person.language));
      if (message.checkIn !== undefined && sent !== "") await remember(message.checkIn, sent);
    },
    async rememberAs(checkIn) {
      if (cardId !== undefined) await remember(checkIn, cardId);
    },
  };
}

/** Sends an answer to what a person just did; returns the activity id, or an empty string when it did not arrive. */
export async function sendCard(
  services: TeamsServices,
  { tenantId, conversation }: Pick<Sender, "tenantId" | "conversation">,
  message: OutgoingCard,
): Promise<string> {
  const result = await services.channelOf(tenantId).send(conversation, message.card, message.summary);
  if (result.ok) return result.activityId;
  services.log.warn({ reason: result.reason }, "answer not delivered");
  return "";
}

/** The language of somebody the directory does not know: what their client says, else Danish. */
export function languageOf(activity: Incoming): Language {
  return activity.locale?.toLowerCase().startsWith("en") ? "en" : "da";
}

/** What is asked for in a channel that does not let the bot write: the person hears in their own chat what works. */
async function sayWhatWorks(services: TeamsServices, sender: Sender, text: Text): Promise<void> {
  const { tenantId } = sender;
  const conversation = await ownChat(services, sender);
  if (conversation === null) return;
  const { failed, failedTitle } = text.loop.channel;
  await sendCard(
    services,
    { tenantId, conversation },
    { card: sentenceCard(failedTitle, failed), summary: failedTitle },
  );
}

/** The person's chat, or one that Teams makes for a member of a team that the bot is in. It is theirs once they say something there. */
async function ownChat(services: TeamsServices, sender: Sender): Promise<Conversation | null> {
  const { tenantId, personId } = sender;
  const known = await services.store.read(tenantId, "conversation", personId);
  if (known !== undefined) return known.value.state === "installed" ? known.value : null;
  const place: Conversation = { ...sender.conversation, personId, conversationId: "" };
  const made = await services.channelOf(tenantId).open?.(place, tenantId);
  return made?.ok ? { ...place, conversationId: made.conversationId } : null;
}
