import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { loadConfig } from "../../../bot/config.ts";
import { importDirectory } from "../../../bot/directory/import-directory.ts";
import { isSyncDue } from "../../../bot/directory/sources/nightly.ts";
import { pullSources, sourcesIn } from "../../../bot/directory/sources/pull-sources.ts";
import { type Agreed, syncSources } from "../../../bot/directory/sources/sync.ts";
import { newDecision } from "../../../bot/domain/decision/decision.ts";
import type { Solution } from "../../../bot/domain/organisation.ts";
import { emptyMapping, type Mapping, type Pulled, type SyncRun } from "../../../bot/domain/sources.ts";
import { keys } from "../../../bot/store/documents.ts";
import { loadDirectory } from "../../../bot/use-cases/load-directory.ts";
import { type ForeignServer, startForeign } from "../../support/foreign-server.ts";
import { type FreshStore, freshSqlite } from "../../support/fresh-store.ts";
import { fixture, sourceFile } from "../../support/source-fixtures.ts";

// All four sources of one invented municipality, over real HTTP, into a real store: Fjordby.

const tenantId = "t";
let fresh: FreshStore;
let host: ForeignServer;
let catalogue: string;
let fails: number | null;

const unit = {
  root: "0946c56a-2d15-47ae-aa30-42d847380d8f",
  aeldre: "660e5a1d-8d4b-4db4-afa1-083081740526",
  pleje: "e828e056-3eca-47a8-a584-31d1f6673722",
  hjemme: "f728f6f2-08a6-408c-a92b-8c8a135e2754",
  distrikt: "23078196-8414-4134-ab36-e201b11635e2",
  nord: "8b220b37-dcb2-41ef-a6ea-c7bfd4a08df8",
  nat: "9b5e5b90-ab13-4803-a747-32fe4b546b33",
  syd: "4078a317-fd22-4138-a7b3-677c81601458",
  aften: "4570953f-ae58-4aac-ab2f-eabaf40fd838",
  vest: "55e15e1d-bbb9-4625-a0b9-b51a491de708",
  skole: "22e8b438-d786-4663-a9cd-4ee7de5d3402",
  it: "ca7f0859-617c-4ebd-a113-7fb7d467f477",
};
const system = {
  nexus: "48e68283-3f8d-4403-a243-b13f6addd86c",
  skaerm: "bd45ef56-b9ea-4813-a548-d80590d2f57c",
  pilot: "",
  copilot: "a825f817-c045-42d5-a44b-bf5ea02f872f",
  lukket: "259a671b-4500-4db4-ab38-6314519a314b",
};
const aase = "a6ec8244-9d21-44ab-a23d-aec848bf09df";
const bo = "7ef5902e-618c-4114-aa63-d21cd83968f4";

beforeEach(async () => {
  fresh = await freshSqlite();
  catalogue = await fixture("os2rollekatalog-organisation-v3.json");
  fails = null;
  const pages = await Promise.all(
    ["kitos-it-system-usages-page0.json", "kitos-it-system-usages-page1.json"].map(fixture),
  );
  const answers: Record<string, string> = {
    "/api/manager": await fixture("os2rollekatalog-manager.json"),
    "/api/authorize/GetToken": JSON.stringify({ token: "t", loginSuccessful: true }),
    "/api/v2/organizations": await fixture("kitos-organizations.json"),
    "/t/oauth2/v2.0/token": JSON.stringify({ access_token: "t" }),
  };
  const units = await fixture("kitos-organization-units.json");
  const people = await Promise.all(["graph-users-page1.json", "graph-users-page2.json"].map(fixture));
  system.pilot = JSON.parse(pages[1] ?? "")[1].systemContext.uuid;
  host = await startForeign((request, response) => {
    const url = new URL(request.url ?? "", "http://h");
    const page = Number(url.searchParams.get("page") ?? 0);
    const skip = url.searchParams.has("$skiptoken");
    response.setHeader("content-type", "application/json");
    if (fails !== null) {
      response.statusCode = fails;
      return void response.end("3101019999");
    }
    const paged = url.pathname.endsWith("/organization-units")
      ? [units]
      : url.pathname.endsWith("/it-system-usages")
        ? pages
        : null;
    if (paged !== null) return void response.end(paged[page] ?? "[]");
    if (url.pathname === "/v1.0/users")
      return void response.end(people[skip ? 1 : 0]?.replaceAll("https://graph.microsoft.com", host.url));
    response.end(url.pathname === "/api/organisation/v3" ? catalogue : (answers[url.pathname] ?? "null"));
  });
});
afterEach(async () => {
  await host.stop();
  await fresh.dispose();
});

