import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { strToU8, zipSync } from "fflate";
import { type FileName, fileColumns, type SourceFile } from "../../bot/directory/files.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { importDa } from "../../bot/text/da/import.ts";
import { importEn } from "../../bot/text/en/import.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { csvFile, csvFiles, ids, sound } from "./directory-files.ts";
import { rawWorkbook, textRow } from "./odd-workbooks.ts";

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
    ...["-1", "tolv", "12,5", "200000"].map((staff): [string, SourceFile[], string[]] => [
      `a team of ${staff}`,
      [csvFile("teams.csv", `team_id;name;area_id;staff\nnorth-day;Nord;north;${staff}\n`)],
      ["teams.csv:2:staff badNumber"],
    ]),
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
    ["an American date", withRows("rollouts", rollout("inUse;11/21/2026;;")), ["rollouts.csv:2:start badDate"]],
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
    ["an adviser of a team", withRows("roles", person("adviser;north-day;;")), ["roles.csv:2:scope scopeNotArea"]],
    ["a leader of an area", withRows("roles", person("leader;care;;")), ["roles.csv:2:scope scopeNotTeam"]],
    ["a stand-in for nowhere", withRows("roles", person("standIn;nowhere;;")), ["roles.csv:2:scope unknownScope"]],
    [
      "a rollout of nothing to nobody",
      withRows("rollouts", "x;y;inUse;;;"),
      ["rollouts.csv:2:solution_id unknownSolution", "rollouts.csv:2:team_id unknownTeam"],
    ],
    // Settings
    ["an unknown setting", withRows("settings", "color;red"), ["settings.csv:2:key unknownSetting"]],
    ["a setting named like a method", withRows("settings", "toString;red"), ["settings.csv:2:key unknownSetting"]],
    ["a setting twice", withRows("settings", "name;A", "name;B"), ["settings.csv:3:key duplicateRow"]],
    ["a period of its own", withRows("settings", "citizen_period_areas;uge"), ["settings.csv:2:value badPeriod"]],
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
      "measured use under a name of ours",
      withFile("people.csv", "week;team_id;Active;Eligible\n"),
      ["people.csv:: measuredUse"],
    ],
    [
      "a report of people's use, from Excel",
      [...csvFiles(sound), csvFile("a.csv", 'sep=;\n"Report Refresh Date";x\n')],
      ["a.csv:: useOfPeople"],
    ],
    ["what KITOS exports", [...csvFiles(sound), csvFile("b.csv", "IT System;Livscyklus\n")], ["b.csv:: kitosExport"]],
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
      "a name and what tells who it is in a reason",
      withRows("rollouts", rollout("exception;;Gunhild Østergaard har demens;2027-01-01")),
      ["rollouts.csv:2:reason identified"],
    ],
    [
      "a workbook that unpacks to 65 MB",
      [csvFile("by.xlsx", zipSync({ "a.xml": new Uint8Array(65 * 1024 * 1024) }))],
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
  const bytes = rawWorkbook([
    { name: "Vejledning", xml: `<sheetData>${textRow(1, ["Skriv her"])}</sheetData>` },
    { name: "Ark1", xml: "<sheetData/>" },
    {
      name: "areas",
      xml: `<sheetData>${textRow(1, ["area_id", "name", "parent_area_id"])}${textRow(3, ["care"])}<row r="4"><c r="A4" t="str"><v>north</v></c><c r="B4" t="e"><v>#REF!</v></c><c r="C4" t="str"><v>care</v></c></row></sheetData>`,
    },
  ]);
  expect(await problemsOf([{ name: "by.xlsx", bytes }])).toEqual([
    "by.xlsx/Vejledning:: unknownSheet",
    "by.xlsx/areas:3:name required",
    "by.xlsx/areas:4:name badCell",
  ]);
});

const header = (name: FileName) => textRow(1, fileColumns[name]);
const areaSheet = (xml: string, name = "areas") => [{ name, xml: `<sheetData>${header("areas")}${xml}</sheetData>` }];
const care = textRow(2, ["care", "Ældre"]);
const ole = "d0cf11e0a1b11ae1";
const archive = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

