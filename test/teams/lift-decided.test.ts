import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { liftOf } from "../../bot/domain/barrier/lift.ts";
import { type Bot, mette, personId, rasmus, tenant, titles, torben, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";

let scene: BotInChannel;
let bot: Bot;
const director = personId(20);

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot } = scene);
  await scene.ready();
  for (const person of [rasmus, torben, director]) await bot.install(person);
});
afterEach(() => bot.stop());

/** Reported by Mette, taken and lifted by Rasmus in his own chat. */
async function lifted(): Promise<string> {
  const id = await scene.reported();
  await bot.presses(rasmus, "barrier/take", { barrier: id });
  await bot.presses(rasmus, "barrier/wait", { barrier: id, next: "escalate", waitText: "Det kræver penge." });
  await bot.settled();
  return id;
}

const lastWords = (person: string) => wordsOn(bot.cards(person).at(-1)?.card);

test("*Det gør vi* is told to the holder and the team with the manager's name and role, and is on record", async () => {
  const id = await lifted();
  await bot.morningOf("2026-11-17");
  expect(lastWords(mette)).toContain("Opgaven er løftet til en chef. Du hører, når der er besluttet noget.");
  const card = bot.cards(torben).at(-1)?.card ?? {};
  expect(titles(card)).toEqual([
    "Det gør vi",
    "Vi venter",
    "Det gør vi ikke",
    "Spørg",
    "Jeg tager den selv",
    "Løft videre",
  ]);
  const form = {
    barrier: id,
    doText: "Vi køber seks nye tablets.",
    doer: rasmus,
    doUntil: "2026-12-11",
  };
  const { value } = await bot.presses(torben, "lift/do", form);
  await bot.settled();
  const told = "Torben Kjær, chef for Sundhed og Ældre, har besluttet: Det gør vi.";
  const others = [wordsOn(value), lastWords(rasmus)];
  await bot.morningOf("2026-11-18");
  for (const words of [...others, lastWords(mette)]) {
    for (const said of [told, "Vi køber seks nye tablets.", "Rasmus Dahl", "11. december 2026"])
      expect(words).toContain(said);
  }
  expect(titles(value)).toEqual([]);
  const { items } = await bot.store.query(tenant, "decision", {});
  expect(items.map((item) => item.value)).toEqual([
    expect.objectContaining({
      ...{ kind: "doing", about: { kind: "barrier", id }, text: "Vi køber seks nye tablets.", by: torben },
      ...{ doer: rasmus, due: "2026-12-11", state: "open", told: [rasmus, mette] },
    }),
  ]);
  // A second manager is told that it is decided already, and nothing changes.
  const late = await bot.presses(director, "lift/decline", { barrier: id, declineText: "Nej." });
  expect(wordsOn(late.value)).toContain("Der er allerede besluttet noget om opgaven.");
  expect((await scene.barrier(id)).status).toBe("waiting");
});

test("on its date the manager is asked once, when they are there; that it is done is told, and whoever has it goes on", async () => {
  const id = await lifted();
  await bot.presses(torben, "lift/do", { barrier: id, doText: "Nye tablets.", doer: rasmus, doUntil: "2026-12-11" });
  await bot.settled();
  bot.at("2026-12-10T09:00:00.000Z");
  await bot.says(torben, "jeg er væk til 12.12.");
  await bot.settled();
  const asked = () => bot.cards(torben).filter(({ card }) => wordsOn(card).includes("Datoen er kommet")).length;
  for (const [day, expected] of [
    ["11", 0],
    ["14", 1],
    ["15", 1],
  ] as const) {
    bot.at(`2026-12-${day}T09:00:00.000Z`);
    await bot.tick();
    expect([day, asked()]).toEqual([day, expected]);
  }
  const [stored] = (await bot.store.query(tenant, "decision", {})).items;
  const { value } = await bot.presses(torben, "decision/done", { decision: stored?.key ?? "" });
  await bot.settled();
  expect(wordsOn(value)).toContain("Gemt: Det er gjort.");
  for (const person of [rasmus, mette])
    expect(lastWords(person)).toContain("Torben Kjær, chef for Sundhed og Ældre, siger, at det er gjort.");
  expect(await scene.barrier(id)).toMatchObject({ status: "working", assignedTo: rasmus });
});

