import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Bot, button, freja, mette, rasmus, titles, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";

let scene: BotInChannel;
let bot: Bot;

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot } = scene);
  await scene.ready();
  await bot.install(freja);
  await bot.settled();
});
afterEach(() => bot.stop());

/** One of three things that Mette's team has reported. */
const reported = (solution: string) => scene.reported(mette, { team: "nord-dag", solution });
const take = (barrier: string) => bot.inChannel().presses(rasmus, "barrier/take", { barrier });
const ask = (barrier: string, askText: string) => bot.inChannel().presses(rasmus, "barrier/ask", { barrier, askText });
const news = (person: string) =>
  bot.cards(person).filter(({ card }) => /^(Om |Nyt om )/.test(wordsOn(card).split("\n")[0] ?? ""));

test("the first of a day is told at once, what follows in one message the next morning, and nothing is lost on the way", async () => {
  const [first, second, third] = [
    await reported("skaermbesoeg"),
    await reported("journal"),
    await reported("digital-traening"),
  ];
  for (const id of [first, second, third]) await take(id);
  await ask(third, "Er det alle øvelser?");
  await bot.settled();
  expect(news(mette)).toHaveLength(1);
  expect(wordsOn(news(mette)[0]?.card)).toContain("Rasmus Dahl er gået i gang.");

  await bot.morningOf("2026-11-17");
  expect(news(mette)).toHaveLength(2);
  const together = news(mette)[1];
  expect(wordsOn(together?.card)).toMatch(/^Nyt om 2 ting, der driller\n/);
  expect(wordsOn(together?.card)).toContain("Digital træning: Et spørgsmål til dig");
  const show = button(together?.card ?? {}, "Vis: digital træning");
  const shown = await bot.presses(mette, show.verb, show.data, together?.id);
  expect(wordsOn(shown.value)).toContain("Er det alle øvelser?");
  const answer = button(shown.value, "Send svar");
  const answered = await bot.presses(mette, answer.verb, { ...answer.data, answer: "Kun om aftenen" }, together?.id);
  expect(wordsOn(answered.value)).toContain("Tak for svaret.");
  const back = button(answered.value, "Vis det hele igen");
  const again = await bot.presses(mette, back.verb, back.data, together?.id);
  expect(wordsOn(again.value)).toMatch(/^Nyt om 2 ting, der driller\n/);
  // Somebody else has no way in by the ids.
  expect((await bot.presses(rasmus, back.verb, { among: crypto.randomUUID() })).value.code).toBe("notFound");

  await bot.morningOf("2026-11-18");
  await bot.morningOf("2026-11-19");
  expect(news(mette)).toHaveLength(2);
});

test("nothing comes in the evening or at the weekend, and what has been answered meanwhile does not come at all", async () => {
  const [first, second] = [await reported("skaermbesoeg"), await reported("journal")];
  bot.at("2026-11-20T16:30:00.000Z");
  await ask(first, "Hvor sker det?");
  await bot.inChannel().presses(rasmus, "barrier/solve", { barrier: second, resolution: "fixed" });
  await bot.settled();
  for (const at of ["2026-11-20T19:00:00.000Z", "2026-11-21T09:00:00.000Z", "2026-11-22T12:00:00.000Z"]) {
    bot.at(at);
    await bot.tick();
  }
  expect(news(mette)).toHaveLength(0);
  // She answers of her own accord, in the chat.
  await bot.presses(mette, "barrier/answer", { barrier: first, answer: "I kælderen" });
  await bot.morningOf("2026-11-23");
  expect(news(mette).map(({ card }) => wordsOn(card).split("\n")[0])).toEqual(["Om journalen"]);
  expect(titles(news(mette)[0]?.card ?? {})).toEqual(["Ja, det virker", "Nej, det driller stadig"]);
});

test("navigators and channels hear at once, at any hour", async () => {
  bot.at("2026-11-20T20:30:00.000Z");
  const before = bot.inChannel().cards().length;
  await reported("skaermbesoeg");
  expect(bot.inChannel().cards()).toHaveLength(before + 1);
});
