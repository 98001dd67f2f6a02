import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import XLSX from "@e965/xlsx";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { loadConfig, localTenant } from "../../../bot/config.ts";
import { startNightly } from "../../../bot/directory/sources/nightly.ts";
import { pullSources } from "../../../bot/directory/sources/pull-sources.ts";
import { syncSources } from "../../../bot/directory/sources/sync.ts";
import type { SyncRun } from "../../../bot/domain/sources.ts";
import { keys, kinds } from "../../../bot/store/documents.ts";
import { queryAll } from "../../../bot/store/store.ts";
import { errorFields } from "../../../bot/telemetry.ts";
import { type ForeignServer, startForeign } from "../../support/foreign-server.ts";
import { type FreshStore, freshSqlite } from "../../support/fresh-store.ts";
import { fixture } from "../../support/source-fixtures.ts";
import { type RunningApi, startApi } from "../../support/start-api.ts";

// Civil registration numbers stand wherever a source could put them: in fields of every name, in lists and objects inside others, in
// names and user names themselves, in KITOS, in Graph, in cells, and in what a server says when it fails. Each is marked by its place, and
// looked for in everything that comes out: what a run tells, the API's answers, logs, errors, documents, and the bytes of every file.

let fresh: FreshStore;
let folder: string;
let host: ForeignServer;
let api: RunningApi;
let served: (url: string) => { status?: number; body: string };
const logged: string[] = [];

/** No such day, and each place another number. */
let count = 0;
const number = () => `320199${String(1000 + count++)}`;
const written = () => [number, dashed, spaced][count % 3]?.() ?? number();
const dashed = () => number().replace(/^(\d{6})/, "$1-");
const spaced = () => number().replace(/^(\d{6})/, "$1 ");
const marked = /320199[-\u2010-\u2015 ]?\d{4}/;

/** The same answer with numbers beside everything that is in it, and inside what people are called. */
function sown(value: unknown, named: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => sown(one, named));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    named.includes(key) && typeof one === "string" && one !== "" ? `${one} ${written()}` : sown(one, named),
  ]);
  return {
    ...Object.fromEntries(entries),
    ...{
      cpr: number(),
      CPR: dashed(),
      Cpr: spaced(),
      cprNumber: number(),
      ssn: written(),
      personnummer: Number(number()),
    },
    ...{ identity: { cpr: number(), documents: [{ no: dashed() }] }, note: `født ${spaced()}`, [number()]: "as a key" },
  };
}

function onlyPage(answer: object): object {
  return "@odata.nextLink" in answer ? { ...answer, "@odata.nextLink": null } : answer;
}

const aase = "a6ec8244-9d21-44ab-a23d-aec848bf09df";
const nord = "8b220b37-dcb2-41ef-a6ea-c7bfd4a08df8";
const nexus = "48e68283-3f8d-4403-a243-b13f6addd86c";

beforeEach(async () => {
  fresh = await freshSqlite();
  folder = await mkdtemp(join(tmpdir(), "ombord-sources-"));
  const names: Record<string, [string, string[]]> = {
    "/api/organisation/v3": ["os2rollekatalog-organisation-v3.json", []],
    "/api/manager": ["os2rollekatalog-manager.json", ["name"]],
    "/api/v2/organizations": ["kitos-organizations.json", ["name"]],
    "/organization-units": ["kitos-organization-units.json", []],
    "/it-system-usages": ["kitos-it-system-usages-page0.json", ["localSystemId", "purpose"]],
    "/v1.0/users": ["graph-users-page1.json", ["jobTitle", "employeeId"]],
  };
  const bodies = new Map<string, string>();
  for (const [path, [file, named]] of Object.entries(names))
    bodies.set(path, JSON.stringify(sown(onlyPage(JSON.parse(await fixture(file))), named)));
  const token = JSON.stringify({ token: "t", access_token: "t", loginSuccessful: true, cpr: number() });
  served = (url) => {
    if (url.includes("oken")) return { body: token };
    if (/[?&]page=[1-9]/.test(url)) return { body: "[]" };
    const path = Object.keys(names)
      .toReversed()
      .find((one) => url.includes(one));
    return { body: bodies.get(path ?? "") ?? "null" };
  };
  host = await startForeign((request, response) => {
    const { status = 200, body } = served(request.url ?? "");
    response.statusCode = status;
    response.end(body);
  });
  api = await startApi({ store: fresh.store, now: "2026-11-20T10:00:00.000Z", config: loadConfig(environment()) });
  const value = { solutions: [{ id: nexus, isBelow: true }], people: {}, units: {}, unitIds: {}, solutionIds: {} };
  const owned = { areas: [], teams: [], people: [], solutions: [], roles: [] };
  await fresh.store.commit(localTenant, [
    { op: "create", kind: "mapping", key: keys.mapping, value: { ...value, teams: [nord], owned } },
  ]);
});
afterEach(async () => {
  await api.stop();
  await host.stop();
  await fresh.dispose();
  await rm(folder, { recursive: true });
});

