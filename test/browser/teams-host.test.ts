import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { screenshot } from "../support/chromium.ts";
import { entra, type HostWindow, type InTeams, inHost, startInTeams, tellHost } from "../support/in-teams.ts";

const now = "2026-11-19T10:00:00.000Z";
const { leader, manager } = entra;
let teams: InTeams;
const openInTeams: InTeams["open"] = (options, path) => teams.open(options, path);
const tokenFor: InTeams["tokenFor"] = (oid, expiresInSeconds) => teams.tokenFor(oid, expiresInSeconds);

beforeAll(async () => {
  teams = await startInTeams(now);
}, 60_000);

afterEach(() => teams.closePages());

afterAll(() => teams.stop());

describe("shown by a host", () => {
  test("the tab signs in with the host's token, tells the host that it is there, and needs no persona", async () => {
    const { page, tab } = await openInTeams({ token: await tokenFor(manager) });
    await tab.getByRole("heading", { level: 1, name: "Overblik" }).waitFor();
    await tab.getByText(/af 16 teams har svaret/).waitFor();
    expect(await tab.getByText("Skift person").count()).toBe(0);
    expect(await inHost(page, (host) => host.called)).toEqual(
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

  test("when consent is missing there is a way on once it has been given", async () => {
    const { page, tab } = await openInTeams({ token: "" });
    const again = tab.getByRole("button", { name: "Log ind igen" });
    await again.waitFor();
    await tellHost(page, "changeToken", await tokenFor(manager));
    await again.click();
    await tab.getByRole("heading", { level: 1, name: "Overblik" }).waitFor();
  });
});

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
    await tellHost(page, "changeToken", await tokenFor(manager));
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

  test("a host that never gives a token is said to be silent after ten seconds, and one goes on when it speaks", async () => {
    const silent = ["authentication.getAuthToken"];
    const { page, tab } = await openInTeams({ token: await tokenFor(manager), silent, atOnce: true });
    await page.waitForFunction('window.host.called.includes("authentication.getAuthToken")');
    await page.clock.fastForward(9_000);
    expect(await tab.getByRole("alert").count()).toBe(0);
    await page.clock.fastForward(1_500);
    await tab.getByRole("alert").getByText("Teams har ikke svaret på, hvem du er.").waitFor();
    await screenshot(page, "teams-svarer-ikke");
    await inHost(page, (host) => host.speak());
    await tab.getByRole("button", { name: "Log ind igen" }).click();
    await tab.getByRole("heading", { level: 1, name: "Overblik" }).waitFor();
  });

  test.each(["initialize", "getContext"])("a host that never answers %s, likewise", async (func) => {
    const { page, tab } = await openInTeams({ token: await tokenFor(manager), silent: [func], atOnce: true });
    await page.waitForFunction((name) => (window as unknown as HostWindow).host.called.includes(name), func);
    await page.clock.fastForward(10_500);
    await tab.getByRole("alert").getByText("Ombord kunne ikke komme i gang.").waitFor();
    await screenshot(page, `teams-svarer-ikke-${func}`);
    await inHost(page, (host) => host.speak());
    await tab.getByRole("button", { name: "Prøv igen" }).click();
    await tab.getByRole("heading", { level: 1, name: "Overblik" }).waitFor();
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
    expect(link.searchParams.get("webUrl")).toBe(`${teams.url}/tab/overview/solution/journal`);
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
    const address = `${teams.url}/tab/barriers`;
    expect(await inHost(page, (host) => host.configs)).toEqual([
      { entityId: "ombord", contentUrl: address, websiteUrl: address, suggestedDisplayName: "Ombord" },
    ]);
    expect(await inHost(page, (host) => host.called)).toContain("settings.setValidityState");
  });
});

test("no other site may show the tab in a frame", async () => {
  const page = await teams.browser.newPage();
  const body = `<!doctype html><title>Other</title><iframe src="${teams.url}/tab/"></iframe>`;
  await page.route("https://other.example/", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("https://other.example/", { waitUntil: "load" });
  const [, frame] = page.frames();
  expect(frame?.url()).toBe("chrome-error://chromewebdata/");
});
