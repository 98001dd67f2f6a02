import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { turnCitizenClock } from "../../bot/use-cases/citizen/turn-citizen-clock.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { inEveryLook } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { covered, dropped, printed, seen } from "../support/paper.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";
import { secondsFor, wordsSeen } from "../support/time-taken.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 10);
  });
}, 60_000);

afterAll(() => tab.stop());

const openAs = (upn: string, path = "") => tab.visit({ upn: `${upn}@havnby.example`, path: `/tab/citizens${path}` });

const told = (page: Page, words: string) => page.locator(".fui-ToastTitle").filter({ hasText: words }).waitFor();

describe("citizens", () => {
  test("have nothing for axe to find, as cases with the form open and as figures", async () => {
    for (const [upn, path, ready] of [
      ["hanne.lykke", "?note=new", "Det her er ikke journalen."],
      ["hanne.lykke", "/map", "Det, der er svært, fordelt på løsninger"],
      ["torben.kjaer", "", "Det, vi gør i stedet, fordelt på områder"],
      ["torben.kjaer", "/councils", "Det ved vi ikke, og hvorfor"],
    ] as const) {
      const { page, complaints, context } = await openAs(upn, path);
      await page.getByText(ready).first().waitFor();
      await inEveryLook(page, `borgere-${upn}${path.replace(/\W/g, "-")}`);
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
    await page.getByRole("button", { name: "Vis flere veje" }).click();
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
    await told(page, "Tak! Det er noteret");
    const logged = page.getByRole("listitem").filter({ hasText: "Kommer i Nygade 12" });
    await logged.getByText("Ordblindhed").waitFor();

    await logged.getByRole("button", { name: "Følg op: Ordblindhed" }).click();
    await logged.getByLabel("Hvordan går det nu?").selectOption({ label: "Både digitalt og på anden måde" });
    await logged.getByRole("button", { name: "Gem" }).click();
    await told(page, "Gemt.");
    await page.reload();
    await page.getByRole("button", { name: /^Alle/ }).click();
    await logged.getByText("Både digitalt og på anden måde").waitFor();
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
    const leader = await openAs("mette.holm", "/map");
    await leader.page.getByRole("heading", { name: "Borgere i tal" }).waitFor();
    // A leader's own figures can be traced back to a note.
    expect(await leader.page.getByText("føres tilbage").count()).toBe(0);
    await leader.context.close();
  });

  test("are noted on a phone with help asked for in under 45 seconds, and followed up three times", async () => {
    const { page, context } = await tab.visit({ upn: "mette.holm@havnby.example", path: "/tab/week" });
    await page.setViewportSize({ width: 320, height: 800 });
    let presses = 0;
    const press = async (button: Locator) => {
      presses += 1;
      await button.click();
    };
    // One press opens what can be chosen, another chooses.
    const choose = async (label: string, option: { label: string } | string) => {
      presses += 2;
      await page.getByLabel(label).selectOption(option);
    };
    await press(page.getByRole("button", { name: "En borger kan ikke være med" }));
    await page.getByLabel("Hvilken løsning handler det om?").waitFor();
    const words = await wordsSeen(page.locator("form.case-form"));
    await choose("Hvilken løsning handler det om?", "skaermbesoeg");
    await press(page.getByRole("checkbox", { name: "Helbred og sanser" }));
    await page.getByText(/^(Det har hjulpet før|En idé): /).waitFor();
    await press(page.getByRole("button", { name: "Vis flere veje" }));
    await press(page.getByRole("checkbox", { name: "Undtaget fra selvbetjening: særlige forhold" }));
    await page.getByText("Så skal borgeren selv sige det til hver myndighed").waitFor();
    await choose("Hvornår kigger vi på det igen?", { label: "Om en uge" });
    await press(page.getByRole("checkbox", { name: "Jeg vil gerne have hjælp af en navigatør" }));
    await screenshot(page, "borgere-formular-320", { fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await press(page.getByRole("button", { name: "Gem" }));
    await told(page, "Tak! Det er noteret");
    // Nothing is typed.
    const { first, again } = secondsFor({ presses, words });
    expect(first).toBeLessThan(45);
    expect(again).toBeLessThan(30);
    // Others are of the same instant, for the clock stands still; this is the one with which help was asked for.
    const cases = await tab.store.query(localTenant, "citizenCase", {
      order: { field: "updatedAt", descending: true },
    });
    const logged = cases.items.find(({ value }) => value.barrierId !== undefined && value.barrierId !== null);
    const id = logged?.key ?? "";
    expect(logged?.value).toMatchObject({ groups: ["health"], reasons: [], followUpOn: "2026-11-26" });
    await page.goto(`${tab.url}/tab/barriers/${logged?.value.barrierId}`);
    await page.getByRole("link", { name: "Se borgernoten, der bad om hjælp" }).click();
    await page.getByRole("link", { name: "Se hjælpen fra navigatøren" }).waitFor();
    const rounds: [days: number, outcome: string, next: string][] = [
      [7, "hybrid", "2026-12-10"],
      [21, "digital", "2027-01-10"],
      [52, "irrelevant", ""],
    ];
    for (const [days, outcome, next] of rounds) {
      const later = new Date(Date.parse(now) + days * 86_400_000).toISOString();
      const directory = await loadDirectory(tab.store, localTenant);
      await turnCitizenClock({ store: tab.store, tenantId: localTenant, directory, now: later });
      await page.goto(`${tab.url}/tab/citizens`);
      await page.getByRole("button", { name: /^Følg op nu \(/, pressed: true }).waitFor();
      const item = page.getByRole("listitem").filter({ hasText: "Tid til at følge op" });
      await item.getByRole("button", { name: "Følg op: Helbred og sanser" }).first().click();
      await page.getByLabel("Hvordan går det nu?").selectOption(outcome);
      await page.getByLabel("Hvornår kigger vi på det igen?").fill(next);
      await page.keyboard.press("Tab");
      await page.getByRole("button", { name: "Gem" }).click();
      await told(page, "Gemt.");
      const stored = await tab.store.read(localTenant, "citizenCase", id);
      expect(stored?.value).toMatchObject({ outcome, followUpOn: next || null });
    }
    await context.close();
  }, 120_000);

  test("are agreed about by a manager, visited by a leader, and handed on to the councils", async () => {
    const manager = await openAs("torben.kjaer", "/develop");
    await manager.page.getByRole("button", { name: "Skriv kriterier" }).click();
    await manager.page.getByLabel("Løsning", { exact: true }).selectOption("skaermbesoeg");
    await manager.page.getByLabel("Digitalt, når").fill("Borgeren kan høre og se skærmen");
    await manager.page.getByRole("checkbox", { name: /^Der er en anden vej/ }).check();
    await manager.page.getByRole("button", { name: "Gem kriterierne" }).click();
    await manager.page.getByText("Borgeren kan høre og se skærmen").waitFor();
    const leader = await openAs("mette.holm", "/act");
    await leader.page.getByRole("button", { name: "Skriv, hvad du lærte" }).click();
    await leader.page.getByLabel("Fra dem, der bruger den").fill("Lyden er bedst om morgenen");
    await leader.page.getByLabel("Det kan vi prøve nu").fill("Ring op før frokost");
    await leader.page.getByRole("checkbox", { name: /^Må læses uden team/ }).check();
    await leader.page.getByRole("button", { name: "Gem det, jeg lærte" }).click();
    await leader.page.getByRole("button", { name: "Prøv det i to uger: Ring op før frokost" }).click();
    await leader.page.getByRole("link", { name: "Se prøvehandlingen" }).waitFor();
    // Shown where a note is written.
    await leader.page.goto(`${tab.url}/tab/citizens?note=new`);
    await leader.page.getByLabel("Hvilken løsning handler det om?").selectOption("skaermbesoeg");
    await leader.page.getByText("Borgeren kan høre og se skærmen").waitFor();
    await leader.context.close();
    await manager.page.goto(`${tab.url}/tab/overview/solution/skaermbesoeg`);
    await manager.page.getByText("Borgeren kan høre og se skærmen").waitFor();
    await manager.page.getByText("Seks principper for digital inklusion: 1 af 6 er talt igennem").click();
    await manager.page.getByText("Der er en anden vej for den, der ikke kan eller vil. (talt igennem)").waitFor();
    await manager.page.goto(`${tab.url}/tab/citizens/councils`);
    await manager.page.getByText("Lyden er bedst om morgenen").waitFor();
    await manager.page.getByText("talt igennem: 6", { exact: true }).waitFor();
    await manager.page.getByText("ikke talt igennem endnu: 1, 2, 3, 4, 5", { exact: true }).waitFor();
    for (const area of ["Hele", "Distrikt Nord", "Plejecentre"]) {
      if (area !== "Hele") await manager.page.getByLabel("Omfatter").selectOption({ label: area });
      if (area !== "Hele") await manager.page.getByRole("heading", { name: `Til rådene: ${area}` }).waitFor();
      const texts = await seen(manager.page);
      const sheets = await printed(manager.page);
      expect(texts.length).toBeGreaterThan(20);
      expect(dropped(texts, sheets)).toEqual([]);
      expect(covered(sheets)).toEqual([]);
      expect(sheets).toHaveLength(1);
    }
    await manager.page.goto(`${tab.url}/tab/citizens/inspire`);
    await manager.page.getByRole("columnheader", { name: "Kom med digitalt" }).waitFor();
    expect(manager.complaints).toEqual([]);
    await manager.context.close();
  }, 60_000);
});
