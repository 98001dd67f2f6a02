import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { loadConfig, localTenant } from "../../../bot/config.ts";
import { pullSources } from "../../../bot/directory/sources/pull-sources.ts";
import { syncSources } from "../../../bot/directory/sources/sync.ts";
import { emptyMapping } from "../../../bot/domain/sources.ts";
import { type Documents, keys } from "../../../bot/store/documents.ts";
import type { Change } from "../../../bot/store/store.ts";
import { loadDirectory } from "../../../bot/use-cases/load-directory.ts";
import { type ForeignServer, startForeign } from "../../support/foreign-server.ts";
import { type FreshStore, freshStore } from "../../support/fresh-store.ts";

// One row of a foreign system that is not as it should be is taken as well as it can be, or left out and told of: all others come in.

const entra = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
interface Answers {
  units: Record<string, unknown>[];
  users: Record<string, unknown>[];
  accounts: Record<string, unknown>[];
}
let fresh: FreshStore;
let host: ForeignServer;
let answers: Answers;

beforeEach(async () => {
  fresh = await freshStore();
  const people = ["anna", "bo", "cy"];
  const unit = (uuid: string, parent: string | null, leader: string | null) => ({
    ...{ uuid, name: `Enhed ${uuid}`, parentOrgUnitUuid: parent },
    manager: leader === null ? null : { uuid: `p-${leader}`, userId: leader },
  });
  answers = {
    units: [unit("top", null, null), unit("nord", "top", "anna"), unit("syd", "top", "bo"), unit("vest", "top", "cy")],
    users: people.map((userId) => ({ uuid: `p-${userId}`, userId, name: `Navn ${userId}`, positions: [] })),
    accounts: people.map((userId, index) => ({
      ...{ id: entra(index + 1), userPrincipalName: `${userId}@x.example`, displayName: `Navn ${userId}` },
      ...{ accountEnabled: true, onPremisesSamAccountName: userId },
    })),
  };
  host = await startForeign((request, response) => {
    const path = request.url ?? "";
    if (path.includes("oauth2")) return void response.end('{"access_token":"t"}');
    if (path.includes("/users")) return void response.end(JSON.stringify({ value: answers.accounts }));
    if (path.includes("/manager")) return void response.end("[]");
    response.end(JSON.stringify({ users: answers.users, orgUnits: answers.units }));
  });
  await store({
    op: "create",
    kind: "mapping",
    key: keys.mapping,
    value: { ...emptyMapping, teams: ["nord", "syd", "vest"] },
  });
});
afterEach(async () => {
  await host.stop();
  await fresh.dispose();
});

const store = (...changes: Change[]) => fresh.store.commit(localTenant, changes);

async function sync(day = 10) {
  const { sources } = loadConfig({
    ...{ OMBORD_MODE: "local", ENTRA_AUTHORITY: host.url, ROLLEKATALOG_URL: host.url, ROLLEKATALOG_KEY: "k" },
    ...{ GRAPH_URL: host.url, GRAPH_CLIENT_ID: "g", GRAPH_CLIENT_SECRET: "s" },
  });
  const pull = () => pullSources(sources);
  const now = `2026-11-${day}T01:00:00.000Z`;
  const run = await syncSources({ store: fresh.store, tenantId: localTenant, now, by: "system", pull });
  if (run === "busy") throw new Error("busy");
  const directory = await loadDirectory(fresh.store, localTenant);
  const leads = (team: string) => directory.rolesByScope.get(team)?.map(({ personId }) => personId) ?? [];
  const told = run.findings.map(({ code, name, other }) => [code, name, other]);
  return { run, directory, leads, told };
}

test.each([
  ["a soft hyphen and what nobody sees", "Hjemme\u00adplejen\u200b Nord\ufeff", "Hjemmeplejen Nord"],
  ["line breaks and tabs", "  Hjemmeplejen\r\n\tNord  ", "Hjemmeplejen Nord"],
  ["å in two characters", "A\u030ahuset", "Åhuset"],
  ["half a character", "Nord \ud83d", "Nord \ufffd"],
  ["300 letters", "n".repeat(300), `${"n".repeat(199)}…`],
  ["5,000 letters", "n".repeat(5000), `${"n".repeat(199)}…`],
  ["no name", " \u200b ", "nord"],
  ["a number of somebody's, with what nobody sees in it", "Nord 320199\u200b-1234", "Nord …"],
])("a unit with %s in its name", async (_, name, stored) => {
  Object.assign(answers.units[1] ?? {}, { name });
  const { run, directory } = await sync();
  expect(run).toMatchObject({ outcome: "stored", problems: [] });
  expect(directory.teams.get("nord")?.name).toBe(stored);
  expect((await sync(11)).run.outcome).toBe("unchanged");
});

test("an id that no file may have is no unit, and no parent", async () => {
  answers.units.push({ uuid: "x y;z", name: "Skæv", parentOrgUnitUuid: "top" });
  answers.units.push({ uuid: "under", name: "Under", parentOrgUnitUuid: "x y;z" });
  const { run, directory } = await sync();
  expect(run).toMatchObject({ outcome: "stored", problems: [] });
  expect([...directory.teams.keys()].toSorted()).toEqual(["nord", "syd", "vest"]);
});

test("a user name that is none is not one, and the next that is known is used", async () => {
  Object.assign(answers.accounts[0] ?? {}, { userPrincipalName: "ingen" });
  Object.assign(answers.users[0] ?? {}, { email: "anna@mail.example" });
  Object.assign(answers.accounts[1] ?? {}, { userPrincipalName: "bo;bo@x.example" });
  const { run, directory, told } = await sync();
  expect(run).toMatchObject({ outcome: "stored", problems: [] });
  expect(directory.people.get(entra(1))?.upn).toBe("anna@mail.example");
  expect(told).toEqual([["noUserName", "Navn bo", ""]]);
});

test("two leaders with one user name: the second is told of", async () => {
  for (const index of [0, 1]) {
    Object.assign(answers.accounts[index] ?? {}, { userPrincipalName: null });
    Object.assign(answers.users[index] ?? {}, { email: "Faelles@x.example" });
  }
  const { run, leads, told } = await sync();
  expect(run).toMatchObject({ outcome: "stored", problems: [] });
  expect([leads("nord"), leads("syd")]).toEqual([[entra(1)], []]);
  expect(told).toEqual([["userNameTaken", "Navn bo", "Navn anna"]]);
});

test("an account that is made anew under the old user name takes the place of the old one; one with a role of its own is not guessed about", async () => {
  await sync();
  Object.assign(answers.accounts[0] ?? {}, { id: entra(7) });
  const anew = await sync(11);
  expect(anew.run).toMatchObject({ outcome: "stored", problems: [] });
  expect(anew.leads("nord")).toEqual([entra(7)]);
  const value: Documents["role"] = { personId: entra(2), role: "navigator", scope: "*", from: null, to: null };
  await store({ op: "create", kind: "role", key: keys.role(value), value });
  // The old account is still enabled, and has no user id any longer.
  answers.accounts.push({ ...answers.accounts[1], id: entra(8), userPrincipalName: "BO@x.example" });
  Object.assign(answers.accounts[1] ?? {}, { onPremisesSamAccountName: null });
  const clash = await sync(12);
  expect(clash.run).toMatchObject({ outcome: "stored", problems: [] });
  expect(clash.told).toEqual([["userNameTaken", "Navn bo", "Navn bo"]]);
  expect(clash.directory.people.get(entra(2))?.retired).toBeUndefined();
});
