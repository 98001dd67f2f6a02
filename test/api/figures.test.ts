import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import type { AdoptionAnswer, CausesAnswer, LevelsAnswer, SolutionBarriers } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { openCsv } from "../support/open-export.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);

const care = ["nord-dag", "nord-aften", "syd-dag", "syd-aften", "sygepleje-dag", "sygepleje-aften"];
const told: Pick<Barrier, "teamId" | "category" | "detail">[] = [
  ...care.map((teamId) => ({ teamId, category: "skills", detail: "training" }) as const),
  { teamId: "nord-dag", category: "equipment", detail: "device" },
  { teamId: "syd-dag", category: "citizen", detail: "citizen" },
  { teamId: "syd-aften", category: null, detail: null },
  { teamId: "indskoling", category: "skills", detail: "training" },
];

beforeAll(async () => {
  api = await startFilledApi(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    for (const { teamId, ...cause } of told) {
      const about = { teamId, solutionId: "journal", week: null };
      const value: Barrier = { ...newBarrier(uuid(), about, "somebody", now), ...cause };
      await store.commit(localTenant, [{ op: "create", kind: "barrier", key: value.id, value }]);
    }
  });
});

afterAll(() => api.stop());

test("no figure tells a manager that a leader asked for help about a citizen, on any page and whatever is subtracted", async () => {
  const asked = [
    "/api/solutions/journal",
    "/api/solutions/journal?team=syd-dag",
    "/api/causes",
    "/api/causes?area=syd",
  ];
  for (const path of asked) {
    for (const upn of ["torben.kjaer", "anne-grethe.skov"]) {
      const said = JSON.stringify(await read(path, upn));
      expect([path, upn, said.includes("citizen")]).toEqual([path, upn, false]);
    }
  }
  const ofTeam = await read<SolutionBarriers>("/api/solutions/journal?team=syd-dag", "torben.kjaer");
  // It is counted with what nobody has described: the sum is that of every other figure.
  expect(ofTeam.barriers.map(({ category, open }) => [category, open])).toEqual([
    ["skills", 1],
    [null, 1],
  ]);
  const ofHelper = await read<SolutionBarriers>("/api/solutions/journal?team=syd-dag", "camilla.noergaard");
  expect(ofHelper.barriers.map(({ category }) => category)).toContain("citizen");
});

test("what is aimed for stands with the picture of the solution where it holds", async () => {
  const targetsIn = async (query: string) =>
    (await read<LevelsAnswer>(`/api/levels?${query}`, "torben.kjaer")).solutions.map(({ id, target }) => [id, target]);
  expect(await targetsIn("solution=journal")).toEqual([["journal", undefined]]);
  const body = { kind: "target", solution: "journal", text: "", share: 60, due: "2027-06-01", confirmed: true };
  await send("POST", "/api/decisions", "torben.kjaer", { ...body, area: "nord" });
  const target = { share: 60, due: "2027-06-01", scopeName: "Distrikt Nord" };
  expect(await targetsIn("solution=journal&area=nord")).toEqual([["journal", target]]);
  expect(await targetsIn("area=nord")).toContainEqual(["journal", target]);
  expect(await targetsIn("area=syd")).toContainEqual(["journal", undefined]);
  // To whoever is above it is of a part, with its name; in the files it stands with each of its teams.
  const above = await read<AdoptionAnswer>("/api/adoption?weeks=12", "anne-grethe.skov");
  expect([above.targets, above.partTargets]).toEqual([
    undefined,
    [{ solutionId: "journal", scope: "nord", share: 60, due: "2027-06-01", scopeName: "Distrikt Nord" }],
  ]);
  const file = await call("GET", "/api/export/adoption.csv", "anne-grethe.skov");
  const rows = openCsv(Buffer.from(await file.arrayBuffer()));
  const aims = rows
    .filter((row) => row.Mål !== "")
    .map((row) => [row.Team, row.Mål, row["Målet nås senest"], row["Målet gælder"]]);
  expect(aims).toEqual(
    ["Hjemmeplejen Nord, aften", "Hjemmeplejen Nord, dag"].map((team) => [team, "0,6", "01.06.2027", "Distrikt Nord"]),
  );
  // All the teams that have the medicine robot lie there: it is what is aimed for with it.
  await send("POST", "/api/decisions", "torben.kjaer", { ...body, solution: "medicindispenser", area: "hjemmepleje" });
  const [robot] = (await read<LevelsAnswer>("/api/levels?solution=medicindispenser", "anne-grethe.skov")).solutions;
  expect(robot?.target?.scopeName).toBe("Hjemmepleje og Sygepleje");
});

