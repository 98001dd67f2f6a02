import { liftedCard, liftedSummary } from "../../cards/lifted-card.ts";
import { barrierTitle, navigatorCard } from "../../cards/navigator-card.ts";
import { navigatorGroupCard } from "../../cards/navigator-group-card.ts";
import { reportReceipt } from "../../cards/report-receipt.ts";
import { sentenceCard } from "../../cards/talk-cards.ts";
import { teamBarrierCard, teamBarrierSummary } from "../../cards/team-barrier-card.ts";
import type { Card } from "../../channel.ts";
import type { Barrier, BarrierAudience, BarrierCard } from "../../domain/barrier/barrier.ts";
import {
  holderTold,
  isOvertaken,
  newsFor,
  tellsManagers,
  tellsNavigator,
  tellsTeam,
} from "../../domain/barrier/barrier-news.ts";
import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import { liftOf } from "../../domain/barrier/lift.ts";
import { localDate } from "../../domain/calendar.ts";
import { type Directory, solutionName, teamIsIn } from "../../domain/organisation.ts";
import type { Message } from "../../domain/outreach.ts";
import { may, navigatorsToTell } from "../../domain/permissions.ts";
import { isUnsolved } from "../../domain/vocabulary.ts";
import type { Conversation } from "../../store/documents.ts";
import type { Change } from "../../store/store.ts";
import { type Text, textFor } from "../../text/text.ts";
import { plainStory, tellStory } from "../../use-cases/barrier/barrier-story.ts";
import { liftedFor } from "../../use-cases/barrier/lift-barrier.ts";
import { navigatorChannels, placesFor } from "../../use-cases/barrier/navigators-place.ts";
import { readAround } from "../../use-cases/barrier/surroundings.ts";
import { ensureMessages } from "../../use-cases/hand-over-questions.ts";
import { routeAgain, routeBarrierNews } from "../planning/route-barrier-news.ts";
import { type MessageToSend, type Prepared, type PurposeHandlers, reachable } from "./purposes.ts";
import { rememberCards } from "./remember-cards.ts";
import type { TabLink } from "./tab-link.ts";
import { isUntold, newsTime, prepareTeamNews, recordedBeside, teamShown } from "./team-news.ts";

/** News of barriers to the navigators and to the team, and the updates of cards that show them. */
export function barrierPurposes(linkTo: TabLink, isAtOnce = false): PurposeHandlers {
  return {
    barrierNew: {
      neverRepeat: false,
      isAboutBarriers: true,
      prepare: prepareNews,
      movesOn: ({ personId }) => personId === null,
      recorded: (sending, id) => rememberCards(sending, id, "navigators"),
    },
    barrierUpdate: {
      neverRepeat: false,
      isAboutBarriers: true,
      prepare: (sending) => prepareUpdate(sending, isAtOnce),
      recorded: rememberedByAudience,
    },
    barrierCard: {
      neverRepeat: false,
      isAboutBarriers: true,
      prepare: (sending) => prepareCard(sending, linkTo, isAtOnce),
    },
    // What becomes of it the manager reads in the tab: the card is remembered for the day on which a text on it must go.
    barrierLifted: {
      neverRepeat: false,
      isAboutBarriers: true,
      prepare: (sending) => prepareLifted(sending, linkTo),
      recorded: (sending, id) => rememberCards(sending, id, "managers"),
    },
  };
}

const notWanted: Prepared = { act: "cancel", reason: "notWanted" };

