import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { BotIdentity } from "../../bot/config.ts";
import { connectorToken } from "../../bot/teams/connector-token.ts";
import { connectorChannel } from "../../bot/teams/notify.ts";
import { claimsOf, type EntraServer, startEntra } from "../support/entra-server.ts";
import { startFakeConnector } from "../support/fake-connector.ts";

// The real library, against token endpoints on this machine that check what Entra and Azure check.

const tenantId = "11111111-1111-4111-8111-111111111111";
const appId = "44444444-4444-4444-8444-444444444444";
const connector = "https://api.botframework.com";
const secretBot: BotIdentity = {
  appId,
  tenantId,
  credential: { kind: "secret", secret: "not-a-secret" },
  openIdMetadata: undefined,
};

let entra: EntraServer;

beforeAll(async () => {
  entra = await startEntra({ appId, tenantId });
});
beforeEach(() => {
  const registration = { appId, tenantId, secret: "not-a-secret" };
  Object.assign(entra, { registration, asked: [], tokenSeconds: 3600 });
});
afterAll(() => entra.stop());

test("a secret is exchanged for a token of the Bot Connector, in the bot's own tenant and at the given authority", async () => {
  expect(claimsOf(await connectorToken(secretBot, entra.authority)())).toEqual({ audience: connector, nth: 1 });
  expect(entra.asked).toMatchObject([
    { grant_type: "client_credentials", client_id: appId, client_secret: "not-a-secret" },
  ]);
});

test("many sends at once, and those after them, ask for one token", async () => {
  const token = connectorToken(secretBot, entra.authority);
  expect(new Set(await Promise.all(Array.from({ length: 50 }, token))).size).toBe(1);
  await token();
  expect(entra.asked).toHaveLength(1);
});

test("a minute later the same token is still good, without asking Entra", async () => {
  let nowMs = Date.now();
  const token = connectorToken(secretBot, entra.authority, () => nowMs);
  const first = await token();
  nowMs += 61_000;
  expect(await token()).toBe(first);
  expect(entra.asked).toHaveLength(1);
});

test("a token that is about to end is replaced", async () => {
  entra.tokenSeconds = 240;
  const token = connectorToken(secretBot, entra.authority);
  expect(claimsOf(await token()).nth).toBe(1);
  expect(claimsOf(await token()).nth).toBe(2);
});

test("the message goes out with the token", async () => {
  const seen: (string | undefined)[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader("content-type", "application/json");
    response.end('{"id":"1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const token = connectorToken(secretBot, entra.authority);
  const { port } = server.address() as AddressInfo;
  const result = await connectorChannel(token).send(conversationAt(`http://127.0.0.1:${port}/`), {}, "");
  expect(result).toEqual({ ok: true, activityId: "1" });
  expect(seen).toEqual([`Bearer ${await token()}`]);
  await new Promise((resolve) => server.close(resolve));
});

test("a token that the Bot Connector refuses is replaced at once, and by no more than one a minute", async () => {
  const teams = await startFakeConnector();
  let nowMs = Date.now();
  const channel = connectorChannel(connectorToken(secretBot, entra.authority, () => nowMs));
  teams.rules([{ first: 1, status: 401 }]);
  expect(await channel.send(conversationAt(teams.url), {}, "")).toMatchObject({ ok: true });
  expect(entra.asked).toHaveLength(2);
  teams.rules([{ status: 401 }]);
  for (let n = 0; n < 3; n++) {
    expect(await channel.send(conversationAt(teams.url), {}, "")).toEqual({
      ok: false,
      retry: true,
      reason: "signInRefused",
    });
  }
  expect(entra.asked).toHaveLength(2);
  nowMs += 61_000;
  await channel.send(conversationAt(teams.url), {}, "");
  expect(entra.asked).toHaveLength(3);
  await teams.close();
});

test("a send that Entra gives no token for fails as our own sign-in, may be tried again, and nothing was sent", async () => {
  entra.registration = { appId, tenantId, secret: "another one by now" };
  const teams = await startFakeConnector();
  const channel = connectorChannel(connectorToken(secretBot, entra.authority));
  const result = await channel.send(conversationAt(teams.url), {}, "");
  expect(result).toEqual({ ok: false, retry: true, reason: "signInRefused" });
  expect(entra.asked).toHaveLength(1);
  expect(teams.received).toEqual([]);
  await teams.close();
});

test("Entra out of reach is an error soon, and the next send asks again", async () => {
  const token = connectorToken(secretBot, "https://127.0.0.1:9");
  await expect(token()).rejects.toThrow();
  await expect(token()).rejects.toThrow();
});

function conversationAt(serviceUrl: string) {
  return {
    personId: "p",
    conversationId: "a:p",
    serviceUrl,
    channelId: "msteams",
    botId: "28:bot",
    userId: null,
    state: "installed" as const,
    updatedAt: "2026-11-16T08:05:00.000Z",
  };
}
