import type { Card } from "../../channel.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import type { Message, MessagePurpose, MessageReason } from "../../domain/outreach.ts";
import type { Conversation } from "../../store/documents.ts";
import type { Change, Store, Stored } from "../../store/store.ts";

export interface MessageToSend {
  store: Store;
  tenantId: string;
  directory: Directory;
  key: string;
  message: Message;
  /** Of the recipient. */
  conversation: Stored<"conversation"> | undefined;
  /** What it is about, where its purpose asks for that. */
  checkIn: Stored<"checkIn"> | undefined;
  barriers: readonly Stored<"barrier">[];
  /** The message whose card is to be brought up to date. */
  news: Stored<"message"> | undefined;
  now: Instant;
}

/** What is to happen with a message, decided from the true state right before it is sent. */
export type Prepared =
  | {
      act: "send";
      conversation: Stored<"conversation">;
      card: Card;
      summary: string;
      /** The day's news for its reader: written down before it is sent, so that there is never a second. */
      isTheDays?: true;
      /** The other barriers that the card tells of. */
      also?: string[];
    }
  | { act: "update"; conversation: Stored<"conversation">; activityId: string; card: Card; summary: string }
  /** It is not the time for it; nothing is wrong. */
  | { act: "later"; until: Instant }
  /** The recipient cannot be reached yet. */
  | { act: "wait"; reason: MessageReason }
  | { act: "cancel"; reason: MessageReason };

/** How the messages of one purpose are prepared right before they are sent, and what is recorded with them. */
export interface PurposeHandler {
  /** Rather lost than sent twice. */
  neverRepeat: boolean;
  /** Its subject is a check-in, which is read together with the conversation. */
  isAboutCheckIn?: boolean;
  /** Its subject is a barrier, or several, which are read together with the conversation. */
  isAboutBarriers?: boolean;
  prepare(sending: MessageToSend): Promise<Prepared>;
  /** Whether the message is for another place when its own turns out to be closed; `prepare` finds it. */
  movesOn?(message: Message): boolean;
  /**
   * What else belongs into the commit that records the sending, from what was read before it; after a conflict this is asked
   * again with everything read anew.
   */
  recorded?(sending: MessageToSend, activityId: string): Promise<Change[]>;
}

/** How each purpose is sent; messages of a purpose without an entry stay where they are. */
export type PurposeHandlers = Partial<Record<MessagePurpose, PurposeHandler>>;

/** The conversation when it can be written to, or why it cannot. */
export function reachable(
  conversation: Stored<"conversation"> | undefined,
): { conversation: Stored<"conversation"> } | { reason: MessageReason } {
  if (conversation === undefined) return { reason: "notInstalled" };
  return conversation.value.state === "installed"
    ? { conversation }
    : { reason: conversation.value.reason ?? defaultReasons[conversation.value.state] };
}

const defaultReasons: Record<Exclude<Conversation["state"], "installed">, MessageReason> = {
  blocked: "blocked",
  gone: "gone",
};
