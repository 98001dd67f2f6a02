import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import { localTenant } from "../../bot/config.ts";
import { keys } from "../../bot/store/documents.ts";
import { newDirectoryVersion, setAbsence } from "../../bot/use-cases/check-in/set-absence.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { accessibilityFaults, type Visit } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { type RunningTab, startTabWithBarriers } from "../support/start-tab.ts";

// A leader, a navigator and two managers, each with a page of their own, from *Løft til chef* through every decision; one manager is
// away, and replaced. The steps build on
// each other.

const torben = "0a7b0000-0000-4000-8000-000000000021";
const peter = "0a7b0000-0000-4000-8000-000000000023";
const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;
let leader: Visit;
let navigator: Visit;
let manager: Visit;
let above: Visit;

beforeAll(async () => {
  tab = await startTabWithBarriers(now);
  const as = (upn: string, path: string, width?: number) => tab.visit({ upn: `${upn}@havnby.example`, path, width });
  leader = await as("mette.holm", "/tab/barriers");
  navigator = await as("rasmus.dahl", "/tab/barriers");
  manager = await as("torben.kjaer", "/tab/overview", 375);
}, 90_000);
afterAll(async () => {
  await tab?.stop();
});

async function send(method: string, path: string, upn: string, body: unknown): Promise<void> {
  const headers = { Authorization: `Persona ${upn}@havnby.example`, "Content-Type": "application/json" };
  const response = await fetch(`${tab.url}${path}`, { method, headers, body: JSON.stringify(body) });
  expect(response.ok).toBe(true);
}

/** Reported by Mette, lifted by Rasmus. */
async function lifted(): Promise<string> {
  const id = await reported();
  await send("PATCH", `/api/barriers/${id}`, "rasmus.dahl", { action: "escalate", text: "Det kræver penge." });
  return id;
}

async function reported(): Promise<string> {
  const id = uuid();
  const consequence = "Billedet fryser langs fjorden.";
  const told = { category: "equipment", detail: "connectivity", consequence, contact: "none" };
  await send("POST", "/api/barriers", "mette.holm", { id, teamId: "nord-dag", solutionId: "skaermbesoeg", told });
  return id;
}

