import { sentenceCard } from "../cards/talk-cards.ts";
import { textFor } from "../text/text.ts";
import { barriersOnCard } from "../use-cases/barrier/find-by-card.ts";
import { type GivenAction, triageBarrier } from "../use-cases/barrier/triage-barrier.ts";
import { channelKey, notInChannel, offerChannel } from "./channel-turns.ts";
import type { OutgoingCard, Turn } from "./turn.ts";

// What is written to @Ombord in the thread of a barrier's card: a comment on it, or something to do about it. Without a mention a bot
// hears nothing there, and this product asks for no wider right.

/** What everybody in a channel reads is in the municipality's own language. */
const shared = textFor("da");

/** The post whose thread a conversation is; null for the channel itself. */
export function threadOf(conversationId: string): string | null {
  return /;messageid=([\w-]{1,60})/.exec(conversationId)?.[1] ?? null;
}

const takes = /^(?:jeg )?tage?r? (?:den|opgaven)$|^(?:i(?:.ll)? )?take it$/i;

/** A comment that has passed the guard, or a command. Where the post is no card of one barrier, it says so. */
export async function saidInThread(turn: Turn, said: string): Promise<OutgoingCard[]> {
  const { conversationId } = turn.conversation;
  const post = threadOf(conversationId);
  const words = said.trim();
  const found = post === null ? [] : await barriersOnCard(turn.errand, channelKey(conversationId), post);
  const [barrier, ...others] = found;
  if (barrier === undefined) return words === "" ? offerChannel(turn) : notInChannel(turn);
  const { thread } = shared.loop.channel;
  if (others.length > 0 || words === "") return say(others.length > 0 ? thread.several : thread.how);
  const isTaking = takes.test(words.replace(/[.!]+$/, ""));
  const given: GivenAction = isTaking ? { action: "take" } : { action: "comment", text: words };
  const result = await triageBarrier(turn.errand, barrier.id, given, { shownOn: "nothing" });
  turn.deliverSoon(turn.actor.tenantId);
  if (result.outcome === "taken") {
    const name = result.directory.people.get(result.by)?.name ?? shared.loop.navigator.somebody;
    return say(shared.loop.navigator.takenBy(name));
  }
  return say(isTaking ? thread.taken(turn.person.name) : thread.noted);
}

function say(sentence: string): OutgoingCard[] {
  return [{ card: sentenceCard(shared.loop.channel.thread.title, sentence), summary: sentence }];
}
