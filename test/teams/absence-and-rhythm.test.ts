import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { addWeeks } from "../../bot/domain/calendar.ts";
import {
  actionsOn,
  type Bot,
  button,
  filledIn,
  freja,
  hanne,
  mette,
  startBot,
  tenant,
  wordsOn,
} from "../support/bot.ts";

const week = "2026-W47";
const team = "nord-dag";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

/** The newest card that the person got. */
function newest(person: string) {
  const card = bot.cards(person).at(-1);
  if (card === undefined) throw new Error("no card");
  return card;
}

async function metteStored() {
  return (await bot.store.read(tenant, "person", mette))?.value;
}

describe("absence", () => {
  test("one sentence is enough, and the stand-in gets this week's card at once", async () => {
    // Not by installing, which in local mode shows the week's card at once.
    await bot.says(freja, "hjælp");
    await bot.install(mette);
    const before = bot.cards(freja).length;
    await bot.says(mette, "Jeg er væk til 4.12.");
    await bot.settled();
    expect(wordsOn(newest(mette).card)).toBe(
      [
        "Du er væk til og med fredag den 4. december 2026",
        "- Hjemmeplejen Nord, dag: Freja Toft får det hele imens. Når du er tilbage, samler jeg op for dig i én besked.",
        "Jeg gemmer kun dagene, ikke hvorfor og ikke din besked. Fire uger efter den sidste dag sletter jeg dem.",
        "Fortryd",
        "Jeg er tilbage",
        "Ret dagene",
      ].join("\n"),
    );
    expect((await metteStored())?.absences).toEqual([{ from: "2026-11-16", to: "2026-12-04" }]);
    const cards = bot.cards(freja).slice(before);
    expect(cards).toHaveLength(1);
    expect(wordsOn(cards[0]?.card)).toMatch(/^Uge 47: Hvordan går det\?\nHjemmeplejen Nord, dag\n/);
    expect(wordsOn(cards[0]?.card)).toContain(
      "Du får det her, fordi du er stedfortræder for Mette Holm, der er væk til og med fredag den 4. december 2026.",
    );
  });

  test("when the stand-in has answered, the leader's card shows it in place", async () => {
    await bot.install(freja);
    await bot.install(mette);
    const { id } = bot.cards(mette).find(({ card }) => wordsOn(card).startsWith("Uge 47"))!;
    await bot.says(mette, "Jeg er væk til fredag");
    await bot.settled();
    const { card, id: frejaId } = newest(freja);
    await bot.presses(freja, "checkIn/skip", button(card, "Ikke i denne uge").data, frejaId);
    await bot.install(mette);
    const update = bot.updates(mette).findLast((entry) => entry.id === id);
    expect(wordsOn(update?.card)).toContain("Sprunget over af Freja Toft");
  });

  test("without a date, and with one that does not exist, there is a form", async () => {
    await bot.says(mette, "Ferie");
    expect(wordsOn(newest(mette).card)).toContain("Sidste dag");
    const form = newest(mette);
    const wrong = await bot.presses(
      mette,
      "absence/save",
      filledIn(form.card, "Gem", { until: "2026-13-01" }),
      form.id,
    );
    expect(wordsOn(wrong.value)).toContain("Datoen findes ikke");
    const past = await bot.presses(mette, "absence/save", filledIn(form.card, "Gem", { until: "2026-10-01" }), form.id);
    expect(wordsOn(past.value)).toContain("Vælg en første dag før den sidste.");
    expect((await metteStored())?.absences).toBeUndefined();
    const right = await bot.presses(
      mette,
      "absence/save",
      filledIn(form.card, "Gem", { until: "2026-11-20" }),
      form.id,
    );
    expect(wordsOn(right.value)).toMatch(/^Du er væk til og med fredag den 20\. november 2026\n/);
  });

  test("from the check-in card it is two taps there and one tap back", async () => {
    await bot.says(mette, "check-in");
    const { card, id } = newest(mette);
    const form = await bot.presses(mette, "absence/form", button(card, "Jeg er væk").data, id);
    const back = await bot.presses(mette, "checkIn/show", button(form.value, "Tilbage").data, id);
    expect(wordsOn(back.value)).toMatch(/^Uge 47: Hvordan går det\?/);
  });

  test("coming back ends it", async () => {
    await bot.says(mette, "Jeg er væk til fredag");
    await bot.says(mette, "Jeg er tilbage!");
    expect(wordsOn(newest(mette).card)).toContain("Velkommen tilbage");
    expect((await metteStored())?.absences).toBeUndefined();
  });

  test("a holiday that lies ahead begins when it begins", async () => {
    await bot.install(freja);
    await bot.install(mette);
    await bot.says(mette, "Jeg er væk fra 3/12 til 10/12");
    expect(wordsOn(newest(mette).card)).toMatch(
      /^Du er væk fra torsdag den 3\. december 2026 til og med torsdag den 10\. december 2026\n/,
    );
    expect((await metteStored())?.absences).toEqual([{ from: "2026-12-03", to: "2026-12-10" }]);
    const before = bot.cards(freja).length;
    await bot.tick();
    expect(bot.cards(freja)).toHaveLength(before);
    bot.at("2026-12-07T08:01:00.000Z");
    await bot.tick();
    await bot.tick();
    expect(wordsOn(newest(freja).card)).toMatch(/^Uge 50: Hvordan går det/);
  });

  test("er syg: two weeks are filled in, and one press saves them; a second press and an old card change nothing", async () => {
    await bot.says(mette, "er syg");
    const form = newest(mette);
    expect(wordsOn(form.card)).toMatch(/^Er du væk\?\nJeg ved ikke, hvor længe, så jeg har sat to uger\./);
    const typed = filledIn(form.card, "Gem", {});
    const dated = { ...(typed as object), from: "2026-11-16", until: "2026-11-29" };
    for (let press = 0; press < 2; press++) await bot.presses(mette, "absence/save", dated, form.id);
    expect((await metteStored())?.absences).toEqual([{ from: "2026-11-16", to: "2026-11-29" }]);
    const audits = await bot.store.query(tenant, "audit", {});
    expect(audits.items.filter(({ value }) => value.did === "absence.set")).toHaveLength(1);
    expect(JSON.stringify([audits.items, await metteStored(), bot.logged])).not.toMatch(/syg/i);
  });

  test("two weeks apart are two absences, and saved together", async () => {
    await bot.says(mette, "ferie i uge 51 og uge 2");
    const form = newest(mette);
    expect(wordsOn(form.card)).toContain("- Fra mandag den 14. december 2026 til og med søndag den 20. december 2026");
    await bot.presses(mette, "absence/save", button(form.card, "Gem").data, form.id);
    expect((await metteStored())?.absences).toEqual([
      { from: "2026-12-14", to: "2026-12-20" },
      { from: "2027-01-11", to: "2027-01-17" },
    ]);
  });

  test("Fortryd brings back what was before, once; a later change is not undone by an old card", async () => {
    await bot.says(mette, "jeg er væk til fredag");
    const { card, id } = newest(mette);
    await bot.says(mette, "jeg er væk fra 14/12 til 18/12");
    const stale = await bot.presses(mette, "absence/undo", button(card, "Fortryd").data, id);
    expect(stale.statusCode).toBe(200);
    expect((await metteStored())?.absences).toHaveLength(2);
    const second = newest(mette);
    await bot.presses(mette, "absence/undo", button(second.card, "Fortryd").data, second.id);
    expect((await metteStored())?.absences).toEqual([{ from: "2026-11-16", to: "2026-11-20" }]);
    await bot.presses(mette, "absence/undo", button(second.card, "Fortryd").data, second.id);
    expect((await metteStored())?.absences).toEqual([{ from: "2026-11-16", to: "2026-11-20" }]);
  });

  test("without a stand-in the card says that nothing is asked", async () => {
    await bot.says(hanne, "jeg er væk til fredag");
    expect(wordsOn(newest(hanne).card)).toContain("Der er ingen stedfortræder, så jeg spørger ikke imens.");
  });
});

