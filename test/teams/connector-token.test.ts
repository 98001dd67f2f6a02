import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import nock from "nock";
import type { BotIdentity } from "../../bot/config.ts";
import { connectorToken } from "../../bot/teams/connector-token.ts";
import { connectorChannel } from "../../bot/teams/notify.ts";
import { type FakeConnector, startFakeConnector } from "../support/fake-connector.ts";

const tenantId = "11111111-1111-4111-8111-111111111111";
let bots = 0;

/** The SDK keeps tokens by app id for as long as the process lives; every test is another bot. */
function identity(credential: BotIdentity["credential"]): BotIdentity {
  const appId = `44444444-4444-4444-8444-${String(bots++).padStart(12, "0")}`;
  return { appId, tenantId, credential, openIdMetadata: undefined };
}

/** Entra's token endpoint: what is asked for it, and how often. */
function entra(reply: { status: number; body: object } = { status: 200, body: issued("a token") }) {
  const asked: URLSearchParams[] = [];
  nock("https://login.microsoftonline.com")
    .persist()
    .post(`/${tenantId}/oauth2/v2.0/token`, (body) => {
      asked.push(new URLSearchParams(body as Record<string, string>));
      return true;
    })
    .query(true)
    .reply(() => [reply.status, reply.body]);
  return asked;
}

function issued(token: string, seconds = 3600) {
  return { token_type: "Bearer", expires_in: seconds, ext_expires_in: seconds, access_token: token };
}

beforeEach(() => {
  nock.disableNetConnect();
  nock.enableNetConnect("127.0.0.1");
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
  nock.activate();
});

test("a secret is exchanged for a token of the Bot Connector, in the bot's own tenant", async () => {
  const asked = entra();
  const bot = identity({ kind: "secret", secret: "not-a-secret" });
  expect(await connectorToken(bot)()).toBe("a token");
  expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
    grant_type: "client_credentials",
    client_id: bot.appId,
    client_secret: "not-a-secret",
    scope: expect.stringContaining("https://api.botframework.com/.default"),
  });
});

test("many sends at once, and those after them, ask for one token", async () => {
  const asked = entra();
  const token = connectorToken(identity({ kind: "secret", secret: "not-a-secret" }));
  expect(new Set(await Promise.all(Array.from({ length: 50 }, token)))).toEqual(new Set(["a token"]));
  expect(await token()).toBe("a token");
  expect(asked).toHaveLength(1);
});

test("a token that is about to end is replaced", async () => {
  const asked = entra({ status: 200, body: issued("short", 240) });
  const token = connectorToken(identity({ kind: "secret", secret: "not-a-secret" }));
  await token();
  await token();
  expect(asked).toHaveLength(2);
});

test("the message goes out with the token", async () => {
  entra();
  const connector: FakeConnector = await startFakeConnector();
  const seen: (string | undefined)[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader("content-type", "application/json");
    response.end('{"id":"1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const channel = connectorChannel(connectorToken(identity({ kind: "secret", secret: "x" })));
  const { port } = server.address() as AddressInfo;
  expect(await channel.send(conversationAt(`http://127.0.0.1:${port}/`), {}, "")).toEqual({
    ok: true,
    activityId: "1",
  });
  expect(seen).toEqual(["Bearer a token"]);
  await new Promise((resolve) => server.close(resolve));
  await connector.close();
});

test("a send without a token fails, may be tried again, and nothing was sent", async () => {
  entra({ status: 401, body: { error: "invalid_client", error_description: "the secret has ended" } });
  const connector = await startFakeConnector();
  const channel = connectorChannel(connectorToken(identity({ kind: "secret", secret: "ended" })));
  const result = await channel.send(conversationAt(connector.url), {}, "");
  expect(result).toEqual({ ok: false, retry: true, reason: "unavailable" });
  expect(connector.received).toEqual([]);
  await connector.close();
});

test("a managed identity's assertion is exchanged for a token of the Bot Connector", async () => {
  const asked = entra();
  const bot = identity({ kind: "managedIdentity", clientId: "66666666-6666-4666-8666-666666666666" });
  const resources: (string | null)[] = [];
  const server = createServer((request, response) => {
    resources.push(new URL(request.url ?? "", "http://host").searchParams.get("resource"));
    response.setHeader("content-type", "application/json");
    const expires = Math.floor(Date.now() / 1000) + 86_400;
    response.end(JSON.stringify({ ...issued("an assertion"), expires_on: String(expires) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`;
  process.env.IDENTITY_HEADER = "header";
  try {
    expect(await connectorToken(bot)()).toBe("a token");
  } finally {
    delete process.env.IDENTITY_ENDPOINT;
    delete process.env.IDENTITY_HEADER;
    await new Promise((resolve) => server.close(resolve));
  }
  expect(resources).toEqual(["api://AzureADTokenExchange"]);
  expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({ client_id: bot.appId, client_assertion: "an assertion" });
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
