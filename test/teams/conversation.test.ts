import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { aboutDa } from "../../bot/text/da/about.ts";
import { aboutEn } from "../../bot/text/en/about.ts";
import { actionsOn, type Bot, emma, mette, rasmus, startBot, tenant, torben, wordsOn } from "../support/bot.ts";

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

function titles(person: string): string[] {
  return bot.cards(person).map(({ card }) => wordsOn(card).split("\n")[0] ?? "");
}

test("an installation is remembered and welcomed once, and this week's check-in is waiting", async () => {
  await bot.install(mette);
  expect(titles(mette)).toEqual(["Hej Mette. Jeg er Ombord.", "Uge 47: Hvordan går det?"]);
  const welcome = wordsOn(bot.cards(mette)[0]?.card);
  expect(welcome).toContain("Vi spørger til løsningen, ikke til den enkelte medarbejder.");
  expect(welcome).toContain("Hvem ser hvad?");
  const place = await bot.store.read(tenant, "conversation", mette);
  expect(place?.value).toMatchObject({ conversationId: `a:${mette}`, state: "installed", personId: mette });
});

test("the Playground's second installation at the same moment does not welcome twice", async () => {
  await Promise.all([bot.install(mette), bot.install(mette)]);
  expect(titles(mette).filter((title) => title.startsWith("Hej"))).toHaveLength(1);
});

test("a chat that is opened again shows the check-in in its true state", async () => {
  await bot.install(mette);
  await bot.presses(mette, "checkIn/skip", { week: "2026-W47", team: "nord-dag" });
  await bot.install(mette);
  expect(titles(mette).at(-1)).toBe("Uge 47 er sprunget over");
});

test("somebody without a team is welcomed without being asked anything", async () => {
  await bot.install(torben);
  const [card] = bot.cards(torben);
  expect(wordsOn(card?.card)).not.toContain("En gang om ugen spørger jeg");
  await bot.says(torben, "ugens check-in");
  expect(wordsOn(bot.cards(torben).at(-1)?.card)).toContain("Du svarer ikke for noget team");
});

test("the welcome card's button shows the check-in in its place", async () => {
  await bot.install(mette);
  const answer = await bot.presses(mette, "checkIn/mine", {}, bot.cards(mette)[0]?.id);
  expect(wordsOn(answer.value)).toMatch(/^Uge 47: Hvordan går det\?/);
});

test.each([
  ["UGENS CHECK-IN", "Uge 47: Hvordan går det?"],
  ["<at>Ombord</at> ugens check-in!", "Uge 47: Hvordan går det?"],
  ["check-in", "Uge 47: Hvordan går det?"],
  ["Weekly Check-In", "Uge 47: Hvordan går det?"],
  ["This week’s check-in?", "Uge 47: Hvordan går det?"],
  ["Noget driller", "Noget driller"],
  ["noget driller ??", "Noget driller"],
  ["SOMETHING IS IN THE WAY", "Noget driller"],
  ["borger", "En borger kan ikke være med"],
  ["Citizen", "En borger kan ikke være med"],
  ["Status", "Status i uge 47"],
  ["hjælp", "Det kan du skrive til mig"],
  ["HELP", "Det kan du skrive til mig"],
  ["hi", "Det kan du skrive til mig"],
  ["?", "Det kan du skrive til mig"],
  ["Hej!", "Det kan du skrive til mig"],
])("%s is understood", async (said, title) => {
  await bot.says(mette, said);
  expect(titles(mette)).toEqual([title]);
});

test("anything else gets a way forward", async () => {
  await bot.says(mette, "hvornår holder vi julefrokost");
  expect(wordsOn(bot.cards(mette)[0]?.card)).toBe(
    ["Det forstod jeg ikke. Var det noget af det her?", "Vis ugens check-in", "Noget driller", "Jeg er væk"].join("\n"),
  );
});

test.each(["?", "<at>", "! "])("a very long message of %s is no command, and holds nobody up", async (part) => {
  await bot.says(mette, `${part.repeat(200_000 / part.length)}x`);
  expect(wordsOn(bot.cards(mette)[0]?.card)).toContain("Det forstod jeg ikke.");
});

test("a CPR number in a message is refused in one sentence and never logged", async () => {
  await bot.says(mette, "Borgeren 111111-1118 kan ikke");
  expect(wordsOn(bot.cards(mette)[0]?.card)).toContain("Det ligner et CPR-nummer.");
  expect(JSON.stringify([bot.logged, bot.cards(mette)])).not.toContain("111111");
});

test("status shows each team and what is open about it", async () => {
  await bot.says(mette, "noget driller");
  await bot.presses(mette, "barrier/report", {
    team: "nord-dag",
    solution: "skaermbesoeg",
    form: "0192f0c0-0000-7000-8000-000000000001",
  });
  await bot.says(mette, "status");
  const words = wordsOn(bot.cards(mette).at(-1)?.card);
  expect(words).toContain("Hjemmeplejen Nord, dag");
  expect(words).toContain("Der er meldt 1 ting, der driller:");
  expect(words).toContain("skærmbesøg – **Ny**");
});

test("a person outside the directory is told kindly whom to ask", async () => {
  await bot.says("somebody-else", "hej");
  const words = wordsOn(bot.cards("somebody-else")[0]?.card);
  expect(words).toContain("I do not know you yet");
  expect(words).toContain("Havnby Kommune");
});

test("English for people whose language is English, Danish for the others, whatever the client says", async () => {
  await bot.says(emma, "help");
  await bot.says(rasmus, "help");
  expect(titles(emma)).toEqual(["You can write this to me"]);
  expect(titles(rasmus)).toEqual(["Det kan du skrive til mig"]);
});

test("removing the bot stops messages there, and a new installation welcomes again", async () => {
  await bot.install(torben);
  await bot.post({
    type: "installationUpdate",
    action: "remove",
    channelId: "msteams",
    serviceUrl: "http://127.0.0.1:1/",
    from: { id: `29:${torben}`, aadObjectId: torben },
    recipient: { id: "28:bot" },
    conversation: { id: `a:${torben}`, conversationType: "personal", tenantId: tenant },
  });
  expect((await bot.store.read(tenant, "conversation", torben))?.value.state).toBe("gone");
  await bot.install(torben);
  expect(titles(torben)).toHaveLength(2);
  const actions = actionsOn(bot.cards(torben)[1]?.card ?? {});
  expect(actions.map((action) => action.title)).toEqual(["Hvad kan du?", "Dine data"]);
  expect(JSON.stringify(actions[1])).toContain("about/data");
});

test.each([
  [aboutDa, ["Formål", "Grundlag", "Oplysninger", "Modtagere", "Hvor længe", "Dine rettigheder"]],
  [aboutEn, ["Purpose", "Legal basis", "Data", "Recipients", "For how long", "Your rights"]],
])("the page that the welcome leads to says all that somebody is to be told", ({ data }, headings) => {
  const months = { freeTextMonths: 6, citizenCaseMonths: 12, checkInMonths: 24, leaverNameMonths: 7 };
  const said = data.sections({ municipality: "Havnby Kommune", suppressionLimit: 5, ...months });
  expect(said.map(([heading]) => heading)).toEqual(headings);
  for (const fact of ["Havnby Kommune", " 6 m", " 7 m", " 12 m", " 24 m"])
    expect(said.flat(2).join(" ")).toContain(fact);
});
