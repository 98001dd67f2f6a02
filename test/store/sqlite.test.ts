import { afterEach, expect, test } from "@jest/globals";
import { Conflict } from "../../bot/store/store.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";

let fresh: FreshStore;
afterEach(() => fresh.dispose());

const area = { id: "care", name: "Sundhed", parentAreaId: null };

test("what one connection commits, another reads", async () => {
  fresh = await freshSqlite();
  const [etag] = await fresh.store.commit("a", [{ op: "create", kind: "area", key: "care", value: area }]);
  const other = await fresh.again();
  expect(await other.read("a", "area", "care")).toEqual({ kind: "area", key: "care", etag, value: area });
  expect(await other.read("b", "area", "care")).toBeUndefined();
});

test("a document is created once", async () => {
  fresh = await freshSqlite();
  const create = () => fresh.store.commit("a", [{ op: "create", kind: "area", key: "care", value: area }]);
  await create();
  await expect(create()).rejects.toThrow(Conflict);
});
