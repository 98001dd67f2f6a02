import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { type Config, loadConfig } from "../../bot/config.ts";
import { type Bot, mette, startBot, tenant } from "../support/bot.ts";
import { type OpenIdServer, startOpenIdServer } from "../support/openid-server.ts";

const appId = "44444444-4444-4444-8444-444444444444";
const stranger = "22222222-2222-4222-8222-222222222222";
const issuer = "https://api.botframework.com";

let openId: OpenIdServer;
let bot: Bot;
let metadata = 0;

beforeAll(async () => {
  openId = await startOpenIdServer();
  await openId.addKey("unpublished", { publish: false });
  await openId.addKey("for-teams", { endorsements: ["msteams"] });
  await openId.addKey("for-others", { endorsements: ["webchat"] });
});
afterAll(() => openId.stop());

beforeEach(async () => {
  openId.state = "up";
  openId.asked = [];
  bot = await startBot({ config: production(), demo: false });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await bot.stop();
});

function production(): Config {
  const env = {
    PORT: "0",
    BOT_APP_ID: appId,
    BOT_TENANT_ID: tenant,
    BOT_APP_SECRET: "not-a-secret",
    ALLOWED_TENANTS: tenant,
    // The SDK keeps keys by address for as long as the process lives; every test gets an address of its own.
    BOT_OPENID_METADATA: `${openId.channelMetadata}?test=${metadata++}`,
  };
  return { ...(loadConfig(env) as Extract<Config, { mode: "production" }>), host: "127.0.0.1" };
}

const nowSeconds = () => Math.floor(Date.now() / 1000);

function claims(changed: Record<string, unknown> = {}): Record<string, unknown> {
  const times = { nbf: nowSeconds() - 60, exp: nowSeconds() + 600 };
  return { iss: issuer, aud: appId, serviceurl: bot.from(mette).serviceUrl, ...times, ...changed };
}

/** A button press: the only kind of activity that answers something, so that being let in can be seen. */
function press(changed: Record<string, unknown> = {}): Record<string, unknown> {
  const value = { action: { type: "Action.Execute", verb: "help/show", data: {} } };
  return { ...bot.from(mette), type: "invoke", name: "adaptiveCard/action", value, ...changed };
}

async function answerTo(token: string | undefined, activity: unknown = press()) {
  return bot.post(activity, token === undefined ? {} : { authorization: `Bearer ${token}` });
}

const letIn = { status: 200, body: { statusCode: 400, value: { code: "notFound" } } };

