import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { SourceFile } from "../../bot/directory/files.ts";
import { type ImportResult, importDirectory } from "../../bot/directory/import-directory.ts";
import { recordWeek } from "../../bot/domain/check-in/adoption.ts";
import type { Kind } from "../../bot/store/documents.ts";
import { type Change, Conflict, queryAll, type Store } from "../../bot/store/store.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { csvFiles, type DirectoryText, ids, sound } from "./directory-files.ts";

const now = "2026-11-21T10:00:00.000Z";
const directoryKinds = ["settings", "area", "team", "person", "solution", "role", "rollout", "adoption"] as const;
let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

type Options = { store?: Store; dryRun?: boolean; now?: string };

function importRows(rows: DirectoryText, options: Options = {}): Promise<ImportResult> {
  return importFiles(csvFiles(rows), options);
}

function importFiles(source: SourceFile[] | string, options: Options = {}): Promise<ImportResult> {
  return importDirectory({ store: fresh.store, tenantId: "t", source, now, by: ids.bo, ...options });
}

async function everything(kinds: readonly Kind[] = directoryKinds): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const kind of kinds) for await (const stored of queryAll(fresh.store, "t", kind)) found.push(stored);
  return found;
}

async function valueAt<K extends Kind>(kind: K, key: string) {
  return (await fresh.store.read("t", kind, key))?.value;
}

function count(created: number, changed: number, retired: number, unchanged: number) {
  return { created, changed, retired, unchanged };
}

/** The store as it is, with each commit passed through here first. */
function withCommit(intercept: (changes: readonly Change[]) => Promise<readonly Change[]>): Store {
  const { store } = fresh;
  return {
    ...store,
    commit: async (tenantId, changes) => store.commit(tenantId, await intercept(changes)),
  };
}

describe("a first import", () => {
  test("stores what the files say", async () => {
    const result = await importRows(sound);
    expect(result).toEqual({
      losses: [],
      counts: {
        areas: count(2, 0, 0, 0),
        teams: count(2, 0, 0, 0),
        people: count(2, 0, 0, 0),
        solutions: count(2, 0, 0, 0),
        rollouts: count(2, 0, 0, 0),
        roles: count(3, 0, 0, 0),
        settings: count(1, 0, 0, 0),
      },
      problems: [],
      moreProblems: 0,
    });
    expect(await valueAt("area", "north")).toEqual({ id: "north", name: "Nord", parentAreaId: "care" });
    expect(await valueAt("team", "north-eve")).toEqual({ id: "north-eve", name: "Nord, aften", areaId: "north" });
    expect(await valueAt("person", ids.anna)).toEqual({
      id: ids.anna,
      upn: "anna@by.example",
      name: "Anna Ø",
      language: "da",
    });
    expect(await valueAt("solution", "video")).toEqual({
      id: "video",
      name: "Skærmbesøg",
      localNames: { care: "skærm", "*": "besøg på skærm" },
      kind: "mainRoad",
      phase: "inUse",
      sharedRecords: false,
      replaces: "kørte besøg",
      expectedUsers: 20,
      kitosUuid: null,
    });
    expect(await valueAt("solution", "notes")).toMatchObject({
      localNames: { "*": "journalen" },
      sharedRecords: true,
      replaces: null,
      expectedUsers: null,
      kitosUuid: "5f0c2a9e-6d1b-4c3e-9a57-2b8d4e6f1a01",
    });
    expect(await valueAt("role", `${ids.bo}:standIn:north-day`)).toEqual({
      personId: ids.bo,
      role: "standIn",
      scope: "north-day",
      from: "2026-01-01",
      to: "2026-12-31",
    });
    expect(await valueAt("rollout", "notes:north-day")).toEqual({
      solutionId: "notes",
      teamId: "north-day",
      status: "exception",
      start: null,
      reason: "Papir nu",
      reviewOn: "2027-01-01",
    });
  });

  test("begins each team's history in this week, with its rollouts", async () => {
    await importRows(sound);
    expect(await valueAt("adoption", "north-day")).toEqual({
      teamId: "north-day",
      name: "Nord, dag",
      areaId: "north",
      firstWeek: "2026-W47",
      weeks: "",
      solutions: {
        video: { status: "inUse", start: "2026-01-05", levels: "", latest: {} },
        notes: { status: "exception", start: null, levels: "", latest: {} },
      },
    });
  });

  test("reads settings in the user's words and leaves the others at their defaults", async () => {
    await importRows(sound);
    expect(await valueAt("settings", "municipality")).toMatchObject({
      name: "By Kommune",
      checkInWeekday: 2,
      checkInHour: 9,
      reminder: { weekday: 4, hour: 9 },
      quietWeeks: [7, 42],
      closingDays: ["christmasEve", "2026-05-15"],
      suppressionLimit: 5,
    });
    await importRows({ settings: ["reminder_weekday;", "check_in_hour;8", "quiet_weeks;"] });
    expect(await valueAt("settings", "municipality")).toMatchObject({ checkInHour: 8, reminder: null, quietWeeks: [] });
    await importRows({ settings: ["reminder_weekday;fredag", "reminder_hour;11"] });
    expect(await valueAt("settings", "municipality")).toMatchObject({ reminder: { weekday: 5, hour: 11 } });
  });

  test("tells by one audit entry who did it, without any text of the files", async () => {
    await importRows(sound);
    expect((await fresh.store.query("t", "audit")).items.map((item) => item.value)).toEqual([
      { at: now, by: ids.bo, did: "directoryImported", kind: "settings", key: "municipality" },
    ]);
  });

  test("keeps municipalities apart", async () => {
    await importRows(sound);
    await importDirectory({ store: fresh.store, tenantId: "other", source: csvFiles(sound), now, by: ids.bo });
    expect((await fresh.store.query("t", "team")).items).toHaveLength(2);
    expect(await everything(["team"])).toHaveLength(2);
  });
});

