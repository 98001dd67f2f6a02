import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localDate } from "../../bot/domain/calendar.ts";
import { keys } from "../../bot/store/documents.ts";
import { newDirectoryVersion, setAbsence } from "../../bot/use-cases/check-in/set-absence.ts";
import { answerToDecision } from "../../bot/use-cases/decision/decisions.ts";
import { type GivenDecision, makeDecision } from "../../bot/use-cases/decision/make-decision.ts";
import { type Bot, camilla, freja, mette, personId, startBot, tenant, torben, wordsOn } from "../support/bot.ts";
import { errandOf } from "../support/errand.ts";

// What a manager decides about a solution is told to whoever it concerns: once, with who decided, and as the day's only news.

let bot: Bot;
const jonas = personId(2);

beforeEach(async () => {
  bot = await startBot({ at: "2026-11-17T09:00:00.000Z" });
  for (const person of [mette, camilla, torben]) await bot.install(person);
});
afterEach(() => bot.stop());

type Given = Partial<GivenDecision> & Pick<GivenDecision, "kind">;

async function decides(given: Given): Promise<string> {
  const about = { kind: "solution" as const, id: "journal" };
  const made = { about, areaId: "nord", text: "Vi får nye tablets til foråret.", due: "2027-03-01", confirmed: true };
  const { id } = await makeDecision(await errandOf(bot.store, torben, bot.now()), {
    ...made,
    ...given,
  } as GivenDecision);
  return id;
}

const told = (person: string) =>
  bot
    .cards(person)
    .map(({ card }) => wordsOn(card))
    .filter((words) => words.includes("har besluttet") || words.includes("nye beslutninger"));

async function toldOf(id: string): Promise<string[]> {
  return (await bot.store.read(tenant, "decision", id))?.value.told ?? [];
}

test("an agreed exception is told once to leaders and navigators there, in true words, and they are on record", async () => {
  const id = await decides({ kind: "exception" });
  await bot.tick();
  await bot.tick();
  for (const person of [mette, camilla]) {
    expect(told(person)).toHaveLength(1);
    for (const words of [
      "Beslutning om",
      "Torben Kjær, chef for Sundhed og Ældre, har besluttet: Aftalt afvigelse.",
      "Vi får nye tablets til foråret.",
      "Distrikt Nord",
      "1. marts 2027",
      "Ugens check-in spørger ikke om løsningen, så længe afvigelsen gælder.",
    ])
      expect(told(person)[0]).toContain(words);
  }
  expect(told(torben)).toEqual([]);
  const people = await toldOf(id);
  expect(people).toEqual(expect.arrayContaining([mette, camilla, jonas]));
  expect(people).not.toContain(torben);
  // Those who lead no team there hear nothing, and whoever opens a chat later hears it then.
  expect(people).not.toContain(personId(9));
  await bot.install(jonas);
  await bot.morningOf("2026-11-18");
  expect(told(jonas)).toHaveLength(1);
  expect(told(mette)).toHaveLength(1);
});

test("several at once are one card, and there is one push a day", async () => {
  await decides({ kind: "target", share: 60 });
  await decides({ kind: "closing", text: "" });
  await bot.tick();
  expect(told(mette)).toHaveLength(1);
  for (const words of ["2 nye beslutninger", "har besluttet: Mål.", "i 60 % af teamene", "Det, der lukker, er:"])
    expect(told(mette)[0]).toContain(words);
  await decides({ kind: "doing", text: "Alle får en time." });
  await bot.tick();
  expect(told(mette)).toHaveLength(1);
  await bot.morningOf("2026-11-18");
  expect(told(mette)).toHaveLength(2);
  expect(told(mette)[1]).toContain("har besluttet: Det gør vi.");
});

test("whoever is away hears of it when they are back, their stand-in at once, and whoever has come in their place as well", async () => {
  const errand = await errandOf(bot.store, mette, bot.now());
  await setAbsence(errand, { kind: "away", periods: [{ from: null, to: "2026-11-20" }] });
  await bot.install(freja);
  const id = await decides({ kind: "doing" });
  await bot.tick();
  expect([told(mette).length, told(freja).length]).toEqual([0, 1]);
  const settings = await bot.store.read(tenant, "settings", keys.settings);
  if (settings === undefined) throw new Error("no settings");
  expect(await toldOf(id)).toContain(freja);
  // Jonas is replaced before his chat is open: his message is nobody's, and whoever leads the team now has it.
  const next = personId(8);
  await bot.install(next);
  const old = (await bot.store.query(tenant, "role", {})).items.find(
    ({ value }) => value.personId === jonas && value.role === "leader",
  );
  if (old === undefined) throw new Error("no role");
  const value = { ...old.value, personId: next };
  await bot.store.commit(tenant, [
    { op: "delete", kind: "role", key: old.key, etag: old.etag },
    { op: "create", kind: "role", key: keys.role(value), value },
    newDirectoryVersion(settings),
  ]);
  await bot.install(jonas);
  await bot.morningOf("2026-11-18");
  await bot.tick();
  expect([told(jonas).length, told(next).length]).toEqual([0, 1]);
});

test("a text that its writer takes back is gone from the cards, and what has ended says so", async () => {
  const id = await decides({ kind: "exception" });
  await bot.tick();
  const errand = await errandOf(bot.store, torben, bot.now());
  await answerToDecision(errand, id, { answer: "deleteText" });
  await bot.tick();
  await bot.tick();
  const last = () => wordsOn(bot.updates(mette).at(-1)?.card);
  expect(last()).not.toContain("tablets");
  expect(last()).toContain("Teksten er slettet");
  await answerToDecision(errand, id, { answer: "dropped", text: "Det gik alligevel.", confirmed: true });
  await bot.tick();
  await bot.tick();
  expect(last()).toContain("Beslutningen er slut.");
  expect(localDate(bot.now())).toBe("2026-11-17");
});

test("on its date whoever manages there by now is asked, when who decided does so no longer", async () => {
  const id = await decides({ kind: "doing", due: "2026-11-20" });
  const next = personId(23);
  await bot.install(next);
  const old = await bot.store.read(tenant, "role", `${torben}:manager:sundhed`);
  const settings = await bot.store.read(tenant, "settings", keys.settings);
  if (old === undefined || settings === undefined) throw new Error("no role");
  const value = { ...old.value, personId: next };
  await bot.store.commit(tenant, [
    { op: "delete", kind: "role", key: old.key, etag: old.etag },
    { op: "create", kind: "role", key: keys.role(value), value },
    newDirectoryVersion(settings),
  ]);
  await bot.morningOf("2026-11-20");
  const asked = (person: string) =>
    bot.cards(person).filter(({ card }) => wordsOn(card).includes("Datoen er kommet: Det gør vi"));
  expect([asked(torben).length, asked(next).length]).toEqual([0, 1]);
  const { value: answered } = await bot.presses(next, "decision/done", { decision: id });
  expect(wordsOn(answered)).toContain("Gemt: Det er gjort.");
});

test("what was ended before it was told is told to nobody", async () => {
  const id = await decides({ kind: "doing" });
  await answerToDecision(await errandOf(bot.store, torben, bot.now()), id, { answer: "done" });
  await bot.tick();
  expect(told(mette)).toEqual([]);
  expect(await toldOf(id)).toEqual([]);
});
