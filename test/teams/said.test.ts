import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Bot, button, hanne, mette, rasmus, startBot, tenant, torben, wordsOn } from "../support/bot.ts";

const key = "2026-W47:nord-dag";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

function newest(person: string) {
  const card = bot.cards(person).at(-1);
  if (card === undefined) throw new Error("no card");
  return card;
}

const stored = async () => (await bot.store.read(tenant, "checkIn", key))?.value;

describe("what is less clear is proposed, with one button", () => {
  test("ikke nu: tomorrow, or not this week", async () => {
    await bot.says(mette, "ikke nu");
    const { card, id } = newest(mette);
    expect(wordsOn(card)).toContain("ugens check-in tirsdag den 17. november 2026");
    expect(await stored()).toBeUndefined();
    const answer = await bot.presses(mette, "said/remind", button(card, "Mind mig om det").data, id);
    expect(wordsOn(answer.value)).toContain("Jeg minder dig om det tirsdag.");
    expect((await stored())?.snoozedUntil).toBe("2026-11-17T08:00:00.000Z");
  });

  test("a slip of the thumb is asked about first, and pressing twice skips once", async () => {
    await bot.says(mette, "spring ovr");
    const { card, id } = newest(mette);
    expect(await stored()).toBeUndefined();
    for (let press = 0; press < 2; press++) {
      const answer = await bot.presses(mette, "said/skip", button(card, "Ikke i denne uge").data, id);
      expect(wordsOn(answer.value)).toContain("Uge 47 er sprunget over");
    }
    const audits = await bot.store.query(tenant, "audit", {});
    expect(audits.items.filter(({ value }) => value.did === "checkIn.skipped")).toHaveLength(1);
  });

  test("noget driller med journalen: the solution is chosen already", async () => {
    await bot.says(mette, "skærmbesøg driller");
    const input = JSON.stringify(newest(mette).card);
    expect(input).toContain('"value":"skaermbesoeg"');
    expect((await bot.store.query(tenant, "barrier", {})).items).toHaveLength(0);
  });

  test("som sidst and ret svar lead to the card that says it", async () => {
    await bot.says(mette, "som sidst");
    expect(wordsOn(newest(mette).card)).toContain("Er alt som sidst?");
    await bot.says(mette, "ikke i denne uge");
    await bot.says(mette, "ret svar");
    expect(wordsOn(newest(mette).card)).toContain("Hvor meget bruger I");
  });
});

describe("Fortryd", () => {
  test("asks a skipped week again, once", async () => {
    await bot.says(mette, "ikke i denne uge");
    const { card, id } = newest(mette);
    for (let press = 0; press < 2; press++) {
      const answer = await bot.presses(mette, "checkIn/undo", button(card, "Fortryd").data, id);
      expect(wordsOn(answer.value)).toContain("Hvor meget bruger I");
    }
    expect((await stored())?.state).toBe("open");
    expect((await bot.store.read(tenant, "adoption", "nord-dag"))?.value.weeks.at(-1)).toBe("o");
    const audits = await bot.store.query(tenant, "audit", {});
    expect(audits.items.filter(({ value }) => value.did === "checkIn.undone")).toHaveLength(1);
  });

  test("an old card does not take back an answer", async () => {
    await bot.says(mette, "ikke i denne uge");
    const { card, id } = newest(mette);
    const form = await bot.presses(mette, "checkIn/correct", button(card, "Svar alligevel").data, id);
    const answers = Object.fromEntries(
      [...JSON.stringify(form.value).matchAll(/"id":"(level\.[^"]+)"/g)].map(([, level = ""]) => [level, "mostly"]),
    );
    await bot.presses(mette, "checkIn/send", { ...(button(form.value, "Send").data as object), ...answers }, id);
    await bot.presses(mette, "checkIn/undo", button(card, "Fortryd").data, id);
    expect((await stored())?.state).toBe("answered");
  });

  test("the reminder on Friday does not come, and can be asked for again", async () => {
    const reminders = () => bot.cards(mette).filter(({ card }) => wordsOn(card).includes("Har du et øjeblik")).length;
    await bot.says(mette, "mind mig på fredag");
    const { card, id } = newest(mette);
    expect(wordsOn(card)).toContain("Jeg minder dig om det fredag.");
    await bot.presses(mette, "checkIn/undo", button(card, "Fortryd").data, id);
    expect((await stored())?.snoozedUntil).toBeUndefined();
    bot.at("2026-11-20T08:00:30.000Z");
    await bot.tick();
    const before = reminders();
    bot.at("2026-11-20T08:00:40.000Z");
    await bot.tick();
    expect([before, reminders()]).toEqual([1, 1]);
  });

  test("a leader of one team is asked every second week at once, and every week again with one press", async () => {
    const rhythm = async () => (await bot.store.read(tenant, "person", mette))?.value.everySecondWeek ?? [];
    await bot.says(mette, "hver anden uge");
    expect(await rhythm()).toEqual(["nord-dag"]);
    const { card, id } = newest(mette);
    await bot.presses(mette, "said/rhythm", button(card, "Fortryd").data, id);
    expect(await rhythm()).toEqual([]);
  });
});

