import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import type { CheckInsAnswer, SmallStepItem, SmallStepsAnswer } from "../../bot/api/contract.ts";
import { previewErasure } from "../../bot/use-cases/operations/erase-person.ts";
import {
  actionsOn,
  type Bot,
  button,
  filledIn,
  inputsOn,
  mette,
  rasmus,
  startBot,
  tenant,
  wordsOn,
} from "../support/bot.ts";
import { apiClient } from "../support/call-api.ts";

// One small task or piece of news: announced at least a week ahead, on the week's card, never a message of its own.

let bot: Bot;
const { call, read, send } = apiClient(() => bot.url);

beforeEach(async () => {
  bot = await startBot();
  await bot.install(mette);
});
afterEach(() => bot.stop());

const monday = (week: number) =>
  new Date(Date.parse("2026-11-16T08:05:00.000Z") + (week - 47) * 7 * 86_400_000).toISOString();
const words = "Hold ét besøg på skærm, og sig på mødet, hvordan det gik.";
const given = (more: object = {}) => ({
  id: uuid(),
  solution: "skaermbesoeg",
  kind: "task",
  text: words,
  week: "2026-W49",
  ...more,
});
const sent = (more: object = {}, upn = "rasmus.dahl") =>
  send<SmallStepItem>("POST", "/api/small-steps", upn, given(more));

async function cardIn(week: number) {
  bot.at(monday(week));
  await bot.tick();
  await bot.settled();
  const last = bot.cards(mette).at(-1);
  if (last === undefined) throw new Error("no card");
  return last;
}

const levels = (card: Parameters<typeof inputsOn>[0]) =>
  Object.fromEntries([...inputsOn(card).keys()].filter((id) => id.startsWith("level.")).map((id) => [id, "mostly"]));

describe("on the card", () => {
  test("it is announced the week before, is done with the answer, and comes as no message of its own", async () => {
    await cardIn(47);
    const { id } = await sent();
    await bot.settled();
    const before = bot.cards(mette).length;
    const { card: announcing } = await cardIn(48);
    expect(wordsOn(announcing)).toContain("I uge 49: skærmbesøg");
    expect(wordsOn(announcing)).toContain(words);
    expect([...inputsOn(announcing).keys()]).not.toContain(`step.${id}`);
    const { card, id: cardId } = await cardIn(49);
    expect(wordsOn(card)).toContain("Ugens lille trin: skærmbesøg");
    expect(bot.cards(mette).length - before).toBe(2);
    const form = filledIn(card, "Send", { ...levels(card), [`step.${id}`]: "true" });
    const { value } = await bot.presses(mette, "checkIn/send", form, cardId);
    expect(wordsOn(value)).toContain("Det har I gjort. Tak!");
    const [item] = (await read<SmallStepsAnswer>("/api/small-steps", "rasmus.dahl")).items;
    expect(item?.teams.filter(({ doneAt }) => doneAt !== null).map(({ name }) => name)).toEqual([
      "Hjemmeplejen Nord, dag",
    ]);
    // Which teams, and never who in them.
    const step = await bot.store.read(tenant, "smallStep", id);
    expect(JSON.stringify([item, step])).not.toMatch(new RegExp(`${mette}|Mette`));
    expect(wordsOn((await cardIn(50)).card)).not.toContain(words);
  });

  test("what was not done is shown until it is, by a button on the receipt too", async () => {
    await cardIn(47);
    await sent();
    await cardIn(48);
    await cardIn(49);
    const { card, id: cardId } = await cardIn(50);
    const { value } = await bot.presses(mette, "checkIn/send", filledIn(card, "Send", levels(card)), cardId);
    expect(actionsOn(value).map(({ title }) => title)).toContain("Det har vi gjort");
    const done = await bot.presses(mette, "step/done", button(value, "Det har vi gjort").data, cardId);
    expect(wordsOn(done.value)).toContain("Det har I gjort. Tak!");
    expect((await bot.presses(rasmus, "step/done", button(value, "Det har vi gjort").data)).value.code).toBe(
      "notFound",
    );
  });

  test("news stands once, and a team that was not asked meanwhile has it announced first", async () => {
    await cardIn(47);
    await sent({ kind: "news" });
    const { card: late } = await cardIn(49);
    expect(wordsOn(late)).toContain("I uge 50: skærmbesøg");
    expect(wordsOn((await cardIn(50)).card)).toContain("Nyt om skærmbesøg");
    expect(wordsOn((await cardIn(51)).card)).not.toContain(words);
  });

  test("what is taken back goes, also from cards that are out", async () => {
    await cardIn(47);
    const { id } = await sent();
    const { id: cardId } = await cardIn(48);
    expect((await call("PATCH", `/api/small-steps/${id}`, "mette.holm", { action: "takeBack" })).status).toBe(404);
    expect(
      (await send<SmallStepsAnswer>("PATCH", `/api/small-steps/${id}`, "rasmus.dahl", { action: "takeBack" })).items,
    ).toEqual([]);
    await bot.settled();
    await bot.tick();
    await bot.settled();
    const shown = bot.updates(mette).findLast((update) => update.id === cardId);
    expect(wordsOn(shown?.card)).toContain("Uge 48");
    expect(wordsOn(shown?.card)).not.toContain(words);
    expect(JSON.stringify(await bot.store.read(tenant, "smallStep", id))).not.toContain("besøg på skærm");
    expect((await call("PUT", `/api/small-steps/${id}/teams/nord-dag`, "mette.holm", { isDone: true })).status).toBe(
      404,
    );
  });
});

