import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type ImportResult, importDirectory } from "../../bot/directory/import-directory.ts";
import type { Kind } from "../../bot/store/documents.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { csvFiles, type DirectoryText, ids, sound } from "./directory-files.ts";

const now = "2026-11-21T10:00:00.000Z";
let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

function importRows(rows: DirectoryText, options: { store?: Store } = {}): Promise<ImportResult> {
  return importDirectory({ store: fresh.store, tenantId: "t", source: csvFiles(rows), now, by: ids.bo, ...options });
}

async function valueAt<K extends Kind>(kind: K, key: string) {
  return (await fresh.store.read("t", kind, key))?.value;
}

function count(created: number, changed: number, retired: number, unchanged: number) {
  return { created, changed, retired, unchanged };
}

/** The store as it is, but for small commits only, with each passed through here first. */
function withCommit(intercept: (changes: readonly Change[]) => Promise<readonly Change[]>, maxChanges: number): Store {
  const { store } = fresh;
  return {
    ...store,
    maxChanges,
    commit: async (tenantId, changes) => store.commit(tenantId, await intercept(changes)),
  };
}

describe("a store that takes few changes at a time", () => {
  const limit = 4;

  test("gets several commits, each of which leaves a directory that holds together", async () => {
    const sizes: number[] = [];
    const store = withCommit(async (changes) => {
      sizes.push(changes.length);
      await expectConsistent();
      return changes;
    }, limit);
    await importRows(sound, { store });
    expect(sizes.length).toBeGreaterThan(5);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limit);
    expect((await importRows(sound)).counts).toMatchObject({ areas: count(0, 0, 0, 2), rollouts: count(0, 0, 0, 2) });

    const fewer = { ...sound, areas: ["care;Ældre;"], teams: ["only;Kun;care"], rollouts: ["video;only;pilot;;;"] };
    const solutions = ["video;Skærmbesøg;;mainRoad;inUse;no;;;"];
    await importRows({ ...fewer, solutions, roles: [`${ids.anna};leader;only;;`] }, { store });
    await expectConsistent();
    expect(await valueAt("area", "north")).toMatchObject({ retired: true });
  });

  test("that fails half-way is finished by the same import, which then gives the directory its new version", async () => {
    for (let failAt = 2; failAt <= 8; failAt += 1) {
      const rows = { ...sound, teams: sound.teams.map((team) => team.replace("Nord", `Nord ${failAt}`)) };
      const people = sound.people.map((person) => person.replace(";da", ";en"));
      let commits = 0;
      const store = withCommit(async (changes) => {
        commits += 1;
        if (commits === failAt) throw new Error("gone");
        return changes;
      }, limit);
      await importRows({ ...rows, people }, { store }).catch(() => undefined);
      const cutShort = (await valueAt("settings", "municipality"))?.directoryVersion;
      await importRows({ ...rows, people }, { store: withCommit(async (changes) => changes, limit) });
      const version = (await valueAt("settings", "municipality"))?.directoryVersion ?? "";
      expect(version).toMatch(/^[0-9a-f-]{36}$/);
      if (commits === failAt) expect(version).not.toBe(cutShort);
      expect(await valueAt("team", "north-day")).toMatchObject({ name: `Nord ${failAt}, dag` });
    }
  });

  async function expectConsistent(): Promise<void> {
    const active = async (kind: "area" | "team" | "person" | "solution") =>
      (await fresh.store.query("t", kind)).items.filter((item) => !item.value.retired).map((item) => item.key);
    const [areas, teams, people, solutions] = [
      await active("area"),
      await active("team"),
      await active("person"),
      await active("solution"),
    ];
    const areaDocuments = (await fresh.store.query("t", "area")).items.map((item) => item.value);
    const orphans = [
      ...areaDocuments.filter(
        (area) => !area.retired && area.parentAreaId !== null && !areas.includes(area.parentAreaId),
      ),
      ...(await fresh.store.query("t", "team")).items.filter(
        ({ value }) => !value.retired && !areas.includes(value.areaId),
      ),
      ...(await fresh.store.query("t", "role")).items.filter(
        ({ value: { personId, scope } }) =>
          !people.includes(personId) || !(scope === "*" || [...teams, ...areas].includes(scope)),
      ),
      ...(await fresh.store.query("t", "rollout")).items.filter(
        ({ value }) =>
          value.status !== "retired" && !(teams.includes(value.teamId) && solutions.includes(value.solutionId)),
      ),
    ];
    for (const team of teams) if ((await valueAt("adoption", team)) === undefined) orphans.push(team as never);
    expect(orphans).toEqual([]);
  }
});
