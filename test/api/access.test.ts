import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import { loadConfig, localTenant } from "../../bot/config.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import { newTrial } from "../../bot/domain/trial.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { startApi } from "../support/start-api.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
const otherTenant = "00000000-0000-4000-8000-0000000000ff";
const barrier = uuid();
const lifted = uuid();
const citizen = uuid();
const foreign = uuid();
const trial = uuid();
let api: FilledApi;
const { call } = apiClient(() => api.url);

beforeAll(async () => {
  api = await startFilledApi(now, async (store) => {
    for (const tenant of [localTenant, otherTenant]) await fillMunicipality(store, tenant, now);
    const about = { teamId: "nord-dag", solutionId: "journal", week: null };
    const values = [
      [localTenant, newBarrier(barrier, about, "somebody", now)],
      [localTenant, { ...newBarrier(lifted, about, "somebody", now), escalatedAt: now }],
      [otherTenant, newBarrier(foreign, about, "somebody", now)],
    ] as const;
    for (const [tenant, value] of values) {
      await store.commit(tenant, [{ op: "create", kind: "barrier", key: value.id, value }]);
    }
    const given = { id: citizen, teamId: "nord-dag", solutionId: null, reasons: ["noMitId" as const], instead: [] };
    const value = newCitizenCase({ ...given, outcome: "open", note: null, followUpOn: null }, "somebody", now);
    await store.commit(localTenant, [{ op: "create", kind: "citizenCase", key: citizen, value }]);
    for (const [tenant, key] of [
      [localTenant, trial],
      [otherTenant, foreign],
    ] as const) {
      const tried = { what: "Antenne i bilen", teamIds: ["nord-dag"], solutionId: "journal", barrierId: null };
      const dates = { citizenReason: null, from: "2026-11-16", to: "2026-11-29", hope: null };
      const started = newTrial({ id: key, ...tried, ...dates }, "somebody", now);
      await store.commit(tenant, [{ op: "create", kind: "trial", key, value: started }]);
    }
  });
});

afterAll(() => api.stop());

/** Own leader, own and foreign navigator, own and foreign manager, administrator, a stranger to the directory, nobody. */
const people = [
  "mette.holm",
  "rasmus.dahl",
  "nikolaj.bech",
  "torben.kjaer",
  "ulla.mikkelsen",
  "line.oestergaard",
  "nobody",
  null,
] as const;
const everybody = [200, 200, 200, 200, 200, 200, 403, 401];
const adminOnly = [404, 404, 404, 404, 404, 200, 403, 401];
const nowhere = [404, 404, 404, 404, 404, 404, 403, 401];
const newCase = { teamId: "nord-dag", reasons: ["noMitId"], instead: ["phone"], outcome: "open" };
const newBarrierBody = {
  teamId: "nord-dag",
  solutionId: "journal",
  told: { category: "equipment", detail: "access", contact: "none" },
};

const newTrialBody = { what: "En uge med makker", teamIds: ["nord-dag"], from: "2026-11-19", to: "2026-11-26" };
const criteriaBody = { digital: "Borgeren er tryg ved skærmen", since: "2026-11-19", principles: ["alternatives"] };
const cardBody = { task: "Medicin til tiden", benefits: {}, road: "mainRoad" };
const screeningBody = {
  ...{ about: "barrier", aboutId: barrier, personalData: "none" },
  ...{ question: "Må vi gemme billedet?", due: "2026-11-29" },
};
const studyBody = { teamId: "nord-dag", on: "2026-11-19", idea: "Vis det to gange", shareable: true };
const noAmbition = { answers: {}, shared: false, draft: true, targets: {} };
const aside = { reason: "Aftalt", until: "2026-12-17" };

