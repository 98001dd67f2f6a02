import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Card } from "../../bot/channel.ts";
import { queryAll } from "../../bot/store/store.ts";
import {
  type Bot,
  button,
  filledIn,
  hanne,
  inputsOn,
  mette,
  rasmus,
  startBot,
  tenant,
  titles,
  wordsOn,
} from "../support/bot.ts";

// Hanne leads two teams.

const [day, evening] = ["sygepleje-dag", "sygepleje-aften"];
const week = "2026-W47";
let bot: Bot;
let id: string;
let card: Card;

beforeEach(async () => {
  bot = await startBot();
  await bot.install(hanne);
  await openBoth();
});
afterEach(() => bot.stop());

const checkIn = async (team: string, of = week) => (await bot.store.read(tenant, "checkIn", `${of}:${team}`))?.value;
const barriers = async () => (await Array.fromAsync(queryAll(bot.store, tenant, "barrier"))).map(({ value }) => value);
const levels = (of: Card, level = "mostly") =>
  Object.fromEntries([...inputsOn(of).keys()].filter((one) => one.includes("/level.")).map((one) => [one, level]));

/** Presses *Begge teams på ét kort* on the day team's own card. */
async function openBoth(typed: Record<string, string> = {}) {
  const own = bot.cards(hanne).findLast((one) => wordsOn(one.card).includes("Hjemmesygeplejen, dag"));
  if (own === undefined) throw new Error("no card");
  const inputs = Object.fromEntries([...inputsOn(own.card)].map(([key, { value = "" }]) => [key, value]));
  id = own.id;
  card = (await bot.presses(hanne, "checkIn/both", { ...bothButton(own.card).data, ...inputs, ...typed }, id)).value;
}

function bothButton({ body = [] }: Card) {
  const sets = (body as { type: string; actions?: { title: string; data: object }[] }[]).filter(
    ({ type }) => type === "ActionSet",
  );
  const found = sets.flatMap(({ actions = [] }) => actions).find(({ title }) => title === "Begge teams på ét kort");
  if (found === undefined) throw new Error("no button for both");
  return found;
}

test("both teams' questions stand on one card, each under its team, by names that tell the teams apart", () => {
  const words = wordsOn(card);
  expect(words.indexOf("Hjemmesygeplejen, dag")).toBeLessThan(words.indexOf("Hjemmesygeplejen, aften"));
  const fields = [...inputsOn(card).keys()];
  expect(new Set(fields.map((field) => field.split("/")[0]))).toEqual(new Set(["1", "2"]));
  expect(new Set(fields).size).toBe(fields.length);
  expect(JSON.stringify(card).length).toBeLessThan(28_000);
  expect(titles(card)).toEqual(["Send", "Tilbage"]);
});

test("one Send answers both, each by itself; a second click and the old card of one team store nothing more", async () => {
  const own = bot.cards(hanne).findLast((one) => wordsOn(one.card).includes("Hjemmesygeplejen, aften"));
  const sent = filledIn(card, "Send", levels(card));
  const receipt = (await bot.presses(hanne, "checkIn/sendBoth", sent, id)).value;
  expect(wordsOn(receipt)).toContain("Tak for svaret i uge 47");
  expect(titles(receipt)).toEqual(["Ret svar: Hjemmesygeplejen, dag", "Ret svar: Hjemmesygeplejen, aften"]);
  const first = [await checkIn(day), await checkIn(evening)];
  expect(first.map((one) => one?.state)).toEqual(["answered", "answered"]);
  await bot.settled();
  expect(wordsOn(bot.updates(hanne).findLast((one) => one.id === own?.id)?.card)).toContain("Tak for svaret i uge 47");

  bot.at("2026-11-16T09:00:00.000Z");
  await bot.presses(hanne, "checkIn/sendBoth", sent, id);
  const old = { ...filledIn(own?.card ?? {}, "Send", { "level.journal": "rarely" }) };
  const stands = (await bot.presses(hanne, "checkIn/send", old, own?.id)).value;
  expect(wordsOn(stands)).toContain("En anden har svaret imens.");
  expect([await checkIn(day), await checkIn(evening)]).toEqual(first);
});

