import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { addWeeks } from "../../bot/domain/calendar.ts";
import { emptyAdoption, recordWeek } from "../../bot/domain/check-in/adoption.ts";
import type { UsageLevel } from "../../bot/domain/vocabulary.ts";
import type { Store } from "../../bot/store/store.ts";
import { settled } from "../support/browse.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { openCsv, openXlsx } from "../support/open-export.ts";
import { printed, squeezed } from "../support/paper.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

// A year of one solution, made by hand, and what is to be told of it in three scopes, counted by hand: the same on the screen, on
// paper, in the CSV and in the workbook.

const now = "2026-11-19T10:00:00.000Z";
const thisWeek = "2026-W47";
const weeks = 52;
let tab: RunningTab;

/** What each team has answered in every week of the year; one stopped answering thirty weeks ago, and one never has. */
const year: Record<string, { level: UsageLevel; until?: number } | null> = {
  "nord-dag": { level: "routine" },
  "nord-aften": { level: "routine" },
  "syd-dag": { level: "mostly" },
  "syd-aften": { level: "rarely" },
  "sygepleje-dag": { level: "rarely" },
  "sygepleje-aften": null,
  "strandparken-dag": { level: "routine" },
  "strandparken-aften": { level: "notStarted" },
  genoptraening: { level: "mostly", until: weeks - 30 },
};

async function fillYear(store: Store): Promise<void> {
  await fillMunicipality(store, localTenant, now, 0);
  const first = addWeeks(thisWeek, 1 - weeks);
  for (const [teamId, told] of Object.entries(year)) {
    const journal = { status: "inUse" as const, start: null, levels: "", latest: {} };
    let value = { ...emptyAdoption({ id: teamId, name: teamId, areaId: "" }, first), solutions: { journal } as object };
    for (let at = 0; at < weeks; at++) {
      const answered = told !== null && at < (told.until ?? weeks);
      value = recordWeek(value as Parameters<typeof recordWeek>[0], {
        week: addWeeks(first, at),
        state: answered ? "answered" : at === weeks - 1 ? "open" : "missed",
        levels: answered ? { journal: told.level } : {},
        extras: [],
      });
    }
    const [known] = await store.readMany(localTenant, [{ kind: "adoption", key: teamId }]);
    const write = { kind: "adoption", key: teamId, value: value as Parameters<typeof recordWeek>[0] } as const;
    await store.commit(localTenant, [
      known === undefined ? { op: "create", ...write } : { op: "replace", etag: known.etag, ...write },
    ]);
  }
}

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