function config(more: Record<string, string> = {}) {
  return loadConfig({
    ...{ OMBORD_MODE: "local", ALLOWED_TENANTS: tenantId, ENTRA_AUTHORITY: host.url },
    ...{ ROLLEKATALOG_URL: host.url, ROLLEKATALOG_KEY: "k" },
    ...{ KITOS_URL: host.url, KITOS_EMAIL: "k@x.example", KITOS_PASSWORD: "p" },
    ...{ GRAPH_URL: host.url, GRAPH_CLIENT_ID: "g", GRAPH_CLIENT_SECRET: "s" },
    ...more,
  }).sources;
}

async function sync(
  day = 20,
  agreed?: Agreed,
  pull: () => Promise<Pulled> = () => pullSources(config()),
): Promise<SyncRun> {
  const now = `2026-11-${String(day).padStart(2, "0")}T01:00:00.000Z`;
  const run = await syncSources({ store: fresh.store, tenantId, now, by: "system", pull, agreed });
  if (run === "busy") throw new Error("busy");
  return run;
}

async function choose(more: Partial<Mapping> = {}): Promise<void> {
  const { nord, nat, syd, aften, vest, skole, it } = unit;
  const value = {
    ...emptyMapping,
    teams: [nord, nat, syd, aften, vest, skole, it],
    solutions: [
      { id: system.nexus, isBelow: false },
      { id: system.skaerm, isBelow: true },
      { id: system.pilot, isBelow: false },
      { id: system.copilot, isBelow: false },
      { id: system.lukket, isBelow: false },
    ],
    ...more,
  };
  const known = await fresh.store.read(tenantId, "mapping", keys.mapping);
  const document = {
    kind: "mapping",
    key: keys.mapping,
    value: { ...value, owned: known?.value.owned ?? value.owned },
  } as const;
  await fresh.store.commit(tenantId, [
    known === undefined ? { op: "create", ...document } : { op: "replace", etag: known.etag, ...document },
  ]);
}

const directory = () => loadDirectory(fresh.store, tenantId);

test("until somebody has chosen nothing comes in, and there is what to choose between", async () => {
  expect(sourcesIn(config())).toEqual(["rollekatalog", "kitos", "graph"]);
  const run = await sync();
  expect(run).toMatchObject({ outcome: "choose", failedNights: 0 });
  const stored = await fresh.store.read(tenantId, "sync", keys.sync);
  expect(stored?.value.seen.counts).toEqual({ units: 13, people: 8, systems: 8, accounts: 5 });
  expect((await directory()).teams.size).toBe(0);
});

