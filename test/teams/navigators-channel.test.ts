import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Bot, button, camilla, mette, nikolaj, rasmus, tenant, titles, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";

let scene: BotInChannel;
let bot: Bot;
let channel: BotInChannel["channel"];

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot, channel } = scene);
});
afterEach(() => bot.stop());

/** As if the news of every barrier had just come, and nobody had been told: there is no channel, and no navigator has a chat. */
async function passOnAgain(): Promise<void> {
  const { items } = await bot.store.query(tenant, "message", { where: { purpose: "barrierNew" } });
  await bot.store.commit(
    tenant,
    items.map(({ key, etag, value }) =>
      value.recipient === "navigators"
        ? {
            op: "replace",
            kind: "message",
            key,
            etag,
            value: { ...value, state: "pending", reason: null, dueAt: bot.now() },
          }
        : { op: "delete", kind: "message", key, etag },
    ),
  );
}

describe("the channel", () => {
  test("is offered once, however often Teams tells of the installation", async () => {
    await Promise.all([channel.install(rasmus), channel.install(rasmus)]);
    expect(channel.cards()).toHaveLength(1);
    const [offer] = channel.cards();
    expect(wordsOn(offer?.card)).toContain("Skal jeg skrive her, når noget driller?");
    expect(button(offer?.card ?? {}, "Brug kanalen").verb).toBe("channel/use");
  });

  test.each([
    ["a navigator of the whole municipality, for all of it", rasmus, "*", 200],
    ["a navigator of the area, for it", camilla, "sundhed", 200],
    ["a navigator of the area, for a part of it", camilla, "nord", 200],
    ["a navigator of the area, for all", camilla, "*", 400],
    ["a navigator of another area", nikolaj, "sundhed", 400],
    ["a leader", mette, "nord", 400],
    ["a navigator, for an area that does not exist", rasmus, "nowhere", 400],
  ])("can be chosen by %s: %#", async (_, person, scope, statusCode) => {
    await channel.install(person);
    expect(await channel.presses(person, "channel/use", { scope })).toMatchObject({ http: 200, statusCode });
    const stored = await bot.store.read(tenant, "conversation", "19:driller@thread.tacv2");
    expect(stored?.value.scope).toBe(statusCode === 200 ? scope : undefined);
  });

  test("says nothing about anybody's own teams where everybody reads along", async () => {
    await scene.ready();
    await channel.says(mette, "<at>Ombord</at> status");
    expect(wordsOn(channel.cards().at(-1)?.card)).toContain("Det tager vi i en privat chat.");
  });
});

