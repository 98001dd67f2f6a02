import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { accessibilityFaults, inEveryLook } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
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

  test("is helped on by examples, stands on one page, and is taken up again after half a year", async () => {
    const { page, context } = await openAs("hanne.lykke", "ambition");
    await page.getByText("Se to eksempler (Dagsorden)").click();
    await page.getByText("Hver måned viser en kollega noget, der virker.").waitFor();
    await page.getByLabel("Dagsorden").fill("Vi taler om det hver måned.");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.getByText("Gemt.").waitFor();
    await page.getByRole("link", { name: "Vis på én side" }).click();
    await page.getByText("Det er et udkast.").waitFor();
    await page.getByText("Vi taler om det hver måned.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "ambition-paa-en-side", { fullPage: true });
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button", { name: "Udskriv" }).isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });

    const { id } = [...(await tab.store.query(localTenant, "person", {})).items]
      .map(({ value }) => value)
      .find(({ upn }) => upn.startsWith("hanne.lykke")) ?? { id: "" };
    const stored = await tab.store.read(localTenant, "ambition", id);
    if (stored === undefined) throw new Error("nothing is kept");
    const value = { ...stored.value, updatedAt: "2026-05-18T10:00:00.000Z" };
    await tab.store.commit(localTenant, [{ op: "replace", kind: "ambition", key: id, etag: stored.etag, value }]);
    await page.goto(`${tab.url}/tab/week`);
    await page.getByText("Det er et halvt år siden, du sidst så på din digitale ambition.").waitFor();
    await page.getByRole("link", { name: "Se på den igen" }).click();
    await page.getByText("Ret det, du vil, og gem.").waitFor();
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.getByText("Ret det, du vil, og gem.").waitFor({ state: "detached" });
    await context.close();
  });

  test("a manager keeps what to practise for nobody else, takes it along as a file, and deletes it", async () => {
    const { page, context } = await openAs("torben.kjaer", "ambition");
    await page.getByLabel("Kerneopgaven").selectOption({ label: "Jeg er i gang" });
    await page.getByLabel("Det vil jeg øve").fill("At spørge, før jeg svarer.");
    await page.getByRole("button", { name: "Gem for mig selv" }).click();
    await page.getByText("Gemt. Kun du kan se det.").last().waitFor();
    await page.reload();
    expect(await page.getByLabel("Det vil jeg øve").inputValue()).toBe("At spørge, før jeg svarer.");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Hent som fil" }).click(),
    ]);
    const said = await readFile(await file.path(), "utf8");
    expect(said).toContain("Kerneopgaven: Jeg er i gang");
    expect(said).toContain("At spørge, før jeg svarer.");
    await screenshot(page, "hvad-vil-jeg-oeve", { fullPage: true });
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("heading", { name: "Hvad vil jeg øve?" }).isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("button", { name: "Slet det hele" }).click();
    await page.getByText("Det er slettet.").last().waitFor();
    expect(await page.getByLabel("Det vil jeg øve").inputValue()).toBe("");
    expect((await tab.store.query(localTenant, "reflection", {})).items).toEqual([]);
    await context.close();
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
    ["about/data", "mette.holm", "Dine data i Ombord"],
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
