import { afterEach, expect, test } from "@jest/globals";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import type { Person } from "../../bot/domain/organisation.ts";
import { newTrial } from "../../bot/domain/trial.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { forgetLeavers } from "../../bot/use-cases/operations/forget-leavers.ts";
import { withoutNames } from "../../bot/use-cases/trial/share-trial.ts";
import { type FreshStore, freshCosmos, freshSqlite } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";

const tenant = "t";
const now = "2028-12-15T08:00:00.000Z";
const at = "2028-03-01T08:00:00.000Z";
const dates = { createdAt: at, updatedAt: at };
/** Whoever has left, some so long ago that their name goes today. */
const people: Person[] = [
  { id: "1", name: "Mette Zachariasen", upn: "mz@x.example", language: "da", retired: true, leftOn: "2028-06-15" },
  { id: "2", name: "Bo Lind", upn: "bl@x.example", language: "da", retired: true, leftOn: "2028-06-01" },
  { id: "3", name: "Bo Lind", upn: "bo.lind@x.example", language: "da" },
  { id: "4", name: "Carl Quist", upn: "cq@x.example", language: "da", retired: true, leftOn: "2028-07-01" },
  { id: "5", name: "Mette Wulff", upn: "mw@x.example", language: "da" },
];
const said = "Spørg Mette Zachariasen, BO LIND eller Carl Quist. mette zachariasens team, mz@x.example, Bo Lindberg";
const left = "Spørg tidligere leder, BO LIND eller Carl Quist. tidligere leders team, tidligere leder, Bo Lindberg";

let fresh: FreshStore;
let store: Store;
afterEach(() => fresh.dispose());

async function fill(): Promise<void> {
  await fillMunicipality(store, tenant, at, 1);
  const version = { digital: said, hybrid: null, analogue: said, decider: said, since: "2028-01-01", at };
  const criteria = { ...version, principles: [], by: "1" };
  const texts = { using: said, notUsing: "Mette og Zachariasen viste det", idea: null };
  const about = { teamId: "nord-dag", solutionId: null, on: "2028-03-01", trialId: null, by: "1", createdAt: at };
  const given = { id: "trial", teamIds: ["nord-dag"], solutionId: null, barrierId: null, citizenReason: null };
  const trial = { ...given, from: "2028-03-01", to: "2028-03-14", what: said, hope: "Zachariasens idé" };
  const barrier = newBarrier("barrier", { teamId: "nord-dag", solutionId: "s", week: null }, "1", at);
  const event = { at, by: "1", did: "comment" as const, text: said };
  const changes: Change[] = [
    ...people.map((value): Change => ({ op: "create", kind: "person", key: value.id, value })),
    {
      op: "create",
      kind: "criteria",
      key: keys.criteria("s", "*"),
      value: { ...criteria, solutionId: "s", area: "*", earlier: [criteria, criteria] },
    },
    {
      op: "create",
      kind: "fieldStudy",
      key: "shared",
      value: { id: "shared", ...about, ...texts, shareable: true },
      expiresAt: "2030-03-01T00:00:00.000Z",
    },
    { op: "create", kind: "fieldStudy", key: "own", value: { id: "own", ...about, ...texts, shareable: false } },
    {
      op: "create",
      kind: "trial",
      key: "trial",
      value: { ...newTrial(trial, "1", at), state: "finished", shareable: true, endedAt: at, learned: "Mettes ord" },
    },
    {
      op: "create",
      kind: "barrier",
      key: "barrier",
      value: { ...barrier, ...dates, consequence: said, events: [...barrier.events, event] },
    },
  ];
  await store.commit(tenant, changes);
}

const stores = [
  ["SQLite", freshSqlite],
  ["Cosmos DB", freshCosmos],
] as const;

const allSaid = async () => {
  const kinds = ["criteria", "fieldStudy", "trial", "barrier"] as const;
  const found = await Promise.all(kinds.map(async (kind) => (await store.query(tenant, kind)).items));
  return found.flat();
};

test.each(stores)("a leaver's name goes from every text and how it was before, on %s", async (_, open) => {
  fresh = await open();
  store = fresh.store;
  await fill();
  const before = JSON.stringify((await allSaid()).map(({ value }) => value));
  expect(await forgetLeavers(store, tenant, await loadDirectory(store, tenant), now)).toBe(2);
  const after = await allSaid();
  const told = JSON.stringify(after.map(({ value }) => value));
  // The others', their namesakes', and longer names stay; so does everything else, among it when it was touched and when it goes.
  expect(told).not.toMatch(/mette zachariasen|mz@x/i);
  const shared = [
    [said, left],
    ["Mette og Zachariasen viste det", "Mette og tidligere leder viste det"],
    ["Zachariasens idé", "tidligere leders idé"],
  ] as const;
  const own = after.find(({ key }) => key === "own")?.value;
  expect(own).toMatchObject({ using: left, notUsing: "Mette og Zachariasen viste det" });
  const restored = shared.reduce((text, [was, is]) => text.replaceAll(is, was), told);
  expect(restored).toBe(before);
  expect(after.find(({ key }) => key === "shared")?.expiresAt).toBe("2030-03-01T00:00:00.000Z");
  expect((await store.read(tenant, "person", "1"))?.value).toMatchObject({ name: "tidligere leder", upn: "" });
  // What is handed on holds none of it either, though the directory no longer knows the name.
  const directory = await loadDirectory(store, tenant);
  const trial = await store.read(tenant, "trial", "trial");
  if (trial === undefined) throw new Error("no trial");
  expect(JSON.stringify(withoutNames(directory, trial.value))).not.toMatch(/zachariasen|mette/i);
  expect(await forgetLeavers(store, tenant, directory, now)).toBe(0);
});

test("a name is not forgotten by the directory before it is by the texts", async () => {
  fresh = await freshSqlite();
  store = fresh.store;
  await fill();
  const directory = await loadDirectory(store, tenant);
  const broken: Store = {
    ...store,
    commit: async (tenantId, changes) => {
      if (changes.some(({ kind }) => kind === "trial")) throw new Error("the power went");
      return store.commit(tenantId, changes);
    },
  };
  await expect(forgetLeavers(broken, tenant, directory, now)).rejects.toThrow("the power went");
  expect((await store.read(tenant, "person", "1"))?.value.name).toBe("Mette Zachariasen");
  expect(await forgetLeavers(store, tenant, directory, now)).toBe(2);
  expect(JSON.stringify((await allSaid()).map(({ value }) => value))).not.toMatch(/mette zachariasen/i);
});
