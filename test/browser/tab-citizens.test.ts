import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { inEveryLook } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 5);
  });
}, 60_000);

afterAll(() => tab.stop());

const openAs = (upn: string) => tab.visit({ upn: `${upn}@havnby.example`, path: "/tab/citizens" });

describe("citizens", () => {
  test("have nothing for axe to find, as cases with the form open and as figures", async () => {
    for (const upn of ["hanne.lykke", "torben.kjaer"]) {
      const { page, complaints, context } = await openAs(upn);
      await page.getByRole("heading", { name: "Det, der er svært" }).waitFor();
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
    await page.getByRole("checkbox", { name: "Ordblindhed" }).check();
    await page.getByRole("checkbox", { name: "It-frivillig" }).check();
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

  test("stand on a solution's page as they do here, and too few look like none", async () => {
    const { page, context } = await openAs("anne-grethe.skov");
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Skærmbesøg" }) });
    await row.waitFor();
    const figures = await row.getByRole("cell").allInnerTexts();
    expect(figures).toHaveLength(4);
    await page.goto(`${tab.url}/tab/overview/solution/skaermbesoeg`);
    await page.getByRole("link", { name: "Se alle tal om borgere" }).waitFor();
    const section = page.locator("section").filter({ hasText: "Borgere, der ikke kunne være med" });
    expect(await section.locator("dd").allInnerTexts()).toEqual(figures);
    await screenshot(page, "overblik-løsning-borgere", { fullPage: true });
    await page.goto(`${tab.url}/tab/overview/solution/copilot`);
    await page.getByText("Der er noteret for få til at vise tal").waitFor();
    await inEveryLook(page, "overblik-løsning-få-borgere");
    await context.close();
  }, 60_000);

  test("are figures only for a manager, with what is small hidden and why", async () => {
    const { page, context } = await openAs("torben.kjaer");
    await page.getByText("Tal under 5 er skjult").waitFor();
    expect(await page.getByText("skjult", { exact: true }).count()).toBeGreaterThan(0);
    expect(await page.getByRole("button", { name: "Notér, hvad der er svært" }).count()).toBe(0);
    await context.close();
  });
});