describe("ikke i denne uge", () => {
  const stateOf = async (teamId: string) => (await bot.store.read(tenant, "checkIn", `${week}:${teamId}`))?.value.state;

  test("can be said in the chat, and the card that asked says so too", async () => {
    await bot.install(mette);
    const { id } = newest(mette);
    await bot.says(mette, "Ikke i denne uge");
    await bot.settled();
    expect(wordsOn(newest(mette).card)).toContain("Uge 47 er sprunget over");
    expect(await stateOf(team)).toBe("skipped");
    const update = bot.updates(mette).findLast((entry) => entry.id === id);
    expect(wordsOn(update?.card)).toContain("Uge 47 er sprunget over");
    bot.at("2026-11-19T08:00:00.000Z");
    const before = bot.cards(mette).length;
    await bot.install(hanne);
    expect(bot.cards(mette)).toHaveLength(before);
  });

  test("skips every team of the leader's that is not answered, and leaves the others as they are", async () => {
    await bot.says(hanne, "check-in");
    const { card, id } = newest(hanne);
    const typed = Object.fromEntries(
      [...JSON.stringify(card).matchAll(/"id":"(level\.[^"]+)"/g)].map(([, level = ""]) => [level, "mostly"]),
    );
    await bot.presses(hanne, "checkIn/send", filledIn(card, "Send", typed), id);
    await bot.says(hanne, "spring over");
    const { items } = await bot.store.query(tenant, "checkIn", { where: { week } });
    const states = items.filter(({ value }) => value.answeredBy === hanne).map(({ value }) => value.state);
    expect(states.toSorted()).toEqual(["answered", "skipped"]);
  });

  test("is not a stand-in's to say for a leader who is here", async () => {
    await bot.install(mette);
    await bot.says(freja, "ikke i denne uge");
    expect(await stateOf(team)).toBe("open");
  });
});