function environment(more: Record<string, string> = {}): Record<string, string> {
  return {
    ...{ OMBORD_MODE: "local", ENTRA_AUTHORITY: host.url, ROLLEKATALOG_URL: host.url, ROLLEKATALOG_KEY: "k" },
    ...{ KITOS_URL: host.url, KITOS_EMAIL: "k@x.example", KITOS_PASSWORD: "p" },
    ...{ GRAPH_URL: host.url, GRAPH_CLIENT_ID: "g", GRAPH_CLIENT_SECRET: "s" },
    ...more,
  };
}

async function sync(day: number, env = environment()): Promise<SyncRun> {
  const pull = () => pullSources(loadConfig(env).sources);
  const now = `2026-11-${day}T01:00:00.000Z`;
  const run = await syncSources({ store: fresh.store, tenantId: localTenant, now, by: "system", pull });
  if (run === "busy") throw new Error("busy");
  return run;
}

/** Everything that there is: documents, and the bytes of the database with its log, before and after it is copied over. */
async function everything(): Promise<string> {
  const found: string[] = [];
  for (const kind of kinds)
    for await (const stored of queryAll(fresh.store, localTenant, kind)) found.push(JSON.stringify(stored));
  const bytes = async () => {
    const files = (await readdir(dirname(fresh.place))).filter((name) => name.startsWith(basename(fresh.place)));
    for (const name of files) found.push(await readFile(join(dirname(fresh.place), name), "latin1"));
    return files;
  };
  expect(await bytes()).toContain(`${basename(fresh.place)}-wal`);
  await fresh.store.scrub();
  await bytes();
  return found.join("\n");
}

async function nowhere(...said: unknown[]): Promise<void> {
  const texts = said.map((one) =>
    one instanceof Error ? `${one.stack} ${JSON.stringify({ ...errorFields(one), ...one })}` : JSON.stringify(one),
  );
  const all = [...texts, ...logged, ...api.logged, await everything()].join("\n");
  expect(all.length).toBeGreaterThan(10_000);
  expect(marked.exec(all)?.[0]).toBeUndefined();
}

test("not of fields, whatever they are called and wherever they lie", async () => {
  const run = await sync(20);
  expect(run).toMatchObject({ outcome: "stored", problems: [] });
  expect((await fresh.store.read(localTenant, "team", nord))?.value.name).toBe("Team Nord");
  const role = { personId: aase, role: "admin", scope: "*", from: null, to: null } as const;
  await fresh.store.commit(localTenant, [{ op: "create", kind: "role", key: keys.role(role), value: role }]);
  const upn = (await fresh.store.read(localTenant, "person", aase))?.value.upn;
  const answer = await fetch(`${api.url}/api/admin/sources`, { headers: { Authorization: `Persona ${upn}` } });
  expect(answer.status).toBe(200);
  const shown = await answer.text();
  expect(shown).toContain("Team Nord");
  await nowhere(run, shown);
});

test("not of names, user names, mails and ids either: a name is kept without it, and whoever is known by it joins nothing", async () => {
  const well = served;
  served = (url) => {
    const { body } = well(url);
    const json = JSON.parse(body);
    if (url.includes("/v3")) {
      for (const user of json.users.slice(2))
        Object.assign(user, {
          name: `${user.name} ${dashed()}`,
          userId: number(),
          email: `${number()}@fjordby.example`,
        });
      for (const unit of json.orgUnits) unit.name = `${unit.name} ${written()}`;
      json.orgUnits.push({ uuid: number(), name: "Unavngivet", parentOrgUnitUuid: null });
      json.orgUnits[11].manager = { uuid: null, userId: number() };
    }
    if (url.includes("/it-system-usages") && !url.includes("page=1"))
      for (const usage of json) {
        usage.systemContext.name += ` ${spaced()}`;
        usage.general.localCallName = `kaldt ${number()}`;
        for (const unit of usage.organizationUsage.usingOrganizationUnits ?? []) unit.name += ` ${dashed()}`;
      }
    if (url.includes("/v1.0/users"))
      for (const user of json.value)
        Object.assign(user, { displayName: `${user.displayName} ${number()}`, onPremisesSamAccountName: number() });
    return { body: JSON.stringify(json) };
  };
  const run = await sync(20);
  expect(run).toMatchObject({ outcome: "stored", problems: [] });
  expect((await fresh.store.read(localTenant, "team", nord))?.value.name).toBe("Team Nord …");
  await nowhere(run);
});

