import type { Channel, SendFailure, SendOptions, SendResult } from "../channel.ts";
import type { Conversation } from "../store/documents.ts";
import { ensureShare } from "./answer-share.ts";
import type { Outreach } from "./outreach.ts";
import type { Permit } from "./pace.ts";

/** A person who has waited longer than this for an answer has gone on, and Teams has ended the turn. */
const longestWaitMs = 12_000;

const notNow: SendFailure = { ok: false, retry: true, reason: "throttled" };

/**
 * The tenant's channel for what a person is waiting for: each request keeps the tenant's limits, but goes before
 * everything that is queued. One try a call.
 */
export function urgentChannel(outreach: Outreach, tenantId: string): Channel {
  const { channel } = outreach;

  async function inItsTurn(
    conversation: Conversation,
    options: SendOptions | undefined,
    send: (options: SendOptions) => Promise<SendResult>,
  ): Promise<SendResult> {
    await ensureShare(outreach, tenantId);
    const pace = outreach.paceOf(tenantId);
    const signal = AbortSignal.timeout(longestWaitMs);
    const permit: Permit | null = await pace.permit(placeOf(conversation), { urgent: true, signal }).catch(() => null);
    if (permit === null) return notNow;
    try {
      const result = await send({ ...options, left: permit.left });
      if (result.ok) pace.succeeded();
      else if (result.throttled) pace.throttled(result.retryAfterMs);
      return result;
    } finally {
      permit.ended();
    }
  }

  return {
    send: (conversation, card, summary, options) =>
      inItsTurn(conversation, options, (paced) => channel.send(conversation, card, summary, paced)),
    update: (conversation, activityId, card, summary, options) =>
      inItsTurn(conversation, options, (paced) => channel.update(conversation, activityId, card, summary, paced)),
  };
}

/** As the outbox names it: the person, or the channel without the thread that something was written in. */
function placeOf({ personId, conversationId }: Conversation): string {
  return personId ?? conversationId.split(";")[0] ?? conversationId;
}
