import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Conversation } from "../../bot/store/documents.ts";
import { type Bot, camilla, rasmus, tenant, titles, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";

const near = "19:nord@thread.tacv2";
const far = "19:driller@thread.tacv2";
const team = "19:team";

let scene: BotInChannel;
let bot: Bot;

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot } = scene);
  await scene.ready();
  await bot.inChannel(near).install(camilla);
  await bot.inChannel(near).presses(camilla, "channel/use", { scope: "nord" });
  await bot.settled();
});
afterEach(() => bot.stop());

/** As Teams tells of a channel or a team: nobody is named who did it. */
async function tells(eventType: string | null, channel: string, more: Record<string, unknown> = {}): Promise<void> {
  const { serviceUrl } = bot.from("x");
  const channelData = { tenant: { id: tenant }, eventType, channel: { id: channel }, team: { id: team } };
  await bot.post({
    id: crypto.randomUUID(),
    type: "conversationUpdate",
    channelId: "msteams",
    serviceUrl,
    from: { id: "29:somebody" },
    recipient: { id: "28:bot" },
    conversation: { id: channel, conversationType: "channel", isGroup: true, tenantId: tenant },
    channelData,
    ...more,
  });
  await bot.settled();
}

const newsIn = (channel: string) => bot.inChannel(channel).cards().filter(isNews).length;
const newsTo = (person: string) => bot.cards(person).filter(isNews).length;
function isNews({ card }: { card: Record<string, unknown> }): boolean {
  return wordsOn(card).startsWith("Ny: ") && titles(card).includes("Jeg tager den");
}

async function channelDocument(key: string): Promise<Conversation | undefined> {
  return (await bot.store.read(tenant, "conversation", key))?.value;
}

/** Teams asks to wait, so that news is on its way when something happens to the channel. */
async function reportedWhileTeamsIsSlow(): Promise<void> {
  bot.teams.rules([{ operation: "send", conversationId: near, status: 503 }]);
  await scene.reported();
  bot.teams.rules([]);
  expect(newsIn(near)).toBe(1);
}

describe.each<[string, () => Promise<void>]>([
  ["a channel that is deleted", () => tells("channelDeleted", near)],
  [
    "a channel that is deleted, told in the team's general channel",
    () => tells("channelDeleted", near, { conversation: { id: team, conversationType: "channel", tenantId: tenant } }),
  ],
  [
    "a channel that is deleted, told with nulls and without a type",
    () =>
      tells("channelDeleted", near, {
        conversation: { id: near, tenantId: tenant },
        membersRemoved: null,
        from: undefined,
      }),
  ],
])("%s", (_, happens) => {
  test("is followed by the next area's channel, at once, and it is the only one", async () => {
    await reportedWhileTeamsIsSlow();
    expect(newsIn(far)).toBe(0);
    await happens();
    expect(newsIn(far)).toBe(1);
    await scene.reported();
    expect([newsIn(near), newsIn(far)]).toEqual([1, 2]);
    await bot.tick();
    expect([newsIn(near), newsIn(far)]).toEqual([1, 2]);
  });
});

describe.each<[string, number, string]>([
  ["deleted", 404, "ConversationNotFound"],
  ["closed to the bot", 403, "BotNotInConversationRoster"],
])("a channel of which nobody has told that it is %s", (_, status, code) => {
  test("is found out by the first that is sent there, and that goes to the next", async () => {
    bot.teams.rules([{ operation: "send", conversationId: near, status, code }]);
    const id = await scene.reported();
    expect(newsIn(far)).toBe(1);
    expect((await scene.barrier(id)).cards.map(({ place }) => place)).toEqual([far]);
    expect(await channelDocument(near)).toMatchObject({ state: status === 404 ? "gone" : "blocked", scope: "nord" });
    await scene.reported();
    expect([newsIn(near), newsIn(far)]).toEqual([1, 2]);
  });

  test("leaves the chats of the navigators, when there is no other channel", async () => {
    await bot.install(rasmus);
    await bot.install(camilla);
    bot.teams.rules([
      { operation: "send", conversationId: near, status, code },
      { operation: "send", conversationId: far, status, code },
    ]);
    await scene.reported();
    expect([newsTo(rasmus), newsTo(camilla)]).toEqual([1, 1]);
  });

  test("and nobody else there: the news waits, and comes when a channel is there again", async () => {
    bot.teams.rules([
      { operation: "send", conversationId: near, status, code },
      { operation: "send", conversationId: far, status, code },
    ]);
    await scene.reported();
    bot.teams.rules([]);
    await bot.inChannel(far).says(rasmus, "<at>Ombord</at> kanal");
    await bot.settled();
    await bot.tick();
    expect(newsIn(far)).toBe(2);
  });
});