const table: [method: string, path: string, body: unknown, statuses: number[]][] = [
  ["GET", "/api/me", undefined, everybody],
  ["GET", "/api/first-view", undefined, everybody],
  ["GET", "/api/check-ins", undefined, everybody],
  ["GET", "/api/adoption", undefined, everybody],
  ["GET", "/api/adoption?area=nord", undefined, [200, 200, 404, 200, 404, 404, 403, 401]],
  ["GET", "/api/attention", undefined, everybody],
  ["GET", "/api/inclusion", undefined, everybody],
  ["GET", "/api/citizen-cases", undefined, everybody],
  ["GET", "/api/barriers", undefined, everybody],
  ["GET", "/api/trials", undefined, everybody],
  ["GET", "/api/trials/shared", undefined, everybody],
  ["GET", "/api/learnings", undefined, everybody],
  ["GET", "/api/learnings/file", undefined, everybody],
  ["GET", "/api/barriers/choices", undefined, everybody],
  ["GET", "/api/barriers/figures", undefined, everybody],
  ["GET", "/api/barriers/figures?area=nord", undefined, [200, 200, 404, 200, 404, 404, 403, 401]],
  ["GET", "/api/attention?area=nord", undefined, [200, 200, 404, 200, 404, 200, 403, 401]],
  ["GET", "/api/solutions/journal?team=nord-dag", undefined, [200, 200, 404, 200, 404, 404, 403, 401]],
  ["GET", "/api/levels?area=nord", undefined, [200, 200, 404, 200, 404, 404, 403, 401]],
  ["GET", "/api/causes?area=nord", undefined, [200, 200, 404, 200, 404, 404, 403, 401]],
  ["GET", "/api/teams/nord-dag", undefined, [200, 200, 404, 200, 404, 404, 403, 401]],
  ["PUT", "/api/attention/falling:nowhere", aside, nowhere],
  ["PUT", "/api/ambition", noAmbition, [200, 403, 403, 403, 403, 403, 403, 401]],
  ["PUT", "/api/reflection", { steps: {}, practise: "" }, [403, 403, 403, 200, 200, 403, 403, 401]],
  ["GET", "/api/reflection", undefined, everybody],
  ["POST", "/api/trials", newTrialBody, [403, 200, 403, 403, 403, 403, 403, 401]],
  [
    "PATCH",
    `/api/trials/${trial}`,
    { action: "change", what: "Antenne", to: "2026-11-30" },
    [403, 200, 404, 404, 404, 404, 403, 401],
  ],
  ["PATCH", `/api/trials/${foreign}`, { action: "cancel" }, nowhere],
  ["PATCH", `/api/trials/${uuid()}`, { action: "cancel" }, nowhere],
  ["GET", "/api/ambition", undefined, everybody],
  ["GET", "/api/absence", undefined, everybody],
  ["PUT", "/api/absence", { kind: "back" }, everybody],
  [`GET`, `/api/barriers/${barrier}`, undefined, [200, 200, 404, 404, 404, 404, 403, 401]],
  ["GET", `/api/barriers/${lifted}`, undefined, [200, 200, 404, 200, 404, 404, 403, 401]],
  ["GET", `/api/barriers/${foreign}`, undefined, nowhere],
  ["GET", `/api/barriers/${uuid()}`, undefined, nowhere],
  ["PATCH", `/api/barriers/${foreign}`, { action: "take" }, nowhere],
  ["PATCH", `/api/citizen-cases/${citizen}`, { outcome: "hybrid" }, [200, 200, 404, 404, 404, 404, 403, 401]],
  ["PATCH", `/api/citizen-cases/${foreign}`, { outcome: "hybrid" }, nowhere],
  ["GET", "/api/criteria", undefined, [200, 200, 200, 200, 200, 404, 403, 401]],
  ["PUT", "/api/criteria/journal/nord", criteriaBody, [403, 200, 403, 200, 403, 404, 403, 401]],
  ["PUT", "/api/criteria/journal/nowhere", criteriaBody, nowhere],
  ["GET", "/api/solution-cards/digital-traening", undefined, [200, 200, 404, 200, 404, 404, 403, 401]],
  ["PUT", "/api/solution-cards/digital-traening", cardBody, [403, 200, 404, 200, 404, 404, 403, 401]],
  ["PUT", "/api/solution-cards/nowhere", cardBody, nowhere],
  ["GET", "/api/screenings", undefined, everybody],
  [`GET`, `/api/screenings?about=barrier&id=${barrier}`, undefined, everybody],
  ["POST", "/api/screenings", screeningBody, [404, 200, 404, 404, 404, 404, 403, 401]],
  ["PATCH", `/api/screenings/${uuid()}`, { action: "withdraw" }, nowhere],
  ["GET", "/api/citizen-ideas", undefined, everybody],
  ["GET", "/api/field-studies", undefined, everybody],
  ["POST", "/api/field-studies", studyBody, [200, 200, 404, 404, 404, 404, 403, 401]],
  ["GET", "/api/councils", undefined, [404, 404, 404, 200, 200, 404, 403, 401]],
  ["GET", "/api/councils?area=nord", undefined, [404, 404, 404, 200, 404, 404, 403, 401]],
  ["GET", "/api/export/councils.csv", undefined, [404, 404, 404, 200, 200, 404, 403, 401]],
  ["POST", "/api/citizen-cases", newCase, [200, 200, 404, 404, 404, 404, 403, 401]],
  ["POST", "/api/barriers", newBarrierBody, [200, 200, 404, 404, 404, 404, 403, 401]],
  ["PUT", "/api/check-ins/2026-W47/nord-dag", { kind: "skip" }, [200, 404, 404, 404, 404, 404, 403, 401]],
  ["GET", "/api/admin/settings", undefined, adminOnly],
  ["GET", "/api/admin/deliveries", undefined, adminOnly],
  ["POST", "/api/admin/deliveries/resend", { messages: [] }, adminOnly],
  ["PUT", "/api/admin/settings", { name: "" }, [404, 404, 404, 404, 404, 400, 403, 401]],
  ["GET", "/api/admin/sources", undefined, adminOnly],
  ["PUT", "/api/admin/sources", { teams: 7 }, [404, 404, 404, 404, 404, 400, 403, 401]],
  ["POST", "/api/admin/sources/run", {}, adminOnly],
  ["POST", "/api/admin/import", { files: [] }, [404, 404, 404, 404, 404, 400, 403, 401]],
  ["GET", "/api/export/access.xlsx", undefined, [404, 404, 404, 200, 200, 200, 403, 401]],
  ["GET", `/api/case-pages/decision/${uuid()}`, undefined, nowhere],
  ["GET", "/api/case-pages/criteria/journal:nord", undefined, [200, 200, 200, 200, 200, 404, 403, 401]],
  ["GET", "/api/export/adoption.csv", undefined, [200, 200, 200, 200, 200, 404, 403, 401]],
  ["GET", "/api/export/barriers.csv?area=nord", undefined, [200, 200, 404, 200, 404, 404, 403, 401]],
  // For managers once the municipality has begun to publish.
  ["GET", "/api/export/inclusion.csv", undefined, [200, 200, 200, 404, 404, 404, 403, 401]],
];

