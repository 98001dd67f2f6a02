import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Workbook } from "exceljs";
import { zipSync } from "fflate";
import type { FileName, SourceFile } from "../../bot/directory/files.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { importDa } from "../../bot/text/import-da.ts";
import { importEn } from "../../bot/text/import-en.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { csvFile, csvFiles, ids, sound } from "./directory-files.ts";

const now = "2026-11-21T10:00:00.000Z";
const seen = new Set<string>();
let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

async function problemsOf(source: SourceFile[] | string): Promise<string[]> {
  const result = await importDirectory({ store: fresh.store, tenantId: "t", source, now, by: "system" });
  for (const problem of result.problems) {
    seen.add(problem.code);
    expect(`${problem.sentence.da}${problem.sentence.en}`).not.toMatch(/\{\w+\}/);
  }
  if (result.problems.length > 0) expect(result.counts).toBeNull();
  return result.problems.map(({ file, row, column, code }) => `${file}:${row ?? ""}:${column ?? ""} ${code}`);
}

/** The sound municipality with one file's rows replaced. */
function withRows(name: FileName, ...rows: string[]): SourceFile[] {
  return csvFiles({ ...sound, [name]: rows });
}

/** The sound municipality with one whole file replaced. */
function withFile(name: string, content: string | Uint8Array): SourceFile[] {
  return [...csvFiles(sound).filter((file) => file.name !== name), csvFile(name, content)];
}

const long = "a".repeat(201);
const person = (rest: string) => `${ids.anna};${rest}`;
const peopleOk = sound.people;
const rollout = (rest: string) => `video;north-eve;${rest}`;

