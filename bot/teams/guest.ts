import { type Sender, sendCard } from "./begin-turn.ts";
import { type Incoming, tenantOf } from "./incoming.ts";
import { unknownPerson } from "./talk-turns.ts";
import type { TeamsServices } from "./turn.ts";

/**
 * Somebody who writes without an Entra id, as a guest may, is nobody that the directory can know: they are told whom to ask,
 * and nothing is kept about them. Anything else that they do is answered where it is refused.
 */
export async function answerGuest(services: TeamsServices, activity: Incoming, now: string): Promise<undefined> {
  const to = activity.type === "message" ? guestOf(activity, services, now) : null;
  if (to === null) return undefined;
  const answer = await unknownPerson(services, to.tenantId, activity);
  services.inBackground(activity.from?.id ?? "", async () => void (await sendCard(services, to, answer)));
  return undefined;
}

function guestOf(
  activity: Incoming,
  services: TeamsServices,
  now: string,
): Pick<Sender, "tenantId" | "conversation"> | null {
  const tenantId = tenantOf(activity);
  const { conversation, serviceUrl, from, recipient } = activity;
  if (tenantId === undefined || !services.tenants.has(tenantId) || from?.aadObjectId !== undefined) return null;
  if (conversation === undefined || serviceUrl === undefined || from === undefined) return null;
  return {
    tenantId,
    conversation: {
      personId: null,
      conversationId: conversation.id,
      serviceUrl,
      channelId: activity.channelId ?? "msteams",
      botId: recipient?.id ?? "",
      userId: from.id ?? null,
      state: "installed",
      updatedAt: now,
    },
  };
}
