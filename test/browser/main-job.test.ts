import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { da } from "../../bot/text/da/bot.ts";
import { tabDa } from "../../bot/text/da/tab.ts";
import { sidewaysPixels, visit } from "../support/browse.ts";
import { launchChromium, screenshot } from "../support/chromium.ts";
import { freshDatabase, type LocalMode, startLocalMode } from "../support/local-mode.ts";
import { openPlayground, type PlaygroundPage } from "../support/playground-page.ts";

// One leader's week as she lives it: npm start, a browser, her check-in. The steps build on each other.

jest.setTimeout(120_000);

const leader = { upn: "mette.holm@havnby.example", team: "Hjemmeplejen Nord, dag" };
const cpr = "111111-1118";
const note = "Vi ringer i stedet for at skrive.";
const database = freshDatabase();
/** What npm start runs when the tab has been built, as it has before these tests: others read it meanwhile. */
const scripts: Record<string, string> = JSON.parse(readFileSync("package.json", "utf8")).scripts;
const command = (scripts.start ?? "").split(" ");
let local: LocalMode;
let browser: Browser;
let chat: PlaygroundPage;

beforeAll(async () => {
  browser = await launchChromium();
  local = await startLocalMode({ command, database });
});

afterAll(async () => {
  await browser?.close();
  await local?.stop();
});

test("npm start builds the tab first", () => {
  expect(scripts).toMatchObject({ prestart: "npm run -s build", start: "node bot/local/start.ts" });
});

test("this week's check-in waits when the leader opens her chat, and in the tab", async () => {
  chat = await openPlayground(browser, local.playgroundUrl);
  await chat.sees(/^Uge \d+: Hvordan går det\?$/);
  await chat.sees(leader.team);
  await chat.sees(da.checkIn.intro);
  await screenshot(chat.page, "1-check-in-venter");
  expect((await teamInOverview())[0]).toBe(tabDa.overview.weekStates.open);
});

test("she answers, flags one solution and sends: the barrier asks for its group in the same place", async () => {
  const questions = await usageQuestions();
  expect(questions.length).toBeGreaterThanOrEqual(3);
  for (const question of questions) await chat.choose(question, da.usage.rarely);
  await chat.card.getByLabel(da.checkIn.troubled).first().check();
  await screenshot(chat.page, "2-besvaret-og-markeret");
  const cards = await chat.cardCount();
  await chat.press(da.common.send);
  await chat.sees(da.barrier.category);
  expect(await chat.cardCount()).toBe(cards);
  await screenshot(chat.page, "3-hvad-driller");
});

test("she says what troubles them, and the receipt thanks her", async () => {
  await chat.card.getByLabel(da.category.equipment).check();
  await chat.press(da.barrier.next);
  await chat.card.getByLabel(da.detail.connectivity).check();
  await chat.card.getByLabel(da.barrier.consequence).fill("Billedet fryser ude på ruten.");
  await chat.card.getByLabel(da.contact.visit).check();
  await screenshot(chat.page, "4-fortael");
  await chat.press(da.common.send);
  await chat.sees(/^Tak for svaret i uge \d+$/);
  await screenshot(chat.page, "5-kvittering");
});

