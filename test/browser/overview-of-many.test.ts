import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { fillDemo } from "../../bot/local/load-demo.ts";
import { accessibilityFaults, settled, sidewaysPixels } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

// Storvig Kommune: 229 teams, 50 areas, 11 solutions and a year. What only shows at that size is looked at here.

const now = "2026-11-19T10:00:00.000Z";
const all = "nanna.eriksen@storvig.example";
const ofHomeCare = "erik.ravn@storvig.example";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, (store) => fillDemo(store, localTenant, now, "stor"));
}, 120_000);

afterAll(() => tab.stop());

async function open(path = "/tab/overview", { upn = all, width = 1280 } = {}): Promise<Page> {
  const { page } = await tab.visit({ upn, path, width });
  await page.getByRole("grid").first().waitFor();
  await settled(page);
  return page;
}

const screens = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight / window.innerHeight);

test("one sentence says what is most worth knowing, and each part of it leads on", async () => {
  const page = await open();
  const sentence = page.locator(".headline");
  expect(await sentence.textContent()).toMatch(/^\d+ teams er tavse, .*falder, \d+ ting venter på dig\.$/);
  await sentence.getByRole("link", { name: /tavse/ }).click();
  const silent = page.getByRole("group").filter({ hasText: "Har ikke svaret" });
  const [count] = /\d+/.exec((await sentence.textContent()) ?? "") ?? [];
  expect(await silent.getByRole("listitem").count()).toBe(Number(count));
  expect(await silent.evaluate((card) => (card as HTMLDetailsElement).open)).toBe(true);
  await screenshot(page, "stor-tavse", { fullPage: true });
  // Teams are named, and nobody who leads one; whom to talk to stands on the team's own page.
  await silent.getByRole("link", { name: "Hjemmeplejen Havnen, aften" }).click();
  await page
    .getByRole("link", { name: /^Skriv i Teams til / })
    .first()
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.close();
}, 60_000);

test("what waits is a card for each kind, folded, the most that can be done about first", async () => {
  const page = await open();
  const cards = page.locator(".attention-group > summary");
  expect((await cards.allTextContents()).map((said) => said.replace(/ \d+$/, "")).slice(0, 4)).toEqual([
    "Løftet til dig",
    "Har ikke svaret",
    "Aftalt afvigelse skal ses på igen",
    "Bruges mindre end før",
  ]);
  const section = page.getByRole("region", { name: "Det venter på dig" });
  expect((await section.boundingBox())?.height).toBeLessThan(300);
  await page.close();
});

test("every column is there at 1,280 pixels, the week beside the team, and the page is what scrolls", async () => {
  const page = await open();
  await page.getByRole("button", { name: "Fold alle ud" }).click();
  await page.getByRole("rowheader", { name: "Servicedesk" }).waitFor();
  expect(await sidewaysPixels(page)).toBe(0);
  expect(await page.getByRole("row").count()).toBeGreaterThanOrEqual(279);
  const edges = await page
    .getByRole("grid")
    .evaluateAll((grids) => grids.map((grid) => grid.getBoundingClientRect().right));
  expect(Math.max(...edges)).toBeLessThanOrEqual(1280);
  const heads = page.getByRole("grid").first().getByRole("columnheader");
  expect((await heads.allTextContents()).slice(0, 2)).toEqual(["Team", "Denne uge"]);
  const heights = await page
    .locator(".team-row")
    .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  expect(heights.filter((height) => height <= 30).length / heights.length).toBeGreaterThan(0.9);
  // The names of the columns and the area stay while the teams go by.
  await page.getByRole("rowheader", { name: "Hjemmeplejen Bakkely, nat" }).scrollIntoViewIfNeeded();
  await page.evaluate(() => window.scrollBy(0, 200));
  const grid = page
    .getByRole("grid")
    .filter({ has: page.getByRole("rowheader", { name: "Hjemmeplejen Bakkely, nat" }) });
  expect(
    await grid
      .locator("thead th")
      .first()
      .evaluate((head) => head.getBoundingClientRect().top),
  ).toBe(0);
  await screenshot(page, "stor-foldet-ud");
  await page.close();
}, 60_000);

test("teams are looked for by what is the matter, and those that are found stand unfolded and counted", async () => {
  const page = await open();
  for (const filter of [
    "Ikke har svaret",
    "Falder",
    "Har gamle skøn",
    "Har noget, der driller",
    "Har brug for hjælp",
  ]) {
    await page.getByRole("button", { name: filter, exact: true }).click();
    const [, count] = /^(\d+) af 229 teams/.exec((await page.getByRole("status").last().textContent()) ?? "") ?? [];
    expect(Number(count)).toBeGreaterThan(0);
    await page.waitForFunction((rows) => document.querySelectorAll(".team-row").length === rows, Number(count));
  }
  expect(page.url()).toContain("show=help");
  await page.getByRole("button", { name: "Har brug for hjælp" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".team-row").length === 0);
  await page.close();
}, 60_000);

test("a team, an area or a solution is found by its name from every page", async () => {
  const { page } = await tab.visit({ upn: all, path: "/tab/barriers" });
  await page.getByRole("button", { name: "Find team, område eller løsning" }).click();
  await page.getByRole("combobox", { name: "Find team, område eller løsning" }).fill("havnen aft");
  await page.getByRole("option", { name: /Hjemmeplejen Havnen, aften/ }).click();
  await page.getByRole("heading", { level: 1, name: "Hjemmeplejen Havnen, aften" }).waitFor();
  await page.getByRole("button", { name: "Find team, område eller løsning" }).click();
  await page.getByRole("combobox", { name: "Find team, område eller løsning" }).fill("bookingen");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Bookingen" }).waitFor();
  await page.close();
}, 60_000);

test("a part of an area never stands under the name of the whole", async () => {
  const page = await open("/tab/overview", { upn: ofHomeCare });
  const first = page.locator(".area-row").first();
  expect(await first.getByRole("rowheader").textContent()).toMatch(/^Sundhed og Omsorg › Hjemmepleje/);
  expect(await page.getByRole("button", { name: "Sundhed og Omsorg" }).count()).toBe(0);
  await page.close();
});

test("on a phone it is at most six screens, and nothing goes over its edge", async () => {
  const page = await open("/tab/overview", { width: 375 });
  expect(await screens(page)).toBeLessThanOrEqual(6);
  expect(await sidewaysPixels(page)).toBe(0);
  await screenshot(page, "stor-375", { fullPage: true });
  await page.close();
});