test("many on their way to a channel that ends come to the next as one card", async () => {
  bot.teams.rules([{ operation: "send", conversationId: near, status: 503 }]);
  for (let n = 0; n < 7; n++) await scene.reported();
  bot.teams.rules([]);
  const before = bot.inChannel(far).cards().length;
  await tells("channelDeleted", near);
  const cards = bot.inChannel(far).cards().slice(before);
  expect(cards).toHaveLength(1);
  expect(wordsOn(cards[0]?.card)).toContain("7 nye ting driller");
});

test("two channels of one area: what the other has got already does not come there twice", async () => {
  const other = "19:nord2@thread.tacv2";
  await bot.inChannel(other).install(camilla);
  await bot.inChannel(other).presses(camilla, "channel/use", { scope: "nord" });
  await reportedWhileTeamsIsSlow();
  expect(newsIn(other)).toBe(1);
  await tells("channelDeleted", near);
  expect([newsIn(other), newsIn(far)]).toEqual([1, 0]);
});

test.each([
  ["is used for it no longer", "channel/stop", {}],
  ["has moved to another area", "channel/use", { scope: "skoler" }],
])("news on its way to a channel that %s goes on too", async (_, verb, data) => {
  await reportedWhileTeamsIsSlow();
  await bot.inChannel(near).presses(rasmus, verb, data);
  await bot.settled();
  expect(newsIn(far)).toBe(1);
});

describe.each([
  ["channelDeleted", "channelRestored"],
  ["teamArchived", "teamUnarchived"],
  ["teamDeleted", "teamRestored"],
])("%s", (ends, begins) => {
  test(`and ${begins}: what was chosen counts again`, async () => {
    await tells(ends, near);
    expect(await channelDocument(near)).toMatchObject({ state: "gone", end: ends });
    // The other channel is of the same team in Teams.
    expect((await channelDocument(far))?.state).toBe(ends === "channelDeleted" ? "installed" : "gone");
    await tells(begins, near);
    const restored = await channelDocument(near);
    expect(restored).toMatchObject({ state: "installed", scope: "nord" });
    expect(restored).not.toHaveProperty("end");
    expect(restored).not.toHaveProperty("reason");
    await scene.reported();
    expect([newsIn(near), newsIn(far)]).toEqual([1, 0]);
  });

  test("before anything was told: whatever is written there shows that it is there", async () => {
    await tells(ends, near);
    await bot.inChannel(near).says(camilla, "<at>Ombord</at> hjælp");
    await bot.settled();
    expect(await channelDocument(near)).toMatchObject({ state: "installed", scope: "nord" });
  });
});

test("a team that is archived and restored does not bring back a channel that was deleted", async () => {
  await tells("channelDeleted", near);
  await tells("teamArchived", far);
  await tells("teamUnarchived", far);
  expect((await channelDocument(near))?.state).toBe("gone");
  expect((await channelDocument(far))?.state).toBe("installed");
});

test("an archived team leaves the navigators' own chats, within the same moment", async () => {
  await bot.install(camilla);
  await bot.install(rasmus);
  await reportedWhileTeamsIsSlow();
  await tells("teamArchived", far);
  expect([newsTo(camilla), newsTo(rasmus), newsIn(far)]).toEqual([1, 1, 0]);
});

describe.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  [
    "an installation that is removed",
    { type: "installationUpdate", action: "remove" },
    { type: "installationUpdate", action: "add", from: { id: "29:r", aadObjectId: rasmus } },
  ],
  [
    "a member that is removed",
    { membersRemoved: [{ id: "28:bot" }] },
    { membersAdded: [{ id: "28:bot" }], from: { id: "29:r", aadObjectId: rasmus } },
  ],
])("the bot leaves a team, told as %s", (_, leaves, comes) => {
  test("and all its channels, and is used in all of them when it comes back", async () => {
    await bot.install(camilla);
    await bot.install(rasmus);
    await reportedWhileTeamsIsSlow();
    await tells(null, team, leaves);
    expect([(await channelDocument(near))?.state, (await channelDocument(far))?.state]).toEqual(["gone", "gone"]);
    expect(newsTo(camilla)).toBe(1);
    await tells(null, team, comes);
    expect([(await channelDocument(near))?.state, (await channelDocument(far))?.state]).toEqual([
      "installed",
      "installed",
    ]);
    await scene.reported();
    expect(newsIn(near)).toBe(2);
  });
});

test.each(["channelRenamed", "channelCreated", "teamRenamed", "channelShared", "constructor", "__proto__"])(
  "%s changes nothing",
  async (event) => {
    const before = await channelDocument(near);
    await tells(event, near);
    expect(await channelDocument(near)).toEqual(before);
  },
);

test("another tenant's news of a channel with the same id is not heard", async () => {
  const conversation = { id: near, conversationType: "channel", tenantId: "11111111-2222-4333-8444-555555555555" };
  await tells("channelDeleted", near, { conversation });
  expect((await channelDocument(near))?.state).toBe("installed");
});

