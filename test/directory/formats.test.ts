import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Workbook } from "exceljs";
import { zipSync } from "fflate";
import { checkArchive } from "../../bot/directory/check-archive.ts";
import { type FileName, fileColumns, type SourceFile } from "../../bot/directory/files.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { queryAll } from "../../bot/store/store.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { csvFile, csvFiles, sound } from "./directory-files.ts";

const now = "2026-11-21T10:00:00.000Z";
let fresh: FreshStore;
beforeEach(async () => {
  // How files are read has nothing to do with where they end up, and 100,000 documents are many for an emulator.
  fresh = await freshSqlite();
});
afterEach(() => fresh.dispose());

function importInto(tenantId: string, source: SourceFile[] | string) {
  return importDirectory({ store: fresh.store, tenantId, source, now, by: "system" });
}

/** Everything that an import has stored, apart from etags and the version. */
async function storedIn(tenantId: string) {
  const found: unknown[] = [];
  for (const kind of ["area", "team", "person", "solution", "role", "rollout", "adoption", "settings"] as const) {
    for await (const { key, value } of queryAll(fresh.store, tenantId, kind)) {
      found.push([kind, key, "directoryVersion" in value ? { ...value, directoryVersion: "" } : value]);
    }
  }
  return found;
}

async function workbook(): Promise<Workbook> {
  const book = new Workbook();
  for (const [name, rows] of Object.entries(sound)) {
    const sheet = book.addWorksheet(name);
    sheet.addRow(fileColumns[name as FileName]);
    for (const row of rows) sheet.addRow(row.split(";").map((cell) => (cell === "" ? null : cell)));
  }
  return book;
}

async function bytesOf(book: Workbook): Promise<Uint8Array> {
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe("a workbook", () => {
  test("gives the same directory as the CSV files", async () => {
    await importInto("csv", csvFiles(sound));
    const result = await importInto("xlsx", [{ name: "by.xlsx", bytes: await bytesOf(await workbook()) }]);
    expect(result.problems).toEqual([]);
    expect(await storedIn("xlsx")).toEqual(await storedIn("csv"));
  });

  test("may hold what Excel makes of cells: dates, numbers, links, formulas and rich text", async () => {
    const book = await workbook();
    const cell = (sheet: string, address: string) => book.getWorksheet(sheet)!.getCell(address);
    cell("rollouts", "D2").value = new Date("2026-01-05T00:00:00Z");
    cell("solutions", "H2").value = 20;
    cell("people", "B2").value = { text: "anna@by.example", hyperlink: "mailto:anna@by.example" };
    cell("people", "C2").value = { richText: [{ text: "Anna " }, { text: "Ø" }] };
    cell("teams", "C2").value = { formula: "C3", result: "north" };
    await importInto("csv", csvFiles(sound));
    const result = await importInto("xlsx", [{ name: "by.xlsx", bytes: await bytesOf(book) }]);
    expect(result.problems).toEqual([]);
    expect(await storedIn("xlsx")).toEqual(await storedIn("csv"));
  });

  test("that unpacks to far more than it is, is not opened", () => {
    const bomb = Buffer.from(zipSync({ "xl/workbook.xml": new Uint8Array(20_000_000) }, { level: 9 }));
    expect(bomb.length).toBeLessThan(100_000);
    expect(checkArchive(bomb, 20_000_000)).toBe("fits");
    expect(checkArchive(bomb, 19_999_999)).toBe("tooLarge");
    // The size that the archive states is a lie.
    bomb.writeUInt32LE(10, bomb.indexOf("PK\x01\x02", 0, "latin1") + 24);
    expect(checkArchive(bomb, 19_999_999)).toBe("tooLarge");
  });

  test("that is cut short or damaged anywhere is refused, never an exception", async () => {
    const bytes = await bytesOf(await workbook());
    for (let length = 0; length < bytes.length; length += 499) {
      const { problems } = await importInto("cut", [{ name: "by.xlsx", bytes: bytes.slice(0, length) }]);
      expect(problems.map((problem) => problem.code)).toEqual(["notWorkbook"]);
    }
    for (let at = 0; at < bytes.length; at += 499) {
      const damaged = bytes.slice();
      damaged.fill(0xff, at, at + 8);
      await importInto("damaged", [{ name: "by.xlsx", bytes: damaged }]);
    }
  });
});

describe("CSV files", () => {
  test("may begin with a byte order mark, end lines either way, and have columns in any order", async () => {
    await importInto("plain", csvFiles(sound));
    const marked = csvFiles(sound).map((file) => csvFile(file.name, `\ufeff${Buffer.from(file.bytes)}`));
    const unix = csvFiles(sound).map((file) =>
      csvFile(file.name, String(Buffer.from(file.bytes)).replaceAll("\r", "")),
    );
    const turned = csvFiles(sound).map((file) => {
      const lines = String(Buffer.from(file.bytes)).trimEnd().split("\r\n");
      return csvFile(file.name.toUpperCase(), lines.map((line) => line.split(";").reverse().join(" ; ")).join("\n"));
    });
    for (const files of [marked, unix, turned]) {
      expect((await importInto("other", files)).problems).toEqual([]);
      expect(await storedIn("other")).toEqual(await storedIn("plain"));
    }
  });

  test("may quote, and may have empty rows and a column too many without content, as Excel leaves them", async () => {
    const files = [
      csvFile("areas.csv", 'area_id;name;parent_area_id;\r\n"a";"A; ""og"" B";;\r\n;;;\r\n\r\nb;B;a;\r\n'),
    ];
    expect((await importInto("t", files)).problems).toEqual([]);
    expect((await fresh.store.read("t", "area", "a"))?.value.name).toBe('A; "og" B');
  });

  test("are counted in the lines of the file, also below a text over several lines and empty rows", async () => {
    const files = [csvFile("areas.csv", 'area_id;name;parent_area_id\n\na;"A\nA\nA";\n;;\nb;;\n')];
    const { problems } = await importInto("t", files);
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [3, "controlCharacter"],
      [7, "required"],
    ]);
  });
});