test("not of cells in a workbook or a file of ids", async () => {
  const headings = ["IT-System (UUID)", "IT System", "Lokal kaldenavn", "Livscyklus", "Antal brugere"];
  const sheet = XLSX.utils.aoa_to_sheet([
    ["CPR", ...headings, "Relevante organisationsenheder", number()],
    [number(), nexus, `Omsorg ${dashed()}`, spaced(), "I drift", number(), `Team Nord ${number()}, Vest`, number()],
    [Number(number()), number(), number(), number(), number(), number(), number(), dashed()],
  ]);
  sheet.A1.c = [{ a: number(), t: dashed() }];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "IT Systemer Overblik");
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[number(), "cpr", dashed()]]), "Personer");
  const [xlsx, ids] = [join(folder, "eksport.xlsx"), join(folder, "ids.csv")];
  await writeFile(xlsx, XLSX.write(book, { type: "buffer", bookType: "xlsx" }) as Buffer);
  const rows = [`userId;entra_id;upn;cpr`, `${number()};${crypto.randomUUID()};${number()}@x.example;${dashed()}`];
  await writeFile(ids, [...rows, `AASO;a6ec8244-9d21-44ab-a23d-aec848bf09df;aase@x.example;${number()}`].join("\n"));
  const none = { KITOS_EMAIL: "", KITOS_PASSWORD: "", GRAPH_CLIENT_ID: "", GRAPH_CLIENT_SECRET: "" };
  const run = await sync(20, environment({ ...none, KITOS_EXPORT: xlsx, ENTRA_IDS: ids }));
  expect(run).toMatchObject({ outcome: "stored", problems: [] });
  const solutions = await Array.fromAsync(queryAll(fresh.store, localTenant, "solution"));
  expect(solutions.map(({ value }) => value.name)).toEqual(["Omsorg …"]);
  await nowhere(run);
});

test("not of what fails: error bodies, half answers, another shape; by night and in the log too", async () => {
  const well = served;
  const failing: ((url: string) => { status?: number; body: string })[] = [
    () => ({ status: 500, body: `{"message":"no person ${dashed()}"}` }),
    () => ({ status: 401, body: number() }),
    () => ({ status: 400, body: number() }),
    (url) => ({ body: well(url).body.slice(0, -40) }),
    (url) => ({ body: well(url).body.replaceAll(/"(uuid|id|token|access_token)":/g, '"was":') }),
    () => ({ body: `<html>${spaced()}</html>` }),
  ];
  const said: unknown[] = [await sync(20)];
  const log = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
  for (const [index, how] of failing.entries())
    for (const path of ["/v3", "GetToken", "/it-system-usages", "/v1.0/users"]) {
      if (index === 0 && path !== "/v3") continue;
      served = (url) => (url.includes(path) ? how(url) : well(url));
      const config = loadConfig(environment()).sources;
      const limits = { requestMs: 5_000, pullMs: 9_000, bytes: 1e7, allBytes: 1e8, pages: 5, patienceMs: 0 };
      said.push(await pullSources(config, limits).catch((error: unknown) => error));
      if (index !== 1) continue;
      const ended = Promise.withResolvers<void>();
      const note = (fields: object, message: string) => {
        log(fields, message);
        ended.resolve();
      };
      const clock = () => new Date(`2026-11-${22 + said.length}T01:30:00.000Z`);
      const parts = { store: fresh.store, config, clock, log: { info: note, warn: note, error: note } };
      const nightly = startNightly(parts, 50);
      await ended.promise;
      await nightly.stop();
    }
  expect(said.slice(1).every((one) => one instanceof Error)).toBe(true);
  expect(logged.length).toBeGreaterThan(3);
  await nowhere(...said);
});
