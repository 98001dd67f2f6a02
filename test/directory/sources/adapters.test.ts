import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import nock from "nock";
import { pullGraph } from "../../../bot/directory/sources/graph.ts";
import { pullKitos } from "../../../bot/directory/sources/kitos.ts";
import { pullRollekatalog } from "../../../bot/directory/sources/rollekatalog.ts";
import { readEntraFile, readKitosExport } from "../../../bot/directory/sources/source-files.ts";
import { fixture, planted, sourceFile } from "../../support/source-fixtures.ts";

const catalogue = "https://rollekatalog.fjordby.example";
const kitos = "https://kitos.example";
const graph = "https://graph.example";
const login = "https://login.example";
const tenantId = "11111111-1111-4111-8111-111111111111";
const json = { "Content-Type": "application/json" };

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

// It stands in every process-wide door to the network: the test files that this process runs next want them as they were.
afterAll(() => nock.restore());

const access = {
  kitos: { url: kitos, email: "kitos-api@fjordby.example", password: "secret", organisation: undefined },
  graph: { url: graph, authority: login, tenantId, clientId: "app", secret: "secret" },
};

describe("OS2rollekatalog", () => {
  async function pull(managers: number | string = 404) {
    const host = nock(catalogue, { reqheaders: { ApiKey: "key" } });
    host.get("/api/organisation/v3").reply(200, await fixture("os2rollekatalog-organisation-v3.json"), json);
    const told = typeof managers === "number" ? "" : await fixture(managers);
    host.get("/api/manager").reply(typeof managers === "number" ? managers : 200, told, json);
    return pullRollekatalog({ url: catalogue, key: "key" });
  }

  test("units with who leads them and how many are there, people and stand-ins; no number of anybody", async () => {
    const { units, people, standIns } = await pull("os2rollekatalog-manager.json");
    expect(units).toHaveLength(13);
    const nord = units.find(({ id }) => id === "8b220b37-dcb2-41ef-a6ea-c7bfd4a08df8");
    expect(nord).toEqual({
      ...{ id: "8b220b37-dcb2-41ef-a6ea-c7bfd4a08df8", name: "Team Nord", staff: 3 },
      parentId: "23078196-8414-4134-ab36-e201b11635e2",
      manager: { id: "e315eddb-0d32-4e80-ae51-1aee2fdbb82e", userId: "AASO" },
    });
    expect(units.find(({ name }) => name === "Team Vest")).toBeDefined();
    expect(people.find(({ userId }) => userId === "CAMU")).toEqual({
      ...{ id: "b12c93ac-aba0-49bf-afbb-af414d587402", userId: "CAMU", name: "Cara Müller-Ĵensen" },
      ...{ mail: null, isDisabled: false },
    });
    expect(people.find(({ userId }) => userId === "DAHO")?.isDisabled).toBe(true);
    expect(standIns).toEqual([{ userId: "CAMU", unitId: "8b220b37-dcb2-41ef-a6ea-c7bfd4a08df8" }]);
    expect(JSON.stringify({ units, people, standIns })).not.toMatch(planted);
  });

  test("stand-ins that are switched off are none", async () => {
    expect((await pull(404)).standIns).toEqual([]);
  });

  test.each([
    [401, {}, "refused"],
    [403, {}, "refused"],
    [400, {}, "drifted"],
    [200, { users: [], orgUnits: [] }, "empty"],
    [200, { users: [{ uuid: 7, cpr: "3101019999" }], orgUnits: [] }, "drifted"],
    [200, "{ not json 3101019999", "cutShort"],
  ])("status %d with %j: says %s, and nothing of what was answered", async (status, body, code) => {
    nock(catalogue)
      .get("/api/organisation/v3")
      .reply(status, body as never, json);
    const error = await pullRollekatalog({ url: catalogue, key: "key" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "SourceTrouble", source: "rollekatalog", code });
    expect(`${(error as Error).stack} ${JSON.stringify(error)} ${String((error as Error).cause)}`).not.toMatch(planted);
  });

  test("waits for as long as the server asks, and gives up where that is too long", async () => {
    const limits = { requestMs: 5_000, pullMs: 20_000, bytes: 1e6, allBytes: 1e7, pages: 5, patienceMs: 2_000 };
    nock(catalogue).get("/api/organisation/v3").reply(429, "", { "Retry-After": "0" });
    nock(catalogue)
      .get("/api/organisation/v3")
      .reply(200, await fixture("os2rollekatalog-organisation-v3.json"), json);
    nock(catalogue).get("/api/manager").reply(404);
    expect((await pullRollekatalog({ url: catalogue, key: "key" }, limits)).units).toHaveLength(13);
    nock(catalogue).get("/api/organisation/v3").reply(429, "", { "Retry-After": "3600" });
    await expect(pullRollekatalog({ url: catalogue, key: "key" }, limits)).rejects.toMatchObject({ code: "throttled" });
    nock(catalogue).get("/api/organisation/v3").times(4).reply(503, "", { "Retry-After": "0" });
    await expect(pullRollekatalog({ url: catalogue, key: "key" }, limits)).rejects.toMatchObject({
      code: "unavailable",
    });
  });
});