/** The same, lifted on its page. */
async function liftedOnPage(): Promise<string> {
  const id = await reported();
  await open(navigator.page, id);
  await navigator.page.getByRole("button", { name: "Løft til chef" }).click();
  await navigator.page.getByRole("textbox", { name: "Hvad har du brug for fra en chef?" }).fill("Det kræver penge.");
  await navigator.page.getByRole("button", { name: "Løft til chef" }).last().click();
  await navigator.page.getByText("Løftet til en chef. Det bliver stående").waitFor();
  return id;
}

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`${tab.url}/tab/barriers/${id}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

const choose = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();

test("it waits for the manager on Overblik, and *Det gør vi* is told to everybody with the manager's role", async () => {
  const id = await liftedOnPage();
  const { page } = manager;
  await page.reload();
  await page.getByText("Løftet til dig").first().click();
  await page
    .getByRole("link", { name: /Hjemmeplejen Nord, dag/ })
    .first()
    .waitFor();
  await open(page, id);
  await choose(page, "Det gør vi");
  await page.getByRole("textbox", { name: "Hvad gør vi?" }).fill("Vi køber seks nye tablets.");
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "loeft-1-det-goer-vi", { fullPage: true });
  await page.getByRole("button", { name: "Beslut og fortæl det" }).click();
  await page.getByText("besluttede: Det gør vi", { exact: false }).waitFor();
  for (const { page: other } of [leader, navigator]) {
    await open(other, id);
    await other.getByText("(chef for Sundhed og Ældre)").first().waitFor();
    await other.getByText("Vi køber seks nye tablets.").first().waitFor();
  }
}, 90_000);

test("a question is answered by the leader, and the lift is still the manager's, who waits with it", async () => {
  const id = await lifted();
  await open(manager.page, id);
  await choose(manager.page, "Spørg ind");
  await manager.page.getByRole("textbox", { name: "Hvad vil du spørge teamet om?" }).fill("Hvor mange gange om ugen?");
  await manager.page.getByRole("button", { name: "Send spørgsmål" }).click();
  await open(leader.page, id);
  await leader.page.getByText("Torben Kjær spørger").waitFor();
  await choose(leader.page, "Svar");
  await leader.page.getByRole("textbox", { name: "Dit svar" }).fill("Næsten hver aften.");
  await leader.page.getByRole("button", { name: "Send svar" }).click();
  // A page that is open asks again by and by; whoever comes back to it sees the answer at once.
  await open(manager.page, id);
  await manager.page.getByText("Næsten hver aften.").first().waitFor();
  await choose(manager.page, "Vi venter");
  await manager.page.getByRole("textbox", { name: "Hvorfor venter vi?" }).fill("Budgettet er brugt i år.");
  await manager.page.getByRole("button", { name: "Beslut og fortæl det" }).click();
  await manager.page.getByText("besluttede: Vi venter indtil", { exact: false }).waitFor();
}, 90_000);

test("it is declined, taken over, or lifted on to the manager above", async () => {
  const [declined, taken, on] = [await lifted(), await lifted(), await lifted()];
  const { page } = manager;
  await open(page, declined);
  await choose(page, "Det gør vi ikke");
  await page.getByRole("textbox", { name: "Hvorfor ikke?" }).fill("Det er for dyrt.");
  await page.getByRole("button", { name: "Beslut og fortæl det" }).click();
  await page.getByText("besluttede: Det gør vi ikke", { exact: false }).waitFor();
  await open(page, taken);
  await choose(page, "Jeg tager den selv");
  await page.getByRole("button", { name: "Meld løst" }).waitFor();
  await open(page, on);
  await choose(page, "Løft videre");
  await page.getByText("Opgaven går til Anne-Grethe Skov.").waitFor();
  await page.getByRole("button", { name: "Løft videre" }).last().click();
  await page.getByText("løftede opgaven videre", { exact: false }).waitFor();
  above = await tab.visit({ upn: "anne-grethe.skov@havnby.example", path: `/tab/barriers/${on}` });
  await above.page.getByRole("button", { name: "Det gør vi", exact: true }).waitFor();
}, 90_000);

test("a warning is decided about, and the log has it all, on a phone", async () => {
  const { page } = manager;
  await page.goto(`${tab.url}/tab/overview?open=layersApart`);
  await page
    .getByRole("button", { name: /^Beslut: / })
    .first()
    .click();
  await page.getByRole("textbox", { name: "Hvad gør du?" }).fill("Vi øver det på næste møde.");
  await page.getByRole("button", { name: "Gem beslutningen" }).click();
  await page.getByText("1 advarsel er der besluttet om").waitFor();
  await page.getByRole("link", { name: "Se beslutninger" }).click();
  await page.getByRole("heading", { level: 1, name: "Beslutninger" }).waitFor();
  for (const words of [
    "Vi køber seks nye tablets.",
    "Budgettet er brugt i år.",
    "Det er for dyrt.",
    "Vi øver det på næste møde.",
  ])
    await page.getByText(words).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "loeft-2-beslutninger", { fullPage: true });
  await page.getByRole("searchbox", { name: "Søg" }).fill("tablets");
  await page.getByText("1 beslutning", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Det er gjort" }).click();
  await page.getByText("Afsluttet").last().waitFor();
  for (const { complaints } of [leader, navigator, manager, above]) expect(complaints).toEqual([]);
}, 90_000);

test("a target is set on a solution's page, who reads it is said first, and it stands in the picture, in forced colours and on paper", async () => {
  const { page } = await tab.visit({ upn: "torben.kjaer@havnby.example", path: "/tab/overview/solution/journal" });
  await page.getByRole("img", { name: /Søjler uge for uge/ }).waitFor();
  expect(await page.locator(".chart-target").count()).toBe(0);
  await page
    .getByRole("button", { name: /^Beslut: / })
    .first()
    .click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Hvad beslutter du?").selectOption({ label: "Aftalt afvigelse" });
  await drawer.getByText("Teamet bliver ikke spurgt om løsningen").waitFor();
  await drawer.getByLabel("Hvad beslutter du?").selectOption({ label: "Sæt et mål" });
  await drawer.getByText("Teamlederne, navigatørerne og cheferne dér, hvor det gælder, får besked.").waitFor();
  const shares = await drawer
    .getByLabel(/I hvor stor en del af teamene/)
    .locator("option")
    .allTextContents();
  expect([shares.length, shares.at(-1)]).toEqual([9, "90 %"]);
  await drawer.getByLabel(/I hvor stor en del af teamene/).selectOption({ label: "70 %" });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  // What can be typed in or pressed has an edge or a ground that is seen where the system chooses the colours.
  const bare = await drawer.locator("select, input, textarea, button").evaluateAll((controls) =>
    controls
      .filter((one) => one.checkVisibility() && one.querySelector("svg") === null)
      .filter((one) => {
        const field = one.closest(".fui-Select, .fui-Input, .fui-Textarea") ?? one;
        const looks = [getComputedStyle(field), getComputedStyle(field, "::after"), getComputedStyle(one)];
        const ground = getComputedStyle(document.body).backgroundColor;
        const isFilled = !["rgba(0, 0, 0, 0)", ground].includes(getComputedStyle(one).backgroundColor);
        const hasEdge = looks.some((each) => each.borderBottomWidth !== "0px" && each.borderBottomColor !== ground);
        return !isFilled && !hasEdge;
      })
      .map((one) => one.outerHTML.slice(0, 120)),
  );
  expect(bare).toEqual([]);
  await screenshot(page, "beslut-tvungne-farver", { fullPage: true });
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
  await drawer.getByRole("button", { name: "Gem beslutningen" }).click();
  await page
    .getByText(/^Mål: 70 % senest .*Sundhed og Ældre/)
    .first()
    .waitFor();
  await page.locator(".chart-target").waitFor({ state: "attached" });
  await page.getByText("Den stiplede linje er målet", { exact: false }).waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".chart-target").isVisible()).toBe(true);
  expect(
    await page
      .getByText(/^Mål: 70 % senest/)
      .first()
      .isVisible(),
  ).toBe(true);
  await screenshot(page, "maal-paa-papir", { fullPage: true });
  await page.emulateMedia({ media: "screen" });
  await page.goto(`${tab.url}/tab/overview?area=nord`);
  const small = page.getByRole("region", { name: "Løsningerne ved siden af hinanden" });
  await small.getByText(/^Mål: 70 %/).waitFor();
  expect(await small.locator(".chart-target").count()).toBe(1);
  await screenshot(page, "maal-smaa-billeder", { fullPage: true });
  await page.close();
}, 90_000);

test("while the manager is away the one above decides; whoever replaces them decides what was lifted before", async () => {
  const [meanwhile, before] = [await lifted(), await lifted()];
  const tenantId = localTenant;
  const directory = await loadDirectory(tab.store, tenantId);
  const away = { store: tab.store, actor: { tenantId, personId: torben }, directory, now };
  await setAbsence(away, { kind: "away", periods: [{ from: null, to: "2026-12-04" }] });
  await above.page.goto(`${tab.url}/tab/overview`);
  await above.page.getByText("Løftet til dig").first().waitFor();
  await open(above.page, meanwhile);
  await choose(above.page, "Det gør vi ikke");
  await above.page.getByRole("textbox", { name: "Hvorfor ikke?" }).fill("Ikke i år.");
  await above.page.getByRole("button", { name: "Beslut og fortæl det" }).click();
  await above.page.getByText("besluttede: Det gør vi ikke", { exact: false }).waitFor();
  // Torben is replaced by Peter.
  const old = await tab.store.read(tenantId, "role", `${torben}:manager:sundhed`);
  const settings = await tab.store.read(tenantId, "settings", keys.settings);
  if (old === undefined || settings === undefined) throw new Error("no role");
  const value = { ...old.value, personId: peter };
  await tab.store.commit(tenantId, [
    { op: "delete", kind: "role", key: old.key, etag: old.etag },
    { op: "create", kind: "role", key: keys.role(value), value },
    newDirectoryVersion(settings),
  ]);
  const next = await tab.visit({ upn: "peter.aagaard@havnby.example", path: `/tab/barriers/${before}` });
  await choose(next.page, "Vi venter");
  await next.page.getByRole("textbox", { name: "Hvorfor venter vi?" }).fill("Jeg er ny og sætter mig ind i det.");
  await next.page.getByRole("button", { name: "Beslut og fortæl det" }).click();
  await next.page.getByText("besluttede: Vi venter indtil", { exact: false }).waitFor();
  await manager.page.goto(`${tab.url}/tab/barriers/${before}`);
  await manager.page.getByRole("heading", { level: 1 }).waitFor();
  expect(await manager.page.getByRole("button", { name: "Det gør vi", exact: true }).count()).toBe(0);
  await open(leader.page, before);
  await leader.page.getByText("Jeg er ny og sætter mig ind i det.").first().waitFor();
}, 90_000);

test("what is solved as an agreed exception asks for its reason and its date, and stands with both for the team and in the log", async () => {
  const id = await reported();
  await send("PATCH", `/api/barriers/${id}`, "rasmus.dahl", { action: "take" });
  const { page } = navigator;
  await open(page, id);
  await choose(page, "Meld løst");
  await page.getByLabel("Hvordan blev det løst?").selectOption({ label: "Aftalt afvigelse" });
  await page.getByText("Teamet bliver ikke spurgt om løsningen, så længe det er en aftalt afvigelse.").waitFor();
  const review = page.getByRole("combobox", { name: "Hvornår ses der på den igen?" });
  expect(await review.inputValue()).toBe("18. februar 2027");
  await page.getByRole("button", { name: "Fortæl teamet det" }).click();
  await page.getByText("Skriv et par ord.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("textbox", { name: /^Hvad er grunden\?/ }).fill("Der er intet net på ruten.");
  await page.getByRole("button", { name: "Fortæl teamet det" }).click();
  await page.getByText("Aftalt afvigelse", { exact: false }).first().waitFor();
  await open(leader.page, id);
  await leader.page.getByText("Der er intet net på ruten.").first().waitFor();
  await leader.page
    .getByText(/ses på igen 18\. feb/)
    .first()
    .waitFor();
  await above.page.goto(`${tab.url}/tab/overview/decisions`);
  const made = above.page.getByRole("listitem").filter({ hasText: "Der er intet net på ruten." });
  await made.getByText("Hjemmeplejen Nord, dag").waitFor();
  await made.getByText("Ses på igen 18. februar 2027", { exact: false }).waitFor();
  for (const { complaints } of [leader, navigator, above]) expect(complaints).toEqual([]);
}, 90_000);
