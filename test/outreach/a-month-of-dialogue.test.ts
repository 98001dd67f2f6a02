import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { keys, kinds } from "../../bot/store/documents.ts";
import { queryAll } from "../../bot/store/store.ts";
import { newDirectoryVersion } from "../../bot/use-cases/check-in/set-absence.ts";
import { type Bot, button, hanne, mette, startBot, tenant, torben, wordsOn } from "../support/bot.ts";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ at: "2026-11-02T07:00:00.000Z" });
  for (const person of [mette, hanne, torben]) await bot.install(person);
});
afterEach(() => bot.stop());

async function want(teamDialogue: boolean): Promise<void> {
  const stored = await bot.store.read(tenant, "settings", keys.settings);
  if (stored === undefined) throw new Error("no settings");
  const change = newDirectoryVersion(stored);
  if (!("value" in change) || change.kind !== "settings") throw new Error("no change of settings");
  await bot.store.commit(tenant, [{ ...change, value: { ...change.value, teamDialogue } } as typeof change]);
}

const questions = (person: string) =>
  bot.cards(person).filter(({ card }) => wordsOn(card).startsWith("Til det næste teammøde"));

/** Each day of November, morning and noon; how many cards each day brought. */
async function month(person: string): Promise<Map<string, string[]>> {
  const byDay = new Map<string, string[]>();
  for (let day = 2; day <= 30; day++) {
    const date = `2026-11-${String(day).padStart(2, "0")}`;
    const before = bot.cards(person).length;
    for (const time of ["08:05", "11:00"]) {
      bot.at(`${date}T${time}:00.000Z`);
      await bot.tick();
    }
    await bot.settled();
    byDay.set(
      date,
      bot
        .cards(person)
        .slice(before)
        .map(({ card }) => wordsOn(card)),
    );
  }
  return byDay;
}

test("a month with the question: once, by itself on its day, answered with one press, and nothing of what was said is kept", async () => {
  await want(true);
  const days = await month(mette);
  const [only] = questions(mette);
  expect([questions(mette), questions(hanne), questions(torben)].map(({ length }) => length)).toEqual([1, 1, 0]);
  const [day, cards] = [...days].find(([, words]) => words.some((said) => said.startsWith("Til det næste"))) ?? [];
  expect([day, cards?.length]).toEqual(["2026-11-10", 1]);

  const before = await everything();
  const press = button(only?.card ?? {}, "Vi talte om det");
  const said = await bot.presses(mette, press.verb, press.data, only?.id);
  expect(wordsOn(said.value)).toContain("Det er ikke skrevet ned, hvad I sagde.");
  const after = (await everything()).filter((one) => !before.includes(one));
  expect(after.map((one) => JSON.parse(one).did)).toEqual(["dialogue.talked"]);
  expect((await bot.presses(hanne, press.verb, press.data, only?.id)).value.message).not.toBe("");
}, 60_000);

async function everything(): Promise<string[]> {
  const found: string[] = [];
  for (const kind of kinds) {
    for await (const { value } of queryAll(bot.store, tenant, kind)) found.push(JSON.stringify(value));
  }
  return found;
}

test("where the municipality does not want it, it comes only to whoever writes dialog, about their own teams", async () => {
  for (const date of ["2026-11-10", "2026-11-11", "2026-11-13"]) {
    bot.at(`${date}T08:05:00.000Z`);
    await bot.tick();
  }
  await bot.settled();
  expect(questions(mette)).toHaveLength(0);
  await bot.says(mette, "dialog");
  expect(questions(mette)).toHaveLength(1);
  expect(wordsOn(questions(mette)[0]?.card)).toContain("Hjemmeplejen Nord, dag");
  await bot.says(torben, "dialog");
  expect(wordsOn(bot.cards(torben).at(-1)?.card)).toContain("Du svarer ikke for et team lige nu.");
});

test("on a day that has brought other news it waits for the next day that is its own", async () => {
  await want(true);
  bot.at("2026-11-10T06:30:00.000Z");
  const chat = await bot.store.read(tenant, "conversation", mette);
  if (chat === undefined) throw new Error("no chat");
  const value = { ...chat.value, news: { on: "2026-11-10", by: "something else" } };
  await bot.store.commit(tenant, [{ op: "replace", kind: "conversation", key: mette, etag: chat.etag, value }]);
  const seen: number[] = [];
  for (const date of ["2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-16"]) {
    bot.at(`${date}T08:30:00.000Z`);
    await bot.tick();
    await bot.settled();
    seen.push(questions(mette).length);
  }
  expect(seen).toEqual([0, 1, 1, 1, 1]);
});