test("what a manager asks is answered to them, and the lift stays", async () => {
  const id = await lifted();
  await bot.presses(torben, "lift/ask", { barrier: id, askText: "Hvor mange drejer det sig om?" });
  await bot.morningOf("2026-11-17");
  expect(lastWords(mette)).toContain("Torben Kjær, chef for Sundhed og Ældre, spørger:");
  const before = bot.cards(torben).length;
  await bot.presses(mette, "barrier/answer", { barrier: id, answer: "Seks stykker." });
  await bot.settled();
  expect(bot.cards(torben)).toHaveLength(before + 1);
  expect(lastWords(torben)).toContain("Seks stykker.");
  expect(liftOf(await scene.barrier(id))).not.toBeNull();
  expect(lastWords(mette)).not.toContain("har besluttet");
});

test("what cannot be taken leaves the form with what was typed", async () => {
  const id = await lifted();
  const typed = { barrier: id, waitText: "Budgettet.", waitUntil: "2026-11-01" };
  const { value } = await bot.presses(torben, "lift/wait", typed);
  expect(wordsOn(value)).toContain("Vælg en dato, der ligger fremme.");
  expect(JSON.stringify(value)).toContain("Budgettet.");
  const guarded = await bot.presses(torben, "lift/decline", { barrier: id, declineText: "Se 111111-1118." });
  expect(wordsOn(guarded.value)).toContain("CPR");
  expect(liftOf(await scene.barrier(id))).not.toBeNull();
});

test("it is lifted on to the manager above, and taken over by them", async () => {
  const id = await lifted();
  const before = bot.cards(director).length;
  await bot.presses(torben, "lift/on", { barrier: id, onText: "Det gælder hele kommunen." });
  await bot.settled();
  expect(bot.cards(director).length).toBe(before + 1);
  expect(lastWords(director)).toContain("Det gælder hele kommunen.");
  expect(titles(bot.cards(director).at(-1)?.card ?? {})).not.toContain("Løft videre");
  // It lies above him now.
  await bot.presses(torben, "lift/take", { barrier: id });
  expect(await scene.barrier(id)).toMatchObject({ assignedTo: rasmus });
  const { value } = await bot.presses(director, "lift/take", { barrier: id });
  await bot.settled();
  expect(wordsOn(value)).toContain("tager opgaven selv");
  expect(lastWords(rasmus)).toContain("tager opgaven selv");
  expect(await scene.barrier(id)).toMatchObject({ status: "working", assignedTo: director });
});

test("after five working days the manager is reminded once, after ten the holder has it back, and it is lifted still", async () => {
  const id = await lifted();
  const counts = () => ({ torben: bot.cards(torben).length, rasmus: bot.cards(rasmus).length });
  const before = counts();
  for (const day of ["20", "21", "22", "23", "24"]) {
    bot.at(`2026-11-${day}T09:00:00.000Z`);
    await bot.tick();
  }
  expect(counts().torben).toBe(before.torben + 1);
  expect(lastWords(torben)).toContain("Opgaven har ligget hos dig i fem arbejdsdage.");
  for (const day of ["2026-11-27", "2026-11-30", "2026-12-01"]) {
    bot.at(`${day}T09:00:00.000Z`);
    await bot.tick();
  }
  expect(lastWords(rasmus)).toContain("Der er ikke besluttet noget i ti arbejdsdage.");
  expect(liftOf(await scene.barrier(id))).toMatchObject({ returned: true });
  // Whoever holds it lifts it further: to the level above.
  await bot.presses(rasmus, "barrier/wait", { barrier: id, next: "escalate", waitText: "Stadig brug for penge." });
  await bot.settled();
  expect(lastWords(director)).toContain("Stadig brug for penge.");
});
