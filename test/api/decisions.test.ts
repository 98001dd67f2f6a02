import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import type { Attention, BarrierDetailAnswer, DecisionItem, DecisionsAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { apiClient } from "../support/call-api.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { openCsv } from "../support/open-export.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let fresh: FreshStore;
let api: RunningApi;
const { call, read, send } = apiClient(() => api.url);

beforeAll(async () => {
  fresh = await freshStore({ now: () => Date.parse(now) });
  await fillMunicipality(fresh.store, localTenant, now);
  api = await startApi({ store: fresh.store, now });
});
afterAll(async () => {
  await api.stop();
  await fresh.dispose();
});

const manager = "torben.kjaer";

test("a warning that is decided about rests until its date, for every manager of the area, with who and why", async () => {
  const before = await read<Attention>("/api/attention", manager);
  const [warning] = before.warnings;
  if (warning === undefined) throw new Error("no warning");
  const given = { warning: warning.id, text: "Vi øver det på næste møde.", confirmed: true };
  expect((await call("POST", "/api/decisions", manager, { ...given, kind: "handling" })).status).toBe(400);
  const body = { ...given, kind: "handling", due: "2026-12-10" };
  expect((await call("POST", "/api/decisions", "rasmus.dahl", body)).status).toBe(403);
  expect((await call("POST", "/api/decisions", manager, { ...body, text: " " })).status).toBe(400);
  const decision = await send<DecisionItem>("POST", "/api/decisions", manager, body);
  expect(decision).toMatchObject({
    ...{ kind: "handling", state: "open", due: "2026-12-10", mayAnswer: true, mayDelete: true },
    as: { area: "Sundhed og Ældre", isStandIn: false },
  });
  const after = await read<Attention>("/api/attention", manager);
  expect(after.warnings.map(({ id }) => id)).not.toContain(warning.id);
  expect(after.decided).toEqual([
    expect.objectContaining({ warning, kind: "handling", text: "Vi øver det på næste møde.", by: "Torben Kjær" }),
  ]);
  await send("PATCH", `/api/decisions/${decision.id}`, manager, { answer: "dropped", text: "Tiden var ikke til det." });
  expect((await read<Attention>("/api/attention", manager)).warnings.map(({ id }) => id)).toContain(warning.id);
});

test("the log shows what is one's own area's, is searched and narrowed down, and goes along as a file", async () => {
  const id = uuid();
  const told = { category: "equipment", detail: "access", contact: "none" };
  await send("POST", "/api/barriers", "mette.holm", { id, teamId: "nord-dag", solutionId: "journal", told });
  await send<BarrierDetailAnswer>("PATCH", `/api/barriers/${id}`, "rasmus.dahl", { action: "escalate" });
  const given = { action: "liftDo", text: "Seks nye tablets bestilles.", doer: null, until: "2026-12-11" };
  await send<BarrierDetailAnswer>("PATCH", `/api/barriers/${id}`, manager, given);
  const log = async (upn: string, query = "") =>
    (await read<DecisionsAnswer>(`/api/decisions${query}`, upn)).items.map(({ text }) => text);
  expect(await log(manager, "?q=TABLETS nord")).toEqual(["Seks nye tablets bestilles."]);
  expect(await log(manager, "?state=open&solution=journal")).toEqual(["Seks nye tablets bestilles."]);
  expect(await log(manager, "?state=done")).toEqual([]);
  expect(await log("anne-grethe.skov", "?area=sundhed&q=tablets")).toHaveLength(1);
  expect(await log("rasmus.dahl", "?q=tablets")).toHaveLength(1);
  for (const other of ["ulla.mikkelsen", "mette.holm", "nikolaj.bech"])
    expect(await log(other, "?q=tablets")).toEqual([]);
  const file = await call("GET", "/api/export/decisions.csv?q=tablets", manager);
  const rows = openCsv(new Uint8Array(await file.arrayBuffer()));
  expect(JSON.stringify(rows)).toContain("Seks nye tablets bestilles.");
  expect(JSON.stringify(rows)).toContain("Rasmus Dahl");
});

test.each([
  [{ action: "liftWait", text: "Budgettet er brugt.", until: "2026-12-11" }, "parked"],
  [{ action: "liftDecline", text: "Det er for dyrt." }, "declined"],
  [{ action: "liftTake" }, "working"],
  [{ action: "liftOn" }, "waiting"],
] as const)("a lift ends by %j", async (body, status) => {
  const id = uuid();
  const told = { category: "equipment", detail: "connectivity", contact: "none" };
  await send("POST", "/api/barriers", "mette.holm", { id, teamId: "nord-dag", solutionId: "skaermbesoeg", told });
  await send<BarrierDetailAnswer>("PATCH", `/api/barriers/${id}`, "rasmus.dahl", { action: "escalate" });
  const answer = await send<BarrierDetailAnswer>("PATCH", `/api/barriers/${id}`, manager, body);
  expect(answer.status).toBe(status);
  expect(answer.lift === null).toBe(body.action !== "liftOn");
});

test("its writer alone takes the words back; kind, dates and who stay", async () => {
  const [decision] = (await read<DecisionsAnswer>("/api/decisions?q=tablets", manager)).items;
  if (decision === undefined) throw new Error("no decision");
  const path = `/api/decisions/${decision.id}`;
  expect((await call("PATCH", path, "anne-grethe.skov", { answer: "deleteText" })).status).toBe(403);
  expect((await call("PATCH", path, "ulla.mikkelsen", { answer: "deleteText" })).status).toBe(404);
  const left = await send<DecisionItem>("PATCH", path, manager, { answer: "deleteText" });
  expect(left).toMatchObject({ text: null, isTextDeleted: true, kind: "doing", due: "2026-12-11", mayDelete: false });
  expect(left.by.name).toBe("Torben Kjær");
  // The manager above may say what became of it when asked to.
  expect(await send("PATCH", path, "anne-grethe.skov", { answer: "done" })).toMatchObject({ state: "done" });
  expect((await call("PATCH", path, manager, { answer: "later", due: "2026-12-20" })).status).toBe(409);
});