describe("a file that is no workbook, or too much of one, says so in one sentence", () => {
  test.each<[string, string, Uint8Array, string]>([
    ["no bytes", "by.xlsx", new Uint8Array(), "by.xlsx noBytes"],
    ["an old workbook", "by.xls", Buffer.from(`${ole}00`, "hex"), "by.xls oldWorkbook"],
    ["an old workbook renamed", "by.xlsx", Buffer.from(`${ole}00`, "hex"), "by.xlsx oldWorkbook"],
    [
      "the XML of 2003",
      "by.xlsx",
      strToU8(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      ),
      "by.xlsx oldWorkbook",
    ],
    [
      "one behind a password",
      "by.xlsx",
      Buffer.concat([Buffer.from(ole, "hex"), Buffer.from("EncryptedPackage", "utf16le")]),
      "by.xlsx passwordProtected",
    ],
    [
      "an OpenDocument",
      "by.ods",
      archive({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>" }),
      "by.ods openDocument",
    ],
    ...["by.fods", "by.xlsx"].map((name): [string, string, Uint8Array, string] => [
      `an OpenDocument in one piece, ${name}`,
      name,
      strToU8(
        '<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">',
      ),
      `${name} openDocument`,
    ]),
    [
      "a binary one",
      "by.xlsb",
      archive({ "[Content_Types].xml": "<x/>", "xl/workbook.bin": "x" }),
      "by.xlsb binaryWorkbook",
    ],
    [
      "a document",
      "by.xlsx",
      archive({ "[Content_Types].xml": "<x/>", "word/document.xml": "<x/>" }),
      "by.xlsx notWorkbook",
    ],
    ["a list", "by.xlsx", strToU8("area_id;name;parent_area_id\ncare;C;\n"), "by.xlsx renamedCsv"],
    ["a list in UTF-16", "by.xlsx", Buffer.from("\ufeffarea_id\tname\n", "utf16le"), "by.xlsx renamedCsv"],
    ["a web page", "by.xls", strToU8("\ufeff\n<HTML><table><tr><td>area_id"), "by.xls webPage"],
    ["a workbook as a list", "areas.csv", rawWorkbook(areaSheet(care)), "areas.csv renamedWorkbook"],
    [
      "texts that are not there",
      "by.xlsx",
      rawWorkbook(areaSheet('<row r="2"><c r="A2" t="str"><v>care</v></c><c r="B2" t="s"><v>1</v></c></row>'), {
        shared: "<si><t>x</t></si>",
      }),
      "by.xlsx lostTexts",
    ],
    [
      "a hidden list",
      "by.xlsx",
      rawWorkbook([{ ...areaSheet(care)[0]!, state: "hidden" }]),
      "by.xlsx/areas hiddenSheet",
    ],
    [
      "merged cells",
      "by.xlsx",
      rawWorkbook([
        {
          name: "areas",
          xml: `<sheetData>${header("areas")}${care}${textRow(3, ["north", "Nord"])}</sheetData><mergeCells><mergeCell ref="C2:C3"/></mergeCells>`,
        },
      ]),
      "by.xlsx/areas mergedCells",
    ],
    [
      "what Excel has made a date",
      "by.xlsx",
      rawWorkbook(areaSheet('<row r="2"><c r="A2" s="1"><v>46054</v></c><c r="B2" t="str"><v>A</v></c></row>'), {
        styles: '<fonts><font/></fonts><cellXfs><xf/><xf numFmtId="16"/></cellXfs>',
      }),
      "by.xlsx/areas partOfDate",
    ],
    [
      "a formula that nobody worked out",
      "by.xlsx",
      rawWorkbook(
        areaSheet(
          '<row r="2"><c r="A2" t="str"><v>care</v></c><c r="B2" t="str"><v>C</v></c><c r="C2"><f>A9</f></c></row>',
        ),
      ),
      "by.xlsx/areas noResult",
    ],
    [
      "too many sheets",
      "by.xlsx",
      rawWorkbook(Array.from({ length: 101 }, (_, at) => ({ name: `s${at}`, xml: "<sheetData/>" }))),
      "by.xlsx tooManySheets",
    ],
    [
      "a column too far",
      "by.xlsx",
      rawWorkbook(areaSheet('<row r="2"><c r="BZ2"><v>1</v></c></row>')),
      "by.xlsx/areas tooManyColumns",
    ],
    [
      "a cell at the end of the world",
      "by.xlsx",
      rawWorkbook(areaSheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
      "by.xlsx sheetWithoutEnd",
    ],
    [
      "an error that Excel saved",
      "areas.csv",
      strToU8("area_id;name;parent_area_id\ncare;#NAVN?;\n"),
      "areas.csv badCell",
    ],
  ])("%s", async (_, name, bytes, expected) => {
    expect((await problemsOf([{ name, bytes }])).map((problem) => problem.replace(/:.*:\w*/, ""))).toEqual([expected]);
  });
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

test("what takes the place of a team is a team that is here, and another", async () => {
  await problemsOf(csvFiles(sound));
  const header = "team_id;name;area_id;replaces_team_id";
  const rows = [header, "north-day;Nord;north;nobody", "north-eve;E;north;north-eve,north-day", ""].join("\n");
  expect(await problemsOf([csvFile("teams.csv", rows)])).toEqual([
    "teams.csv:2:replaces_team_id replacesUnknown",
    "teams.csv:3:replaces_team_id replacesItself",
  ]);
});

test("both languages say the same with the same values", () => {
  for (const code of Object.keys(importDa) as (keyof typeof importDa)[]) {
    const placeholders = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
    expect([code, placeholders(importEn[code])]).toEqual([code, placeholders(importDa[code])]);
  }
});

afterAll(() => {
  // Nothing is promised in the table of sentences that no file can bring about; costs.test.ts brings about these two.
  const costly = ["workbookTooSlow", "workbookTooHeavy"];
  expect(Object.keys(importDa).filter((code) => !seen.has(code) && !costly.includes(code))).toEqual([]);
});
