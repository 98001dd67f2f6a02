import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { FirstView } from "../../bot/api/contract.ts";
import { idOf } from "../support/barriers.ts";
import { accessibilityFaults, inEveryLook, sidewaysPixels } from "../support/browse.ts";
import { launchChromium, screenshot } from "../support/chromium.ts";
import { type RunningTab, startTabWithBarriers } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
const navigator = "rasmus.dahl";
let browser: Browser;
let tab: RunningTab;

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
// Each test moves what the others look at.
beforeEach(async () => {
  tab = await startTabWithBarriers(now, browser);
}, 60_000);

afterEach(() => tab.stop());
afterAll(() => browser.close());

const openAs = (upn: string, path = "/tab/barriers", width?: number) =>
  tab.visit({ upn: `${upn}@havnby.example`, path, width });

const column = (page: Page, status: string) => page.getByRole("region", { name: new RegExp(`^${status} \\d`) });
const card = (page: Page, what: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("link", { name: what }) });

/** What the keyboard is on. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

describe("what is in the way", () => {
  test("has nothing for axe to find: the board, a card of it, a leader's list and a manager's", async () => {
    const views: [name: string, upn: string, path: string, ready: string][] = [
      ["det-driller", navigator, "/tab/barriers", "Hjemmesygeplejen, dag"],
      ["det-driller-sag", navigator, `/tab/barriers/${idOf(7)}`, "Forløb"],
      ["det-driller-leder", "jonas.krogh", "/tab/barriers?closed=1", "Hjemmeplejen Nord, aften"],
      ["det-driller-leder-sag", "ole.winther", `/tab/barriers/${idOf(5)}`, "Forløb"],
      ["det-driller-chef", "anne-grethe.skov", "/tab/barriers", "Pension og Ydelse"],
    ];
    for (const [name, upn, path, ready] of views) {
      const { page, complaints, context } = await openAs(upn, path);
      await page.getByText(ready).filter({ visible: true }).first().waitFor();
      await inEveryLook(page, name);
      expect(complaints).toEqual([]);
      await context.close();
    }
  }, 240_000);
});

describe("the board of a navigator", () => {
  test("moves a card with the arrow keys alone, says so, and takes nothing that it may not", async () => {
    const { page, context } = await openAs(navigator);
    const copilot = card(page, "Copilot: sproget er svært at forstå");
    await column(page, "Ny").getByText("Copilot: sproget er svært at forstå").waitFor();
    const entry = page.locator('.card-link[tabindex="0"]');
    expect(await entry.count()).toBe(1);
    await entry.focus();
    await page.keyboard.press("End");
    expect(await focused(page)).toContain("Copilot: sproget er svært at forstå");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.getByRole("status").getByText("Opgaven kan ikke flyttes den vej.").waitFor();
    await page.keyboard.press("Shift+ArrowRight");
    await page.getByRole("status").getByText("»Copilot: sproget er svært at forstå« står nu i Set.").waitFor();
    await column(page, "Set").getByRole("link", { name: "Copilot: sproget er svært at forstå" }).waitFor();
    expect(await focused(page)).toContain("Copilot: sproget er svært at forstå");
    // What needs words asks for them; giving up leaves the card where it was.
    await page.keyboard.press("Shift+ArrowRight");
    const dialog = page.getByRole("dialog", { name: "Spørg ind: Copilot: sproget er svært at forstå" });
    await dialog.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "det-driller-spoerg-ind");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await column(page, "Set").getByRole("link", { name: "Copilot: sproget er svært at forstå" }).waitFor();
    await copilot.getByRole("button", { name: /^Flyt til/ }).click();
    // What Fluent draws over the page covers no more of it than itself.
    await page.getByRole("menuitem").first().waitFor();
    const heights = await page
      .locator(".fui-FluentProvider:not(#root *)")
      .evaluateAll((list) => list.map(({ clientHeight }) => clientHeight));
    expect(heights.length).toBeGreaterThan(0);
    expect(Math.max(...heights)).toBe(0);
    const offered = await page.getByRole("menuitem").allInnerTexts();
    expect(offered).toEqual([
      "Vi spørger ind",
      "I gang",
      "Prøvehandling",
      "Venter på andre",
      "Send til leverandør",
      "Løft til chef",
      "Parkeret til dato",
      "Løst",
      "Gør vi ikke",
    ]);
    await context.close();
  }, 60_000);

  test("solves one from the menu with words that pass the guard, and the leader says whether it works", async () => {
    const { page, context } = await openAs(navigator);
    const mine = card(page, "Skærmbesøg: det er besværligt eller passer ikke til arbejdsgangen");
    await mine.getByRole("button", { name: /^Flyt til/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Løst" }).click();
    const dialog = page.getByRole("dialog", { name: /^Meld løst:/ });
    await dialog.getByRole("button", { name: "Fortæl teamet det" }).click();
    await dialog.getByText("Vælg en.").waitFor();
    await dialog.getByLabel("Hvordan blev det løst?").selectOption({ label: "Arbejdsgang ændret" });
    const words = dialog.getByRole("textbox", { name: /Hvad har I gjort/ });
    await words.fill("Besøget til 111111-1118 er lagt på ruten.");
    await dialog.getByText("Det ligner et CPR-nummer.").waitFor();
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.postData() ?? ""));
    await dialog.getByRole("button", { name: "Fortæl teamet det" }).click();
    expect(sent.join()).not.toContain("1118");
    await words.fill("Ring 86 12 34 56, så lægger vi besøgene på ruten.");
    await dialog.getByRole("button", { name: "Fortæl teamet det" }).click();
    await dialog.getByRole("button", { name: "Det er ikke en borger" }).click();
    await column(page, "Løst")
      .getByRole("link", { name: "Skærmbesøg: det er besværligt eller passer ikke til arbejdsgangen" })
      .waitFor();

    const leader = await openAs("hanne.lykke");
    const theirs = card(leader.page, "Skærmbesøg: det er besværligt eller passer ikke til arbejdsgangen");
    await theirs.getByText("Venter på dig").waitFor();
    await theirs.getByRole("link").click();
    await leader.page.getByText("Nu skulle det virke. Passer det hos jer?").waitFor();
    await leader.page.getByRole("button", { name: "Nej, det driller stadig" }).click();
    await leader.page.getByRole("textbox", { name: /Hvad driller stadig/ }).fill("Kun om formiddagen.");
    await leader.page.getByRole("button", { name: "Send" }).click();
    await leader.page.getByText("sagde, at det stadig driller", { exact: false }).first().waitFor();

    // The board is looked at all the while, and shows it by itself.
    await column(page, "I gang")
      .getByRole("link", { name: "Skærmbesøg: det er besværligt eller passer ikke til arbejdsgangen" })
      .waitFor({ timeout: 10_000 });
    await leader.context.close();
    await context.close();
  }, 90_000);

  test("takes a move back that could not be stored, and says so", async () => {
    const { page, context } = await openAs(navigator);
    const copilot = card(page, "Copilot: vi er i tvivl om reglerne");
    await copilot.waitFor();
    await page.route("**/api/barriers/*", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.fallback(),
    );
    await copilot.getByRole("button", { name: /^Flyt til/ }).click();
    await page.getByRole("menuitem", { name: "I gang" }).click();
    await page
      .getByRole("alert")
      .getByText(
        "»Copilot: vi er i tvivl om reglerne« blev ikke flyttet og står igen i Ny. Vi kan ikke få forbindelse.",
      )
      .waitFor();
    await column(page, "Ny").locator(".is-rolled-back").getByText("Copilot: vi er i tvivl om reglerne").waitFor();
    await context.close();
  }, 60_000);

  test("tells who was first when two take the same one", async () => {
    const { page, context } = await openAs(navigator);
    const copilot = card(page, "Copilot: vi er i tvivl om reglerne");
    await copilot.waitFor();
    const taken = await fetch(`${tab.url}/api/barriers/${idOf(10)}`, {
      method: "PATCH",
      headers: { Authorization: "Persona sofie.lind@havnby.example", "Content-Type": "application/json" },
      body: JSON.stringify({ action: "take" }),
    });
    expect(taken.status).toBe(200);
    await copilot.getByRole("button", { name: /^Flyt til/ }).click();
    await page.getByRole("menuitem", { name: "I gang" }).click();
    await page
      .getByRole("alert")
      .getByText(/taget opgaven/)
      .waitFor();
    await column(page, "I gang").getByText("Sofie Lind").waitFor({ timeout: 10_000 });
    await context.close();
  }, 60_000);

  test("is dragged to where it may go", async () => {
    const { page, context } = await openAs(navigator);
    const copilot = card(page, "Copilot: vi er i tvivl om reglerne");
    await page.getByText(/^Ugens tal · .*Ældste uden ejer/).waitFor();
    await copilot.waitFor();
    // Tall enough that nothing scrolls away under the mouse.
    await page.setViewportSize({ width: 1280, height: 1600 });
    await copilot.dragTo(column(page, "I gang"));
    await column(page, "I gang").getByRole("link", { name: "Copilot: vi er i tvivl om reglerne" }).waitFor();
    await column(page, "I gang").getByText("Hos dig").waitFor();
    await context.close();
  }, 60_000);

  test("is filtered and searched, keeps that in the address, and comes back to the card that was opened", async () => {
    const { page, context } = await openAs(navigator);
    await page.getByText("11 ting driller").waitFor();
    await page.getByLabel("Område").selectOption({ label: "Borgerservice og Administration" });
    // The teams to choose from are those of the area.
    const teams = await page.getByLabel("Team", { exact: true }).getByRole("option").allTextContents();
    expect(teams).toContain("Borgerservice, telefonen");
    expect(teams.join()).not.toContain("Hjemmeplejen");
    await page.getByLabel("Team", { exact: true }).selectOption({ label: "Borgerservice, telefonen" });
    await page.waitForURL(/team=telefonen/);
    await page.getByLabel("Team", { exact: true }).selectOption("");
    await page.getByText("4 passer").waitFor();
    await page.getByLabel("Emne").selectOption({ label: "Vi er i tvivl, om det gavner" });
    await page.getByText("2 passer").waitFor();
    await page.getByRole("searchbox", { name: "Søg" }).fill("vejledningen");
    await page.getByText("1 passer").waitFor();
    expect(page.url()).toContain("q=vejledningen");
    await page.getByRole("link", { name: "Copilot: sproget er svært at forstå" }).click();
    await page.getByRole("heading", { level: 1, name: "Copilot: sproget er svært at forstå" }).waitFor();
    await page.goBack();
    await page.getByText("1 passer").waitFor();
    expect(await focused(page)).toContain("Copilot: sproget er svært at forstå");
    await page.getByRole("button", { name: "Nulstil" }).click();
    await page.getByText("11 ting driller").waitFor();
    expect(await page.getByRole("searchbox", { name: "Søg" }).inputValue()).toBe("");
    await page.getByLabel("Vis afsluttede").check();
    await column(page, "Bekræftet af teamet").getByText("Medicinrobotten").waitFor();
    await context.close();
  }, 60_000);

  test("is read at twice the size without scrolling the page sideways", async () => {
    // 1280 by 800 at 200 % is half as many pixels to lay out in.
    const { page, context } = await openAs(navigator, "/tab/barriers", 640);
    await card(page, "Copilot: vi er i tvivl om reglerne").waitFor();
    expect(await sidewaysPixels(page)).toBe(0);
    await page.getByRole("link", { name: "Copilot: vi er i tvivl om reglerne" }).click();
    await page.getByRole("heading", { name: "Forløb" }).waitFor();
    expect(await sidewaysPixels(page)).toBe(0);
    await context.close();
  }, 60_000);

  test("says what went wrong and gets it when asked again", async () => {
    const { page, context } = await openAs(navigator);
    await page.route("**/api/barriers?*", (route) => route.abort());
    await page.route("**/api/first-view?*", async (route) => {
      const response = await route.fetch();
      const view = (await response.json()) as FirstView;
      await route.fulfill({ response, json: { ...view, views: [] } });
    });
    await page.reload();
    await page.getByRole("alert").getByText("Vi kan ikke få forbindelse").waitFor();
    await page.unroute("**/api/barriers?*");
    await page.getByRole("button", { name: "Prøv igen" }).click();
    await page.getByText("11 ting driller").waitFor();
    await context.close();
  }, 60_000);
});
