import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { loadConfig, localTenant } from "../../../bot/config.ts";
import { newBarrier } from "../../../bot/domain/barrier/barrier.ts";
import { emptyMapping } from "../../../bot/domain/sources.ts";
import { type Documents, keys } from "../../../bot/store/documents.ts";
import type { Change } from "../../../bot/store/store.ts";
import { loadDirectory } from "../../../bot/use-cases/load-directory.ts";
import { type ForeignServer, startForeign } from "../../support/foreign-server.ts";
import { type FreshStore, freshStore } from "../../support/fresh-store.ts";
import { type RunningApi, startApi } from "../../support/start-api.ts";

// Over night a unit is gone, or is here under another id, and nobody has chosen anew: through the service itself, as an administrator sees it.

const entra = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const admin = "admin@x.example";
let fresh: FreshStore;
let host: ForeignServer;
let api: RunningApi;
let units: { uuid: string; name: string; parentOrgUnitUuid: string | null; manager: object | null }[];

const unit = (uuid: string, name: string, parent: string | null, leader: string | null) => ({
  ...{ uuid, name, parentOrgUnitUuid: parent },
  manager: leader === null ? null : { uuid: `p-${leader}`, userId: leader },
});

beforeEach(async () => {
  fresh = await freshStore();
  units = [
    unit("top", "Kommunen", null, null),
    unit("care", "Ældre", "top", null),
    ...["nord", "syd", "vest"].map((id, n) => unit(id, `Team ${id}`, "care", ["anna", "bo", "cy"][n] ?? null)),
    ...Array.from({ length: 12 }, (_, n) => unit(`other-${n}`, `Andet ${n}`, "top", null)),
  ];
  const people = ["anna", "bo", "cy"];
  const users = people.map((userId) => ({ uuid: `p-${userId}`, userId, name: `Navn ${userId}`, positions: [] }));
  const accounts = [...people, "admin"].map((userId, n) => ({
    ...{ id: entra(n + 1), userPrincipalName: `${userId}@x.example`, displayName: `Navn ${userId}` },
    ...{ accountEnabled: true, onPremisesSamAccountName: userId },
  }));
  host = await startForeign((request, response) => {
    const path = request.url ?? "";
    if (path.includes("oauth2")) return void response.end('{"access_token":"t"}');
    if (path.includes("/users")) return void response.end(JSON.stringify({ value: accounts }));
    if (path.includes("/manager")) return void response.end("[]");
    response.end(JSON.stringify({ users, orgUnits: units }));
  });
  const person: Documents["person"] = { id: entra(4), upn: admin, name: "Admin", language: "da" };
  const role: Documents["role"] = { personId: entra(4), role: "admin", scope: "*", from: null, to: null };
  const value = { ...emptyMapping, teams: ["nord", "syd", "vest"] };
  await store(
    { op: "create", kind: "person", key: person.id, value: person },
    { op: "create", kind: "role", key: keys.role(role), value: role },
    { op: "create", kind: "mapping", key: keys.mapping, value },
  );
  const config = loadConfig({
    ...{ OMBORD_MODE: "local", ENTRA_AUTHORITY: host.url, ROLLEKATALOG_URL: host.url, ROLLEKATALOG_KEY: "k" },
    ...{ GRAPH_URL: host.url, GRAPH_CLIENT_ID: "g", GRAPH_CLIENT_SECRET: "s" },
  });
  api = await startApi({ store: fresh.store, now: "2026-11-20T10:00:00.000Z", config });
  expect(await ask("POST", "/run", {})).toMatchObject({ run: { outcome: "stored", problems: [] } });
  const barrier = newBarrier(
    "b1",
    { teamId: "syd", solutionId: "s", week: null },
    entra(2),
    "2026-11-20T10:00:00.000Z",
  );
  await store({ op: "create", kind: "barrier", key: "b1", value: barrier });
});
afterEach(async () => {
  await api.stop();
  await host.stop();
  await fresh.dispose();
});

const store = (...changes: Change[]) => fresh.store.commit(localTenant, changes);

// biome-ignore lint/suspicious/noExplicitAny: the contract is held by the server of the test.
async function ask(method: string, path: string, body?: object): Promise<any> {
  const headers = { Authorization: `Persona ${admin}`, "Content-Type": "application/json" };
  const sent = body === undefined ? null : JSON.stringify(body);
  const response = await fetch(`${api.url}/api/admin/sources${path}`, { method, headers, body: sent });
  expect(response.status).toBe(200);
  return response.json();
}

