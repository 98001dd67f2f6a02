import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { fillManyBarriers } from "../support/barriers.ts";
import { screenshot } from "../support/chromium.ts";
import { type RunningTab, startTabWithBarriers } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
/** The printable width of A4 between margins of 14 mm, in CSS pixels. */
const paperWidth = 688;
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTabWithBarriers(now);
}, 60_000);

afterAll(() => tab.stop());

async function onPaper(upn: string, path: string): Promise<Page> {
  const { page } = await tab.visit({ upn: `${upn}@havnby.example`, path, width: paperWidth });
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  return page;
}

async function pagesOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test("the overview on paper says whose estimate it is, of what and when, and fits its width in words beside colours", async () => {
  const page = await onPaper("torben.kjaer", "/tab/overview?area=hjemmepleje");
  await page.getByRole("grid").waitFor();
  await page.getByText("Havnby Kommune · Hjemmepleje og Sygepleje · 12 uger · 19. november 2026").waitFor();
  expect(await page.getByText("Ledernes skøn", { exact: true }).first().isVisible()).toBe(true);
  expect(await page.getByText("Sådan læser du farverne").isVisible()).toBe(true);
  for (const control of await page.locator("select, input, nav, .fluent-button, .export-buttons").all()) {
    expect(await control.isVisible()).toBe(false);
  }
  const overTheEdge = await page.evaluate((width) => {
    const shown = [...document.querySelectorAll("main *")].filter((element) => element.checkVisibility());
    return shown.filter((one) => one.getBoundingClientRect().right > width + 1).map((one) => one.className);
  }, paperWidth);
  expect(overTheEdge).toEqual([]);
  expect(
    await page
      .locator("tr.team-row")
      .first()
      .evaluate((row) => getComputedStyle(row).breakInside),
  ).toBe("avoid");
  await screenshot(page, "udskrift-overblik", { fullPage: true });
  // With everything that is folded on the screen, and what the figures are.
  expect(await pagesOf(page)).toBeLessThanOrEqual(4);
}, 60_000);

test("the board on paper has every column within its width, and says of what and when", async () => {
  const page = await onPaper("rasmus.dahl", "/tab/barriers?area=sundhed");
  await page.getByRole("region", { name: "Tavle" }).waitFor();
  await page.getByText("Havnby Kommune · Sundhed og Ældre · 19. november 2026").waitFor();
  const edges = await page
    .locator(".card, .column-title")
    .evaluateAll((shown) =>
      shown.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().right),
    );
  expect(edges.length).toBeGreaterThan(4);
  for (const right of edges) expect(right).toBeLessThanOrEqual(paperWidth);
  for (const control of await page.locator("input, select").all()) expect(await control.isVisible()).toBe(false);
  await screenshot(page, "udskrift-tavle", { fullPage: true });
}, 60_000);

test("a column and a list of very many come whole on paper, though a part only is drawn on the screen", async () => {
  const many = 80;
  const team = { id: "nord-dag", solutions: ["skaermbesoeg"] };
  await fillManyBarriers(tab.store, localTenant, now, many, [team]);
  // Most of them in one column.
  const isOurs = ({ value }: { value: { consequence: string | null } }) => value.consequence?.startsWith("Sag nummer");
  const { items } = await tab.store.query(localTenant, "barrier", { limit: 1000 });
  for (const { key, etag, value } of items.filter(isOurs)) {
    const changed = { ...value, status: "new" as const, assignedTo: null, closedAt: null };
    await tab.store.commit(localTenant, [{ op: "replace", kind: "barrier", key, etag, value: changed }]);
  }
  for (const view of ["board", "list"]) {
    const { page } = await tab.visit({
      upn: "rasmus.dahl@havnby.example",
      path: `/tab/barriers?view=${view}`,
      width: 1280,
    });
    await page.locator("[data-card]").first().waitFor();
    const drawn = await page.locator("[data-card]").count();
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page.waitForFunction((least) => document.querySelectorAll("[data-card]").length >= least, many);
    expect(drawn).toBeLessThan(many);
    await page.close();
  }
}, 60_000);

test("the MED sheet is one page with the municipality's own periods", async () => {
  const page = await onPaper("mette.holm", "/tab/about/med");
  await page
    .getByText("Det, I skriver om noget, der driller, slettes, når det har været afsluttet i 6 måneder.")
    .waitFor();
  await page.getByText("Havnby Kommune · 19. november 2026").waitFor();
  expect(await page.getByText("Drøftet i MED-udvalget den").isVisible()).toBe(true);
  await screenshot(page, "udskrift-med", { fullPage: true });
  expect(await pagesOf(page)).toBe(1);
}, 60_000);

test("the accessibility statement can be read by somebody whom Ombord does not let in", async () => {
  const page = await onPaper("nobody", "/tab/about/accessibility");
  await page.getByRole("heading", { level: 1, name: "Tilgængelighedserklæring for Ombord" }).waitFor();
  for (const heading of ["Overholdelsesstatus", "Ikke-tilgængeligt indhold", "Feedback og kontakt", "Håndhævelse"]) {
    expect(await page.getByRole("heading", { level: 2, name: heading }).isVisible()).toBe(true);
  }
  await screenshot(page, "udskrift-tilgaengelighed", { fullPage: true });
}, 60_000);
