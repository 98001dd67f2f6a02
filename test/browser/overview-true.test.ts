import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { settled } from "../support/browse.ts";
import { fillYear, handMadeNow } from "../support/hand-made-year.ts";
import { openCsv, openXlsx } from "../support/open-export.ts";
import { printed, squeezed } from "../support/paper.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

// A year of one solution, made by hand, and what is to be told of it in three scopes, counted by hand: the same on the screen, on
// paper, in the CSV and in the workbook.

const now = handMadeNow;
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, fillYear);
}, 60_000);

afterAll(() => tab.stop());

interface Expected {
  upn: string;
  area?: string;
  /** As it is named on screen and paper, and in files. */
  scope: [shown: string, inFiles: string];
  /** Answers of this week, estimates that say the two top levels, and old ones. */
  facts: string[];
  bases: string[];
  levels: Record<string, number>;
  everyday: string;
  latest: number | null;
}

const scopes: Expected[] = [
  {
    upn: "anne-grethe.skov",
    scope: ["Alle områder", "Hele kommunen"],
    facts: ["78 %", "57 %", "1"],
    bases: ["7 af 9 teams har svaret", "4 af 7 skøn siger »Sådan gør vi« eller »For det meste«"],
    levels: {
      "Sådan gør vi": 3,
      "For det meste": 1,
      "Næsten ikke": 2,
      "Ikke i gang": 1,
      "Gamle skøn": 1,
      "Intet svar endnu": 1,
    },
    everyday: "I 4 af 9 teams er løsningen en fast del af hverdagen",
    latest: 0.57,
  },
  {
    upn: "torben.kjaer",
    area: "hjemmepleje",
    scope: ["Hjemmepleje og Sygepleje", "Hjemmepleje og Sygepleje (6 af 16 teams)"],
    facts: ["83 %", "60 %", "0"],
    bases: ["5 af 6 teams har svaret", "3 af 5 skøn siger »Sådan gør vi« eller »For det meste«"],
    levels: { "Sådan gør vi": 2, "For det meste": 1, "Næsten ikke": 2, "Intet svar endnu": 1 },
    everyday: "I 3 af 6 teams er løsningen en fast del af hverdagen",
    latest: 0.6,
  },
  {
    upn: "mette.holm",
    scope: ["Hjemmeplejen Nord, dag", "Hjemmeplejen Nord, dag (1 af 16 teams)"],
    facts: ["100 %", "100 %", "0"],
    bases: ["1 af 1 team har svaret"],
    levels: { "Sådan gør vi": 1 },
    everyday: "I 1 af 1 teams er løsningen en fast del af hverdagen",
    latest: 1,
  },
];