describe("each mistake is named with file, row and column", () => {
  test.each<[string, SourceFile[], string[]]>([
    // Rows
    ["an empty name", withRows("areas", "care;;", "north;Nord;care"), ["areas.csv:2:name required"]],
    [
      "a name too long",
      withRows("teams", `north-day;${long};north`, "north-eve;E;north"),
      ["teams.csv:2:name tooLong"],
    ],
    [
      "a zero-width character",
      withRows("teams", "north-day;N\u200bord;north", "north-eve;E;north"),
      ["teams.csv:2:name controlCharacter"],
    ],
    [
      "a line break in a name",
      withRows("areas", 'care;"Æl\ndre";', "north;;care"),
      ["areas.csv:2:name controlCharacter", "areas.csv:4:name required"],
    ],
    ["a colon in an id", withRows("areas", ...sound.areas, "a:b;A;"), ["areas.csv:4:area_id badId"]],
    [
      "an id that plain objects have",
      withRows("areas", ...sound.areas, "constructor;A;"),
      ["areas.csv:4:area_id reservedId"],
    ],
    ["an id that objects inherit by", withRows("areas", ...sound.areas, "__proto__;A;"), ["areas.csv:4:area_id badId"]],
    ["no entra id", withRows("people", ...peopleOk, ";c@by.example;C;da"), ["people.csv:4:entra_id required"]],
    [
      "a upn for an entra id",
      withRows("people", ...peopleOk, "c@by.example;c@by.example;C;da"),
      ["people.csv:4:entra_id badGuid"],
    ],
    ["a name for a upn", withRows("people", person("anna;Anna;da"), peopleOk[1] ?? ""), ["people.csv:2:upn badUpn"]],
    [
      "an unknown language",
      withRows("people", person("anna@by.example;Anna;se"), peopleOk[1] ?? ""),
      ["people.csv:2:language badChoice"],
    ],
    [
      "a broken kitos uuid",
      withRows("solutions", "video;V;;mainRoad;inUse;no;;;123", sound.solutions[1] ?? ""),
      ["solutions.csv:2:kitos_uuid badGuid"],
    ],
    [
      "a negative number",
      withRows("solutions", "video;V;;mainRoad;inUse;no;;-1;", sound.solutions[1] ?? ""),
      ["solutions.csv:2:expected_users badNumber"],
    ],
    [
      "two common words",
      withRows("solutions", "video;V;a|b;mainRoad;inUse;no;;;", sound.solutions[1] ?? ""),
      ["solutions.csv:2:local_name badLocalName"],
    ],
    [
      "three mistakes in a row",
      withRows("solutions", "video;V;;main;used;maybe;;;", sound.solutions[1] ?? ""),
      ["solutions.csv:2:kind badChoice", "solutions.csv:2:phase badChoice", "solutions.csv:2:shared_records badChoice"],
    ],
    ["a Danish date", withRows("rollouts", rollout("inUse;21-11-2026;;")), ["rollouts.csv:2:start badDate"]],
    ["30 February", withRows("rollouts", rollout("inUse;2026-02-30;;")), ["rollouts.csv:2:start badDate"]],
    [
      "an exception for no reason",
      withRows("rollouts", rollout("exception;;;")),
      ["rollouts.csv:2:reason needsReason", "rollouts.csv:2:review_on needsReview"],
    ],
    ["an unknown role", withRows("roles", person("boss;north-day;;")), ["roles.csv:2:role badChoice"]],
    [
      "an end before the start",
      withRows("roles", person("standIn;north-day;2026-02-01;2026-01-31")),
      ["roles.csv:2:to fromAfterTo"],
    ],
    ["an admin of an area", withRows("roles", person("admin;care;;")), ["roles.csv:2:scope scopeNotAll"]],
    // Rows against each other
    ["the same area twice", withRows("areas", ...sound.areas, "care;C;"), ["areas.csv:4:area_id duplicateId"]],
    [
      "the same upn twice",
      withRows("people", ...peopleOk, "00000000-0000-4000-8000-00000000000c;ANNA@by.example;C;da"),
      ["people.csv:4:upn duplicateUpn"],
    ],
    [
      "the same role twice",
      withRows("roles", ...sound.roles, sound.roles[0] ?? ""),
      ["roles.csv:5:entra_id duplicateRow"],
    ],
    [
      "the same rollout twice",
      withRows("rollouts", ...sound.rollouts, sound.rollouts[0] ?? ""),
      ["rollouts.csv:4:solution_id duplicateRow"],
    ],
    ["a team named like an area", withRows("teams", ...sound.teams, "care;C;north"), ["teams.csv:4:team_id idTaken"]],
    [
      "areas in a ring",
      withRows("areas", "care;C;", "north;N;b", "a;A;north", "b;B;a"),
      ["areas.csv:3:parent_area_id areaCycle"],
    ],
    ["an area within itself", withRows("areas", ...sound.areas, "x;X;x"), ["areas.csv:4:parent_area_id areaCycle"]],
    ["an unknown parent", withRows("areas", ...sound.areas, "x;X;y"), ["areas.csv:4:parent_area_id unknownArea"]],
    ["a team in no area", withRows("teams", ...sound.teams, "x;X;y"), ["teams.csv:4:area_id unknownArea"]],
    [
      "a word for no area",
      withRows("solutions", "video;V;nowhere=v;mainRoad;inUse;no;;;", sound.solutions[1] ?? ""),
      ["solutions.csv:2:local_name unknownArea"],
    ],
    [
      "a role of nobody",
      withRows("roles", "00000000-0000-4000-8000-00000000000c;leader;north-day;;"),
      ["roles.csv:2:entra_id unknownPerson"],
    ],
    ["a role nowhere", withRows("roles", person("navigator;nowhere;;")), ["roles.csv:2:scope unknownScope"]],
    ["a leader of an area", withRows("roles", person("leader;care;;")), ["roles.csv:2:scope scopeNotTeam"]],
    ["a stand-in for everybody", withRows("roles", person("standIn;*;;")), ["roles.csv:2:scope scopeNotTeam"]],
    [
      "a rollout of nothing to nobody",
      withRows("rollouts", "x;y;inUse;;;"),
      ["rollouts.csv:2:solution_id unknownSolution", "rollouts.csv:2:team_id unknownTeam"],
    ],
    // Settings
    ["an unknown setting", withRows("settings", "color;red"), ["settings.csv:2:key unknownSetting"]],
    ["a setting named like a method", withRows("settings", "toString;red"), ["settings.csv:2:key unknownSetting"]],
    ["a setting twice", withRows("settings", "name;A", "name;B"), ["settings.csv:3:key duplicateRow"]],
    ["a Sunday", withRows("settings", "check_in_weekday;søndag"), ["settings.csv:2:value badWeekday"]],
    ["an hour 24", withRows("settings", "check_in_hour;24"), ["settings.csv:2:value badNumber"]],
    ["a week 54", withRows("settings", "quiet_weeks;7,54"), ["settings.csv:2:value badNumber"]],
    ["an unknown closing day", withRows("settings", "closing_days;Easter"), ["settings.csv:2:value badClosingDay"]],
    ["a limit that protects nobody", withRows("settings", "suppression_limit;2"), ["settings.csv:2:value badNumber"]],
    [
      "a reminder before the check-in",
      withRows("settings", "check_in_weekday;3", "reminder_weekday;2"),
      ["settings.csv::value reminderTooEarly"],
    ],
    // Files
    ["a missing column", withFile("teams.csv", "team_id;name\r\na;A\r\n"), ["teams.csv:1:area_id missingColumn"]],
    [
      "an unknown column",
      withFile("areas.csv", "area_id;name;parent_area_id;color\na;A;;red\n"),
      ["areas.csv:1:color unknownColumn"],
    ],
    [
      "a column twice",
      withFile("areas.csv", "area_id;name;name;parent_area_id\na;A;B;\n"),
      ["areas.csv:1:name duplicateColumn"],
    ],
    ["a row cut short", withRows("areas", ...sound.areas, "x;X"), ["areas.csv:4: cellCount"]],
    ["commas", withFile("areas.csv", "area_id,name,parent_area_id\na,A,\n"), ["areas.csv:1: wrongDelimiter"]],
    [
      "an open quotation mark",
      withFile("areas.csv", 'area_id;name;parent_area_id\na;A;\nb;"B;\nc;C;\n'),
      ["areas.csv:3: brokenQuotes"],
    ],
    [
      "Windows-1252",
      withFile("areas.csv", Buffer.from("area_id;name;parent_area_id\ncare;Care;\nnorth;Sm\xf8r;care\n", "latin1")),
      ["areas.csv:3: notUtf8"],
    ],
    [
      "UTF-16",
      withFile("areas.csv", Buffer.from("\ufeffarea_id;name;parent_area_id\n", "utf16le")),
      ["areas.csv:1: notUtf8"],
    ],
    [
      "UTF-16 without a mark",
      withFile("areas.csv", Buffer.from("area_id;name;parent_area_id\n", "utf16le")),
      ["areas.csv:1: notUtf8"],
    ],
    ["no bytes", withFile("areas.csv", ""), ["areas.csv:: emptyFile"]],
    ["a misspelt file", [...csvFiles(sound), csvFile("person.csv", "")], ["person.csv:: unknownFile"]],
    [
      "another spelling of a file",
      [...csvFiles(sound), csvFile("Teams.csv", "team_id;name;area_id\n")],
      ["Teams.csv:: duplicateFile"],
    ],
    [
      "a CPR number in a text",
      withRows("rollouts", rollout("exception;;Fru Ø, 111111-1118;2027-01-01")),
      ["rollouts.csv:2:reason personalData"],
    ],
    [
      "a workbook that unpacks to 65 MB",
      [csvFile("by.xlsx", zipSync({ a: new Uint8Array(65 * 1024 * 1024) }))],
      ["by.xlsx:: workbookTooLarge"],
    ],
    ["no workbook", [csvFile("by.xlsx", "PK but not really")], ["by.xlsx:: notWorkbook"]],
    ["a huge file", [csvFile("areas.csv", new Uint8Array(51 * 1024 * 1024))], ["areas.csv:: fileTooLarge"]],
    [
      "too many rows",
      withFile("areas.csv", `area_id;name;parent_area_id\n${"a;A;\n".repeat(200_001)}`),
      ["areas.csv:: tooManyRows"],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await problemsOf(files)).toEqual(expected);
    const stored = await Promise.all(
      (["area", "person", "settings", "audit"] as const).map((k) => fresh.store.query("t", k)),
    );
    expect(stored.flatMap((page) => page.items)).toEqual([]);
  });
});

