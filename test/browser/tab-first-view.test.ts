import { afterAll, beforeAll, expect, test } from "@jest/globals";
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