describe("a private or shared channel", () => {
  const secret = "19:privat@thread.tacv2";

  test("is set up like any other", async () => {
    await bot.inChannel(secret).says(rasmus, "<at>Ombord</at> kanal");
    await bot.settled();
    expect(wordsOn(bot.inChannel(secret).cards().at(-1)?.card)).toContain("Skal jeg skrive her, når noget driller?");
    await bot.inChannel(secret).presses(rasmus, "channel/use", { scope: "nord" });
    await scene.reported();
    expect(newsIn(secret)).toBe(1);
  });

  test.each([403, 404])("that answers %d: the person hears in their own chat what works", async (status) => {
    await bot.install(rasmus);
    bot.teams.rules([{ operation: "send", conversationId: secret, status }]);
    const before = bot.cards(rasmus).length;
    await bot.inChannel(secret).says(rasmus, "<at>Ombord</at> kanal");
    await bot.settled();
    const told = bot.cards(rasmus).slice(before);
    expect(told).toHaveLength(1);
    expect(wordsOn(told[0]?.card)).toMatch(/Jeg kan ikke skrive i kanalen[\s\S]*Administrer kanal[\s\S]*@Ombord kanal/);
  });

  test("that answers 403 to somebody without a chat of their own: one is made to say so, and nothing is kept of it", async () => {
    bot.teams.rules([{ operation: "send", conversationId: secret, status: 403 }]);
    await bot.inChannel(secret).says(rasmus, "<at>Ombord</at> kanal");
    await bot.settled();
    expect(bot.cards(rasmus).map(({ card }) => wordsOn(card))).toEqual([expect.stringContaining("Administrer kanal")]);
    expect(await channelDocument(rasmus)).toBeUndefined();
  });

  test("that answers nothing to somebody without a chat, and none can be made, breaks nothing", async () => {
    bot.teams.rules([
      { operation: "send", conversationId: secret, status: 403 },
      { operation: "createConversation", status: 403 },
    ]);
    await bot.inChannel(secret).says(rasmus, "<at>Ombord</at> kanal");
    await bot.settled();
    expect(bot.cards(rasmus)).toEqual([]);
    expect(bot.logged.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("a channel whose return nobody has told of", () => {
  const nextMondays = ["2026-11-23T08:00:30.000Z", "2026-11-30T08:00:30.000Z", "2026-12-07T08:00:30.000Z"];
  const triesOf = (channel: string) =>
    bot.teams.received.filter(({ operation, conversationId }) => operation === "send" && conversationId === channel)
      .length;

  test.each(["channelDeleted", "teamArchived", "teamDeleted", null])(
    "is tried once a week by its digest, and used again once it takes it: %s",
    async (event) => {
      if (event === null) {
        bot.teams.rules([{ operation: "send", conversationId: near, status: 404 }]);
        await scene.reported();
      } else await tells(event, near);
      bot.teams.rules([{ operation: "send", conversationId: near, status: 404 }]);
      const before = triesOf(near);
      for (const [weeks, monday] of nextMondays.slice(0, 2).entries()) {
        for (const hours of [0, 1, 30, 60]) {
          bot.at(new Date(Date.parse(monday) + hours * 3_600_000).toISOString());
          await bot.tick();
        }
        expect(triesOf(near)).toBe(before + weeks + 1);
        expect((await channelDocument(near))?.state).toBe("gone");
      }
      bot.teams.rules([]);
      bot.at(nextMondays[2] ?? "");
      await bot.tick();
      expect(await channelDocument(near)).toMatchObject({ state: "installed", scope: "nord" });
      expect(await channelDocument(near)).not.toHaveProperty("end");
      const newsBefore = newsIn(near);
      await scene.reported();
      expect(newsIn(near)).toBe(newsBefore + 1);
    },
  );
});

describe("a navigator's own chat that is closed, of somebody who is asked nothing", () => {
  test("is tried by the first news of a week, and what waited comes when it is open", async () => {
    await bot.inChannel(far).presses(rasmus, "channel/stop", {});
    await bot.inChannel(near).presses(rasmus, "channel/stop", {});
    await bot.install(rasmus);
    await bot.install(camilla);
    bot.teams.rules([{ operation: "send", conversationId: `a:${rasmus}`, status: 403 }]);
    const tries = () => bot.teams.received.filter(({ conversationId }) => conversationId === `a:${rasmus}`).length;
    const before = tries();
    await scene.reported();
    await scene.reported();
    await bot.tick();
    expect(tries()).toBe(before + 1);
    bot.at("2026-11-23T08:05:00.000Z");
    await scene.reported();
    await scene.reported();
    expect(tries()).toBe(before + 2);
    bot.teams.rules([]);
    bot.at("2026-11-30T08:05:00.000Z");
    await scene.reported();
    await bot.tick();
    expect((await channelDocument(rasmus))?.state).toBe("installed");
    // What is a fortnight old is no news.
    const arrived = new Set(
      bot.teams.received.filter(({ delivered }) => delivered).map(({ activityId }) => activityId),
    );
    expect(bot.cards(rasmus).filter((one) => isNews(one) && arrived.has(one.id))).toHaveLength(3);
  });
});
