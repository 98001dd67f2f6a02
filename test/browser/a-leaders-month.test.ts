import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { type Playground, startPlayground } from "../../bot/local/playground.ts";
import { da } from "../../bot/text/da/bot.ts";
import { tabDa } from "../../bot/text/da/tab.ts";
import { type Bot, button, demoFolder, freja, startBot, tenant, wordsOn } from "../support/bot.ts";
import { sidewaysPixels, visit } from "../support/browse.ts";
import { launchChromium, saveImage } from "../support/chromium.ts";
import { freePort } from "../support/local-mode.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { framed, type Shot } from "../support/picture.ts";
import { openPlayground, type PlaygroundPage } from "../support/playground-page.ts";

// One leader from December into January, on a phone: a quiet week, something in the way, a holiday across New Year with a stand-in,
// illness without one, and back. The clock is shifted; the steps build on each other.

jest.setTimeout(60_000);

const phone = 375;
const shotWidth = 290;
const team = "nord-dag";
const takesPictures = process.env.UPDATE_SCREENSHOTS === "1";
let bot: Bot;
let browser: Browser;
let playground: Playground;
let chat: PlaygroundPage;
/** What the leader has pressed or chosen, and written, since the step began. */
let taps = 0;
let words = 0;
const shots: Shot[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  bot = await startBot({ at: "2026-12-07T07:30:00.000Z" });
  await fillMunicipality(bot.store, tenant, "2026-12-04T10:00:00.000Z", 8);
  await importDirectory({ store: bot.store, tenantId: tenant, source: withDates(), now: bot.now(), by: "system" });
  await bot.install(freja);
  const folder = mkdtempSync(join(tmpdir(), "ombord-month-"));
  playground = await startPlayground(await freePort(), `${bot.url}/api/messages`, folder);
  chat = await openPlayground(browser, playground.url, 2);
  await chat.page.setViewportSize({ width: phone, height: 812 });
});

afterAll(async () => {
  playground?.stop();
  await browser?.close();
  await bot?.stop();
});

/** The demo's files, with a stand-in for the holiday only. */
function withDates() {
  return readdirSync(demoFolder).map((name) => {
    const text = readFileSync(join(demoFolder, name), "utf8");
    const dated = text.replace(`${freja};standIn;${team};;`, `${freja};standIn;${team};2026-12-21;2027-01-03`);
    return { name, bytes: Buffer.from(dated) };
  });
}

test("a quiet week is one tap and no words", async () => {
  await nineOn("2026-12-07");
  await chat.sees("Uge 50: Hvordan går det?");
  begin();
  await tap(da.checkIn.asLast);
  await chat.sees("Tak for svaret i uge 50");
  expect({ taps, words }).toEqual({ taps: 1, words: 0 });
});

test("something in the way is told in chat, and stands in Min uge", async () => {
  await nineOn("2026-12-14");
  await chat.sees("Uge 51: Hvordan går det?");
  begin();
  await tick(da.checkIn.troubled);
  await tap(da.checkIn.asLast);
  await chat.sees(da.barrier.category);
  await tick(da.category.equipment);
  await tap(da.barrier.next);
  await tick(da.detail.connectivity);
  await chat.card.getByLabel(da.barrier.consequence).fill("Billedet fryser ude på ruten.");
  words += 5;
  await tick(da.contact.visit);
  await tap(da.common.send);
  await chat.sees("Tak for svaret i uge 51");
  await chat.sees(/Billedet fryser ude på ruten\./);
  expect({ taps, words }).toEqual({ taps: 7, words: 5 });
  await photograph(chat.card);
  const { page, context } = await minUge();
  await page.getByText("Billedet fryser ude på ruten.").first().waitFor();
  await context.close();
});

test("a holiday across New Year is one sentence, and the stand-in is asked meanwhile", async () => {
  bot.at("2026-12-17T12:00:00.000Z");
  begin();
  await say("jeg holder ferie fra 21. december til og med 3. januar");
  await chat.sees(da.absence.setTitle("2026-12-21", "2027-01-03"));
  await chat.sees(da.absence.standIn("Hjemmeplejen Nord, dag", "Freja Toft"));
  expect({ taps, words }).toEqual({ taps: 0, words: 11 });
  await photograph(chat.card);
  const before = await chat.cardCount();
  await nineOn("2026-12-21");
  const asked = bot.cards(freja).at(-1);
  expect(wordsOn(asked?.card)).toContain("Uge 52: Hvordan går det?");
  const answered = await bot.presses(freja, "checkIn/asLast", button(asked?.card ?? {}, "Som sidst").data, asked?.id);
  expect(wordsOn(answered.value)).toContain("Tak for svaret i uge 52");
  await nineOn("2026-12-28");
  expect(wordsOn(bot.cards(freja).at(-1)?.card)).toContain("Uge 53: Hvordan går det?");
  expect(await chat.cardCount()).toBe(before);
});

