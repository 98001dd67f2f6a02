import { readdir, readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { unzipSync, Zip, ZipDeflate } from "fflate";
import type { SourceFile } from "../../bot/directory/files.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { queryAll } from "../../bot/store/store.ts";
import { demoFolder } from "../support/bot.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { csvFile, csvFiles, sound } from "./directory-files.ts";
import { asZip64, oddWorkbook, rawWorkbook, type Shape, textRow } from "./odd-workbooks.ts";

// Workbooks as programs of other people's making write them, and as people leave them.

const now = "2026-11-21T10:00:00.000Z";
const fixtures = new URL("../fixtures/files/", import.meta.url);
let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshSqlite();
});
afterEach(() => fresh.dispose());

function importInto(tenantId: string, source: SourceFile[] | string, dryRun = false) {
  return importDirectory({ store: fresh.store, tenantId, source, now, by: "system", dryRun });
}

async function storedIn(tenantId: string) {
  const found: unknown[] = [];
  for (const kind of ["area", "team", "person", "solution", "role", "rollout", "adoption", "settings"] as const) {
    for await (const { key, value } of queryAll(fresh.store, tenantId, kind)) {
      found.push([kind, key, "directoryVersion" in value ? { ...value, directoryVersion: "" } : value]);
    }
  }
  return found;
}

async function fixture(name: string): Promise<SourceFile> {
  return { name, bytes: await readFile(new URL(name, fixtures)) };
}

/** The demo municipality as the workbooks hold it: how many work in a team is a column that came later. */
async function demoAsItWas(): Promise<SourceFile[]> {
  const teams = await readFile(`${demoFolder}/teams.csv`, "utf8");
  const [header = "", ...rows] = teams.trimEnd().split("\n");
  const staff = header.split(";").indexOf("staff");
  const lines = [header, ...rows].map((line) =>
    line
      .split(";")
      .filter((_, column) => column !== staff)
      .join(";"),
  );
  return demoWith({ name: "teams.csv", bytes: Buffer.from(`${lines.join("\n")}\n`) });
}

/** The adviser came to the demo municipality after other programs had saved its files. */
const newcomer = "0a7b0000-0000-4000-8000-000000000025";

/** The demo municipality as other programs have saved it, with one of its files replaced. */
async function demoWith(...files: SourceFile[]): Promise<SourceFile[]> {
  const given = new Set(files.map(({ name }) => name));
  const names = (await readdir(demoFolder)).filter((name) => !given.has(name));
  const others = names.map(async (name) => {
    const lines = (await readFile(`${demoFolder}/${name}`, "utf8")).split("\n");
    return { name, bytes: Buffer.from(lines.filter((line) => !line.startsWith(newcomer)).join("\n")) };
  });
  return [...(await Promise.all(others)), ...files];
}

async function sayOf(files: SourceFile[]): Promise<string[]> {
  const { problems } = await importInto("t", files, true);
  return problems.map(({ file, row, column, code }) => `${file}:${row ?? ""}:${column ?? ""} ${code}`);
}

