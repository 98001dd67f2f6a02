import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { queryAll } from "../../bot/store/store.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { tellOfLate } from "../../bot/use-cases/screening/tell-of-late.ts";
import { fillBarriers, idOf } from "../support/barriers.ts";
import { accessibilityFaults, inEveryLook, visit } from "../support/browse.ts";
import { launchChromium } from "../support/chromium.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;
let theirs: Browser;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillBarriers(store, localTenant, now);
  });
  theirs = await launchChromium();
}, 60_000);
afterAll(async () => {
  await theirs.close();
  await tab.stop();
});

test("a screening from question to answer, with the adviser in a browser of their own, and late once", async () => {
  const asker = await tab.visit({ upn: "rasmus.dahl@havnby.example", path: `/tab/barriers/${idOf(12)}` });
  await asker.page.getByRole("button", { name: /^Spørg juristen/ }).click();
  const asking = asker.page.getByRole("dialog");
  await asking.getByRole("button", { name: "Send" }).click();
  await asker.page.getByText("Skriv, hvad I gerne vil vide.").waitFor();
  const question = "Må vi optage skærmbesøg i to uger for at se, hvor billedet fryser?";
  await asker.page.getByLabel("Hvad vil I gerne vide?").fill(question);
  await asker.page.getByLabel("Indgår der personoplysninger?").selectOption({ label: sensitive });
  await asker.page.getByLabel("Hvad bygger I på, når I udvikler og prøver?").fill("Serviceloven § 83");
  await asker.page.getByLabel("Hvad skal være klart, før I prøver?").fill("Hvor længe optagelsen må ligge");
  await asking.getByRole("button", { name: "Send" }).click();
  await asker.page.getByText("Juristen er spurgt.").first().waitFor();

  const adviser = await visit(theirs, { url: tab.url, upn: "vibeke.holst@havnby.example", path: "/tab/" });
  await adviser.page.getByRole("heading", { name: "Spørgsmål til juristen" }).waitFor();
  await adviser.page.getByText(question).waitFor();
  expect(await adviser.page.getByRole("navigation").count()).toBe(0);
  await inEveryLook(adviser.page, "juristen");

  // Two weeks later nobody has answered.
  const directory = await loadDirectory(tab.store, localTenant);
  const late = { store: tab.store, tenantId: localTenant, directory };
  for (const at of ["2026-12-01T09:00:00.000Z", "2026-12-02T09:00:00.000Z"]) await tellOfLate({ ...late, now: at });
  const told = await Array.fromAsync(
    queryAll(tab.store, localTenant, "message", { where: { purpose: "screeningLate" } }),
  );
  expect(told).toHaveLength(2);

  await adviser.page.getByRole("button", { name: /^Svar: Noget, der driller/ }).click();
  await adviser.page.getByRole("radio", { name: "Med ændring" }).check();
  await adviser.page.getByText("I kan gå i gang, når det, der står nedenfor, er ændret.").waitFor();
  const answer = "Ja, hvis borgeren siger ja, og optagelsen bliver slettet samme dag.";
  await adviser.page.getByLabel("Skriv, hvorfor, og hvad der skal til").fill(answer);
  await adviser.page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await adviser.page.getByText("Svaret er sendt.").first().waitFor();
  await adviser.page.getByText("Der venter ikke noget på dit svar.").waitFor();

  // The answer stands for the adviser still, one press from its page for the case system.
  await adviser.page.getByRole("link", { name: /^Til sagen: Noget, der driller/ }).click();
  await adviser.page.getByRole("heading", { level: 1, name: /^2026-\d\d-\d\d Juristens svar: Med ændring/ }).waitFor();
  await adviser.page.getByText(answer).waitFor();
  await adviser.page.getByRole("button", { name: "Kopiér titlen" }).waitFor();
  expect(await adviser.page.title()).toMatch(/^2026-/);
  await inEveryLook(adviser.page, "til-sagen");
  await adviser.page.emulateMedia({ media: "print" });
  expect(await adviser.page.getByRole("button", { name: "Udskriv" }).isVisible()).toBe(false);
  await adviser.page.emulateMedia({ media: "screen" });

  await asker.page.reload();
  await asker.page.getByText(answer).waitFor();
  await asker.page.getByText("Svar: Med ændring").waitFor();

  await asker.page.goto(`${tab.url}/tab/trials`);
  await asker.page
    .getByRole("button", { name: /^Spørg juristen/ })
    .first()
    .click();
  await asker.page
    .getByRole("dialog", { name: /^Spørg juristen/ })
    .getByLabel("Hvad vil I gerne vide?")
    .waitFor();
  expect(await accessibilityFaults(asker.page)).toEqual([]);
  expect([...asker.complaints, ...adviser.complaints]).toEqual([]);
}, 120_000);

const sensitive = "Ja, følsomme eller fortrolige, for eksempel helbred eller CPR-nummer";