describe("mind mig om det i morgen", () => {
  async function snoozed() {
    await bot.says(mette, "check-in");
    const { card, id } = newest(mette);
    const answer = await bot.presses(mette, "checkIn/snooze", button(card, "Mind mig om det i morgen").data, id);
    return { card: answer.value, id };
  }

  test("is promised on the card, which can still be answered", async () => {
    const { card } = await snoozed();
    expect(wordsOn(card)).toContain("Jeg minder dig om det tirsdag. Du kan også svare nu.");
    expect(actionsOn(card).map(({ title }) => title)).toContain("Send");
    expect(actionsOn(card).map(({ title }) => title)).not.toContain("Mind mig om det i morgen");
  });

  test("comes the next day at nine, once, instead of the usual reminder", async () => {
    await snoozed();
    const reminders = () => bot.cards(mette).filter(({ card }) => wordsOn(card).includes("Har du et øjeblik"));
    bot.at("2026-11-17T07:59:00.000Z");
    await bot.install(hanne);
    expect(reminders()).toHaveLength(0);
    for (const at of ["2026-11-17T08:00:00.000Z", "2026-11-17T12:00:00.000Z", "2026-11-19T08:00:00.000Z"]) {
      bot.at(at);
      await bot.install(hanne);
    }
    expect(reminders()).toHaveLength(1);
  });

  test("can be said in the chat, and the card says so", async () => {
    await bot.says(mette, "Mind mig om det i morgen.");
    expect(wordsOn(newest(mette).card)).toContain("Jeg minder dig om det tirsdag. Du kan også svare nu.");
    const stored = await bot.store.read(tenant, "checkIn", `${week}:${team}`);
    expect(stored?.value.snoozedUntil).toBe("2026-11-17T08:00:00.000Z");
  });

  test("says in the chat too that the week has no working day left", async () => {
    bot.at("2026-11-20T10:00:00.000Z");
    await bot.says(mette, "mind mig om det i morgen");
    expect(wordsOn(newest(mette).card)).toContain("Ugen slutter, inden jeg når at minde dig om det");
  });

  test("does not come once there is an answer", async () => {
    const { card, id } = await snoozed();
    await bot.presses(mette, "checkIn/skip", button(card, "Ikke i denne uge").data, id);
    bot.at("2026-11-17T08:00:00.000Z");
    const before = bot.cards(mette).length;
    await bot.install(hanne);
    expect(bot.cards(mette)).toHaveLength(before);
  });

  test("is not offered when the week has no working day left, and says so when it is asked for", async () => {
    bot.at("2026-11-20T10:00:00.000Z");
    await bot.says(mette, "check-in");
    const { card, id } = newest(mette);
    expect(actionsOn(card).map(({ title }) => title)).not.toContain("Mind mig om det i morgen");
    const answer = await bot.presses(mette, "checkIn/snooze", { week, team }, id);
    expect(wordsOn(answer.value)).toContain("Ugen slutter, inden jeg når at minde dig om det");
  });
});

describe("every second week", () => {
  /** Answers the same for four weeks; returns the last receipt. */
  async function fourWeeksAlike() {
    let receipt = newest(mette);
    for (const at of ["2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07"]) {
      bot.at(`${at}T09:00:00.000Z`);
      await bot.says(mette, "check-in");
      const { card, id } = newest(mette);
      const typed = Object.fromEntries(filledInLevels(card).map((input) => [input, "mostly"]));
      const answer = await bot.presses(mette, "checkIn/send", filledIn(card, "Send", typed), id);
      receipt = { card: answer.value, id };
    }
    return receipt;
  }

  function filledInLevels(card: unknown): string[] {
    return [...JSON.stringify(card).matchAll(/"id":"(level\.[^"]+)"/g)].map((match) => match[1] ?? "");
  }

  test("is offered after four weeks of the same, taken with one tap, and taken back with one", async () => {
    await bot.says(mette, "hjælp");
    const { card, id } = await fourWeeksAlike();
    expect(wordsOn(card)).toContain("Skal jeg nøjes med at spørge hver anden uge?");
    const taken = await bot.presses(mette, "rhythm/everySecondWeek", button(card, "Spørg hver anden uge").data, id);
    expect(wordsOn(taken.value)).toContain("Jeg spørger jer hver anden uge.");
    const asked = async (at: string) => {
      bot.at(`${at}T09:00:00.000Z`);
      await bot.install(hanne);
      const last = addWeeks("2026-W50", (Date.parse(at) - Date.parse("2026-12-07")) / (7 * 86_400_000));
      return (await bot.store.read(tenant, "checkIn", `${last}:${team}`)) !== undefined;
    };
    expect(await asked("2026-12-14")).toBe(false);
    expect(await asked("2026-12-21")).toBe(true);
    const back = await bot.presses(mette, "rhythm/everyWeek", button(taken.value, "Spørg hver uge igen").data, id);
    expect(wordsOn(back.value)).not.toContain("hver anden uge");
    expect(await asked("2026-12-28")).toBe(true);
  });

  test("is not somebody else's to choose", async () => {
    const answer = await bot.presses(freja, "rhythm/everySecondWeek", { week, team });
    expect(answer.statusCode).toBe(400);
  });
});
