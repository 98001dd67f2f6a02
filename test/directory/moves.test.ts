import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { fileColumns, type SourceFile } from "../../bot/directory/files.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { importUpload } from "../../bot/directory/import-upload.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { levelAt, recordWeek, weekStateAt } from "../../bot/domain/check-in/adoption.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import { queryAll } from "../../bot/store/store.ts";
import { answerCheckIn } from "../../bot/use-cases/check-in/answer-check-in.ts";
import { openCheckIn } from "../../bot/use-cases/check-in/open-check-in.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { csvFile, csvFiles, ids, sound } from "./directory-files.ts";

const tenantId = "t";
const now = "2026-11-18T09:00:00.000Z";
const week = "2026-W47";
let fresh: FreshStore;

/** Two teams of one leader each, both with history, something in the way, a case and this week's check-in. */
const before = {
  ...sound,
  roles: [`${ids.anna};leader;north-day;;`, `${ids.bo};leader;north-eve;;`, `${ids.bo};admin;*;;`],
  rollouts: ["video;north-day;inUse;2026-01-05;;", "video;north-eve;inUse;2026-01-05;;"],
};

beforeEach(async () => {
  fresh = await freshStore();
  const source = csvFiles(before);
  const { problems } = await importDirectory({
    store: fresh.store,
    tenantId,
    source,
    now: "2026-11-02T09:00:00.000Z",
    by: "system",
  });
  expect(problems).toEqual([]);
  for (const [index, teamId] of ["north-day", "north-eve"].entries()) await live(teamId, index);
});
afterEach(() => fresh.dispose());

async function live(teamId: string, index: number): Promise<void> {
  const { store } = fresh;
  const adoption = await store.read(tenantId, "adoption", teamId);
  if (adoption === undefined) throw new Error("no history");
  const level = index === 0 ? "routine" : "rarely";
  const first = recordWeek(adoption.value, {
    week: "2026-W45",
    state: "answered",
    levels: { video: level },
    extras: [],
  });
  const only =
    index === 0
      ? first
      : recordWeek(first, { week: "2026-W46", state: "answered", levels: { video: "mostly" }, extras: [] });
  const about = { teamId, solutionId: "video", week: null };
  const barrier = newBarrier(`barrier-${teamId}`, about, ids.anna, now);
  const told = { teamId, solutionId: null, reasons: [], instead: [], outcome: "solved", note: null, followUpOn: null };
  await store.commit(tenantId, [
    { op: "replace", kind: "adoption", key: teamId, etag: adoption.etag, value: only },
    { op: "create", kind: "barrier", key: barrier.id, value: barrier },
    {
      op: "create",
      kind: "citizenCase",
      key: `case-${teamId}`,
      value: newCitizenCase({ id: `case-${teamId}`, ...told } as never, ids.anna, now),
    },
  ]);
  await openCheckIn(await errand(index === 0 ? ids.anna : ids.bo), teamId);
  const checkIn = await store.read(tenantId, "checkIn", `${week}:${teamId}`);
  if (checkIn === undefined) throw new Error("no check-in");
  const cards = [{ personId: index === 0 ? ids.anna : ids.bo, activityId: `card-${teamId}`, sentAt: now }];
  await store.commit(tenantId, [
    { op: "replace", kind: "checkIn", key: checkIn.key, etag: checkIn.etag, value: { ...checkIn.value, cards } },
  ]);
}

async function errand(personId: string) {
  const { store } = fresh;
  return { store, actor: { tenantId, personId }, directory: await loadDirectory(store, tenantId), now };
}

function teams(...rows: string[]): SourceFile {
  return csvFile("teams.csv", [`${fileColumns.teams.join(";")};replaces_team_id`, ...rows].join("\n"));
}

async function take(...files: SourceFile[]) {
  const result = await importDirectory({ store: fresh.store, tenantId, source: files, now, by: "system" });
  expect(result.problems).toEqual([]);
  return result;
}

async function placesOf(kind: "barrier" | "citizenCase"): Promise<Record<string, string>> {
  const found = await Array.fromAsync(queryAll(fresh.store, tenantId, kind));
  return Object.fromEntries(found.map(({ key, value }) => [key, value.teamId]));
}

const weekly = async () =>
  (await Array.fromAsync(queryAll(fresh.store, tenantId, "checkIn", { where: { week } }))).map(({ value }) => value);
const historyOf = async (teamId: string) => {
  const stored = await fresh.store.read(tenantId, "adoption", teamId);
  if (stored === undefined) throw new Error(`no history of ${teamId}`);
  return stored.value;
};

