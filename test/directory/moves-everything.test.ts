import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { fileColumns } from "../../bot/directory/files.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { mayActOn } from "../../bot/domain/barrier/barrier-permissions.ts";
import { levelAt, recordWeek } from "../../bot/domain/check-in/adoption.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import { newDecision } from "../../bot/domain/decision/decision.ts";
import { newTrial } from "../../bot/domain/trial.ts";
import { plan } from "../../bot/outreach/planning/plan.ts";
import { type BoardViews, type Documents, type Kind, keys } from "../../bot/store/documents.ts";
import { type Change, queryAll } from "../../bot/store/store.ts";
import { boardViews } from "../../bot/use-cases/barrier/board-views.ts";
import { openCheckIn } from "../../bot/use-cases/check-in/open-check-in.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { testOutreach } from "../support/outreach.ts";
import { recordingChannel } from "../support/recording-channel.ts";
import { csvFile, csvFiles, ids, sound } from "./directory-files.ts";

// Each kind of change of an organisation, and each kind of thing that a team has: nothing is lost, nothing is asked twice, and
// somebody can say of everything that was in the way whether it works.

const tenantId = "t";
const now = "2026-11-18T09:00:00.000Z";
const week = "2026-W47";
const navigator = "00000000-0000-4000-8000-00000000000c";
let fresh: FreshStore;

const day = "north-day";
const eve = "north-eve";
const warning = `layersApart:video:${day}:${eve}`;
const barrierIds = { root: "barrier-root", same: "barrier-same", solved: "barrier-solved" };

beforeEach(async () => {
  fresh = await freshStore();
  const rows = {
    ...sound,
    people: [...sound.people, `${navigator};nav@by.example;Nav;da`],
    roles: [
      `${ids.anna};leader;${day};;`,
      `${ids.bo};leader;${eve};;`,
      `${navigator};navigator;*;;`,
      `${ids.bo};admin;*;;`,
    ],
    rollouts: [`video;${day};inUse;2026-01-05;;`, `video;${eve};inUse;2026-01-05;;`],
  };
  const before = { store: fresh.store, tenantId, now: "2026-11-02T09:00:00.000Z", by: "system" };
  expect((await importDirectory({ ...before, source: csvFiles(rows) })).problems).toEqual([]);
  for (const [teamId, level] of [
    [day, "routine"],
    [eve, "rarely"],
  ] as const) {
    const known = await fresh.store.read(tenantId, "adoption", teamId);
    if (known === undefined) throw new Error("no history");
    const said = { week: "2026-W45", state: "answered", levels: { video: level }, extras: [] } as const;
    await fresh.store.commit(tenantId, [
      {
        op: "replace",
        kind: "adoption",
        key: teamId,
        etag: known.etag,
        value: recordWeek(known.value, { ...said, extras: [] }),
      },
    ]);
  }
  await fresh.store.commit(tenantId, everythingOfTeams());
  const people = await Promise.all([ids.anna, ids.bo].map((id) => fresh.store.read(tenantId, "person", id)));
  await fresh.store.commit(
    tenantId,
    people.flatMap((one): Change[] => {
      if (one === undefined) return [];
      const everySecondWeek = [one.key === ids.anna ? day : eve];
      return [
        { op: "replace", kind: "person", key: one.key, etag: one.etag, value: { ...one.value, everySecondWeek } },
      ];
    }),
  );
  for (const [personId, teamId] of [
    [ids.anna, day],
    [ids.bo, eve],
  ] as const)
    await openCheckIn({ ...(await errand(personId)) }, teamId);
});
afterEach(() => fresh.dispose());

async function errand(personId: string) {
  const { store } = fresh;
  return { store, actor: { tenantId, personId }, directory: await loadDirectory(store, tenantId), now };
}

