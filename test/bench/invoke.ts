import { randomBytes, randomUUID } from "node:crypto";
import type { OpenIdServer } from "../support/openid-server.ts";
import { appId, cardOf, leaderOf, serviceUrl, solutionOf, teamOf, tenantOf } from "./seed.ts";

/** What Teams posts when a leader presses *Send* on a check-in with four solutions, about 2 KB, in the chat that is known of them. */
export function answerInvoke(municipality: number, team: number, week: string): string {
  const tenantId = tenantOf(municipality);
  const leader = leaderOf(municipality, team);
  const levels = ["routine", "mostly", "sometimes", "rarely"];
  const inputs = levels.flatMap((level, s) => [
    [`level.${solutionOf(s)}`, level],
    [`trouble.${solutionOf(s)}`, "false"],
  ]);
  return JSON.stringify({
    name: "adaptiveCard/action",
    type: "invoke",
    timestamp: "2026-11-16T08:05:00.000Z",
    localTimestamp: "2026-11-16T09:05:00.000+01:00",
    id: `f:${randomUUID()}`,
    channelId: "msteams",
    serviceUrl,
    from: { id: `29:${leader}`, name: "Mette Madsen", aadObjectId: leader },
    conversation: { conversationType: "personal", tenantId, id: `a:${leader}` },
    recipient: { id: `28:${appId}`, name: "Ombord" },
    entities: [
      { locale: "da-DK", country: "DK", platform: "Windows", timezone: "Europe/Copenhagen", type: "clientInfo" },
    ],
    channelData: { tenant: { id: tenantId }, source: { name: "message" }, legacy: { replyToId: opaque(20) } },
    replyToId: cardOf(municipality, team),
    value: {
      action: {
        type: "Action.Execute",
        id: randomUUID(),
        title: "Send",
        verb: "checkIn/send",
        style: "positive",
        data: { week, team: teamOf(team), seen: null, ...Object.fromEntries(inputs), [`extra.${solutionOf(0)}`]: "no" },
      },
      trigger: "manual",
      authentication: null,
      state: opaque(420),
    },
    locale: "da-DK",
    localTimezone: "Europe/Copenhagen",
  });
}

function opaque(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}

/** The token that the Bot Connector sends along. */
export function channelToken(openId: OpenIdServer): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const times = { nbf: now - 60, exp: now + 36_000 };
  return openId.sign({ iss: "https://api.botframework.com", aud: appId, serviceurl: serviceUrl, ...times });
}
