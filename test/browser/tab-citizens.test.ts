import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { turnCitizenClock } from "../../bot/use-cases/citizen/turn-citizen-clock.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { inEveryLook } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 10);
  });
}, 60_000);

afterAll(() => tab.stop());

const openAs = (upn: string) => tab.visit({ upn: `${upn}@havnby.example`, path: "/tab/citizens" });

describe("citizens", () => {
  test("have nothing for axe to find, as cases with the form open and as figures", async () => {
    for (const upn of ["hanne.lykke", "torben.kjaer"]) {
      const { page, complaints, context } = await openAs(upn);
      await page.getByRole("heading", { name: "Hvordan det gik" }).waitFor();
      const add = page.getByRole("button", { name: "Notér, hvad der er svært" });
      if ((await add.count()) > 0) await add.click();
      await inEveryLook(page, `borgere-${upn}`);
      expect(complaints).toEqual([]);
      await context.close();
    }
  }, 240_000);

  test("are noted without identifying them: a CPR number stops at once, and what was typed stays", async () => {
    const { page, context } = await openAs("mette.holm");
    await page.getByRole("button", { name: "Notér, hvad der er svært" }).click();
    await page.getByText("Det her er ikke journalen.").waitFor();
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Vælg mindst én grund").waitFor();
    await page.getByRole("checkbox", { name: "Sprog og læsning" }).check();
    await page.getByRole("checkbox", { name: "Ordblindhed" }).check();
    await page.getByRole("checkbox", { name: "Støtteperson hjælper" }).check();
    const note = page.getByLabel("Lidt mere (kan udelades)");
    await note.fill("Kalder sig 111111-1118");
    await page.getByText("Det ligner et CPR-nummer.").waitFor();
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.postData() ?? ""));
    await page.getByRole("button", { name: "Gem" }).click();
    expect(sent.join()).not.toContain("1118");
    await note.fill("Kommer i Havnegade 12 om onsdagen");
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Det ligner en adresse: »Havnegade 12«.").waitFor();
    await page.getByRole("button", { name: "Ret" }).click();
    await note.fill("Kommer i Nygade 12 om onsdagen");
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Det ligner en adresse: »Nygade 12«.").waitFor();
    await page.getByRole("button", { name: "Det er ikke en borger" }).click();
    await page.getByText("Tak! Det er noteret").waitFor();
    const logged = page.getByRole("listitem").filter({ hasText: "Kommer i Nygade 12" });
    await logged.getByText("Ordblindhed").waitFor();

    await logged.getByLabel("Hvordan går det nu?").selectOption({ label: "Både digitalt og på anden måde" });
    await page.waitForResponse((response) => response.request().method() === "PATCH" && response.ok()).catch(() => {});
    await page.reload();
    await logged.waitFor();
    expect(await logged.getByLabel("Hvordan går det nu?").inputValue()).toBe("hybrid");
    await context.close();
  });

  test("stand on a solution's page as they are published, and too few look like none", async () => {
    const { page, context } = await openAs("anne-grethe.skov");
    await page.goto(`${tab.url}/tab/overview/solution/copilot`);
    await page.getByText("Der er noteret for få til at vise tal").waitFor();
    await inEveryLook(page, "overblik-løsning-få-borgere");
    await context.close();
  }, 60_000);

  test("are published figures only for a manager, with what is small hidden and why", async () => {
    const { page, context } = await openAs("torben.kjaer");
    await page.getByText("Tal under 5 er skjult").waitFor();
    await page.getByText("Tallene kan ikke føres tilbage til nogen").waitFor();
    expect(await page.getByText("skjult", { exact: true }).count()).toBeGreaterThan(0);
    expect(await page.getByRole("button", { name: "Notér, hvad der er svært" }).count()).toBe(0);
    await screenshot(page, "borgere-offentliggjort", { fullPage: true });
    await context.close();
    const leader = await openAs("mette.holm");
    await leader.page.getByRole("heading", { name: "Borgere i tal" }).waitFor();
    // A leader's own figures can be traced back to a note.
    expect(await leader.page.getByText("føres tilbage").count()).toBe(0);
    await leader.context.close();
  });

  test("are noted on a phone with help asked for, and followed up three times", async () => {
    const { page, context } = await openAs("mette.holm");
    await page.setViewportSize({ width: 320, height: 800 });
    await page.getByRole("button", { name: "Notér, hvad der er svært" }).click();
    await page.getByLabel("Hvilken løsning handler det om?").selectOption("skaermbesoeg");
    await page.getByRole("checkbox", { name: "Helbred og sanser" }).check();
    await page.getByRole("checkbox", { name: "Undtaget fra selvbetjening: særlige forhold" }).check();
    await page.getByText("Så skal borgeren selv sige det til hver myndighed").waitFor();
    await page.getByLabel("Hvornår kigger vi på det igen?").selectOption({ label: "Om en uge" });
    await page.getByRole("checkbox", { name: "Jeg vil gerne have hjælp af en navigatør" }).check();
    await screenshot(page, "borgere-formular-320", { fullPage: true });
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Tak! Det er noteret").waitFor();
    // Others are of the same instant, for the clock stands still; this is the one with which help was asked for.
    const cases = await tab.store.query(localTenant, "citizenCase", {
      order: { field: "updatedAt", descending: true },
    });
    const logged = cases.items.find(({ value }) => value.barrierId !== undefined && value.barrierId !== null);
    const id = logged?.key ?? "";
    expect(logged?.value).toMatchObject({ groups: ["health"], reasons: [], followUpOn: "2026-11-26" });
    expect((await tab.store.read(localTenant, "barrier", logged?.value.barrierId ?? ""))?.value.citizenCaseId).toBe(id);
    const rounds: [days: number, outcome: string, next: string][] = [
      [7, "hybrid", "2026-12-10"],
      [21, "digital", "2027-01-10"],
      [52, "irrelevant", ""],
    ];
    for (const [days, outcome, next] of rounds) {
      const later = new Date(Date.parse(now) + days * 86_400_000).toISOString();
      const directory = await loadDirectory(tab.store, localTenant);
      await turnCitizenClock({ store: tab.store, tenantId: localTenant, directory, now: later });
      await page.reload();
      const item = page.getByRole("listitem").filter({ hasText: "Tid til at følge op" }).first();
      await item.getByText("Helbred og sanser").waitFor();
      const stored = () => tab.store.read(localTenant, "citizenCase", id).then((one) => one?.value);
      const saved = () => page.waitForResponse((one) => one.request().method() === "PATCH" && one.ok());
      await item.getByRole("button", { name: "Følg op: " }).click();
      const dated = saved();
      await item.getByLabel("Følg op").fill(next);
      await item.getByLabel("Følg op").blur();
      await dated;
      const answered = saved();
      await item.getByLabel("Hvordan går det nu?").selectOption(outcome);
      await answered;
      expect(await stored()).toMatchObject({ outcome });
    }
    await context.close();
  }, 120_000);
});