function everythingOfTeams(): Change[] {
  const barrier = (id: string, teamId: string, more: Partial<Barrier> = {}): Change => {
    const by = teamId === day ? ids.anna : ids.bo;
    const value = { ...newBarrier(id, { teamId, solutionId: "video", week: null }, by, now), ...more };
    return { op: "create", kind: "barrier", key: id, value };
  };
  const trial = {
    ...newTrial(
      {
        ...{ id: "trial", what: "En prøve", teamIds: [day, eve], solutionId: "video", barrierId: barrierIds.root },
        ...{ citizenReason: null, from: "2026-11-02", to: "2026-12-18", hope: null },
      },
      ids.anna,
      now,
    ),
    progress: [
      { week: "2026-W46", teamId: day, going: "yes" as const },
      { week: "2026-W46", teamId: eve, going: "no" as const },
    ],
  };
  const told = { solutionId: null, reasons: [], instead: [], outcome: "solved", note: null, followUpOn: null };
  const decision = (id: string, about: Documents["decision"]["about"], scope: string): Change => ({
    ...{ op: "create", kind: "decision", key: id },
    value: newDecision(
      { id, kind: "handling", about, scope, solutionId: "video", text: "Vi tager det", by: ids.bo, as: null },
      now,
    ),
  });
  const views: BoardViews["views"] = [
    { name: "Dag", filter: { team: day, status: "new" } },
    { name: "Alle", filter: { q: day } },
  ];
  const ambition = {
    personId: ids.anna,
    answers: { goals: "Mere" },
    shared: true,
    draft: false,
    targets: { video: "routine" as const },
  };
  return [
    barrier(barrierIds.root, day),
    barrier(barrierIds.same, eve, { sameAs: barrierIds.root }),
    barrier(barrierIds.solved, day, { status: "resolved", resolution: "shownOnsite", resolvedAt: now }),
    { op: "create", kind: "trial", key: "trial", value: trial },
    ...[day, eve].map((teamId): Change => {
      const value = newCitizenCase({ id: `case-${teamId}`, teamId, ...told } as never, ids.anna, now);
      return { op: "create", kind: "citizenCase", key: value.id, value };
    }),
    decision("decided", { kind: "warning", id: warning }, day),
    decision("elsewhere", { kind: "barrier", id: barrierIds.root }, "*"),
    {
      ...{
        op: "create",
        kind: "dismissal",
        key: keys.dismissal(ids.bo, warning),
        expiresAt: "2027-01-01T00:00:00.000Z",
      },
      value: { warningId: warning, reason: "Vi ved det", until: "2026-12-24", by: ids.bo, at: now },
    },
    { op: "create", kind: "boardViews", key: navigator, value: { views } },
    { op: "create", kind: "ambition", key: ids.anna, value: { ...ambition, updatedAt: now } },
  ];
}

const change: Record<string, { rows: string[]; day: string; eve: string; histories: Record<string, string> }> = {
  "is renamed": {
    rows: [`${day};Dagholdet;north;`, `${eve};Nord, aften;north;`],
    day,
    eve,
    histories: { [day]: "routine" },
  },
  "is moved": {
    rows: [`${day};Nord, dag;care;`, `${eve};Nord, aften;north;`],
    day,
    eve,
    histories: { [day]: "routine" },
  },
  "is under a new id": {
    rows: [`n1;Nord, dag;north;${day}`, `${eve};Nord, aften;north;`],
    ...{ day: "n1", eve, histories: { n1: "routine", [eve]: "rarely" } },
  },
  "is under a new id, by another name, elsewhere": {
    rows: [`n1;Dagholdet;care;${day}`, `n2;Aftenholdet;care;${eve}`],
    ...{ day: "n1", eve: "n2", histories: { n1: "routine", n2: "rarely" } },
  },
  "is merged with another under a new id": {
    rows: [`n;Nord;north;${day}, ${eve}`],
    ...{ day: "n", eve: "n", histories: { n: "routine" } },
  },
  "takes in another": { rows: [`${day};Nord;north;${eve}`], day, eve: day, histories: { [day]: "routine" } },
  "is taken in by another": { rows: [`${eve};Nord;north;${day}`], day: eve, eve, histories: { [eve]: "rarely" } },
  "is split in two new ones": {
    rows: [`a;A;north;${day}`, `b;B;north;${day}`, `${eve};Nord, aften;north;`],
    ...{ day: "a", eve, histories: { a: "routine", b: "routine", [eve]: "rarely" } },
  },
  "is split and goes on": {
    rows: [`${day};Nord, dag;north;`, `b;B;north;${day}`, `${eve};Nord, aften;north;`],
    ...{ day, eve, histories: { [day]: "routine", b: "routine" } },
  },
};

