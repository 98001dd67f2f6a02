import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import type { AdoptionAnswer, BarrierDetailAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { everydayShare } from "../../bot/domain/check-in/change.ts";
import { accessibilityFaults, inEveryLook, settled, type Visit } from "../support/browse.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
const manager = "anne-grethe.skov@havnby.example";
let tab: RunningTab;
const open: Visit[] = [];
const { read, send } = apiClient(() => tab.url);

beforeAll(async () => {
  tab = await startTab(now, (store) => fillMunicipality(store, localTenant, now));
}, 60_000);

afterAll(async () => {
  for (const { context } of open) await context.close();
  await tab.stop();
});

async function openAs(upn: string | null, options: { path?: string } = {}) {
  const visited = await tab.visit({ upn, path: "/tab/overview", ...options });
  open.push(visited);
  return visited;
}

async function heatmap(page: Page) {
  const grid = page.getByRole("grid");
  await grid.getByRole("row").nth(1).waitFor();
  return grid;
}

describe("the overview", () => {
  test("has nothing for axe to find in any look, wide and narrow, and never scrolls sideways", async () => {
    const { page, complaints } = await openAs(manager);
    await heatmap(page);
    await page.getByRole("heading", { name: "Det venter på dig" }).waitFor();
    await inEveryLook(page, "overblik");
    expect(complaints).toEqual([]);
  }, 240_000);

  test("says whose estimate it is, how many answered, and the level in words in each cell", async () => {
    const { page } = await openAs(manager);
    const grid = await heatmap(page);
    await page.getByText("Ledernes skøn", { exact: true }).waitFor();
    await page.getByText(/\d+ af 16 teams har svaret/).waitFor();
    const row = grid.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Hjemmeplejen Nord, dag" }) });
    const words = await row.getByRole("gridcell").allInnerTexts();
    const levels =
      /^(Sådan gør vi|For det meste|Af og til|Næsten ikke|Ikke i gang|Ikke aktuelt|Ved ikke|Bruges ikke her)/;
    for (const cell of words.slice(1)) expect(cell).toMatch(levels);
    expect(words[0]).toMatch(/^(Svaret|Sprunget over|Venter på svar|Ikke svaret|Ikke spurgt)$/);
  });

  test("is walked with the arrow keys as one stop of Tab", async () => {
    const { page } = await openAs(manager);
    const grid = await heatmap(page);
    const row = grid.getByRole("row", { name: /^Sekretariatet/ });
    const at = await row.evaluate((line) => (line as HTMLTableRowElement).rowIndex);
    const link = row.getByRole("gridcell").getByRole("link").first();
    const column = await link.evaluate((inside) => inside.closest("td")?.cellIndex ?? 0);
    await link.focus();
    const place = () =>
      page.evaluate(() => {
        const cell = document.activeElement?.closest<HTMLTableCellElement>("td, th");
        return [cell?.closest("tr")?.rowIndex, cell?.cellIndex];
      });
    expect(await place()).toEqual([at, column]);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    expect(await place()).toEqual([at - 1, column + 1]);
    await page.keyboard.press("End");
    expect(await place()).toEqual([at - 1, 7]);
    await page.keyboard.press("ArrowRight");
    expect(await place()).toEqual([at - 1, 7]);
    await page.keyboard.press("Control+Home");
    expect(await place()).toEqual([1, 1]);
    await page.keyboard.press("ArrowUp");
    expect(await place()).toEqual([0, 1]);
    expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
  });

  test("folds an area with the keyboard, and what lies in it goes out of sight", async () => {
    const { page } = await openAs(manager);
    const grid = await heatmap(page);
    const fold = grid.getByRole("button", { name: "Distrikt Nord" });
    const team = grid.getByRole("rowheader", { name: "Hjemmeplejen Nord, dag" });
    await team.waitFor();
    await fold.focus();
    await page.keyboard.press("Enter");
    expect(await fold.getAttribute("aria-expanded")).toBe("false");
    expect(await team.count()).toBe(0);
    await page.keyboard.press("Enter");
    expect(await team.count()).toBe(1);
  });

  test("shows the area that is chosen, keeps it in the address, and goes back", async () => {
    const { page } = await openAs(manager);
    await heatmap(page);
    await page.getByLabel("Område").selectOption({ label: "\u2003Skoler" });
    await page.getByText(/af 1 team har svaret/).waitFor();
    expect(page.url()).toContain("area=skoler");
    await page.reload();
    await page.getByText(/af 1 team har svaret/).waitFor();
    await page.getByLabel("Område").selectOption("");
    await page.getByText(/af 16 teams har svaret/).waitFor();
  });

  test("shows a leader their own team only, and an English one in English", async () => {
    const { page } = await openAs("emma.clarke@havnby.example");
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    const grid = await heatmap(page);
    expect(await grid.getByRole("rowheader", { name: /indskoling/ }).count()).toBe(1);
    expect(await grid.locator(".team-row").count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
  });

  test("says what went wrong and gets it when asked again", async () => {
    const { page } = await openAs(manager);
    await heatmap(page);
    await page.route("**/api/**", (route) => route.abort());
    await page.reload();
    await page.getByRole("alert").getByText("Vi kan ikke få forbindelse").waitFor();
    await page.unroute("**/api/**");
    await page.getByRole("button", { name: "Prøv igen" }).click();
    await heatmap(page);
  });

  test("has a way back from a page that is not there", async () => {
    const { page } = await openAs(manager, { path: "/tab/" });
    await page.goto(`${tab.url}/tab/nowhere`);
    await page.getByRole("heading", { name: "Her er ikke noget" }).waitFor();
    await page.getByRole("link", { name: "Til forsiden" }).click();
    await heatmap(page);
  });
});

describe("below the overview", () => {
  test.each([
    ["solution", "/tab/overview/solution/journal", "Fælles Omsorgsjournal"],
    ["team", "/tab/overview/team/nord-dag/journal", "Hjemmeplejen Nord, dag"],
  ])(
    "the page of a %s has nothing for axe to find in any look, wide and narrow",
    async (name, path, heading) => {
      const { page, complaints } = await openAs(manager, { path });
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await page.getByRole("heading", { name: "Det, der driller" }).waitFor();
      await inEveryLook(page, `overblik-${name}`);
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  test("a solution with expected users says what the estimates come to against them; another says nothing of it", async () => {
    const adoption: AdoptionAnswer = await read("/api/adoption?weeks=52", "anne-grethe.skov");
    const { everyday, known } = everydayShare(adoption.summary.solutions.journal?.levels ?? {});
    const { page } = await openAs(manager);
    await page.getByText("320 forventede brugere").waitFor();
    await page.getByRole("link", { name: "Fælles Omsorgsjournal" }).first().click();
    await page.getByRole("heading", { name: "Brug i forhold til det forventede" }).waitFor();
    await page.getByText(`en fast del af hverdagen efter ${everyday} af ${known} skøn.`).waitFor();
    await page.getByText("Kommunen forventer 320 brugere.").waitFor();
    // Levels are steps in an order: no number of people comes of them.
    expect(await page.getByText("af 320").count()).toBe(0);

    const without = await openAs(manager, { path: "/tab/overview/solution/copilot" });
    await without.page.getByRole("heading", { name: "Udvikling" }).waitFor();
    expect(await without.page.getByText("forventet").count()).toBe(0);
  });

  test("a solution's card is written where the solution is, and its drawbacks stand beside its benefits", async () => {
    const path = "/tab/overview/solution/skaermbesoeg";
    const { page, complaints } = await openAs(manager, { path });
    await page.getByText("Der er ikke skrevet noget om løsningen endnu.").waitFor();
    await page.getByRole("button", { name: "Skriv løsningskortet: Skærmbesøg" }).click();
    const form = page.getByRole("dialog", { name: "Skriv løsningskortet: Skærmbesøg" });
    await form.getByRole("button", { name: "Gem" }).click();
    // What it replaces is known from the files, and is nothing that anybody has written.
    expect(await form.getByLabel("Hvad erstatter den?").inputValue()).not.toBe("");
    await page.getByText("Skriv noget på kortet, før du gemmer.").waitFor();
    await page.getByLabel("Hvilken opgave løser den?").fill("Se til borgeren");
    await page.getByText("Gevinster: For medarbejderne").click();
    const staff = page.getByRole("group").filter({ hasText: "Gevinster: For medarbejderne" });
    await staff.getByLabel("Hvad bliver bedre?").fill("Færre ture i bil");
    await page.getByLabel("Ulemper").fill("Den, der ikke kan høre skærmen, får mindre ud af det");
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Løsningskortet er gemt.").first().waitFor();
    const section = page.getByRole("region", { name: "Hvad er den til?" });
    await section.getByText("Færre ture i bil").waitFor();
    const sizes = await section
      .getByRole("heading", { level: 3 })
      .evaluateAll((headings) => headings.map((one) => [one.textContent, getComputedStyle(one).fontSize]));
    expect(sizes.map(([title]) => title)).toEqual(["Gevinster", "Ulemper"]);
    expect(new Set(sizes.map(([, size]) => size)).size).toBe(1);
    await page.getByRole("button", { name: "Ret løsningskortet: Skærmbesøg" }).click();
    await page.getByRole("button", { name: "Slet løsningskortet" }).click();
    await page.getByText("Så er alt, der står på kortet, slettet.").waitFor();
    await page.getByRole("button", { name: "Slet løsningskortet" }).click();
    await page.getByText("Der er ikke skrevet noget om løsningen endnu.").waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  test("a team's page lists what its reader may read and what was tried, and leads to both", async () => {
    const where = { teamId: "nord-dag", solutionId: "skaermbesoeg" };
    const told = (consequence: string) => {
      return { category: "equipment", detail: "connectivity", contact: "none", consequence } as const;
    };
    const report = (consequence: string): Promise<BarrierDetailAnswer> =>
      send("POST", "/api/barriers", "mette.holm", { id: crypto.randomUUID(), ...where, told: told(consequence) });
    await report("Billedet fryser i kælderen");
    const { id } = await report("Billedet fryser ude ved fjorden");
    await send("PATCH", `/api/barriers/${id}`, "camilla.noergaard", {
      action: "escalate",
      text: "Dækningen er dårlig",
    });
    const trial = { id: crypto.randomUUID(), what: "Antenne i bilen", from: "2026-11-16", to: "2026-11-29" };
    const { teamId, solutionId } = where;
    await send("POST", "/api/trials", "camilla.noergaard", { ...trial, teamIds: [teamId], solutionId });
    const path = `/tab/overview/team/${teamId}/${solutionId}`;

    const team = await openAs("mette.holm@havnby.example", { path });
    await team.page.getByText("Billedet fryser i kælderen").waitFor();
    await team.page.getByText("Billedet fryser ude ved fjorden").waitFor();

    const { page, complaints } = await openAs("torben.kjaer@havnby.example", { path });
    await page.getByText("Billedet fryser ude ved fjorden").waitFor();
    await page.getByText("Resten ser du kun som tal.").waitFor();
    expect(await page.getByText("Billedet fryser i kælderen").count()).toBe(0);
    await page.getByText("1 i gang · 0 afsluttede").waitFor();
    await page.getByText("Det, de har delt, finder du under Prøvehandlinger.").waitFor();
    expect(await page.getByText("Antenne i bilen").count()).toBe(0);
    await inEveryLook(page, "overblik-team-driller");
    await page.getByRole("link", { name: "Dårligt net" }).click();
    await page.getByRole("heading", { level: 1, name: /Skærmbesøg: dårligt net/ }).waitFor();
    expect(complaints).toEqual([]);

    await team.page.getByRole("link", { name: "Antenne i bilen" }).click();
    await team.page.getByRole("heading", { level: 3, name: "Antenne i bilen" }).waitFor();
    expect(await team.page.evaluate(() => document.activeElement?.textContent)).toBe("Antenne i bilen");
  }, 120_000);

  test("a cell opens with Enter, and Back returns", async () => {
    const { page } = await openAs(manager);
    const grid = await heatmap(page);
    await grid
      .getByRole("row", { name: /^Sekretariatet/ })
      .getByRole("gridcell")
      .getByRole("link")
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Sekretariatet" }).waitFor();
    await page.goBack();
    await heatmap(page);
    expect(page.url()).toMatch(/\/tab\/overview$/);
  });

  test("Back returns to the very cell, and the link to the overview keeps what was chosen there", async () => {
    const { page } = await openAs(manager, { path: "/tab/overview?period=year&sort=change" });
    await heatmap(page);
    const cell = page.locator("a.cell-box").last();
    await cell.scrollIntoViewIfNeeded();
    const [href, y] = [await cell.getAttribute("href"), await page.evaluate(() => window.scrollY)];
    expect(y).toBeGreaterThan(0);
    await cell.click();
    await page.getByRole("heading", { name: "Uge for uge i et år" }).waitFor();
    await page.waitForFunction(() => window.scrollY === 0 && document.activeElement?.id === "content");
    await page.goBack();
    await page.waitForFunction((path) => document.activeElement?.getAttribute("href") === path, href);
    expect(await page.evaluate(() => window.scrollY)).toBe(y);
    await page.goForward();
    await page.getByRole("link", { name: "Til overblikket" }).click();
    await heatmap(page);
    expect(page.url()).toMatch(/\/tab\/overview\?period=year&sort=change$/);
  });

  test("a solution's page says how many estimates it rests on and from when, and where it is agreed to wait", async () => {
    const adoption: AdoptionAnswer = await read("/api/adoption?weeks=52", "anne-grethe.skov");
    const agreed = adoption.solutions
      .flatMap(({ id }) => adoption.teams.map(({ name, solutions }) => ({ id, name, status: solutions[id]?.status })))
      .find(({ status }) => status === "waiting");
    if (agreed === undefined) throw new Error("no team waits");
    const { page } = await openAs(manager, { path: `/tab/overview/solution/${agreed.id}` });
    const using = adoption.summary.solutions[agreed.id]?.teams;
    await page.getByText(new RegExp(`^Skøn fra \\d+ af ${using} teams, uge \\d+`)).waitFor();
    const waiting = page.locator(".team-groups > div").filter({ hasText: "Venter" });
    await waiting.getByRole("link", { name: agreed.name }).waitFor();
  });

  test("whoever sees a part of the municipality is not told that the part is to make up all the expected use", async () => {
    const { page } = await openAs("torben.kjaer@havnby.example");
    await page.getByText("320 forventede brugere i hele kommunen").waitFor();
  });

  test("a team that is not theirs answers like one that does not exist", async () => {
    for (const team of ["regnbuen", "atlantis"]) {
      const { page } = await openAs("torben.kjaer@havnby.example", { path: `/tab/overview/team/${team}/booking` });
      await page.getByRole("heading", { name: "Her er ikke noget" }).waitFor();
    }
  });
});

describe("what needs somebody", () => {
  test("is explained with its figures, and put aside with a reason that names nobody", async () => {
    const { page } = await openAs(manager);
    const section = page.getByRole("region", { name: "Det venter på dig" });
    const group = section.getByRole("group").filter({ hasText: "Købt, men lidt brugt" });
    await group.getByText("Købt, men lidt brugt").click();
    const elephant = group.getByRole("listitem").first();
    await elephant.getByText(/I \d+ af \d+ teams er løsningen en fast del af hverdagen/).waitFor();
    const subject = await elephant.getByRole("heading").textContent();
    await elephant.getByRole("button", { name: /Skjul for nu/ }).click();
    const form = page.getByRole("dialog", { name: /^Skjul for nu/ });
    await form.getByRole("button", { name: "Skjul", exact: true }).click();
    await form.getByText("Skriv kort hvorfor").waitFor();
    await form.getByLabel("Hvorfor?").fill("Ring til 111111-1118");
    await form.getByRole("button", { name: "Skjul", exact: true }).click();
    await form.getByText(/^Det ligner et CPR-nummer/).waitFor();
    await form.getByLabel("Hvorfor?").fill("Vi venter på ny version");
    await form.getByRole("button", { name: "Skjul", exact: true }).click();
    await section.getByText("1 advarsel er skjult").click();
    await section.getByText(`Købt, men lidt brugt: ${subject} – Vi venter på ny version`).waitFor();
  });

  test("is about the area that is looked at, and so is the printed sheet", async () => {
    const { page, context } = await openAs(manager);
    const section = page.getByRole("region", { name: "Det venter på dig" });
    await section.waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.getByLabel("Område").selectOption("boern-unge");
    await page.waitForURL(/area=boern-unge/);
    await settled(page);
    await section.waitFor();
    expect(asked.some((url) => url.includes("/api/attention?area=boern-unge"))).toBe(true);
    expect(await section.textContent()).not.toContain("Hjemmeplejen");
    await context.close();
  });

  test("says so when it cannot be fetched, and is there when it is asked for again", async () => {
    const { page, context } = await openAs(manager, { path: "/tab/about/med" });
    await page.route("**/api/attention*", (route) => route.abort());
    await page.getByRole("link", { name: "Overblik", exact: true }).click();
    const section = page.getByRole("region", { name: "Det venter på dig" });
    await section.getByRole("alert").getByText("Det kunne ikke hentes lige nu.").waitFor();
    await page.unroute("**/api/attention*");
    await section.getByRole("button", { name: "Prøv igen" }).click();
    await section.getByRole("group").first().waitFor();
    await context.close();
  });

  test("is nothing that a leader is shown", async () => {
    const { page } = await openAs("mette.holm@havnby.example");
    await heatmap(page);
    expect(await page.getByRole("region", { name: "Det venter på dig" }).count()).toBe(0);
  });
});

describe("whom to be", () => {
  test("is chosen once and can be changed", async () => {
    const { page, complaints } = await openAs(null, { path: "/tab/" });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Find en person").fill("torben");
    await page.getByRole("button", { name: /Torben Kjær/ }).click();
    await heatmap(page);
    await page.getByText(/\d+ af 9 teams har svaret/).waitFor();
    await page.getByRole("button", { name: "Skift person" }).click();
    await page.getByRole("heading", { name: "Hvem vil du være?" }).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);
});
