import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { BarrierChange, BarrierDetailAnswer, BarrierReport } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { barrierClient, problemOf, reportOf } from "../support/barrier-client.ts";
import { demoFolder, mette } from "../support/bot.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const monday = "2026-11-16T09:00:00.000Z";
let api: FilledApi;
const { call, read, send, reported, change, changed, seenBy } = barrierClient(() => api.url);

beforeEach(async () => {
  api = await startFilledApi(monday, (store) =>
    importDirectory({ store, tenantId: localTenant, source: demoFolder, now: monday, by: "system" }),
  );
});

afterEach(() => api.stop());

// What each person may do with a barrier of Hjemmeplejen Nord, dag, before and after it is lifted to the managers.
const team = "answer comment confirm reopen";
const helper = "see take ask answer comment assign startTrial wait postpone park escalate solve seenBefore decline";
/** Once it is lifted; whoever has nobody above lifts nothing further. */
const decider = "ask answer comment liftDo liftWait liftDecline liftTake";
const people: [role: string, upn: string, before: string | null, lifted: string | null][] = [
  ["its leader", "mette.holm", team, team],
  ["its stand-in", "freja.toft", team, team],
  ["the leader of the evening shift", "jonas.krogh", null, null],
  ["a leader of another area", "emma.clarke", null, null],
  ["a navigator of everything", "rasmus.dahl", helper, helper],
  ["a navigator of the area", "camilla.noergaard", helper, helper],
  ["a navigator of another area", "nikolaj.bech", null, null],
  ["the manager of the area", "torben.kjaer", null, `${decider} liftOn`],
  ["a manager of everything", "anne-grethe.skov", null, decider],
  ["a manager of another area", "ulla.mikkelsen", null, null],
  ["an administrator", "line.oestergaard", null, null],
];

describe.each(people)("%s (%s)", (_, upn, before, lifted) => {
  test.each([
    ["as it was reported", before],
    ["once it is lifted", lifted],
  ])("%s", async (state, allowed) => {
    const barrier = await reported();
    const { id } = barrier;
    if (state === "once it is lifted") await changed(id, "rasmus.dahl", { action: "escalate" });
    expect(await seenBy(upn)).toEqual(allowed === null ? [] : [id]);
    const unknown = crypto.randomUUID();
    const real = await call("GET", `/api/barriers/${id}`, upn);
    if (allowed === null) {
      const guessed = await call("GET", `/api/barriers/${unknown}`, upn);
      expect([real.status, await real.text()]).toEqual([guessed.status, await guessed.text()]);
      expect(real.status).toBe(404);
    } else {
      const { may } = (await real.json()) as BarrierDetailAnswer;
      expect(may.every((action) => allowed.split(" ").includes(action))).toBe(true);
    }
    for (const body of everyChange) {
      const response = await change(id, upn, body);
      const answer = await problemOrOk(response);
      if (allowed === null) expect([body.action, answer]).toEqual([body.action, "404 notFound"]);
      else if (!allowed.split(" ").includes(body.action)) {
        expect([body.action, answer]).toEqual([body.action, "403 forbidden"]);
      } else expect([body.action, answer]).not.toEqual([body.action, "403 forbidden"]);
    }
  });
});

const everyChange: BarrierChange[] = [
  { action: "see" },
  { action: "comment", text: "Set" },
  { action: "take" },
  { action: "ask", text: "Hvornår?" },
  { action: "answer", text: "Om aftenen" },
  { action: "assign", to: null },
  { action: "wait" },
  { action: "postpone", until: "2026-12-24" },
  { action: "park", until: "2026-12-24" },
  { action: "escalate" },
  { action: "seenBefore", sameAs: crypto.randomUUID() },
  { action: "solve", resolution: "fixed" },
  { action: "confirm" },
  { action: "reopen" },
  { action: "decline", text: "Den udfases" },
];

async function problemOrOk(response: Response): Promise<string> {
  if (response.status === 200) return "200";
  const [status, code] = await problemOf(response);
  return `${status} ${code}`;
}

