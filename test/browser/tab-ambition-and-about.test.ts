import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { inEveryLook } from "../support/browse.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, (store) => fillMunicipality(store, localTenant, now));
}, 60_000);

afterAll(() => tab.stop());

const openAs = (upn: string, path: string) => tab.visit({ upn: `${upn}@havnby.example`, path: `/tab/${path}` });

describe("my digital ambition", () => {
  test("is written, kept, shown as a target in the week, and seen by a manager only when shared", async () => {
    const mette = await openAs("mette.holm", "ambition");
    await mette.page.getByLabel("Mål om to år").fill("Alle vagtlag kan stole på journalen");
    await mette.page.getByLabel("journalen").selectOption({ label: "Sådan gør vi" });
    expect(await mette.page.getByRole("switch", { name: "Det er et udkast" }).isChecked()).toBe(true);
    await mette.page.getByRole("button", { name: "Gem" }).click();
    await mette.page.getByText("Gemt.").waitFor();
    await mette.page.getByRole("link", { name: "Min uge" }).click();
    await mette.page.getByText("Dit mål: Sådan gør vi").waitFor();

    const torben = await openAs("torben.kjaer", "ambition");
    await torben.page.getByText("Ingen ledere har delt deres ambition endnu.").waitFor();
    await mette.page.getByRole("link", { name: "Min digitale ambition" }).click();
    await mette.page
      .getByText(/Når du deler, kan (Torben Kjær|Anne-Grethe Skov) og .* læse dine svar og mål/)
      .waitFor();
    await mette.page.getByRole("switch", { name: "Del med min chef" }).check();
    await mette.page.getByText(/^(Torben Kjær|Anne-Grethe Skov) og .* kan læse dine svar og mål/).waitFor();
    await mette.page.getByText("Gemt.").waitFor();
    await torben.page.reload();
    await torben.page.getByRole("heading", { name: "Mette Holm" }).waitFor();
    await torben.page.getByText("Alle vagtlag kan stole på journalen").waitFor();
    await torben.page.getByText("Journalen: Sådan gør vi").waitFor();
    await mette.context.close();
    await torben.context.close();
  });

  test("stops a CPR number and keeps what was written", async () => {
    const { page, context } = await openAs("jonas.krogh", "ambition");
    await page.getByLabel("Etik").fill("111111-1118 skal passes på");
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Det ligner et CPR-nummer.").waitFor();
    expect(await page.getByLabel("Etik").inputValue()).toBe("111111-1118 skal passes på");
    await context.close();
  });

  test("asks about a name beside its own field, and anew about what is corrected", async () => {
    const { page, context } = await openAs("jonas.krogh", "ambition");
    await page.getByLabel("Greb").fill("Vi begynder hos Birthe");
    await page.getByRole("button", { name: "Gem" }).click();
    const asked = page.locator(".fui-Field").filter({ has: page.getByLabel("Greb") });
    await asked.getByText("Det ligner et navn: »Birthe«.").waitFor();
    await page.getByRole("button", { name: "Ret" }).click();
    expect(await page.getByLabel("Greb").evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel("Greb").fill("Vi begynder hos Gunhild");
    await page.getByRole("button", { name: "Gem" }).click();
    await asked.getByText("Det ligner et navn: »Gunhild«.").waitFor();
    await page.getByLabel("Greb").fill("Vi begynder hos Gunhild på stue 4");
    await page.getByRole("button", { name: "Gem" }).click();
    await asked.getByText("Det ligner et navn sammen med en bolig eller en stue: »Gunhild«.").waitFor();
    await page.getByLabel("Greb").fill("Vi begynder hos Gunhild");
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByRole("button", { name: "Det er ikke en borger" }).click();
    await page.getByText("Gemt.").waitFor();
    await context.close();
  });
});

describe("every page to read or write on", () => {
  test.each([
    ["ambition", "pia.vestergaard", "Min digitale ambition"],
    ["about/med", "mette.holm", "Det registrerer Ombord – og det registrerer vi ikke"],
    ["about/accessibility", "line.oestergaard", "Tilgængelighedserklæring for Ombord"],
  ])(
    "%s has nothing for axe to find in any look, wide and narrow",
    async (path, upn, heading) => {
      const { page, complaints, context } = await openAs(upn, path);
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await inEveryLook(page, path.replace("/", "-"));
      expect(complaints).toEqual([]);
      await context.close();
    },
    120_000,
  );
});

test("an answer that looks like a CPR number is marked while it is written", async () => {
  const { page, context } = await openAs("mette.holm", "ambition");
  const answer = page.getByLabel("Sammenhæng");
  await answer.fill("Ring til 111111-1118");
  await page.getByText("Det ligner et CPR-nummer. Fjern det, så kan du sende.").waitFor();
  await answer.fill("Mere tid til borgerne");
  await page.getByText("Det ligner et CPR-nummer.").waitFor({ state: "detached" });
  await context.close();
}, 60_000);

test("on paper there is nothing to press, and the sheet fits an A4 page", async () => {
  for (const path of ["about/med", "overview"]) {
    const { page, context } = await openAs("anne-grethe.skov", path);
    await page.getByRole("link", { name: "MED-ark" }).waitFor();
    await page.emulateMedia({ media: "print" });
    for (const button of await page.getByRole("button").all()) {
      if ((await button.getAttribute("class"))?.includes("fold")) continue;
      expect(await button.isVisible()).toBe(false);
    }
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (path === "about/med") expect(pages).toBe(1);
    expect(pages).toBeGreaterThan(0);
    await context.close();
  }
}, 60_000);

test("a file is handed over under its own name", async () => {
  const { page, context } = await openAs("anne-grethe.skov", "overview");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Hent CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^ombord-.*\.csv$/);
  await context.close();
});