describe("news", () => {
  test("of a barrier comes to the channel with everything that a navigator needs, and six buttons at most", async () => {
    await scene.ready();
    await scene.reported();
    const news = channel.cards().at(-1);
    const words = wordsOn(channel.shows(news?.id ?? ""));
    expect(words).toMatch(/Hjemmeplejen Nord, dag – Skærmbesøg: dårligt net/);
    for (const said of ["Billedet fryser hos borgerne", "Ring til mig", "Mette Holm"]) expect(words).toContain(said);
    expect(titles(channel.shows(news?.id ?? ""))).toEqual([
      "Jeg tager den",
      "Spørg ind",
      "Start en prøvehandling",
      "Meld løst",
      "Det er set før",
      "Sæt på vent",
    ]);
  });

  test("goes to the channel of the nearest area, and to no other", async () => {
    await scene.ready();
    const near = bot.inChannel("19:nord@thread.tacv2");
    await near.install(camilla);
    await near.presses(camilla, "channel/use", { scope: "nord" });
    const before = channel.cards().length;
    await scene.reported();
    expect(near.cards()).toHaveLength(2);
    expect(channel.cards()).toHaveLength(before);
  });

  test("goes to the navigators' own chats while there is no channel, and only to those who have the area", async () => {
    for (const person of [mette, rasmus, camilla, nikolaj]) await bot.install(person);
    await scene.reported();
    const news = (person: string) => bot.cards(person).filter(({ card }) => wordsOn(card).includes("Nord, dag – "));
    expect(news(rasmus)).toHaveLength(1);
    expect(news(camilla)).toHaveLength(1);
    expect(news(nikolaj)).toHaveLength(0);
  });

  test("that nobody could get waits, and comes when a channel is chosen", async () => {
    await bot.install(mette);
    const id = await scene.reported();
    await passOnAgain();
    expect(channel.cards()).toEqual([]);
    await channel.install(rasmus);
    await channel.presses(rasmus, "channel/use", { scope: "*" });
    await bot.settled();
    expect(wordsOn(channel.cards().at(-1)?.card)).toMatch(/^Ny: Hjemmeplejen Nord, dag/);
    expect((await scene.barrier(id)).cards).toHaveLength(1);
  });

  test("of more than five at once is one card, and whoever takes one gets a card for it", async () => {
    for (let n = 0; n < 7; n++) await scene.reported();
    await passOnAgain();
    await channel.install(rasmus);
    await channel.presses(rasmus, "channel/use", { scope: "*" });
    await bot.settled();
    const [, group, ...others] = channel.cards();
    expect(others).toEqual([]);
    expect(wordsOn(group?.card)).toContain("7 nye ting driller");
    const choices = ((group?.card.body ?? []) as { choices?: { value: string }[] }[]).find(
      (one) => one.choices,
    )?.choices;
    expect(choices).toHaveLength(7);
    expect(wordsOn(group?.card.body)).toContain(
      "Skærmbesøg: dårligt net – Billedet fryser hos borgerne langs fjorden.",
    );
    const taken = choices?.[2]?.value ?? "";
    const answer = await channel.presses(rasmus, "barrier/takeOne", { barrier: taken }, group?.id);
    expect(wordsOn(answer.value)).toContain("Rasmus Dahl");
    await bot.settled();
    expect(titles(channel.cards().at(-1)?.card ?? {})).not.toContain("Jeg tager den");
    expect(wordsOn(channel.shows(group?.id ?? ""))).toContain("**Rasmus Dahl**");
  });

  test("grouped on a card is taken as it is chosen, or all at once", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 9; n++) ids.push(await scene.reported());
    await passOnAgain();
    await channel.install(rasmus);
    await channel.presses(rasmus, "channel/use", { scope: "*" });
    await bot.settled();
    const group = channel.cards()[1];
    const state = async () => Promise.all(ids.map(async (id) => (await scene.barrier(id)).assignedTo));
    const chosen = ids.slice(0, 2);
    await channel.presses(rasmus, "barrier/takeOne", { barrier: chosen.join(", ") }, group?.id);
    await bot.settled();
    expect((await state()).filter((one) => one === rasmus)).toHaveLength(2);
    // Each has a card of its own, where it is gone on with.
    expect(channel.cards()).toHaveLength(4);
    const again = channel.shows(group?.id ?? "");
    expect(titles(again)).toEqual(["Jeg tager de valgte", "Jeg tager alle 7"]);
    const answer = await channel.presses(camilla, "barrier/takeOne", button(again, "Jeg tager alle 7").data, group?.id);
    expect(wordsOn(answer.value)).toContain("Opgaverne er dine.");
    expect((await state()).filter((one) => one === camilla)).toHaveLength(7);
    // An old card: what others have is theirs.
    const late = await channel.presses(rasmus, "barrier/takeOne", button(again, "Jeg tager alle 7").data, group?.id);
    expect([late.type, String(late.value)]).toEqual([
      "application/vnd.microsoft.activity.message",
      "Camilla Nørgaard har allerede taget opgaven.",
    ]);
    await bot.settled();
    expect(channel.cards()).toHaveLength(4);
  });

  test.each([
    ["is used for it no longer", "channel/stop", {}],
    ["has moved to another area", "channel/use", { scope: "skoler" }],
  ])("is not told on to a channel that %s: its cards stay as they were", async (_, verb, data) => {
    await scene.ready();
    const alone = await scene.reported();
    const news = channel.cards().at(-1)?.id ?? "";
    expect(await channel.presses(rasmus, verb, data)).toMatchObject({ http: 200, statusCode: 200 });
    await bot.settled();
    const before = channel.updates().length;
    await bot.presses(rasmus, "barrier/solve", { barrier: alone, resolution: "fixed", solveText: "Ny forstærker" });
    await bot.settled();
    expect(await scene.barrier(alone)).toMatchObject({ status: "resolved" });
    expect(channel.updates().slice(before)).toEqual([]);
    expect(wordsOn(channel.shows(news))).not.toContain("Ny forstærker");
  });
});
