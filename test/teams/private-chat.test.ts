import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createPace } from "../../bot/outreach/sending/pace.ts";
import { parseIncoming } from "../../bot/teams/incoming.ts";
import { placeOf } from "../../bot/teams/place.ts";
import { verbs } from "../../bot/teams/routes.ts";
import { type Bot, hanne, mette, rasmus, startBot, tenant, wordsOn } from "../support/bot.ts";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

async function post(activity: Record<string, unknown>): Promise<number> {
  const { status } = await bot.post(activity);
  await bot.settled();
  return status;
}

const chatOf = async (person: string) => (await bot.store.read(tenant, "conversation", person))?.value;
async function everything(): Promise<string[]> {
  const kinds = ["conversation", "audit", "checkIn", "message", "barrier", "citizenCase"] as const;
  const pages = await Promise.all(kinds.map((kind) => bot.store.query(tenant, kind, { limit: 1000 })));
  return pages.flatMap(({ items }) => items.map(({ kind, key }) => `${kind} ${key}`));
}

const shared: [string, Record<string, unknown>, Record<string, unknown>?][] = [
  ["a meeting without a type", { id: "19:meeting_X@thread.v2", isGroup: true }],
  ["a meeting that says nothing but its id", { id: "19:meeting_MjQ@thread.v2" }],
  ["a meeting that calls itself personal", { id: "19:meeting_X@thread.v2", conversationType: "personal" }],
  ["a group by its type", { id: "19:a@thread.v2", conversationType: "groupChat", isGroup: true }],
  ["a group without a type", { id: "19:a@thread.v2" }],
  ["a group without a type, its type being null", { id: "19:a@thread.v2", conversationType: null }],
  ["a group whose id is like a chat's", { id: "a:x", conversationType: "personal", isGroup: true }],
  ["a chat between two people", { id: "19:one_two@unq.gbl.spaces", conversationType: "personal" }],
  ["one's notes to oneself", { id: "48:notes", conversationType: "personal" }],
  ["a chat by somebody's id", { id: "8:orgid:0a7b", conversationType: "personal" }],
  [
    "a chat with more members",
    { id: "a:x", conversationType: "personal" },
    { membersAdded: [{ id: "28:bot" }, { id: "29:somebody" }] },
  ],
  [
    "a meeting that only its data tells of",
    { id: "a:x" },
    { channelData: { tenant: { id: tenant }, meeting: { id: "m" } } },
  ],
];

describe("a chat counts as a person's own only when it is one", () => {
  test.each(shared)("%s is not", async (_name, conversation, more = {}) => {
    await bot.install(mette);
    const own = await chatOf(mette);
    const there = { ...bot.from(mette), conversation: { ...conversation, tenantId: tenant }, ...more };
    const before = bot.cards(mette).length;
    for (const said of ["<at>Ombord</at> hej", "ugens check-in", "status"]) {
      await post({ ...there, type: "message", text: said });
    }
    await post({ ...there, type: "installationUpdate", action: "add" });
    await post({ ...there, type: "conversationUpdate", membersAdded: [{ id: "28:bot" }, { id: "29:somebody" }] });
    const value = { action: { type: "Action.Execute", verb: "checkIn/mine", data: {} } };
    const pressed = await bot.post({ ...there, type: "invoke", name: "adaptiveCard/action", value });
    expect(pressed.body).toMatchObject({ statusCode: 400, value: { code: "forbidden" } });
    await bot.settled();
    expect(await chatOf(mette)).toEqual(own);
    expect((await everything()).filter((key) => key.startsWith("conversation"))).toEqual([`conversation ${mette}`]);
    expect(bot.cards(mette)).toHaveLength(before);
  });

  test("a meeting is told to come to the private chat, and no card of anybody's goes there", async () => {
    const conversation = { id: "19:meeting_X@thread.v2", isGroup: true, tenantId: tenant };
    await post({ ...bot.from(mette), conversation, type: "message", text: "<at>Ombord</at> hej" });
    await bot.tick();
    const said = bot.inChannel("19:meeting_X@thread.v2").cards();
    expect(said.map(({ card }) => wordsOn(card))).toEqual([expect.stringContaining("privat chat")]);
  });

  test.each([
    ["by its type", { id: "a:x", conversationType: "personal" }],
    ["without a type", { id: "a:x" }],
    ["with a type of null", { id: "a:x", conversationType: null, isGroup: null }],
    ["that is no group", { id: "a:x", conversationType: "personal", isGroup: false }],
  ])("a chat %s is", (_name, conversation) => {
    const activity = parseIncoming({ type: "message", from: { id: "29:x" }, conversation });
    expect(activity && placeOf(activity)).toBe("own");
  });
});

describe("a press is bound to the place its card was sent to", () => {
  const navigators = /^barrier\/(take|takeOne|common|reuse|ask|trial|solve|seenBefore|wait|postpone)$/;

  test.each(Object.keys(verbs))("%s", async (verb) => {
    const isChannels = verb.startsWith("channel/");
    const own = await bot.presses(rasmus, verb, {});
    const there = await bot.inChannel().presses(rasmus, verb, {});
    const refused = { statusCode: 400, value: { message: "Knappen virker kun der, hvor jeg har sendt kortet." } };
    if (isChannels) expect(own).toMatchObject(refused);
    else expect(own).not.toMatchObject(refused);
    if (isChannels || navigators.test(verb)) expect(there).not.toMatchObject(refused);
    else expect(there).toMatchObject(refused);
  });
});