test("a dry run counts the same and writes nothing", async () => {
  const dry = await importRows(sound, { dryRun: true });
  expect(await everything([...directoryKinds, "audit"])).toEqual([]);
  expect(await importRows(sound)).toEqual(dry);
});

test("the same import again changes nothing at all", async () => {
  await importRows(sound);
  const before = await everything([...directoryKinds, "audit"]);
  const again = await importRows(sound, { now: "2027-01-01T00:00:00.000Z" });
  expect(again.counts).toMatchObject({
    areas: count(0, 0, 0, 2),
    roles: count(0, 0, 0, 3),
    settings: count(0, 0, 0, 1),
  });
  expect(await everything([...directoryKinds, "audit"])).toEqual(before);
});

test("only what is different is written, and the directory gets a new version", async () => {
  await importRows(sound);
  const written: string[] = [];
  const store = withCommit(async (changes) => {
    written.push(
      ...changes.map((change) => `${change.op} ${change.kind} ${change.kind === "audit" ? "" : change.key}`),
    );
    return changes;
  });
  const version = (await valueAt("settings", "municipality"))?.directoryVersion;
  const teams = ["north-day;Nord, dagvagt;north", "north-eve;Nord, aften;north"];
  const result = await importRows({ ...sound, teams }, { store });
  expect(result.counts?.teams).toEqual(count(0, 1, 0, 1));
  expect(written).toEqual([
    "replace team north-day",
    "replace adoption north-day",
    "replace settings municipality",
    "create audit ",
  ]);
  expect(await valueAt("adoption", "north-day")).toMatchObject({ name: "Nord, dagvagt" });
  expect((await valueAt("settings", "municipality"))?.directoryVersion).not.toBe(version);
});

