import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { SourceFile } from "../../bot/directory/files.ts";
import { importUpload, type UploadOutcome } from "../../bot/directory/import-upload.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { allowedMs, leastMs } from "../support/least-cost.ts";
import { longestTurn } from "../support/longest-turn.ts";
import { csvFiles, sound } from "./directory-files.ts";
import { oddWorkbook, rawWorkbook, textRow } from "./odd-workbooks.ts";

// What a file costs: others wait no more than 100 ms, and nothing costs more than the limits in files.ts.

const everything = process.env.LONG === "1";
const now = "2026-11-21T10:00:00.000Z";
let fresh: FreshStore;
beforeAll(async () => {
  fresh = await freshSqlite();
});
afterAll(() => fresh.dispose());

let tenants = 0;

const meantMs = 100;

/** What becomes of the files, looked at and then stored, and the longest that anybody else had to wait meanwhile. */
async function cost(files: SourceFile[]) {
  let last = await costOnce(files);
  let isFirst = true;
  const read = async () => {
    if (!isFirst) last = await costOnce(files);
    isFirst = false;
    return last.longest;
  };
  const longest = await leastMs(meantMs, read);
  return { ...last, longest };
}

async function costOnce(files: SourceFile[]) {
  tenants += 1;
  const tenantId = `t${tenants}`;
  let outcome: UploadOutcome | undefined;
  const order = { store: fresh.store, tenantId, files, by: "somebody", language: "da", now, plan: undefined } as const;
  const longest = await longestTurn(async () => {
    outcome = await importUpload({ ...order, dryRun: true, confirm: undefined });
    if (outcome.outcome === "planned") outcome = await importUpload({ ...order, dryRun: false, confirm: undefined });
  });
  const refused = outcome?.outcome === "refused" ? outcome.problems.map(({ code }) => code) : [];
  return { longest, refused, counts: outcome?.outcome === "planned" ? outcome.preview.counts : null };
}

const header = textRow(1, ["entra_id", "upn", "name", "language"]);
const people = (xml: string, more: Parameters<typeof rawWorkbook>[1] = {}, before = "") =>
  rawWorkbook([{ name: "people", xml, before }], more);
const sheet = (xml: string, rows = "") => people(`${xml}<sheetData>${header}${rows}</sheetData>`);
const after = (xml: string) => people(`<sheetData>${header}</sheetData>${xml}`);
const validation = '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"da,en"</formula1></dataValidation>';
const entities = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name, at, names) =>
  at === 0 ? '<!ENTITY a "lol">' : `<!ENTITY ${name} "${`&${names[at - 1]};`.repeat(10)}">`,
);

