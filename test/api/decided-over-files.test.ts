import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type {
  AdoptionAnswer,
  CheckInsAnswer,
  DecisionItem,
  DecisionsAnswer,
  ImportAnswer,
} from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { queryAll } from "../../bot/store/store.ts";
import { apiClient } from "../support/call-api.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { openCsv, openXlsx } from "../support/open-export.ts";
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
const because = { confirmed: true, text: "Borgerne her har dosispakket medicin." };
const cell = async (team: string, solution: string, upn = manager) =>
  (await read<AdoptionAnswer>("/api/adoption?weeks=12", upn)).teams.find(({ teamId }) => teamId === team)?.solutions[
    solution
  ];
const asked = async (upn: string, team: string) =>
  (await read<CheckInsAnswer>("/api/check-ins", upn)).teams.find(({ teamId }) => teamId === team)?.checkIn?.asked ?? [];

/** The rollouts of the demo with some rows said otherwise. */
async function rolloutsFile(change: (line: string) => string): Promise<{ name: string; base64: string }> {
  const rows = ["solution_id;team_id;status;start;reason;review_on"];
  for await (const { value } of queryAll(fresh.store, localTenant, "rollout")) {
    if (value.status === "retired") continue;
    const { solutionId, teamId, status, start, reason, reviewOn } = value;
    rows.push(change([solutionId, teamId, status, start ?? "", reason ?? "", reviewOn ?? ""].join(";")));
  }
  return { name: "rollouts.csv", base64: Buffer.from(`${rows.join("\n")}\n`).toString("base64") };
}

const upload = async (change: (line: string) => string, dryRun: boolean) =>
  send<ImportAnswer>("POST", "/api/admin/import", "line.oestergaard", { files: [await rolloutsFile(change)], dryRun });

test("an agreed exception stands with reason and date wherever the cell is, and the team is asked no more", async () => {
  expect((await asked("mette.holm", "nord-dag")).map(({ solutionId }) => solutionId)).toContain("digital-traening");
  const body = { ...because, kind: "exception", solution: "digital-traening", team: "nord-dag", due: "2027-03-01" };
  expect((await call("POST", "/api/decisions", "rasmus.dahl", body)).status).toBe(403);
  expect((await call("POST", "/api/decisions", "ulla.mikkelsen", body)).status).toBe(403);
  expect((await call("POST", "/api/decisions", manager, { ...body, text: "" })).status).toBe(400);
  expect((await call("POST", "/api/decisions", manager, { ...body, due: "2026-11-19" })).status).toBe(400);
  expect((await call("POST", "/api/decisions", manager, { ...body, solution: "booking" })).status).toBe(404);
  expect((await call("POST", "/api/decisions", manager, { ...body, warning: "falling:journal" })).status).toBe(400);
  await send<DecisionItem>("POST", "/api/decisions", manager, body);
  expect(await cell("nord-dag", "digital-traening")).toMatchObject({
    status: "exception",
    agreed: { reason: because.text, reviewOn: "2027-03-01" },
  });
  // One of the files is shown with its reason and date too.
  expect(await cell("strandparken-aften", "digital-traening")).toMatchObject({
    agreed: { reason: "Træning foregår kun om dagen", reviewOn: "2027-03-01" },
  });
  expect(await cell("strandparken-dag", "digital-traening")).toMatchObject({ status: "inUse" });
  expect((await asked("mette.holm", "nord-dag")).map(({ solutionId }) => solutionId)).not.toContain("digital-traening");
  const file = await call("GET", "/api/export/adoption.csv", manager);
  const rows = openCsv(new Uint8Array(await file.arrayBuffer())).map((row) => JSON.stringify(row));
  const line = rows.find((row) => row.includes("Hjemmeplejen Nord, dag") && row.includes("Aftalt afvigelse"));
  expect(line).toContain(because.text);
  expect(line).toContain("01.03.2027");
});

