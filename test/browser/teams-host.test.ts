import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { loadConfig } from "../../bot/config.ts";
import { launchChromium, screenshot } from "../support/chromium.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type OpenIdServer, startOpenIdServer } from "../support/openid-server.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";
import { type HostOptions, teamsHostPage, teamsHostUrl } from "../support/teams-host.ts";

const now = "2026-11-19T10:00:00.000Z";
const tenant = "5f0c2a9e-6d1b-4c3e-9a57-2b8d4e6f1a99";
const appId = "44444444-4444-4444-8444-444444444444";
const manager = "0a7b0000-0000-4000-8000-000000000020";
let browser: Browser;
let fresh: FreshStore;
let openId: OpenIdServer;
let api: RunningApi;
const contexts: BrowserContext[] = [];

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

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

afterAll(async () => {
  await browser.close();
  await api.stop();
  await openId.stop();
  await fresh.dispose();
});

function tokenFor(oid: string, expiresInSeconds = 3600): Promise<string> {
  const exp = Math.floor(Date.parse(now) / 1000) + expiresInSeconds;
  const iss = `${openId.url}/${tenant}/v2.0`;
  return openId.sign({ aud: appId, iss, tid: tenant, oid, ver: "2.0", scp: "access_as_user", exp });
}

async function openInTeams(
  options: Partial<HostOptions> & { token: string },
  path = "/tab/",
): Promise<{ page: Page; tab: FrameLocator }> {
  const permissions = ["local-network-access", "clipboard-read", "clipboard-write"];
  const viewport = { width: 1024, height: 768 };
  const context = await browser
    .newContext({ viewport, permissions, locale: "da-DK" })
    .catch(() => browser.newContext({ viewport, permissions: permissions.slice(1), locale: "da-DK" }));
  contexts.push(context);
  const page = await context.newPage();
  const body = teamsHostPage(`${api.url}${path}`, { locale: "da-dk", theme: "default", ...options });
  await page.route(teamsHostUrl, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(teamsHostUrl);
  return { page, tab: page.frameLocator("iframe") };
}

interface HostWindow {
  host: {
    called: string[];
    configs: Record<string, unknown>[];
    press(): void;
    save(): void;
    changeToken(to: string): void;
  };
}
const inHost = <T>(page: Page, run: (host: HostWindow["host"]) => T): Promise<T> =>
  page.evaluate(`(${run.toString()})(window.host)`) as Promise<T>;

describe("signing in", () => {
  test("a token that has just run out is replaced by a fresh one, and nobody notices", async () => {
    const firstTokens = [await tokenFor(manager, -600)];
    const { page, tab } = await openInTeams({ token: await tokenFor(manager), firstTokens });
    await tab.getByRole("heading", { level: 1, name: "Overblik" }).waitFor();
    const called = await inHost(page, (host) => host.called);
    expect(called.filter((func) => func === "authentication.getAuthToken").length).toBeGreaterThanOrEqual(2);
    expect(await tab.getByRole("alert").count()).toBe(0);
  });

  test("a token that stays out of date is asked for twice, then explained with a way on", async () => {
    const { page, tab } = await openInTeams({ token: await tokenFor(manager, -600) });
    await tab.getByText("Du skal logge ind igen.").waitFor();
    const called = await inHost(page, (host) => host.called);
    expect(called.filter((func) => func === "authentication.getAuthToken")).toHaveLength(2);
    await page.evaluate((token) => (window as unknown as HostWindow).host.changeToken(token), await tokenFor(manager));
    await tab.getByRole("button", { name: "Log ind igen" }).click();
    await tab.getByRole("heading", { level: 1, name: "Overblik" }).waitFor();
  });

  test("missing consent is explained in the reader's language", async () => {
    const danish = await openInTeams({ token: "" });
    await danish.tab.getByText("Ombord har ikke fået lov at vide, hvem du er.").waitFor();
    await screenshot(danish.page, "teams-samtykke-mangler");
    const english = await openInTeams({ token: "", locale: "en-gb" });
    await english.tab.getByText("Ombord has not been allowed to know who you are.").waitFor();
  });

  test("somebody of the tenant whom the directory does not know is told whom to ask", async () => {
    const { tab } = await openInTeams({ token: await tokenFor("99999999-9999-4999-8999-999999999999") });
    await tab.getByText("Ombord kender ikke din konto endnu.").waitFor();
  });
});

describe("finding the way", () => {
  test("the host's Back goes back within the tab, and out of it where it was opened", async () => {
    const { page, tab } = await openInTeams({ token: await tokenFor(manager), subPageId: "overview" });
    await tab.getByRole("grid").waitFor();
    await tab.getByRole("columnheader").getByRole("link").first().click();
    await tab.getByRole("link", { name: "← Til overblikket" }).waitFor();
    await inHost(page, (host) => host.press());
    await tab.getByRole("grid").waitFor();
    expect(await inHost(page, (host) => host.called)).not.toContain("navigateBack");
    await inHost(page, (host) => host.press());
    await page.waitForFunction("window.host.called.some((func) => /navigateBack/i.test(func))");
    expect(await tab.getByRole("grid").count()).toBe(1);
  });

  test("a copied link opens the same page in Teams, in the same channel", async () => {
    const { page, tab } = await openInTeams({
      token: await tokenFor(manager),
      subPageId: "overview/solution/journal",
      channelId: "19:kanal@thread.tacv2",
    });
    await tab.getByRole("button", { name: "Kopiér link" }).click();
    await tab.getByText("Linket er kopieret").waitFor();
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(`${link.origin}${link.pathname}`).toBe(
      "https://teams.microsoft.com/l/entity/11111111-2222-4333-8444-555555555555/ombord",
    );
    expect(JSON.parse(link.searchParams.get("context") ?? "")).toEqual({
      subEntityId: "overview/solution/journal",
      channelId: "19:kanal@thread.tacv2",
    });
    expect(link.searchParams.get("webUrl")).toBe(`${api.url}/tab/overview/solution/journal`);
  });
});

describe("setting up a channel's tab", () => {
  test("stores the chosen page, without anybody signing in", async () => {
    const { page, tab } = await openInTeams({ token: "", frameContext: "settings" }, "/tab/config");
    await tab.getByRole("heading", { level: 1, name: "Sæt Ombord op i kanalen" }).waitFor();
    await screenshot(page, "teams-kanal-opsaetning");
    await tab.getByRole("radio", { name: "Det driller" }).check({ force: true });
    await inHost(page, (host) => host.save());
    await page.waitForFunction('window.host.called.includes("settings.save.success")');
    const address = `${api.url}/tab/barriers`;
    expect(await inHost(page, (host) => host.configs)).toEqual([
      { entityId: "ombord", contentUrl: address, websiteUrl: address, suggestedDisplayName: "Ombord" },
    ]);
    expect(await inHost(page, (host) => host.called)).toContain("settings.setValidityState");
  });
});
