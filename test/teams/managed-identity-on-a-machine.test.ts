import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { connectorToken } from "../../bot/teams/connector-token.ts";
import { claimsOf, type EntraServer, startEntra } from "../support/entra-server.ts";

// In a file of its own: the library looks only once which kind of machine it is on.

const tenantId = "11111111-1111-4111-8111-111111111111";
const appId = "44444444-4444-4444-8444-444444444444";
const principalId = "55555555-5555-4555-8555-555555555555";
const clientId = "66666666-6666-4666-8666-666666666666";

let entra: EntraServer;

beforeAll(async () => {
  entra = await startEntra({ appId, tenantId, trustedPrincipal: principalId });
  entra.identity = { clientId, principalId };
  Object.assign(process.env, entra.virtualMachine);
});

afterAll(async () => {
  for (const name of Object.keys(entra.virtualMachine)) delete process.env[name];
  await entra.stop();
});

test("a managed identity on a virtual machine gives a signed assertion too", async () => {
  const bot = {
    appId,
    tenantId,
    credential: { kind: "managedIdentity", clientId },
    openIdMetadata: undefined,
  } as const;
  expect(claimsOf(await connectorToken(bot, entra.authority)())).toEqual({
    audience: "https://api.botframework.com",
    nth: 1,
  });
  expect(entra.assertions).toEqual([{ form: "IMDS", resource: "api://AzureADTokenExchange", clientId }]);
});
