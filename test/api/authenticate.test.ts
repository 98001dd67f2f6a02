import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { SignJWT } from "jose";
import { createAuthenticate } from "../../bot/api/authenticate.ts";
import { loadConfig } from "../../bot/config.ts";
import { type OpenIdServer, startOpenIdServer } from "../support/openid-server.ts";

const tenant = "11111111-1111-4111-8111-111111111111";
const stranger = "22222222-2222-4222-8222-222222222222";
const person = "33333333-3333-4333-8333-333333333333";
const appId = "44444444-4444-4444-8444-444444444444";
const appUri = `api://ombord.example/botid-${appId}`;
const now = new Date();
const nowSeconds = Math.floor(now.getTime() / 1000);

let openId: OpenIdServer;

beforeAll(async () => {
  openId = await startOpenIdServer();
  await openId.addKey("unpublished", { publish: false });
});
afterAll(() => openId.stop());

beforeEach(() => {
  jest.restoreAllMocks();
  openId.state = "up";
  openId.asked = [];
});

function authenticator(env: Record<string, string> = {}) {
  const config = loadConfig({
    BOT_APP_ID: appId,
    BOT_TENANT_ID: tenant,
    BOT_APP_SECRET: "secret",
    PUBLIC_URL: "https://ombord.example",
    ENTRA_AUTHORITY: openId.url,
    ALLOWED_TENANTS: tenant,
    ...env,
  });
  return createAuthenticate(config);
}

const v2 = () => ({
  aud: appId,
  iss: `${openId.url}/${tenant}/v2.0`,
  tid: tenant,
  oid: person,
  ver: "2.0",
  scp: "access_as_user",
});
const v1 = () => ({ ...v2(), aud: appUri, iss: `https://sts.windows.net/${tenant}/`, ver: "1.0" });

interface TokenOptions {
  claims?: Record<string, unknown>;
  expiresIn?: number;
  kid?: string;
  signedBy?: string;
  alg?: string;
}

async function bearer({ claims = {}, expiresIn = 600, ...signing }: TokenOptions = {}) {
  return `Bearer ${await openId.sign({ ...v2(), exp: nowSeconds + expiresIn, ...claims }, signing)}`;
}

/** The classic mix-up: the public key, which anybody can have, taken for a shared secret. */
async function signedByPublicKey(): Promise<string> {
  const answer = await fetch(`${openId.url}/${tenant}/keys`);
  const secret = Buffer.from(JSON.stringify(((await answer.json()) as { keys: unknown[] }).keys[0]));
  const token = new SignJWT({ ...v2(), exp: nowSeconds + 600 }).setProtectedHeader({ alg: "HS256", kid: "one" });
  return `Bearer ${await token.sign(secret)}`;
}

