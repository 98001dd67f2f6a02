import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { loadConfig } from "../../bot/config.ts";
import { launchChromium } from "../support/chromium.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type OpenIdServer, startOpenIdServer } from "../support/openid-server.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";
import { type HostOptions, teamsHostPage, teamsHostUrl } from "../support/teams-host.ts";

const now = "2026-11-19T10:00:00.000Z";
// As Entra writes tenant ids: the local one is no well-formed GUID to a strict reader.
const tenant = "5f0c2a9e-6d1b-4c3e-9a57-2b8d4e6f1a99";
const appId = "44444444-4444-4444-8444-444444444444";
const manager = "0a7b0000-0000-4000-8000-000000000020";
const leader = "0a7b0000-0000-4000-8000-000000000001";
let browser: Browser;
let fresh: FreshStore;
let openId: OpenIdServer;
let api: RunningApi;

beforeAll(async () => {
  fresh = await freshStore();
  openId = await startOpenIdServer();
  await fillMunicipality(fresh.store, tenant, now);
  const config = loadConfig({
    BOT_APP_ID: appId,
    BOT_TENANT_ID: tenant,
    BOT_APP_SECRET: "secret",
    PUBLIC_URL: "https://ombord.example",
    ENTRA_AUTHORITY: openId.url,
    ALLOWED_TENANTS: tenant,
  });
  api = await startApi({ store: fresh.store, now, config });
  browser = await launchChromium();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await api.stop();
  await openId.stop();
  await fresh.dispose();
});

function tokenFor(oid: string, expiresInSeconds = 3600): Promise<string> {
  return openId.sign({
    aud: appId,
    iss: `${openId.url}/${tenant}/v2.0`,
    tid: tenant,
    oid,
    ver: "2.0",
    scp: "access_as_user",
    exp: Math.floor(Date.parse(now) / 1000) + expiresInSeconds,
  });
}

async function openInTeams(
  options: Partial<HostOptions> & { token: string },
): Promise<{ page: Page; tab: FrameLocator }> {
  const context = await browser
    .newContext({ viewport: { width: 1280, height: 900 }, permissions: ["local-network-access"] })
    .catch(() => browser.newContext({ viewport: { width: 1280, height: 900 } }));
  const page = await context.newPage();
  const body = teamsHostPage(`${api.url}/tab/`, { locale: "da-dk", theme: "default", ...options });
  await page.route(teamsHostUrl, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(teamsHostUrl);
  return { page, tab: page.frameLocator("iframe") };
}

const calledBy = (page: Page) => page.evaluate(() => (window as unknown as { host: { called: string[] } }).host.called);
const tellHost = (page: Page, what: "changeTheme" | "changeToken", value: string) =>
  page.evaluate(
    ([name, word]) => (window as unknown as { host: Record<string, (word: string) => void> }).host[name!]?.(word!),
    [what, value],
  );

describe("in Teams", () => {
  test("the tab signs in with the host's token, tells the host that it is there, and needs no persona", async () => {
    const { page, tab } = await openInTeams({ token: await tokenFor(manager) });
    await tab.getByRole("heading", { level: 1, name: "Overblik" }).waitFor();
    await tab.getByText(/af 16 teams har svaret/).waitFor();
    expect(await tab.getByText("Skift person").count()).toBe(0);
    expect(await calledBy(page)).toEqual(
      expect.arrayContaining(["initialize", "getContext", "authentication.getAuthToken", "appInitialization.success"]),
    );
  });

  test("it follows the host's theme as it changes", async () => {
    const { page, tab } = await openInTeams({ token: await tokenFor(manager), theme: "dark" });
    await tab.locator('[data-theme="dark"]').first().waitFor();
    for (const theme of ["contrast", "glass", "default"]) {
      await tellHost(page, "changeTheme", theme);
      await tab.locator(`[data-theme="${theme}"]`).first().waitFor();
    }
  });

  test("it speaks the host's language", async () => {
    const { tab } = await openInTeams({ token: await tokenFor(leader), locale: "en-us" });
    await tab.getByRole("heading", { level: 1, name: "My week" }).waitFor();
  });

  test("a deep link opens what it names", async () => {
    const { tab } = await openInTeams({ token: await tokenFor(manager), subPageId: "overview/solution/journal" });
    await tab.getByRole("heading", { level: 1, name: "Fælles Omsorgsjournal" }).waitFor();
  });

  test.each([
    ["consent is missing", async () => ""],
    ["the token has run out", () => tokenFor(manager, -600)],
  ])("when %s there is a way on", async (_, token) => {
    const { page, tab } = await openInTeams({ token: await token() });
    const again = tab.getByRole("button", { name: "Log ind igen" });
    await again.waitFor();
    await tellHost(page, "changeToken", await tokenFor(manager));
    await again.click();
    await tab.getByRole("heading", { level: 1, name: "Overblik" }).waitFor();
  });
});

test("no other site may show the tab in a frame", async () => {
  const page = await browser.newPage();
  const body = `<!doctype html><title>Other</title><iframe src="${api.url}/tab/"></iframe>`;
  await page.route("https://other.example/", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("https://other.example/", { waitUntil: "load" });
  const [, frame] = page.frames();
  expect(frame?.url()).toBe("chrome-error://chromewebdata/");
});