test("a manager sees the common cause across solutions, and nothing that few teams stand behind", async () => {
  const answer = await read<CausesAnswer>("/api/causes", "torben.kjaer");
  expect(answer).toMatchObject({ teams: 9, reporting: 6, limit: 5 });
  expect(answer.causes).toEqual([
    { category: "skills", detail: null, reported: 6, open: 6, teams: 6 },
    { category: "skills", detail: "training", reported: 6, open: 6, teams: 6 },
    // One each of three other things, of which one is a citizen.
    { category: null, detail: null, reported: 3, open: 3, teams: 3 },
  ]);
  const all = await read<CausesAnswer>("/api/causes", "camilla.noergaard");
  expect(all.limit).toBe(1);
  expect(all.causes[1]).toEqual({ category: "skills", detail: "training", reported: 6, open: 6, teams: 6 });
  expect(all.causes.map(({ category }) => category)).toContain("citizen");
});

test("areas stand beside each other by what is in the way, the small ones together", async () => {
  const answer = await read<CausesAnswer>("/api/causes", "anne-grethe.skov");
  const [home, rest] = answer.areas;
  expect(home).toMatchObject({ id: "sundhed", teams: 6, reported: 9 });
  // The one report of the other area would be what is left when those of the first are taken from all: neither is told.
  expect([home?.byCategory, rest?.byCategory]).toEqual([{}, {}]);
  expect(rest).toMatchObject({ id: null, reported: 1 });
  expect(answer.areas.reduce((sum, { reported }) => sum + reported, 0)).toBe(told.length);
  expect((await call("GET", "/api/causes?area=boern-unge", "torben.kjaer")).status).toBe(404);
  expect((await call("GET", "/api/causes?area=atlantis", "torben.kjaer")).status).toBe(404);
});

test("the levels of a solution week by week end with those of the overview, with what was decided and tried marked on them", async () => {
  const upn = "torben.kjaer";
  const trial = { what: "Antenne", solutionId: "journal", teamIds: ["nord-dag"], from: "2026-11-02", to: "2026-11-29" };
  expect((await call("POST", "/api/trials", "camilla.noergaard", { id: uuid(), ...trial })).status).toBe(200);
  const { warnings } = await read<{ warnings: { id: string; solutionId: string }[] }>("/api/attention", upn);
  const [warning] = warnings;
  if (warning === undefined) throw new Error("no warning");
  const due = "2026-12-10";
  await send("POST", "/api/decisions", upn, { warning: warning.id, kind: "handling", text: "Jeg ringer rundt", due });
  const answer = await read<LevelsAnswer>(`/api/levels?solution=${warning.solutionId}`, upn);
  const screen = await read<AdoptionAnswer>("/api/adoption?weeks=12", upn);
  const spread = screen.summary.solutions[warning.solutionId];
  expect(answer.weeks).toHaveLength(52);
  const [only] = answer.solutions;
  for (const [level, count] of Object.entries(spread?.levels ?? {})) {
    expect(only?.levels[level as "routine"].at(-1)).toBe(count);
  }
  expect(answer.marks).toContainEqual({
    kind: "decided",
    week: "2026-W47",
    date: "2026-11-19",
    decision: "handling",
    state: "open",
  });
  // A date ahead is told before its week is one of the weeks.
  expect(answer.weeks.at(-1)).toBe("2026-W47");
  expect(answer.marks.at(-1)).toEqual({
    ...{ kind: "due", week: "2026-W50", date: due, decision: "handling", state: "open" },
  });
  expect(answer.marks.some((mark) => mark.kind === "holiday" && mark.names.includes("Skærtorsdag"))).toBe(true);
  const ofJournal = await read<LevelsAnswer>("/api/levels?solution=journal", upn);
  expect(ofJournal.marks.filter(({ kind }) => kind === "trial")).toEqual([
    {
      kind: "trial",
      week: "2026-W45",
      untilWeek: "2026-W48",
      date: "2026-11-02",
      until: "2026-11-29",
      state: "running",
    },
  ]);
  const inArea = await read<LevelsAnswer>("/api/levels?area=nord&weeks=12", upn);
  expect(inArea.solutions.length).toBeGreaterThan(1);
  expect(inArea.marks).toEqual([]);
  expect((await call("GET", "/api/levels?solution=atlantis", upn)).status).toBe(404);
  expect((await call("GET", "/api/levels?area=boern-unge", upn)).status).toBe(404);
});
