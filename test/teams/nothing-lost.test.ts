import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Card } from "../../bot/channel.ts";
import type { Barrier } from "../../bot/domain/barrier/barrier.ts";
import { type Bot, button, filledIn, mette, rasmus, startBot, tenant, wordsOn } from "../support/bot.ts";

const key = "2026-W47:nord-dag";

let bot: Bot;
let card: Card;
let id: string;
/** The solution that is flagged in these tests. */
let solution: string;

beforeEach(async () => {
  bot = await startBot();
  await bot.says(mette, "check-in");
  const first = bot.cards(mette).at(-1);
  if (first === undefined) throw new Error("no card");
  ({ card, id } = first);
  solution = /"id":"trouble\.([^"]+)"/.exec(JSON.stringify(card))?.[1] ?? "";
});
afterEach(() => bot.stop());

const checkIn = async () => (await bot.store.read(tenant, "checkIn", key))?.value;
const barriers = async (): Promise<Barrier[]> =>
  (await bot.store.query(tenant, "barrier", {})).items.map(({ value }) => value);
const levels = (of: unknown, level = "mostly") =>
  Object.fromEntries([...JSON.stringify(of).matchAll(/"id":"(level\.[^"]+)"/g)].map(([, one = ""]) => [one, level]));
const flag = () => ({ [`trouble.${solution}`]: "true" });

/** Sends the week with the flag and says what it is about; the answer asks for the rest. */
async function flagged() {
  const group = await bot.presses(mette, "checkIn/send", filledIn(card, "Send", { ...levels(card), ...flag() }), id);
  return bot.presses(mette, "barrier/category", filledIn(group.value, "Videre", { category: "equipment" }), id);
}

/** Sends the week with the flag and describes it; returns the receipt. */
async function reported(): Promise<unknown> {
  const detail = await flagged();
  const typed = { detail: "access", consequence: "Vi venter ti minutter hver morgen" };
  return (await bot.presses(mette, "barrier/describe", filledIn(detail.value, "Send", typed), id)).value;
}

async function nextWeek(at = "2026-11-23T08:05:00.000Z"): Promise<void> {
  bot.at(at);
  await bot.says(mette, "check-in");
  const newest = bot.cards(mette).at(-1);
  if (newest === undefined) throw new Error("no card");
  ({ card, id } = newest);
}

describe("Som sidst", () => {
  test("keeps the flag, the extra answer and the level that was changed; a second click and an old card store nothing more", async () => {
    // Five solutions take turns, so that only the third week has a last time for all.
    for (const at of ["2026-11-23T08:05:00.000Z", "2026-11-30T08:05:00.000Z"]) {
      await bot.presses(mette, "checkIn/send", filledIn(card, "Send", levels(card)), id);
      await nextWeek(at);
    }
    const [first = "", second = ""] = Object.keys(levels(card)).map((one) => one.slice("level.".length));
    const extra = /"id":"extra\.([^"]+)"/.exec(JSON.stringify(card))?.[1] ?? "";
    solution = first;
    const typed = { ...flag(), [`level.${second}`]: "rarely", [`extra.${extra}`]: "no" };
    const press = filledIn(card, "Som sidst", typed);
    const answer = await bot.presses(mette, "checkIn/asLast", press, id);
    expect(wordsOn(answer.value)).toMatch(/^Hvad driller ved/);
    const stored = async () => await bot.store.read(tenant, "checkIn", "2026-W49:nord-dag");
    const before = await stored();
    expect(before?.value.answers[first]).toMatchObject({ level: "mostly" });
    expect(before?.value.answers[second]).toMatchObject({ level: "rarely" });
    expect(before?.value.answers[extra]?.extra).toBe("no");
    expect(await barriers()).toHaveLength(1);
    for (let again = 0; again < 2; again++) await bot.presses(mette, "checkIn/asLast", press, id);
    expect(await barriers()).toHaveLength(1);
    expect((await stored())?.etag).toBe(before?.etag);
  });
});

describe("Ikke i denne uge", () => {
  test("stores the flag, asks what it is, and reports nothing a second time", async () => {
    const press = filledIn(card, "Ikke i denne uge", flag());
    const answer = await bot.presses(mette, "checkIn/skip", press, id);
    expect(wordsOn(answer.value)).toMatch(/^Hvad driller ved/);
    expect((await checkIn())?.state).toBe("skipped");
    expect((await barriers()).map(({ solutionId, week }) => [solutionId, week])).toEqual([[solution, "2026-W47"]]);
    for (let again = 0; again < 2; again++) await bot.presses(mette, "checkIn/skip", press, id);
    expect(await barriers()).toHaveLength(1);
    const form = await bot.presses(mette, "checkIn/correct", { week: "2026-W47", team: "nord-dag" }, id);
    await bot.presses(mette, "checkIn/send", filledIn(form.value, "Send", { ...levels(form.value), ...flag() }), id);
    expect(await barriers()).toHaveLength(1);
    expect((await checkIn())?.answers[solution]?.barrierId).toBe((await barriers())[0]?.id);
  });
});

