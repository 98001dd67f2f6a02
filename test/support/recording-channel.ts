import type { Card, Channel, SendResult } from "../../bot/channel.ts";

export interface RecordedSend {
  what: "send" | "update";
  conversationId: string;
  activityId: string;
  card: Card;
}

export interface RecordingChannel extends Channel {
  sent: RecordedSend[];
  /** What to answer instead of success; decided per request. */
  answer: (request: RecordedSend) => SendResult | undefined | Promise<SendResult | undefined>;
}

/** A channel in memory that remembers everything and answers as told. */
export function recordingChannel(): RecordingChannel {
  let lastId = 0;
  async function receive(what: "send" | "update", conversationId: string, card: Card, activityId: string) {
    const request = { what, conversationId, activityId, card };
    const told = await channel.answer(request);
    if (told !== undefined && !told.ok) return told;
    channel.sent.push(request);
    return told ?? ({ ok: true, activityId } as const);
  }
  const channel: RecordingChannel = {
    sent: [],
    answer: () => undefined,
    send: (conversation, card) => receive("send", conversation.conversationId, card, `activity-${++lastId}`),
    update: (conversation, activityId, card) => receive("update", conversation.conversationId, card, activityId),
  };
  return channel;
}
