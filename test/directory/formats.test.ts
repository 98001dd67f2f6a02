import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { SourceFile } from "../../bot/directory/files.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { queryAll } from "../../bot/store/store.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { allowedMs } from "../support/least-cost.ts";
import { csvFile, csvFiles, sound } from "./directory-files.ts";
import { oddWorkbook } from "./odd-workbooks.ts";

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
    await writeFile(join(folder, "by.xlsx"), oddWorkbook(sound));
    expect((await importInto("book", join(folder, "by.xlsx"))).problems).toEqual([]);
    expect(await storedIn("book")).toEqual(await storedIn("folder"));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the demo municipality is a directory without mistakes", async () => {
  const result = await importInto("demo", "bot/local/demo");
  expect(result.problems).toEqual([]);
  expect(result.counts).toMatchObject({ teams: { created: 16 }, people: { created: 25 }, solutions: { created: 6 } });
});

/** In the gate a fifth of it, which takes a fifth of the time. */
const count = process.env.LONG === "1" ? 100_000 : 20_000;

describe("many thousand rows", () => {
  // Counted in processor time: other programs on the machine do not make an import slower.
  const secondsOf = (start: NodeJS.CpuUsage) => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000_000;
  };

  test("are imported in seconds", async () => {
    const rows = Array.from(
      { length: count },
      (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")};p${i}@by.example;Person ${i};da`,
    );
    const started = process.cpuUsage();
    const result = await importInto("t", csvFiles({ people: rows }));
    expect(result.counts?.people.created).toBe(count);
    expect(secondsOf(started)).toBeLessThan(allowedMs(15_000 * (count / 100_000)) / 1_000);
  }, 120_000);

  test("of one mistake are one problem, of many mistakes the first 200 and how many more there are", async () => {
    const rows = Array.from({ length: count }, (_, i) => `team${i};;nowhere`);
    const started = process.cpuUsage();
    const one = await importInto("t", csvFiles({ areas: ["a;A;"], teams: rows }));
    expect(one).toMatchObject({
      moreProblems: 0,
      problems: [{ file: "teams.csv", row: 2, column: "name", code: "required" }],
    });
    expect(one.problems[0]?.sentence.da).toBe(
      `Feltet skal udfyldes. Det samme gælder række 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 og ${count - 11} til.`,
    );
    const many = rows.map((_, i) => `team${i};Team;nowhere${i}`);
    const result = await importInto("t", csvFiles({ areas: ["a;A;"], teams: many }));
    expect(result.problems).toHaveLength(200);
    expect(result.moreProblems).toBe(count - 200);
    expect(result.problems.at(-1)).toMatchObject({ file: "teams.csv", row: 201, column: "area_id" });
    expect(secondsOf(started)).toBeLessThan(allowedMs(10_000 * (count / 100_000)) / 1_000);
  }, 120_000);

  test("of areas in one ring are no trouble", async () => {
    const rows = Array.from({ length: count }, (_, i) => `a${i};A;a${(i + 1) % count}`);
    const { problems } = await importInto("t", csvFiles({ areas: rows }));
    expect(problems.map((problem) => problem.code)).toEqual(["areaCycle"]);
    expect(problems[0]!.sentence.da.length).toBeLessThan(500);
  }, 120_000);
});