async function prepareNews(sending: MessageToSend): Promise<Prepared> {
  const { message, directory, now } = sending;
  if (message.recipient === "navigators") {
    const found = await routeBarrierNews(sending);
    return found ? { act: "cancel", reason: "passedOn" } : { act: "wait", reason: "notInstalled" };
  }
  const barriers = sending.barriers.map(({ value }) => value).filter(({ status }) => isUnsolved(status));
  if (barriers.length === 0) return notWanted;
  const reached = reachable(sending.conversation);
  // Whoever has no chat is waited for only while there is no channel.
  const isUnreachedPerson = "reason" in reached && message.personId !== null;
  const channels = isUnreachedPerson ? await navigatorChannels(sending.store, sending.tenantId) : [];
  const takes = (barrier: Barrier) =>
    staysHere(sending, reached, barrier) &&
    (!isUnreachedPerson || placesFor(directory, channels, barrier.teamId, now).includes(message.recipient));
  await routeAgain(
    sending,
    barriers.filter((barrier) => !takes(barrier)),
  );
  const shown = barriers.filter(takes);
  if (shown.length === 0) return { act: "cancel", reason: "passedOn" };
  if ("reason" in reached) return { act: "wait", reason: reached.reason };
  return {
    act: "send",
    conversation: reached.conversation,
    ...(await newsCard(sending, reached.conversation.value, shown)),
  };
}

/**
 * Whether the news is for this place still. A channel must be there and take in the team; a person must be one of those who are
 * told, or have asked for a card of their own, and is waited for when they have no chat.
 */
function staysHere(
  { directory, message, now }: MessageToSend,
  reached: ReturnType<typeof reachable>,
  barrier: Barrier,
): boolean {
  const { recipient, personId } = message;
  const date = localDate(now);
  if (personId !== null) return navigatorsToTell(directory, barrier.teamId, date).includes(personId);
  if (directory.people.has(recipient)) return maySeeBarrier(directory, recipient, barrier, date);
  return "conversation" in reached && isInScope(directory, reached.conversation.value, barrier);
}

function isInScope(directory: Directory, { scope }: Conversation, { teamId }: Barrier): boolean {
  return scope !== undefined && teamIsIn(directory, teamId, scope);
}

/** A channel takes what lies in its scope; a person what they may see. */
function reaches({ directory, now }: MessageToSend, place: Conversation, barrier: Barrier): boolean {
  if (place.personId !== null) return maySeeBarrier(directory, place.personId, barrier, localDate(now));
  return isInScope(directory, place, barrier);
}

function textIn({ directory }: MessageToSend, place: Conversation): Text {
  return textFor(directory.people.get(place.personId ?? "")?.language ?? "da");
}

type Shown = { card: Card; summary: string };

async function newsCard(sending: MessageToSend, place: Conversation, barriers: Barrier[]): Promise<Shown> {
  const text = textIn(sending, place);
  const [only, ...others] = barriers;
  if (only === undefined || others.length > 0) {
    const stories = barriers.map((barrier) => plainStory(sending.directory, barrier));
    return { card: navigatorGroupCard(stories, text), summary: text.loop.navigator.groupTitle(barriers.length) };
  }
  const last = only.events.at(-1);
  const isBack = last !== undefined && tellsNavigator(only, last);
  return navigatorsCard(sending, place, only, isBack);
}

async function navigatorsCard(
  sending: MessageToSend,
  place: Conversation,
  barrier: Barrier,
  isBack = false,
): Promise<Shown> {
  const { store, tenantId, directory, now } = sending;
  const text = textIn(sending, place);
  const isVisible = (teamId: string) =>
    place.personId === null
      ? place.scope !== undefined && teamIsIn(directory, teamId, place.scope)
      : may(directory, place.personId, "seeBarriers", teamId, localDate(now));
  const errand = { store, actor: { tenantId, personId: place.personId ?? "" }, directory, now };
  const around = await readAround(errand, barrier, { shownOn: "card" });
  const { story, ideas } = tellStory(directory, barrier, around, isVisible);
  const card = navigatorCard(story, { text, isBack, ideas });
  return {
    card,
    summary: barrierTitle(story, text),
  };
}

