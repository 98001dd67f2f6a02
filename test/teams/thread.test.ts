import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Bot, mette, rasmus, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";

// A reply with @Ombord in the thread of a barrier's card.

let scene: BotInChannel;
let bot: Bot;
let thread: ReturnType<Bot["inChannel"]>;
let id: string;

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot } = scene);
  await scene.ready();
  id = await scene.reported();
  const news = scene.channel.cards().at(-1)?.id ?? "";
  thread = bot.inChannel(`19:driller@thread.tacv2;messageid=${news}`);
});
afterEach(() => bot.stop());

const answer = () => wordsOn(thread.cards().at(-1)?.card);

test("becomes a comment on the barrier, guarded", async () => {
  await thread.says(rasmus, "<at>Ombord</at> Jeg har ringet til leverandøren");
  await bot.settled();
  expect(answer()).toContain("Det er skrevet på opgaven.");
  const { events } = await scene.barrier(id);
  expect(events.at(-1)).toMatchObject({ did: "comment", text: "Jeg har ringet til leverandøren", by: rasmus });
  await thread.says(rasmus, "<at>Ombord</at> Det er hos 111111-1118");
  await bot.settled();
  expect(answer()).toMatch(/CPR/);
  expect((await scene.barrier(id)).events).toHaveLength(events.length);
});

test("or takes it with a word, and the team hears of it; a mention alone says what can be written", async () => {
  await thread.says(rasmus, "<at>Ombord</at> tag den");
  await bot.settled();
  expect(await scene.barrier(id)).toMatchObject({ status: "working", assignedTo: rasmus });
  expect(answer()).toContain("har taget opgaven");
  expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("er gået i gang");
  await thread.says(rasmus, "<at>Ombord</at>");
  await bot.settled();
  expect(answer()).toContain("tag den");
});

test("does nothing in another thread, nor for somebody who may not see it", async () => {
  const other = bot.inChannel("19:driller@thread.tacv2;messageid=nothing");
  await other.says(rasmus, "<at>Ombord</at> tag den");
  await thread.says(mette.replace(/1$/, "9"), "<at>Ombord</at> tag den");
  await bot.settled();
  expect(await scene.barrier(id)).toMatchObject({ status: "new", assignedTo: null });
});
