import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { adoptionAnswer } from "../../bot/api/adoption.ts";
import { recordWeek } from "../../bot/domain/check-in/adoption.ts";
import type { Directory } from "../../bot/domain/organisation.ts";
import { usageLevels } from "../../bot/domain/vocabulary.ts";
import type { Operation } from "../../bot/store/change-rules.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { readAdoption, viewAdoption } from "../../bot/use-cases/overview/view-adoption.ts";
import { managerId, numbers, seed, solutionOf, teamOf, tenantOf } from "../bench/seed.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { roleChange } from "../support/leaders.ts";

const tenant = tenantOf(0);
const now = "2026-11-19T10:00:00.000Z";
const week = "2026-W47";
const teams = 130;
const areaManager = "manager-of-one-area";
setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
let fresh: FreshStore;
let store: Store;
let operations: Operation[];

beforeEach(async () => {
  operations = [];
  fresh = await freshStore({ onOperation: (operation) => operations.push(operation) });
  store = fresh.store;
  await seed(store, { municipality: 0, teams, solutions: 3, week, history: 8, open: true, managers: 2 });
  const person = { id: areaManager, upn: "leder@kommune.example", name: "Leder", language: "da" as const };
  const role = { personId: areaManager, role: "manager" as const, scope: "omraade-1", from: null, to: "2026-11-20" };
  await store.commit(tenant, [{ op: "create", kind: "person", key: areaManager, value: person }, roleChange(role)]);
});
afterEach(() => fresh.dispose());

function look(directory: Directory, personId = managerId(0), weekCount = 12, at = now) {
  return viewAdoption({ store, actor: { tenantId: tenant, personId }, directory, now: at }, { weekCount });
}

/** As a process sees it that has looked at nothing yet. */
function lookAnew(directory: Directory, personId = managerId(0)) {
  return look({ ...directory, teams: new Map(directory.teams) }, personId);
}

async function answer(team: number, level: (typeof usageLevels)[number]): Promise<void> {
  const stored = await store.read(tenant, "adoption", teamOf(team));
  if (stored === undefined) throw new Error("no history");
  const levels = { [solutionOf(team % 3)]: level };
  const value = recordWeek(stored.value, { week, state: "answered", levels, extras: [] });
  const change: Change = { op: "replace", kind: "adoption", key: stored.key, etag: stored.etag, value };
  await store.commit(tenant, [change]);
}

test("whatever is answered between looks, the view is what a process sees that has kept nothing", async () => {
  const directory = await loadDirectory(store, tenant);
  let before = await look(directory);
  for (const round of numbers(12)) {
    for (const n of numbers(1 + (round % 4))) {
      await answer((round * 37 + n * 11) % teams, usageLevels[(round + n) % usageLevels.length] ?? "mostly");
    }
    const after = await look(directory);
    expect(after).toEqual(await lookAnew(directory));
    expect(await look(directory, areaManager)).toEqual(await lookAnew(directory, areaManager));
    expect(after).not.toEqual(before);
    const { rows, ...figures } = after;
    const { teams: shown, ...shownFigures } = adoptionAnswer(after);
    expect(shownFigures).toEqual(figures);
    expect(shown.map(({ teamId, states }) => [teamId, states])).toEqual(
      rows.map(({ teamId, states }) => [teamId, states]),
    );
    before = after;
  }
});

test("a history that disappears, and more changes than are read by name, are seen as well", async () => {
  const directory = await loadDirectory(store, tenant);
  await look(directory);
  const stored = await store.read(tenant, "adoption", teamOf(5));
  await store.commit(tenant, [{ op: "delete", kind: "adoption", key: teamOf(5), etag: stored?.etag ?? "" }]);
  expect(await look(directory)).toEqual(await lookAnew(directory));
  for (const team of numbers(teams)) if (team !== 5) await answer(team, "rarely");
  expect(await look(directory)).toEqual(await lookAnew(directory));
});

test("those who see the same teams see the same version for as long as nothing changes", async () => {
  const directory = await loadDirectory(store, tenant);
  const versionOf = async (personId: string, weekCount = 12, at = now) =>
    (await readAdoption({ store, actor: { tenantId: tenant, personId }, directory, now: at }, { weekCount })).version;
  const first = await versionOf(managerId(0));
  expect(await versionOf(managerId(0, 1))).toBe(first);
  expect(await versionOf(managerId(0), 13)).not.toBe(first);
  expect(await versionOf(managerId(0), 12, "2026-11-23T10:00:00.000Z")).not.toBe(first);
  expect(await versionOf(areaManager)).not.toBe(first);
  expect((await look(directory, areaManager)).rows.length).toBeLessThan(teams);
  await answer(3, "unsure");
  expect(await versionOf(managerId(0))).not.toBe(first);
});

test("what is kept of a view goes with the directory that it was made under", async () => {
  const row = await (async () => new WeakRef((await lookAnew(await loadDirectory(store, tenant))).rows[0] ?? {}))();
  // What has been looked at in a turn of the event loop lives until that turn ends.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  expect(row.deref() === undefined).toBe(true);
});

test("a role that has ended shows nothing, though somebody else's view of the same teams is kept", async () => {
  const directory = await loadDirectory(store, tenant);
  expect((await look(directory, areaManager)).rows.length).toBeGreaterThan(20);
  expect((await look(directory, areaManager, 12, "2026-11-21T10:00:00.000Z")).rows).toEqual([]);
});

test("a new week begins a new view", async () => {
  const directory = await loadDirectory(store, tenant);
  await look(directory);
  expect((await look(directory, managerId(0), 12, "2026-11-23T10:00:00.000Z")).weeks.at(-1)).toBe("2026-W48");
  expect((await look(directory)).weeks.at(-1)).toBe(week);
});

test("a second look reads no document that has not changed", async () => {
  const directory = await loadDirectory(store, tenant);
  await look(directory);
  await answer(7, "routine");
  operations.length = 0;
  await look(directory);
  expect(operations.map(({ name, documents }) => [name, documents])).toEqual([
    ["etags", teams],
    ["readMany", 1],
  ]);
});
