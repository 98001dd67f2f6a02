import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Card } from "../../bot/channel.ts";
import { da } from "../../bot/text/da/bot.ts";
import { type Bot, button, filledIn, inputsOn, mette, rasmus, startBot, tenant, wordsOn } from "../support/bot.ts";

// Nothing is required where a button without inputs stands, so the server says what is missing and keeps what was typed.

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

const missing = (question: string) => `⚠ ${da.common.missing(question)}`;
const last = () => bot.cards(mette).at(-1)?.card ?? {};

/** What an iPhone sends: everything that was left empty as null. */
function withNulls(card: Card, title: string, typed: Record<string, unknown> = {}) {
  const nulls = Object.fromEntries([...inputsOn(card).keys()].map((id) => [id, null]));
  return { ...nulls, ...typed, ...button(card, title).data };
}

test("a check-in with nulls and booleans is taken", async () => {
  await bot.says(mette, "ugens check-in");
  const answered = { seen: null, "level.journal": "mostly", "extra.copilot": null, "level.copilot": null };
  const data = { week: "2026-W47", team: "nord-dag", ...answered, "trouble.copilot": true };
  expect((await bot.presses(mette, "checkIn/send", data)).statusCode).toBe(200);
  const stored = await bot.store.read(tenant, "checkIn", "2026-W47:nord-dag");
  expect(stored?.value.answers).toMatchObject({ journal: { level: "mostly" }, copilot: { level: "unsure" } });
  expect((await bot.store.query(tenant, "barrier")).items).toHaveLength(1);
});

test("a check-in that is all nulls says that something must be answered, and shows the form", async () => {
  await bot.says(mette, "ugens check-in");
  const { value } = await bot.presses(mette, "checkIn/send", withNulls(last(), da.common.send));
  expect(wordsOn(value)).toContain(da.errors.nothingAnswered);
  expect(inputsOn(value).size).toBeGreaterThan(3);
});

test("the steps of what is in the way: the group, then the detail, with what was typed", async () => {
  await bot.says(mette, "noget driller");
  const where = await bot.presses(mette, "barrier/report", withNulls(last(), da.barrier.next));
  expect(wordsOn(where.value)).toContain(missing(da.barrier.chooseSolution));
  const report = filledIn(where.value, da.barrier.next, { solution: "skaermbesoeg" });
  const group = (await bot.presses(mette, "barrier/report", report)).value;
  const without = (await bot.presses(mette, "barrier/category", withNulls(group, da.barrier.next))).value;
  expect(wordsOn(without)).toContain(missing(da.barrier.category));
  const detail = (
    await bot.presses(mette, "barrier/category", filledIn(without, da.barrier.next, { category: "equipment" }))
  ).value;
  const typed = { consequence: "Billedet fryser", contact: "call" };
  const again = (await bot.presses(mette, "barrier/describe", withNulls(detail, da.common.send, typed))).value;
  expect(wordsOn(again)).toContain(missing(da.barrier.detail));
  expect(inputsOn(again).get("consequence")?.value).toBe("Billedet fryser");
  expect(inputsOn(again).get("contact")?.value).toBe("call");
  const done = await bot.presses(mette, "barrier/describe", filledIn(again, da.common.send, { detail: "access" }));
  expect(wordsOn(done.value)).toContain("Tak! Det går til");
});

test("a citizen's form says which answer is missing, and keeps the others", async () => {
  await bot.says(mette, "borger");
  const typed = { note: "Ringer hellere", instead: "phone, homeVisit", outcome: null };
  const { value } = await bot.presses(mette, "citizen/save", withNulls(last(), da.citizen.save, typed));
  expect(wordsOn(value)).toContain(da.errors.noReason);
  expect(inputsOn(value).get("note")?.value).toBe("Ringer hellere");
  expect(inputsOn(value).get("instead")?.value).toBe("phone,homeVisit");
  const saved = await bot.presses(mette, "citizen/save", filledIn(value, da.citizen.save, { reasons: ",language" }));
  expect(wordsOn(saved.value)).toContain(da.citizen.saved);
});

test("the last day away", async () => {
  await bot.says(mette, "jeg er væk");
  const { value } = await bot.presses(mette, "absence/save", withNulls(last(), da.absence.save));
  expect(wordsOn(value)).toContain(missing(da.absence.until));
});

test("the channel's area, and what a navigator chooses on a card", async () => {
  const channel = bot.inChannel();
  await channel.says(rasmus, "kanal");
  const { value } = await channel.presses(rasmus, "channel/use", { scope: null });
  expect(wordsOn(value)).toContain(missing(da.loop.channel.choose));
  const barrier = "0192f0c0-0000-7000-8000-000000000001";
  for (const [verb, data, sentence] of [
    ["barrier/solve", { resolution: null }, da.errors.notASolution],
    ["barrier/seenBefore", { sameAs: null }, da.errors.nothingChosen],
    ["barrier/wait", { next: "" }, da.errors.nothingChosen],
    ["barrier/wait", { next: "park", until: null }, da.errors.noDate],
    ["barrier/takeOne", { barrier: null }, da.errors.nothingChosen],
    ["barrier/team", { team: null }, da.errors.nothingChosen],
  ] as const) {
    const answer = await bot.presses(rasmus, verb, { barrier, ...data });
    expect({ verb, said: answer.value.message }).toEqual({ verb, said: sentence });
  }
});

test("the dialog says which of its questions is open, and keeps what was typed", async () => {
  const sent = (data: object) =>
    bot.inDialog(mette, "composeExtension/submitAction", { commandId: "logBarrier", data });
  const form = crypto.randomUUID();
  const typed = { form, text: "Billedet fryser", contact: null, confirmed: false };
  const first = await sent({ ...typed, where: null, detail: null });
  expect(wordsOn(first)).toContain(missing(da.loop.dialog.where));
  expect(inputsOn(first).get("text")?.value).toBe("Billedet fryser");
  const second = await sent({ ...typed, where: "nord-dag|skaermbesoeg", detail: "" });
  expect(wordsOn(second)).toContain(missing(da.loop.dialog.detail));
  expect(inputsOn(second).get("where")?.value).toBe("nord-dag|skaermbesoeg");
  expect(wordsOn(await sent({ ...typed, where: "nord-dag|skaermbesoeg", detail: "connectivity" }))).toContain("Tak!");
});
