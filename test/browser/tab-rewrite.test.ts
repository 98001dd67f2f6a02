import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { idOf } from "../support/barriers.ts";
import { accessibilityFaults } from "../support/browse.ts";
import { type RunningTab, startTabWithBarriers } from "../support/start-tab.ts";

// What one wrote is corrected, and deleted, where it stands.

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;
beforeAll(async () => {
  tab = await startTabWithBarriers(now);
}, 60_000);
afterAll(() => tab.stop());

test("a leader corrects what she wrote, the guard reads it anew, and she deletes it; the timeline says so and no more", async () => {
  const visit = { upn: "lone.bundgaard@havnby.example", path: `/tab/barriers/${idOf(6)}`, width: 375 };
  const { page, complaints, context } = await tab.visit(visit);
  const open = page.getByRole("button", { name: "Ret eller slet teksten: I hverdagen" });
  const before = (await page.getByRole("blockquote").first().textContent()) ?? "";
  await open.click();
  const field = page.getByRole("textbox", { name: "I hverdagen" });
  expect(await field.inputValue()).toBe(before);
  await field.fill("Ring til Karl Madsen om det");
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByText("Det ligner et navn").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Ret", exact: true }).click();
  await field.fill("Vi ringer i stedet");
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByText("Teksten er rettet.").first().waitFor();
  await page.getByRole("blockquote").getByText("Vi ringer i stedet").waitFor();
  await page.getByText("rettede teksten: I hverdagen", { exact: false }).waitFor();
  // Whoever goes by keyboard is back at the button that opened the form.
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.startsWith("Ret eller slet"));

  await open.click();
  await page.getByRole("button", { name: "Slet teksten", exact: true }).click();
  await page.getByRole("button", { name: "Ja, slet den" }).click();
  await page.getByText("Teksten er slettet.").first().waitFor();
  await page.getByText("slettede teksten: I hverdagen", { exact: false }).waitFor();
  expect(await page.getByText("Vi ringer i stedet").count()).toBe(0);
  expect(await page.getByText(before).count()).toBe(0);
  expect(await open.count()).toBe(0);
  // The guard's question is an answer of 400.
  expect(complaints).toEqual([expect.stringContaining("400")]);
  await context.close();
}, 90_000);

test("a navigator deletes a note that a leader wrote", async () => {
  const given = {
    ...{ id: crypto.randomUUID(), teamId: "nord-dag", reasons: ["noMitId"], instead: ["phone"], outcome: "open" },
    note: "Vil hellere ringes op",
  };
  const headers = { Authorization: "Persona mette.holm@havnby.example", "Content-Type": "application/json" };
  await fetch(`${tab.url}/api/citizen-cases`, { method: "POST", headers, body: JSON.stringify(given) });
  const { page, context } = await tab.visit({ upn: "rasmus.dahl@havnby.example", path: "/tab/citizens" });
  await page.getByText("Vil hellere ringes op").waitFor();
  await page.getByRole("button", { name: "Ret eller slet teksten: Noten" }).click();
  await page.getByRole("button", { name: "Slet teksten", exact: true }).click();
  await page.getByRole("button", { name: "Ja, slet den" }).click();
  await page.getByText("En navigatør slettede noten", { exact: false }).waitFor();
  expect(await page.getByText("Vil hellere ringes op").count()).toBe(0);
  await context.close();
}, 60_000);
