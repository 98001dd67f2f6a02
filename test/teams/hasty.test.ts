import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { queryAll, StoreUnusable } from "../../bot/store/store.ts";
import { da } from "../../bot/text/da/bot.ts";
import { en } from "../../bot/text/en/bot.ts";
import { type Bot, emma, mette, rasmus, startBot, tenant, wordsOn } from "../support/bot.ts";

// What the API allows a person at once, the bot does too: twenty, and five a second after that.

let bot: Bot;

beforeEach(async () => {
  bot = await startBot({ personPace: { burst: 20, perSecond: 0 } });
});

afterEach(() => bot.stop());

test("fifteen hundred reports by one leader at once: twenty are taken, the others are told, and nobody else waits", async () => {
  const report = () =>
    bot.presses(mette, "barrier/report", {
      team: "nord-dag",
      solution: "journal",
      form: crypto.randomUUID(),
      fresh: true,
    });
  const answers = [await report()];
  let left = 1_499;
  const connections = Array.from({ length: 100 }, async () => {
    while (left-- > 0) answers.push(await report());
  });
  await Promise.all(connections);
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(20);
  const refused = answers.filter(({ statusCode }) => statusCode !== 200);
  expect(refused.length).toBe(1_480);
  for (const { http, statusCode, type, value } of refused) {
    // An error leaves the card and what was typed in it as it is.
    expect([http, statusCode, type]).toEqual([200, 400, "application/vnd.microsoft.error"]);
    expect(value).toEqual({ code: "tooMany", message: da.errors.tooMany });
  }
  const kept = await Array.fromAsync(queryAll(bot.store, tenant, "barrier"));
  expect(kept).toHaveLength(20);
  expect((await bot.presses(rasmus, "help/show")).statusCode).toBe(200);
});

test("messages: one sentence in the person's own language, however many more there are", async () => {
  for (let n = 0; n < 30; n++) await bot.says(emma, "help");
  const cards = bot.cards(emma);
  expect(cards).toHaveLength(21);
  expect(wordsOn(cards.at(-1)?.card)).toContain(en.errors.tooMany);
});

test("dialogs: the sentence stands in the dialog", async () => {
  const value = { commandId: "logBarrier", messagePayload: { body: { content: "hej" } } };
  for (let n = 0; n < 20; n++) await bot.inDialog(mette, "composeExtension/fetchTask", value);
  expect(wordsOn(await bot.inDialog(mette, "composeExtension/fetchTask", value))).toContain(da.errors.tooMany ?? "");
});

test("a dialog that is sent in too fast comes back with the sentence and all that was typed, and can be sent in after", async () => {
  await bot.stop();
  // One thing at once, and another a second after.
  bot = await startBot({ personPace: { burst: 2, perSecond: 1 } });
  const open = { commandId: "logBarrier", messagePayload: { body: { content: "hej" } } };
  await bot.inDialog(mette, "composeExtension/fetchTask", open);
  await bot.inDialog(mette, "composeExtension/fetchTask", open);
  const form = crypto.randomUUID();
  const typed = { where: "nord-dag|journal", text: "Login driller hver morgen.", contact: "none", form };
  const data = { ...typed, detail: "access" };
  const submit = () =>
    bot.inDialog(mette, "composeExtension/submitAction", { commandId: "logBarrier", commandContext: "message", data });
  let shown = await submit();
  expect(wordsOn(shown)).toContain(da.errors.tooMany ?? "");
  expect(JSON.stringify(shown)).toContain(`"value":"${typed.where}"`);
  expect(JSON.stringify(shown)).toContain(typed.text);
  expect(JSON.stringify(shown)).toContain(form);
  expect(await Array.fromAsync(queryAll(bot.store, tenant, "barrier"))).toEqual([]);
  const deadline = performance.now() + 10_000;
  while (wordsOn(shown).includes(da.errors.tooMany ?? "") && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    shown = await submit();
  }
  expect(await Array.fromAsync(queryAll(bot.store, tenant, "barrier"))).toMatchObject([{ key: form }]);
});

test("a dialog that the store cannot keep comes back with a number to give and all that was typed", async () => {
  const data = { where: "nord-dag|journal", detail: "access", text: "Login driller.", form: crypto.randomUUID() };
  const submit = () => bot.inDialog(mette, "composeExtension/submitAction", { commandId: "logBarrier", data });
  await bot.inDialog(mette, "composeExtension/fetchTask", { commandId: "logBarrier" });
  const { commit } = bot.store;
  bot.store.commit = () => Promise.reject(new StoreUnusable("-", { trouble: "full" }));
  const shown = JSON.stringify(await submit());
  expect(shown).toMatch(/nummeret [0-9a-f]{8}/);
  for (const kept of Object.values(data)) expect(shown).toContain(kept);
  bot.store.commit = commit;
  await submit();
  expect(await Array.fromAsync(queryAll(bot.store, tenant, "barrier"))).toMatchObject([{ key: data.form }]);
});

test("presses, messages and dialogs count together, and the installation of the app does not", async () => {
  for (let n = 0; n < 30; n++) await bot.install(mette);
  for (let n = 0; n < 10; n++) await bot.presses(mette, "help/show");
  for (let n = 0; n < 10; n++) await bot.says(mette, "hjælp");
  expect((await bot.presses(mette, "help/show")).value.code).toBe("tooMany");
});