test("a barrier of another municipality does not exist, whatever its id", async () => {
  const id = crypto.randomUUID();
  const foreign = newBarrier(id, { teamId: "nord-dag", solutionId: "skaermbesoeg", week: null }, mette, monday);
  await api.store.commit("another-tenant", [{ op: "create", kind: "barrier", key: id, value: foreign }]);
  for (const upn of ["mette.holm", "rasmus.dahl", "anne-grethe.skov"]) {
    expect((await call("GET", `/api/barriers/${id}`, upn)).status).toBe(404);
    expect(await problemOf(await change(id, upn, { action: "take" }))).toEqual([404, "notFound"]);
    expect(await seenBy(upn)).toEqual([]);
  }
});

test("nobody gets in without saying who they are", async () => {
  for (const [method, path] of [
    ["GET", "/api/barriers"],
    ["POST", "/api/barriers"],
    ["GET", "/api/barriers/figures"],
    ["PATCH", `/api/barriers/${crypto.randomUUID()}`],
    ["GET", "/api/trials"],
    ["GET", "/api/trials/shared"],
  ] as const) {
    expect((await call(method, path, null, method === "GET" ? undefined : {})).status).toBe(401);
  }
});

describe("reporting", () => {
  test("twice with the same id stores it once", async () => {
    const body = reportOf();
    await send("POST", "/api/barriers", "mette.holm", body);
    await send("POST", "/api/barriers", "mette.holm", body);
    expect(await seenBy("mette.holm")).toEqual([body.id]);
    const { items } = await api.store.query(localTenant, "message", { where: { purpose: "barrierNew" } });
    expect(items).toHaveLength(1);
  });

  test("somebody else's id answers like a team that is not theirs", async () => {
    const { id } = await reported();
    const again = await call("POST", "/api/barriers", "jonas.krogh", reportOf({ id, teamId: "nord-aften" }));
    const foreign = await call("POST", "/api/barriers", "jonas.krogh", reportOf());
    expect(await problemOf(again)).toEqual([404, "notFound"]);
    expect(await problemOf(foreign)).toEqual([404, "notFound"]);
  });

  test("a CPR number is refused before anything is stored, and is in no log", async () => {
    const body = reportOf({
      told: {
        category: "equipment",
        detail: "fault",
        contact: "none",
        consequence: "Hos 111111-1118",
        confirmed: true,
      },
    });
    expect(await problemOf(await call("POST", "/api/barriers", "mette.holm", body))).toEqual([422, "personalData"]);
    expect(await seenBy("mette.holm")).toEqual([]);
    expect(api.logged.join("")).not.toContain("1118");
  });

  test("what may show who somebody is needs a confirmation", async () => {
    const told = { ...reportOf().told, consequence: "Ring 12 34 56 78" } as NonNullable<BarrierReport["told"]>;
    const body = reportOf({ told });
    const asked = await call("POST", "/api/barriers", "mette.holm", body);
    expect(await problemOf(asked)).toEqual([400, "personalDataWarning"]);
    await send("POST", "/api/barriers", "mette.holm", { ...body, told: { ...told, confirmed: true } });
  });

  test.each([
    ["no body", undefined],
    ["an id that is none", { ...reportOf(), id: "1" }],
    ["a detail of another category", reportOf({ told: { category: "skills", detail: "access", contact: "none" } })],
    ["a team that is a number", { ...reportOf(), teamId: 7 }],
    ["a text that is an object", { ...reportOf(), told: { ...reportOf().told, consequence: {} } }],
  ])("%s is refused", async (_, body) => {
    const response = await call("POST", "/api/barriers", "mette.holm", body ?? "");
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
  });
});