/** The card of one barrier, or of the several that it brought. Of two cards the older says so, once the newer is there or on its way. */
async function teamCard(
  sending: MessageToSend,
  { barrier, card, place, isAtOnce }: { barrier: Barrier; card: BarrierCard; place: Conversation; isAtOnce: boolean },
  text: Text,
): Promise<Shown> {
  const { store, tenantId, directory, message, now } = sending;
  const news = message.news === card.message ? sending.news : await store.read(tenantId, "message", card.message);
  if (news?.value.also !== undefined) return teamShown(sending, await barriersOf(sending, news.value), text);
  const isComing = isAtOnce || newsTime(sending, place, "") <= now;
  if (!hasNewerCard(barrier, card, isComing)) return teamShown(sending, [barrier], text);
  const story = plainStory(directory, barrier);
  return { card: teamBarrierCard(story, { text, isOlder: true }), summary: teamBarrierSummary(story, text) };
}

async function prepareUpdate(sending: MessageToSend, isAtOnce: boolean): Promise<Prepared> {
  const { message, directory, now } = sending;
  const barrier = sending.barriers[0]?.value;
  const audience = audienceOf(message, barrier);
  if (barrier === undefined || audience === null || isOvertaken(barrier, audience, message.event ?? 0))
    return notWanted;
  const moved = await passedOn(sending, barrier);
  if (moved !== null) return moved;
  if (!maySeeBarrier(directory, message.recipient, barrier, localDate(now))) {
    return { act: "cancel", reason: "notAsked" };
  }
  if (audience === "team") {
    const isNews = isUntold(barrier, message.event ?? 0, message.recipient);
    return isNews ? prepareTeamNews(sending, barrier, isAtOnce) : notWanted;
  }
  const reached = reachable(sending.conversation);
  if ("reason" in reached) return { act: "wait", reason: reached.reason };
  const shown = await navigatorsCard(sending, reached.conversation.value, barrier);
  return { act: "send", conversation: reached.conversation, ...shown };
}

/** Whom the step that the message tells of speaks to. */
function audienceOf(message: Message, barrier: Barrier | undefined): BarrierAudience | null {
  const event = barrier?.events[message.event ?? -1];
  if (barrier === undefined || event === undefined) return null;
  // What a manager decides is told to the team and to whoever had it, each in a message of their own.
  const isHolder = event.lift !== undefined && message.recipient === holderTold(barrier, event);
  return tellsTeam(event) && !isHolder ? "team" : "navigators";
}

/** Tells whoever is to be told by now, when that is no longer the one whom the message was meant for; null when it is. */
async function passedOn(sending: MessageToSend, barrier: Barrier): Promise<Prepared | null> {
  const { directory, key, message, now } = sending;
  const wanted = newsFor(directory, barrier, message.event ?? 0, now);
  if (wanted.some((one) => one.key === key)) return null;
  await ensureMessages(sending, wanted);
  return { act: "cancel", reason: wanted.length > 0 ? "passedOn" : "notAsked" };
}

/** Told once, and only while it still waits for a manager who may see it. */
async function prepareLifted(sending: MessageToSend, linkTo: TabLink): Promise<Prepared> {
  const { message } = sending;
  const barrier = sending.barriers[0]?.value;
  if (barrier === undefined || liftOf(barrier) === null) return notWanted;
  if (barrier.events.findLastIndex(tellsManagers) !== message.event) return notWanted;
  const moved = await passedOn(sending, barrier);
  if (moved !== null) return moved;
  const reached = reachable(sending.conversation);
  if ("reason" in reached) return { act: "wait", reason: reached.reason };
  return { act: "send", conversation: reached.conversation, ...managersCard(sending, barrier, linkTo) };
}

/** As its reader may decide about it now. */
function managersCard(
  { store, tenantId, directory, message, now }: MessageToSend,
  barrier: Barrier,
  linkTo: TabLink,
): Shown {
  const personId = message.recipient;
  const text = textFor(directory.people.get(personId)?.language ?? "da");
  const story = plainStory(directory, barrier);
  const reader = liftedFor({ store, actor: { tenantId, personId }, directory, now }, barrier);
  const link = linkTo(`/barriers/${barrier.id}`);
  return { card: liftedCard(story, text, { ...reader, link }), summary: liftedSummary(story, text) };
}

