import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
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

/** What axe finds wrong by WCAG 2.1 A and AA, as short lines. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await colorsStandStill(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target} ${node.html}`));
}

/** How many pixels the page can be scrolled sideways. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/**
 * The same page in every look, wide and narrow, as a host that changes its theme would show it; never scrolling sideways.
 * The engines beside axe look at it in the first of them: what they see beyond axe is the same in all.
 */
export async function inEveryLook(page: Page, check: (look: Look, width: number) => Promise<void>): Promise<void> {
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
      await colorsStandStill(page);
      await check(look, width);
      const faults = look === "light" && width === 1280 ? await otherEnginesFaults(page) : [];
      if (faults.length > 0) throw new Error(faults.join("\n"));
      const sideways = await sidewaysPixels(page);
      if (sideways !== 0) throw new Error(`${look} at ${width} pixels scrolls ${sideways} pixels sideways`);
    }
  }
}
