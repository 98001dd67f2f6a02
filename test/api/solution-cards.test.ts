import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { NewSolutionCard, SolutionCardAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { erasePerson } from "../../bot/use-cases/operations/erase-person.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
const [leader, navigator, manager] = ["mette.holm", "rasmus.dahl", "torben.kjaer"];
const demo = fileURLToPath(new URL("../../bot/local/demo", import.meta.url));
let api: FilledApi;
const { call, read } = apiClient(() => api.url);

beforeAll(async () => {
  api = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now));
});
afterAll(() => api.stop());

const card: NewSolutionCard = {
  task: "Se til borgeren i eget hjem",
  goodFor: "Korte samtaler og tilsyn",
  requestedBy: "Hjemmeplejen",
  benefits: {
    citizen: { what: "Mindre ventetid", owner: "Centerchefen", zero: "40 minutter", target: "10 minutter" },
    economy: { method: "Kørte kilometer pr. måned", on: "2027-03-01" },
  },
  drawbacks: "Kan ikke bruges, hvis borgeren ikke kan høre skærmen",
  workflow: "Besøget planlægges på ruten som de andre",
  road: "mainRoad",
  helper: "Den digitale enhed",
};
const path = (solution: string) => `/api/solution-cards/${solution}`;
const put = (solution: string, body: NewSolutionCard, { upn = navigator, version = "" } = {}) =>
  call("PUT", path(solution), upn, body, version === "" ? {} : { "If-Match": `"${version}"` });
const shown = (solution: string, upn = leader) => read<SolutionCardAnswer>(path(solution), upn);

test("is written by a navigator, read by the leader, and stays when the files come again", async () => {
  expect(await shown("skaermbesoeg")).toMatchObject({ card: null, mayWrite: false, mayDelete: false, version: "0" });
  expect((await put("skaermbesoeg", card)).status).toBe(200);
  const { benefits, road: _, ...texts } = card;
  const seen = await shown("skaermbesoeg");
  expect(seen.card).toMatchObject({ ...texts, by: "Rasmus Dahl" });
  expect(seen.card?.benefits).toMatchObject(benefits);
  expect(Object.keys(seen.card?.benefits ?? {})).toEqual(["citizen", "economy"]);
  expect([seen.mayWrite, seen.tasks]).toEqual([false, []]);
  const imported = await importDirectory({ store: api.store, tenantId: localTenant, source: demo, now, by: "system" });
  expect(imported.problems).toEqual([]);
  expect((await shown("skaermbesoeg")).card).toEqual(seen.card);
});

test("what is as the files say follows the files; what is not stands for itself", async () => {
  const before = await shown("journal", manager);
  await put("journal", { task: "Skrive én gang", benefits: {}, road: before.road, replaces: before.replaces ?? "" });
  const stored = async () => (await api.store.read(localTenant, "solutionCard", "journal"))?.value;
  expect(await stored()).toMatchObject({ road: null, replaces: null });
  const other = before.road === "mainRoad" ? "sideRoad" : "mainRoad";
  await put("journal", { task: "Skrive én gang", benefits: {}, road: other, replaces: "To skemaer på papir" });
  expect(await stored()).toMatchObject({ road: other, replaces: "To skemaer på papir" });
  expect(await shown("journal", manager)).toMatchObject({
    road: other,
    replaces: "To skemaer på papir",
    replacesByFiles: before.replaces,
  });
});

test("is offered the tasks that are there, and says which other solution solves the same", async () => {
  await put("medicindispenser", { task: "Se til borgeren", benefits: {}, road: "mainRoad" });
  const seen = await shown("medicindispenser", navigator);
  expect(seen.tasks).toEqual(["Se til borgeren", "Se til borgeren i eget hjem", "Skrive én gang"]);
  expect(seen.sameTask.map(({ id }) => id)).toEqual(["skaermbesoeg"]);
  expect((await shown("skaermbesoeg")).sameTask.map(({ id }) => id)).toEqual(["medicindispenser"]);
  expect((await shown("journal", manager)).sameTask).toEqual([]);
});

test("whoever had an older one before them is told, and nothing is lost", async () => {
  const { version } = await shown("skaermbesoeg", navigator);
  api.setNow("2026-11-19T11:00:00.000Z");
  expect((await put("skaermbesoeg", { ...card, task: "Samtale" }, { upn: manager, version })).status).toBe(200);
  const late = await put("skaermbesoeg", { ...card, task: "Noget andet" }, { version });
  expect(late.status).toBe(409);
  expect((await shown("skaermbesoeg")).card).toMatchObject({ task: "Samtale", by: "Torben Kjær" });
});

test("tells what tells who somebody is where it stands, and refuses dates that are none", async () => {
  const named: NewSolutionCard = { benefits: { staff: { owner: "0101701234" } }, road: "mainRoad" };
  const refused = await put("skaermbesoeg", named);
  expect(refused.status).toBe(422);
  expect(((await refused.json()) as { found: { field: string }[] }).found.map(({ field }) => field)).toEqual([
    "staff.owner",
  ]);
  expect((await put("skaermbesoeg", { ...card, replacesUntil: "31.2.2027" })).status).toBe(400);
});

test("is deleted with nothing in it, by whoever wrote it last as well", async () => {
  const nothing: NewSolutionCard = { benefits: {}, road: "mainRoad" };
  expect((await put("skaermbesoeg", nothing, { upn: leader })).status).toBe(403);
  expect((await put("medicindispenser", nothing)).status).toBe(200);
  expect((await shown("medicindispenser")).card).toBeNull();
  expect(await api.store.read(localTenant, "solutionCard", "medicindispenser")).toBeUndefined();
});

test("a person who is erased is on no card", async () => {
  const text = "Spørg Torben Kjær i ledelsen";
  expect((await put("journal", { helper: text, benefits: {}, road: "mainRoad", confirmed: true })).status).toBe(200);
  await erasePerson(api.store, localTenant, "torben.kjaer@havnby.example", now);
  const cards = await Promise.all(
    ["journal", "skaermbesoeg"].map((key) => api.store.read(localTenant, "solutionCard", key)),
  );
  expect(JSON.stringify(cards)).not.toMatch(/Torben/);
  expect((await shown("skaermbesoeg")).card?.by).toBe("");
});