async function download(upn: string, file: string, area = ""): Promise<Uint8Array> {
  const headers = { Authorization: `Persona ${upn}@havnby.example` };
  const search = new URLSearchParams({ weeks: "12", ...(area === "" ? {} : { area }) });
  const response = await fetch(`${tab.url}/api/export/${file}?${search}`, { headers });
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

test.each(scopes)(
  "$upn sees of $scope what was counted by hand: on screen, on paper, in CSV and xlsx",
  async (given) => {
    const { upn, area, scope, facts, bases, levels, everyday, latest } = given;
    const path = `/tab/overview${area === undefined ? "" : `?area=${area}`}`;
    const { page } = await tab.visit({ upn: `${upn}@havnby.example`, path });
    await page.getByRole("grid").first().waitFor();
    await settled(page);
    const figures = await page.locator(".fact-figure").allTextContents();
    expect(figures.map((figure) => figure.replace("\u00a0", " "))).toEqual(facts);
    for (const basis of bases) await page.getByText(basis, { exact: true }).first().waitFor();
    const line = page.locator('.spread-line:has(a[href*="/solution/journal"])');
    const said = Object.entries(levels).map(([level, count]) => `${level}: ${count}`);
    expect(await line.locator(".spread-bar .visually-hidden").textContent()).toBe(said.join(", "));
    expect(await line.locator(".spread-everyday").textContent()).toContain(everyday);
    // What it is called is the trade's own word where all in sight share one.
    const name = (await line.locator("h3").textContent())?.toLowerCase();

    const paper = squeezed(
      (await printed(page))
        .flat()
        .map(({ text }) => text)
        .join(""),
    );
    for (const text of [`Havnby Kommune · ${scope[0]} · 12 uger`, ...facts, ...bases, everyday]) {
      expect(paper).toContain(squeezed(text));
    }
    // What it is, counted from what, by whom and when.
    for (const text of ["Teams, der er spurgt i denne uge.", "Sidst opdateret: uge 47"])
      expect(paper).toContain(squeezed(text));
    await page.close();

    const rows = openCsv(await download(upn, "adoption.csv", area)).filter(
      (row) => row.Løsning?.toLowerCase() === name,
    );
    const used = rows.filter((row) => row.Status !== "Venter");
    const counted = Map.groupBy(used, (row) => {
      const level = row["Nyeste skøn (lederens skøn)"] ?? "";
      return row["Gammelt skøn"] === "ja" ? "Gamle skøn" : level === "" ? "Intet svar endnu" : level;
    });
    expect(Object.fromEntries([...counted].map(([level, members]) => [level, members.length]))).toEqual(levels);
    for (const row of rows) {
      expect(row.Omfatter).toBe(scope[1]);
      expect(row.Hentet).toBe("19.11.2026");
      expect(row["Om tallet"]).toMatch(/^Teamlederens bedste skøn.* Tæller: .* Nævner: .* Niveau: /);
    }

    const book = await openXlsx(await download(upn, "adoption.xlsx", area));
    const [heads = [], ...solutions] = book.Løsninger ?? [];
    const journal = solutions.find(([called]) => String(called).toLowerCase() === name) ?? [];
    const cell = (head: string) => journal[heads.indexOf(head)];
    for (const [level, count] of Object.entries(levels)) expect([level, cell(level)]).toEqual([level, count]);
    expect(journal.at(-1)).toBe(latest);
    const about = Object.fromEntries((book["Om tallene"] ?? []).map(([label, value]) => [String(label), value]));
    expect(about.Omfatter).toBe(scope[1]);
    expect(about["Fast del af hverdagen: Nævner"]).toMatch(/^Nyeste skøn for hvert team og hver løsning/);
    expect(about["Svar: Svar"]).toBe(bases[0]?.replace(" har svaret", ""));
    expect(about["Fast del af hverdagen: Sidst opdateret"]).toBe("2026 uge 47");
  },
  60_000,
);

test("the quarter of that year is told as it was counted by hand, on the screen and on two sheets of paper", async () => {
  const { page, complaints } = await tab.visit({
    upn: "anne-grethe.skov@havnby.example",
    path: "/tab/overview/quarter",
  });
  await page.getByRole("heading", { level: 1, name: /Kvartalet/ }).waitFor();
  await settled(page);
  const line = page.locator('.quarter-lines > li:has(a[href*="/solution/journal"])');
  const figures = (await line.locator("dd").allTextContents()).map((said) => said.replaceAll("\u00a0", " "));
  expect(figures).toEqual(["57 % (4 af 7)", "57 % (4 af 7)", "0 point. Ingen sikker ændring", "Intet mål"]);
  await page.getByText("Svar i kvartalet: 49 af 63.").waitFor();
  await line.getByRole("button", { name: /Skriv om/ }).click();
  await line.getByRole("textbox").fill("Aftenholdet er kommet med.");
  await line.getByRole("button", { name: "Gem" }).click();
  await line.getByText("»Aftenholdet er kommet med.«").waitFor();
  await settled(page);
  const sheets = await printed(page);
  expect(sheets).toHaveLength(2);
  const paper = squeezed(
    sheets
      .flat()
      .map(({ text }) => text)
      .join(""),
  );
  for (const text of ["4. kvartal 2026", "57 % (4 af 7)", "Aftenholdet er kommet med.", "Besluttet i kvartalet"])
    expect(paper).toContain(squeezed(text));
  expect(complaints).toEqual([]);
  await page.close();
}, 60_000);