describe("changing", () => {
  test("an old version is a conflict, and nothing is overwritten", async () => {
    const { id, version } = await reported();
    expect((await change(id, "rasmus.dahl", { action: "comment", text: "Ringet" }, version)).status).toBe(200);
    const old = await change(id, "camilla.noergaard", { action: "wait" }, version);
    expect(await problemOf(old)).toEqual([409, "conflict"]);
    expect((await read<BarrierDetailAnswer>(`/api/barriers/${id}`, "rasmus.dahl")).status).toBe("new");
  });

  test("one of two who take it at once has it", async () => {
    const { id } = await reported();
    const answers = await Promise.all([
      change(id, "rasmus.dahl", { action: "take" }),
      change(id, "camilla.noergaard", { action: "take" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused === undefined ? null : (await problemOf(refused))[1]).toBe("barrierTaken");
  });

  test("the whole loop leaves a timeline that says who did what, in order", async () => {
    const { id } = await reported();
    await changed(id, "rasmus.dahl", { action: "take" });
    await changed(id, "rasmus.dahl", { action: "ask", text: "Hvornår?" });
    await changed(id, "mette.holm", { action: "answer", text: "Om aftenen" });
    await changed(id, "rasmus.dahl", { action: "solve", resolution: "fixed", text: "Ny forstærker" });
    await changed(id, "mette.holm", { action: "reopen", text: "Ikke i kælderen" });
    await changed(id, "rasmus.dahl", { action: "solve", resolution: "fixed" });
    const done = await changed(id, "mette.holm", { action: "confirm" });
    expect(done).toMatchObject({ status: "confirmed", may: [], closedAt: monday });
    expect(done.events.map(({ by, did, status }) => `${by?.name.split(" ")[0]} ${did} ${status ?? ""}`.trim())).toEqual(
      [
        "Mette reported new",
        "Mette described",
        "Rasmus assigned working",
        "Rasmus question asking",
        "Mette answer working",
        "Rasmus status resolved",
        "Mette status working",
        "Rasmus status resolved",
        "Mette status confirmed",
      ],
    );
    const closed = await change(id, "rasmus.dahl", { action: "comment", text: "Godt" });
    expect(await problemOf(closed)).toEqual([409, "barrierClosed"]);
  });

  test("it is given only to a navigator who has the area", async () => {
    const { id, assignable } = await read<BarrierDetailAnswer>(`/api/barriers/${(await reported()).id}`, "rasmus.dahl");
    expect(assignable.map(({ name }) => name).sort()).toEqual(["Camilla Nørgaard", "Rasmus Dahl"]);
    const camilla = assignable.find(({ name }) => name.startsWith("Camilla"))?.id ?? "";
    expect(await changed(id, "rasmus.dahl", { action: "assign", to: camilla })).toMatchObject({ status: "seen" });
    const nikolaj = "0a7b0000-0000-4000-8000-000000000018";
    const refused = await change(id, "rasmus.dahl", { action: "assign", to: nikolaj });
    expect(await problemOf(refused)).toEqual([400, "notANavigator"]);
  });

  test("links never make chains, and go only to what the person may see", async () => {
    const [first, second, third] = [await reported(), await reported(), await reported()];
    const foreign = await reported("pia.vestergaard", { teamId: "regnbuen", solutionId: "booking" });
    await changed(second.id, "camilla.noergaard", { action: "seenBefore", sameAs: first.id });
    expect(await changed(third.id, "camilla.noergaard", { action: "seenBefore", sameAs: second.id })).toMatchObject({
      sameAs: first.id,
    });
    const circle = await change(first.id, "camilla.noergaard", { action: "seenBefore", sameAs: third.id });
    expect(await problemOf(circle)).toEqual([400, "sameBarrier"]);
    const unseen = await change(first.id, "camilla.noergaard", { action: "seenBefore", sameAs: foreign.id });
    expect(await problemOf(unseen)).toEqual([404, "notFound"]);
    await changed(second.id, "camilla.noergaard", { action: "solve", resolution: "fixed", text: "Ny mast" });
    for (const { id } of [first, second, third]) {
      expect(await read<BarrierDetailAnswer>(`/api/barriers/${id}`, "mette.holm")).toMatchObject({
        status: "resolved",
      });
    }
  });
});
