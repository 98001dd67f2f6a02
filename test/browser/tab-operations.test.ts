import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { keys } from "../../bot/store/documents.ts";
import { StoreUnusable } from "../../bot/store/store.ts";
import { answerCheckIn } from "../../bot/use-cases/check-in/answer-check-in.ts";
import { demoFolder, mette, personId } from "../support/bot.ts";
import { accessibilityFaults, inEveryLook } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { errandOf } from "../support/errand.ts";
import { conversationChange } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { recordingChannel } from "../support/recording-channel.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const monday = "2026-11-16T08:00:00.000Z";
const now = "2026-11-16T10:00:00.000Z";
const jonas = personId(2);
const channel = recordingChannel();
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await importDirectory({ store, tenantId: localTenant, source: demoFolder, now: monday, by: "system" });
    const installed = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11].map(personId);
    await store.commit(
      localTenant,
      installed.map((id) => conversationChange(id)),
    );
    channel.answer = ({ conversationId }) => {
      if (conversationId === `a:${jonas}`) return { ok: false, retry: false, reason: "blocked" };
      return conversationId === `a:${personId(7)}` ? { ok: false, retry: true, reason: "unavailable" } : undefined;
    };
    await tick(testOutreach(store, channel, { now: monday }), localTenant);
    const errand = await errandOf(store, mette, now, localTenant);
    await answerCheckIn(errand, { week: "2026-W47", teamId: "nord-dag" }, { kind: "skip" });
  });
}, 60_000);

afterAll(() => tab.stop());

const openAs = (upn: string) => tab.visit({ upn: `${upn}@havnby.example`, path: "/tab/operations" });

test("an administrator sees what arrives, who cannot be reached and what to do, with nothing for axe to find", async () => {
  const { page, complaints, context } = await openAs("line.oestergaard");
  await page.getByRole("heading", { name: /Har blokeret Ombord i Teams/ }).waitFor();
  await page.getByRole("heading", { name: "Hvornår spørger vi?" }).waitFor();
  await page.getByRole("table", { name: "De næste uger" }).waitFor();
  await inEveryLook(page, "drift");
  expect(complaints).toEqual([]);
  await context.close();
}, 120_000);

test("a full disk and a secret that has expired stand first, in words, with what to do", async () => {
  const { ping } = tab.store;
  tab.store.ping = () => Promise.reject(new StoreUnusable("-", { trouble: "full" }));
  tab.setNoToken({ trouble: "secretExpired", number: "AADSTS7000222" });
  const { page, complaints, context } = await tab.visit({
    upn: "line.oestergaard@havnby.example",
    path: "/tab/about/med",
  });
  await page.clock.install();
  await page.goto(`${tab.url}/tab/operations`);
  const alerts = page.getByRole("alert");
  await alerts.nth(1).waitFor();
  expect(await alerts.allInnerTexts()).toEqual([
    expect.stringMatching(/^Disken er fuld\.[\s\S]+Gør plads på den disk/),
    expect.stringMatching(/^Entra giver os intet token \(AADSTS7000222\)\.[\s\S]+Hemmeligheden er udløbet/),
  ]);
  await inEveryLook(page, "drift-galt", { fullPage: false });
  tab.store.ping = ping;
  tab.setNoToken(null);
  // The page asks again by itself, within a minute.
  await page.clock.fastForward("01:00");
  await alerts.first().waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await context.close();
}, 120_000);

test("what failed is sent again with one press", async () => {
  const { page, context } = await openAs("line.oestergaard");
  await page.getByRole("button", { name: "Send igen: Har blokeret Ombord i Teams" }).click();
  await page.getByText("1 besked er på vej igen.").waitFor();
  channel.answer = () => undefined;
  await tick(testOutreach(tab.store, channel, { now }), localTenant);
  expect(channel.sent.map((sent) => sent.conversationId)).toContain(`a:${jonas}`);
  await context.close();
});

test("another weekday and quiet weeks show in the weeks to come, and a wrong week is stopped", async () => {
  const { page, context } = await openAs("line.oestergaard");
  const weeks = page.getByRole("table", { name: "De næste uger" });
  await page.getByLabel("Ugedag", { exact: true }).selectOption("Onsdag");
  // Quiet weeks 52 and 1 leave week 53 of this very year, and the page offers it.
  const week53 = page.getByRole("button", { name: "Gør uge 53 stille" });
  expect(await week53.count()).toBe(0);
  await page.getByLabel("Stille uger").fill("52, 1");
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByText("Uge 53 (28. december 2026 – 3. januar 2027) ligger mellem stille uger").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "drift-uge-53");
  await week53.click();
  expect(await page.getByLabel("Stille uger").inputValue()).toBe("52, 1, 53");
  expect(await week53.count()).toBe(0);
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByText("Det er gemt.", { exact: true }).last().waitFor();
  await page.getByLabel("Stille uger").fill("51, 54");
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByText("Skriv ugenumre fra 1 til 53 med komma imellem.").waitFor();
  await page.getByLabel("Stille uger").fill("51");
  await page.getByLabel("Sig til om det, ingen navigatør har rørt, efter").selectOption("5");
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByText("Det er gemt.", { exact: true }).last().waitFor();
  await weeks.getByRole("row", { name: /^48 onsdag 25\. november/i }).waitFor();
  await weeks.getByRole("row", { name: /^51 Stille uge/ }).waitFor();
  const stored = await tab.store.read(localTenant, "settings", keys.settings);
  expect(stored?.value).toMatchObject({ checkInWeekday: 3, quietWeeks: [51], untouchedDays: 5 });
  await context.close();
}, 60_000);

test("the contact about accessibility is missing openly, until the administrator writes one", async () => {
  const { page, context } = await openAs("line.oestergaard");
  const statement = async () => {
    await page.getByRole("link", { name: "Tilgængelighedserklæring" }).click();
    await page.getByRole("heading", { level: 1, name: /Tilgængelighedserklæring/ }).waitFor();
  };
  await statement();
  await page.getByText("Her mangler en kontakt").waitFor();
  await page.getByText("på siden Drift under »Kontakt om tilgængelighed«").waitFor();
  await page.goBack();
  const section = page.getByRole("region", { name: "Kontakt om tilgængelighed" });
  await section.getByLabel("Afdeling").fill("Digitaliseringen");
  await section.getByLabel("E-mail").fill("ikke en adresse");
  await section.getByRole("button", { name: "Gem kontakten" }).click();
  await section.getByText("Skriv en e-mailadresse").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await section.getByLabel("E-mail").fill("digital@havnby.example");
  await section.getByRole("button", { name: "Gem kontakten" }).click();
  await section.getByText("Kontakten er gemt.").waitFor();
  // The other form saves what it has, and leaves the contact alone.
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByText("Det er gemt.", { exact: true }).last().waitFor();
  await section.getByRole("link", { name: "Se erklæringen" }).click();
  await page.getByText("Havnby Kommune, Digitaliseringen").waitFor();
  await page.getByText("E-mail: digital@havnby.example").waitFor();
  await context.close();
});