test("a folder is read with whatever else lies in it, and a workbook by its path", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ombord-directory-"));
  try {
    for (const file of csvFiles(sound)) await writeFile(join(folder, file.name), file.bytes);
    await writeFile(join(folder, "README.md"), "not a directory file");
    expect((await importInto("folder", folder)).problems).toEqual([]);
    await writeFile(join(folder, "by.xlsx"), await bytesOf(await workbook()));
    expect((await importInto("book", join(folder, "by.xlsx"))).problems).toEqual([]);
    expect(await storedIn("book")).toEqual(await storedIn("folder"));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the demo municipality is a directory without mistakes", async () => {
  const result = await importInto("demo", "bot/local/demo");
  expect(result.problems).toEqual([]);
  expect(result.counts).toMatchObject({ teams: { created: 16 }, people: { created: 24 }, solutions: { created: 6 } });
});

describe("100,000 rows", () => {
  // Counted in processor time: other programs on the machine do not make an import slower.
  const secondsOf = (start: NodeJS.CpuUsage) => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000_000;
  };

  test("are imported in seconds, in an order that leaves the event loop free", async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")};p${i}@by.example;Person ${i};da`,
    );
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 5);
    const started = process.cpuUsage();
    const result = await importInto("t", csvFiles({ people: rows }));
    clearInterval(ticking);
    expect(result.counts?.people.created).toBe(100_000);
    expect(secondsOf(started)).toBeLessThan(15);
    expect(turns).toBeGreaterThan(20);
  }, 120_000);

  test("of mistakes are told by the first 200 and how many more there are", async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `team${i};;nowhere`);
    const started = process.cpuUsage();
    const result = await importInto("t", csvFiles({ areas: ["a;A;"], teams: rows }));
    expect(result.problems).toHaveLength(200);
    expect(result.moreProblems).toBe(99_800);
    expect(result.problems.at(-1)).toMatchObject({ file: "teams.csv", row: 201, column: "name" });
    expect(secondsOf(started)).toBeLessThan(10);
  }, 120_000);

  test("of areas in one ring are no trouble", async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `a${i};A;a${(i + 1) % 100_000}`);
    const { problems } = await importInto("t", csvFiles({ areas: rows }));
    expect(problems.map((problem) => problem.code)).toEqual(["areaCycle"]);
    expect(problems[0]!.sentence.da.length).toBeLessThan(500);
  }, 120_000);
});