describe("Fjordby, joined", () => {
  test("is what it is by hand", async () => {
    await choose();
    const run = await sync();
    expect(run.problems).toEqual([]);
    expect(run.outcome).toBe("stored");
    const { areas, teams, people, solutions, rolesByScope, rolloutsByTeam } = await directory();
    expect([...areas.values()].map(({ id, parentAreaId }) => [id, parentAreaId]).toSorted()).toEqual(
      [
        [unit.root, null],
        [unit.aeldre, unit.root],
        [unit.pleje, unit.aeldre],
        [unit.hjemme, unit.pleje],
        [unit.distrikt, unit.hjemme],
      ].toSorted(),
    );
    expect(Object.fromEntries([...teams.values()].map(({ id, name, areaId }) => [id, [name, areaId]]))).toEqual({
      [unit.nord]: ["Team Nord", unit.distrikt],
      [unit.nat]: ["Nat", unit.distrikt],
      [unit.syd]: ["Team Syd", unit.distrikt],
      [unit.aften]: ["Team Nord", unit.distrikt],
      [unit.vest]: ["Team Vest", unit.distrikt],
      [unit.skole]: ["Ådalskolen", unit.root],
      [unit.it]: ["IT & Digitalisering", unit.root],
    });
    expect([...people.values()]).toEqual([
      { id: aase, upn: "aase.oestergaard@fjordby.example", name: "Åse Ærø Østergård", language: "da" },
    ]);
    for (const id of [unit.nord, unit.nat, unit.syd, unit.aften, unit.vest])
      expect(rolesByScope.get(id)).toEqual([{ personId: aase, role: "leader", scope: id, from: null, to: null }]);
    expect(rolesByScope.get(unit.skole)).toBeUndefined();
    expect(
      Object.fromEntries(
        [...solutions.values()].map((one) => [
          one.name,
          [one.phase, one.localNames, one.expectedUsers, one.expectedUsersTo],
        ]),
      ),
    ).toEqual({
      "Omsorg Æ Suite": ["inUse", { "*": "Nexus-æ" }, 500, null],
      "VidCare Skærm": ["rollout", { "*": "skærmbesøg" }, 100, 499],
      "Pilot KI-assistent": ["trial", {}, 0, 9],
      Copilot: ["inUse", {}, null, undefined],
    });
    const used = [...rolloutsByTeam].map(([id, all]) => [
      id,
      all.map(({ solutionId, status }) => [solutionId, status]).toSorted(),
    ]);
    expect(Object.fromEntries(used)).toEqual({
      [unit.nord]: [
        [system.nexus, "inUse"],
        [system.skaerm, "inUse"],
      ].toSorted(),
      [unit.nat]: [[system.skaerm, "inUse"]],
      [unit.syd]: [[system.skaerm, "inUse"]],
      [unit.aften]: [[system.skaerm, "inUse"]],
      [unit.vest]: [[system.skaerm, "inUse"]],
    });
    expect(run.findings.map(({ code, name, other }) => [code, name, other]).toSorted()).toEqual(
      [
        ["managerDisabled", "Dan Højgaard", "Ådalskolen"],
        ["managerUnknown", "HANN", "IT & Digitalisering"],
        ["noAccount", "Cara Müller-Ĵensen", "Team Nord"],
        ["sameCallName", "Pilot KI-assistent", "Copilot"],
        ["sameCallName", "Copilot", "Copilot"],
        ["systemNotInUse", "Lukket 2021", ""],
        ["unitUnknown", "Digital Fjord (kun i KITOS)", "Pilot KI-assistent"],
        ["unitAbove", "Hjemmeplejen", "Omsorg Æ Suite"],
        ["unitAbove", "Fjordby Kommune", "Copilot"],
      ].toSorted(),
    );
  });

  test("what was joined by hand joins, and lasts", async () => {
    const cara = "11111111-1111-4111-8111-1111111111ca";
    await choose({ people: { camu: cara }, units: { "c7e65a76-f2f6-4d6e-a908-4f5b94d9ee7e": unit.it } });
    for (const day of [20, 21]) {
      const run = await sync(day);
      // She has no user name in the catalogue, and no account says one: she is told of.
      expect(run.findings.filter(({ name }) => name.startsWith("Cara")).map(({ code }) => code)).toEqual([
        "noUserName",
      ]);
      expect((await directory()).rolloutsByTeam.get(unit.it)?.map(({ solutionId }) => solutionId)).toEqual([
        system.pilot,
      ]);
    }
  });

  test("what a manager has decided stands over what comes in: it is told in the run, and asked about, the first night only", async () => {
    const about = { kind: "solution", id: system.nexus } as const;
    const made = { id: "0192f0c0-0000-7000-8000-000000000001", about, scope: "*", solutionId: system.nexus };
    const decision = newDecision(
      { ...made, kind: "exception", text: "Vi venter.", by: aase, as: { scope: "*" }, due: "2027-03-01" },
      "2026-11-19T10:00:00.000Z",
    );
    await fresh.store.commit(tenantId, [{ op: "create", kind: "decision", key: decision.id, value: decision }]);
    await choose();
    const told = async (day: number) => (await sync(day)).changes?.filter(({ what }) => what === "decided") ?? [];
    const asked = async () => {
      const { items } = await fresh.store.query(tenantId, "message", { where: { purpose: "decisionDue" } });
      return items.map(({ value }) => value.recipient);
    };
    const [first] = await told(20);
    expect(first?.file).toBe("rollouts");
    expect(first?.names[0]).toContain("besluttet: aftalt afvigelse, 1. marts 2027, Åse Ærø Østergård");
    const stored = await fresh.store.read(tenantId, "sync", keys.sync);
    expect(stored?.value.run.changes?.map(({ what }) => what)).toContain("decided");
    expect(await asked()).toEqual([aase]);
    expect(await told(21)).toEqual([]);
    expect(await asked()).toEqual([aase]);
    expect((await directory()).rolloutsByTeam.get(unit.nord)).toContainEqual(
      expect.objectContaining({ solutionId: system.nexus, status: "exception", reason: "Vi venter." }),
    );
  });

  test("the same night again changes nothing", async () => {
    await choose();
    await sync(20);
    const before = await fresh.store.read(tenantId, "settings", keys.settings);
    expect(await sync(21)).toMatchObject({ outcome: "unchanged", changes: [] });
    expect((await fresh.store.read(tenantId, "settings", keys.settings))?.etag).toBe(before?.etag);
  });

  test("what the municipality has said itself survives: words, kind, records, rollouts, its own people, teams and solutions", async () => {
    await choose();
    await sync(20);
    const now = "2026-11-20T12:00:00.000Z";
    const all = await directory();
    const file = (name: string, lines: string[]) => ({ name: `${name}.csv`, bytes: Buffer.from(lines.join("\n")) });
    const own = { admin: "22222222-2222-4222-8222-222222222222" };
    const rows = [...all.solutions.values()].map(
      ({ id, name, phase }) =>
        `${id};${name};${id === system.nexus ? "journalen|sk=skolens" : ""};sideRoad;${phase};yes;papir;7;${id}`,
    );
    const result = await importDirectory({
      ...{ store: fresh.store, tenantId, now, by: "system", confirmed: true },
      source: [
        file("areas", [
          "area_id;name;parent_area_id",
          ...[...all.areas.values()].map(({ id, name, parentAreaId }) => `${id};${name};${parentAreaId ?? ""}`),
          "sk;Egne;",
        ]),
        file("teams", [
          "team_id;name;area_id",
          ...[...all.teams.values()].map(({ id, name, areaId }) => `${id};${name};${areaId}`),
          "eget;Eget team;sk",
        ]),
        file("people", [
          "entra_id;upn;name;language",
          ...[...all.people.values()].map(({ id, upn, name }) => `${id};${upn};${name};da`),
          `${bo};bo@x.example;Bo;en`,
          `${own.admin};adm@x.example;Adm;da`,
        ]),
        file("roles", [
          "entra_id;role;scope;from;to",
          ...[...all.rolesByPerson.values()]
            .flat()
            .map(({ personId, role, scope }) => `${personId};${role};${scope};;`),
          `${bo};leader;eget;;`,
          `${bo};admin;*;;`,
        ]),
        file("solutions", [
          "solution_id;name;local_name;kind;phase;shared_records;replaces;expected_users;kitos_uuid",
          ...rows,
          "egen;Egen løsning;;mainRoad;inUse;no;;;",
        ]),
        file("rollouts", [
          "solution_id;team_id;status;start;reason;review_on",
          `${system.nexus};${unit.nord};exception;;Papir lidt endnu;2027-01-01`,
          "egen;eget;inUse;;;",
        ]),
      ],
    });
    expect(result.problems).toEqual([]);
    const before = await directory();
    // The rollouts that the file ended are the municipality's own decision as well.
    expect(await sync(21)).toMatchObject({ problems: [] });
    const after = await directory();
    const chosen = ({ localNames, kind, sharedRecords, replaces }: Solution) => ({
      localNames,
      kind,
      sharedRecords,
      replaces,
    });
    for (const [id, solution] of before.solutions) expect(after.solutions.get(id)).toMatchObject(chosen(solution));
    expect(after.solutions.get(system.nexus)).toMatchObject({
      localNames: { "*": "journalen", sk: "skolens" },
      expectedUsers: 500,
    });
    expect(after.rolloutsByTeam).toEqual(before.rolloutsByTeam);
    expect(after.rolesByPerson).toEqual(before.rolesByPerson);
    expect(after.teams.get("eget")).toEqual(before.teams.get("eget"));
    expect(after.people.get(bo)).toEqual(before.people.get(bo));
    // An account that Entra does not know is gone, whoever brought it.
    expect(after.people.get(own.admin)?.retired).toBe(true);
  });
});

