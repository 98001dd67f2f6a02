import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { fillBarriers } from "../support/barriers.ts";
import { accessibilityFaults, inEveryLook, visit } from "../support/browse.ts";
import { launchChromium, screenshot } from "../support/chromium.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let browser: Browser;
let fresh: FreshStore;
let api: RunningApi;

beforeAll(async () => {
  fresh = await freshStore();
  await fillMunicipality(fresh.store, localTenant, now);
  await fillBarriers(fresh.store, localTenant, now);
  api = await startApi({ store: fresh.store, now });
  browser = await launchChromium();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await api.stop();
  await fresh.dispose();
});

const openAs = (upn: string) => visit(browser, { url: api.url, upn: `${upn}@havnby.example`, path: "/tab/trials" });

describe("trials", () => {
  test("have nothing for axe to find, running and finished, with a form open", async () => {
    const { page, complaints, context } = await openAs("camilla.noergaard");
    await page.getByText("Når besøget står på ruten").waitFor();
    await page.getByRole("button", { name: /^Afslut/ }).click();
    await page.getByRole("textbox", { name: "Hvad lærte vi?" }).waitFor();
    await inEveryLook(page, async (look, width) => {
      expect(await accessibilityFaults(page)).toEqual([]);
      await screenshot(page, `proevehandlinger-${look}-${width}`, { guide: look === "light", fullPage: true });
    });
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);
});
