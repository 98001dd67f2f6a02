import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import type { Attention, Problem, SolutionBarriers, TeamContact } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { apiClient } from "../support/call-api.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

const now = "2026-11-19T10:00:00.000Z";
/** The clock that the store forgets by. */
let storeClock = now;
let fresh: FreshStore;
let api: RunningApi;
const { call, read, send } = apiClient(() => api.url);

beforeAll(async () => {
  fresh = await freshStore({ now: () => Date.parse(storeClock) });
  await fillMunicipality(fresh.store, localTenant, now);
  api = await startApi({ store: fresh.store, now });
  for (const [teamId, isEscalated] of [
    ["nord-dag", true],
    ["syd-dag", false],
  ] as const) {
    const id = uuid();
    const reported = newBarrier(id, { teamId, solutionId: "journal", week: null }, "somebody", now);
    const value = isEscalated ? ({ ...reported, status: "waiting", resolution: "escalated" } as const) : reported;
    await fresh.store.commit(localTenant, [{ op: "create", kind: "barrier", key: id, value }]);
  }
});

afterAll(async () => {
  await api.stop();
  await fresh.dispose();
});

test.each(["mette.holm", "freja.toft", "line.oestergaard"])("nothing of the kind is shown to %s", async (upn) => {
  const nothing = {
    warnings: [],
    decided: [],
    mayDecide: false,
    dismissed: [],
    escalated: [],
    silent: [],
    exceptions: [],
    troubled: [],
  };
  expect(await read<Attention>("/api/attention", upn)).toEqual(nothing);
});

test("a manager sees what was lifted to them, in their own scope, and nobody else's", async () => {
  expect((await read<Attention>("/api/attention", "torben.kjaer")).escalated).toEqual([
    expect.objectContaining({ teamId: "nord-dag", teamName: "Hjemmeplejen Nord, dag" }),
  ]);
  expect((await read<Attention>("/api/attention", "ulla.mikkelsen")).escalated).toEqual([]);
});

test("every warning and every quiet team lies in the scope of the one who is shown it", async () => {
  const care = /^(nord|syd|sygepleje|strandparken|genoptraening)/;
  const { warnings, silent, exceptions } = await read<Attention>("/api/attention", "torben.kjaer");
  expect(warnings.length).toBeGreaterThan(0);
  for (const { teamId } of [...silent, ...exceptions]) expect(teamId).toMatch(care);
  for (const { teamIds } of warnings) for (const id of teamIds) expect(id).toMatch(care);
});

test("within an area it is about the teams there, and what is put aside there is put aside there only", async () => {
  const upn = "anne-grethe.skov";
  const inNord = await read<Attention>("/api/attention?area=sundhed", upn);
  const care = /^(nord|syd|sygepleje|strandparken|genoptraening)/;
  expect(inNord.escalated.map(({ teamId }) => teamId)).toEqual(["nord-dag"]);
  for (const { teamId } of [...inNord.silent, ...inNord.exceptions]) expect(teamId).toMatch(care);
  for (const { id, teamIds } of inNord.warnings) {
    for (const team of teamIds) expect(team).toMatch(care);
    expect(id.endsWith("@sundhed")).toBe(teamIds.length === 0);
  }
  expect((await read<Attention>("/api/attention?area=boern-unge", upn)).escalated).toEqual([]);
  const first = inNord.warnings.find(({ teamIds }) => teamIds.length === 0);
  if (first === undefined) throw new Error("no warning");
  const path = `/api/attention/${encodeURIComponent(first.id)}`;
  const body = { reason: "Aftalt", until: "2026-12-17" };
  const before = await read<Attention>("/api/attention", upn);
  expect((await call("PUT", path, upn, body)).status).toBe(404);
  const left = await send<Attention>("PUT", `${path}?area=sundhed`, upn, body);
  expect(left.dismissed.map(({ warning }) => warning.id)).toEqual([first.id]);
  expect(await read<Attention>("/api/attention", upn)).toEqual(before);
  expect((await call("GET", "/api/attention?area=atlantis", upn)).status).toBe(404);
  expect((await call("GET", "/api/attention?area=boern-unge", "torben.kjaer")).status).toBe(404);
});