describe("a source that cannot be trusted", () => {
  test.each([401, 404, 400])("status %d: what there is stays, and it is said", async (status) => {
    await choose();
    await sync(20);
    const before = await directory();
    fails = status;
    expect(await sync(21)).toMatchObject({ outcome: "failed", failedNights: 1, trouble: { source: "rollekatalog" } });
    expect(await sync(21)).toMatchObject({ failedNights: 1 });
    expect(await sync(22)).toMatchObject({ failedNights: 2 });
    expect(await directory()).toEqual(before);
    fails = null;
    expect(await sync(23)).toMatchObject({ outcome: "unchanged", failedNights: 0 });
  });

  test("far less than before changes nothing and asks; with its number it is done", async () => {
    await choose();
    await sync(20);
    const before = await directory();
    const half = JSON.parse(catalogue);
    half.orgUnits = half.orgUnits.filter(
      ({ uuid }: { uuid: string }) => ![unit.nord, unit.nat, unit.syd, unit.aften].includes(uuid),
    );
    catalogue = JSON.stringify(half);
    const run = await sync(21);
    expect(run.outcome).toBe("waiting");
    expect(run.losses).toContainEqual({ file: "units", retired: 4, of: 13 });
    expect(run.losses).toContainEqual({ file: "teams", retired: 4, of: 7 });
    expect(await directory()).toEqual(before);
    const total = run.losses.reduce((sum, { retired }) => sum + retired, 0);
    expect(await sync(21, { confirm: total - 1, replaces: undefined })).toMatchObject({ outcome: "waiting" });
    expect(await sync(21, { confirm: total, replaces: undefined })).toMatchObject({ outcome: "stored" });
    expect((await directory()).teams.get(unit.nord)?.retired).toBe(true);
  });

  test("a unit under a new id is asked about, and with a yes everything follows", async () => {
    await choose();
    await sync(20);
    const anew = "99999999-9999-4999-8999-999999999999";
    catalogue = catalogue.replaceAll(unit.syd, anew);
    const { nord, nat, aften, vest, skole, it } = unit;
    await choose({ teams: [nord, nat, anew, aften, vest, skole, it] });
    const run = await sync(21);
    expect(run).toMatchObject({
      outcome: "waiting",
      proposals: [{ team: { id: anew }, replaces: [{ id: unit.syd }] }],
    });
    expect((await directory()).teams.has(anew)).toBe(false);
    await sync(21, { confirm: undefined, replaces: { [anew]: [unit.syd] } });
    const after = await directory();
    expect(after.teams.get(unit.syd)).toMatchObject({ retired: true, replacedBy: anew });
    expect(after.rolloutsByTeam.get(anew)?.map(({ solutionId }) => solutionId)).toEqual([system.skaerm]);
    expect(await sync(22)).toMatchObject({ outcome: "unchanged" });
  });

  test("one process at a time", async () => {
    await choose();
    let begun = 0;
    const pull = async () => {
      begun += 1;
      return pullSources(config());
    };
    const request = { store: fresh.store, tenantId, now: "2026-11-20T01:00:00.000Z", by: "system", pull };
    const runs = await Promise.all([syncSources(request), syncSources(request), syncSources(request)]);
    expect(runs.filter((run) => run !== "busy")).toHaveLength(begun);
    expect(begun).toBe(1);
  });
});