describe("a workbook that another program wrote", () => {
  test.each([
    "written-by-closedxml.xlsx",
    "written-by-miniexcel.xlsx",
    "written-by-openxml-sdk.xlsx",
    "demo-with-dropdowns.xlsx",
  ])("%s is the same municipality as the CSV files, which change nothing on top", async (name) => {
    const files = await demoAsItWas();
    await importInto("csv", files);
    expect((await importInto("book", [await fixture(name)])).problems).toEqual([]);
    expect(await storedIn("book")).toEqual(await storedIn("csv"));
    const { counts } = await importInto("book", files, true);
    const changes = Object.values(counts ?? {}).map(({ created, changed, retired }) => created + changed + retired);
    expect(changes).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  const shapes: Record<string, Shape> = {
    "a namespace prefix": { prefix: "x" },
    "a prefix, inline texts and cells without an address": { prefix: "ss", text: "inline", bare: true },
    "the strict variant": { strict: true, prefix: "s" },
    "cells without an address": { bare: true },
    "absolute targets": { absolute: true },
    "inline texts and no shared ones": { text: "inline" },
    "texts as results": { text: "str" },
    "texts in several runs": { text: "rich" },
    "texts with how they are spoken": { text: "phonetic", prefix: "x" },
    "texts as they are": { text: "cdata" },
    "texts in numbers": { text: "numbered" },
    "byte order marks": { bom: true },
    "UTF-16": { utf16: true },
    "single quotes, comments and blanks": { loose: true, prefix: "x" },
    "other folders": { main: "spreadsheet/book.xml", sheets: "data" },
    "other folders and absolute targets": { main: "spreadsheet/book.xml", sheets: "data", absolute: true },
    "folders by backslash": { backslash: true },
    "nothing packed": { level: 0 },
    macros: { contentType: "application/vnd.ms-excel.sheet.macroEnabled.main+xml" },
    "hidden lists": { hidden: [{ name: "Lister", state: "veryHidden", rows: [["da"], ["en"]] }] },
  };
  test("is read in every shape that the format allows", async () => {
    await importInto("csv", csvFiles(sound));
    const expected = await storedIn("csv");
    for (const [title, shape] of Object.entries(shapes)) {
      const result = await importInto(title, [{ name: "by.xlsm", bytes: oddWorkbook(sound, shape) }]);
      expect([title, result.problems]).toEqual([title, []]);
      expect([title, await storedIn(title)]).toEqual([title, expected]);
    }
  }, 60_000);

  test("in a stream, with its sizes after the content, is read too", async () => {
    const chunks: Uint8Array[] = [];
    const zip = new Zip((_, chunk) => chunks.push(chunk));
    for (const [name, content] of Object.entries(unzipSync(oddWorkbook(sound)))) {
      const part = new ZipDeflate(name);
      zip.add(part);
      part.push(content, true);
    }
    zip.end();
    const streamed = Buffer.concat(chunks);
    expect(streamed.readUInt16LE(6) & 8).toBe(8);
    await importInto("csv", csvFiles(sound));
    expect((await importInto("t", [{ name: "by.xlsx", bytes: new Uint8Array(streamed) }])).problems).toEqual([]);
    expect(await storedIn("t")).toEqual(await storedIn("csv"));
  });

  test("with its sizes in 64 bits is read too", async () => {
    await importInto("csv", csvFiles(sound));
    const bytes = asZip64(oddWorkbook(sound));
    expect((await importInto("t", [{ name: "by.xlsx", bytes: new Uint8Array(bytes) }])).problems).toEqual([]);
    expect(await storedIn("t")).toEqual(await storedIn("csv"));
  });

  test("that is cut short or damaged anywhere is refused, never an exception", async () => {
    const bytes = oddWorkbook({ areas: sound.areas });
    for (let length = 0; length < bytes.length; length += 397) {
      expect(await sayOf([{ name: "by.xlsx", bytes: bytes.slice(0, length) }])).toHaveLength(1);
    }
    for (let at = 0; at < bytes.length; at += 397) {
      const damaged = bytes.slice();
      damaged.fill(0xff, at, at + 8);
      await sayOf([{ name: "by.xlsx", bytes: damaged }]);
    }
  }, 60_000);
});

const formats = [
  "0000",
  "dd-mm-yyyy",
  "[$-406]d. mmmm yyyy;@",
  "#,##0",
  "h:mm",
  "0",
  "d-mmm",
  "mm-yyyy",
  '"T-"@',
  '"P-"#',
  "##\\-##",
];
const styles = `<numFmts>${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts><fonts><font/></fonts><cellXfs><xf/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join("")}</cellXfs>`;
const rolloutHeader = textRow(1, ["solution_id", "team_id", "status", "start", "reason", "review_on"]);
const texts = (row: number, cells: string[]) => textRow(row, cells).replace("</row>", "");

async function startOf(cell: string, workbook = ""): Promise<string | null | undefined> {
  const xml = `<sheetData>${rolloutHeader}${texts(2, ["video", "north-day", "inUse"])}${cell}</row></sheetData>`;
  const bytes = rawWorkbook([{ name: "rollouts", xml }], { styles, workbook });
  const others = csvFiles(sound).filter(({ name }) => name !== "rollouts.csv");
  const { problems } = await importInto("t", [...others, { name: "by.xlsx", bytes }]);
  if (problems.length > 0) return problems.map(({ code }) => code).join();
  return (await fresh.store.read("t", "rollout", "video:north-day"))?.value.start;
}

describe("a cell reads as it is seen, or is refused", () => {
  test.each([
    ["a day in a Danish format", '<c r="D2" s="2"><v>46026</v></c>', "2026-01-04"],
    ["a day in words", '<c r="D2" s="3"><v>46026</v></c>', "2026-01-04"],
    ["a day that lost its format", '<c r="D2"><v>46026</v></c>', "2026-01-04"],
    ["a day of the strict variant", '<c r="D2" t="d"><v>2026-01-04T00:00:00</v></c>', "2026-01-04"],
    ["a Danish day as text", '<c r="D2" t="str"><v>4.1.2026</v></c>', "2026-01-04"],
    ["a time of the day before in another zone", '<c r="D2" t="str"><v>2026-01-03T23:00:00Z</v></c>', "badDate"],
    ["a time", '<c r="D2" s="5"><v>0.5</v></c>', "badDate"],
    ["a number that is no day", '<c r="D2"><v>20260104</v></c>', "badDate"],
    ["a formula with its result", '<c r="D2" s="2"><f>DATE(2026,1,4)</f><v>46026</v></c>', "2026-01-04"],
    ["a formula that shows nothing", '<c r="D2" t="str"><f>IF(TRUE,"")</f><v></v></c>', null],
    ["a formula without a result", '<c r="D2" s="2"><f>DATE(2026,1,4)</f></c>', "noResult"],
    ["a formula shared by others without a result", '<c r="D2" s="2"><f t="shared" si="0"/></c>', "noResult"],
    ["a formula of text without a result", '<c r="D2" t="str"><f>A9</f></c>', "noResult"],
    ["a formula of yes and no without a result", '<c r="D2" t="b"><f>A9</f></c>', "noResult"],
    ["a formula of inline text without a result", '<c r="D2" t="inlineStr"><f>A9</f></c>', "noResult"],
    ["a formula without a formula", '<c r="D2"><f t="dataTable" ref="D2" r1="A1"/></c>', "noResult"],
    [
      "a formula spilled by others without a result",
      '<c r="D2" cm="1" t="str"><f t="array" ref="D2">A9</f></c>',
      "noResult",
    ],
    ["a text where an inline one is told", '<c r="D2" t="inlineStr"><v>2026-01-04</v></c>', "2026-01-04"],
    ["an inline text of no type", '<c r="D2"><is><t>2026-01-04</t></is></c>', "2026-01-04"],
    ["an inline text of another type", "<c r='D2' t='str'><is><t>2026-01-04</t></is></c>", "2026-01-04"],
    ["a day without its year", '<c r="D2" s="7"><v>46026</v></c>', "partOfDate"],
    ["a month", '<c r="D2" s="8"><v>46026</v></c>', "partOfDate"],
    ["an error", '<c r="D2" t="e"><f>A9</f><v>#N/A</v></c>', "badCell"],
    ["nothing", '<c r="D2" s="2"/>', null],
  ])("%s", async (_, cell, expected) => {
    expect(await startOf(cell)).toBe(expected);
  });

  test("also where days are counted from 1904, with the format of a day or without", async () => {
    for (const style of ["2", "0"]) {
      const cell = `<c r="D2" s="${style}"><v>44564</v></c>`;
      expect(await startOf(cell, '<workbookPr date1904="1"/>')).toBe("2026-01-04");
      expect(await startOf(cell.replace("44564", "46026"), '<workbookPr date1904="0"/>')).toBe("2026-01-04");
    }
  });

  test("where the program that wrote it says 0 for what it has not worked out", async () => {
    const formula = (result: string) => `<c r="E2"><f>A9</f><v>${result}</v></c>`;
    const left = '<calcPr calcId="124519" fullCalcOnLoad="1"/>';
    expect(await startOf(formula("0"), left)).toBe("noResult");
    expect(await startOf(formula("7"), left)).toBeNull();
    expect(await startOf(formula("0"))).toBeNull();
  });

  test.each([
    ["a text before a text", '<c r="A2" s="9" t="str"><v>nord</v></c>', "T-nord"],
    ["a text before a number", '<c r="A2" s="9"><v>42</v></c>', "T-42"],
    ["a text before digits", '<c r="A2" s="10"><v>42</v></c>', "P-42"],
    ["a dash between digits", '<c r="A2" s="11"><v>1234</v></c>', "12-34"],
  ])("an id with %s that its format adds", async (_, cell, expected) => {
    const name = '<c r="B2" t="str"><v>Nord</v></c>';
    const xml = `<sheetData>${textRow(1, ["area_id", "name", "parent_area_id"])}<row r="2">${cell}${name}</row></sheetData>`;
    const bytes = rawWorkbook([{ name: "areas", xml }], { styles });
    expect(await importInto("t", [{ name: "by.xlsx", bytes }])).toMatchObject({ problems: [] });
    expect((await fresh.store.read("t", "area", expected))?.value.name).toBe("Nord");
  });

  test("with its leading zeros, and its thousands left out", async () => {
    const solutions = `<sheetData>${textRow(1, "solution_id;name;local_name;kind;phase;shared_records;replaces;expected_users;kitos_uuid".split(";"))}<row r="2"><c r="A2" s="1"><v>42</v></c><c r="B2"><v>12345678901</v></c><c r="D2" t="str"><v>mainRoad</v></c><c r="E2" t="str"><v>inUse</v></c><c r="F2" t="str"><v>no</v></c><c r="H2" s="4"><v>1234</v></c></row></sheetData>`;
    const bytes = rawWorkbook([{ name: "solutions", xml: solutions }], { styles });
    expect(await importInto("t", [{ name: "by.xlsx", bytes }])).toMatchObject({ problems: [] });
    const stored = await fresh.store.read("t", "solution", "0042");
    expect(stored?.value).toMatchObject({ name: "12345678901", expectedUsers: 1234 });
  });

  test("as files from real spreadsheets show", async () => {
    const without =
      (...names: string[]) =>
      async (name: string) => [...(await demoWith()).filter((file) => !names.includes(file.name)), await fixture(name)];
    expect(await sayOf(await without("roles.csv")("x-formula-no-cache_to-date_-a.xlsx"))).toEqual([
      "x-formula-no-cache_to-date_-a.xlsx/roles:2:to noResult",
    ]);
    expect(await sayOf(await without("people.csv")("x-veryhidden-lists-a.xlsx"))).toEqual([]);
    await importInto("zeros", await without("teams.csv", "roles.csv")("x-leading-zeros-format-a.xlsx"));
    expect((await fresh.store.read("zeros", "team", "0042"))?.value.name).toBe("Team 0042");
  });
});

describe("CSV files from real spreadsheets", () => {
  test.each([
    ["danish-dates-csv-rollouts.csv", "rollouts.csv"],
    ["excel-drops-trailing-empties-rollouts.csv", "rollouts.csv"],
    ["sep-line-people.csv", "people.csv"],
  ])("%s is what it was before it was saved again", async (saved, name) => {
    await importInto("before", await demoWith());
    const { bytes } = await fixture(saved);
    expect((await importInto("after", await demoWith({ name, bytes }))).problems).toEqual([]);
    expect(await storedIn("after")).toEqual(await storedIn("before"));
  });

  test("hold days as a spreadsheet counts them, and letters in two parts", async () => {
    await importInto("before", csvFiles(sound));
    const counted = csvFiles(sound).map(({ name, bytes }) => {
      const text = Buffer.from(bytes)
        .toString()
        .replaceAll("2026-01-05", "46027")
        .replaceAll("2026-12-31", "31.12.2026");
      return csvFile(name, text.normalize("NFD"));
    });
    expect((await importInto("after", counted)).problems).toEqual([]);
    expect(await storedIn("after")).toEqual(await storedIn("before"));
  });

  test("with a row cut short among whole ones are refused, and one sentence is enough for forty", async () => {
    const rollout = (team: number, rest: string) => `video;t${team};${rest}`;
    const teams = Array.from({ length: 40 }, (_, at) => `t${at};Team ${at};north`);
    const whole = teams.map((_, at) => rollout(at, "inUse;2026-01-05;;"));
    const given = (rollouts: string[]) => csvFiles({ ...sound, teams, rollouts, roles: sound.roles.slice(2) });
    expect(await sayOf(given(whole.with(30, rollout(30, "inUse;2026-01-05"))))).toEqual(["rollouts.csv:32: cellCount"]);
    expect(await sayOf(given(whole.map((line) => line.replace("2026-01-05", "snart"))))).toEqual([
      "rollouts.csv:2:start badDate",
    ]);
    const { problems } = await importInto("t", given(whole.map((line) => line.replace("2026-01-05", "snart"))), true);
    expect(problems[0]?.sentence.da).toContain("Det samme gælder række 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 og 29 til.");
  });
});
