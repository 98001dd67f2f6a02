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

async function openForced(upn: string, path: string): Promise<Page> {
  const { page } = await tab.visit({ upn: `${upn}@havnby.example`, path: `/tab/${path}` });
  await page.emulateMedia({ forcedColors: "active" });
  await settled(page);
  return page;
}

/** What colours the picture of an element holds, the most common first. */
async function colorsOf(page: Page, selector: string): Promise<string[]> {
  const png = await page.locator(selector).first().screenshot({ animations: "disabled" });
  return colorsIn(reader, png);
}

test("the chosen answer stands out from the others, with its symbol, where the system chooses the colours", async () => {
  const page = await openForced("hanne.lykke", "week");
  const chosen = ".level-choice:has(input:checked) > span";
  const other = ".level-choice:has(input:not(:checked)) > span";
  expect((await colorsOf(page, chosen))[0]).not.toBe((await colorsOf(page, other))[0]);
  expect((await colorsOf(page, `${chosen} .level-symbol`)).length).toBeGreaterThan(1);
  expect((await colorsOf(page, `${other} .level-symbol`)).length).toBeGreaterThan(1);
  // A square of the history is seen, and what it says.
  expect((await colorsOf(page, ".history-square:not(.is-empty)")).length).toBeGreaterThan(1);
  await screenshot(page, "tvungne-farver-min-uge", { fullPage: true });
  await page.close();
});

test("the bars of the levels and the parts of them are told apart", async () => {
  const page = await openForced("torben.kjaer", "overview");
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
  const checked = await colorsOf(page, ".fui-Radio:has(input:checked) .fui-Radio__indicator");
  const unchecked = await colorsOf(page, ".fui-Radio:has(input:not(:checked)) .fui-Radio__indicator");
  expect(checked).not.toEqual(unchecked);
  await screenshot(page, "tvungne-farver-overblik", { fullPage: true });
  await page.close();
});

test("the longest of the counted has a longer bar that is seen", async () => {
  const page = await openForced("rasmus.dahl", "citizens/map");
  const [bar] = await colorsOf(page, ".ranked-bar");
  const [background] = await colorsOf(page, ".ranked-count");
  expect(bar).not.toBe(background);
  await screenshot(page, "tvungne-farver-borgere", { fullPage: true });
  await page.close();
});

test("where one is stands out in the navigation", async () => {
  const page = await openForced("rasmus.dahl", "barriers");
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
  await screenshot(page, "tvungne-farver-det-driller", { fullPage: true });
  await page.close();
});