describe("KITOS", () => {
  const organisation = "5059ac78-0b20-476e-a15c-05d56e466869";

  async function host(usagePages: string[]) {
    const server = nock(kitos);
    server.post("/api/authorize/GetToken").reply(200, { token: "t", loginSuccessful: true }, json);
    const mine = await fixture("kitos-organizations.json");
    server.get("/api/v2/organizations").query(true).reply(200, mine, json);
    const units = [await fixture("kitos-organization-units.json"), "[]"];
    for (const [page, body] of units.entries())
      server
        .get(`/api/v2/organizations/${organisation}/organization-units`)
        .query({ page, pageSize: 250 })
        .reply(200, body, json);
    for (const [page, body] of usagePages.entries())
      server
        .get("/api/v2/it-system-usages")
        .query({ organizationUuid: organisation, page, pageSize: 250 })
        .reply(200, body, json);
  }

  test("solutions with phase, interval and units, over several pages; a short page does not end it", async () => {
    const names = ["kitos-it-system-usages-page0.json", "kitos-it-system-usages-page1.json"];
    await host([...(await Promise.all(names.map(fixture))), "[]"]);
    const systems = await pullKitos(access.kitos);
    expect(systems.map(({ name, callName, phase, expectedUsers }) => [name, callName, phase, expectedUsers])).toEqual([
      ["Omsorg Æ Suite", "Nexus-æ", "inUse", { from: 500, to: null }],
      ["VidCare Skærm", "skærmbesøg", "rollout", { from: 100, to: 499 }],
      ["SkoleNet", null, "inUse", { from: 50, to: 99 }],
      ["Gammel Journal", "journalen", "retiring", { from: 10, to: 49 }],
      ["Pilot KI-assistent", "Copilot", "trial", { from: 0, to: 9 }],
      ["Lukket 2021", null, null, null],
      ["Uden status", null, null, null],
      ["Copilot", "Copilot", "inUse", null],
    ]);
    expect(systems[0]).toMatchObject({
      id: "48e68283-3f8d-4403-a243-b13f6addd86c",
      units: [
        { id: "f728f6f2-08a6-408c-a92b-8c8a135e2754", name: "Hjemmeplejen" },
        { id: "8b220b37-dcb2-41ef-a6ea-c7bfd4a08df8", name: "Team Nord" },
      ],
    });
    expect(systems[4]?.units).toEqual([
      { id: null, name: "Digital Fjord (kun i KITOS)", kitosId: "c7e65a76-f2f6-4d6e-a908-4f5b94d9ee7e" },
    ]);
    expect(JSON.stringify(systems)).not.toContain("Gro Sørup");
  });

  test("the same page again and again is a server without end", async () => {
    const page = await fixture("kitos-it-system-usages-page0.json");
    await host([page, page]);
    await expect(pullKitos(access.kitos)).rejects.toMatchObject({ code: "endless" });
  });

  test("of two municipalities none is guessed, and a wrong password is said", async () => {
    nock(kitos).post("/api/authorize/GetToken").reply(200, { token: "t" }, json);
    const two = [{ uuid: organisation }, { uuid: tenantId }];
    nock(kitos).get("/api/v2/organizations").query(true).reply(200, two, json);
    await expect(pullKitos(access.kitos)).rejects.toMatchObject({ code: "elsewhere" });
    nock(kitos).post("/api/authorize/GetToken").reply(401, {}, json);
    await expect(pullKitos(access.kitos)).rejects.toMatchObject({ code: "refused" });
  });

  test.each(["csv", "xlsx"])("its export as %s says the same of what is in it", async (ending) => {
    const systems = await readKitosExport(sourceFile(`kitos-export-IT-Systemer-Overblik.${ending}`));
    expect(
      systems
        .slice(0, 3)
        .map(({ name, callName, phase, expectedUsers, units }) => [
          name,
          callName,
          phase,
          expectedUsers,
          units[0]?.name,
        ]),
    ).toEqual([
      ["Omsorg Æ Suite", "Nexus-æ", "inUse", { from: 500, to: null }, "Hjemmeplejen, Team Nord"],
      ["VidCare Skærm", "skærmbesøg", "rollout", { from: 100, to: 499 }, "Hjemmeplejen"],
      ["Lukket 2021", null, null, null, undefined],
    ]);
  });
});