test("a warning is put aside for the one who did it, until its date", async () => {
  const { warnings } = await read<Attention>("/api/attention", "anne-grethe.skov");
  const [first] = warnings;
  if (first === undefined) throw new Error("no warning");
  const path = `/api/attention/${encodeURIComponent(first.id)}`;
  const left = await send<Attention>("PUT", path, "anne-grethe.skov", {
    reason: "Ny version i januar",
    until: "2026-12-17",
  });
  expect(left.warnings).toEqual(warnings.slice(1));
  expect(left.dismissed).toEqual([{ warning: first, reason: "Ny version i januar", until: "2026-12-17" }]);
  expect((await read<Attention>("/api/attention", "rasmus.dahl")).dismissed).toEqual([]);
  api.setNow("2026-12-17T10:00:00.000Z");
  expect((await read<Attention>("/api/attention", "anne-grethe.skov")).dismissed).toEqual([]);
  api.setNow(now);
  // Why it was put aside is somebody's words: they are not kept for longer than they are needed.
  const kept = async () => (await fresh.store.query(localTenant, "dismissal")).items.length;
  // This one, and the one of the area above.
  expect(await kept()).toBe(2);
  storeClock = "2026-12-18T10:00:00.000Z";
  expect(await kept()).toBe(0);
  storeClock = now;
});

const fine = { reason: "Det er aftalt", until: "2026-12-17" };
const refused: [string, string, string, unknown, number, string][] = [
  ["somebody else's warning", "torben.kjaer", "whiteElephant:booking", fine, 404, "notFound"],
  ["a warning that is not raised", "anne-grethe.skov", "whiteElephant:atlantis", fine, 404, "notFound"],
  ["a leader, who has none", "mette.holm", "whiteElephant:booking", fine, 404, "notFound"],
  ["no reason", "anne-grethe.skov", "whiteElephant:booking", { ...fine, reason: " " }, 400, "noDismissReason"],
  [
    "a CPR number",
    "anne-grethe.skov",
    "whiteElephant:booking",
    { ...fine, reason: "111111-1118" },
    422,
    "personalData",
  ],
  [
    "an e-mail address",
    "anne-grethe.skov",
    "whiteElephant:booking",
    { ...fine, reason: "skriv til a.b@havnby.dk" },
    400,
    "personalDataWarning",
  ],
  [
    "a date that is past",
    "anne-grethe.skov",
    "whiteElephant:booking",
    { ...fine, until: "2026-11-19" },
    400,
    "dismissDate",
  ],
  [
    "a date years away",
    "anne-grethe.skov",
    "whiteElephant:booking",
    { ...fine, until: "2029-01-01" },
    400,
    "dismissDate",
  ],
  [
    "a date that does not exist",
    "anne-grethe.skov",
    "whiteElephant:booking",
    { ...fine, until: "2027-02-30" },
    400,
    "dismissDate",
  ],
];
test.each(refused)("putting aside is refused: %s", async (_, upn, id, body, status, code) => {
  const response = await call("PUT", `/api/attention/${encodeURIComponent(id)}`, upn, body);
  expect(response.status).toBe(status);
  const problem = (await response.json()) as Problem;
  expect(problem.code).toBe(code);
  expect(problem.userMessage).not.toBe("");
});

test("what is in the way of a solution is counted within the scope, without a word of what was written", async () => {
  const all = await read<SolutionBarriers>("/api/solutions/journal", "anne-grethe.skov");
  expect(all).toEqual({ barriers: [{ category: null, open: 2, closed: 0 }], trials: { running: 0, finished: 0 } });
  const own = await read<SolutionBarriers>("/api/solutions/journal", "mette.holm");
  expect(own.barriers).toEqual([{ category: null, open: 1, closed: 0 }]);
  const team = await read<SolutionBarriers>("/api/solutions/journal?team=syd-dag", "torben.kjaer");
  expect(team.barriers).toEqual([{ category: null, open: 1, closed: 0 }]);
});

