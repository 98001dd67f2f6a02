import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { allowedMs, leastMs } from "../support/least-cost.ts";
import { fillBigMunicipality } from "../support/municipality.ts";
import { whenShown } from "../support/shown.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";
import { mainThreadTasksMs } from "../support/trace.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, (store) => fillBigMunicipality(store, localTenant, now, 210));
}, 240_000);

afterAll(() => tab.stop());

async function open(upn = "chef"): Promise<Page> {
  const context = await tab.browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((persona) => sessionStorage.setItem("ombord.persona", persona), `${upn}@stor.example`);
  return page;
}

const longestTaskMs = 100;

test.each([
  ["leder", "/tab/", ".question, .receipt"],
  ["chef", "/tab/overview", "[role=grid]"],
])("what %s fetches at %s before the first page is at most 180 kB of packed script", async (upn, path, content) => {
  const page = await open(upn);
  const sizes: number[] = [];
  page.on("response", (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname)) sizes.push(Number(response.headers()["content-length"]));
  });
  await page.goto(tab.url + path);
  await page.locator(content).first().waitFor();
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(
    `script before the first page of ${upn}: ${(total / 1000).toFixed(0)} kB packed in ${sizes.length} files`,
  );
  expect(total).toBeLessThanOrEqual(180_000);
});

test("210 teams by 8 solutions unfold, scroll, sort and filter without holding the page up for 100 ms", async () => {
  const page = await open();
  await page.goto(`${tab.url}/tab/`);
  await page.getByRole("grid").waitFor();
  await page.waitForLoadState("networkidle");
  const longestMs = async (act: () => Promise<void>) => (await mainThreadTasksMs(tab.browser, page, act))[0] ?? 0;
  const lastTeam = page.getByRole("rowheader", { name: "Team 209" });
  const fold = async () => page.getByRole("button", { name: "Fold alle sammen" }).click();
  const unfold = async () => {
    await page.getByRole("button", { name: "Fold alle ud" }).click();
    await lastTeam.waitFor();
  };
  const choose = (label: string) => page.getByRole("radio", { name: label }).check({ force: true });
  const longest = {
    unfold: await leastMs(longestTaskMs, async () => {
      await fold();
      return longestMs(unfold);
    }),
    scroll: await leastMs(longestTaskMs, () => longestMs(() => page.evaluate(() => window.scrollBy({ top: 2000 })))),
    sort: await leastMs(longestTaskMs, async () => {
      await choose("Navn");
      await lastTeam.waitFor();
      return longestMs(async () => {
        await choose("Udvikling");
        await lastTeam.waitFor();
      });
    }),
    filter: await leastMs(longestTaskMs, async () => {
      await page.getByLabel("Område", { exact: true }).selectOption("");
      await lastTeam.waitFor();
      return longestMs(async () => {
        await page.getByLabel("Område", { exact: true }).selectOption({ index: 5 });
        await page.getByText(/af 1\d teams har svaret/).waitFor();
      });
    }),
  };
  console.log("longest tasks on the main thread, ms:", longest);
  expect(Math.max(...Object.values(longest))).toBeLessThanOrEqual(allowedMs(longestTaskMs));
}, 240_000);

interface FirstView {
  /** Whose page it is, and where it opens. */
  upn: string;
  path: string;
  /** What the person came for. */
  content: string;
  /** What the service is asked for until it is there. */
  requests: string[];
}

const adoption = "/api/adoption?weeks=12";
const firstViews: [string, FirstView][] = [
  ["Min uge", { upn: "leder", path: "/tab/", content: ".question, .receipt", requests: ["/api/first-view", adoption] }],
  [
    "Overblik",
    {
      upn: "chef",
      path: "/tab/overview",
      content: ".fact-figure",
      requests: ["/api/first-view?page=overview", adoption],
    },
  ],
];
const slowdown = 4;

interface Opening {
  page: Page;
  /** What the service was asked for. */
  asked: string[];
  /** When the title and what one came for stand, in milliseconds. */
  times: Promise<Record<string, number>>;
}

async function openView({ upn, content }: FirstView): Promise<Opening> {
  const context = await tab.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "da-DK" });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/")) asked.push(pathname + search);
  });
  await page.addInitScript((persona) => sessionStorage.setItem("ombord.persona", persona), `${upn}@stor.example`);
  const { times } = await whenShown(page, { title: "h1", content });
  return { page, asked, times };
}

test.each(firstViews)(
  "%s shows what one came for from these requests and no other",
  async (name, view) => {
    const { page, asked, times } = await openView(view);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.goto(`${tab.url}${view.path}`, { waitUntil: "commit" });
    const shown = Object.values(await times).map(Math.round);
    await page.context().close();
    expect(asked).toEqual(view.requests);
    // By the clock it is measured by `npm run bench -- tab`, on a machine at rest.
    console.log(`${name}, ${slowdown}× slower CPU: title/content after ${shown.join("/")} ms`);
  },
  120_000,
);