describe("Microsoft Graph", () => {
  function signIn() {
    nock(login).post(`/${tenantId}/oauth2/v2.0/token`).reply(200, { access_token: "t" }, json);
  }

  test("follows the pages as they are given, and takes no guests", async () => {
    signIn();
    const first = (await fixture("graph-users-page1.json")).replaceAll("https://graph.microsoft.com", graph);
    nock(graph)
      .get("/v1.0/users")
      .query(({ $skiptoken }) => $skiptoken === undefined)
      .reply(200, first, json);
    nock(graph)
      .get("/v1.0/users")
      .query(({ $skiptoken }) => $skiptoken !== undefined)
      .reply(200, await fixture("graph-users-page2.json"), json);
    const accounts = await pullGraph(access.graph);
    expect(accounts.map(({ userId, language, isEnabled }) => [userId, language, isEnabled])).toEqual([
      ["AASO", null, true],
      ["BOKR", null, true],
      ["DAHO", null, false],
      ["EVLI", "en", true],
      [null, null, false],
    ]);
  });

  test.each([
    ["https://elsewhere.example/v1.0/users?x", "elsewhere"],
    [`${graph}/v1.0/users?$skiptoken=1`, "endless"],
  ])("a next page at %s is not followed for ever, nor with the token to a stranger: %s", async (next, code) => {
    signIn();
    const page = { "@odata.nextLink": next, value: [{ id: tenantId }] };
    nock(graph).get("/v1.0/users").query(true).times(3).reply(200, page, json);
    await expect(pullGraph(access.graph)).rejects.toMatchObject({ source: "graph", code });
  });

  test("without it a file of ids joins", async () => {
    expect(await readEntraFile(sourceFile("entra-ids.csv"))).toEqual([
      {
        ...{ entraId: "a6ec8244-9d21-44ab-a23d-aec848bf09df", userId: "AASO" },
        ...{ upn: "aase.oestergaard@fjordby.example", name: null, language: null, isEnabled: true },
      },
    ]);
    await expect(readEntraFile(sourceFile("nothing.csv"))).rejects.toMatchObject({ code: "fileMissing" });
  });
});

describe("answers that are not those that were asked for", () => {
  test("Graph's list with managers, and its list of changes, give the accounts that are there", async () => {
    for (const [file, found] of [
      [
        "graph-users-expand-manager.json",
        [
          ["AASE", true],
          ["BO", true],
        ],
      ],
      ["graph-users-delta.json", [[null, true]]],
    ] as const) {
      nock(login).post(`/${tenantId}/oauth2/v2.0/token`).reply(200, { access_token: "t" }, json);
      nock(graph)
        .get("/v1.0/users")
        .query(true)
        .reply(200, await fixture(file), json);
      const accounts = await pullGraph(access.graph);
      expect(accounts.map(({ userId, isEnabled }) => [userId, isEnabled])).toEqual(found);
    }
  });

  test.each(["os2sync-hierarchy.json", "os2rollekatalog-title.json", "kitos-it-systems.json"])(
    "%s in the place of the organisation is another shape",
    async (file) => {
      nock(catalogue)
        .get("/api/organisation/v3")
        .reply(200, await fixture(file), json);
      await expect(pullRollekatalog({ url: catalogue, key: "key" })).rejects.toMatchObject({ code: "drifted" });
    },
  );

  test.each(["kitos-it-systems.json", "kitos-deleted-entities.json", "graph-group-members-delta.json"])(
    "%s in the place of what is in use is another shape",
    async (file) => {
      nock(kitos)
        .post("/api/authorize/GetToken")
        .reply(200, await fixture("kitos-token.json"), json);
      nock(kitos)
        .get("/api/v2/organizations")
        .query(true)
        .reply(200, await fixture("kitos-organizations.json"), json);
      nock(kitos)
        .get("/api/v2/organizations/5059ac78-0b20-476e-a15c-05d56e466869/organization-units")
        .query(true)
        .reply(200, "[]", json);
      nock(kitos)
        .get("/api/v2/it-system-usages")
        .query(true)
        .reply(200, await fixture(file), json);
      await expect(pullKitos(access.kitos)).rejects.toMatchObject({ code: "drifted" });
    },
  );
});
