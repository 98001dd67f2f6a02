import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { v7 as uuid } from "uuid";
import type { SourcesAnswer } from "../../bot/api/contract/sources.ts";
import type {
  BarrierDetailAnswer,
  CheckInsAnswer,
  DecisionItem,
  Me,
  SettingsAnswer,
  TrialItem,
} from "../../bot/api/contract.ts";
import { loadConfig, localTenant } from "../../bot/config.ts";
import { fillBarriers } from "../support/barriers.ts";
import { apiClient } from "../support/call-api.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { startApi } from "../support/start-api.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;
const { call, read } = apiClient(() => api.url);

interface Operation {
  parameters: { name: string; in: string; schema: Record<string, unknown> }[];
  requestBody?: unknown;
  responses: { 200: { content: Record<string, unknown> } };
  security?: unknown[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}
let document: Document;

beforeAll(async () => {
  api = await startFilledApi(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillBarriers(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 1);
  });
  document = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as Document;
});

afterAll(() => api.stop());

const leader = "mette.holm";
const navigator = "rasmus.dahl";
const adviser = "vibeke.holst";
const manager = "torben.kjaer";
const admin = "line.oestergaard";

const inProduction = () => loadConfig({ BOT_APP_ID: uuid(), BOT_TENANT_ID: uuid(), BOT_APP_SECRET: "a-secret-word" });

/** What `npm run openapi` writes. */
async function written(): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-openapi-"));
  const file = join(folder, "api", "openapi.json");
  const script = fileURLToPath(new URL("../../bot/local/write-openapi.ts", import.meta.url));
  await promisify(execFile)(process.execPath, [script, file]);
  const document: unknown = JSON.parse(await readFile(file, "utf8"));
  await rm(folder, { recursive: true });
  return document;
}

/** Each as `GET /api/barriers/{id}`. */
const described = (of: Document) =>
  Object.entries(of.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );

test("the document is OpenAPI 3.1, as somebody else reads it", async () => {
  const verdict = await new Validator().validate({ ...document });
  expect(verdict.errors).toBeUndefined();
  expect(verdict.valid).toBe(true);
  expect(document.openapi).toBe("3.1.1");
  const broken = { ...document, paths: { "/api/me": { get: { responses: 200 } } } };
  expect((await new Validator().validate({ ...broken })).valid).toBe(false);
});

describe.each(["local", "production"])("in %s mode", (mode) => {
  test("every route that is mounted is described, and the other way round; nobody has to sign in to read it", async () => {
    const config = mode === "local" ? undefined : inProduction();
    const running = await startApi({ store: api.store, now, ...(config === undefined ? {} : { config }) });
    const answer = await fetch(`${running.url}/api/openapi.json`, { headers: { "Accept-Encoding": "identity" } });
    const text = await answer.text();
    await running.stop();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
    const mounted = Object.values(running.server.router.getRoutes())
      .map(({ method, path }) => ({ method, path: String(path) }))
      .filter(({ path }) => path.startsWith("/api/") && path !== "/api/*")
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    expect(mounted.length).toBeGreaterThan(30);
    expect(described(JSON.parse(text)).toSorted()).toEqual(mounted.toSorted());
    expect(mounted.includes("GET /api/personas")).toBe(mode === "local");
    if (config === undefined || config.mode !== "production") return;
    for (const secret of [...config.tenants, config.bot.appId, "a-secret-word"]) expect(text).not.toContain(secret);
    expect(await written()).toEqual(JSON.parse(text));
  });
});

test("who is not signed in is let in exactly where the description says so", async () => {
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, { security }] of Object.entries(operations)) {
      const address = path.replaceAll(/\{\w+\}/g, "x");
      const { status } = await call(method.toUpperCase(), address, null, method === "get" ? undefined : {});
      expect([path, method, status]).toEqual([path, method, security === undefined ? 401 : 200]);
    }
  }
});

