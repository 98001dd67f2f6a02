import { weekOf } from "../../domain/calendar.ts";
import type { CheckIn } from "../../domain/check-in/check-in.ts";
import type { Instant } from "../../domain/organisation.ts";
import type { Conversation } from "../../store/documents.ts";
import { type Change, queryAll, type Store } from "../../store/store.ts";

/** Where nobody listens: nothing is to come from a demo to somebody else's chat. */
const nowhere = { serviceUrl: "http://127.0.0.1:9/", channelId: "emulator", botId: "storvig", userId: null };

/**
 * Whoever has answered this week has a chat and had the card there, as *Drift* counts it. Those who have not are left without:
 * the bot makes their chat when somebody opens the Playground as them, and asks them there.
 */
export async function openChats(store: Store, tenantId: string, now: Instant): Promise<void> {
  const people = new Set<string>();
  const changes: Change[] = [];
  for await (const { key, etag, value } of queryAll(store, tenantId, "checkIn", { where: { week: weekOf(now) } })) {
    const { answeredBy, answeredAt } = value;
    if (answeredBy === null || answeredAt === null) continue;
    people.add(answeredBy);
    const card = { personId: answeredBy, activityId: `card-${value.teamId}`, sentAt: answeredAt };
    const given: CheckIn = { ...value, cards: [card] };
    changes.push({ op: "replace", kind: "checkIn", key, etag, value: given });
  }
  const chats = [...people].map((personId): Change => {
    const value: Conversation = {
      ...{ personId, ...nowhere, conversationId: `chat-${personId}`, state: "installed", updatedAt: now },
    };
    return { op: "create", kind: "conversation", key: personId, value };
  });
  await store.commit(tenantId, [...changes, ...chats]);
}
