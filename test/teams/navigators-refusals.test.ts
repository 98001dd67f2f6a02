import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Bot, button, camilla, emma, mette, nikolaj, rasmus, tenant, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";

let scene: BotInChannel;
let bot: Bot;
let channel: BotInChannel["channel"];

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot, channel } = scene);
});
afterEach(() => bot.stop());

/** Takes every role away from somebody, as an import does. */
async function leaves(person: string): Promise<void> {
  const roles = (await bot.store.query(tenant, "role", { limit: 1000 })).items;
  const settings = await bot.store.read(tenant, "settings", "municipality");
  if (settings === undefined) throw new Error("no settings");
  const { key, etag, value } = settings;
  await bot.store.commit(tenant, [
    ...roles
      .filter((role) => role.value.personId === person)
      .map((role) => ({ op: "delete" as const, kind: "role" as const, key: role.key, etag: role.etag })),
    // A directory that changes has another version.
    { op: "replace", kind: "settings", key, etag, value: { ...value, directoryVersion: "next" } },
  ]);
}

describe("what may not be", () => {
  test.each([
    ["a navigator of another area", nikolaj],
    ["a leader of another team", emma],
  ])("%s cannot see, act on or guess a barrier by its id", async (_, person) => {
    await scene.ready();
    const id = await scene.reported();
    const unknown = crypto.randomUUID();
    const before = await scene.barrier(id);
    for (const [verb, data] of [
      ["barrier/take", {}],
      ["barrier/takeOne", {}],
      ["barrier/form", {}],
      ["barrier/later", {}],
      ["barrier/category", { category: "equipment" }],
      ["barrier/describe", { category: "equipment", detail: "device" }],
      ["barrier/seenBefore", { sameAs: crypto.randomUUID() }],
      ["barrier/ask", { askText: "Hvad?" }],
      ["barrier/solve", { resolution: "fixed" }],
      ["barrier/wait", { next: "others" }],
      ["barrier/trial", { trialWhat: "En ny oplader" }],
      ["barrier/answer", { answer: "Ja" }],
      ["barrier/confirm", {}],
      ["barrier/reopen", {}],
    ] as const) {
      const real = await channel.presses(person, verb, { ...data, barrier: id });
      const guessed = await channel.presses(person, verb, { ...data, barrier: unknown });
      expect([verb, real.statusCode]).toEqual([verb, 400]);
      expect(real).toEqual(guessed);
    }
    expect(await scene.barrier(id)).toEqual(before);
  });

  test("a navigator who has lost the area keeps the card as it was, and reads nothing that comes later", async () => {
    for (const person of [mette, camilla]) await bot.install(person);
    const id = await scene.reported();
    const cards = () => JSON.stringify([...bot.cards(camilla), ...bot.updates(camilla)]);
    expect(cards()).toContain("Billedet fryser hos borgerne");
    await leaves(camilla);
    const description = { category: "equipment", detail: "connectivity", contact: "call" };
    const more = { ...description, barrier: id, consequence: "Nu fryser det også om dagen" };
    await bot.presses(mette, "barrier/describe", more);
    await bot.settled();
    expect((await scene.barrier(id)).consequence).toBe("Nu fryser det også om dagen");
    expect(cards()).not.toContain("også om dagen");
  });

  test("a leader cannot do what navigators do to the team's own barrier, and a navigator cannot confirm for the team", async () => {
    await scene.ready();
    const id = await scene.reported();
    for (const verb of ["barrier/take", "barrier/wait"]) {
      const answer = await bot.presses(mette, verb, { barrier: id, next: "others" });
      expect(answer).toMatchObject({ statusCode: 400, value: { code: "forbidden" } });
    }
    await channel.presses(rasmus, "barrier/solve", { barrier: id, resolution: "fixed" });
    expect(await channel.presses(rasmus, "barrier/confirm", { barrier: id })).toMatchObject({ statusCode: 400 });
  });

  test("a CPR number is refused at every entrance, is echoed to nobody, and is neither stored nor logged", async () => {
    await scene.ready();
    const id = await scene.reported();
    const cpr = "Han hedder 111111-1118";
    const before = channel.cards().length + channel.updates().length;
    for (const [verb, data] of [
      ["barrier/ask", { askText: cpr }],
      ["barrier/solve", { resolution: "fixed", solveText: cpr }],
      ["barrier/wait", { next: "escalate", waitText: cpr }],
      ["barrier/trial", { trialWhat: cpr }],
      ["barrier/trial", { trialWhat: "Ny oplader", trialHope: cpr }],
    ] as const) {
      const answer = await channel.presses(rasmus, verb, { ...data, barrier: id, askConfirmed: "true" });
      expect(answer).toMatchObject({
        statusCode: 400,
        type: "application/vnd.microsoft.error",
        value: {
          message: expect.stringMatching(/^Det ligner et CPR-nummer: »11••••-••••«.* Fjern det, så kan du sende\./),
        },
      });
    }
    await bot.settled();
    expect(channel.cards().length + channel.updates().length).toBe(before);
    expect(JSON.stringify(await scene.barrier(id))).not.toContain("1118");
    expect(JSON.stringify(bot.logged)).not.toContain("1118");
  });

  test("what may show who somebody is goes on once the writer has said that nobody can be recognised", async () => {
    await scene.ready();
    const id = await scene.reported();
    const data = { barrier: id, askText: "Må vi skrive til anne@havnby.example?" };
    const asked = await channel.presses(rasmus, "barrier/ask", data);
    expect(asked.value.message).toContain(
      "Det ligner en mailadresse: »anne@havnby.example«. Ret det, eller vælg »Det er ikke en borger«.",
    );
    expect(await channel.presses(rasmus, "barrier/ask", { ...data, askConfirmed: "true" })).toMatchObject({
      statusCode: 200,
    });
  });
});

test("a leader who writes something else while nothing is asked gets help, and commands always win", async () => {
  await scene.ready();
  const id = await scene.reported();
  await bot.says(mette, "Det var da mærkeligt");
  expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Det forstod jeg ikke.");
  await channel.presses(rasmus, "barrier/ask", { barrier: id, askText: "Hvornår?" });
  await bot.settled();
  await bot.says(mette, "hjælp");
  expect(wordsOn(bot.cards(mette).at(-1)?.card)).not.toContain("Er det svaret?");
  await bot.says(mette, "Om aftenen");
  const offer = bot.cards(mette).at(-1)?.card ?? {};
  expect(wordsOn(offer)).toContain("Er det svaret?");
  const no = button(offer, "Nej");
  await bot.presses(mette, no.verb, no.data);
  expect((await scene.barrier(id)).status).toBe("asking");
});
