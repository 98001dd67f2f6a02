import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type BotIdentity, type Config, loadConfig } from "../../bot/config.ts";
import { connectorToken } from "../../bot/teams/connector-token.ts";
import { mette, startBot } from "../support/bot.ts";
import { claimsOf, type EntraServer, startEntra } from "../support/entra-server.ts";
import { startOpenIdServer } from "../support/openid-server.ts";

// The real library in an App Service, against token endpoints on this machine that check what Entra and Azure check.

const tenantId = "11111111-1111-4111-8111-111111111111";
const appId = "44444444-4444-4444-8444-444444444444";
const principalId = "55555555-5555-4555-8555-555555555555";

let entra: EntraServer;
let clientId: string;
let identities = 0;

beforeAll(async () => {
  // Once: the library looks only once which kind of machine it is on.
  entra = await startEntra({ appId, tenantId });
  Object.assign(process.env, entra.appService);
});

beforeEach(() => {
  // Another identity for each test: the library keeps an assertion for as long as the process lives.
  clientId = `66666666-6666-4666-8666-${String(identities++).padStart(12, "0")}`;
  const registration = { appId, tenantId, trustedPrincipal: principalId };
  const identity = { clientId, principalId };
  Object.assign(entra, {
    registration,
    identity,
    asked: [],
    assertions: [],
    tokenSeconds: 3600,
    assertionSeconds: 86_400,
  });
});

afterAll(async () => {
  for (const name of Object.keys(entra.appService)) delete process.env[name];
  await entra.stop();
});

function tokenOf(identity = clientId) {
  const credential: BotIdentity["credential"] = { kind: "managedIdentity", clientId: identity };
  return connectorToken({ appId, tenantId, credential, openIdMetadata: undefined }, entra.authority);
}

test("gives a signed assertion, which the federated credential lets stand for the app", async () => {
  expect(claimsOf(await tokenOf()())).toEqual({ audience: "https://api.botframework.com", nth: 1 });
  expect(entra.assertions).toEqual([{ form: "App Service", resource: "api://AzureADTokenExchange", clientId }]);
  const [asked] = entra.asked;
  expect(asked).toMatchObject({
    client_id: appId,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  });
  expect(asked).not.toHaveProperty("client_secret");
});

test("many sends at once ask for one assertion and one token", async () => {
  const token = tokenOf();
  expect(new Set(await Promise.all(Array.from({ length: 50 }, token))).size).toBe(1);
  expect([entra.assertions.length, entra.asked.length]).toEqual([1, 1]);
});

test("an assertion that has ended is replaced together with the token", async () => {
  Object.assign(entra, { tokenSeconds: 240, assertionSeconds: 240 });
  const token = tokenOf();
  await token();
  await token();
  const [first, second] = entra.asked.map((form) => form.client_assertion);
  expect(second).toEqual(expect.any(String));
  expect(second).not.toBe(first);
});

test("an identity that the app registration does not trust gets no token", async () => {
  entra.registration = { appId, tenantId, trustedPrincipal: "77777777-7777-4777-8777-777777777777" };
  await expect(tokenOf()()).rejects.toThrow();
  expect(entra.asked).toHaveLength(1);
});

test("a machine that lacks the identity gets no token, and Entra is not asked", async () => {
  await expect(tokenOf("88888888-8888-4888-8888-888888888888")()).rejects.toThrow();
  expect(entra.asked).toEqual([]);
});

test("the whole service lets Teams in by its tokens, and answers with one of its own, without any secret", async () => {
  const openId = await startOpenIdServer();
  const seen: (string | undefined)[] = [];
  const teams = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader("content-type", "application/json");
    response.end('{"id":"1"}');
  });
  await new Promise<void>((resolve) => teams.listen(0, "127.0.0.1", resolve));
  const env = {
    PORT: "0",
    BOT_APP_ID: appId,
    BOT_TENANT_ID: tenantId,
    BOT_MANAGED_IDENTITY_CLIENT_ID: clientId,
    BOT_OPENID_METADATA: openId.channelMetadata,
    ENTRA_AUTHORITY: entra.authority,
  };
  const config = { ...(loadConfig(env) as Extract<Config, { mode: "production" }>), host: "127.0.0.1" } as const;
  const bot = await startBot({ config, demo: false });
  try {
    const serviceUrl = `http://127.0.0.1:${(teams.address() as AddressInfo).port}/`;
    const conversation = { id: `a:${mette}`, conversationType: "personal", tenantId };
    const place = { serviceUrl, conversation, channelData: { tenant: { id: tenantId } } };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: "https://api.botframework.com",
      aud: appId,
      serviceurl: serviceUrl,
      nbf: now,
      exp: now + 600,
    };
    const said = { ...bot.from(mette), ...place, type: "message", text: "hjælp" };
    const refused = await bot.post(said, {
      authorization: `Bearer ${await openId.sign({ ...claims, aud: tenantId })}`,
    });
    expect(refused.status).toBe(401);
    expect(seen).toEqual([]);
    const { status } = await bot.post(said, { authorization: `Bearer ${await openId.sign(claims)}` });
    expect(status).toBe(200);
    await bot.settled();
    expect(seen).toHaveLength(1);
    expect(claimsOf(seen[0]?.replace("Bearer ", "") ?? "").audience).toBe("https://api.botframework.com");
    expect(entra.asked[0]).not.toHaveProperty("client_secret");
  } finally {
    await bot.stop();
    await openId.stop();
    await new Promise((resolve) => teams.close(resolve));
  }
});
