import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { idOf } from "../support/barriers.ts";
import { accessibilityFaults } from "../support/browse.ts";
import { launchChromium } from "../support/chromium.ts";
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

const card = (page: Page, what: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("link", { name: what }) });

describe("one thing that is in the way", () => {
  test("opens from a deep link, is commented, given to somebody, linked, and tried", async () => {
    const { page, complaints, context } = await openAs(navigator, `/tab/detDriller/${idOf(12)}`);
    await page.getByRole("heading", { level: 1, name: "Copilot: sproget er svært at forstå" }).waitFor();
    await page.getByRole("button", { name: "Skriv en kommentar" }).click();
    await page.getByRole("textbox", { name: "Kommentar" }).fill("Vi skriver den om sammen.");
    await page.getByRole("button", { name: "Gem kommentar" }).click();
    await page.getByRole("list").getByText("Vi skriver den om sammen.").waitFor();

    await page.getByRole("button", { name: "Giv opgaven til en anden" }).click();
    await page.getByLabel("Hvem tager opgaven?").selectOption({ label: "Sofie Lind" });
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.getByText("gav opgaven til Sofie Lind", { exact: false }).waitFor();

    await page.getByRole("button", { name: "Det er set før: knyt til Pension og Ydelse" }).click();
    await page.getByRole("link", { name: "knyttede opgaven til noget, der er set før" }).waitFor();

    await page.getByRole("button", { name: "Start en prøvehandling" }).click();
    await page.getByRole("textbox", { name: "Hvad vil I prøve?" }).fill("En side med ordene, som vi siger dem");
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByRole("link", { name: "En side med ordene, som vi siger dem" }).waitFor();
    await page.getByRole("link", { name: "Prøvehandlinger" }).click();
    await page.getByRole("heading", { name: "En side med ordene, som vi siger dem" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 90_000);

  test("keeps what was typed when it could not be sent, and when it had changed meanwhile", async () => {
    const { page, context } = await openAs(navigator, `/tab/barriers/${idOf(12)}`);
    await page.getByRole("button", { name: "Spørg ind" }).click();
    const words = page.getByRole("textbox", { name: "Hvad vil du spørge teamet om?" });
    await words.fill("Hvilke ord er de værste?");
    await page.route("**/api/barriers/*", (route) => route.abort());
    await page.getByRole("button", { name: "Send spørgsmål" }).click();
    await page.getByRole("alert").getByText("Det blev ikke gemt. Det, du skrev, står her stadig.").waitFor();
    expect(await words.inputValue()).toBe("Hvilke ord er de værste?");
    await fetch(`${tab.url}/api/barriers/${idOf(12)}`, {
      method: "PATCH",
      headers: { Authorization: "Persona sofie.lind@havnby.example", "Content-Type": "application/json" },
      body: JSON.stringify({ action: "comment", text: "Jeg kigger på den." }),
    });
    // The page reads nothing until it has sent, so that it sends for what it saw.
    await page.route("**/api/barriers/*", (route) =>
      route.request().method() === "PATCH" ? route.continue() : route.abort(),
    );
    await page.getByRole("button", { name: "Send spørgsmål" }).click();
    await page.getByRole("alert").getByText("En anden har ændret det imens.").waitFor();
    await page.unroute("**/api/barriers/*");
    await page.getByRole("list").getByText("Jeg kigger på den.").waitFor();
    expect(await words.inputValue()).toBe("Hvilke ord er de værste?");
    await page.getByRole("button", { name: "Send spørgsmål" }).click();
    await page.getByText("Rasmus Dahl har spurgt teamet").waitFor();
    await context.close();
  }, 60_000);

  test("is nobody's who may not see it", async () => {
    const { page, context } = await openAs("mette.holm", `/tab/barriers/${idOf(12)}`);
    await page.getByRole("alert").waitFor();
    expect(await page.getByText("Copilot").count()).toBe(0);
    await context.close();
  });
});

describe("a leader", () => {
  test("answers a question, confirms, and sees nobody else's", async () => {
    const { page, context } = await openAs("lone.bundgaard");
    await page.getByText("2 ting driller").waitFor();
    expect(await page.getByRole("button", { name: /^Flyt til/ }).count()).toBe(0);
    await page.getByRole("link", { name: "Journalen: vi gør det to gange, også på den gamle måde" }).click();
    await page.getByText("Camilla Nørgaard spørger").waitFor();
    await page.getByText("Er det bestemte oplysninger, I ringer om?").first().waitFor();
    await page.getByRole("button", { name: "Svar" }).click();
    await page.getByRole("textbox", { name: "Dit svar" }).fill("Mest om medicin.");
    await page.getByRole("button", { name: "Send svar" }).click();
    await page.getByRole("list").getByText("Mest om medicin.").waitFor();
    await context.close();

    const other = await openAs("ole.winther", `/tab/barriers/${idOf(5)}`);
    await other.page.getByRole("button", { name: "Ja, det virker" }).click();
    await other.page.getByText("bekræftede, at det virker", { exact: false }).waitFor();
    await other.context.close();
  }, 60_000);

  test("reports something, and hears that the navigators are told; nothing in the way is said kindly", async () => {
    const { page, context } = await openAs("gitte.ravn");
    await page.getByText("Der er ikke meldt noget lige nu.").waitFor();
    await page.getByRole("button", { name: "Noget driller" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Vælg team, løsning, og hvad der driller.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Hvilken løsning driller?").selectOption({ index: 1 });
    await page.getByLabel("Hvad passer bedst?").selectOption({ label: "Dårligt net" });
    await page.getByRole("textbox", { name: /Hvad betyder det/ }).fill("Vi må ringe i stedet.");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Tak! Navigatørerne får besked").first().waitFor();
    await page.getByText("1 ting driller").waitFor();
    await page.getByText("Vi må ringe i stedet.").waitFor();
    await context.close();
  }, 60_000);
});

describe("a manager", () => {
  test("sees what was lifted to them with its words, the figures of all, and no more", async () => {
    const { page, context } = await openAs("anne-grethe.skov");
    await page.getByText("1 ting driller").waitFor();
    await page.getByText(/^Ugens tal · .*Ældste uden ejer/).waitFor();
    const item = card(page, "Copilot: vi kan ikke se meningen");
    await item.getByText("Løftet til chef").waitFor();
    expect(
      await page
        .getByRole("link", { name: "Samtalebooking: det er besværligt eller passer ikke til arbejdsgangen" })
        .count(),
    ).toBe(0);
    await context.close();
  });
});
