import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";

let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

test("the demo municipality imports", async () => {
  const r = await importDirectory({
    store: fresh.store,
    tenantId: "t",
    source: "bot/local/demo",
    now: "2026-11-21T10:00:00.000Z",
    by: "system",
  });
  expect(r.problems).toEqual([]);
});
