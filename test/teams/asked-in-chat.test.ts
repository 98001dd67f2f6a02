import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { everydayShare } from "../../bot/domain/check-in/change.ts";
import { keys } from "../../bot/store/documents.ts";
import { textFor } from "../../bot/text/text.ts";
import { makeDecision } from "../../bot/use-cases/decision/make-decision.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { viewAdoption } from "../../bot/use-cases/overview/view-adoption.ts";
import { type Bot, mette, personId, rasmus, startBot, tenant, titles, torben, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";
import { fillMunicipality } from "../support/municipality.ts";

let scene: BotInChannel;
let bot: Bot;
const ulla = personId(22);
const now = "2026-11-19T09:00:00.000Z";

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot } = scene);
  await fillMunicipality(bot.store, tenant, now, 30);
  await scene.ready();
  for (const person of [rasmus, torben, ulla]) await bot.install(person);
  bot.at(now);
});
afterEach(() => bot.stop());

async function answerTo(person: string, said: string): Promise<string> {
  const before = bot.cards(person).length;
  await bot.says(person, said);
  await bot.settled();
  const answers = bot.cards(person).slice(before);
  expect(answers).toHaveLength(1);
  return wordsOn(answers[0]?.card);
}

test("what a manager asks in the chat is answered as the page says it, and only what they may see", async () => {
  const errand = {
    ...{ store: bot.store, actor: { tenantId: tenant, personId: torben }, now },
    directory: await loadDirectory(bot.store, tenant),
  };
  const { summary } = await viewAdoption(errand, { weekCount: 12, areaId: "nord" });
  const { everyday, known } = everydayShare(summary.solutions.skaermbesoeg?.levels ?? {});
  expect(known).toBeGreaterThan(0);
  const answer = await answerTo(torben, "skærmbesøg nord");
  for (const said of ["Skærmbesøg", "Distrikt Nord", `${everyday} af ${known} team`, "Det er ledernes skøn."])
    expect(answer).toContain(said);
  expect(await answerTo(torben, "hvordan går det med journalen")).toContain("Sundhed og Ældre");
  expect(await answerTo(torben, "journalen hjemmeplejen nord, dag")).toContain("Hjemmeplejen Nord, dag");
  // She manages children and young people: what is elsewhere does not exist.
  expect(await answerTo(ulla, "skærmbesøg nord")).not.toMatch(/\d+ af \d+ team/);
  expect(await answerTo(ulla, "hvordan går det med booking")).toContain("Børn og Unge");
  // To a leader it is what it was.
  expect(await answerTo(mette, "skærmbesøg nord")).not.toContain("Det er ledernes skøn.");
});

test("what is in the way across solutions, and when the old way ends, are answered to a manager", async () => {
  expect(await answerTo(torben, "hvad driller i nord")).toContain("Der er ikke meldt noget det seneste år.");
  for (const teamId of ["nord-dag", "nord-aften", "syd-dag", "syd-aften", "sygepleje-dag", "genoptraening"]) {
    const isCitizen = teamId === "genoptraening";
    const cause = isCitizen ? { category: "citizen", detail: "citizen" } : { category: "skills", detail: "training" };
    const value = {
      ...newBarrier(uuid(), { teamId, solutionId: "journal", week: null }, mette, now),
      ...cause,
    } as Barrier;
    await bot.store.commit(tenant, [{ op: "create", kind: "barrier", key: value.id, value }]);
  }
  const inTheWay = await answerTo(torben, "hvad driller");
  for (const said of [textFor("da").category.skills, "5 meldinger det seneste år, 5 ikke afsluttet", "under Andet"])
    expect(inTheWay).toContain(said);
  expect(inTheWay).not.toContain(textFor("da").category.citizen);
  // Two teams are too few to say it of.
  expect(await answerTo(torben, "hvad driller i nord")).not.toContain(textFor("da").category.skills);
  const asked = () => answerTo(torben, "hvornår lukker den gamle måde");
  expect(await asked()).toContain("Der er ikke besluttet nogen dag");
  const directory = await loadDirectory(bot.store, tenant);
  const given = { about: { kind: "solution", id: "skaermbesoeg" } as const, areaId: "nord" };
  await makeDecision(
    { store: bot.store, actor: { tenantId: tenant, personId: torben }, directory, now },
    { ...given, kind: "closing", text: "", due: "2027-02-01", confirmed: true },
  );
  const closing = await asked();
  expect(closing).toContain("Skærmbesøg");
  expect(closing).toContain("Lukker 1. februar 2027 (2 teams)");
});

test("no card in the chat tells a manager that a leader asked for help about a citizen", async () => {
  const about = { teamId: "nord-dag", solutionId: "skaermbesoeg", week: null };
  const asked = async () => /Det, der driller\s*([^\n]*)/.exec(await answerTo(torben, "skærmbesøg nord"))?.[1] ?? "";
  const before = await asked();
  for (let count = 0; count < 3; count++) {
    const value: Barrier = { ...newBarrier(uuid(), about, mette, now), category: "citizen", detail: "citizen" };
    await bot.store.commit(tenant, [{ op: "create", kind: "barrier", key: value.id, value }]);
  }
  // As on the page, they are counted with what nobody has described.
  const after = await asked();
  expect([before, after]).toEqual(["Der er ikke meldt noget lige nu.", "Ikke beskrevet endnu (3)"]);
  const citizen = textFor("da").category.citizen;
  for (const said of [
    after,
    await answerTo(torben, "hvad er nyt siden sidst"),
    await answerTo(torben, "hvad venter på mig"),
  ])
    expect(said.toLowerCase()).not.toContain(citizen.toLowerCase());
});

