import type { Conversation } from "./store/documents.ts";

/** An Adaptive Card of schema 1.5 as plain JSON. */
export type Card = Record<string, unknown>;

export type SendFailure = {
  ok: false;
  /** Whether trying again can help. */
  retry: boolean;
  /** From Retry-After, when the other side said so. */
  retryAfterMs?: number;
  /** The other side asks the whole tenant to slow down (429). */
  throttled?: boolean;
  /** What is wrong may have passed on another day. */
  anotherDay?: boolean;
  /** The message may have arrived all the same: no answer came, or one from a server in between. */
  uncertain?: boolean;
  /** Why, as a code that the delivery page explains. */
  reason:
    | "notInstalled"
    | "blocked"
    | "disabledByAdmin"
    | "notPermitted"
    | "gone"
    | "cardGone"
    | "signInRefused"
    | "throttled"
    | "unavailable"
    | "network"
    | "timeout"
    | "rejected";
};
export type SendResult = { ok: true; activityId: string } | SendFailure;

export type OpenResult = { ok: true; conversationId: string } | SendFailure;

export interface SendOptions {
  /** Given up after so long; a try that was given up may have arrived. */
  timeoutMs?: number;
}

/** What outreach is handed to send through. Never throws for a failed send. */
export interface Channel {
  send(conversation: Conversation, card: Card, summary: string, options?: SendOptions): Promise<SendResult>;
  update(
    conversation: Conversation,
    activityId: string,
    card: Card,
    summary: string,
    options?: SendOptions,
  ): Promise<SendResult>;
  /** Makes a person's chat anew where the one that is known is gone. Not where the other side offers none. */
  open?(conversation: Conversation, tenantId: string, options?: SendOptions): Promise<OpenResult>;
}
