import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { BoardViewsAnswer, ManyAnswer, UndoneAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { barrierClient, problemOf } from "../support/barrier-client.ts";
import { demoFolder } from "../support/bot.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// The same done to many at once, and taken back. The steps build on each other.

/** Ahead of the store's own clock, by which the way back is forgotten. */
const monday = "2036-11-17T09:00:00.000Z";
const rasmus = "rasmus.dahl";
let api: FilledApi;
const { call, read, send, reported, changed } = barrierClient(() => api.url);
let ids: string[];

beforeAll(async () => {
  api = await startFilledApi(monday, (store) =>
    importDirectory({ store, tenantId: localTenant, source: demoFolder, now: monday, by: "system" }),
  );
  ids = [];
  for (let n = 0; n < 4; n++) ids.push((await reported()).id);
}, 30_000);
afterAll(() => api.stop());

const many = (change: object, of: readonly string[] = ids, upn = rasmus) =>
  send<ManyAnswer>("POST", "/api/barriers/many", upn, { ids: of, change });
const undo = (id: string | null, upn = rasmus) => call("POST", "/api/barriers/many/undo", upn, { undo: id });
async function stateOf(id = ids[0] ?? "") {
  const stored = await api.store.read(localTenant, "barrier", id);
  return stored?.value;
}
async function waiting(): Promise<string[]> {
  const { items } = await api.store.query(localTenant, "message", { where: { purpose: "barrierUpdate" }, limit: 1000 });
  return items.map(({ value }) => value.dueAt ?? "none");
}

test("many are taken with one press, others hear of it half a minute later, and until then it is undone", async () => {
  const { undo: id, items, left, undoSeconds } = await many({ action: "take" });
  expect({ left, undoSeconds, taken: items.map(({ status }) => status) }).toEqual({
    left: [],
    undoSeconds: 30,
    taken: ["working", "working", "working", "working"],
  });
  expect(await waiting()).toEqual(Array.from({ length: 4 }, () => "2036-11-17T09:00:30.000Z"));
  const undone = (await (await undo(id)).json()) as UndoneAnswer;
  expect({ count: undone.items.length, left: undone.left }).toEqual({ count: 4, left: 0 });
  expect(await stateOf()).toMatchObject({ status: "new", assignedTo: null });
  expect((await stateOf())?.events.at(-1)?.did).toBe("undone");
  expect(await problemOf(await undo(id))).toEqual([404, "tooLateToUndo"]);
});

test("one that somebody else has taken is left, and said; the others are done", async () => {
  await changed(ids[1] ?? "", "camilla.noergaard", { action: "take" });
  const { left, items } = await many({ action: "take" }, ids.slice(0, 3));
  expect(left).toEqual([{ id: ids[1], because: "barrierTaken" }]);
  expect(items).toHaveLength(2);
});

test("what somebody has gone on with is not undone, nor what somebody else did", async () => {
  const { undo: id } = await many({ action: "park", until: "2036-12-01" }, ids.slice(2));
  await changed(ids[2] ?? "", rasmus, { action: "comment", text: "Ringet." });
  expect(await problemOf(await undo(id, "camilla.noergaard"))).toEqual([404, "tooLateToUndo"]);
  const undone = (await (await undo(id)).json()) as UndoneAnswer;
  expect(undone).toMatchObject({ left: 1, items: [{ id: ids[3], status: "new" }] });
  expect(await stateOf(ids[2])).toMatchObject({ status: "parked" });
});

test("linking as the same passes over the one that is named, and takes along what was linked before; undone, it stands as before", async () => {
  const [root = "", second = "", third = "", fourth = ""] = ids;
  await many({ action: "seenBefore", sameAs: second }, [third]);
  const { undo: id, items } = await many({ action: "seenBefore", sameAs: root }, [root, second, fourth]);
  expect(items.map((item) => item.id)).toEqual([second, fourth]);
  expect((await stateOf(third))?.sameAs).toBe(root);
  await undo(id);
  expect((await stateOf(second))?.sameAs).toBeNull();
  expect((await stateOf(third))?.sameAs).toBe(second);
});

test("a question is guarded once for all, and nobody does anything to what is not theirs", async () => {
  const cpr = { action: "ask", text: "Er det 111111-1118?" };
  expect(await problemOf(await call("POST", "/api/barriers/many", rasmus, { ids, change: cpr }))).toEqual([
    422,
    "personalData",
  ]);
  for (const upn of ["mette.holm", "emma.clarke", "torben.kjaer"]) {
    const { undo: id, left } = await many({ action: "take" }, ids, upn);
    expect({ id, count: left.length }).toEqual({ id: null, count: 4 });
  }
});

test("views are kept by name, one's own, and guarded", async () => {
  const views = [{ name: "Besøg i nord", filter: { area: "sundhed", visit: "true" } }];
  expect(await send("PUT", "/api/barriers/views", rasmus, { views })).toEqual({ views });
  expect(await read<BoardViewsAnswer>("/api/barriers/views", rasmus)).toEqual({ views });
  expect(await read<BoardViewsAnswer>("/api/barriers/views", "mette.holm")).toEqual({ views: [] });
  const named = { views: [{ name: "111111-1118", filter: {} }] };
  expect((await problemOf(await call("PUT", "/api/barriers/views", rasmus, named)))[1]).toBe("personalData");
});