test("what waits for a manager, and what is new, are told with what is lifted to them", async () => {
  const id = await scene.reported();
  await bot.presses(rasmus, "barrier/take", { barrier: id });
  await bot.presses(rasmus, "barrier/wait", { barrier: id, next: "escalate", waitText: "Det kræver penge." });
  await bot.settled();
  const waiting = await answerTo(torben, "hvad venter på mig");
  expect(waiting).toContain("Løftet til dig");
  expect(waiting).toContain("Hjemmeplejen Nord, dag");
  await bot.presses(torben, "lift/do", { barrier: id, doText: "Nye tablets.", doer: rasmus, doUntil: "2026-11-25" });
  await bot.settled();
  expect(await answerTo(torben, "hvad er nyt siden sidst")).toContain("1 beslutning siden 22. oktober 2026.");
  expect(await answerTo(torben, "hvad venter på mig")).toContain("Dine beslutninger med dato inden to uger");
  // To a navigator the same words are what they were.
  expect(await answerTo(rasmus, "hvad venter på mig")).not.toContain("Løftet til dig");
});

test("a word once a month to a manager, with something in it, until they want no more", async () => {
  const monthly = () => bot.cards(torben).filter(({ card }) => wordsOn(card).includes("Siden sidste måned"));
  const on = async (date: string) => {
    bot.at(`${date}T09:00:00.000Z`);
    await bot.tick();
    await bot.settled();
  };
  await on("2026-11-30");
  expect(monthly()).toHaveLength(0);
  await on("2026-12-01");
  await on("2026-12-02");
  expect(monthly()).toHaveLength(1);
  const [card] = monthly();
  expect(titles(card?.card ?? {})).toContain("Skriv ikke hver måned");
  const { value } = await bot.presses(torben, "monthly/stop", {});
  expect(wordsOn(value)).toContain("Jeg skriver ikke hver måned mere.");
  await on("2027-01-04");
  expect(monthly()).toHaveLength(1);
  await bot.presses(torben, "monthly/start", {});
  await on("2027-01-05");
  expect(monthly()).toHaveLength(2);
});

test("nothing is written when a month has brought nothing: nothing moved, was decided or waits", async () => {
  const quiet = await startBot({ at: "2026-12-01T09:00:00.000Z" });
  await quiet.install(torben);
  const before = quiet.cards(torben).length;
  await quiet.tick();
  expect(quiet.cards(torben)).toHaveLength(before);
  const { items } = await quiet.store.query(tenant, "message", { where: { purpose: "monthly", personId: torben } });
  expect(items.map(({ value }) => [value.state, value.reason])).toEqual([["cancelled", "notWanted"]]);
  await quiet.stop();
});

test("when a quarter has ended each manager who is there is told once, with the page, until they want no more", async () => {
  const cards = (person: string) => bot.cards(person).filter(({ card }) => wordsOn(card).includes("Kvartalet er slut"));
  const on = async (date: string) => {
    bot.at(`${date}T09:00:00.000Z`);
    await bot.tick();
    await bot.settled();
  };
  await isAway(ulla, "2027-01-04", "2027-01-06");
  // The first working day brings the word of the month.
  await on("2027-01-04");
  expect(cards(torben)).toHaveLength(0);
  await on("2027-01-05");
  await on("2027-01-06");
  expect([cards(torben).length, cards(ulla).length, cards(rasmus).length]).toEqual([1, 0, 0]);
  await on("2027-01-07");
  expect(cards(ulla)).toHaveLength(1);
  const [card] = cards(torben);
  const words = wordsOn(card?.card);
  for (const said of ["Sundhed og Ældre, 4. kvartal 2026", "Sidste dag er 14. januar 2027."])
    expect(words).toContain(said);
  const { value } = await bot.presses(torben, "quarter/stop", {});
  expect(wordsOn(value)).toContain("Jeg skriver ikke hvert kvartal mere.");
  await on("2027-04-06");
  expect(cards(torben)).toHaveLength(1);
  await bot.presses(torben, "quarter/start", {});
});

async function isAway(id: string, from: string, to: string): Promise<void> {
  const [person, settings] = await bot.store.readMany(tenant, [
    { kind: "person", key: id },
    { kind: "settings", key: keys.settings },
  ]);
  if (person === undefined || settings === undefined) throw new Error("nobody of that id");
  await bot.store.commit(tenant, [
    { op: "replace", kind: "person", key: id, etag: person.etag, value: { ...person.value, absences: [{ from, to }] } },
    {
      ...{ op: "replace", kind: "settings", key: keys.settings, etag: settings.etag },
      value: { ...settings.value, directoryVersion: uuid() },
    },
  ]);
}