async function prepareCard(sending: MessageToSend, linkTo: TabLink, isAtOnce: boolean): Promise<Prepared> {
  const { message } = sending;
  const barrier = sending.barriers[0]?.value;
  const card = barrier?.cards.find(({ activityId }) => activityId === message.activityId);
  const reached = reachable(sending.conversation);
  // A newer step has an update of its own, and a card in a place that is closed to the bot cannot be changed.
  const isOld = barrier === undefined || (message.event ?? 0) < barrier.events.length - 1;
  if (isOld || card === undefined || message.activityId === null || "reason" in reached) return notWanted;
  const place = reached.conversation.value;
  // Somebody who has left the team or the area keeps the card as it was, and so does a channel that is used for it no
  // longer: what comes later is not theirs to see.
  const isVisible = reaches(sending, place, barrier);
  const to = { act: "update" as const, conversation: reached.conversation, activityId: message.activityId };
  const text = textIn(sending, place);
  if (!isVisible) return message.scrubs ? { ...to, ...scrubbed(text) } : { act: "cancel", reason: "notAsked" };
  switch (card.audience) {
    case "team":
      return { ...to, ...(await teamCard(sending, { barrier, card, place, isAtOnce }, text)) };
    case "receipt":
      return { ...to, ...receiptOf(sending, barrier, text) };
    case "managers":
      return { ...to, ...managersCard(sending, barrier, linkTo) };
    case "navigators":
      return { ...to, ...(await helpersCard(sending, place, barrier, card)) };
    default:
      return card.audience satisfies never;
  }
}

/** A card that holds a text which is gone, in a place that may not see what it is about any longer. */
function scrubbed(text: Text): Shown {
  const { title, body } = text.rewriting.scrubbed;
  return { card: sentenceCard(title, body), summary: title };
}

function receiptOf({ directory, now }: MessageToSend, barrier: Barrier, text: Text): Shown {
  const shown = { directory, barrier, solutionName: solutionName(directory, barrier.solutionId, barrier.teamId) };
  return { card: reportReceipt(shown, text, localDate(now)), summary: text.barrier.summary(shown.solutionName) };
}

async function helpersCard(
  sending: MessageToSend,
  place: Conversation,
  barrier: Barrier,
  card: BarrierCard,
): Promise<Shown> {
  const { store, tenantId, message, directory } = sending;
  const isVisible = (one: Barrier) => reaches(sending, place, one);
  const news = message.news === card.message ? sending.news : await store.read(tenantId, "message", card.message);
  if (news?.value.also === undefined) return navigatorsCard(sending, place, barrier);
  const barriers = (await barriersOf(sending, news.value)).filter(isVisible);
  const text = textIn(sending, place);
  const stories = barriers.map((one) => plainStory(directory, one));
  return { card: navigatorGroupCard(stories, text), summary: text.loop.navigator.groupTitle(stories.length) };
}

/** Only the newest card of a chat asks for anything; the step that the barrier just took may have one of its own that is coming now. */
function hasNewerCard(barrier: Barrier, card: BarrierCard, isComing: boolean): boolean {
  const last = barrier.events.at(-1);
  const newest = barrier.cards.findLast(({ place, audience }) => place === card.place && audience === "team");
  return (
    newest !== card ||
    (isComing &&
      last !== undefined &&
      last.by !== card.place &&
      tellsTeam(last) &&
      card.event < barrier.events.length - 1)
  );
}

async function barriersOf({ store, tenantId }: MessageToSend, { subject, also = [] }: Message): Promise<Barrier[]> {
  const keys = [subject, ...also].slice(0, 100);
  const found = await store.readMany(
    tenantId,
    keys.map((key) => ({ kind: "barrier" as const, key })),
  );
  return found.flatMap((stored) => (stored === undefined ? [] : [stored.value]));
}

async function rememberedByAudience(sending: MessageToSend, activityId: string): Promise<Change[]> {
  const own = sending.barriers.slice(0, 1);
  const audience = audienceOf(sending.message, own[0]?.value) ?? "team";
  const changes = await rememberCards({ ...sending, barriers: own }, activityId, audience);
  return audience === "team" ? [...changes, ...(await recordedBeside(sending, activityId))] : changes;
}
