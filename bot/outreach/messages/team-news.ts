import { teamBarrierCard, teamBarrierSummary } from "../../cards/team-barrier-card.ts";
import { teamNewsCard } from "../../cards/team-news-card.ts";
import type { Barrier, BarrierCard } from "../../domain/barrier/barrier.ts";
import { isOvertaken, newsFor, tellsTeam } from "../../domain/barrier/barrier-news.ts";
import { localDate } from "../../domain/calendar.ts";
import { done } from "../../domain/message-outcome.ts";
import { newsInstant } from "../../domain/news-hours.ts";
import type { Instant } from "../../domain/organisation.ts";
import type { Message } from "../../domain/outreach.ts";
import type { Conversation } from "../../store/documents.ts";
import { type Change, ofKind, queryAll, type Stored } from "../../store/store.ts";
import { type Text, textFor } from "../../text/text.ts";
import { plainStory } from "../../use-cases/barrier/barrier-story.ts";
import { standsInFor } from "../../use-cases/check-in/show-check-in.ts";
import { replacement } from "../sending/claim.ts";
import { type MessageToSend, type Prepared, reachable } from "./purposes.ts";

// What a leader or a stand-in is told about what is in the way: one message a day at most, in working hours, with all there is.

/** More in one card would be a list that nobody reads; the rest comes the next day. */
const mostTogether = 6;

/** When the news in `key` may go to this chat; `now` when it may at once. One that was begun today goes on. */
export function newsTime(
  { directory, now }: Pick<MessageToSend, "directory" | "now">,
  { news }: Conversation,
  key: string,
): Instant {
  return newsInstant(now, directory.settings, news?.by === key ? undefined : news?.on);
}

/**
 * The day's news for somebody who speaks for teams: this barrier, and what else waits to be told to them. `isAtOnce` where nobody is
 * spared anything: whoever tries the demonstration plays both parts.
 */
export async function prepareTeamNews(sending: MessageToSend, barrier: Barrier, isAtOnce: boolean): Promise<Prepared> {
  const { conversation, directory, key, now } = sending;
  const reached = reachable(conversation);
  if ("reason" in reached) return { act: "wait", reason: reached.reason };
  const until = isAtOnce ? now : newsTime(sending, reached.conversation.value, key);
  if (until > now) return { act: "later", until };
  const others = await waitingBeside(sending, barrier);
  const text = textFor(directory.people.get(sending.message.recipient)?.language ?? "da");
  const barriers = [barrier, ...others.map(({ value }) => value)];
  const also = others.map((one) => one.key);
  return {
    act: "send",
    conversation: reached.conversation,
    ...teamShown(sending, barriers, text),
    isTheDays: true,
    ...(also.length === 0 ? {} : { also }),
  };
}

/** One barrier with what can be said about it, or several with a way to each. */
export function teamShown({ directory, message, now }: MessageToSend, barriers: readonly Barrier[], text: Text) {
  const [only, ...others] = barriers;
  const standsIn = standsInFor(directory, message.recipient, only?.teamId ?? "", localDate(now));
  if (only === undefined || others.length > 0) {
    const stories = barriers.map((one) => plainStory(directory, one));
    return { card: teamNewsCard(stories, { text, standsIn }), summary: text.loop.team.newsTitle(barriers.length) };
  }
  const story = plainStory(directory, only);
  return { card: teamBarrierCard(story, { text, standsIn }), summary: teamBarrierSummary(story, text) };
}

/** Other barriers of which news waits for the same person, and is wanted still. */
async function waitingBeside(sending: MessageToSend, barrier: Barrier): Promise<Stored<"barrier">[]> {
  const { store, tenantId, directory, now } = sending;
  const waiting = (await newsWaiting(sending)).filter(({ value }) => value.subject !== barrier.id);
  if (waiting.length === 0) return [];
  const subjects = [...new Set(waiting.map(({ value }) => value.subject))].slice(0, 50);
  const found = ofKind(
    "barrier",
    await store.readMany(
      tenantId,
      subjects.map((key) => ({ kind: "barrier" as const, key })),
    ),
  );
  const isWanted = ({ value }: Stored<"barrier">) =>
    waiting.some(
      ({ key, value: { subject, event = 0 } }) =>
        subject === value.id &&
        isUntold(value, event, sending.message.recipient) &&
        newsFor(directory, value, event, now).some((one) => one.key === key),
    );
  return found.filter(isWanted).slice(0, mostTogether - 1);
}

/** Whether the step is news for the team still: nothing more has come, and whoever is to hear of it has not acted on it of their own accord. */
export function isUntold(barrier: Barrier, index: number, personId: string): boolean {
  const event = barrier.events[index];
  const hasActed = barrier.events.slice(index + 1).some(({ by }) => by === personId);
  return event !== undefined && tellsTeam(event) && !isOvertaken(barrier, "team", index) && !hasActed;
}

/** News about barriers that has not been sent to the message's recipient. */
async function newsWaiting({ store, tenantId, key, message }: MessageToSend): Promise<Stored<"message">[]> {
  const where = { personId: message.recipient, purpose: "barrierUpdate", state: ["pending", "sending"] };
  const found = await Array.fromAsync(queryAll(store, tenantId, "message", { where }));
  return found.filter((one) => one.key !== key);
}

/** The barriers that were told of beside the message's own remember the card, and what waited to tell of them is through. */
export async function recordedBeside(sending: MessageToSend, activityId: string): Promise<Change[]> {
  const { message, barriers, key, now } = sending;
  const also = message.also ?? [];
  if (also.length === 0) return [];
  const included = (await newsWaiting(sending)).filter(({ value }) => also.includes(value.subject));
  const remember = barriers
    .filter(({ value }) => also.includes(value.id))
    .map((stored): Change => {
      const event = stored.value.events.length - 1;
      const card: BarrierCard = { place: message.recipient, activityId, message: key, audience: "team", event };
      const value = { ...stored.value, cards: [...stored.value.cards, card].slice(-60) };
      return { op: "replace", kind: "barrier", key: stored.key, etag: stored.etag, value };
    });
  const through = (one: Message) => done(one, "cancelled", "passedOn", now);
  return [...remember, ...included.map((one) => replacement(one.key, one.etag, through(one.value)))];
}