describe("what disappears", () => {
  const withoutEvening = { ...sound, teams: ["north-day;Nord, dag;north"] };
  const withoutBo = {
    ...sound,
    people: [`${ids.anna};anna@by.example;Anna Ø;da`],
    roles: [`${ids.anna};leader;north-day;;`],
  };

  test("a team is retired with its history, and comes back with it", async () => {
    await importRows(sound);
    const stored = await fresh.store.read("t", "adoption", "north-day");
    const levels = { video: "mostly" } as const;
    const answered = recordWeek(stored!.value, { week: "2026-W48", state: "answered", levels, extras: [] });
    const { kind, key, etag } = stored!;
    await fresh.store.commit("t", [{ op: "replace", kind, key, etag, value: answered }]);

    const teams = ["north-eve;Nord, aften;north"];
    const roles = [`${ids.bo};admin;*;;`];
    const gone = await importRows({ ...sound, teams, roles, rollouts: ["video;north-eve;pilot;;;"] });
    expect(gone.counts?.teams).toEqual(count(0, 0, 1, 1));
    expect(await valueAt("team", "north-day")).toMatchObject({ retired: true, name: "Nord, dag" });
    expect(await valueAt("adoption", "north-day")).toMatchObject({
      retired: true,
      weeks: "-a",
      solutions: { video: { status: "retired", levels: "-3" } },
    });

    const back = await importRows(sound);
    expect(back.counts?.teams).toEqual(count(0, 1, 0, 1));
    expect(await valueAt("team", "north-day")).toEqual({ id: "north-day", name: "Nord, dag", areaId: "north" });
    expect(await valueAt("adoption", "north-day")).toEqual(answered);
  });

  test("a person is retired, keeps what they chose, and loses every role even without a file of roles", async () => {
    await importRows(sound);
    const stored = await fresh.store.read("t", "person", ids.bo);
    const chosen = { ...stored!.value, awayUntil: "2026-12-24", everySecondWeek: ["north-day"] };
    await fresh.store.commit("t", [{ op: "replace", kind: "person", key: ids.bo, etag: stored!.etag, value: chosen }]);

    expect((await importRows(sound)).counts?.people).toEqual(count(0, 0, 0, 2));
    expect(await valueAt("person", ids.bo)).toEqual(chosen);

    const gone = await importRows({ people: withoutBo.people });
    expect(gone.counts).toMatchObject({ people: count(0, 0, 1, 1), roles: count(0, 0, 2, 1) });
    expect(await valueAt("person", ids.bo)).toEqual({ ...chosen, retired: true });
    const roles = (await fresh.store.query("t", "role")).items.map(({ value }) => value.personId);
    expect(roles).not.toHaveLength(0);
    expect(roles).not.toContain(ids.bo);

    await importRows({ people: sound.people });
    expect(await valueAt("person", ids.bo)).toEqual(chosen);
  });

  test("a role goes, a rollout is retired, a solution is retired", async () => {
    await importRows(sound);
    const solutions = sound.solutions.slice(0, 1);
    const rollouts = sound.rollouts.slice(0, 1);
    const result = await importRows({ ...sound, solutions, rollouts, roles: withoutBo.roles });
    expect(result.counts).toMatchObject({
      roles: count(0, 0, 2, 1),
      rollouts: count(0, 0, 1, 1),
      solutions: count(0, 0, 1, 1),
    });
    expect(await valueAt("rollout", "notes:north-day")).toMatchObject({ status: "retired", reason: "Papir nu" });
    expect(await valueAt("solution", "notes")).toMatchObject({ retired: true });
    expect(await valueAt("adoption", "north-day")).toMatchObject({ solutions: { notes: { status: "retired" } } });
    const again = await importRows({ ...sound, solutions, rollouts, roles: withoutBo.roles });
    expect(again.counts).toMatchObject({ rollouts: count(0, 0, 0, 1), solutions: count(0, 0, 0, 1) });
  });

  test("a missing file leaves its kind as it is", async () => {
    await importRows(sound);
    const before = await everything(["area", "person", "solution", "role", "rollout"]);
    await importRows({ teams: sound.teams });
    expect(await everything(["area", "person", "solution", "role", "rollout"])).toEqual(before);
    const { counts } = await importRows({ teams: withoutEvening.teams });
    expect(counts).toMatchObject({ teams: count(0, 0, 1, 1), areas: count(0, 0, 0, 2), roles: count(0, 0, 0, 3) });
  });
});

describe("all or nothing", () => {
  test("a commit that fails leaves nothing", async () => {
    const store = withCommit(async () => {
      throw new Error("disk full");
    });
    await expect(importRows(sound, { store })).rejects.toThrow("disk full");
    expect(await everything([...directoryKinds, "audit"])).toEqual([]);
  });

  test("one mistake keeps everything else out", async () => {
    await importRows(sound);
    const before = await everything([...directoryKinds, "audit"]);
    const result = await importRows({ ...sound, areas: ["care;Omsorg;", "north;Nord;care", "x;X;nowhere"] });
    expect(result.problems).toHaveLength(1);
    expect(result.counts).toBeNull();
    expect(await everything([...directoryKinds, "audit"])).toEqual(before);
  });

  test("somebody else's change in between is read again, and kept", async () => {
    await importRows(sound);
    let isFirst = true;
    const store = withCommit(async (changes) => {
      if (!isFirst) return changes;
      isFirst = false;
      const person = await fresh.store.read("t", "person", ids.anna);
      const value = { ...person!.value, awayUntil: "2026-12-01" };
      await fresh.store.commit("t", [{ op: "replace", kind: "person", key: ids.anna, etag: person!.etag, value }]);
      return changes;
    });
    const people = [`${ids.anna};anna@by.example;Anna Å;da`, sound.people[1]!];
    const result = await importRows({ people }, { store });
    expect(result.counts?.people).toEqual(count(0, 1, 0, 1));
    expect(await valueAt("person", ids.anna)).toMatchObject({ name: "Anna Å", awayUntil: "2026-12-01" });
  });

  test("a conflict that never ends is not hidden", async () => {
    const store = withCommit(async () => {
      throw new Conflict();
    });
    await expect(importRows(sound, { store })).rejects.toThrow(Conflict);
  });
});
