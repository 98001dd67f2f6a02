import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { screenshot } from "./chromium.ts";
import { otherEnginesFaults } from "./engines.ts";

type Look = "light" | "dark" | "contrast";
const looks: Look[] = ["light", "dark", "contrast"];

export interface BrowseOptions {
  url: string;
  upn: string | null;
  path?: string;
  width?: number;
}

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** What the page complained about: errors, and what its security policy refused. */
  complaints: string[];
}

/** Opens the tab in a browser of its own as somebody, and waits until there is something to read. */
export async function visit(browser: Browser, options: BrowseOptions): Promise<Visit> {
  const { url, upn, path = "/tab/", width = 1280 } = options;
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 812 : 900 },
    colorScheme: "light",
    reducedMotion: "reduce",
    locale: "da-DK",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  if (upn !== null) {
    await page.addInitScript((persona) => sessionStorage.setItem("ombord.persona", persona), upn);
  }
  await page.goto(`${url}${path}`);
  await page.locator("h1, h2").first().waitFor();
  return { context, page, complaints };
}

/**
 * Waits until no colour is on its way to another. Even with reduced motion Fluent's buttons change colour by a transition
 * of 0.01 ms, which ends with the next frame: on a crowded machine axe has seen the old text on the new background.
 */
async function colorsStandStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    await frame();
    await frame();
    const ends = (animation: Animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
    const stopped = (animation: Animation) => animation.finished.catch(() => undefined);
    await Promise.all(document.getAnimations().filter(ends).map(stopped));
  });
}

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
/**
 * The rules of axe whose outcome depends on the theme, and one that tells whether axe looked into a host's frame. All
 * others read the structure, which a theme leaves alone.
 */
const colorRules = ["color-contrast", "link-in-text-block", "landmark-one-main"];

/** What axe finds wrong by WCAG 2.1 A and AA, as short lines; with `colors` by the rules alone that a theme can break. */
export async function accessibilityFaults(page: Page, of: "all" | "colors" = "all"): Promise<string[]> {
  await colorsStandStill(page);
  const axe = new AxeBuilder({ page });
  const { violations } = await (of === "all" ? axe.withTags(standards) : axe.withRules(colorRules)).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target} ${node.html}`));
}

/** How many pixels the page can be scrolled sideways. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/**
 * The same page in every look, wide and narrow, as a host that changes its theme would show it: nothing for axe to find,
 * never scrolling sideways, and a picture of it. Structure is looked at in the first theme, colours in all; with `LONG=1`
 * everything in all, and by the engines beside axe too, which in the gate see every page in `tab-engines.test.ts`.
 */
export async function inEveryLook(page: Page, picture: string, { fullPage = true } = {}): Promise<void> {
  const isLong = process.env.LONG === "1";
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: width < 500 ? 812 : 900 });
    for (const look of looks) {
      await page.emulateMedia({
        colorScheme: look === "dark" ? "dark" : "light",
        contrast: look === "contrast" ? "more" : "no-preference",
      });
      await page
        .locator(`[data-theme="${look === "light" ? "default" : look}"]`)
        .first()
        .waitFor();
      const faults = await accessibilityFaults(page, look === "light" || isLong ? "all" : "colors");
      if (isLong) faults.push(...(await otherEnginesFaults(page)));
      const sideways = await sidewaysPixels(page);
      if (sideways !== 0) faults.push(`scrolls ${sideways} pixels sideways`);
      if (faults.length > 0) throw new Error([`${look} at ${width} pixels`, ...faults].join("\n"));
      await screenshot(page, `${picture}-${look}-${width}`, { fullPage });
    }
  }
}
