import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { describe as describeBarrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { barrierCategories, barrierCategoryIds } from "../../bot/domain/vocabulary.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { idOf } from "../support/barriers.ts";
import { accessibilityFaults, sidewaysPixels } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { fillBigMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

// A Monday with sixty, in under sixty presses: sort, link seven, ask, take five, park, the list of visits, one lift. The steps
// build on each other.

jest.setTimeout(120_000);

/** Ahead of the store's own clock, by which the way back is forgotten. */
const now = "2036-11-24T08:00:00.000Z";
const navigator = "0a7b0000-0000-4000-8000-0000000000ac";
const leader = "0a7b0000-0000-4000-8000-0000000000ab";
const sixty = 60;
const teams = 40;
let tab: RunningTab;
let page: Page;
let presses = 0;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillBigMunicipality(store, localTenant, now, teams);
    await addNavigator(store);
    await store.commit(
      localTenant,
      Array.from({ length: sixty }, (_, n) => reported(n)),
    );
  });
  ({ page } = await tab.visit({ upn: "nora@stor.example", path: "/tab/barriers" }));
  page.setDefaultTimeout(15_000);
}, 90_000);

afterAll(() => tab.stop());

async function addNavigator(store: Store): Promise<void> {
  const settings = await store.read(localTenant, "settings", "municipality");
  if (settings === undefined) throw new Error("no municipality");
  const person = { id: navigator, upn: "nora@stor.example", name: "Nora Stor", language: "da" as const };
  const role = { personId: navigator, role: "navigator" as const, scope: "*", from: null, to: null };
  const { key, etag, value } = settings;
  await store.commit(localTenant, [
    { op: "create", kind: "person", key: navigator, value: person },
    { op: "create", kind: "role", key: `${navigator}:navigator:*`, value: role },
    { op: "replace", kind: "settings", key, etag, value: { ...value, directoryVersion: "next" } },
  ]);
}

/** The first seven are the same in seven teams; the others are about this and that. */
function reported(n: number): Change {
  const at = new Date(Date.parse(now) - (n + 1) * 20 * 3_600_000).toISOString();
  const about = {
    teamId: `team-${n % teams}`,
    solutionId: n < 7 ? "loesning-0" : `loesning-${1 + (n % 7)}`,
    week: null,
  };
  const same = { category: "equipment", detail: "access", consequence: "Vi kan ikke logge ind om morgenen" } as const;
  const category = barrierCategoryIds[Math.floor(n / 7) % barrierCategoryIds.length] ?? "skills";
  const other = { category, detail: barrierCategories[category][0], consequence: `Sag ${n} tager tid` };
  const told = { ...(n < 7 ? same : other), contact: n % 9 === 0 ? ("visit" as const) : ("none" as const) };
  const value = describeBarrier(newBarrier(idOf(n + 1), about, leader, at), told, leader, at);
  return { op: "create", kind: "barrier", key: value.id, value };
}

async function press(act: () => Promise<void>): Promise<void> {
  presses += 1;
  await act();
}
const click = (name: string | RegExp, role: "button" | "link" | "checkbox" | "menuitem" = "button") =>
  press(() => page.getByRole(role, { name }).first().click());
const row = (n: number) => page.locator("tr[data-card]").nth(n);

test("sixty are a list, sorted by age; what seven teams share is offered as one task", async () => {
  await page.getByText("60 ting driller").waitFor();
  await page.getByRole("table", { name: "Alt, der driller, som liste" }).waitFor();
  await page.getByText(/^7 teams har meldt det samme/).waitFor();
  await page.getByText("Sag 59 tager tid").waitFor({ state: "detached" });
  await screenshot(page, "navigator-mandag-liste");
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
  await click("Sortér efter Ønske");
  await row(0).getByText("Kom forbi").waitFor();
  await click("Sortér efter Alder");
});