test("she logs a citizen: a CPR number stops her with everything kept, without it the case is saved", async () => {
  await chat.press(da.checkIn.citizen);
  await chat.sees(da.common.noPersonalData.replaceAll("**", ""));
  const { access, health } = da.citizenReasonGroup;
  const { interpreter, phone } = da.citizenAlternative;
  const box = (name: string) => chat.card.locator(`input[type=checkbox][aria-label="${name}"]`);
  for (const name of [access, health]) await box(name).check();
  expect(await chat.card.getByRole("combobox", { name: access }).isVisible()).toBe(false);
  await chat.press(da.citizenForm.details);
  await chat.tick(access, [da.citizenReason.noMitId]);
  await chat.tick(health, [da.citizenReason.cognitive]);
  // Hidden again, it is sent all the same.
  await chat.press(da.citizenForm.details);
  await box(phone).check();
  await chat.press(da.citizenSteps.list.moreWays);
  await chat.tick(da.citizenSteps.list.otherWays, [interpreter]);
  await chat.choose(da.citizen.outcome, da.citizenOutcome.analog);
  const field = chat.card.getByLabel(da.citizen.note);
  await field.fill(`${note} ${cpr}`);
  await chat.press(da.citizen.save);
  await chat.sees(/Det ligner et CPR-nummer/);
  await screenshot(chat.page, "6-cpr-stopper");
  expect(await field.inputValue()).toBe(`${note} ${cpr}`);
  for (const name of [access, health, phone]) {
    expect(await box(name).isChecked()).toBe(true);
  }
  // What was unfolded and chosen is not hidden again.
  expect(await chat.chosen(access)).toBe(da.citizenReason.noMitId);
  expect(await chat.chosen(health)).toBe(da.citizenReason.cognitive);
  expect(await chat.chosen(da.citizenSteps.list.otherWays)).toBe(interpreter);
  expect(await chat.chosen(da.citizen.outcome)).toBe(da.citizenOutcome.analog);
  await field.fill(note);
  await chat.press(da.citizen.save);
  await chat.sees(/^Tak for svaret i uge \d+$/);
  await chat.sees(da.citizen.saved);
  await screenshot(chat.page, "7-borger-gemt");
});

test("the CPR number has left no trace in the data or in what is logged", () => {
  const folder = dirname(database);
  const holding = readdirSync(folder).filter((name) => /111111.?1118/.test(readFileSync(join(folder, name), "latin1")));
  expect(holding).toEqual([]);
  expect(local.output()).not.toMatch(/111111.?1118/);
  expect(readdirSync(folder).some((name) => readFileSync(join(folder, name), "utf8").includes(note))).toBe(true);
});

test("she corrects an answer, and the overview in the tab shows what she said", async () => {
  const answered = await teamInOverview();
  expect(answered[0]).toBe(tabDa.overview.weekStates.answered);
  const rarely = saying(answered, da.usage.rarely);
  expect(rarely).toBeGreaterThanOrEqual(3);

  await chat.press(da.checkIn.correct);
  await chat.sees(da.checkIn.intro);
  const [first = ""] = await usageQuestions();
  expect(await chat.chosen(first)).toBe(da.usage.rarely);
  await chat.choose(first, da.usage.routine);
  await chat.press(da.common.send);
  await chat.sees(/^Tak for svaret i uge \d+$/);
  const corrected = await teamInOverview("8-overblik");
  expect(saying(corrected, da.usage.rarely)).toBe(rarely - 1);
  expect(saying(corrected, da.usage.routine)).toBe(saying(answered, da.usage.routine) + 1);
});

test("on a phone the overview fits", async () => {
  await teamInOverview("9-overblik-375", 375);
});

test("a restart keeps everything", async () => {
  const before = await teamInOverview();
  await chat.page.close();
  await local.stop();
  local = await startLocalMode({ command, database });
  expect(await teamInOverview()).toEqual(before);
  chat = await openPlayground(browser, local.playgroundUrl);
  await chat.sees(/^Tak for svaret i uge \d+$/);
});

function usageQuestions(): Promise<string[]> {
  return chat.labels(/^Hvor meget bruger I /);
}

/** The words in the cells of the leader's team in the tab's overview; the first is the state of the week. */
async function teamInOverview(picture?: string, width = 1280): Promise<string[]> {
  const { page, context } = await visit(browser, { url: local.botUrl, upn: leader.upn, path: "/tab/overview", width });
  const words = await cellsOf(page);
  expect(await sidewaysPixels(page)).toBe(0);
  if (picture) await screenshot(page, picture, { fullPage: true });
  await context.close();
  return words;
}

async function cellsOf(page: Page): Promise<string[]> {
  const team = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: leader.team }) });
  await team.waitFor();
  return await team.getByRole("gridcell").allInnerTexts();
}

function saying(cells: string[], level: string): number {
  return cells.filter((cell) => cell.startsWith(level)).length;
}
