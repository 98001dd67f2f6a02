import { leaderId } from "../support/leaders.ts";

/** What Teams posts when this leader presses a button of a card. */
export function pressOf(n: number, tenantId: string, serviceUrl: string, verb: string, data: unknown): string {
  const person = leaderId(n);
  return JSON.stringify({
    type: "invoke",
    name: "adaptiveCard/action",
    id: crypto.randomUUID(),
    channelId: "msteams",
    serviceUrl,
    from: { id: `29:${person}`, aadObjectId: person },
    recipient: { id: "28:bot" },
    conversation: { id: `a:${person}`, conversationType: "personal", tenantId },
    channelData: { tenant: { id: tenantId } },
    value: { action: { type: "Action.Execute", verb, data } },
  });
}
