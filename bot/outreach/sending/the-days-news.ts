import { localDate } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import type { Conversation } from "../../store/documents.ts";
import { Conflict, type Stored } from "../../store/store.ts";
import type { Outreach } from "../outreach.ts";
import { type Claimed, replacement } from "./claim.ts";

/**
 * Counts the try and writes down that its reader is told today, in one commit: another message of the day finds that out, here or in
 * another process. The chat as it is then; undefined when the message or the chat has changed meanwhile.
 */
export async function beginTheDays(
  { outreach, tenantId, claimed }: { outreach: Outreach; tenantId: string; claimed: Claimed },
  { also }: { also?: string[] },
  chat: Stored<"conversation">,
  now: Instant,
): Promise<Stored<"conversation"> | undefined> {
  const { message } = claimed;
  const tried = { ...message, ...(also === undefined ? {} : { also }), attempts: message.attempts + 1 };
  const value: Conversation = { ...chat.value, news: { on: localDate(now), by: claimed.key } };
  try {
    const [etag = "", written = ""] = await outreach.store.commit(tenantId, [
      replacement(claimed.key, claimed.etag, tried),
      { op: "replace", kind: "conversation", key: chat.key, etag: chat.etag, value },
    ]);
    Object.assign(claimed, { message: tried, etag });
    return { ...chat, value, etag: written };
  } catch (error) {
    if (error instanceof Conflict) return undefined;
    throw error;
  }
}
