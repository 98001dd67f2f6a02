import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { keys } from "../../bot/store/documents.ts";
import { type Bot, filledIn, inputsOn, mette, startBot, tenant } from "../support/bot.ts";

// An answer begins with what this process remembers of the person; what it decides on is read with the check-in.

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

async function opened() {
  await bot.says(mette, "Ugens check-in");
  const last = bot.cards(mette).at(-1);
  if (last === undefined) throw new Error("no card");
  const levels = [...inputsOn(last.card).keys()].filter((id) => id.startsWith("level.")).map((id) => [id, "mostly"]);
  return { id: last.id, data: filledIn(last.card, "Send", Object.fromEntries(levels)) };
}

/** As another process would: the document changes, and with it the version of the directory. */
async function changeMette(change: { retired: boolean }): Promise<void> {
  const [person, settings] = await bot.store.readMany(tenant, [
    { kind: "person", key: mette },
    { kind: "settings", key: keys.settings },
  ]);
  if (person === undefined || settings === undefined) throw new Error("the demo is not there");
  await bot.store.commit(tenant, [
    { op: "replace", kind: "person", key: mette, etag: person.etag, value: { ...person.value, ...change } },
    {
      op: "replace",
      kind: "settings",
      key: keys.settings,
      etag: settings.etag,
      value: { ...settings.value, directoryVersion: crypto.randomUUID() },
    },
  ]);
}

test.each(["checkIn/send", "checkIn/asLast", "checkIn/skip"])(
  "a leader who was retired a moment ago has no %s any more",
  async (verb) => {
    const { id, data } = await opened();
    await changeMette({ retired: true });
    expect(await bot.presses(mette, verb, data, id)).toMatchObject({ http: 200, statusCode: 400 });
    expect((await bot.store.read(tenant, "checkIn", "2026-W47:nord-dag"))?.value.state).toBe("open");
  },
);

test("a leader who was retired and is back again can answer at once", async () => {
  const { id, data } = await opened();
  await changeMette({ retired: true });
  await bot.presses(mette, "checkIn/send", data, id);
  await changeMette({ retired: false });
  expect(await bot.presses(mette, "checkIn/send", data, id)).toMatchObject({ http: 200, statusCode: 200 });
});