test("KITOS' export joins by the names of units; two of one name are nobody's", async () => {
  await choose();
  const pull = () =>
    pullSources(
      config({
        KITOS_EMAIL: "",
        KITOS_PASSWORD: "",
        KITOS_EXPORT: sourceFile("kitos-export-IT-Systemer-Overblik.xlsx"),
      }),
    );
  const run = await sync(20, undefined, pull);
  expect(run.problems).toEqual([]);
  const { rolloutsByTeam } = await directory();
  expect(rolloutsByTeam.get(unit.syd)?.map(({ solutionId }) => solutionId)).toEqual([system.skaerm]);
  expect(run.findings).toContainEqual({
    code: "unitUnknown",
    id: "Team Nord",
    name: "Team Nord",
    other: "Omsorg Æ Suite",
  });
});

test("a night is once, from its hour on, and a run that failed is tried again after an hour", () => {
  const run = (at: string, outcome: SyncRun["outcome"]) => ({ at, outcome }) as SyncRun;
  expect(isSyncDue(undefined, 2, "2026-11-20T00:59:00.000Z")).toBe(false);
  expect(isSyncDue(undefined, 2, "2026-11-20T01:00:00.000Z")).toBe(true);
  expect(isSyncDue(undefined, 2, "2026-11-20T05:00:00.000Z")).toBe(false);
  expect(isSyncDue(run("2026-11-20T01:00:00.000Z", "stored"), 2, "2026-11-20T03:00:00.000Z")).toBe(false);
  expect(isSyncDue(run("2026-11-20T01:00:00.000Z", "failed"), 2, "2026-11-20T01:30:00.000Z")).toBe(false);
  expect(isSyncDue(run("2026-11-20T01:00:00.000Z", "failed"), 2, "2026-11-20T02:00:00.000Z")).toBe(true);
  expect(isSyncDue(run("2026-11-19T01:00:00.000Z", "stored"), 23, "2026-11-20T00:30:00.000Z")).toBe(true);
});