test("seven are linked with one confirmation, and the row says seven teams", async () => {
  await click("Gør det til en fælles opgave");
  const dialog = page.getByRole("dialog", { name: "Fælles opgave" });
  await dialog.getByText(/^7 opgaver fra 7 teams bliver til én/).waitFor();
  await screenshot(page, "navigator-mandag-faelles");
  await click(/^Gør det$/);
  await page.getByText("6 opgaver er ændret.").first().waitFor();
  await click("Sortér efter antal teams");
  const root = page
    .locator("tr[data-card]")
    .filter({ has: page.getByRole("link", { name: "Vis dem, der er de samme hos 7 teams" }) });
  await root.waitFor();
  // One question goes to all who have it.
  await press(() => root.locator(".card-link").focus());
  await press(() => page.keyboard.press("q"));
  const ask = page.getByRole("dialog", { name: /^Spørg ind/ });
  await press(() => ask.getByRole("textbox").first().fill("Sker det hver morgen?"));
  await press(() => ask.getByRole("button", { name: "Send spørgsmål" }).click());
  await ask.waitFor({ state: "detached" });
  await root.getByText("Vi spørger ind").waitFor();
  const asked = await tab.store.query(localTenant, "barrier", { where: { status: "asking" }, limit: 100 });
  expect(asked.items).toHaveLength(7);
});

test("five are taken at once, undone with one press, and taken again", async () => {
  await press(() => page.getByLabel("Ingen har taget opgaven").check());
  await page.getByText("53 passer").waitFor();
  for (let n = 0; n < 5; n++) await press(() => row(n).getByRole("checkbox").check());
  await page.getByText("5 valgt").waitFor();
  await screenshot(page, "navigator-mandag-valgt");
  await click("Jeg tager dem");
  await click(/^Gør det$/);
  await page.getByText("5 opgaver er ændret.").first().waitFor();
  await page.getByText("48 passer").waitFor();
  // What was told before may still be there, with an undo of its own.
  const told = page.locator(".fui-Toast").filter({ hasText: "5 opgaver er ændret." });
  await press(() => told.getByRole("button", { name: "Fortryd" }).click());
  await page.getByText("5 opgaver er, som de var.").first().waitFor();
  await page.getByText("53 passer").waitFor();
  for (let n = 0; n < 5; n++) await press(() => row(n).getByRole("checkbox").check());
  await click("Jeg tager dem");
  await click(/^Gør det$/);
  await page.getByText("48 passer").waitFor();
});

test("the next is parked and another lifted with a key each; every key is told by ?", async () => {
  await press(() => row(0).locator(".card-link").focus());
  await press(() => page.keyboard.press("?"));
  const keys = page.getByRole("dialog", { name: "Genveje på tavlen og listen" });
  await keys.getByText("Løft til chef").waitFor();
  await screenshot(page, "navigator-mandag-genveje");
  await press(() => page.keyboard.press("Escape"));
  await press(() => row(0).locator(".card-link").focus());
  await press(() => page.keyboard.press("p"));
  await click("Parkér");
  await page.getByText("47 passer").waitFor();
  await press(() => row(0).locator(".card-link").focus());
  await press(() => page.keyboard.press("c"));
  await click("Løft til chef");
  await page.getByText("46 passer").waitFor();
});

test("the list of visits is by place, with a chat and a call, and prints on one page", async () => {
  await click("Besøg", "link");
  await page.getByRole("heading", { level: 1, name: "Besøg" }).waitFor();
  const calls = await page.getByRole("link", { name: "Ring i Teams" }).first().getAttribute("href");
  expect(calls).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/call\/0\/0\?users=/);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "navigator-mandag-besoeg");
  const paper = (await page.pdf({ format: "A4" })).toString("latin1");
  expect([...paper.matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(1);
  await click("Vi var der");
  await click("Det virker nu");
  await page.getByText("Noteret.").first().waitFor();
});

test("a view is kept by name, what is next stands on top, and it all took under sixty presses", async () => {
  await press(() => page.goBack().then(() => {}));
  await page.getByRole("heading", { name: "Dine næste tre" }).waitFor();
  await click("Gem visningen");
  await press(() => page.getByLabel("Hvad skal visningen hedde?").fill("Ledige"));
  await click(/^Gem$/);
  await page.getByRole("combobox", { name: "Dine visninger" }).waitFor();
  expect(presses).toBeLessThan(60);
});

test("on a phone it is one's own, one below the other, until one asks for all", async () => {
  const phone = await tab.visit({ upn: "nora@stor.example", path: "/tab/barriers", width: 375 });
  await phone.page.getByRole("checkbox", { name: "Kun mine" }).waitFor();
  expect(await phone.page.getByRole("checkbox", { name: "Kun mine" }).isChecked()).toBe(true);
  await phone.page.locator(".card").first().waitFor();
  expect(await sidewaysPixels(phone.page)).toBe(0);
  await screenshot(phone.page, "navigator-mandag-telefon");
  await phone.page.getByRole("checkbox", { name: "Kun mine" }).uncheck();
  await phone.page.getByText(/^\d\d ting driller/).waitFor();
});