test("what a query may not be is refused", async () => {
  const tried: string[] = [];
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const { name, in: place, schema } of operations.get?.parameters ?? []) {
      const isBounded = ["enum", "const", "maxLength", "maximum", "pattern"].some((rule) => rule in schema);
      if (place !== "query" || !isBounded) continue;
      const address = path.replace("{solution}", "journal").replace("{file}", "adoption.csv");
      const upn = path.startsWith("/api/first-view") ? leader : navigator;
      const { status } = await call("GET", `${address}?${name}=${"~".repeat(3000)}`, upn);
      // A file takes what either of the lists takes.
      if (path !== "/api/export/{file}") expect([path, name, status]).toEqual([path, name, 400]);
      tried.push(`${path} ${name}`);
    }
  }
  expect(tried.length).toBeGreaterThan(20);
});

describe("real answers", () => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const answered = new Set<string>();

  /** Asks, and holds what was sent and what came back against the description. */
  async function exchange<T>(method: "GET" | "PUT" | "POST" | "PATCH", path: string, upn: string, values: Values = {}) {
    const { query = "", params = {}, body, headers } = values;
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
    const response = await call(method, address + query, upn, body, headers);
    expect([method, path, upn, response.status]).toEqual([method, path, upn, 200]);
    answered.add(`${method} ${path}`);
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    const place = `${path.replaceAll("/", "~1")}/${method.toLowerCase()}`;
    expect(Object.keys(document.paths[path]?.[method.toLowerCase()]?.responses[200].content ?? {}).join()).toContain(
      type,
    );
    if (body !== undefined) conforms(`${place}/requestBody/content/application~1json/schema`, body);
    if (type !== "application/json") return (await response.text()) as T;
    const answer = (await response.json()) as T;
    conforms(`${place}/responses/200/content/application~1json/schema`, answer);
    return answer;
  }

  interface Values {
    query?: string;
    params?: Record<string, string>;
    body?: unknown;
    headers?: Record<string, string>;
  }

  function conforms(place: string, value: unknown): void {
    const validate = ajv.getSchema(`api#/paths/${place}`);
    if (validate === undefined) throw new Error(`${place} is not described`);
    validate(value);
    expect({ place, errors: validate.errors }).toEqual({ place, errors: null });
  }

  beforeAll(() => void ajv.addSchema(document, "api"));

  test("to whoever looks are what the description says", async () => {
    const toAll = [
      "me",
      "first-view",
      "check-ins",
      "inclusion",
      "citizen-figures",
      "citizen-ideas",
      "field-studies",
      "ambition",
      "absence",
      "reflection",
      "barriers",
      "barriers/choices",
      "attention",
      "decisions",
      "rounds",
    ];
    for (const upn of [leader, navigator, manager, admin]) {
      for (const what of [
        ...toAll,
        "barriers/figures",
        "citizen-cases",
        "trials",
        "trials/shared",
        "learnings",
        "learnings/file",
        "adoption",
      ]) {
        await exchange("GET", `/api/${what}`, upn);
      }
    }
    for (const upn of [leader, navigator, manager]) await exchange("GET", "/api/criteria", upn);
    await exchange("GET", "/api/councils", manager);
    await exchange("GET", "/api/politicians", manager);
    await exchange("GET", "/api/quarters/{quarter}", manager, { params: { quarter: "current" } });
    await exchange("GET", "/api/personas", leader);
    await exchange("GET", "/api/openapi.json", leader);
    await exchange("GET", "/api/solutions/{solution}", navigator, { params: { solution: "journal" } });
    await exchange("GET", "/api/levels", manager);
    await exchange("GET", "/api/causes", manager);
    await exchange("GET", "/api/teams/{team}", navigator, { params: { team: "nord-dag" } });
    await exchange("GET", "/api/admin/deliveries", admin);
    for (const file of ["adoption.csv", "barriers.xlsx", "inclusion.csv"]) {
      await exchange("GET", "/api/export/{file}", navigator, { params: { file } });
    }
    const { items } = await read<{ items: { id: string }[] }>("/api/barriers", navigator);
    expect(items.length).toBeGreaterThan(3);
    for (const { id } of items) await exchange("GET", "/api/barriers/{id}", navigator, { params: { id } });
  });

  test("to whoever does something are, and so is what they send", async () => {
    const { week, teams } = await read<CheckInsAnswer>("/api/check-ins", leader);
    const params = { week, team: teams[0]?.teamId ?? "" };
    await exchange("PUT", "/api/check-ins/{week}/{team}", leader, { params, body: { kind: "asLast" } });
    const citizen = { id: uuid(), teamId: "nord-dag", reasons: ["noMitId"], instead: ["phone"], outcome: "open" };
    await exchange("POST", "/api/citizen-cases", leader, { body: citizen });
    const changed = { params: { id: citizen.id }, body: { outcome: "hybrid", followUpOn: null } };
    await exchange("PATCH", "/api/citizen-cases/{id}", leader, changed);
    const study = { id: uuid(), teamId: "nord-dag", on: "2026-11-18", idea: "Vis det to gange", shareable: true };
    await exchange("POST", "/api/field-studies", leader, { body: study });
    await exchange("POST", "/api/field-studies/{id}/trial", leader, { params: { id: study.id }, body: {} });
    const criteria = { digital: "Borgeren er tryg ved det", since: "2026-11-19", principles: ["alternatives"] };
    const where = { solution: "skaermbesoeg", area: "nord" };
    await exchange("PUT", "/api/criteria/{solution}/{area}", navigator, { params: where, body: criteria });
    const benefit = { what: "Færre ture", owner: "Områdelederen", on: "2027-03-01" };
    const solutionCard = { task: "Se til borgeren", benefits: { staff: benefit }, road: "sideRoad" };
    const of = { params: { solution: "skaermbesoeg" } };
    await exchange("PUT", "/api/solution-cards/{solution}", navigator, { ...of, body: solutionCard });
    await exchange("GET", "/api/solution-cards/{solution}", leader, of);
    const screening = {
      ...{ id: uuid(), about: "solution", aboutId: "skaermbesoeg", personalData: "ordinary" },
      ...{ question: "Må vi gemme et billede?", due: "2026-11-29" },
    };
    await exchange("POST", "/api/screenings", navigator, { body: screening });
    await exchange("GET", "/api/screenings", adviser);
    const answered = { action: "answer", verdict: "changed", text: "Slet det samme dag." };
    await exchange("PATCH", "/api/screenings/{id}", adviser, { params: { id: screening.id }, body: answered });
    const told = { category: "equipment", detail: "access", contact: "none" };
    const report = { id: uuid(), teamId: "nord-dag", solutionId: "journal", told };
    const { version } = await exchange<BarrierDetailAnswer>("POST", "/api/barriers", leader, { body: report });
    const put = { params: { kind: "barrier", id: report.id, place: "consequence" }, body: { text: null } };
    await exchange("PUT", "/api/texts/{kind}/{id}/{place}", leader, put);
    const taken = { params: { id: report.id }, body: { action: "take" }, headers: { "If-Match": `"${version}"` } };
    await exchange("PATCH", "/api/barriers/{id}", navigator, taken);
    const park = { ids: [report.id], change: { action: "park", until: "2026-12-01" } };
    await exchange("POST", "/api/barriers/many", navigator, { body: park });
    const person = (await read<Me>("/api/me", navigator)).person.id;
    const key = uuid();
    const value = { by: person, before: [] };
    await api.store.commit(localTenant, [{ op: "create", kind: "undo", key, value }]);
    await exchange("POST", "/api/barriers/many/undo", navigator, { body: { undo: key } });
    const views = [{ name: "Mine", filter: { mine: "true" } }];
    await exchange("PUT", "/api/barriers/views", navigator, { body: { views } });
    await exchange("GET", "/api/barriers/views", navigator);
    await exchange("GET", "/api/barriers/visits", navigator);
    await exchange("GET", "/api/barriers/times", navigator);
    const tried = {
      id: uuid(),
      what: "En uge med makker",
      teamIds: ["nord-dag"],
      from: "2026-11-19",
      to: "2026-11-26",
    };
    await exchange<TrialItem>("POST", "/api/trials", navigator, { body: tried });
    await exchange("PATCH", "/api/trials/{id}", navigator, { params: { id: tried.id }, body: { action: "cancel" } });
    const ambition = { answers: {}, shared: false, draft: true, targets: {} };
    await exchange("PUT", "/api/ambition", leader, { body: ambition });
    const learned = {
      what: "Makker",
      solution: null,
      citizenReason: null,
      weeks: 2,
      hope: null,
      learned: "Det virker",
      worked: "yes",
      sideGains: null,
    };
    const file = {
      format: "ombord/laering",
      version: 1,
      municipality: "Sydby Kommune",
      learnings: [{ id: "0123456789abcdef", ...learned }],
    };
    await exchange("POST", "/api/learnings", navigator, { body: file });
    await exchange("GET", "/api/learnings", leader);
    await exchange("POST", "/api/learnings/remove", navigator, { body: { municipality: "Sydby Kommune" } });
    await exchange("PUT", "/api/absence", leader, { body: { kind: "away", from: "2026-12-03", to: "2026-12-10" } });
    await exchange("PUT", "/api/reflection", manager, {
      body: { steps: { trade: "regular" }, practise: "At spørge." },
    });
    const said = {
      params: { quarter: "2026-Q4", solution: "journal" },
      query: "?area=sundhed",
      body: { text: "Vi øver." },
    };
    await exchange("PUT", "/api/quarters/{quarter}/words/{solution}", manager, said);
    const { warnings } = await read<{ warnings: { id: string }[] }>("/api/attention", manager);
    const warning = warnings[0]?.id ?? "";
    const aside = { reason: "Aftalt", until: "2026-12-17" };
    await exchange("PUT", "/api/attention/{warning}", manager, { params: { warning }, body: aside });
    const decided = { kind: "asItShouldBe", warning, text: "Det passer til opgaven.", confirmed: true };
    const { id: decision } = await exchange<DecisionItem>("POST", "/api/decisions", manager, { body: decided });
    const pages = { decision, criteria: "skaermbesoeg:nord" };
    for (const [kind, id] of Object.entries(pages))
      await exchange("GET", "/api/case-pages/{kind}/{id}", manager, { params: { kind, id } });
    const words = { params: { id: decision }, body: { answer: "deleteText" } };
    await exchange("PATCH", "/api/decisions/{id}", manager, words);
    const small = { id: uuid(), solution: "journal", kind: "task", text: "Skriv det ét sted i dag.", week: "2026-W50" };
    await exchange("POST", "/api/small-steps", navigator, { body: small });
    await exchange("GET", "/api/small-steps", navigator);
    const step = { ...(await api.store.read(localTenant, "smallStep", small.id))!.value, id: uuid(), week: "2026-W47" };
    await api.store.commit(localTenant, [{ op: "create", kind: "smallStep", key: step.id, value: step }]);
    const marked = { params: { id: step.id, team: "nord-dag" }, body: { isDone: true } };
    await exchange("PUT", "/api/small-steps/{id}/teams/{team}", leader, marked);
    await exchange("PATCH", "/api/small-steps/{id}", navigator, { params: small, body: { action: "takeBack" } });
    const { settings } = await exchange<SettingsAnswer>("GET", "/api/admin/settings", admin);
    await exchange("PUT", "/api/admin/settings", admin, { body: settings });
    await exchange("POST", "/api/admin/deliveries/resend", admin, { body: { messages: null } });
    const { choice } = await exchange<SourcesAnswer>("GET", "/api/admin/sources", admin);
    await exchange("PUT", "/api/admin/sources", admin, { body: choice });
    await exchange("POST", "/api/admin/sources/run", admin, { body: {} });
    const base64 = readFileSync(new URL("../../bot/local/demo/settings.csv", import.meta.url)).toString("base64");
    const files = [{ name: "settings.csv", base64 }];
    await exchange("POST", "/api/admin/import", admin, { body: { files, dryRun: true } });
  });

  test("were given by every address that is described", () => {
    expect([...answered].toSorted()).toEqual(described(document).toSorted());
  });

  test("that are problems are what the description says", async () => {
    const validate = ajv.getSchema("api#/components/responses/Problem/content/application~1problem+json/schema");
    for (const [path, upn] of [
      ["/api/barriers/nothing", leader],
      ["/api/me", null],
      ["/api/adoption?weeks=0", leader],
      ["/api/nowhere", leader],
    ] as const) {
      const response = await call("GET", path, upn);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      validate?.(await response.json());
      expect(validate?.errors).toBeNull();
    }
  });

  test("with a key too many or too few would not be", () => {
    const validate = ajv.getSchema("api#/components/schemas/ResendAnswer");
    expect(
      [{ resent: 3 }, { resent: 3, who: "Mette" }, {}, { resent: "3" }].map((answer) => validate?.(answer)),
    ).toEqual([true, false, false, false]);
  });
});
