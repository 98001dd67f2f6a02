import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { actionsOn, type Bot, button, filledIn, inputsOn, mette, startBot, tenant, wordsOn } from "../support/bot.ts";

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

async function openedByMette() {
  await bot.says(mette, "Ugens check-in");
  const last = bot.cards(mette).at(-1);
  if (last === undefined) throw new Error("no card");
  return last;
}

test("a leader is asked about four solutions at most, in the trade's own words, within one card", async () => {
  const { card } = await openedByMette();
  expect(wordsOn(card)).toMatch(/^Uge 47: Hvordan går det\?\nHjemmeplejen Nord, dag\n/);
  const levels = [...inputsOn(card).keys()].filter((id) => id.startsWith("level."));
  expect(levels).toHaveLength(4);
  expect([...inputsOn(card).keys()].filter((id) => id.startsWith("trouble."))).toHaveLength(4);
  expect([...inputsOn(card).keys()].filter((id) => id.startsWith("extra."))).toHaveLength(1);
  expect(card.version).toBe("1.5");
  expect(actionsOn(card).length).toBeLessThanOrEqual(6);
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
});

test("send stores everything at once and shows the receipt in place", async () => {
  const { card, id } = await openedByMette();
  const levels = [...inputsOn(card).keys()].filter((input) => input.startsWith("level."));
  const typed = Object.fromEntries(levels.map((input) => [input, "mostly"]));
  const answer = await bot.presses(mette, "checkIn/send", filledIn(card, "Send", typed), id);
  expect(answer).toMatchObject({ http: 200, statusCode: 200, type: "application/vnd.microsoft.card.adaptive" });
  expect(wordsOn(answer.value)).toContain("Tak for svaret i uge 47");
  const stored = await bot.store.read(tenant, "checkIn", "2026-W47:nord-dag");
  expect(stored?.value.state).toBe("answered");
  expect(Object.values(stored?.value.answers ?? {}).map((given) => given.level)).toEqual(Array(4).fill("mostly"));
  const adoption = await bot.store.read(tenant, "adoption", "nord-dag");
  expect(adoption?.value.weeks.endsWith("a")).toBe(true);
  expect(button(answer.value, "Ret svar").verb).toBe("checkIn/correct");
});
