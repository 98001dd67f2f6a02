import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Bot, filledIn, hanne, inputsOn, mette, startBot, tenant } from "../support/bot.ts";

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(async () => {
  expect(bot.logged.filter((line) => line.level === "error")).toEqual([]);
  expect(await alive()).toBe(true);
  await bot.stop();
});

/** The process is up and still answers a person. */
async function alive(): Promise<boolean> {
  const before = bot.cards(mette).length;
  await bot.says(mette, "hjælp");
  return bot.cards(mette).length === before + 1;
}

async function count(): Promise<number> {
  const kinds = ["checkIn", "barrier", "citizenCase", "audit", "conversation"] as const;
  const pages = await Promise.all(kinds.map((kind) => bot.store.query(tenant, kind, { limit: 1000 })));
  return pages.reduce((sum, page) => sum + page.items.length, 0);
}

const activity = (more: Record<string, unknown>) => ({
  type: "message",
  text: "hej",
  channelId: "msteams",
  serviceUrl: "http://127.0.0.1:1",
  from: { id: `29:${mette}`, aadObjectId: mette },
  recipient: { id: "28:bot" },
  conversation: { id: "a:x", conversationType: "personal", tenantId: tenant },
  ...more,
});

describe("an activity that is not one", () => {
  test.each([
    ["nothing", ""],
    ["half of JSON", '{"type":"message"'],
    ["a list", "[]"],
    ["null", "null"],
    ["a number", "7"],
    ["a string", '"type"'],
    ["no type", "{}"],
    ["a type that is a number", '{"type":7}'],
    ["a type that is an object", '{"type":{"toString":1}}'],
    ["a conversation that is a list", JSON.stringify(activity({ conversation: [] }))],
    ["a person that is a string", JSON.stringify(activity({ from: "mette" }))],
    ["a service URL that is not one", JSON.stringify(activity({ serviceUrl: "javascript:alert(1)" }))],
    ["a file as service URL", JSON.stringify(activity({ serviceUrl: "file:///etc/passwd" }))],
    ["a person with half a character", JSON.stringify(activity({ from: { id: "29:x", aadObjectId: "\ud800" } }))],
    [
      "a chat whose id is no key",
      JSON.stringify(activity({ conversation: { id: "\u{1f600}".repeat(400), tenantId: tenant } })),
    ],
    ["a chat whose id is no id", JSON.stringify(activity({ conversation: { id: ";messageid=1", tenantId: tenant } }))],
    ["a text that is an object", JSON.stringify(activity({ text: { $gt: "" } }))],
    ["invalid UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ])("%s is refused without a word about why", async (_name, body) => {
    const before = await count();
    const { status, body: answer } = await bot.post(body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(JSON.stringify(answer)).not.toMatch(/JSON|position|Unexpected|zod|expected|at /i);
    expect(await count()).toBe(before);
  });

  test("one megabyte is refused as too large", async () => {
    const { status } = await bot.post(activity({ text: "x".repeat(1024 * 1024) }));
    expect(status).toBe(413);
  });

  test("another content type is refused or ignored, not a crash", async () => {
    for (const type of [
      "text/plain",
      "application/xml",
      "multipart/form-data; boundary=x",
      "application/octet-stream",
    ]) {
      const { status } = await bot.post(JSON.stringify(activity({})), { "content-type": type });
      expect([400, 415]).toContain(status);
    }
  });

  test("a deeply nested body does not bring the process down", async () => {
    const deep = `${'{"a":'.repeat(20000)}1${"}".repeat(20000)}`;
    const { status } = await bot.post(`{"type":"message","value":${deep}}`);
    expect([200, 400]).toContain(status);
  });

  test("types that the bot does not know are answered 200 and ignored", async () => {
    for (const type of ["typing", "messageReaction", "endOfConversation", "event", "made-up"]) {
      expect((await bot.post(activity({ type }))).status).toBe(200);
    }
  });

  test("an activity of another tenant, of nobody or of no tenant is ignored", async () => {
    const before = await count();
    const foreign = { id: "a:x", conversationType: "personal", tenantId: "11111111-1111-1111-1111-111111111111" };
    await bot.post(activity({ conversation: foreign, text: "ugens check-in" }));
    await bot.post(activity({ conversation: { id: "a:x", conversationType: "personal" }, text: "ugens check-in" }));
    await bot.post(activity({ from: { id: "29:x" }, text: "ugens check-in" }));
    const invoke = { action: { verb: "checkIn/mine", data: {} } };
    const { status, body } = await bot.post(
      activity({ type: "invoke", name: "adaptiveCard/action", conversation: foreign, value: invoke }),
    );
    expect([status, body]).toMatchObject([200, { statusCode: 400 }]);
    expect(await count()).toBe(before);
  });
});

describe("a card action is always HTTP 200 with a sentence inside", () => {
  const uuid = "0192f0c0-0000-7000-8000-000000000001";
  const wrong: unknown[] = [
    undefined,
    null,
    7,
    "x",
    [],
    {},
    { week: 7, team: [] },
    { week: "2026-W60", team: "no such team" },
  ];

  test.each([
    "checkIn/show",
    "checkIn/correct",
    "checkIn/send",
    "checkIn/asLast",
    "checkIn/skip",
    "barrier/team",
    "barrier/report",
    "barrier/form",
    "barrier/category",
    "barrier/describe",
    "barrier/later",
    "citizen/save",
    "citizen/back",
  ])("%s with data of wrong types", async (verb) => {
    const before = await count();
    for (const data of wrong) {
      const answer = await bot.presses(mette, verb, data);
      expect(answer).toMatchObject({ http: 200, statusCode: 400, type: "application/vnd.microsoft.error" });
      expect(answer.value.message).toMatch(/[a-zæøå]\.$/);
    }
    expect(await count()).toBe(before);
  });

  test.each(["", "unknown", "constructor", "__proto__", "toString", "checkIn/send ", "x".repeat(101)])(
    "the verb «%s»",
    async (verb) => {
      const answer = await bot.presses(mette, verb, {});
      expect(answer).toMatchObject({ http: 200, statusCode: 400, value: { code: "invalid" } });
    },
  );

  test("an invoke of another name, or with a value of the wrong shape", async () => {
    for (const value of [undefined, null, "x", [], {}, { action: "x" }, { action: { verb: 7 } }]) {
      for (const name of ["adaptiveCard/action", "task/fetch", undefined]) {
        const { status, body } = await bot.post(activity({ type: "invoke", name, value }));
        expect([status, body]).toMatchObject([200, { statusCode: 400 }]);
      }
    }
  });

  test("every field of the check-in form with every wrong type", async () => {
    await bot.says(mette, "ugens check-in");
    const card = bot.cards(mette).at(-1)?.card ?? {};
    const good = filledIn(card, "Send");
    const fields = [...inputsOn(card).keys(), "week", "team", "seen"];
    for (const field of fields) {
      // A toggle that is sent as a boolean is no mistake.
      const isToggle = field.startsWith("trouble.");
      for (const value of [7, isToggle ? 1 : true, [], ["routine"], { a: 1 }, "always", "x".repeat(5000)]) {
        const answer = await bot.presses(mette, "checkIn/send", { ...good, "level.copilot": "mostly", [field]: value });
        expect(answer.http).toBe(200);
        expect(answer.type).toMatch(/error|adaptive/);
      }
    }
    expect((await bot.store.query(tenant, "barrier")).items).toEqual([]);
  });

  test("keys that would pollute a prototype are data and nothing more", async () => {
    await bot.says(mette, "ugens check-in");
    const polluting =
      '{"week":"2026-W47","team":"nord-dag","level.copilot":"mostly","level.__proto__":"routine","__proto__":{"polluted":true},' +
      '"constructor":{"prototype":{"polluted":true}},"level.constructor":"routine","trouble.__proto__":"true"}';
    await bot.presses(mette, "checkIn/send", JSON.parse(polluting));
    const draft = JSON.parse('{"__proto__":{"polluted":true},"level.copilot":"mostly"}');
    await bot.presses(mette, "citizen/back", { form: uuid, week: "2026-W47", team: "nord-dag", draft });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const stored = await bot.store.read(tenant, "checkIn", "2026-W47:nord-dag");
    expect(Object.keys(stored?.value.answers ?? {}).filter((id) => id !== "copilot")).toEqual([]);
    expect((await bot.store.query(tenant, "barrier")).items).toEqual([]);
  });

  test("a number written into the name of a field is not logged either", async () => {
    for (const key of ["level.111111-1118", "trouble.111111-1118", "works.111111-1118", "trial.111111-1118"]) {
      const answer = await bot.presses(mette, "checkIn/send", { week: "2026-W47", team: "nord-dag", [key]: "x" });
      expect(answer.statusCode).toBe(400);
    }
    expect(JSON.stringify(bot.logged)).not.toContain("111111");
  });

  test("a pressed card whose id is no key does not stand in the way of the team's answer", async () => {
    for (const cardId of ["\ud800", "\u{1f600}".repeat(400), "/".repeat(900)]) {
      expect((await bot.presses(mette, "checkIn/mine", {}, cardId)).statusCode).toBe(200);
    }
    const answer = { week: "2026-W47", team: "nord-dag", "level.copilot": "mostly", seen: null };
    expect((await bot.presses(mette, "checkIn/send", answer)).statusCode).toBe(200);
    expect((await bot.store.read(tenant, "checkIn", "2026-W47:nord-dag"))?.value.state).toBe("answered");
  });

  test("another team's id in the data reaches nothing", async () => {
    await bot.says(hanne, "ugens check-in");
    const data = { week: "2026-W47", team: "sygepleje-dag", "level.skaermbesoeg": "routine", seen: null };
    for (const verb of ["checkIn/show", "checkIn/send", "checkIn/skip", "checkIn/asLast", "checkIn/correct"]) {
      expect((await bot.presses(mette, verb, data)).value.code).toBe("notFound");
    }
    expect((await bot.store.read(tenant, "checkIn", "2026-W47:sygepleje-dag"))?.value.state).toBe("open");
  });

  test("an unknown choice, an impossible date and too long a note in the citizen form keep the form or say why", async () => {
    const base = { form: uuid, team: "nord-dag", reasons: "language" };
    for (const wrongField of [{ reasons: "made-up" }, { instead: "mitIdShared" }, { outcome: "gone" }, { form: "x" }]) {
      expect((await bot.presses(mette, "citizen/save", { ...base, ...wrongField })).value.code).toBe("invalid");
    }
    for (const wrongField of [{ followUpOn: "2026-02-30" }, { note: "x".repeat(1001) }, { reasons: "" }]) {
      const answer = await bot.presses(mette, "citizen/save", { ...base, ...wrongField });
      expect(answer).toMatchObject({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive" });
    }
    expect((await bot.store.query(tenant, "citizenCase")).items).toEqual([]);
  });

  test("a form id that is somebody else's record shows and changes nothing of it", async () => {
    await bot.presses(mette, "citizen/save", {
      form: uuid,
      team: "nord-dag",
      reasons: "language",
      note: "Den første note",
    });
    const stolen = await bot.presses(hanne, "citizen/save", { form: uuid, team: "sygepleje-dag", reasons: "language" });
    expect(stolen.value.code).toBe("notFound");
    expect(JSON.stringify(stolen)).not.toContain("Den første note");
  });
});

test("what the store fails with is one sentence and a reference to the user, and nothing that was written to the log", async () => {
  await bot.says(mette, "ugens check-in");
  const commit = bot.store.commit;
  bot.store.commit = async () => {
    throw new Error("disk I/O error at Vi kan ikke skrive");
  };
  const data = { week: "2026-W47", team: "nord-dag", "level.copilot": "mostly", seen: null };
  const answer = await bot.presses(mette, "checkIn/send", data);
  bot.store.commit = commit;
  expect(answer).toMatchObject({ http: 200, statusCode: 500, type: "application/vnd.microsoft.error" });
  expect(answer.value.message).toMatch(
    /^Noget gik galt hos os\. Prøv igen\. Sker det igen, så giv it-afdelingen nummeret [0-9a-f]{8}\.$/,
  );
  const [line] = bot.logged.splice(0).filter((each) => each.level === "error");
  expect(answer.value.message).toContain(String(line?.fields.reference));
  expect(JSON.stringify(line)).not.toContain("Vi kan ikke skrive");
  const again = await bot.presses(mette, "checkIn/send", data);
  expect(again.statusCode).toBe(200);
});

test("paths that do not exist, and methods that do not fit, say nothing of the inside", async () => {
  for (const [method, path] of [
    ["GET", "/"],
    ["GET", "/api/messages"],
    ["POST", "/api/nothing"],
    ["DELETE", "/healthz"],
    ["GET", "/../../etc/passwd"],
    ["GET", "/%00"],
    ["GET", "/tab/%2e%2e/%2e%2e/package.json"],
  ] as const) {
    const response = await fetch(`${bot.url}${path}`, { method });
    expect([400, 401, 404, 405]).toContain(response.status);
    expect(await response.text()).not.toMatch(/at .*\.(ts|js)|restify|node_modules/);
  }
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
});