/** Small files that claim to be large ones. `noRows` and `[]` are what an empty list comes to. */
const claims: [string, () => Uint8Array, RegExp][] = [
  ["a dimension of everything", () => sheet('<dimension ref="A1:XFD1048576"/>'), /^$/],
  ["columns without end", () => sheet('<cols><col min="1" max="2000000000" width="9"/></cols>'), /^$/],
  [
    "one merged cell of everything",
    () => after('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    /mergedCells/,
  ],
  ["drop-downs of everything", () => after(`<dataValidations>${validation.repeat(100)}</dataValidations>`), /^$/],
  [
    "a row 2,000,000,000",
    () => sheet("", '<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>'),
    /sheetWithoutEnd/,
  ],
  ["a last cell", () => sheet("", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), /sheetWithoutEnd/],
  ["a last row", () => sheet("", '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), /badGuid/],
  [
    "entities of entities",
    () =>
      people(
        `<sheetData>${header}${textRow(2, ["&h;"]).replaceAll("&amp;", "&")}</sheetData>`,
        {},
        `<!DOCTYPE worksheet [${entities.join("")}]>`,
      ),
    /badGuid|notWorkbook/,
  ],
  [
    "5,000 sheets",
    () => rawWorkbook(Array.from({ length: 5_000 }, (_, at) => ({ name: `s${at}`, xml: "" }))),
    /tooManySheets/,
  ],
  [
    "a text in 100,000 cells",
    () =>
      people(`<sheetData>${header}${'<row><c t="s"><v>0</v></c></row>'.repeat(100_000)}</sheetData>`, {
        shared: `<si><t>${"a".repeat(100_000)}</t></si>`,
      }),
    /workbookTooLarge/,
  ],
  ["elements in elements", () => after("<a>".repeat(1_000_000)), /.*/],
  ["a comment that never ends", () => after("<!--".repeat(1_000_000)), /.*/],
  ["angle brackets", () => after("<".repeat(2_000_000)), /.*/],
];

describe("a file that costs more than its bytes", () => {
  // In the gate the ones that ended or silenced the service; with LONG=1 all of them.
  const tried = everything ? claims : claims.slice(0, 8);
  test.each(tried)(
    "%s holds nobody up",
    async (_, make, expected) => {
      const { longest, refused } = await cost([{ name: "by.xlsx", bytes: make() }]);
      expect(refused.join()).toMatch(expected);
      expect(longest).toBeLessThanOrEqual(allowedMs(meantMs));
    },
    60_000,
  );

  test.each([
    ["realistic drop-downs", "demo-with-dropdowns.xlsx"],
    ["drop-downs over whole columns", "dropdown-10-columns.xlsx"],
    ["a dimension of everything", "dimension-of-everything.xlsx"],
    ["a row 2,000,000,000", "row-2000000000.xlsx"],
  ])("a real one with %s holds nobody up", async (_, name) => {
    const { readFile } = await import("node:fs/promises");
    const bytes = await readFile(new URL(`../fixtures/files/${name}`, import.meta.url));
    expect((await cost([{ name, bytes }])).longest).toBeLessThanOrEqual(allowedMs(meantMs));
  });

  const long = everything ? test : test.skip;
  long(
    "that takes too long, or too much memory, is ended",
    async () => {
      const runs = `<si>${"<r><rPr><b/></rPr><t>a</t></r>".repeat(1_500_000)}</si>`;
      const { longest, refused } = await cost([
        { name: "by.xlsx", bytes: people(`<sheetData>${header}</sheetData>`, { shared: runs }) },
      ]);
      expect(refused.join()).toMatch(/^workbookToo(Slow|Heavy)$/);
      expect(longest).toBeLessThanOrEqual(allowedMs(meantMs));
    },
    120_000,
  );
});

test("heaps of marks, which cost their square to sort, hold nobody up in a CSV file", async () => {
  const heap = `a${"\u0316\u0301".repeat(20_000)}`;
  const rows = Array.from(
    { length: 5 },
    (_, at) => `00000000-0000-4000-8000-00000000000${at};p${at}@by.example;${heap};da`,
  );
  const { longest, refused } = await cost(csvFiles({ ...sound, people: rows }));
  expect(refused).toContain("tooLong");
  expect(longest).toBeLessThanOrEqual(allowedMs(meantMs));
});

const megabytes = everything ? 9 : 1;

test.each([
  ["rows as long as they may be", `${"x".repeat(90_000)}\n`, /cellCount/],
  ["empty lines", "\n", /^$/],
  ["cells without end", ";", /tooManyColumns/],
  ["one quoted line break after another", '"\n";', /brokenQuotes/],
  ["lines, and then what is no UTF-8", "\n\r", /notUtf8/, 0xff],
])(
  "%s hold nobody up in a CSV file",
  async (_, shape, expected, end = 0x0a) => {
    const lines = Buffer.from(shape.repeat(Math.floor((megabytes * 1_000_000) / shape.length)));
    const header = Buffer.from("entra_id;upn;name;language\n");
    const bytes = Buffer.concat([header, lines, Buffer.from([end])]);
    const { longest, refused } = await cost([{ name: "people.csv", bytes }]);
    expect({ refused: refused.join(), longest }).toEqual({
      refused: expect.stringMatching(expected),
      longest: expect.any(Number),
    });
    expect(longest).toBeLessThanOrEqual(allowedMs(meantMs));
  },
  60_000,
);

describe("a large municipality", () => {
  const count = everything ? 100_000 : 6_000;
  const rows = Array.from(
    { length: count },
    (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, "0")};p${at}@by.example;Person ${at};da`,
  );

  test.each([
    ["a workbook", () => [{ name: "by.xlsx", bytes: oddWorkbook({ people: rows }, { text: "inline" }) }]],
    ["a CSV file", () => csvFiles({ people: rows })],
  ])(
    "as %s holds nobody up",
    async (_, make) => {
      const { longest, counts } = await cost(make());
      expect(counts?.people.created).toBe(count);
      expect(longest).toBeLessThanOrEqual(allowedMs(meantMs));
    },
    180_000,
  );

  test("as one mistake in every row holds nobody up", async () => {
    const rollouts = Array.from({ length: count }, (_, at) => `video;team${at};snart;;;`);
    const { longest, refused } = await cost(csvFiles({ ...sound, rollouts }));
    expect(refused).toEqual(["badChoice"]);
    expect(longest).toBeLessThanOrEqual(allowedMs(meantMs));
  }, 120_000);
});
