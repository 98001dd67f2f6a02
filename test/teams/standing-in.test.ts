import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { addDays, localDate } from "../../bot/domain/calendar.ts";
import { newDirectoryVersion } from "../../bot/use-cases/check-in/set-absence.ts";
import { type Bot, button, camilla, freja, mette, personId, rasmus, tenant, torben, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";

const anneGrethe = personId(20);

let scene: BotInChannel;
let bot: Bot;

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot } = scene);
  await scene.ready();
  for (const person of [freja, torben, anneGrethe]) await bot.install(person);
  await bot.settled();
});
afterEach(() => bot.stop());

/** As it is stored when somebody has said that they are away; every process reads the directory anew. */
async function isAway(person: string, until = addDays(localDate(bot.now()), 3)): Promise<void> {
  const stored = await bot.store.read(tenant, "person", person);
  const settings = await bot.store.read(tenant, "settings", "municipality");
  if (stored === undefined || settings === undefined) throw new Error("nobody");
  const value = { ...stored.value, awayUntil: until };
  await bot.store.commit(tenant, [
    { op: "replace", kind: "person", key: person, etag: stored.etag, value },
    newDirectoryVersion(settings),
  ]);
}

const told = (person: string, words: string) =>
  bot.cards(person).filter(({ card }) => wordsOn(card).includes(words)).length;

const asks = (barrier: string, by = rasmus) =>
  bot.inChannel().presses(by, "barrier/ask", { barrier, askText: "Sker det også om morgenen?" });
const solves = (barrier: string) =>
  bot.inChannel().presses(rasmus, "barrier/solve", { barrier, resolution: "fixed", solveText: "Ny forstærker" });

test("the stand-in is asked, answers and confirms while the leader is away", async () => {
  const id = await scene.reported();
  await isAway(mette);
  await asks(id);
  await bot.settled();
  expect([told(mette, "Sker det også"), told(freja, "Sker det også")]).toEqual([0, 1]);
  const why =
    "Du får det her, fordi du er stedfortræder for Mette Holm, der er væk til og med torsdag den 19. november";
  expect(told(freja, why)).toBe(1);
  await bot.says(freja, "Kun om aftenen, tror jeg");
  expect(wordsOn(bot.cards(freja).at(-1)?.card)).toContain(`Er det svaret?\n${why}`);
  expect(await bot.presses(freja, "barrier/answer", { barrier: id, answer: "Kun om aftenen" })).toMatchObject({
    statusCode: 200,
  });
  await solves(id);
  await bot.morningOf("2026-11-17");
  expect([told(mette, "Nu skulle det virke"), told(freja, "Nu skulle det virke")]).toEqual([0, 1]);
  expect(wordsOn(bot.cards(freja).at(-1)?.card)).toContain(why);
  expect(await bot.presses(freja, "barrier/confirm", { barrier: id })).toMatchObject({ statusCode: 200 });
  expect(await scene.barrier(id)).toMatchObject({ status: "confirmed" });
});

test("a question that waits when the leader leaves is told to the stand-in, and to the leader when she is back", async () => {
  const id = await scene.reported();
  await asks(id);
  await bot.settled();
  expect([told(mette, "Sker det også"), told(freja, "Sker det også")]).toEqual([1, 0]);
  await bot.says(mette, `jeg er væk til ${addDays(localDate(bot.now()), 1)}`);
  await bot.tick();
  await bot.tick();
  expect([told(mette, "Sker det også"), told(freja, "Sker det også")]).toEqual([1, 1]);
  await solves(id);
  await bot.morningOf("2026-11-17");
  expect([told(mette, "Nu skulle det virke"), told(freja, "Nu skulle det virke")]).toEqual([0, 1]);
  // At midnight nobody is told anything.
  bot.at("2026-11-17T23:00:30.000Z");
  await bot.tick();
  expect(told(mette, "Velkommen tilbage, Mette")).toBe(0);
  for (const at of ["2026-11-18T08:00:30.000Z", "2026-11-18T08:01:30.000Z"]) {
    bot.at(at);
    await bot.tick();
  }
  expect([told(mette, "Velkommen tilbage, Mette"), told(mette, "Skærmbesøg: Løst")]).toEqual([1, 1]);
  const shown = bot.cards(mette).at(-1)?.card;
  const answer = await bot.presses(mette, "barrier/show", button(shown ?? {}, "Vis: skærmbesøg").data);
  expect(wordsOn(answer.value)).toContain("Nu skulle det virke");
});

test("news on its way to a leader who leaves meanwhile goes to the stand-in", async () => {
  const id = await scene.reported();
  bot.teams.rules([{ operation: "send", conversationId: `a:${mette}`, status: 503 }]);
  await bot.inChannel().presses(rasmus, "barrier/take", { barrier: id });
  await bot.settled();
  bot.teams.rules([]);
  await isAway(mette);
  bot.at("2026-11-16T08:06:00.000Z");
  await bot.tick();
  expect(told(freja, "Rasmus Dahl er gået i gang.")).toBe(1);
  const tries = told(mette, "Rasmus Dahl er gået i gang.");
  bot.at("2026-11-16T08:16:00.000Z");
  await bot.tick();
  expect(told(mette, "Rasmus Dahl er gået i gang.")).toBe(tries);
});

test("what the team answers goes to the channel while the navigator who has it is away", async () => {
  await bot.install(rasmus);
  const id = await scene.reported();
  await asks(id);
  await isAway(rasmus);
  await bot.settled();
  const before = bot.inChannel().cards().length;
  const own = bot.cards(rasmus).length;
  await bot.presses(mette, "barrier/answer", { barrier: id, answer: "Kun om aftenen" });
  await bot.settled();
  expect(bot.inChannel().cards().slice(before)).toHaveLength(1);
  expect(bot.cards(rasmus)).toHaveLength(own);
});

test("navigators' chats: who is away is not told while another is there", async () => {
  await bot.inChannel().presses(rasmus, "channel/stop", {});
  await bot.install(rasmus);
  await bot.install(camilla);
  await isAway(camilla);
  await scene.reported();
  expect([told(rasmus, "Ny: Hjemmeplejen Nord, dag"), told(camilla, "Ny: Hjemmeplejen Nord, dag")]).toEqual([1, 0]);
});

test("what is lifted goes to the manager above while the nearest is away", async () => {
  const id = await scene.reported();
  await isAway(torben);
  const wait = { barrier: id, next: "escalate", waitText: "Der skal penge til" };
  expect(await bot.inChannel().presses(rasmus, "barrier/wait", wait)).toMatchObject({ statusCode: 200 });
  await bot.settled();
  expect([told(torben, "Skærmbesøg"), told(anneGrethe, "Skærmbesøg")]).toEqual([0, 1]);
});