describe("only Teams is Teams", () => {
  test.each(["webchat", "directline", "email", "sms", "slack", "outlook", "test", "MSTEAMS", ""])(
    "an activity of %p is nobody's, and takes over no chat",
    async (channelId) => {
      await bot.install(mette);
      const before = await everything();
      const chat = await chatOf(mette);
      const foreign = { ...bot.from(mette), channelId, conversation: { id: "taken", tenantId: tenant } };
      const value = {
        action: { type: "Action.Execute", verb: "checkIn/skip", data: { week: "2026-W47", team: "nord-dag" } },
      };
      const statuses = [
        await post({ ...foreign, type: "message", text: "ikke i denne uge" }),
        await post({ ...foreign, type: "installationUpdate", action: "remove" }),
        await post({ ...foreign, type: "installationUpdate", action: "add" }),
        await post({ ...foreign, type: "invoke", name: "adaptiveCard/action", value }),
        await post({
          ...foreign,
          type: "invoke",
          name: "composeExtension/fetchTask",
          value: { commandId: "logBarrier" },
        }),
      ];
      expect(statuses).toEqual([403, 403, 403, 403, 403]);
      expect(await everything()).toEqual(before);
      expect(await chatOf(mette)).toEqual(chat);
      expect((await bot.store.read(tenant, "checkIn", "2026-W47:nord-dag"))?.value.state).toBe("open");
      expect(JSON.stringify(bot.logged)).not.toContain("taken");
    },
  );
});

describe("strangers leave no record", () => {
  const stranger = "ffffffff-0000-4000-8000-000000000001";

  test("whatever they do", async () => {
    const before = await everything();
    await bot.install(stranger);
    await bot.says(stranger, "hej");
    await bot.presses(stranger, "checkIn/mine");
    await bot.inDialog(stranger, "composeExtension/fetchTask", { commandId: "logBarrier" });
    await bot.inChannel().install(stranger);
    await bot.inChannel().says(stranger, "kanal");
    await bot.settled();
    expect(await everything()).toEqual(before);
    const told = bot.cards(stranger).map(({ card }) => wordsOn(card));
    expect(told).toEqual([expect.stringContaining("I do not know you yet")]);
  });
});

describe("installed several times, or with only one of its two events", () => {
  const added = { type: "installationUpdate", action: "add" };
  const upgraded = { type: "installationUpdate", action: "add-upgrade" };
  const joined = { type: "conversationUpdate", membersAdded: [{ id: "28:bot" }] };
  const both = { type: "conversationUpdate", membersAdded: [{ id: "28:bot" }, { id: `29:${hanne}` }] };
  const orders: [string, Record<string, unknown>[]][] = [
    ["one installation", [added]],
    ["only the conversation", [joined]],
    ["an upgrade alone", [upgraded]],
    ["both", [added, joined]],
    ["the other way round", [both, added]],
    ["with an upgrade", [upgraded, added, joined]],
    ["four times the same", [added, added, added, added]],
    ["everything twice", [joined, upgraded, added, both, upgraded, added]],
  ];
  const titles = () => bot.cards(hanne).map(({ card }) => wordsOn(card).split("\n")[0]);

  test.each(orders)(
    "%s: one welcome, and one card a team, at once or with fifteen seconds between",
    async (_name, events) => {
      for (const apartMs of [0, 15_000]) {
        await bot.stop();
        bot = await startBot();
        bot.at("2026-11-18T08:05:00.000Z");
        if (apartMs === 0) await Promise.all(events.map((event) => post({ ...bot.from(hanne), id: "f:1", ...event })));
        for (const [at, event] of events.entries()) {
          bot.at(new Date(Date.parse("2026-11-18T08:05:00.000Z") + (at + 1) * 15_000).toISOString());
          if (apartMs > 0) await post({ ...bot.from(hanne), id: "f:1", ...event });
        }
        expect(titles().map((title) => title?.startsWith("Hej"))).toEqual([true, false, false]);
      }
    },
  );

  test("Teams is answered before anything is sent", async () => {
    const gate = Promise.withResolvers<void>();
    const pace = createPace(20);
    const newPace = () => ({
      ...pace,
      permit: async (...how: Parameters<typeof pace.permit>) => gate.promise.then(() => pace.permit(...how)),
    });
    const slow = await startBot({ newPace });
    const answers = await Promise.all([
      slow.post({ ...slow.from(hanne), ...added }),
      slow.post({ ...slow.from(mette), type: "message", text: "hjælp" }),
      slow.post({ ...slow.from(rasmus), ...joined }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(slow.received()).toBe(0);
    gate.resolve();
    await slow.settled();
    expect(slow.received()).toBeGreaterThan(3);
    await slow.stop();
  });

  test("in a quiet week nothing is opened, and what a leader asks for is not missed", async () => {
    const settings = await bot.store.read(tenant, "settings", "municipality");
    const value = { ...settings!.value, quietWeeks: [47] };
    await bot.store.commit(tenant, [
      { op: "replace", kind: "settings", key: "municipality", etag: settings!.etag, value },
    ]);
    await bot.install(mette);
    expect((await everything()).filter((key) => key.startsWith("checkIn"))).toEqual([]);
    await bot.says(mette, "ugens check-in");
    bot.at("2026-11-23T00:00:00.000Z");
    await bot.tick();
    expect((await bot.store.read(tenant, "checkIn", "2026-W47:nord-dag"))?.value.state).toBe("skipped");
    expect((await bot.store.read(tenant, "adoption", "nord-dag"))?.value.weeks.at(-1)).toBe("-");
  });
});