test("no import touches it: a file that says something else is shown as a difference, and whoever decided is asked, once", async () => {
  const started = (line: string) =>
    line.startsWith("digital-traening;nord-dag;") ? "digital-traening;nord-dag;inUse;2025-11-03;;" : line;
  const planned = await upload(started, true);
  expect(planned.changes).toContainEqual({
    ...{ file: "rollouts", what: "decided", more: 0 },
    names: [
      "Digital træning: Hjemmeplejen Nord, dag (filen: I brug; besluttet: aftalt afvigelse, 1. marts 2027, Torben Kjær)",
    ],
  });
  await upload(started, false);
  await upload(started, false);
  expect(await cell("nord-dag", "digital-traening")).toMatchObject({ status: "exception", start: "2025-11-03" });
  const asked = [];
  for await (const { value } of queryAll(fresh.store, localTenant, "message"))
    if (value.purpose === "decisionDue") asked.push(value.recipient);
  expect(asked).toEqual(["0a7b0000-0000-4000-8000-000000000021"]);
  // A file that says the same is no difference.
  const same = (line: string) =>
    line.startsWith("digital-traening;nord-dag;")
      ? "digital-traening;nord-dag;exception;2025-11-03;Aftalt;2027-03-01"
      : line;
  expect((await upload(same, true)).changes.map(({ what }) => what)).not.toContain("decided");
});

test("when it has ended, the file's own word holds again; its text is its writer's to delete", async () => {
  const [decision] = (await read<DecisionsAnswer>("/api/decisions?q=dosispakket", manager)).items;
  if (decision === undefined) throw new Error("no decision");
  await send("PATCH", `/api/decisions/${decision.id}`, manager, { answer: "later", due: "2027-04-01" });
  expect(await cell("nord-dag", "digital-traening")).toMatchObject({ agreed: { reviewOn: "2027-04-01" } });
  await send("PATCH", `/api/decisions/${decision.id}`, manager, { answer: "deleteText" });
  expect(await cell("nord-dag", "digital-traening")).toMatchObject({ agreed: { reason: null } });
  await send("PATCH", `/api/decisions/${decision.id}`, manager, { answer: "done" });
  const after = await cell("nord-dag", "digital-traening");
  expect(after).toMatchObject({ status: "inUse" });
  expect(after).not.toHaveProperty("agreed");
});

test("what a navigator solves with an agreed exception is one, with reason and date, until the team says otherwise", async () => {
  const id = crypto.randomUUID();
  const told = { category: "equipment", detail: "access", contact: "none" };
  const about = { id, teamId: "nord-dag", solutionId: "digital-traening", told };
  await send("POST", "/api/barriers", "mette.holm", about);
  const solve = { action: "solve", resolution: "exception", until: "2027-02-01" };
  expect((await call("PATCH", `/api/barriers/${id}`, "rasmus.dahl", solve)).status).toBe(400);
  const text = "Her trænes der kun om formiddagen.";
  expect(
    (await call("PATCH", `/api/barriers/${id}`, "rasmus.dahl", { ...solve, text, until: "2026-11-19" })).status,
  ).toBe(400);
  await send("PATCH", `/api/barriers/${id}`, "rasmus.dahl", { ...solve, text });
  const agreed = { reason: text, reviewOn: "2027-02-01" };
  expect(await cell("nord-dag", "digital-traening")).toMatchObject({ status: "exception", agreed });
  expect((await asked("mette.holm", "nord-dag")).map(({ solutionId }) => solutionId)).not.toContain("digital-traening");
  const log = await read<DecisionsAnswer>("/api/decisions?q=formiddagen", manager);
  expect(log.items).toMatchObject([
    { kind: "exception", due: "2027-02-01", by: { name: "Rasmus Dahl" }, told: ["Mette Holm"], state: "open" },
  ]);
  await send("PATCH", `/api/barriers/${id}`, "mette.holm", { action: "reopen", text: "Det er ikke aftalt med os." });
  expect(await cell("nord-dag", "digital-traening")).toMatchObject({ status: "inUse" });
  expect((await read<DecisionsAnswer>("/api/decisions?q=formiddagen", manager)).items).toMatchObject([
    { state: "dropped" },
  ]);
  // Many at once, and taken back before anybody has heard of it.
  const change = { ...solve, text, confirmed: true };
  const { undo } = await send<{ undo: string }>("POST", "/api/barriers/many", "rasmus.dahl", { ids: [id], change });
  expect(await cell("nord-dag", "digital-traening")).toMatchObject({ status: "exception", agreed });
  await send("POST", "/api/barriers/many/undo", "rasmus.dahl", { undo });
  expect(await cell("nord-dag", "digital-traening")).toMatchObject({ status: "inUse" });
});

