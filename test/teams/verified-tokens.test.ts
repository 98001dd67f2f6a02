import { beforeEach, expect, test } from "@jest/globals";
import type { Activity } from "botbuilder";
import {
  type AuthenticateRequestResult,
  BotFrameworkAuthentication,
  ClaimsIdentity,
  type ConnectorFactory,
  type UserTokenClient,
} from "botframework-connector";
import { decodeJwt } from "jose";
import { VerifiedTokens } from "../../bot/teams/verified-tokens.ts";

const tenant = "11111111-1111-4111-8111-111111111111";
const serviceUrl = "https://connector.example/";
const hourMs = 60 * 60 * 1000;

/** Takes every token for good, and counts how often it is asked. */
class Trusting extends BotFrameworkAuthentication {
  asked = 0;
  override async authenticateRequest(_: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    this.asked++;
    const claims = Object.entries(decodeJwt(authorization.slice("Bearer ".length)));
    const claimsIdentity = new ClaimsIdentity(
      claims.map(([type, value]) => ({ type, value: value as string })),
      true,
    );
    return { claimsIdentity, audience: "", callerId: "" } as AuthenticateRequestResult;
  }
  override authenticateStreamingRequest = () => Promise.reject(new Error("not used"));
  override createConnectorFactory = (): ConnectorFactory => {
    throw new Error("not used");
  };
  override createUserTokenClient = (): Promise<UserTokenClient> => Promise.reject(new Error("not used"));
}

let sdk: Trusting;
let nowMs: number;
let tokens: VerifiedTokens;

beforeEach(() => {
  sdk = new Trusting();
  nowMs = 1_800_000_000_000;
  tokens = new VerifiedTokens(sdk, { tenants: [tenant], limit: 3, nowMs: () => nowMs });
});

function token(id: string, livesMs = hourMs / 2): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: "https://api.botframework.com", serviceurl: serviceUrl, exp: (nowMs + livesMs) / 1000, id };
  return `Bearer ${part({ alg: "RS256" })}.${part(claims)}.signature`;
}

const activity = (changed = {}) =>
  ({ channelId: "msteams", serviceUrl, conversation: { tenantId: tenant }, ...changed }) as Activity;

test("a token is verified once", async () => {
  const first = token("a");
  for (let n = 0; n < 5; n++) await tokens.authenticateRequest(activity(), first);
  expect(sdk.asked).toBe(1);
});

test("a token that has ended is verified again, and so refused, although it is remembered", async () => {
  const first = token("a");
  await tokens.authenticateRequest(activity(), first);
  nowMs += hourMs / 2;
  await tokens.authenticateRequest(activity(), first);
  expect(sdk.asked).toBe(2);
});

test("a token that lives for days is verified again after an hour, so that a withdrawn key is noticed", async () => {
  const first = token("a", 48 * hourMs);
  await tokens.authenticateRequest(activity(), first);
  nowMs += hourMs - 1;
  await tokens.authenticateRequest(activity(), first);
  expect(sdk.asked).toBe(1);
  nowMs += 1;
  await tokens.authenticateRequest(activity(), first);
  expect(sdk.asked).toBe(2);
});

test("a remembered token is checked against the service URL, the tenant and the channel of each activity", async () => {
  const first = token("a");
  await tokens.authenticateRequest(activity(), first);
  const elsewhere = activity({ serviceUrl: "https://attacker.example/" });
  await expect(tokens.authenticateRequest(elsewhere, first)).rejects.toMatchObject({ sentence: "serviceUrl" });
  const other = activity({ conversation: { tenantId: "22222222-2222-4222-8222-222222222222" } });
  await expect(tokens.authenticateRequest(other, first)).rejects.toMatchObject({ code: "forbidden" });
  expect(sdk.asked).toBe(1);
  await tokens.authenticateRequest(activity({ channelId: "webchat" }), first);
  expect(sdk.asked).toBe(2);
});

test("a refused token is not remembered", async () => {
  const first = token("a");
  sdk.authenticateRequest = () => Promise.reject(Object.assign(new Error("bad"), { name: "JsonWebTokenError" }));
  await expect(tokens.authenticateRequest(activity(), first)).rejects.toMatchObject({ sentence: "token" });
  await expect(tokens.authenticateRequest(activity(), first)).rejects.toMatchObject({ sentence: "token" });
});

test("the token unused for longest is forgotten when there are too many", async () => {
  const [a, b, c, d] = [token("a"), token("b"), token("c"), token("d")];
  for (const each of [a, b, c, a, d]) await tokens.authenticateRequest(activity(), each);
  expect(sdk.asked).toBe(4);
  for (const each of [c, a, d]) await tokens.authenticateRequest(activity(), each);
  expect(sdk.asked).toBe(4);
  await tokens.authenticateRequest(activity(), b);
  expect(sdk.asked).toBe(5);
});