test("what was filled in comes along, a flag is reported once for its own team, and the rest is asked", async () => {
  const solution = [...inputsOn(card).keys()].find((one) => one.startsWith("1/level."))?.split("/level.")[1] ?? "";
  await openBoth({ [`level.${solution}`]: "rarely", [`trouble.${solution}`]: "true" });
  expect(inputsOn(card).get(`1/trouble.${solution}`)?.value).toBe("true");
  const sent = filledIn(card, "Send", { ...levels(card), [`1/level.${solution}`]: "rarely" });
  const asks = (await bot.presses(hanne, "checkIn/sendBoth", sent, id)).value;
  expect(wordsOn(asks)).toContain("Hvad handler det om?");
  await bot.presses(hanne, "checkIn/sendBoth", sent, id);
  expect((await barriers()).map(({ teamId, solutionId }) => [teamId, solutionId])).toEqual([[day, solution]]);
  expect((await checkIn(day))?.answers[solution]?.level).toBe("rarely");
});

test("one Som sidst answers both when both have answers from last time", async () => {
  for (const at of ["2026-11-23T08:05:00.000Z", "2026-11-30T08:05:00.000Z", "2026-12-07T08:05:00.000Z"]) {
    await bot.presses(hanne, "checkIn/sendBoth", filledIn(card, "Send", levels(card)), id);
    bot.at(at);
    await bot.says(hanne, "check-in");
    await openBoth();
  }
  expect(titles(card)[0]).toBe("Som sidst");
  const receipt = (await bot.presses(hanne, "checkIn/asLastBoth", filledIn(card, "Som sidst"), id)).value;
  expect(wordsOn(receipt)).toContain("Tak for svaret i uge 50");
  const both = [await checkIn(day, "2026-W50"), await checkIn(evening, "2026-W50")];
  expect(both.map((one) => one?.state)).toEqual(["answered", "answered"]);
  await bot.presses(hanne, "checkIn/asLastBoth", filledIn(card, "Som sidst"), id);
  expect([await checkIn(day, "2026-W50"), await checkIn(evening, "2026-W50")]).toEqual(both);
});

test("nothing is stored for anybody else's team, or where a field cannot be read", async () => {
  const sent = filledIn(card, "Send", levels(card));
  const strange = await bot.presses(hanne, "checkIn/sendBoth", { ...sent, beside: "nord-dag" }, id);
  expect(strange.statusCode).toBe(400);
  const forged = { ...sent, [Object.keys(levels(card)).at(-1) ?? ""]: "always" };
  expect((await bot.presses(hanne, "checkIn/sendBoth", forged, id)).statusCode).toBe(400);
  expect([(await checkIn(day))?.state, (await checkIn(evening))?.state]).toEqual(["open", "open"]);
});

test("one team blank: the other is stored, and the card asks for the one that is left", async () => {
  const own = Object.fromEntries(Object.entries(levels(card)).filter(([field]) => field.startsWith("2/")));
  const left = (await bot.presses(hanne, "checkIn/sendBoth", filledIn(card, "Send", own), id)).value;
  expect(button(left, "Send").verb).toBe("checkIn/send");
  expect(wordsOn(left)).toContain("Hjemmesygeplejen, dag");
  expect([(await checkIn(day))?.state, (await checkIn(evening))?.state]).toEqual(["open", "answered"]);
  await openBoth();
  expect(button(card, "Send").verb).toBe("checkIn/send");
});

test("with one team there is no such button", async () => {
  await bot.install(mette);
  expect(() => bothButton(bot.cards(mette).at(-1)?.card ?? {})).toThrow("no button");
});

test("where the other team's questions show what somebody wrote, the card is remembered as that team's, to be redrawn", async () => {
  expect((await checkIn(evening))?.cards.map((one) => one.activityId)).not.toContain(id);
  const form = crypto.randomUUID();
  await bot.presses(hanne, "barrier/report", { team: evening, solution: "journal", form, fresh: true });
  await bot.presses(rasmus, "barrier/solve", { barrier: form, resolution: "fixed", solveText: "Nyt login." });
  await bot.settled();
  bot.at("2026-11-23T08:05:00.000Z");
  await bot.says(hanne, "check-in");
  await openBoth();
  expect(wordsOn(card)).toContain("Nu skulle det virke (Nyt login)");
  expect((await checkIn(evening, "2026-W48"))?.cards.map((one) => one.activityId)).toContain(id);
  const sent = filledIn(card, "Send", { ...levels(card), [`2/works.${form}`]: "yes" });
  await bot.presses(hanne, "checkIn/sendBoth", sent, id);
  expect((await barriers()).map(({ status }) => status)).toEqual(["confirmed"]);
});
