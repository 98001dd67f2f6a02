import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { parseCsv } from "hucre/csv";
import { writeCsv } from "../../bot/api/export/csv.ts";
import { writeXlsx } from "../../bot/api/export/xlsx.ts";
import type { Cell, Sheet } from "../../bot/use-cases/overview/export-table.ts";
import { openCsvRows, openXlsx, openXlsxAnew } from "../support/open-export.ts";

// What goes out, read back by programs of other people's making.

const runs = process.env.LONG === "1" ? 2000 : 60;
const awkward = [
  "=",
  "+",
  "-",
  "@",
  "\t",
  "\r",
  "\n",
  "\r\n",
  "\v",
  "\f",
  "\u0085",
  "\u2028",
  "\u2029",
  ";",
  '"',
  "'",
  ",",
  " ",
];
const wide = [
  "\uff1d",
  "\uff0b",
  "\uff0d",
  "\uff20",
  "\ufeff",
  "\u00a0",
  "\u200b",
  "_x000D_",
  "æ",
  "😀",
  "sep=",
  "1",
  "x",
];
const text = fc.array(fc.constantFrom(...awkward, ...wide), { maxLength: 12 }).map((parts) => parts.join(""));
const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
const cell: fc.Arbitrary<Cell> = fc.oneof(
  text,
  fc.integer({ min: -9999, max: 9999 }),
  fc.constantFrom(0.25, 0.75),
  day.map((date) => ({ date: date.toISOString().slice(0, 10) })),
  fc.constant(null),
);
const sheets: fc.Arbitrary<Sheet> = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    title: fc.constant("Ark"),
    columns: fc.array(text, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }),
  }),
);

const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

describe("a CSV file", () => {
  test("reads back cell for cell with two readers, and no line of a text begins a formula", () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const bytes = writeCsv(sheet);
        const rows = openCsvRows(bytes);
        const again = parseCsv(bytes.toString().replace("\ufeff", ""), { delimiter: ";", skipEmptyRows: false });
        expect(rows).toHaveLength(1 + sheet.rows.length);
        expect(again.map((row) => row.map(String))).toEqual(rows);
        [sheet.columns, ...sheet.rows].forEach((row, at) => {
          row.forEach((given, column) => {
            const read = rows[at]?.[column] ?? "";
            if (typeof given !== "string") return;
            expect(withoutApostrophes(read)).toBe(withoutApostrophes(given));
            for (const line of read.split(lineBreaks))
              expect(line).not.toMatch(/^[\s"\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u);
          });
        });
      }),
      { numRuns: runs },
    );
  });

  test.each([
    "=1+1",
    "a\n=1+1",
    "a\r\n+1",
    "a\r-1",
    "a\v@x",
    "a\f=x",
    "a\u0085=x",
    "a\u2028=x",
    "a\u2029=x",
    "\uff1dx",
    " =x",
    '"=x',
    "\t=x",
  ])("quotes %j, and puts an apostrophe before what begins a formula", (written) => {
    const [, row] = openCsvRows(writeCsv({ title: "Ark", columns: ["Tekst"], rows: [[written]] }));
    expect(row?.[0]?.split(lineBreaks).at(-1)).toMatch(/^'/);
  });
});

function withoutApostrophes(read: string): string {
  return read.replaceAll("'", "");
}

/** The elements of each part in the order of the published schema (ECMA-376 part 1, annex A, `sml.xsd`). */
const sequences: Record<string, string[]> = {
  workbook:
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize".split(
      " ",
    ),
  worksheet:
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter".split(
      " ",
    ),
  styleSheet: "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split(" "),
  font: "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme".split(" "),
  border: "start end left right top bottom diagonal vertical horizontal".split(" "),
  xf: "alignment protection extLst".split(" "),
  row: ["c"],
  c: "f v is extLst".split(" "),
  sheetView: "pane selection pivotSelection extLst".split(" "),
};

describe("a workbook", () => {
  test("reads back cell for cell with two readers, and holds no formula", async () => {
    await fc.assert(
      fc.asyncProperty(sheets, async (sheet) => {
        const bytes = await writeXlsx({ name: "x", sheets: [sheet] });
        const rows = (await openXlsx(bytes)).Ark ?? [];
        const again = openXlsxAnew(bytes).Ark ?? [];
        [sheet.columns, ...sheet.rows].forEach((row, at) => {
          row.forEach((given, column) => {
            const anew = again[at]?.[column];
            expect(anew?.isFormula ?? false).toBe(false);
            expect(sameCell(anew?.value)).toEqual(sameCell(given));
            expect(sameCell(rows[at]?.[column])).toEqual(sameCell(given));
          });
        });
      }),
      { numRuns: Math.min(runs, 300) },
    );
  });

  test("has the elements of every part in the published sequence, with what makes it readable", async () => {
    const rows: Cell[][] = [
      ["Nord", { date: "2026-03-01" }, 0.75, "lang tekst ".repeat(20)],
      ["Syd", null, null, "=1"],
    ];
    const columns = ["Team", "Dato", "Tal", "Tekst"];
    const bytes = await writeXlsx({ name: "x", sheets: [{ title: "Skøn & <svar>", columns, rows }] });
    const parts = Object.entries(unzipSync(new Uint8Array(bytes))).map(([name, part]) => [
      name,
      Buffer.from(part).toString(),
    ]);
    const faults = parts
      .filter(([name = ""]) => /\.xml$/.test(name))
      .flatMap(([name = "", xml = ""]) => outOfOrder(xml).map((fault) => `${name}: ${fault}`));
    expect(faults).toEqual([]);
    const sheet = parts.find(([name]) => name === "xl/worksheets/sheet1.xml")?.[1] ?? "";
    const styles = parts.find(([name]) => name === "xl/styles.xml")?.[1] ?? "";
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2"');
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain('<autoFilter ref="A1:D3"/>');
    expect(sheet).toMatch(/<col min="4" max="4" width="62"/);
    expect(sheet).not.toContain("<f>");
    expect(styles).toContain("<b/>");
    expect(styles).toContain('formatCode="dd.mm.yyyy"');
    expect(styles).toContain('wrapText="true"');
  });

  test("the order that another library broke would be seen", () => {
    expect(outOfOrder('<font><name val="Calibri"/><sz val="11"/></font>')).toEqual(["sz in font"]);
  });
});

/** As either reader may give it: line ends are one and the same, nothing is nothing, and what XML cannot hold is left out. */
function sameCell(value: unknown): unknown {
  if (value === null || value === undefined || value === "") return null;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "object" && "date" in value) return value.date;
  return typeof value === "string"
    ? value
        .replaceAll(/[\v\f]/g, "")
        .replaceAll(/[\r\n]+/g, "\n")
        .trim() || null
    : value;
}

function outOfOrder(xml: string): string[] {
  const faults: string[] = [];
  const open: { name: string; at: number }[] = [];
  for (const [, close, name = "", , empty] of xml.matchAll(/<(\/?)([A-Za-z:]+)((?:[^>"]|"[^"]*")*?)(\/?)>/g)) {
    if (close === "/") {
      open.pop();
      continue;
    }
    const parent = open.at(-1);
    const sequence = parent === undefined ? undefined : sequences[parent.name];
    if (parent !== undefined && sequence !== undefined) {
      const at = sequence.indexOf(name);
      if (at < parent.at) faults.push(`${name} in ${parent.name}`);
      parent.at = Math.max(parent.at, at);
    }
    if (empty !== "/") open.push({ name, at: 0 });
  }
  return faults;
}
