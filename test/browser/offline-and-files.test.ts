import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { v7 as uuid } from "uuid";
import { localTenant } from "../../bot/config.ts";
import { newBarrier } from "../../bot/domain/barrier.ts";
import { visit } from "../support/browse.ts";
import { launchChromium, screenshot } from "../support/chromium.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { openCsv } from "../support/open-export.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let browser: Browser;
let fresh: FreshStore;
let api: RunningApi;

beforeAll(async () => {
  fresh = await freshStore();
  await fillMunicipality(fresh.store, localTenant, now);
  for (const teamId of ["nord-dag", "indskoling"]) {
    const value = newBarrier(uuid(), { teamId, solutionId: "journal", week: null }, "somebody", now);
    await fresh.store.commit(localTenant, [{ op: "create", kind: "barrier", key: value.id, value }]);
  }
  api = await startApi({ store: fresh.store, now });
  browser = await launchChromium();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await api.stop();
  await fresh.dispose();
});

test("without a network the page says so, keeps what it has, and forgets the notice when the network is back", async () => {
  const { page, context } = await visit(browser, { url: api.url, upn: "anne-grethe.skov@havnby.example" });
  await page.getByRole("grid").waitFor();
  await context.setOffline(true);
  await page.getByText("Du er offline. Vi viser det, vi nåede at hente.").waitFor();
  expect(await page.getByRole("grid").isVisible()).toBe(true);
  await page.getByRole("button", { name: "Hent CSV" }).click();
  await page.getByRole("alert").getByText("Filen kunne ikke hentes. Prøv igen.").waitFor();
  await screenshot(page, "offline");
  await context.setOffline(false);
  await page.getByText("Du er offline.").waitFor({ state: "detached" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Hent CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("ombord-overblik-2026-11-19.csv");
  await context.close();
}, 60_000);

test("the board is taken along as it is filtered", async () => {
  const path = "/tab/barriers?area=skoler";
  const { page, context } = await visit(browser, { url: api.url, upn: "rasmus.dahl@havnby.example", path });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Hent CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  expect(openCsv(Buffer.concat(chunks)).map((row) => row.Team)).toEqual(["Havnbyskolen, indskoling"]);
  await screenshot(page, "det-driller-hent");
  await context.close();
}, 60_000);
