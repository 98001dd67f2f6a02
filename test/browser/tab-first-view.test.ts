import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { BrowserContext, Page } from "playwright-core";
import type { CheckInsAnswer, FirstView } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { fillBarriers } from "../support/barriers.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillBarriers(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 1);
  });
  await answerAsLast("kasper.juhl");
}, 60_000);

afterAll(() => tab.stop());

interface Opening {
  upn: string;
  path: string;
  locale?: string;
  width?: number;
}

const contexts = new Map<string, Promise<BrowserContext>>();

/**
 * A page that is opened by nobody yet. In the gate the pages share a context, so that the script need not be compiled again for each:
 * what the page asks for is the same. With `LONG=1` each has an empty cache.
 */
async function unopened({ upn, locale = "da-DK", width = 1280 }: Opening): Promise<Page> {
  let context = contexts.get(locale);
  if (context === undefined || process.env.LONG === "1") {
    context = tab.browser.newContext({ locale });
    contexts.set(locale, context);
  }
  const page = await (await context).newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.addInitScript((persona) => sessionStorage.setItem("ombord.persona", persona), `${upn}@havnby.example`);
  return page;
}

/** Until nothing more comes. */
async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
}

interface Opened {
  asked: URL[];
  /** How far what stands in the window has moved without anybody touching it, from the first paint on. */
  shift: number;
}

/** Opens a page and waits until nothing more comes. */
async function opened(opening: Opening): Promise<Opened> {
  const page = await unopened(opening);
  const asked: URL[] = [];
  page.on("request", (request) => void asked.push(new URL(request.url())));
  await page.addInitScript(countShifts);
  await page.goto(`${tab.url}/tab/${opening.path}`);
  await settled(page);
  const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
  await page.close();
  return { asked, shift };
}

/** Runs in the page, before anything else does. */
function countShifts(): void {
  const counted = Object.assign(globalThis, { shift: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) counted.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}

const first = "/api/first-view";
const adoption = "/api/adoption";
/** Where somebody lands, what the page may ask for until all of it is there, and how wide it is looked at in the gate. */
const landings: [path: string, upn: string, asks: string[] | null, width: 1280 | 375][] = [
  ["barriers", "rasmus.dahl", [first], 1280],
  ["barriers", "hanne.lykke", [first], 375],
  ["citizens", "rasmus.dahl", [first], 1280],
  ["citizens", "torben.kjaer", [first], 375],
  ["citizens", "hanne.lykke", [first], 1280],
  ["trials", "rasmus.dahl", [first], 375],
  ["ambition", "mette.holm", [first, "/api/check-ins", adoption], 1280],
  ["", "mette.holm", [first, adoption], 1280],
  ["week", "hanne.lykke", [first, adoption], 375],
  ["week", "kasper.juhl", [first, adoption], 1280],
  ["", "torben.kjaer", [first, adoption], 375],
  ["overview", "torben.kjaer", [first, adoption], 1280],
  ["overview?area=aeldre&period=year", "torben.kjaer", null, 375],
  ["", "rasmus.dahl", [first, adoption], 375],
  ["", "line.oestergaard", [first, adoption, "/api/admin/sources"], 1280],
  ["operations", "line.oestergaard", null, 375],
];

test.each(landings)(
  "/%s as %s asks for its first view and what is listed beside it, and stands still from the first thing that is drawn",
  async (path, upn, asks, width) => {
    for (const wide of process.env.LONG === "1" ? [1280, 375] : [width]) {
      const { asked, shift } = await opened({ path, upn, width: wide });
      const paths = asked.map(({ pathname }) => pathname).filter((each) => each.startsWith("/api/"));
      if (asks !== null) expect(paths).toEqual(asks);
      expect(shift).toBeLessThanOrEqual(0.02);
    }
  },
);

test("the adoption is asked for before the first view has come, and its failing is told by the page", async () => {
  const context = await tab.browser.newContext({ locale: "da-DK" });
  const page = await context.newPage();
  await page.addInitScript(
    (persona) => sessionStorage.setItem("ombord.persona", persona),
    "torben.kjaer@havnby.example",
  );
  let letGo = () => {};
  const both = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/api/adoption?*", async (route) => {
    letGo();
    await route.abort();
  });
  await page.route("**/api/first-view?*", async (route) => {
    await both;
    await route.continue();
  });
  await page.goto(`${tab.url}/tab/overview`);
  await page.getByRole("alert").getByText("Vi kan ikke få forbindelse").waitFor();
  await page.unroute("**/api/adoption?*");
  await page.getByRole("button", { name: "Prøv igen" }).click();
  await page.locator(".fact-figure").first().waitFor();
  await context.close();
});

test.each(["da-DK", "en-GB"])("a browser in %s fetches the reader's language and no other", async (locale) => {
  const { asked } = await opened({ upn: "mette.holm", path: "", locale });
  const words = asked.filter(({ pathname }) => /\/tab-[\w-]+\.js$/.test(pathname));
  expect(words).toHaveLength(1);
  for (const file of words) expect(await (await fetch(file)).text()).toContain("Min uge");
});

/** Answers this week's check-in of somebody's team as the last time. */
async function answerAsLast(upn: string): Promise<void> {
  const headers = { Authorization: `Persona ${upn}@havnby.example`, "Content-Type": "application/json" };
  const { teams } = (await (await fetch(`${tab.url}/api/check-ins`, { headers })).json()) as CheckInsAnswer;
  for (const { teamId, checkIn } of teams) {
    const path = `/api/check-ins/${checkIn?.week}/${teamId}`;
    const body = JSON.stringify({ kind: "asLast" });
    expect((await fetch(tab.url + path, { method: "PUT", headers, body })).status).toBe(200);
  }
}

test("until React is here a skeleton stands, in the place of what follows", async () => {
  const page = await tab.browser.newPage();
  // Held back and never let go.
  await page.route("**/main-*.js", () => {});
  await page.goto(`${tab.url}/tab/`, { waitUntil: "commit" });
  await page.locator(".before-first .skeleton-block").waitFor();
  expect(await page.locator(".before-first").getAttribute("aria-hidden")).toBe("true");
  await page.close();
});

test("an answer that cannot be drawn is the page's trouble, not the tab's", async () => {
  const context = await tab.browser.newContext({ locale: "da-DK" });
  const page = await context.newPage();
  await page.addInitScript(
    (persona) => sessionStorage.setItem("ombord.persona", persona),
    "torben.kjaer@havnby.example",
  );
  await page.route("**/api/first-view", async (route) => {
    const response = await route.fetch();
    const first: FirstView = await response.json();
    const views = first.views.map((view) => ({ ...view, answer: { solutions: [{}], areas: [] } }));
    await route.fulfill({ response, json: { ...first, views } });
  });
  await page.route("**/api/adoption?*", (route) => route.fulfill({ json: { solutions: [{}], areas: [] } }));
  await page.goto(`${tab.url}/tab/`);
  await page.getByRole("alert").getByRole("button", { name: "Prøv igen" }).waitFor();
  await page.getByRole("link", { name: "Borgere" }).click();
  await page.getByRole("heading", { level: 1, name: "Borgere" }).waitFor();
  await context.close();
});

test("no file of the tab holds what only the service needs, such as every holiday of the world", async () => {
  const folder = fileURLToPath(new URL("../../dist/tab/assets/", import.meta.url));
  for (const name of await readdir(folder))
    expect([name, (await stat(join(folder, name))).size < 600_000]).toEqual([name, true]);
});