describe("Tilbage and Ikke nu", () => {
  test("keep what was typed", async () => {
    const detail = await flagged();
    const typed = { consequence: "Vi venter ti minutter", contact: "call" };
    const back = await bot.presses(mette, "barrier/form", filledIn(detail.value, "Tilbage", typed), id);
    const again = await bot.presses(
      mette,
      "barrier/category",
      filledIn(back.value, "Videre", { category: "everyday" }),
      id,
    );
    expect(JSON.stringify(again.value)).toContain('"value":"Vi venter ti minutter"');
    const press = filledIn(again.value, "Ikke nu", typed);
    for (let click = 0; click < 2; click++) await bot.presses(mette, "barrier/later", press, id);
    const [barrier] = await barriers();
    expect(barrier).toMatchObject({ consequence: "Vi venter ti minutter", contact: "call", detail: null });
    expect(barrier?.events.filter(({ did }) => did === "described")).toHaveLength(1);
  });

  test("a CPR number that was typed is refused there too, and the words stand", async () => {
    const detail = await flagged();
    const typed = { consequence: "Borgeren 111111-1118" };
    const answer = await bot.presses(mette, "barrier/later", filledIn(detail.value, "Ikke nu", typed), id);
    expect(wordsOn(answer.value)).toContain("Det ligner et CPR-nummer");
    expect(JSON.stringify(await barriers())).not.toContain("1118");
  });

  test("Mind mig om det i morgen and Jeg er væk leave the form as it was filled in", async () => {
    const snoozed = await bot.presses(mette, "checkIn/snooze", filledIn(card, "Mind mig om det i morgen", flag()), id);
    expect(JSON.stringify(snoozed.value)).toMatch(new RegExp(`"id":"trouble.${solution}"[^}]*"value":"true"`));
    const away = await bot.presses(mette, "absence/form", filledIn(card, "Jeg er væk", flag()), id);
    const back = await bot.presses(mette, "checkIn/show", button(away.value, "Tilbage").data, id);
    expect(JSON.stringify(back.value)).toMatch(new RegExp(`"id":"trouble.${solution}"[^}]*"value":"true"`));
  });
});

describe("Ret svar without the flag", () => {
  const without = async () => {
    const form = await bot.presses(mette, "checkIn/correct", { week: "2026-W47", team: "nord-dag" }, id);
    const typed = { ...levels(form.value), [`trouble.${solution}`]: "false" };
    const press = filledIn(form.value, "Send", typed);
    return { press, answer: await bot.presses(mette, "checkIn/send", press, id) };
  };

  test("takes the barrier back while nobody has begun on it, once", async () => {
    await reported();
    const { press, answer } = await without();
    expect(wordsOn(answer.value)).not.toContain("Noget driller");
    const [barrier] = await barriers();
    expect(barrier).toMatchObject({ status: "withdrawn", closedAt: bot.now() });
    for (let again = 0; again < 2; again++) await bot.presses(mette, "checkIn/send", press, id);
    expect((await barriers())[0]?.events.filter(({ status }) => status === "withdrawn")).toHaveLength(1);
  });

  test("leaves it where a navigator has begun, and says so", async () => {
    await reported();
    await bot.presses(rasmus, "barrier/take", { barrier: (await barriers())[0]?.id });
    const { answer } = await without();
    expect(wordsOn(answer.value)).toContain(
      "En navigatør er gået i gang med det, du har meldt, så det bliver stående.",
    );
    expect((await barriers())[0]?.status).toBe("working");
    expect((await checkIn())?.answers[solution]?.barrierId).toBeDefined();
  });
});

describe("what is reported already", () => {
  test("is not reported a second time without a word, in the check-in or in the chat", async () => {
    await reported();
    await nextWeek();
    const press = filledIn(card, "Send", { ...levels(card), ...flag() });
    const answer = await bot.presses(mette, "checkIn/send", press, id);
    const words = wordsOn(answer.value);
    expect(words).toContain("Det er allerede meldt: Vi venter ti minutter hver morgen. Noget nyt?");
    expect(await barriers()).toHaveLength(1);
    const same = await bot.presses(mette, "barrier/next", button(answer.value, "Nej, det er det samme").data, id);
    expect(wordsOn(same.value)).toContain("Tak for svaret i uge 48");
    const again = button(answer.value, "Ja, noget nyt").data;
    for (let click = 0; click < 2; click++) {
      const fresh = await bot.presses(mette, "barrier/report", again, id);
      expect(wordsOn(fresh.value)).toMatch(/^Hvad driller ved/);
    }
    expect(await barriers()).toHaveLength(2);
  });

  test("in the chat too", async () => {
    await reported();
    const report = { team: "nord-dag", solution, form: "0192f0c0-0000-7000-8000-00000000000a" };
    const answer = await bot.presses(mette, "barrier/report", report, id);
    expect(wordsOn(answer.value)).toContain("Det er allerede meldt: Vi venter ti minutter hver morgen. Noget nyt?");
    expect(await barriers()).toHaveLength(1);
  });
});

test("the receipt shows what was reported, and who gets it", async () => {
  const words = wordsOn(await reported());
  expect(words).toContain("Login driller – Vi venter ti minutter hver morgen");
  expect(words).toMatch(/Tak! Det går til .*Rasmus Dahl/);
});
