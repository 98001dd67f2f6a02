import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { fillBarriers } from "../support/barriers.ts";
import { settled } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { colorsIn } from "../support/pixels.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;
/** Reads pictures: the tab's own security policy lets it fetch none. */
let reader: Page;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillBarriers(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 5);
  });
  reader = await tab.browser.newPage();
}, 60_000);

afterAll(() => tab.stop());

type Palette = "light" | "dark";
const palettes: Palette[] = ["light", "dark"];

async function openForced(upn: string, path: string, colorScheme: Palette): Promise<Page> {
  const { page } = await tab.visit({ upn: `${upn}@havnby.example`, path: `/tab/${path}` });
  await page.emulateMedia({ forcedColors: "active", colorScheme });
  await settled(page);
  // The ground is the system's own, so that both palettes are looked at.
  const [ground] = await colorsOf(page, "body");
  expect(ground).toBe(colorScheme === "dark" ? "0 0 0" : "255 255 255");
  return page;
}

/** How each of the kinds looks that are in sight: as many looks as kinds when they are told apart. */
async function looksOf(page: Page, kinds: readonly string[]): Promise<{ kinds: number; looks: number }> {
  const looks: string[] = [];
  for (const kind of kinds) {
    const one = page.locator(kind).first();
    if ((await one.count()) > 0) looks.push((await one.screenshot({ animations: "disabled" })).toString("base64"));
  }
  return { kinds: looks.length, looks: new Set(looks).size };
}

const levels = ["routine", "mostly", "sometimes", "rarely", "notStarted", "notRelevant", "unsure"];

/** What colours the picture of an element holds, the most common first. */
async function colorsOf(page: Page, selector: string): Promise<string[]> {
  const png = await page.locator(selector).first().screenshot({ animations: "disabled" });
  return colorsIn(reader, png);
}

test.each(palettes)(
  "the chosen answer stands out from the others, with its symbol, where the system chooses the colours: %s",
  async (palette) => {
    const page = await openForced("hanne.lykke", "week", palette);
    const chosen = ".level-choice:has(input:checked) > span";
    const other = ".level-choice:has(input:not(:checked)) > span";
    expect((await colorsOf(page, chosen))[0]).not.toBe((await colorsOf(page, other))[0]);
    expect((await colorsOf(page, `${chosen} .level-symbol`)).length).toBeGreaterThan(1);
    expect((await colorsOf(page, `${other} .level-symbol`)).length).toBeGreaterThan(1);
    const choices = levels.map((level) => `.level-choice.level-${level} .level-symbol`);
    expect(await looksOf(page, choices)).toEqual({ kinds: levels.length, looks: levels.length });
    const squares = await looksOf(
      page,
      levels.map((level) => `.history-square.level-${level}`),
    );
    expect(squares.kinds).toBeGreaterThanOrEqual(2);
    expect(squares.looks).toBe(squares.kinds);
    // A square of the history is seen, and what it says.
    expect((await colorsOf(page, ".history-square:not(.is-empty)")).length).toBeGreaterThan(1);
    await screenshot(page, `tvungne-farver-min-uge-${palette}`, { fullPage: true });
    await page.close();
  },
);

test.each(palettes)("the bars of the levels and the parts of them are told apart: %s", async (palette) => {
  const page = await openForced("torben.kjaer", "overview", palette);
  await page.getByRole("grid").waitFor();
  const edges = await page.locator(".segment").evaluateAll((segments) =>
    segments.map((segment) => {
      const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(segment);
      return borderTopWidth !== "0px" && borderTopColor !== backgroundColor;
    }),
  );
  expect(edges.length).toBeGreaterThan(0);
  expect(edges).not.toContain(false);
  for (const seen of [".segment .level-symbol", ".cell-box", ".fact-bars", ".legend-swatch"]) {
    expect([seen, (await colorsOf(page, seen)).length > 1]).toEqual([seen, true]);
  }
  const parts = await looksOf(
    page,
    levels.map((level) => `.legend .level-${level}`),
  );
  expect(parts.kinds).toBeGreaterThanOrEqual(4);
  expect(parts.looks).toBe(parts.kinds);
  const checked = await colorsOf(page, ".fui-Radio:has(input:checked) .fui-Radio__indicator");
  const unchecked = await colorsOf(page, ".fui-Radio:has(input:not(:checked)) .fui-Radio__indicator");
  expect(checked).not.toEqual(unchecked);
  await screenshot(page, `tvungne-farver-overblik-${palette}`, { fullPage: true });
  await page.close();
});

test.each(palettes)("the longest of the counted has a longer bar that is seen: %s", async (palette) => {
  const page = await openForced("rasmus.dahl", "citizens/map", palette);
  const [bar] = await colorsOf(page, ".ranked-bar");
  const [background] = await colorsOf(page, ".ranked-count");
  expect(bar).not.toBe(background);
  const edges = await page
    .locator(".step")
    .evaluateAll((steps) => steps.map((step) => getComputedStyle(step).borderBottomColor));
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(edges.filter((edge) => edge !== ground).length).toBe(1);
  await screenshot(page, `tvungne-farver-borgere-${palette}`, { fullPage: true });
  await page.close();
});

test.each(palettes)("where one is stands out in the navigation: %s", async (palette) => {
  const page = await openForced("rasmus.dahl", "barriers", palette);
  const edge = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((link) => {
        const color = getComputedStyle(link).borderBottomColor;
        return color === getComputedStyle(document.body).backgroundColor ? "hidden" : "seen";
      });
  expect(await edge(".page-link[aria-current]")).toBe("seen");
  expect(await edge(".page-link:not([aria-current])")).toBe("hidden");
  await screenshot(page, `tvungne-farver-det-driller-${palette}`, { fullPage: true });
  await page.close();
});