test("the old way's closing date counts down in the check-in; the nearest one holds, and a new one replaces the old", async () => {
  const body = { kind: "closing", solution: "journal", confirmed: true, text: "" };
  expect(
    (await call("POST", "/api/decisions", manager, { ...body, solution: "copilot", due: "2027-01-04" })).status,
  ).toBe(400);
  await send("POST", "/api/decisions", "anne-grethe.skov", { ...body, due: "2027-06-01" });
  await send("POST", "/api/decisions", manager, { ...body, area: "nord", due: "2027-01-10" });
  await send("POST", "/api/decisions", manager, { ...body, area: "nord", due: "2026-12-01" });
  expect(await cell("nord-dag", "journal")).toMatchObject({ oldWayEnds: "2026-12-01" });
  expect(await cell("syd-dag", "journal")).toMatchObject({ oldWayEnds: "2027-06-01" });
  expect((await asked("mette.holm", "nord-dag")).find(({ solutionId }) => solutionId === "journal")).toMatchObject({
    oldWay: { ends: "2026-12-01", days: 12 },
  });
  const log = await read<DecisionsAnswer>("/api/decisions?area=nord&solution=journal", manager);
  expect(log.items.map(({ kind, state, due }) => [kind, state, due])).toEqual([
    ["closing", "open", "2026-12-01"],
    ["closing", "dropped", "2027-01-10"],
    ["closing", "open", "2027-06-01"],
  ]);
});

test("a target stands beside the figures where it was set and below, in files too; everybody is never one", async () => {
  const targets = async (upn: string, query = "") =>
    (await read<AdoptionAnswer>(`/api/adoption?weeks=12${query}`, upn)).targets ?? [];
  expect(await targets(manager)).toEqual([]);
  const body = { kind: "target", solution: "journal", text: "", due: "2027-06-01", confirmed: true };
  for (const share of [0, 100, undefined])
    expect((await call("POST", "/api/decisions", manager, { ...body, share })).status).toBe(400);
  expect((await call("POST", "/api/decisions", manager, { ...body, share: 60, team: "nord-dag" })).status).toBe(400);
  await send("POST", "/api/decisions", manager, { ...body, share: 60 });
  await send("POST", "/api/decisions", manager, { ...body, share: 80, area: "nord" });
  const target = { solutionId: "journal", due: "2027-06-01" };
  expect(await targets(manager)).toEqual([{ ...target, share: 60, scope: "sundhed", scopeName: "Sundhed og Ældre" }]);
  expect(await targets(manager, "&area=nord")).toMatchObject([{ ...target, share: 80, scopeName: "Distrikt Nord" }]);
  expect(await targets(manager, "&area=syd")).toMatchObject([{ ...target, share: 60 }]);
  expect(await targets("anne-grethe.skov")).toEqual([]);
  expect(await targets("ulla.mikkelsen")).toEqual([]);
  const file = await call("GET", "/api/export/adoption.xlsx", manager);
  expect(JSON.stringify((await openXlsx(new Uint8Array(await file.arrayBuffer()))).Løsninger)).toContain("0.6");
});

test("what is decided about a solution or a trial is on record where it was decided", async () => {
  const doing = { kind: "doing", text: "Alle får en time på personalemødet.", due: "2026-12-10", confirmed: true };
  const made = await send<DecisionItem>("POST", "/api/decisions", manager, {
    ...doing,
    solution: "journal",
    area: "syd",
  });
  expect(made).toMatchObject({ scopeName: "Distrikt Syd", about: { kind: "solution", id: "journal" } });
  const handling = { ...doing, kind: "handling", solution: "journal" };
  expect((await call("POST", "/api/decisions", manager, handling)).status).toBe(400);
  const trial = await send<{ id: string }>("POST", "/api/trials", "rasmus.dahl", {
    ...{
      id: "0197a000-0000-7000-8000-000000000001",
      what: "Fast makker",
      teamIds: ["nord-dag"],
      solutionId: "journal",
    },
    ...{ from: "2026-11-19", to: "2026-12-17", confirmed: true },
  });
  const about = { ...doing, trial: trial.id };
  expect((await call("POST", "/api/decisions", "ulla.mikkelsen", about)).status).toBe(404);
  const decided = await send<DecisionItem>("POST", "/api/decisions", manager, about);
  // Of which team it is, the decision does not say.
  expect(decided).toMatchObject({ scopeName: "Sundhed og Ældre", about: { kind: "trial", id: trial.id } });
});