describe("who may send what", () => {
  test.each([
    ["a week that is too near", { week: "2026-W48" }, 400],
    ["a week far ahead", { week: "2027-W30" }, 400],
    ["no words", { text: " " }, 400],
    ["a CPR number", { text: "Ring til 111111-1118", confirmed: true }, 422],
    ["a name that nobody has confirmed", { text: "Spørg Bodil Hansen om hjælp" }, 400],
    ["a long story", { text: "lang ".repeat(80) }, 413],
    ["a solution that none of the teams uses", { solution: "nothing" }, 400],
    ["an area that is not there", { area: "nowhere" }, 404],
  ])("%s is refused", async (_, more, status) => {
    expect((await call("POST", "/api/small-steps", "rasmus.dahl", given(more))).status).toBe(status);
    expect((await bot.store.query(tenant, "smallStep")).items).toEqual([]);
  });

  test("only navigators, in their own areas; nobody else finds any", async () => {
    const { id } = await sent();
    for (const upn of ["mette.holm", "torben.kjaer", "ulla.mikkelsen", "line.oestergaard"]) {
      expect((await call("GET", "/api/small-steps", upn)).status).toBe(404);
      expect((await call("POST", "/api/small-steps", upn, given({ week: "2026-W51" }))).status).toBe(404);
    }
    // Another area's navigator sees their own teams of it only, and does not take it back.
    const [seen] = (await read<SmallStepsAnswer>("/api/small-steps", "nikolaj.bech")).items;
    expect(seen).toMatchObject({ id, mayTakeBack: false, teams: [{ name: "Sundhedsplejen" }] });
    expect((await call("PATCH", `/api/small-steps/${id}`, "nikolaj.bech", { action: "takeBack" })).status).toBe(403);
    expect((await call("POST", "/api/small-steps", "nikolaj.bech", given({ area: "sundhed" }))).status).toBe(404);
  });

  test("one at a time: a week that has one for some of the teams takes no other, and a form that comes twice is stored once", async () => {
    const body = given();
    const [first, second] = [
      await call("POST", "/api/small-steps", "rasmus.dahl", body),
      await call("POST", "/api/small-steps", "rasmus.dahl", body),
    ];
    expect([first.status, second.status]).toEqual([200, 200]);
    const other = await call("POST", "/api/small-steps", "rasmus.dahl", given({ solution: "journal" }));
    expect([other.status, ((await other.json()) as { userMessage: string }).userMessage]).toEqual([
      400,
      "Nogle af teamene har allerede et lille trin i den uge. Vælg en anden uge.",
    ]);
    expect((await bot.store.query(tenant, "smallStep")).items).toHaveLength(1);
  });

  test("a leader says so in Min uge, for their own team only, and takes it back", async () => {
    const { id } = await sent();
    for (const week of [48, 49]) await cardIn(week);
    const path = `/api/small-steps/${id}/teams`;
    await send("PUT", `${path}/nord-dag`, "mette.holm", { isDone: true });
    const mine = async () => (await read<CheckInsAnswer>("/api/check-ins", "mette.holm")).teams[0]?.checkIn?.steps;
    expect(await mine()).toMatchObject([{ id, stage: "now", text: words, isDone: true }]);
    await send("PUT", `${path}/nord-dag`, "mette.holm", { isDone: false });
    expect(await mine()).toMatchObject([{ id, isDone: false }]);
    for (const [team, upn] of [
      ["nord-aften", "mette.holm"],
      ["nord-dag", "rasmus.dahl"],
      ["nord-dag", "torben.kjaer"],
    ]) {
      expect((await call("PUT", `${path}/${team}`, upn!, { isDone: true })).status).toBe(404);
    }
  });

  test("whoever sent it is a pseudonym when they are erased; it goes half a year after its week", async () => {
    await sent();
    const erasure = await previewErasure(bot.store, tenant, rasmus);
    expect(erasure.pseudonymised.smallStep).toBe(1);
    const { items } = await bot.store.query(tenant, "smallStep");
    expect(items[0]?.expiresAt).toBe("2027-05-29T22:00:00.000Z");
  });
});