describe("a token of Entra", () => {
  test("version 2 names its person and tenant", async () => {
    await expect(authenticator()(await bearer(), now)).resolves.toEqual({ tenantId: tenant, personId: person });
  });

  test("version 1 names its person and tenant", async () => {
    await expect(authenticator()(await bearer({ claims: v1() }), now)).resolves.toEqual({
      tenantId: tenant,
      personId: person,
    });
  });

  test("version 1 is for an address, so without one only version 2 is somebody", async () => {
    const authenticate = authenticator({ PUBLIC_URL: "" });
    await expect(authenticate(await bearer(), now)).resolves.toMatchObject({ personId: person });
    for (const aud of [appUri, `api://127.0.0.1:3978/botid-${appId}`, "null", undefined]) {
      const token = await bearer({ claims: { ...v1(), aud } });
      await expect(authenticate(token, now)).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  test("of an application is nobody but for the role that an administrator gave it", async () => {
    const program = (claims: object) => bearer({ claims: { scp: undefined, ...claims } });
    const known = { tenantId: tenant, applicationId: person };
    const withRole = await program({ roles: ["Ombord.Import"], idtyp: "app" });
    await expect(authenticator()(withRole, now)).resolves.toEqual(known);
    await expect(authenticator()(await program({ roles: ["Ombord.Import"] }), now)).resolves.toEqual(known);
    const refused = [
      { roles: ["Ombord.Import.All"] },
      { roles: [] },
      { roles: "Ombord.Import" },
      { roles: ["Ombord.Import"], idtyp: "user" },
      { roles: ["Ombord.Import"], aud: stranger },
      { roles: ["Ombord.Import"], tid: stranger },
      { roles: ["Ombord.Import"], scp: "User.Read" },
    ];
    for (const claims of refused)
      await expect(authenticator()(await program(claims), now)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("just past its end is still good, for clocks that differ by a minute", async () => {
    await expect(authenticator()(await bearer({ expiresIn: -30 }), now)).resolves.toMatchObject({ personId: person });
  });

  const refused: [string, () => Promise<string> | string | undefined][] = [
    ["no token", () => undefined],
    ["an empty header", () => ""],
    ["a persona, which is for local mode only", () => "Persona mette.holm@havnby.example"],
    ["something that is no token", () => "Bearer abc.def.ghi"],
    ["an expired token", () => bearer({ expiresIn: -120 })],
    ["a token that is not valid yet", () => bearer({ claims: { nbf: nowSeconds + 600 } })],
    ["a token without an end", () => bearer({ claims: { exp: undefined } })],
    ["another application's audience", () => bearer({ claims: { aud: stranger } })],
    ["the audience of version 1 in version 2", () => bearer({ claims: { aud: appUri } })],
    ["the audience of version 2 in version 1", () => bearer({ claims: { ...v1(), aud: appId } })],
    ["an issuer of another tenant", () => bearer({ claims: { iss: `${openId.url}/${stranger}/v2.0` } })],
    ["an issuer that is nobody", () => bearer({ claims: { iss: "https://issuer.example" } })],
    ["a tenant that is not served", () => bearer({ claims: { tid: stranger, iss: `${openId.url}/${stranger}/v2.0` } })],
    ["a tenant that is a path", () => bearer({ claims: { tid: "../common" } })],
    ["no person", () => bearer({ claims: { oid: undefined } })],
    ["another scope", () => bearer({ claims: { scp: "User.Read" } })],
    ["a scope that only looks alike", () => bearer({ claims: { scp: "access_as_user_not" } })],
    [
      "an application's own token without a scope",
      () => bearer({ claims: { scp: undefined, roles: ["access_as_user"] } }),
    ],
    ["a signature by a secret that is the public key", () => signedByPublicKey()],
    ["no signature", () => bearer({ alg: "none" })],
    ["a key of somebody else under the same name", () => bearer({ signedBy: "unpublished" })],
    ["a key that nobody published", () => bearer({ kid: "unpublished" })],
  ];
  test.each(refused)("is refused: %s", async (_, header) => {
    await expect(authenticator()(await header(), now)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("of a tenant that is not served makes nobody ask for keys", async () => {
    const token = await bearer({ claims: { tid: stranger, iss: `${openId.url}/${stranger}/v2.0` } });
    await expect(authenticator()(token, now)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(openId.asked).toEqual([]);
  });

  test("costs no key look-up after the first", async () => {
    const authenticate = authenticator();
    for (let n = 0; n < 3; n++) await authenticate(await bearer(), now);
    expect(openId.asked).toHaveLength(2);
  });

  test("with an unknown key is looked for once, not each time", async () => {
    const authenticate = authenticator();
    await authenticate(await bearer(), now);
    for (let n = 0; n < 5; n++) {
      await expect(authenticate(await bearer({ kid: `guess-${n}`, signedBy: "one" }), now)).rejects.toMatchObject({
        code: "unauthenticated",
      });
    }
    expect(openId.asked.length).toBeLessThanOrEqual(3);
  });

  test("signed with a new key is good once a minute has passed since the keys were fetched", async () => {
    const authenticate = authenticator();
    await authenticate(await bearer(), now);
    await openId.addKey("two");
    await expect(authenticate(await bearer({ kid: "two" }), now)).rejects.toMatchObject({ code: "unauthenticated" });
    const later = Date.now() + 61_000;
    jest.spyOn(Date, "now").mockImplementation(() => later);
    await expect(authenticate(await bearer({ kid: "two" }), now)).resolves.toMatchObject({ personId: person });
    expect(openId.asked.filter((path) => path.endsWith("/keys"))).toHaveLength(2);
  });

  test("cannot be judged by a server that takes the question and says nothing, and nobody waits for long", async () => {
    openId.state = "silent";
    await expect(authenticator()(await bearer(), now)).rejects.toMatchObject({ code: "unavailable" });
  });

  test("cannot be judged while the keys are out of reach, and can afterwards", async () => {
    const authenticate = authenticator();
    openId.state = "down";
    await expect(authenticate(await bearer(), now)).rejects.toMatchObject({ code: "unavailable" });
    openId.state = "up";
    await expect(authenticate(await bearer(), now)).resolves.toMatchObject({ personId: person });
  });

  test("is judged by the keys at hand when Entra is down later", async () => {
    const authenticate = authenticator();
    await authenticate(await bearer(), now);
    openId.state = "down";
    await expect(authenticate(await bearer(), now)).resolves.toMatchObject({ personId: person });
  });
});

describe("in local mode", () => {
  const authenticate = createAuthenticate(loadConfig({ OMBORD_MODE: "local", ALLOWED_TENANTS: tenant }));

  test("a persona is whoever it says, in any case", async () => {
    await expect(authenticate("Persona Mette.Holm@havnby.example", now)).resolves.toEqual({
      tenantId: tenant,
      upn: "mette.holm@havnby.example",
    });
  });

  test.each([undefined, "", "Persona", "Persona a b", "Bearer x.y.z"])("%s is nobody", async (header) => {
    await expect(authenticate(header, now)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
