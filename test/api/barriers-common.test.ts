import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import type { BarrierDetailAnswer, BarriersAnswer, ManyAnswer, UndoneAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { demoFolder } from "../support/bot.ts";
import { apiClient } from "../support/call-api.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// One common task of several teams: offered on each one's page, asked as one, taken back as one, and what worked is used again.

const monday = "2036-11-17T09:00:00.000Z";
const rasmus = "rasmus.dahl";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);
let ids: string[];

const told = { category: "equipment", detail: "connectivity", contact: "none" };
const teams = ["nord-dag", "nord-aften", "syd-dag"];

async function reported(teamId: string, solutionId = "skaermbesoeg"): Promise<string> {
  const id = uuid();
  await send("POST", "/api/barriers", rasmus, { id, teamId, solutionId, told });
  return id;
}

beforeAll(async () => {
  api = await startFilledApi(monday, (store) =>
    importDirectory({ store, tenantId: localTenant, source: demoFolder, now: monday, by: "system" }),
  );
  ids = [];
  for (const team of teams) ids.push(await reported(team));
}, 30_000);
afterAll(() => api.stop());

const page = (id: string, upn = rasmus) => read<BarrierDetailAnswer>(`/api/barriers/${id}`, upn);
const many = (change: object, of: readonly string[]) =>
  send<ManyAnswer>("POST", "/api/barriers/many", rasmus, { ids: of, change });
const undo = (id: string | null) => send<UndoneAnswer>("POST", "/api/barriers/many/undo", rasmus, { undo: id });
const stored = async (id: string) => (await api.store.read(localTenant, "barrier", id))!.value;

test("is offered on the page of each when the third comes, to whoever may link them", async () => {
  for (const id of ids) {
    const { common } = await page(id);
    expect(common.map((item) => item.id).toSorted()).toEqual(ids.toSorted());
  }
  expect((await page(ids[0]!, "mette.holm")).common).toEqual([]);
  // Three of one team are no common task.
  const alone = [];
  for (let n = 0; n < 3; n++) alone.push(await reported("nord-dag", "journal"));
  for (const id of alone) expect((await page(id)).common).toEqual([]);
});

test("one question goes to all of it, and is taken back from all of it", async () => {
  const [root = "", ...others] = ids;
  await many({ action: "seenBefore", sameAs: root }, ids);
  expect((await page(root)).teams).toBe(3);
  expect((await page(others[0]!)).teams).toBe(3);
  const same = await read<BarriersAnswer>(`/api/barriers?same=${root}`, rasmus);
  expect(same.items.map((item) => item.id).toSorted()).toEqual(ids.toSorted());
  const before = await Promise.all(ids.map(stored));
  const { undo: key } = await many({ action: "ask", text: "Hvornår på dagen?" }, [root]);
  expect((await Promise.all(ids.map(stored))).map(({ status }) => status)).toEqual(["asking", "asking", "asking"]);
  expect(await undo(key)).toMatchObject({ left: 0, items: { length: 3 } });
  const after = await Promise.all(ids.map(stored));
  expect(after.map(({ status, assignedTo }) => [status, assignedTo])).toEqual(
    before.map(({ status, assignedTo }) => [status, assignedTo]),
  );
  // What somebody has gone on with meanwhile stays, and is said.
  const again = await many({ action: "ask", text: "Hvornår på dagen?" }, [root]);
  await send("PATCH", `/api/barriers/${others[1]}`, rasmus, { action: "comment", text: "Ringet." });
  expect(await undo(again.undo)).toMatchObject({ left: 1, items: { length: 2 } });
});

test("what worked before is told to the team with one press, which can be taken back", async () => {
  const worked = await reported("syd-aften");
  const words = "Ny forstærker i gangen.";
  await send("PATCH", `/api/barriers/${worked}`, rasmus, { action: "solve", resolution: "fixed", text: words });
  const id = await reported("sygepleje-dag");
  const [first] = (await page(id)).similar.solved;
  expect(first).toMatchObject({ id: worked, whatWorked: words });
  const { undo: key, items } = await many({ action: "solve", resolution: "reused", text: words, confirmed: true }, [
    id,
  ]);
  expect(items).toMatchObject([{ id, status: "resolved", resolution: "reused" }]);
  await undo(key);
  expect(await stored(id)).toMatchObject({ status: "new", resolution: null, resolvedAt: null });
  const cpr = { action: "solve", resolution: "reused", text: "Som hos 111111-1118", confirmed: true };
  expect((await call("POST", "/api/barriers/many", rasmus, { ids: [id], change: cpr })).status).toBe(422);
});
