import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Resvg } from "@resvg/resvg-js";
import type { Page } from "playwright-core";
import type { LevelsAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { fillDemo } from "../../bot/local/load-demo.ts";
import { accessibilityFaults, settled, sidewaysPixels } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { covered, dropped, headless, printed, seen, squeezed, tables } from "../support/paper.ts";
import { colorsIn } from "../support/pixels.ts";
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

/** What axe finds on a desktop and on a phone, which is left as it was. */
async function faultsAtBothWidths(page: Page): Promise<string[]> {
  const faults = await accessibilityFaults(page);
  await page.setViewportSize({ width: 375, height: 812 });
  await settled(page);
  faults.push(...(await accessibilityFaults(page)));
  await page.setViewportSize({ width: 1280, height: 800 });
  await settled(page);
  return faults;
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
  // Before anything is typed: the teams by what is the matter, from any page straight to their lines.
  await page.getByRole("button", { name: "Find team, område eller løsning" }).click();
  await page.getByRole("option", { name: "Har brug for hjælp" }).click();
  await page.locator(".team-row").first().waitFor();
  expect((await page.locator(".team-search").boundingBox())?.y).toBeLessThan(400);
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

test("a solution is a picture of its year, told apart without colours, with a table behind it, and the picture stands alone", async () => {
  const path = "/api/levels?weeks=52&solution=journal";
  const headers = { Authorization: `Persona ${all}` };
  const { weeks, solutions, marks } = (await (await fetch(tab.url + path, { headers })).json()) as LevelsAnswer;
  const [journal] = solutions;
  const { page } = await tab.visit({ upn: all, path: "/tab/overview/solution/journal" });
  const picture = page.getByRole("img", { name: /^Journalen\. Søjler uge for uge/ });
  await picture.waitFor();
  // Its teams stand in columns.
  const links = page.locator(".team-groups a");
  expect(await links.count()).toBeGreaterThan(90);
  const edges = await links.evaluateAll((all) => all.map((link) => Math.round(link.getBoundingClientRect().left)));
  expect(new Set(edges).size).toBeGreaterThanOrEqual(3);
  expect(await screens(page)).toBeLessThan(4.5);
  // What was decided and tried is marked, and so is when few are at work.
  const told = marks.flatMap((mark) => (mark.kind === "holiday" || mark.kind === "quiet" ? [] : [mark]));
  const last = weeks.at(-1) ?? "";
  const onAxis = told.filter(({ week }) => week <= last);
  expect(await page.locator(".chart-flag").count()).toBe(new Set(onAxis.map(({ week }) => week)).size);
  // What is to be done by a date whose week is not on it stands beside it.
  const ahead = page.getByRole("heading", { name: "Datoer, der kommer" }).locator("+ ul > li");
  expect(await ahead.count()).toBe(told.length - onAxis.length);
  expect(await ahead.first().textContent()).toMatch(/^Dato for beslutningen: .*19\. december 2026/);
  expect(await faultsAtBothWidths(page)).toEqual([]);
  expect(await page.locator(".chart-quiet").count()).toBeGreaterThan(0);
  await page.getByText("Vis tallene som skema").click();
  const rows = page.getByRole("table", { name: "Teams på hvert trin, uge for uge" }).getByRole("row");
  expect(await rows.count()).toBe(weeks.length + 1);
  const heads = await rows.first().getByRole("columnheader").allTextContents();
  const newest = await rows.nth(1).getByRole("cell").allTextContents();
  expect(newest[heads.indexOf("Sådan gør vi") - 1]).toBe(String(journal?.levels.routine.at(-1)));
  // The newest bar: each of its levels has another look, in the light and with the system's own colours.
  const reader = await tab.browser.newPage();
  for (const [colors, colorScheme] of [
    ["none", "light"],
    ["active", "light"],
    ["active", "dark"],
  ] as const) {
    await page.emulateMedia({ forcedColors: colors, colorScheme });
    const looks = new Map<string, string>();
    for (const level of ["routine", "mostly", "sometimes", "rarely"]) {
      const swatch = page.locator(`.chart-swatch:has(.standing-${level})`);
      if ((await swatch.count()) === 0) continue;
      const png = await swatch.screenshot({ animations: "disabled" });
      looks.set(level, png.toString("base64"));
      expect([colors, level, (await colorsIn(reader, png)).length > 1]).toEqual([colors, level, true]);
    }
    expect(looks.size).toBeGreaterThanOrEqual(3);
    expect(new Set(looks.values()).size).toBe(looks.size);
    const bars = await colorsIn(reader, await picture.screenshot({ animations: "disabled" }));
    expect(bars.length).toBeGreaterThan(2);
    await screenshot(page, `stor-loesning-${colors}-${colorScheme}`, { fullPage: true });
  }
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
  await reader.close();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Gem som billede" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("ombord-journalen.svg");
  const picked = await readFile(await saved.path(), "utf8");
  // Read once: each look at `pixels` is a copy of the whole.
  const { pixels } = new Resvg(picked, { font: { loadSystemFonts: false } }).render();
  const inks = new Set<string>();
  for (let at = 0; at < pixels.length; at += 4) inks.add(pixels.subarray(at, at + 3).toString("hex"));
  // Colours of the style sheet's own levels, without a style sheet.
  for (const color of ["0a4f5a", "3f93a0", "7cbcc6"]) expect(inks).toContain(color);
  await page.close();
}, 60_000);

test("an area has all its solutions small beside each other, its areas beside each other, and why, in words of its own", async () => {
  const page = await open("/tab/overview?area=sundhed");
  const small = page.getByRole("region", { name: "Løsningerne ved siden af hinanden" });
  expect(await small.locator("svg[role=img]").count()).toBe(8);
  const areas = page.getByRole("table", { name: "Områderne ved siden af hinanden" });
  // Four teams with as many leaders are too few to stand beside the others.
  expect(await areas.getByRole("row", { name: /Sundhedsfremme/ }).textContent()).toBe("Sundhedsfremme4Vises ikke");
  await page.getByRole("region", { name: "Det, der driller, på tværs af løsninger" }).waitFor();
  expect(await page.locator("h1").textContent()).toContain("Sundhed og Omsorg · 105 af 229 teams");
  expect(await faultsAtBothWidths(page)).toEqual([]);
  await page.getByText("Om tallene").first().click();
  for (const part of ["Tæller", "Nævner", "Niveau", "Svar", "Sidst opdateret"]) {
    expect(await page.locator(".figure-note").first().locator("dt", { hasText: part }).isVisible()).toBe(true);
  }
  await screenshot(page, "stor-omraade", { fullPage: true });
  await page.close();
}, 60_000);

const navigator = "oline.frandsen@storvig.example";
const leader = "gorm.friis@storvig.example";
const leaderOfTwo = "camilla.christensen@storvig.example";
const adviser = "lars.oestergaard@storvig.example";
const admin = "pernille.gade@storvig.example";

const onPaper: [path: string, upn: string][] = [
  ["/tab/overview", all],
  ["/tab/overview?area=sundhed", ofHomeCare],
  ["/tab/overview/solution/journal", all],
  ["/tab/overview/decisions", all],
  ["/tab/overview/quarter", all],
  ["/tab/overview/politicians", all],
  ["/tab/overview/solution/skaermbesoeg", all],
  ["/tab/advice", adviser],
  ["/tab/overview/team/TEAM", all],
  ["/tab/overview/team/TEAM/journal", all],
  ["/tab/barriers?view=board", navigator],
  ["/tab/barriers?view=list", navigator],
  ["/tab/barriers/times", navigator],
  ["/tab/barriers/steps", navigator],
  ["/tab/barriers/visits", navigator],
  ["/tab/barriers/BARRIER", navigator],
  ["/tab/citizens", navigator],
  ["/tab/citizens/map", navigator],
  ["/tab/citizens/inspire", navigator],
  ["/tab/citizens/develop", navigator],
  ["/tab/citizens/act", navigator],
  ["/tab/citizens/councils", all],
  ["/tab/trials", navigator],
  ["/tab/operations", admin],
  ["/tab/week", leader],
  ["/tab/week", leaderOfTwo],
  ["/tab/ambition", leader],
  ["/tab/ambition/sheet", leader],
];
/** In the gate those with the most that can be dropped: a long table, what is folded, columns, and what is drawn as it is scrolled to. */
const inGate = /overview$|solution\/journal|view=list|operations|map$/;

test.each(process.env.LONG === "1" ? onPaper : onPaper.filter(([path]) => inGate.test(path)))(
  "%s on paper holds what the screen does: nothing dropped, nothing covered, heads repeated, whose and when said",
  async (path, upn) => {
    const [team] = (await tab.store.query(localTenant, "adoption", { limit: 1 })).items;
    const { items } = await tab.store.query(localTenant, "barrier", { limit: 1000 });
    const barrier = items.find(({ value }) => value.status === "working");
    const there = path.replace("TEAM", team?.key ?? "").replace("BARRIER", barrier?.key ?? "");
    const { page } = await tab.visit({ upn, path: there });
    await page.locator("h1").waitFor();
    await settled(page);
    if (path.startsWith("/tab/barriers?")) await page.locator("[data-card]").first().waitFor();
    const texts = [...(await seen(page)), "Storvig Kommune", "19. november 2026"];
    const heads = await tables(page);
    const sheets = await printed(page);
    expect(texts.length).toBeGreaterThan(4);
    expect(dropped(texts, sheets)).toEqual([]);
    expect(covered(sheets)).toEqual([]);
    // What is handed on is one sheet.
    if (path.endsWith("councils")) expect(sheets).toHaveLength(1);
    expect(headless(heads, sheets)).toEqual([]);
    // What is open on paper is folded again on the screen.
    expect(await page.locator("main details.figure-notes[open]").count()).toBe(0);
    await page.close();
  },
  60_000,
);

test("the heads of the columns stand on each sheet that has teams, and the legend above them", async () => {
  const page = await open();
  await page.getByRole("button", { name: "Fold alle ud" }).click();
  await page.getByRole("rowheader", { name: "Servicedesk" }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".team-row").length === 229);
  const names = (await page.locator(".team-row th").allTextContents()).map(squeezed);
  expect(names.length).toBe(229);
  const sheets = (await printed(page)).map((runs) => squeezed(runs.map(({ text }) => text).join("")));
  const grid = sheets.findIndex((sheet) => sheet.includes(squeezed("Sådan læser du farverne")));
  const withTeams = sheets.slice(grid).filter((sheet) => names.some((name) => sheet.includes(name)));
  expect(withTeams.length).toBeGreaterThan(3);
  for (const sheet of withTeams) expect(sheet).toContain(squeezed("Denne uge"));
  await page.close();
}, 60_000);
