import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { isBlocked } from "../../bot/domain/personal-data/personal-data.ts";
import { wordsSaid } from "../../bot/teams/message-text.ts";
import { da } from "../../bot/text/da/bot.ts";
import { type Bot, inputsOn, mette, startBot, tenant, wordsOn } from "../support/bot.ts";
import { allowedMs, costMs, leastMs } from "../support/least-cost.ts";

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(async () => {
  expect(bot.logged.filter((line) => line.level === "error")).toEqual([]);
  await bot.stop();
});

const last = (person: string) => bot.cards(person).at(-1)?.card ?? {};

const shapes = ["<", "<at ", "<at>", "&nbsp;", "\u00a0", "1 ", "9 ", "90 ", "1 1 2000 1234 ", "hjælp ", "?", "😀"];

describe("commands", () => {
  test.each([
    ["a mention", "<at>Ombord</at> hjælp"],
    ["a mention with an id, glued to the word", '<at id="28:bot">Ombord</at>hjælp'],
    ["a mention behind it", "hjælp <at>Ombord</at>"],
    ["a paragraph", "<p>hjælp</p>"],
    ["a division and a line break", "<div>hjælp</div><br/>"],
    ["a mention and a non-breaking space in a paragraph", "<p><at>Ombord</at>&nbsp;hjælp</p>\n"],
    ["a mention as a span", '<span itemtype="http://schema.skype.com/Mention" itemid="0">Ombord</span>&nbsp;hjælp'],
    ["non-breaking spaces", "\u00a0hjælp\u00a0"],
    ["zero-width spaces", "\u200bhjælp\ufeff"],
    ["a letter that is spelled out", "hj&aelig;lp"],
    ["a quote that is only pointed at", '<quoted messageId="1763280000000"/> hjælp'],
    ["a mention of several parts", '<span itemtype="http://schema.skype.com/Mention"><span>Om</span>bord</span>hjælp'],
    ["capitals and a full stop", "HJÆLP."],
  ])("%s around it is understood", async (_, text) => {
    await bot.says(mette, text);
    expect(wordsOn(last(mette))).toContain(da.help.title);
    expect(wordsOn(last(mette))).not.toContain(da.said.unknown);
  });

  test("a date behind a non-breaking space is read", async () => {
    await bot.says(mette, "jeg er væk til&nbsp;1.12.");
    expect(wordsOn(last(mette))).toContain("tirsdag den 1. december 2026");
  });

  test("a CPR number is found behind what Teams adds to words", async () => {
    await bot.says(mette, "<p>Det er 111111&nbsp;1118</p>");
    expect(wordsOn(last(mette))).toContain(da.errors.personalDataInChat);
  });

  test("two hundred kilobytes of anything are answered", async () => {
    for (const shape of shapes) {
      const text = shape.repeat(Math.floor(200_000 / Buffer.byteLength(shape)));
      const before = bot.cards(mette).length;
      await bot.says(mette, text);
      expect(bot.cards(mette)).toHaveLength(before + 1);
    }
  });

  test("reading two hundred kilobytes of anything costs next to nothing", async () => {
    for (const shape of shapes) {
      const text = shape.repeat(Math.floor(200_000 / Buffer.byteLength(shape)));
      for (const read of [wordsSaid, isBlocked]) {
        const ms = await leastMs(100, () => costMs(() => read(text)));
        if (ms > allowedMs(100)) throw new Error(`${read.name} of ${shape} takes ${Math.round(ms)} ms`);
      }
    }
  });
});

test.each([
  ["<at>Ombord</at> når a<b og c>d", "når a<b og c>d"],
  ["<at>Ombord</at> vi ser <fejl 12> & <3", "vi ser <fejl 12> & <3"],
  ["<p>det er <b>vigtigt</b>, R&D</p>", "det er vigtigt, R&D"],
  ["<at>Ombord</at> tæt <på", "tæt <på"],
  ["vi ser <fejl 12>", "vi ser <fejl 12>"],
])("signs that were typed stay: %s", (text, words) => {
  expect(wordsSaid(text).trim()).toBe(words);
});