const directory = () => loadDirectory(fresh.store, localTenant);
const without = (id: string) => (units = units.filter(({ uuid }) => uuid !== id));

test("gone: its team stays with its leader until somebody has chosen without it", async () => {
  without("syd");
  for (const outcome of ["unchanged", "unchanged"]) {
    const { run } = await ask("POST", "/run", {});
    expect(run).toMatchObject({ outcome, problems: [] });
    expect(run.findings.map(({ code, name }: { code: string; name: string }) => [code, name])).toEqual([
      ["teamGone", "Team syd"],
    ]);
  }
  const now = await directory();
  expect(now.teams.get("syd")).toEqual({ id: "syd", name: "Team syd", areaId: "care" });
  expect(now.rolesByScope.get("syd")?.map(({ personId }) => personId)).toEqual([entra(2)]);
  const { units: shown, choice } = await ask("GET", "");
  expect(shown.at(-1)).toMatchObject({ id: "syd", name: "Team syd", isProposed: false });
  await ask("PUT", "", { ...choice, teams: ["nord", "vest"] });
  expect(await ask("POST", "/run", {})).toMatchObject({ run: { outcome: "stored", findings: [] } });
  const after = await directory();
  expect(after.teams.get("syd")?.retired).toBe(true);
  expect(after.people.get(entra(2))?.retired).toBe(true);
});

test("gone with all that is above it: its area stays too", async () => {
  without("care");
  for (const id of ["nord", "vest"]) for (const one of units) if (one.uuid === id) one.parentOrgUnitUuid = "top";
  without("syd");
  expect(await ask("POST", "/run", {})).toMatchObject({ run: { outcome: "stored", problems: [] } });
  const now = await directory();
  expect([now.teams.get("nord")?.areaId, now.teams.get("syd")?.areaId]).toEqual(["top", "care"]);
  expect(now.areas.get("care")?.retired).toBeUndefined();
  expect(await ask("POST", "/run", {})).toMatchObject({ run: { outcome: "unchanged" } });
});

test.each([
  ["its name, and another leader", unit("anew", "team SYD", "top", "cy")],
  ["its leader, and another name", unit("anew", "Hjemmeplejen S", "top", "bo")],
])(
  "under another id, with %s: it is asked whether it is the same, and with a yes everything follows",
  async (_, anew) => {
    without("syd");
    units.push(anew);
    const waiting = await ask("POST", "/run", {});
    expect(waiting.run).toMatchObject({
      outcome: "waiting",
      proposals: [{ team: { id: "anew" }, replaces: [{ id: "syd", name: "Team syd" }] }],
    });
    expect((await directory()).teams.get("syd")?.retired).toBeUndefined();
    // Another night does not answer for anybody.
    expect((await ask("POST", "/run", {})).run.outcome).toBe("waiting");
    expect(await ask("POST", "/run", { replaces: { anew: ["syd"] } })).toMatchObject({ run: { outcome: "stored" } });
    const after = await directory();
    expect(after.teams.get("syd")).toMatchObject({ retired: true, replacedBy: "anew" });
    expect((await fresh.store.read(localTenant, "barrier", "b1"))?.value.teamId).toBe("anew");
    expect((await ask("GET", "")).choice.teams.toSorted()).toEqual(["anew", "nord", "vest"]);
    expect(await ask("POST", "/run", {})).toMatchObject({ run: { outcome: "unchanged", findings: [] } });
  },
);

test("in two: both are asked about, and the first has what is open", async () => {
  without("syd");
  units.push(unit("syd-a", "Syd A", "care", "bo"), unit("syd-b", "Syd B", "care", "bo"));
  const { run } = await ask("POST", "/run", {});
  expect(run.proposals.map(({ team }: { team: { id: string } }) => team.id)).toEqual(["syd-a", "syd-b"]);
  await ask("POST", "/run", { replaces: { "syd-a": ["syd"], "syd-b": ["syd"] } });
  expect((await fresh.store.read(localTenant, "barrier", "b1"))?.value.teamId).toBe("syd-a");
  expect((await directory()).teams.get("syd-b")?.retired).toBeUndefined();
});

test("a unit that was there before, or one above others, is in nobody's place", async () => {
  without("syd");
  units.push(unit("above", "Ny afdeling", "top", "bo"), unit("below", "Under", "above", null));
  for (const one of units) if (one.uuid === "other-3") Object.assign(one, unit("other-3", "Team syd", "top", "bo"));
  const { run } = await ask("POST", "/run", {});
  expect(run).toMatchObject({ outcome: "unchanged", proposals: [] });
});