test.each(Object.entries(change))("a team %s", async (_, { rows, day: first, eve: second, histories }) => {
  const source = [csvFile("teams.csv", [`${fileColumns.teams.join(";")};replaces_team_id`, ...rows].join("\n"))];
  const request = { store: fresh.store, tenantId, source, now, by: "system" };
  expect((await importDirectory(request)).problems).toEqual([]);
  const after = await snapshot();
  expect(after).toEqual(expectedAt(first, second));
  for (const [teamId, level] of Object.entries(histories)) {
    const adoption = await fresh.store.read(tenantId, "adoption", teamId);
    expect([teamId, adoption && levelAt(adoption.value, "video", "2026-W45")]).toEqual([teamId, level]);
  }
  const directory = await loadDirectory(fresh.store, tenantId);
  for await (const { value } of queryAll(fresh.store, tenantId, "barrier")) {
    const confirming = [...directory.people.keys()].filter((id) =>
      mayActOn(directory, id, "confirm", value, "2026-11-18"),
    );
    expect(confirming).not.toEqual([]);
  }
  // The same file again, as it lies there the next night.
  expect((await importDirectory(request)).problems).toEqual([]);
  expect(await snapshot()).toEqual(after);
  await nobodyIsAskedTwice();
});

async function all<K extends Kind>(kind: K): Promise<Documents[K][]> {
  return (await Array.fromAsync(queryAll(fresh.store, tenantId, kind))).map(({ value }) => value);
}

/** Where everything is, and how it stands. */
async function snapshot() {
  const byId = <T>(pairs: (readonly [string, T])[]) => Object.fromEntries(pairs);
  const trials = await all("trial");
  const ofWeek = (await all("checkIn")).filter((one) => one.week === week);
  return {
    barriers: byId(
      (await all("barrier")).map(({ id, teamId, sameAs, status }) => [id, [teamId, sameAs, status]] as const),
    ),
    cases: byId((await all("citizenCase")).map(({ id, teamId }) => [id, teamId] as const)),
    trials: trials.map(({ teamIds, progress }) => ({ teamIds, said: new Set(progress.map(({ teamId }) => teamId)) })),
    decisions: byId((await all("decision")).map(({ id, about, scope }) => [id, [about.id, scope]] as const)),
    dismissals: (await all("dismissal")).map(({ warningId }) => warningId),
    views: (await boardViews(await errand(navigator))).map(({ filter }) => filter),
    ambitions: (await all("ambition")).map(({ personId, targets }) => [personId, targets]),
    rhythm: byId(
      (await all("person")).flatMap(({ id, everySecondWeek: rhythm }) =>
        rhythm ? [[id, [...new Set(rhythm)][0]] as const] : [],
      ),
    ),
    open: new Set(ofWeek.filter(({ state }) => state === "open").map(({ teamId }) => teamId)),
  };
}

function expectedAt(first: string, second: string): Awaited<ReturnType<typeof snapshot>> {
  return {
    barriers: {
      [barrierIds.root]: [first, null, "new"],
      [barrierIds.same]: [second, barrierIds.root, "new"],
      [barrierIds.solved]: [first, null, "resolved"],
    },
    cases: { [`case-${day}`]: first, [`case-${eve}`]: second },
    trials: [{ teamIds: [...new Set([first, second])], said: new Set([first, second]) }],
    decisions: { decided: [`layersApart:video:${first}:${second}`, first], elsewhere: [barrierIds.root, "*"] },
    dismissals: [`layersApart:video:${first}:${second}`],
    views: [{ team: first, status: "new" }, { q: day }],
    ambitions: [[ids.anna, { video: "routine" }]],
    rhythm: { [ids.anna]: first, [ids.bo]: second },
    open: new Set([first, second]),
  };
}

/** The week goes on: whoever has been asked is not asked again, under whatever name. */
async function nobodyIsAskedTwice(): Promise<void> {
  const outreach = testOutreach(fresh.store, recordingChannel(), { now });
  await plan(outreach, tenantId, now);
  const teams = (await all("checkIn")).filter((one) => one.week === week).map(({ teamId }) => teamId);
  expect(new Set(teams).size).toBe(teams.length);
}

test("with neither leader, stand-in, navigator nor manager the administrators say whether it works", async () => {
  const source = csvFiles({ people: sound.people, roles: [`${ids.bo};admin;*;;`], teams: sound.teams });
  expect(
    (await importDirectory({ store: fresh.store, tenantId, source, now, by: "system", confirmed: true })).problems,
  ).toEqual([]);
  const directory = await loadDirectory(fresh.store, tenantId);
  for (const barrier of await all("barrier")) {
    const confirming = [...directory.people.keys()].filter((id) =>
      mayActOn(directory, id, "confirm", barrier, "2026-11-18"),
    );
    expect(confirming).toEqual([ids.bo]);
  }
});
