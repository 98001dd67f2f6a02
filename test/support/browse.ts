import { readFile } from "node:fs/promises";
import type { AxeResults, ElementContext, RunOptions } from "axe-core";
import type { Browser, BrowserContext, Frame, Page, Request } from "playwright-core";
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
  /** What this visit has for itself, which is its page. */
  context: { close(): Promise<void> };
  page: Page;
  /** What the page complained about: errors, and what its security policy refused. */
  complaints: string[];
}

const contexts = new WeakMap<Browser, Promise<BrowserContext>>();

/**
 * Where the visits of one test file are: the tab keeps who one is by page alone, and what the first page has fetched and compiled need
 * not be fetched and compiled by the others, which is most of what a visit costs.
 */
export function sharedContext(browser: Browser): Promise<BrowserContext> {
  let shared = contexts.get(browser);
  if (shared === undefined) {
    shared = browser.newContext({ colorScheme: "light", reducedMotion: "reduce", locale: "da-DK" });
    contexts.set(browser, shared);
    void shared.then((context) => context.once("close", () => contexts.delete(browser)));
  }
  return shared;
}

const underWay = new WeakMap<Page, Set<Request>>();

/** Counts what the page has asked for and not yet got, for `settled`; before it goes anywhere. */
export function watchRequests(page: Page): void {
  const open = new Set<Request>();
  underWay.set(page, open);
  page.on("request", (request) => void open.add(request));
  page.on("requestfinished", (request) => void open.delete(request));
  page.on("requestfailed", (request) => void open.delete(request));
}

/**
 * Until nothing more comes: nothing is under way and nothing says that it is busy, three frames after one another. Playwright's own
 * `networkidle` waits for half a second of silence, which a hundred pages of a run have to wait for each.
 */
export async function settled(page: Page): Promise<void> {
  const open = underWay.get(page);
  if (open === undefined) throw new Error("nobody has watched what this page asks for");
  for (let quiet = 0; quiet < 3; ) {
    const isBusy = await page.evaluate(async () => {
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      await frame();
      await frame();
      return document.querySelector('[aria-busy="true"]') !== null;
    });
    quiet = isBusy || open.size > 0 ? 0 : quiet + 1;
  }
}

/** Opens the tab in a page of its own as somebody, and waits until there is something to read. */
export async function visit(browser: Browser, options: BrowseOptions): Promise<Visit> {
  const { url, upn, path = "/tab/", width = 1280 } = options;
  const page = await (await sharedContext(browser)).newPage();
  await page.setViewportSize({ width, height: width < 500 ? 812 : 900 });
  watchRequests(page);
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
  return { context: { close: () => page.close() }, page, complaints };
}

/**
 * Lets no colour be on its way to another while a frame is read. Fluent's buttons change colour by a transition, with reduced motion too
 * (0.01 ms, until the next frame), whenever they are enabled again or the page moves under the mouse: waiting for those that have begun
 * leaves those that begin meanwhile, and on a crowded machine axe has seen the old text on the new background.
 */
async function colorsStandStill(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    if (document.adoptedStyleSheets.some(({ media }) => media.mediaText === "all and (min-width: 0px)")) return;
    // Not an element: the tab's security policy lets none in that is not its own.
    const still = new CSSStyleSheet({ media: "all and (min-width: 0px)" });
    still.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets.push(still);
  });
}

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
/** The rules of axe whose outcome depends on the theme. All others read the structure, which a theme leaves alone. */
const colorRules = ["color-contrast", "link-in-text-block"];
const runs: Record<"all" | "colors", RunOptions> = {
  all: { runOnly: { type: "tag", values: standards } },
  colors: { runOnly: { type: "rule", values: colorRules } },
};
const axeFile = new URL(import.meta.resolve("axe-core/axe.min.js"));
let axeSource: string | undefined;

interface AxeInPage {
  axe?: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
}

/**
 * What axe finds wrong by WCAG 2.1 A and AA, as short lines, in the page or, where a host shows the tab, in its frame; with `colors`
 * by the rules alone that a theme can break.
 */
export async function accessibilityFaults(page: Page, of: "all" | "colors" = "all"): Promise<string[]> {
  const faults: string[] = [];
  const [own, ...framed] = page.frames();
  for (const frame of framed.length > 0 || own === undefined ? framed : [own])
    faults.push(...(await faultsOf(frame, runs[of])));
  return faults;
}

async function faultsOf(frame: Frame, options: RunOptions): Promise<string[]> {
  axeSource ??= await readFile(axeFile, "utf8");
  await colorsStandStill(frame);
  // Evaluated, not a script element: the tab's security policy lets none in that is not its own.
  if (await frame.evaluate(() => (window as AxeInPage).axe === undefined)) await frame.evaluate(axeSource);
  const violations = await frame.evaluate(
    async (given) => {
      const { axe } = window as AxeInPage;
      if (axe === undefined) throw new Error("axe is not in the page");
      // Fluent puts these around what is modal or told, and moves on at once when the keyboard reaches them.
      return (await axe.run({ include: [["html"]], exclude: [["[data-tabster-dummy]"]] }, given)).violations;
    },
    { ...options, resultTypes: ["violations"], iframes: false } satisfies RunOptions,
  );
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, html }) => `${id}: ${target} ${html}`));
}

/** How many pixels the page can be scrolled sideways. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}

const isLong = process.env.LONG === "1";
type View = [width: 1280 | 375, look: Look, of: "all" | "colors"];
/** Each width and each theme once: a theme is a set of colours whatever the width, and structure has none. */
const viewsInGate: View[] = [
  [1280, "light", "all"],
  [1280, "contrast", "colors"],
  [375, "dark", "all"],
];
const everyView = ([1280, 375] as const).flatMap((width) => looks.map((look): View => [width, look, "all"]));

/**
 * The same page wide and narrow and in every look, as a host that changes its theme would show it: nothing for axe to find, and never
 * scrolling sideways. With `LONG=1` every look at every width, with a picture, and by the engines beside axe too, which in the gate
 * see every page in `tab-engines.test.ts`.
 */
export async function inEveryLook(page: Page, picture: string, { fullPage = true } = {}): Promise<void> {
  for (const [width, look, of] of isLong ? everyView : viewsInGate) {
    await page.setViewportSize({ width, height: width < 500 ? 812 : 900 });
    await page.emulateMedia({
      colorScheme: look === "dark" ? "dark" : "light",
      contrast: look === "contrast" ? "more" : "no-preference",
    });
    await page
      .locator(`[data-theme="${look === "light" ? "default" : look}"]`)
      .first()
      .waitFor();
    const faults = await accessibilityFaults(page, of);
    if (isLong) faults.push(...(await otherEnginesFaults(page)));
    const sideways = await sidewaysPixels(page);
    if (sideways !== 0) faults.push(`scrolls ${sideways} pixels sideways`);
    if (faults.length > 0) throw new Error([`${look} at ${width} pixels`, ...faults].join("\n"));
    await screenshot(page, `${picture}-${look}-${width}`, { fullPage });
  }
}
