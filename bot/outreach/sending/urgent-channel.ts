import type { Channel, SendFailure } from "../../channel.ts";
import type { Conversation } from "../../store/documents.ts";
import type { Outreach } from "../outreach.ts";

/** A person who has waited longer than this for an answer has gone on, and Teams has ended the turn. */
const longestWaitMs = 12_000;

const notNow: SendFailure = { ok: false, retry: true, reason: "throttled" };

/**
 * The tenant's channel for what a person is waiting for: each request keeps the tenant's limits, but goes before
 * everything that is queued. One try a call.
 */
export function urgentChannel(outreach: Outreach, tenantId: string): Channel {
  const { channel } = outreach;

  async function inItsTurn<T extends { ok: true }>(
    conversation: Conversation,
    send: () => Promise<T | SendFailure>,
  ): Promise<T | SendFailure> {
    const pace = outreach.paceOf(tenantId);
    const signal = AbortSignal.timeout(longestWaitMs);
    const isPermitted = await pace.permit(placeOf(conversation), { urgent: true, signal }).then(
      () => true,
      () => false,
    );
    if (!isPermitted) return notNow;
    const result = await send();
    if (result.ok) pace.succeeded();
    else if (result.throttled) pace.throttled(result.retryAfterMs);
    return result;
  }

  const open: Pick<Channel, "open"> =
    channel.open === undefined
      ? {}
      : {
          open: (conversation, tenant, options) =>
            inItsTurn(conversation, async () => (await channel.open?.(conversation, tenant, options)) ?? notNow),
        };
  return {
    ...open,
    send: (conversation, card, summary, options) =>
      inItsTurn(conversation, () => channel.send(conversation, card, summary, options)),
    update: (conversation, activityId, card, summary, options) =>
      inItsTurn(conversation, () => channel.update(conversation, activityId, card, summary, options)),
  };
}

/** As the outbox names it: the person, or the channel without the thread that something was written in. */
function placeOf({ personId, conversationId }: Conversation): string {
  return personId ?? conversationId.split(";")[0] ?? conversationId;
}