describe("somebody without an Entra id, such as a guest", () => {
  const guest = { from: { id: "29:guest", aadObjectId: null, name: "Gæst" } };

  test("is answered, and nothing is kept", async () => {
    for (const from of [guest.from, { id: "29:guest" }]) {
      await bot.post({ ...bot.from("guest"), from, type: "message", text: "hej", locale: "da-DK" });
      await bot.settled();
      expect(wordsOn(bot.cards("guest").at(-1)?.card)).toContain(da.unknownPerson.title);
    }
    expect(bot.cards("guest")).toHaveLength(2);
    expect((await bot.store.query(tenant, "conversation")).items).toEqual([]);
  });

  test("who presses a button or opens the dialog is told so", async () => {
    const value = { action: { type: "Action.Execute", verb: "help/show", data: {} } };
    const base = { ...bot.from("guest"), ...guest, locale: "da-DK", type: "invoke" };
    const pressed = await bot.post({ ...base, name: "adaptiveCard/action", value });
    expect(pressed.body).toMatchObject({ statusCode: 400, value: { message: da.errors.unknownPerson } });
    const opened = await bot.post({ ...base, name: "composeExtension/fetchTask", value: { commandId: "logBarrier" } });
    expect(wordsOn(opened.body)).toContain(da.errors.unknownPerson);
  });

  test("of a municipality that is not served is not answered", async () => {
    const foreign = { id: "a:guest", tenantId: "11111111-1111-1111-1111-111111111111" };
    await bot.post({ ...bot.from("guest"), ...guest, conversation: foreign, channelData: null, type: "message" });
    expect(bot.received()).toBe(0);
  });
});

describe("null in an activity is what is left out", () => {
  const optional = ["text", "locale", "name", "membersAdded", "action", "value", "replyToId", "channelId", "id"];

  test.each(optional)("%s", async (field) => {
    const types = ["message", "installationUpdate", "conversationUpdate", "typing"];
    for (const type of types) {
      const { status } = await bot.post({ ...bot.from(mette), type, [field]: null });
      expect({ type, status }).toEqual({ type, status: 200 });
    }
  });

  test("in the conversation, in what Teams adds, and in lists", async () => {
    const from = bot.from(mette);
    const conversation = { ...(from.conversation as object), conversationType: null, isGroup: null, name: null };
    for (const channelData of [
      null,
      { tenant: null },
      { tenant: { id: tenant }, team: null, channel: null, settings: null, meeting: null },
      { tenant: { id: tenant }, team: { id: null, name: null }, settings: { selectedChannel: null } },
      { tenant: { id: tenant }, settings: { selectedChannel: { id: null } }, channel: { id: null } },
    ]) {
      const activity = { ...from, conversation, channelData, membersAdded: [null], locale: null };
      const { status } = await bot.post({ ...activity, type: "conversationUpdate" });
      expect(status).toBe(200);
      await bot.post({ ...activity, type: "message", text: "hjælp" });
      await bot.settled();
      expect(wordsOn(last(mette))).toContain(da.help.title);
    }
  });

  test.each([
    { id: "" },
    { from: { id: "", aadObjectId: mette } },
    { from: { id: null, aadObjectId: mette } },
    { recipient: { id: "" } },
    { recipient: null },
    { membersAdded: [{ id: null }, { id: "" }, {}, null] },
    { membersRemoved: [{ id: null }, null] },
    { membersRemoved: "" },
    { channelData: "" },
    { channelData: { tenant: { id: "" }, team: { id: "" }, channel: { id: "" }, meeting: "" } },
    { conversation: { id: `a:${mette}`, conversationType: "", tenantId: "", isGroup: "" } },
  ])("and so is an empty text: %j", async (more) => {
    const conversation = { id: `a:${mette}`, conversationType: "personal", tenantId: tenant };
    await bot.post({ ...bot.from(mette), conversation, type: "message", text: "hjælp", ...more });
    await bot.settled();
    expect(wordsOn(last(mette))).toContain(da.help.title);
  });

  test("without an Entra id nobody is behind it, however that is said", async () => {
    for (const aadObjectId of ["", null, undefined]) {
      await bot.post({ ...bot.from("guest"), from: { id: "29:guest", aadObjectId }, type: "message", text: "hej" });
    }
    await bot.settled();
    expect(bot.cards("guest")).toHaveLength(3);
  });

  test("in what an invoke says about itself", async () => {
    const action = { type: "Action.Execute", id: null, verb: "help/show", data: null };
    const value = { action, trigger: null, state: null };
    const { body } = await bot.post({ ...bot.from(mette), type: "invoke", name: "adaptiveCard/action", value });
    expect(body).toMatchObject({ statusCode: 200 });
  });

  test.each([
    { messagePayload: null },
    { messagePayload: { body: null } },
    { messagePayload: { body: { content: null, contentType: null } }, data: null, commandContext: null },
  ])("in what the dialog is opened on: %j", async (value) => {
    const card = await bot.inDialog(mette, "composeExtension/fetchTask", { commandId: "logBarrier", ...value });
    expect(inputsOn(card).has("where")).toBe(true);
  });
});
