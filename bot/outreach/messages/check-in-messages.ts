import { sentenceCard } from "../../cards/talk-cards.ts";
import type { Card } from "../../channel.ts";
import { localDate } from "../../domain/calendar.ts";
import type { CheckIn, CheckInView, SentCard } from "../../domain/check-in/check-in.ts";
import { forgetMessageAt } from "../../domain/message-outcome.ts";
import type { Person } from "../../domain/organisation.ts";
import { cardUpdate, hasCardToGet, unwanted } from "../../domain/outreach.ts";
import { may } from "../../domain/permissions.ts";
import type { Conversation } from "../../store/documents.ts";
import type { Change } from "../../store/store.ts";
import { textFor } from "../../text/text.ts";
import { viewOf } from "../../use-cases/check-in/show-check-in.ts";
import { type MessageToSend, type Prepared, type PurposeHandlers, reachable } from "./purposes.ts";

/** Turns a check-in into what its reader gets in that conversation. */
export type RenderCheckIn = (
  purpose: "checkIn" | "reminder" | "cardUpdate",
  view: CheckInView,
  person: Person,
  conversation: Conversation,
) => { card: Card; summary: string };

/** The weekly card, its reminder, and the updates of cards that were sent. */
export function checkInPurposes(render: RenderCheckIn): PurposeHandlers {
  return {
    checkIn: {
      neverRepeat: false,
      isAboutCheckIn: true,
      prepare: (sending) => prepareNew(sending, "checkIn", render),
      recorded,
    },
    reminder: {
      neverRepeat: true,
      isAboutCheckIn: true,
      prepare: (sending) => prepareNew(sending, "reminder", render),
      recorded,
    },
    cardUpdate: { neverRepeat: false, isAboutCheckIn: true, prepare: (sending) => prepareUpdate(sending, render) },
  };
}

async function prepareNew(
  sending: MessageToSend,
  purpose: "checkIn" | "reminder",
  render: RenderCheckIn,
): Promise<Prepared> {
  const { message, directory, checkIn, now } = sending;
  const reason = unwanted(message, checkIn?.value, directory, now);
  if (reason !== null) return { act: "cancel", reason };
  const person = directory.people.get(message.recipient);
  const hasCard = checkIn?.value.cards.some((card) => card.personId === message.recipient) ?? false;
  // Asked for by themselves meanwhile: nobody gets two cards.
  if (purpose === "checkIn" && hasCard) return { act: "cancel", reason: "notWanted" };
  if (checkIn === undefined || person === undefined) return { act: "cancel", reason: "notWanted" };
  const reached = reachable(sending.conversation);
  if ("reason" in reached) return { act: "wait", reason: reached.reason };
  const { conversation } = reached;
  const rendered = render(purpose, await view(sending, checkIn.value), person, conversation.value);
  return { act: "send", conversation, ...rendered };
}

async function prepareUpdate(sending: MessageToSend, render: RenderCheckIn): Promise<Prepared> {
  const { message, directory, checkIn, now } = sending;
  const person = directory.people.get(message.recipient);
  const reached = reachable(sending.conversation);
  // A card in a chat that is closed to the bot cannot be changed, and nobody misses it.
  if (checkIn === undefined || person === undefined || message.activityId === null || "reason" in reached) {
    return { act: "cancel", reason: "notWanted" };
  }
  // Somebody who answers for the team no longer keeps the card as it was: what is answered later is not theirs to see.
  const { conversation } = reached;
  if (!may(directory, person.id, "answerCheckIn", checkIn.value.teamId, localDate(now))) {
    if (!message.scrubs) return { act: "cancel", reason: "notAsked" };
    const { title, body } = textFor(person.language).rewriting.scrubbed;
    const card = sentenceCard(title, body);
    return { act: "update", conversation, activityId: message.activityId, card, summary: title };
  }
  const rendered = render("cardUpdate", await view(sending, checkIn.value), person, conversation.value);
  return { act: "update", conversation, activityId: message.activityId, ...rendered };
}

/** Only a receipt shows targets, so what goes out on a Monday morning costs no read of them. */
async function view(
  { store, tenantId, directory, message, now }: MessageToSend,
  checkIn: CheckIn,
): Promise<CheckInView> {
  const actor = { tenantId, personId: message.recipient };
  const ambition = checkIn.state === "answered" ? await store.read(tenantId, "ambition", actor.personId) : undefined;
  return viewOf({ store, actor, directory, now }, checkIn, { ambition });
}

/** The check-in remembers its new card; one that was answered while the card was on its way has it updated at once. */
async function recorded({ checkIn: stored, message, now }: MessageToSend, activityId: string): Promise<Change[]> {
  if (stored === undefined || stored.value.cards.some((card) => card.activityId === activityId)) return [];
  const card = { personId: message.recipient, activityId, sentAt: now };
  const value = withCard(stored.value, card);
  const changes: Change[] = [{ op: "replace", kind: "checkIn", key: stored.key, etag: stored.etag, value }];
  if (value.state !== "open") {
    const update = cardUpdate(value, card, now);
    changes.push({ op: "create", kind: "message", ...update, expiresAt: forgetMessageAt(update.value) });
  }
  return changes;
}

/** With its new card; whoever is asked in another's place has not put off the reminder, though the other may have. */
function withCard(checkIn: CheckIn, card: SentCard): CheckIn {
  const isAnother = checkIn.cards.length > 0 && hasCardToGet(checkIn, card.personId);
  const { snoozedUntil: _, ...rest } = checkIn;
  return { ...(isAnother ? rest : checkIn), cards: [...checkIn.cards, card] };
}
