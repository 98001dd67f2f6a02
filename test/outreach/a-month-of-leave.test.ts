import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Bot, button, freja, hanne, mette, startBot, tenant, wordsOn } from "../support/bot.ts";

// A month of two leaders, with shifted clocks: Mette goes on holiday across New Year and has a stand-in, Hanne falls ill and
// has none.

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
  for (const person of [freja, mette, hanne]) await bot.install(person);
});
afterEach(() => bot.stop());

const asked = (person: string, week: number) =>
  bot.cards(person).filter(({ card }) => wordsOn(card).startsWith(`Uge ${week}: Hvordan går det?`)).length;

async function monday(date: string): Promise<void> {
  for (const minutes of ["00:30", "01:30"]) {
    bot.at(`${date}T08:${minutes}.000Z`);
    await bot.tick();
  }
  await bot.settled();
}

/** What the history says of the weeks, oldest first. */
async function weeksOf(team: string): Promise<string> {
  return (await bot.store.read(tenant, "adoption", team))?.value.weeks ?? "";
}

test("a holiday across New Year with a stand-in, illness without one, and the way back", async () => {
  bot.at("2026-12-14T07:00:00.000Z");
  await bot.says(mette, "jeg holder ferie fra 21. december til 8. januar");
  await monday("2026-12-14");
  expect([asked(mette, 51), asked(freja, 51)]).toEqual([1, 0]);

  await monday("2026-12-21");
  expect([asked(mette, 52), asked(freja, 52)]).toEqual([0, 1]);
  const card = bot.cards(freja).at(-1);
  expect(wordsOn(card?.card)).toContain(
    "stedfortræder for Mette Holm, der er væk til og med fredag den 8. januar 2027.",
  );

  const before = bot.cards(hanne).length;
  await bot.says(hanne, "er syg");
  const form = bot.cards(hanne).at(-1);
  const dated = { from: "2026-12-21", until: "2027-01-03" };
  await bot.presses(hanne, "absence/save", { ...button(form?.card ?? {}, "Gem").data, ...dated }, form?.id);

  await monday("2026-12-28");
  expect([asked(mette, 53), asked(freja, 53)]).toEqual([0, 1]);
  expect(
    bot
      .cards(hanne)
      .slice(before)
      .filter(({ card: one }) => wordsOn(one).startsWith("Uge 53")),
  ).toHaveLength(0);

  await monday("2027-01-04");
  expect([asked(mette, 1), asked(freja, 1), asked(hanne, 1)]).toEqual([0, 1, 2]);
  const week1 = bot.cards(freja).at(-1);
  const levels = [...JSON.stringify(week1?.card).matchAll(/"id":"(level\.[^"]+)"/g)].map(([, id = ""]) => [
    id,
    "mostly",
  ]);
  const answers = { ...button(week1?.card ?? {}, "Send").data, ...Object.fromEntries(levels) };
  await bot.presses(freja, "checkIn/send", answers, week1?.id);

  await monday("2027-01-11");
  expect([asked(mette, 2), asked(freja, 2)]).toEqual([1, 0]);
  const back = bot.cards(mette).filter(({ card: one }) => wordsOn(one).startsWith("Velkommen tilbage, Mette"));
  expect(back.map(({ card: one }) => wordsOn(one))).toEqual([expect.stringContaining("Freja Toft svarede for uge 1.")]);

  // Week 52 was open when Hanne fell ill, and week 53 was never opened: neither counts against her.
  const person = (await bot.store.read(tenant, "person", hanne))?.value;
  const team = [...(await bot.store.query(tenant, "role", {})).items].find(
    ({ value }) => value.personId === hanne && value.role === "leader",
  )?.value.scope;
  expect(person?.absences).toEqual([{ from: "2026-12-21", to: "2027-01-03" }]);
  expect((await weeksOf(team ?? "")).slice(-4)).toMatch(/^--[mo][o-]?$/);

  bot.at("2027-02-08T08:00:30.000Z");
  await bot.tick();
  expect((await bot.store.read(tenant, "person", hanne))?.value.absences).toBeUndefined();
  expect((await bot.store.read(tenant, "person", mette))?.value.absences).toBeUndefined();
});