test("back from the holiday: one message of what happened, and the week's card", async () => {
  await nineOn("2027-01-04");
  const back = chat.page.locator(".ac-adaptiveCard").filter({ hasText: da.meanwhile.title("Mette") });
  await back.waitFor();
  expect(await back.textContent()).toContain("Freja Toft svarede for uge 52.");
  expect(await back.count()).toBe(1);
  await photograph(back);
  const week = chat.page.locator(".ac-adaptiveCard").filter({ hasText: "Uge 1: Hvordan går det?" });
  begin();
  await week.getByRole("button", { name: da.checkIn.asLast, exact: true }).click();
  await chat.page.getByText("Tak for svaret i uge 1", { exact: true }).waitFor();
});

test("ill without a stand-in: two words and a tap, and nothing is asked", async () => {
  bot.at("2027-01-11T06:30:00.000Z");
  begin();
  await say("er syg");
  await chat.sees(da.absence.noEnd);
  await photograph(chat.card);
  await tap(da.absence.save);
  await chat.sees(da.absence.setTitle(null, "2027-01-24"));
  await chat.sees(da.absence.noStandIn("Hjemmeplejen Nord, dag"));
  expect({ taps, words }).toEqual({ taps: 1, words: 2 });
  const [before, ofFreja] = [await chat.cardCount(), bot.cards(freja).length];
  await nineOn("2027-01-11");
  await nineOn("2027-01-14");
  expect(await bot.store.read(tenant, "checkIn", `2027-W02:${team}`)).toBeUndefined();
  expect([await chat.cardCount(), bot.cards(freja).length]).toEqual([before, ofFreja]);
});

test("back before it was thought: asked again, and the week that was not asked counts against nobody", async () => {
  bot.at("2027-01-18T06:30:00.000Z");
  begin();
  await say("jeg er tilbage");
  await chat.sees(da.absence.endedTitle);
  await nineOn("2027-01-18");
  await chat.sees("Uge 3: Hvordan går det?");
  await tap(da.checkIn.asLast);
  await chat.sees("Tak for svaret i uge 3");
  expect({ taps, words }).toEqual({ taps: 1, words: 3 });
  const { page, context } = await minUge();
  await page.getByText(tabDa.myWeek.historyTitle).first().waitFor();
  expect(await page.getByRole("table").first().textContent()).toContain(tabDa.myWeek.notAsked);
  if (takesPictures) shots.push(await historyShot(page));
  await context.close();
  if (!takesPictures) return;
  const png = await framed(browser, shots);
  expect(png.length).toBeLessThan(250_000);
  await saveImage(png, "en-maaned", "docs/images");
});

function begin(): void {
  taps = 0;
  words = 0;
}

async function tap(name: string): Promise<void> {
  taps += 1;
  await chat.press(name);
}

async function tick(label: string): Promise<void> {
  taps += 1;
  await chat.card.getByLabel(label).first().check();
}

async function say(sentence: string): Promise<void> {
  words += sentence.split(" ").length;
  await chat.say(sentence);
}

/** Nine in the morning in Denmark: the timer, twice, as there is more to do after what was sent. */
async function nineOn(date: string): Promise<void> {
  for (const minutes of ["00:30", "01:30"]) {
    bot.at(`${date}T08:${minutes}.000Z`);
    await bot.tick();
  }
  await bot.settled();
}

/** For the guide: `UPDATE_SCREENSHOTS=1 npm run test:guides`. */
async function photograph(what: Locator): Promise<void> {
  if (!takesPictures) return;
  await what.page().mouse.move(0, 0);
  shots.push({ png: await what.screenshot({ animations: "disabled" }), width: shotWidth });
}

async function minUge() {
  const upn = "mette.holm@havnby.example";
  const visited = await visit(browser, { url: bot.url, upn, path: "/tab/", width: phone });
  expect(await sidewaysPixels(visited.page)).toBe(0);
  return visited;
}

/** The latest weeks in *Min uge*, without the bar that only local mode has. */
async function historyShot(page: Page): Promise<Shot> {
  await page.addStyleTag({ content: ".persona-bar { display: none }" });
  const y = (await page.getByText(tabDa.myWeek.historyTitle).first().boundingBox())?.y ?? 0;
  const clip = { x: 0, y: y - 12, width: phone, height: 420 };
  return { png: await page.screenshot({ fullPage: true, clip, animations: "disabled" }), width: shotWidth };
}
