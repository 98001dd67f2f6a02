import { channelOfferCard, channelSetCard } from "../cards/channel-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import { sentenceCard } from "../cards/talk-cards.ts";
import type { Card } from "../channel.ts";
import { textFor } from "../text/text.ts";
import { chooseChannel, showChannel } from "../use-cases/barrier/choose-channel.ts";
import type { OutgoingCard, Turn } from "./turn.ts";

/** What everybody in a channel reads is in the municipality's own language. */
const shared = textFor("da");

/** The channel itself, without the thread that something was written in. */
export function channelKey(conversationId: string): string {
  return conversationId.split(";")[0] ?? conversationId;
}

/** `kanal`, and what comes when the bot is installed in a team. */
export async function offerChannel(turn: Turn): Promise<OutgoingCard[]> {
  if (turn.isPersonalChat) {
    const hint = turn.text.loop.channel.personalHint;
    return [{ card: sentenceCard(turn.text.loop.channel.title, hint), summary: hint }];
  }
  return [{ card: await offerAgain(turn), summary: shared.loop.channel.title }];
}

export async function offerAgain(turn: Turn): Promise<Card> {
  return offer(turn);
}

async function offer(turn: Turn, error?: string): Promise<Card> {
  const key = channelKey(turn.conversation.conversationId);
  return channelOfferCard(await showChannel(turn.errand, key), shared, error);
}

export async function useChannel(turn: Turn, data: unknown): Promise<Card> {
  const { scope } = parseSubmit("channelScope", data);
  return scope === undefined ? offer(turn, shared.common.missing(shared.loop.channel.choose)) : choose(turn, scope);
}

export async function stopChannel(turn: Turn): Promise<Card> {
  return choose(turn, null);
}

async function choose(turn: Turn, scope: string | null): Promise<Card> {
  const key = channelKey(turn.conversation.conversationId);
  const place = { ...turn.conversation, conversationId: key };
  await chooseChannel(turn.errand, key, place, scope);
  turn.deliverSoon(turn.actor.tenantId);
  return channelSetCard(await showChannel(turn.errand, key), turn.person.name, shared);
}

/** In a channel everybody reads along: what is about one's own teams is said in a private chat. */
export async function notInChannel(turn: Turn): Promise<OutgoingCard[]> {
  const { notHere } = shared.loop.channel;
  return [{ card: sentenceCard(turn.text.help.title, notHere), summary: notHere }];
}