test("a leader of two teams chooses which are asked every second week", async () => {
  await bot.says(hanne, "hver anden uge");
  const { card, id } = newest(hanne);
  const before = (await bot.store.read(tenant, "person", hanne))?.value.everySecondWeek;
  expect(before ?? []).toEqual([]);
  const [, teams = ""] = /"value":"([^"]+,[^"]+)"/.exec(JSON.stringify(card)) ?? [];
  expect(teams.split(",")).toHaveLength(2);
  await bot.presses(hanne, "said/rhythm", { rhythm: "everySecondWeek", teams }, id);
  expect((await bot.store.read(tenant, "person", hanne))?.value.everySecondWeek).toHaveLength(2);
});

describe("help, thanks and what is not understood fit the role", () => {
  test.each([
    ["a leader", mette, "Vis ugens check-in|Noget driller|Jeg er væk", "jeg er tilbage"],
    ["a navigator", rasmus, "Noget driller|En borger kan ikke være med|Vis status", "noget driller"],
    ["a manager", torben, "Vis status", "status"],
  ])("%s", async (_, person, buttons, offered) => {
    await bot.says(person, "hjælp");
    const words = wordsOn(newest(person).card);
    expect(words).toContain(offered);
    for (const words of buttons.split("|")) expect(button(newest(person).card, words)).toBeDefined();
    expect(words.includes("mind mig om det i morgen")).toBe(person === mette);
    await bot.says(person, "hvornår er der julefrokost");
    expect(wordsOn(newest(person).card)).toMatch(/^Det forstod jeg ikke\./);
  });

  test("tak and a thumb are answered in a word", async () => {
    for (const said of ["tak", "👍"]) {
      await bot.says(mette, said);
      expect(wordsOn(newest(mette).card)).toBe("Selv tak\nSkriv bare, når der er noget.");
    }
  });

  test("ja to nothing is told that nothing waits", async () => {
    await bot.says(mette, "ja det virker");
    expect(wordsOn(newest(mette).card)).toMatch(/^Der er ikke noget, der venter på dit svar lige nu\./);
  });
});

test("status says what is in force: away, stand-in, rhythm and reminder", async () => {
  await bot.says(mette, "mind mig på fredag");
  await bot.says(mette, "hver anden uge");
  await bot.says(mette, "jeg er væk fra 3/12 til 10/12");
  await bot.says(mette, "status");
  const words = wordsOn(newest(mette).card);
  expect(words).toContain("Du er væk: Fra torsdag den 3. december 2026 til og med torsdag den 10. december 2026");
  expect(words).toContain("Jeg spørger jer hver anden uge.");
  expect(words).toContain("Jeg minder dig om det fredag den 20. november 2026.");
  await bot.says(mette, "jeg er væk til i morgen");
  await bot.says(mette, "status");
  expect(wordsOn(newest(mette).card)).toContain("Freja Toft er stedfortræder imens.");
});