test("a folder that is not there, and one without directory files", async () => {
  expect(await problemsOf("/nowhere/at-all")).toEqual(["at-all:: sourceMissing"]);
  expect(await problemsOf("test/support")).toEqual(["support:: noFiles"]);
});

test("a workbook's problems are named by sheet, with the rows that Excel shows", async () => {
  const book = new Workbook();
  book.addWorksheet("Vejledning").addRow(["Skriv her"]);
  book.addWorksheet("Ark1");
  const sheet = book.addWorksheet("areas");
  sheet.addRow(["area_id", "name", "parent_area_id"]);
  sheet.addRow([]);
  sheet.addRow(["care", "", ""]);
  sheet.addRow(["north", { error: "#REF!" }, "care"]);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  expect(await problemsOf([{ name: "by.xlsx", bytes }])).toEqual([
    "by.xlsx/Vejledning:: unknownSheet",
    "by.xlsx/areas:3:name required",
    "by.xlsx/areas:4:name badCell",
  ]);
});

test("what is stored counts where a file is missing", async () => {
  expect(await problemsOf(csvFiles(sound))).toEqual([]);
  expect(await problemsOf(csvFiles({ areas: ["care;Ældre;"] }))).toEqual([
    "areas.csv::area_id areaStillUsed",
    "areas.csv::area_id areaStillUsed",
  ]);
  expect(await problemsOf(csvFiles({ teams: ["x;X;nowhere"] }))).toEqual(["teams.csv:2:area_id unknownArea"]);
  expect(await problemsOf(csvFiles({ people: [], rollouts: [] }))).toEqual([
    "people.csv:: noRows",
    "rollouts.csv:: noRows",
  ]);
});

test("a mistake in one file is not reported again by the files that refer to it", async () => {
  const broken = withFile("areas.csv", "area_id;navn;parent_area_id\ncare;C;\n");
  expect(await problemsOf(broken)).toEqual(["areas.csv:1:navn unknownColumn", "areas.csv:1:name missingColumn"]);
  expect(await problemsOf(withRows("teams", "north-day;;north", "north-eve;E;north"))).toEqual([
    "teams.csv:2:name required",
  ]);
});

test("both languages say the same with the same values", () => {
  for (const code of Object.keys(importDa) as (keyof typeof importDa)[]) {
    const placeholders = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
    expect([code, placeholders(importEn[code])]).toEqual([code, placeholders(importDa[code])]);
  }
});

afterAll(() => {
  // Nothing is promised in the table of sentences that no file can bring about.
  expect(Object.keys(importDa).filter((code) => !seen.has(code))).toEqual([]);
});
