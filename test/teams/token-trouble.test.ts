import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { describeFindings } from "../../bot/cli-outreach.ts";
import type { BotIdentity } from "../../bot/config.ts";
import { tokenTroubles } from "../../bot/domain/token-trouble.ts";
import { connectorToken } from "../../bot/teams/connector-token.ts";
import { tokenTrouble } from "../../bot/teams/token-trouble.ts";
import { watchToken } from "../../bot/teams/watch-token.ts";
import { type EntraServer, startEntra } from "../support/entra-server.ts";

// The real library against Entra's endpoint on this machine: what it throws is what is read here.

const tenantId = "11111111-1111-4111-8111-111111111111";
const appId = "44444444-4444-4444-8444-444444444444";
const identityClientId = "55555555-5555-4555-8555-555555555555";
const shared = { appId, tenantId, openIdMetadata: undefined };
const withSecret: BotIdentity = { ...shared, credential: { kind: "secret", secret: "not-a-secret" } };
const withIdentity: BotIdentity = { ...shared, credential: { kind: "managedIdentity", clientId: identityClientId } };
const kept = { ...process.env };

let entra: EntraServer;
beforeAll(async () => {
  entra = await startEntra({ appId, tenantId });
});
beforeEach(() => {
  process.env = { ...kept, ...entra.appService };
  Object.assign(entra, { identity: null, refusal: "AADSTS7000215: quotes what was sent" });
});
afterAll(async () => {
  process.env = kept;
  await entra.stop();
});

async function troubleOf(bot: BotIdentity, authority = entra.authority): Promise<ReturnType<typeof tokenTrouble>> {
  return connectorToken(bot, authority)().then(
    () => Promise.reject(new Error("a token came")),
    (error: unknown) => tokenTrouble(error),
  );
}

test.each([
  ["7000215", "secretWrong"],
  ["7000222", "secretExpired"],
  ["700016", "appUnknown"],
  ["7000112", "appDisabled"],
  ["90002", "tenantUnknown"],
  ["700213", "identityNotTrusted"],
  ["700024", "clockWrong"],
  ["53003", "refused"],
])("AADSTS%s is told as %s, with its number and nothing that Entra quotes", async (number, trouble) => {
  entra.refusal = `AADSTS${number}: the secret not-a-secret of ${appId} is refused. Trace ID: abc`;
  const found = await troubleOf(withSecret);
  expect(found).toEqual({ trouble, number: `AADSTS${number}` });
  const said = describeFindings([{ check: "credentials", health: "fail", ...found }], "da");
  expect(said).toMatch(new RegExp(`^✗ Entra giver os intet token \\(AADSTS${number}\\)\\.\\n {4}\\S`));
  expect(said).not.toMatch(/not-a-secret|Trace|44444444/);
});

test("a machine that has not the identity, and an identity that is not trusted, are two things", async () => {
  expect(await troubleOf(withIdentity)).toEqual({ trouble: "identityMissing", number: null });
  entra.identity = { clientId: identityClientId, principalId: "66666666-6666-4666-8666-666666666666" };
  entra.refusal = "AADSTS700213: no matching federated identity record found";
  expect(await troubleOf(withIdentity)).toEqual({ trouble: "identityNotTrusted", number: "AADSTS700213" });
});

test("an Entra that cannot be reached is the network's", async () => {
  expect(await troubleOf(withSecret, "https://127.0.0.1:1")).toEqual({ trouble: "unreachable", number: null });
  expect(await troubleOf(withSecret, "https://nowhere.invalid")).toEqual({ trouble: "unreachable", number: null });
  expect(tokenTrouble(new DOMException("Not within the time", "TimeoutError"))).toMatchObject({ trouble: "slow" });
  expect(tokenTrouble("no error")).toEqual({ trouble: "refused", number: null });
});

test("Drift asks now and then, waits for no slow Entra, and tells when there is a token again", async () => {
  let nowMs = 0;
  const answers: (() => Promise<string>)[] = [
    () => connectorToken(withSecret, entra.authority)() as Promise<string>,
    () => new Promise(() => {}),
    async () => "token",
  ];
  let asked = 0;
  const trouble = watchToken(
    () => (answers[asked++] ?? (() => Promise.reject()))(),
    () => nowMs,
  );
  const wrong = { trouble: "secretWrong", number: "AADSTS7000215" };
  while ((await trouble()) === null) {}
  expect(await Promise.all([trouble(), trouble(), trouble()])).toEqual([wrong, wrong, wrong]);
  expect(asked).toBe(1);
  nowMs += 30_000;
  // What never answers is not waited for.
  expect(await trouble()).toEqual(wrong);
  nowMs += 30_000;
  expect(await trouble()).toBeNull();
  expect(asked).toBe(3);
});

test("each has its own sentence, in both languages, and none of them leads into local mode", () => {
  for (const language of ["da", "en"] as const) {
    const said = tokenTroubles.map((trouble) =>
      describeFindings([{ check: "credentials", health: "fail", trouble, number: null }], language),
    );
    expect(new Set(said).size).toBe(tokenTroubles.length);
    expect(said.join()).not.toContain("OMBORD_MODE");
  }
});
