import { channelEnds } from "../store/documents.ts";
import { openChannels } from "../use-cases/channel-state.ts";
import { wakeMessages } from "../use-cases/operations/wake-messages.ts";
import { heardOf, type Remembered, rememberConversation } from "../use-cases/remember-conversation.ts";
import type { Sender } from "./begin-turn.ts";
import { channelKey } from "./channel-turns.ts";
import type { TeamsServices } from "./turn.ts";

/**
 * Whoever writes or presses can be written to, and in their own chat says where; a channel that they do it in is there, whatever
 * was heard of it. For people whom the directory knows only:
 * strangers leave no record.
 */
export async function signOfLife(
  services: TeamsServices,
  sender: Sender,
  now: string,
): Promise<Pick<Remembered, "isOpened">> {
  const { tenantId, personId, place, conversation } = sender;
  const context = { store: services.store, tenantId, now };
  if (place === "own") {
    const known = await rememberConversation(context, personId, conversation);
    if (known.isOpened) await wakeMessages(context, personId);
    return known;
  }
  const channel = channelKey(conversation.conversationId);
  const found = await services.store.readMany(tenantId, [
    { kind: "conversation", key: personId },
    { kind: "conversation", key: channel },
  ]);
  // Nearly always: then nothing is to be opened.
  if (found.every((one) => one === undefined || one.value.state === "installed")) return { isOpened: false };
  const isHeard = await heardOf(context, personId);
  if (place !== "channel") return { isOpened: isHeard };
  const { serviceUrl } = conversation;
  const isOpened = await openChannels(context, { channel }, { ends: channelEnds, serviceUrl });
  return { isOpened: isHeard || isOpened };
}

/**
 * What a press or a dialog answers, which is a sign of life too. Nobody waits for that, and it comes after what the press
 * does: a card that is asked for must not come twice. What could not be done may still open a chat, but makes none.
 */
export async function alive<T>(services: TeamsServices, sender: Sender, now: string, answer: Promise<T>): Promise<T> {
  const { store } = services;
  const { tenantId, personId } = sender;
  let isDone = false;
  try {
    const given = await answer;
    isDone = true;
    return given;
  } finally {
    services.inBackground(personId, async () => {
      if (!isDone && (await store.read(tenantId, "conversation", personId)) === undefined) return;
      const { isOpened } = await signOfLife(services, sender, now);
      if (isOpened) services.deliverSoon(tenantId);
    });
  }
}
