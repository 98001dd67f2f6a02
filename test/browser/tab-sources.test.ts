import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { loadConfig, localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { demoFolder } from "../support/bot.ts";
import { inEveryLook, visit } from "../support/browse.ts";
import { launchChromium } from "../support/chromium.ts";
import { type ForeignServer, startForeign } from "../support/foreign-server.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fixture, sourceFile } from "../support/source-fixtures.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

// The story of an administrator who lets the organisation come in by itself: read, choose, take in; and the day on which the key is refused.

const now = "2026-11-16T10:00:00.000Z";
let fresh: FreshStore;
let host: ForeignServer;
let api: RunningApi;
let browser: Browser;
let catalogue: string;
let status = 200;

beforeAll(async () => {
  fresh = await freshStore();
  catalogue = await fixture("os2rollekatalog-organisation-v3.json");
  const managers = await fixture("os2rollekatalog-manager.json");
  host = await startForeign((request, response) => {
    response.statusCode = status;
    response.end(request.url === "/api/organisation/v3" ? catalogue : managers);
  });
  const source = demoFolder;
  await importDirectory({ store: fresh.store, tenantId: localTenant, source, now, by: "system" });
  const config = loadConfig({
    ...{ OMBORD_MODE: "local", ROLLEKATALOG_URL: host.url, ROLLEKATALOG_KEY: "key" },
    ...{ KITOS_EXPORT: sourceFile("kitos-export-IT-Systemer-Overblik.xlsx"), ENTRA_IDS: sourceFile("entra-ids.csv") },
  });
  api = await startApi({ store: fresh.store, now, config });
  browser = await launchChromium();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await api.stop();
  await host.stop();
  await fresh.dispose();
});

test("reads, chooses, takes in, and is told in plain words what went wrong", async () => {
  const upn = "line.oestergaard@havnby.example";
  const { page, complaints, context } = await visit(browser, { url: api.url, upn, path: "/tab/operations" });
  await page.getByRole("heading", { name: "Kilder", exact: true }).waitFor();
  await page.getByRole("button", { name: "Hent nu" }).click();
  await page.getByText("Der er hentet, men intet er læst ind, før I har valgt.").waitFor();
  const team = page.getByRole("checkbox", { name: /^Nat · Team Nord/ });
  await team.waitFor();
  expect(await team.isChecked()).toBe(true);
  expect(await page.getByRole("checkbox", { name: /^Projektenhed 2019/ }).isChecked()).toBe(false);
  await page.getByRole("checkbox", { name: /^Ådalskolen/ }).click();
  await page.getByRole("checkbox", { name: "Også teams under enhederne: VidCare Skærm" }).click();
  await inEveryLook(page, "kilder-valg");
  await page.getByRole("button", { name: "Gem valget" }).click();
  await page.getByText("Valget er gemt.").waitFor();
  await page.getByRole("button", { name: "Hent nu" }).click();
  await page.getByText("Det nye er læst ind.").waitFor();
  const syd = "4078a317-fd22-4138-a7b3-677c81601458";
  expect((await fresh.store.read(localTenant, "team", syd))?.value.name).toBe("Team Syd");
  expect((await fresh.store.read(localTenant, "team", "nord-dag"))?.value.retired).toBeUndefined();
  status = 401;
  await page.getByRole("button", { name: "Hent nu" }).click();
  await page.getByText("Nøglen eller adgangskoden blev afvist.").waitFor();
  await inEveryLook(page, "kilder");
  expect(complaints).toEqual([]);
  await context.close();
}, 60_000);
