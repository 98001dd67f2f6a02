import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type FileName, fileColumns } from "../../bot/directory/files.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import type { DirectorySource } from "../../bot/directory/source.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { csvFiles, ids, sound } from "./directory-files.ts";

let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

test("a directory that comes from no file is imported as files are, and told of in the same words", async () => {
  const request = { store: fresh.store, now: "2026-11-21T10:00:00.000Z", by: ids.bo };
  const files = await importDirectory({ ...request, tenantId: "files", source: csvFiles(sound) });
  expect(files.problems).toEqual([]);
  expect(await importDirectory({ ...request, tenantId: "register", source: registerOf(sound) })).toEqual(files);
  const broken = { ...sound, teams: ["north-day;Nord, dag;south"] };
  const { counts, problems } = await importDirectory({ ...request, tenantId: "broken", source: registerOf(broken) });
  expect(counts).toBeNull();
  expect(problems[0]).toMatchObject({ file: "register/teams", row: 2, column: "area_id" });
});

/** A system that knows the organisation, and has no files. */
function registerOf(lines: Record<FileName, string[]>): DirectorySource {
  const named = Object.entries(lines) as [FileName, string[]][];
  return {
    read: async () => ({
      given: new Set(named.map(([name]) => name)),
      readable: named.map(([name, rows]) => ({
        name,
        file: `register/${name}`,
        header: [...fileColumns[name]],
        rows: rows.map((cells, index) => ({ row: index + 2, cells: cells.split(";") })),
      })),
    }),
  };
}