test("the trials with a solution are counted within the scope, without a word of what was written", async () => {
  const trial = { what: "Antenne i bilen", solutionId: "journal", from: "2026-11-16", to: "2026-11-29" };
  for (const teamId of ["nord-dag", "syd-dag"]) {
    const body = { id: crypto.randomUUID(), teamIds: [teamId], ...trial };
    expect((await call("POST", "/api/trials", "camilla.noergaard", body)).status).toBe(200);
  }
  const trialsFor = async (path: string, upn: string) => (await read<SolutionBarriers>(path, upn)).trials;
  expect(await trialsFor("/api/solutions/journal", "torben.kjaer")).toEqual({ running: 2, finished: 0 });
  expect(await trialsFor("/api/solutions/journal", "mette.holm")).toEqual({ running: 1, finished: 0 });
  expect(await trialsFor("/api/solutions/journal?team=syd-dag", "torben.kjaer")).toEqual({ running: 1, finished: 0 });
  // That they run: when and in what area, never which team, and nothing of what was written until it is shared.
  const seen = async () => (await read<SolutionBarriers>("/api/solutions/journal", "torben.kjaer")).tried ?? [];
  const [first, second] = await seen();
  const running = { kind: null, from: "2026-11-16", to: "2026-11-29", state: "running", learned: null };
  expect([first, second].map((one) => ({ ...one, id: "", area: one?.area }))).toEqual([
    { ...running, id: "", area: "Hjemmepleje og Sygepleje" },
    { ...running, id: "", area: "Hjemmepleje og Sygepleje" },
  ]);
  expect(JSON.stringify(await seen())).not.toMatch(/Antenne|nord-dag|syd-dag/);
  expect((await read<SolutionBarriers>("/api/solutions/journal?team=syd-dag", "torben.kjaer")).tried).toBeUndefined();
  const finish = { action: "finish", learned: "I Hjemmeplejen Nord, dag hjalp det.", worked: "yes", confirmed: true };
  const path = `/api/trials/${first?.id}`;
  expect((await call("PATCH", path, "camilla.noergaard", finish)).status).toBe(200);
  expect((await seen()).map(({ learned }) => learned)).toEqual([null, null]);
  expect((await call("PATCH", path, "camilla.noergaard", { action: "share", shareable: true })).status).toBe(200);
  const shared = (await seen()).find(({ id }) => id === first?.id);
  expect(shared).toMatchObject({ state: "finished" });
  expect(shared?.learned).toContain("hjalp det.");
  expect(shared?.learned).not.toContain("Nord");
});

test.each([
  ["/api/solutions/journal", "ulla.mikkelsen", 200],
  ["/api/solutions/digital-traening", "ulla.mikkelsen", 404],
  ["/api/solutions/journal?team=regnbuen", "torben.kjaer", 404],
  ["/api/solutions/journal?team=syd-dag", "mette.holm", 404],
  ["/api/solutions/atlantis", "anne-grethe.skov", 404],
  ["/api/solutions/journal", "line.oestergaard", 404],
])("%s as %s answers %i", async (path, upn, status) => {
  expect((await call("GET", path, upn)).status).toBe(status);
});

test("which teams have something in the way is told to whoever looks after them, as ids and nothing more", async () => {
  expect((await read<Attention>("/api/attention", "anne-grethe.skov")).troubled).toContain("nord-dag");
  expect((await read<Attention>("/api/attention", "ulla.mikkelsen")).troubled).not.toContain("nord-dag");
  expect((await read<Attention>("/api/attention?area=syd", "torben.kjaer")).troubled).toEqual(["syd-dag"]);
});

test("a team says where it lies, and who leads it, stands in and helps", async () => {
  const { name, areas, holders } = await read<TeamContact>("/api/teams/nord-dag", "torben.kjaer");
  expect(name).toBe("Hjemmeplejen Nord, dag");
  expect(areas.map(({ id }) => id)).toEqual(["sundhed", "hjemmepleje", "nord"]);
  expect(holders.map(({ role, upn }) => `${role} ${upn.split("@")[0]}`)).toEqual([
    "leader mette.holm",
    "standIn freja.toft",
    "navigator camilla.noergaard",
  ]);
});