describe("a team under a new id", () => {
  const renamed = () => take(teams("n1;Nord, dag;north;north-day", "north-eve;Nord, aften;north;"));

  test("keeps its history, what is in its way, cases, leader, rollouts and the week's check-in, and is asked nothing twice", async () => {
    await renamed();
    expect(levelAt(await historyOf("n1"), "video", "2026-W45")).toBe("routine");
    expect(await placesOf("barrier")).toEqual({ "barrier-north-day": "n1", "barrier-north-eve": "north-eve" });
    expect(await placesOf("citizenCase")).toEqual({ "case-north-day": "n1", "case-north-eve": "north-eve" });
    const directory = await loadDirectory(fresh.store, tenantId);
    expect(directory.rolesByScope.get("n1")?.map(({ personId }) => personId)).toEqual([ids.anna]);
    expect(directory.rolloutsByTeam.get("n1")?.map(({ status }) => status)).toEqual(["inUse"]);
    expect(directory.teams.get("north-day")).toMatchObject({ retired: true, replacedBy: "n1" });
    const [moved] = (await weekly()).filter(({ teamId }) => teamId === "n1");
    expect(moved).toMatchObject({ state: "open", cards: [{ activityId: "card-north-day" }] });
    expect((await weekly()).map(({ teamId }) => teamId).toSorted()).toEqual(["n1", "north-eve"]);
    const given = { kind: "answer", given: [{ solutionId: "video", level: "mostly" }] } as never;
    const answered = await answerCheckIn(await errand(ids.anna), { week, teamId: "n1" }, given);
    expect(answered.outcome).toBe("stored");
  });

  test("the card that is in the chat already is drawn again", async () => {
    await renamed();
    const messages = await Array.fromAsync(queryAll(fresh.store, tenantId, "message"));
    const updates = messages.filter(({ value }) => value.purpose === "cardUpdate");
    expect(updates.map(({ value }) => [value.teamId, value.activityId])).toEqual([["n1", "card-north-day"]]);
  });

  test("the same file again changes nothing, and neither does one without the column", async () => {
    await renamed();
    const history = await historyOf("n1");
    const again = await renamed();
    expect(again.counts?.teams).toMatchObject({ created: 0, changed: 0, retired: 0 });
    expect(await historyOf("n1")).toEqual(history);
    await take(csvFile("teams.csv", "team_id;name;area_id\nn1;Nord, dag;north\nnorth-eve;Nord, aften;north\n"));
    expect((await fresh.store.read(tenantId, "team", "n1"))?.value.replaces).toEqual(["north-day"]);
    expect(await historyOf("n1")).toEqual(history);
  });

  test("what is gone on with is the new team's: a later answer is not overwritten by the old history", async () => {
    await renamed();
    const stored = await fresh.store.read(tenantId, "adoption", "n1");
    const said = recordWeek(stored!.value, {
      week: "2026-W45",
      state: "answered",
      levels: { video: "rarely" },
      extras: [],
    });
    await fresh.store.commit(tenantId, [
      { op: "replace", kind: "adoption", key: "n1", etag: stored!.etag, value: said },
    ]);
    await renamed();
    expect(levelAt(await historyOf("n1"), "video", "2026-W45")).toBe("rarely");
  });
});

test("how many work in a team is kept without the column, and forgotten by an empty cell", async () => {
  const staffOf = async () => (await fresh.store.read(tenantId, "team", "north-day"))?.value.staff ?? null;
  const rows = (staff: string) =>
    csvFile(
      "teams.csv",
      `team_id;name;area_id;staff\nnorth-day;Nord, dag;north;${staff}\nnorth-eve;Nord, aften;north;\n`,
    );
  const without = csvFile(
    "teams.csv",
    "team_id;name;area_id\nnorth-day;Nord, dag;north\nnorth-eve;Nord, aften;north\n",
  );
  expect((await take(rows("14"))).counts?.teams).toMatchObject({ changed: 1, unchanged: 1 });
  expect(await staffOf()).toBe(14);
  expect((await take(without)).counts?.teams).toMatchObject({ changed: 0 });
  expect(await staffOf()).toBe(14);
  expect((await take(rows(""))).counts?.teams).toMatchObject({ changed: 1 });
  expect(await staffOf()).toBeNull();
  expect((await take(rows(""))).counts?.teams).toMatchObject({ changed: 0 });
});

