import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { da } from "../../bot/text/da/bot.ts";
import { type Bot, personId, rasmus, tenant, titles, torben, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";

let scene: BotInChannel;
let bot: Bot;
let channel: BotInChannel["channel"];

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot, channel } = scene);
});
afterEach(() => bot.stop());

describe("what is lifted to a manager", () => {
  const direktor = personId(20);

  async function lifted(): Promise<string> {
    const id = await scene.reported();
    await channel.presses(rasmus, "barrier/take", { barrier: id });
    const waitText = "Dækningen kræver en aftale på tværs.";
    await channel.presses(rasmus, "barrier/wait", { barrier: id, next: "escalate", waitText });
    await bot.settled();
    return id;
  }

  test("is told once, to the nearest manager only, with why and where it lies", async () => {
    await scene.ready();
    await bot.install(torben);
    await bot.install(direktor);
    const before = { nearest: bot.cards(torben).length, above: bot.cards(direktor).length };
    const id = await lifted();
    await bot.tick();
    const told = bot.cards(torben).slice(before.nearest);
    expect(told).toHaveLength(1);
    const words = wordsOn(told[0]?.card);
    for (const said of ["Løftet til dig: skærmbesøg", "Hjemmeplejen Nord, dag", "Dækningen kræver", "uden dig"]) {
      expect(words).toContain(said);
    }
    expect(words).not.toContain("Mette");
    expect(titles(told[0]?.card ?? {})).toEqual([...Object.values(da.lift.verbs)]);
    expect(JSON.stringify(told[0]?.card.body)).toContain(`/tab/barriers/${id}"`);
    expect(bot.cards(direktor)).toHaveLength(before.above);
    const { items } = await bot.store.query(tenant, "message", { where: { purpose: "barrierLifted" } });
    expect(items.map(({ value }) => [value.recipient, value.subject, value.state])).toEqual([[torben, id, "sent"]]);
  });

  test("waits for a manager without a chat, and is not told when it has been taken back meanwhile", async () => {
    await scene.ready();
    const id = await lifted();
    await channel.presses(rasmus, "barrier/solve", { barrier: id, resolution: "fixed", solveText: "Ny mast" });
    await bot.install(torben);
    await bot.settled();
    await bot.tick();
    expect(
      bot
        .cards(torben)
        .map(({ card }) => wordsOn(card))
        .join(),
    ).not.toContain("Løftet til dig");
  });

  test("is told in the manager's language", async () => {
    await scene.ready();
    const known = await bot.store.read(tenant, "person", torben);
    if (known === undefined) throw new Error("no such person");
    await bot.store.commit(tenant, [
      { op: "replace", kind: "person", key: torben, etag: known.etag, value: { ...known.value, language: "en" } },
    ]);
    // A directory that changes has another version.
    const settings = await bot.store.read(tenant, "settings", "municipality");
    if (settings === undefined) throw new Error("no settings");
    const value = { ...settings.value, directoryVersion: "next" };
    await bot.store.commit(tenant, [
      { op: "replace", kind: "settings", key: settings.key, etag: settings.etag, value },
    ]);
    await bot.install(torben);
    await lifted();
    await bot.tick();
    expect(wordsOn(bot.cards(torben).at(-1)?.card)).toContain("Lifted to you: skærmbesøg");
  });
});
