import { topicOfToday } from "../../domain/vocabulary.ts";
import { bringUpToDate } from "../bring-up-to-date.ts";
import type { TenantContext } from "../errand.ts";

/** What barriers are about, in the words of today: two that were about the same are one. Nobody is told, and no clock is turned. */
export function bringBarriersUpToDate(context: TenantContext): Promise<number> {
  return bringUpToDate(context, { kind: "barrier", noted: "barrierTopics", now: 1, asOfToday: topicOfToday });
}