describe("two teams that become one", () => {
  test("both histories are in it, the first listed speaks where both do; nothing is left behind", async () => {
    await take(teams("n;Nord;north;north-day,north-eve"));
    const history = await historyOf("n");
    expect(levelAt(history, "video", "2026-W45")).toBe("routine");
    expect(levelAt(history, "video", "2026-W46")).toBe("mostly");
    expect(weekStateAt(history, "2026-W46")).toBe("answered");
    expect(new Set(Object.values(await placesOf("barrier")))).toEqual(new Set(["n"]));
    expect(new Set(Object.values(await placesOf("citizenCase")))).toEqual(new Set(["n"]));
    const [only, ...others] = await weekly();
    expect(others).toEqual([]);
    expect(only?.cards.map(({ activityId }) => activityId)).toEqual(["card-north-day", "card-north-eve"]);
  });

  test("an answer that was given this week stands, whichever of them gave it", async () => {
    const given = { kind: "answer", given: [{ solutionId: "video", level: "mostly" }] } as never;
    await answerCheckIn(await errand(ids.bo), { week, teamId: "north-eve" }, given);
    await take(teams("n;Nord;north;north-day,north-eve"));
    expect(await weekly()).toEqual([expect.objectContaining({ teamId: "n", state: "answered", answeredBy: ids.bo })]);
  });

  test("one of them that goes on takes in the other", async () => {
    await take(teams("north-day;Nord;north;north-eve"));
    expect(levelAt(await historyOf("north-day"), "video", "2026-W46")).toBe("mostly");
    expect(await placesOf("barrier")).toEqual({ "barrier-north-day": "north-day", "barrier-north-eve": "north-day" });
    expect((await weekly()).map(({ teamId }) => teamId)).toEqual(["north-day"]);
  });
});

test("a team that becomes two gives both its history, and what is open to the first", async () => {
  await take(teams("a;Nord A;north;north-day", "b;Nord B;north;north-day", "north-eve;Nord, aften;north;"));
  for (const id of ["a", "b"]) expect(levelAt(await historyOf(id), "video", "2026-W45")).toBe("routine");
  expect((await placesOf("barrier"))["barrier-north-day"]).toBe("a");
  expect((await weekly()).map(({ teamId }) => teamId).toSorted()).toEqual(["a", "north-eve"]);
  const directory = await loadDirectory(fresh.store, tenantId);
  for (const id of ["a", "b"])
    expect(directory.rolesByScope.get(id)?.map(({ personId }) => personId)).toEqual([ids.anna]);
});

test("a part that leaves a team that stays gets the history, and the rest stays where it is", async () => {
  await take(teams("north-day;Nord;north;", "b;Nord B;north;north-day", "north-eve;Nord, aften;north;"));
  expect(levelAt(await historyOf("b"), "video", "2026-W45")).toBe("routine");
  expect((await placesOf("barrier"))["barrier-north-day"]).toBe("north-day");
});

test("ids that are not here, and a team in its own place, are refused by name and row", async () => {
  const source = [teams("n;Nord;north;nobody", "north-eve;Nord, aften;north;north-eve")];
  const { problems } = await importDirectory({ store: fresh.store, tenantId, source, now, by: "system" });
  expect(problems.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, "replaces_team_id", "replacesUnknown"],
    [3, "replaces_team_id", "replacesItself"],
  ]);
});

describe("what looks like the same team", () => {
  const upload = (rows: string[], roles: string[], more: object = {}) =>
    importUpload({
      ...{
        store: fresh.store,
        tenantId,
        by: ids.bo,
        language: "da",
        now,
        dryRun: true,
        plan: undefined,
        confirm: undefined,
      },
      files: csvFiles({ teams: rows, roles }),
      ...more,
    });

  test("is proposed by its people, else by its name, and everything follows when somebody says yes", async () => {
    const rows = ["x1;Dagholdet;north", "x2;Nord, aften;north"];
    const roles = [`${ids.anna};leader;x1;;`, `${ids.anna};leader;x2;;`, `${ids.bo};admin;*;;`];
    const looked = await upload(rows, roles);
    if (looked.outcome !== "planned") throw new Error("refused");
    expect(looked.preview.proposals).toEqual([
      { team: { id: "x1", name: "Dagholdet" }, replaces: [{ id: "north-day", name: "Nord, dag" }], because: "people" },
      {
        team: { id: "x2", name: "Nord, aften" },
        replaces: [{ id: "north-eve", name: "Nord, aften" }],
        because: "name",
      },
    ]);
    const replaces = { x1: ["north-day"], x2: ["north-eve"] };
    const again = await upload(rows, roles, { replaces });
    if (again.outcome !== "planned") throw new Error("refused");
    expect(again.preview.proposals).toEqual([]);
    await upload(rows, roles, { replaces, dryRun: false, plan: again.preview.plan });
    expect(await placesOf("barrier")).toEqual({ "barrier-north-day": "x1", "barrier-north-eve": "x2" });
  });
});
