import { readdir, readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { importDirectory } from "../../../bot/directory/import-directory.ts";
import { readEntraFile, readKitosExport } from "../../../bot/directory/sources/source-files.ts";
import { type FreshStore, freshStore } from "../../support/fresh-store.ts";
import { planted, sourceFile } from "../../support/source-fixtures.ts";
import { csvFiles, sound } from "../directory-files.ts";

// What real systems also give and Ombord does not take: told apart by what it is, with a sentence, and nothing of it is kept.

let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

async function refusal(name: string) {
  const source = [...csvFiles(sound), { name, bytes: await readFile(sourceFile(name)) }];
  const given = { store: fresh.store, tenantId: "t", source, now: "2026-11-30T10:00:00.000Z", by: "system" };
  const { problems, counts } = await importDirectory(given);
  expect(counts).toBeNull();
  expect(await fresh.store.tenantIds()).toEqual([]);
  return problems;
}

test.each([
  ["usage.csv", "measuredUse", /målt brug/],
  ["graph-copilot-usage-D7.csv", "useOfPeople", /enkelte medarbejdere/],
  ["graph-copilot-usage-D7-concealed.csv", "useOfPeople", /også når navnene er skjult/],
  ["kitos-export-IT-Systemer-Overblik.csv", "kitosExport", /KITOS_EXPORT/],
  ["kitos-export-IT-Systemer-Overblik.xlsx", "kitosExport", /KITOS_EXPORT/],
])("%s among the files of a directory: %s", async (name, code, sentence) => {
  const problems = await refusal(name);
  expect(problems).toEqual([expect.objectContaining({ code, file: expect.stringContaining(name) })]);
  expect(problems[0]?.sentence.da).toMatch(sentence);
  const told = JSON.stringify(problems);
  for (const said of ["@", "Østergård", "E3BC9B89"]) expect(told).not.toContain(said);
  expect(told).not.toMatch(planted);
});

test.each(["usage.csv", "graph-copilot-usage-D7.csv", "graph-copilot-usage-D7-concealed.csv"])(
  "%s where a source should be lacks its columns",
  async (name) => {
    await expect(readKitosExport(sourceFile(name))).rejects.toMatchObject({ name: "SourceTrouble" });
    await expect(readEntraFile(sourceFile(name))).rejects.toMatchObject({ name: "SourceTrouble" });
  },
);

test("every fixture is tried by some test, by its name", async () => {
  const folder = new URL(".", import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".test.ts"));
  const tests = (await Promise.all(files.map((name) => readFile(new URL(name, folder), "utf8")))).join();
  for (const name of await readdir(new URL("../../fixtures/sources", folder))) expect(tests).toContain(name);
});
