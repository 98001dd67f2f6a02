import { followUpCard } from "../../cards/follow-up-card.ts";
import { textFor } from "../../text/text.ts";
import { pendingFollowUps } from "../../use-cases/citizen/pending-follow-ups.ts";
import { type MessageToSend, type Prepared, type PurposeHandler, reachable } from "./purposes.ts";

/** Several cases in one message, read when it is sent: what has been answered or is somebody else's by now is left out. */
export const followUpPurpose: PurposeHandler = { neverRepeat: false, prepare };

async function prepare(sending: MessageToSend): Promise<Prepared> {
  const { directory, message, conversation } = sending;
  const person = directory.people.get(message.recipient);
  const cases = person === undefined ? [] : await pendingFollowUps(sending, message.recipient);
  if (person === undefined || cases.length === 0) return { act: "cancel", reason: "notWanted" };
  const chat = reachable(conversation);
  if ("reason" in chat) return { act: "wait", reason: chat.reason };
  const text = textFor(person.language);
  return {
    act: "send",
    conversation: chat.conversation,
    card: followUpCard(cases, text),
    summary: text.followUp.title,
  };
}