describe("a token of the Bot Connector", () => {
  test("lets its activity in", async () => {
    expect(await answerTo(await openId.sign(claims()))).toMatchObject(letIn);
    expect(bot.logged.filter((line) => line.message === "activity refused")).toEqual([]);
  });

  test("lets its activity in when the key may sign for this channel", async () => {
    expect(await answerTo(await openId.sign(claims(), { kid: "for-teams" }))).toMatchObject(letIn);
  });

  test("is let in again, with keys that are fetched once", async () => {
    const token = await openId.sign(claims());
    for (let n = 0; n < 3; n++) expect(await answerTo(token)).toMatchObject(letIn);
    expect(openId.asked).toHaveLength(2);
  });

  const inTenant = (id: string | undefined) => ({
    conversation: { id: `a:${mette}`, conversationType: "personal", tenantId: id },
    channelData: { tenant: { id } },
  });
  const refused: [string, number, string, () => Promise<string | undefined>, Record<string, unknown>?][] = [
    ["no token", 401, "noToken", async () => undefined],
    ["an empty token", 401, "noToken", async () => ""],
    ["something that is no token", 401, "token", async () => "abc.def.ghi"],
    ["an expired token", 401, "token", () => openId.sign(claims({ exp: nowSeconds() - 600 }))],
    ["a token without an end", 401, "noEnd", () => openId.sign(claims({ exp: undefined }))],
    ["a token that is not valid yet", 401, "token", () => openId.sign(claims({ nbf: nowSeconds() + 900 }))],
    ["the audience of another bot", 401, "token", () => openId.sign(claims({ aud: stranger }))],
    ["no audience", 401, "token", () => openId.sign(claims({ aud: undefined }))],
    ["another issuer", 401, "issuer", () => openId.sign(claims({ iss: "https://issuer.example" }))],
    [
      "a token of Entra for this very app, as an emulator or another bot would bring",
      401,
      "issuer",
      () => openId.sign(claims({ iss: `https://sts.windows.net/${tenant}/`, tid: tenant, ver: "1.0", appid: appId })),
    ],
    ["no signature", 401, "token", () => openId.sign(claims(), { alg: "none" })],
    [
      "a key of somebody else under a known name",
      401,
      "token",
      () => openId.sign(claims(), { signedBy: "unpublished" }),
    ],
    ["a key that nobody published", 401, "token", () => openId.sign(claims(), { kid: "unpublished" })],
    ["a key that may sign for other channels only", 401, "token", () => openId.sign(claims(), { kid: "for-others" })],
    ["another service URL", 401, "token", () => openId.sign(claims({ serviceurl: "https://attacker.example/" }))],
    ["no service URL in the token", 401, "token", () => openId.sign(claims({ serviceurl: undefined }))],
    ["no service URL in the activity", 401, "serviceUrl", () => openId.sign(claims()), { serviceUrl: undefined }],
    [
      "another channel of the bot, whose key is good for it",
      403,
      "channel",
      () => openId.sign(claims(), { kid: "for-others" }),
      { channelId: "webchat" },
    ],
    ["an activity of a tenant that is not served", 403, "tenant", () => openId.sign(claims()), inTenant(stranger)],
    ["an activity of no tenant", 403, "tenant", () => openId.sign(claims()), inTenant(undefined)],
    [
      "an activity of two tenants",
      403,
      "tenant",
      () => openId.sign(claims()),
      { channelData: { tenant: { id: stranger } } },
    ],
    ["a token of a tenant that is not served", 403, "tenant", () => openId.sign(claims({ tid: stranger }))],
  ];
  test.each(refused)("is refused quietly: %s", async (_, status, reason, token, changed = {}) => {
    expect(await answerTo(await token(), press(changed))).toEqual({ status, body: "" });
    expect(bot.logged).toEqual([{ level: "warn", fields: { reason }, message: "activity refused" }]);
  });

  test("that is tampered with is refused", async () => {
    const [header, , signature] = (await openId.sign(claims())).split(".");
    const payload = Buffer.from(JSON.stringify(claims({ aud: appId, extra: true }))).toString("base64url");
    expect(await answerTo(`${header}.${payload}.${signature}`)).toEqual({ status: 401, body: "" });
  });

  test("of a tenant that is not served, or of another issuer, makes nobody ask for keys", async () => {
    await answerTo(await openId.sign(claims({ tid: stranger })));
    await answerTo(await openId.sign(claims({ iss: `https://sts.windows.net/${tenant}/` })));
    expect(openId.asked).toEqual([]);
  });

  test("that was let in vouches for no other service URL, and for no other tenant, afterwards", async () => {
    const token = await openId.sign(claims());
    expect(await answerTo(token)).toMatchObject(letIn);
    expect(await answerTo(token, press({ serviceUrl: "https://attacker.example/" }))).toEqual({
      status: 401,
      body: "",
    });
    expect(await answerTo(token, press(inTenant(stranger)))).toEqual({ status: 403, body: "" });
    expect(await answerTo(token)).toMatchObject(letIn);
  });

  test("that was let in is looked at again after a minute, and refused when it has ended", async () => {
    const token = await openId.sign(claims());
    expect(await answerTo(token)).toMatchObject(letIn);
    const [{ now }, passed] = [Date, performance.now.bind(performance)];
    jest.spyOn(Date, "now").mockImplementation(() => now() + 86_400_000);
    jest.spyOn(performance, "now").mockImplementation(() => passed() + 61_000);
    const later = await answerTo(token);
    jest.restoreAllMocks();
    expect(later).toEqual({ status: 401, body: "" });
  });

  test("signed with a new key is let in once the SDK looks again, which it does at most once an hour", async () => {
    expect(await answerTo(await openId.sign(claims()))).toMatchObject(letIn);
    await openId.addKey("two");
    openId.withdrawKey("one");
    try {
      expect(await answerTo(await openId.sign(claims(), { kid: "two" }))).toEqual({ status: 401, body: "" });
      const later = Date.now() + 61 * 60_000;
      jest.spyOn(Date, "now").mockImplementation(() => later);
      expect(await answerTo(await openId.sign(claims(), { kid: "two" }))).toMatchObject(letIn);
      expect(await answerTo(await openId.sign(claims({ extra: 1 }), { kid: "one" }))).toEqual({
        status: 401,
        body: "",
      });
    } finally {
      await openId.addKey("one");
    }
  });

  test("is refused while the keys are out of reach, and let in afterwards", async () => {
    openId.state = "down";
    expect(await answerTo(await openId.sign(claims()))).toEqual({ status: 401, body: "" });
    expect(bot.logged).toEqual([{ level: "warn", fields: { reason: "keysUnavailable" }, message: "activity refused" }]);
    openId.state = "up";
    expect(await answerTo(await openId.sign(claims()))).toMatchObject(letIn);
  });

  test("goes on being good while the keys that are known are out of reach", async () => {
    const token = await openId.sign(claims());
    await answerTo(token);
    openId.state = "down";
    expect(await answerTo(token)).toMatchObject(letIn);
  });

  test("is refused within seconds when the keys' server takes the question and says nothing", async () => {
    openId.state = "silent";
    expect(await answerTo(await openId.sign(claims()))).toEqual({ status: 401, body: "" });
    expect(bot.logged).toMatchObject([{ fields: { reason: "keysUnavailable" } }]);
  });
});
