import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
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

/** Opens a page with an empty cache; the addresses that it has fetched once nothing more comes. */
async function fetched(upn: string, path: string, locale = "da-DK"): Promise<URL[]> {
  const context = await tab.browser.newContext({ locale });
  const page = await context.newPage();
  const asked: URL[] = [];
  page.on("request", (request) => void asked.push(new URL(request.url())));
  await page.addInitScript((persona) => sessionStorage.setItem("ombord.persona", persona), `${upn}@havnby.example`);
  await page.goto(`${tab.url}/tab/${path}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(await page.locator('[aria-busy="true"]').count()).toBe(0);
  await context.close();
  return asked;
}

test.each([
  ["", "mette.holm"],
  ["barriers", "mette.holm"],
  ["", "rasmus.dahl"],
  ["citizens", "rasmus.dahl"],
  ["trials", "rasmus.dahl"],
  ["", "torben.kjaer"],
  ["citizens", "torben.kjaer"],
  ["ambition", "mette.holm"],
  ["", "line.oestergaard"],
])("/%s as %s has everything for its first view from one request", async (path, upn) => {
  const asked = await fetched(upn, path);
  const ofApi = asked.filter(({ pathname }) => pathname.startsWith("/api/")).map(({ pathname }) => pathname);
  expect(ofApi).toEqual(["/api/first-view"]);
});

test.each(["da-DK", "en-GB"])("a browser in %s fetches the reader's language and no other", async (locale) => {
  const asked = await fetched("mette.holm", "", locale);
  const languages = asked.flatMap(({ pathname }) => /\/tab-(da|en)-/.exec(pathname)?.[1] ?? []);
  expect(languages).toEqual(["da"]);
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

/** The tab as it stands before React's half has come, and the way to let that come. */
async function beforeReact(upn: string, path: string, width: number): Promise<{ page: Page; go: () => Promise<void> }> {
  const context = await tab.browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: "reduce",
    locale: "da-DK",
  });
  const page = await context.newPage();
  const waiting = Promise.withResolvers<void>();
  await page.route("**/main-*.js", async (route) => {
    await waiting.promise;
    await route.continue();
  });
  await page.addInitScript((persona) => sessionStorage.setItem("ombord.persona", persona), `${upn}@havnby.example`);
  await page.goto(`${tab.url}/tab/${path}`, { waitUntil: "commit" });
  await page.locator("[inert] main > *").first().waitFor();
  const go = async () => {
    waiting.resolve();
    await page.locator("#root:not(:has(> [inert])) main h1").waitFor();
    await page.waitForLoadState("networkidle");
  };
  return { page, go };
}

/** Each thing that is drawn, where it lies and what it says; not the boxes that only grow with what is in them. */
function drawn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("#root .shell-header *, #root main *")]
      .filter((element) => !["ARTICLE", "SECTION", "HEADER", "FORM"].includes(element.tagName))
      .filter(
        ({ className }) =>
          !["week-columns", "check-in-form", "receipt", "skeleton skeleton-block"].includes(String(className)),
      )
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { color, backgroundColor, fontFamily, fontWeight } = getComputedStyle(element);
        const box = [x, y, width, height].map((pixels) => Math.round(pixels * 10) / 10).join(" ");
        const isChosen = element instanceof HTMLInputElement && element.checked;
        const look = [color, backgroundColor, fontFamily, fontWeight, isChosen].join(" ");
        return `${element.tagName} ${box} ${element.childElementCount === 0 ? element.textContent : ""} ${look}`;
      }),
  );
}

test.each([
  ["", "hanne.lykke", ".question", 1280],
  ["", "hanne.lykke", ".question", 375],
  ["", "kasper.juhl", ".receipt-thanks", 1280],
  ["", "torben.kjaer", ".fact-figure", 1280],
  ["overview?sort=help&period=now", "torben.kjaer", ".fact-figure", 375],
  ["barriers", "torben.kjaer", "h1", 1280],
])(
  "/%s as %s: nothing of what is drawn before React is here moves or changes when it comes, %s at %i pixels",
  async (...given) => {
    const [path, upn, content, width] = given;
    const { page, go } = await beforeReact(upn, path, width);
    expect(await page.locator(`[inert] ${content}`).count()).toBeGreaterThan(0);
    const before = await drawn(page);
    await go();
    const after = new Set(await drawn(page));
    await page.context().close();
    expect(before.length).toBeGreaterThan(10);
    expect(before.filter((line) => !after.has(line))).toEqual([]);
  },
);

test.each(["overview?area=aeldre", "overview?period=year"])(
  "/%s shows no figures of anything else meanwhile",
  async (path) => {
    const { page } = await beforeReact("torben.kjaer", path, 1280);
    expect(await page.locator("h1").textContent()).toBe("Overblik");
    expect(await page.locator(".fact-figure").count()).toBe(0);
    await page.context().close();
  },
);

test("a page within a page shows no other title meanwhile", async () => {
  const { page } = await beforeReact("torben.kjaer", "overview/solution/journal", 1280);
  expect(await page.locator("h1").count()).toBe(0);
  await page.context().close();
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
  await page.goto(`${tab.url}/tab/`);
  await page.getByRole("alert").getByRole("button", { name: "Prøv igen" }).waitFor();
  await page.getByRole("link", { name: "Borgere" }).click();
  await page.getByRole("heading", { level: 1, name: "Borgere" }).waitFor();
  await context.close();
});