test.each(table)("%s %s answers each person as it should", async (method, path, body, statuses) => {
  const seen: number[] = [];
  for (const upn of people) {
    // Each gives what they report an id of their own, as the tab does.
    const sent = method === "POST" && !path.startsWith("/api/admin/") ? { ...(body as object), id: uuid() } : body;
    const response = await call(method, path, upn, sent);
    seen.push(response.status);
    const answer = await response.text();
    expect(answer).not.toMatch(/\bat .+\.ts:|node_modules|SqliteError|ZodError/);
    if (response.status < 400) continue;
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect((JSON.parse(answer) as { userMessage: string }).userMessage).not.toBe("");
  }
  expect(seen).toEqual(statuses);
});

test("what is foreign and what does not exist answer alike, to the letter", async () => {
  const answers = await Promise.all(
    [foreign, uuid()].map(async (id) => (await call("GET", `/api/barriers/${id}`, "rasmus.dahl")).text()),
  );
  expect(answers[0]).toBe(answers[1]);
});

test("people of another tenant are nobody here, at any address", async () => {
  const config = loadConfig({ OMBORD_MODE: "local", ALLOWED_TENANTS: "00000000-0000-4000-8000-0000000000ee" });
  const other = await startApi({ store: api.store, now, config });
  const { call: callOther } = apiClient(() => other.url);
  const seen = new Set<number>();
  for (const [method, path, body] of table) seen.add((await callOther(method, path, "rasmus.dahl", body)).status);
  await other.stop();
  expect([...seen]).toEqual([403]);
});

describe("a body", () => {
  const bodies: [string, string, number][] = [
    ["too long", JSON.stringify({ note: "x".repeat(70_000) }), 413],
    ["nested thousands deep", "[".repeat(30_000) + "]".repeat(30_000), 400],
    ["nested deep where an object is due", `${'{"a":'.repeat(9000)}1${"}".repeat(9000)}`, 400],
    ["no JSON", "{", 400],
    ["another kind of JSON", '"text"', 400],
    ["with a prototype for a key", '{"__proto__":{"kind":"skip"}}', 400],
    ["of wrong types", '{"kind":["skip"]}', 400],
  ];
  test.each(bodies)("%s is refused with a sentence", async (_, body, status) => {
    const response = await call("PUT", "/api/check-ins/2026-W47/nord-dag", "mette.holm", body);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { userMessage: string }).userMessage).not.toBe("");
    expect((await call("GET", "/api/me", "mette.holm")).status).toBe(200);
  });
});

test.each(["HEAD", "OPTIONS", "DELETE"])("%s does nothing and shows nothing of the API", async (method) => {
  const response = await call(method, "/api/adoption", "rasmus.dahl");
  expect([404, 405]).toContain(response.status);
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  expect(await response.text()).not.toContain("nord-dag");
});
