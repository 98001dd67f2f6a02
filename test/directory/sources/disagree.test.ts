import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { loadConfig } from "../../../bot/config.ts";
import { syncSources } from "../../../bot/directory/sources/sync.ts";
import type { Role, Rollout } from "../../../bot/domain/organisation.ts";
import { emptyMapping, type Mapping, type Pulled, type SyncRun } from "../../../bot/domain/sources.ts";
import { keys } from "../../../bot/store/documents.ts";
import type { Change } from "../../../bot/store/store.ts";
import { loadDirectory } from "../../../bot/use-cases/load-directory.ts";
import { type FreshStore, freshStore } from "../../support/fresh-store.ts";

// Where two sources say two things nobody guesses; and what is the municipality's own follows a team that a source has under another id.

const tenantId = "t";
const sys = "48e68283-3f8d-4403-a243-b13f6addd86c";
const entra = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
let fresh: FreshStore;

beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

function pulled(): Pulled {
  const unit = (id: string, name: string, parentId: string | null, leader: string | null) => ({
    ...{ id, name, parentId, staff: 5 },
    manager: leader === null ? null : { id: `p-${leader}`, userId: leader },
  });
  return {
    organisation: {
      units: [
        unit("top", "Kommunen", null, null),
        unit("care", "Ældre", "top", null),
        unit("nord", "Nord", "care", "ANNA"),
        unit("syd", "Syd", "care", "BO"),
      ],
      people: ["ANNA", "BO"].map((userId) => ({
        ...{ id: `p-${userId}`, userId, name: userId === "ANNA" ? "Anna Ø" : "Bo B", mail: null, isDisabled: false },
      })),
      standIns: [],
    },
    systems: [
      {
        ...{ id: sys, name: "System", callName: null, phase: "inUse", expectedUsers: null },
        units: [{ id: "nord", name: "Nord", kitosId: "k-nord" }],
      },
    ],
    accounts: {
      list: ["ANNA", "BO"].map((userId, index) => ({
        ...{ entraId: entra(index + 1), userId, upn: `${userId}@x.example`.toLowerCase() },
        ...{ name: userId === "ANNA" ? "Anna Ø" : "Bo B", language: null, isEnabled: true },
      })),
      isWhole: true,
    },
  };
}

async function choose(more: Partial<Mapping> = {}): Promise<void> {
  const known = await fresh.store.read(tenantId, "mapping", keys.mapping);
  const first = { ...emptyMapping, teams: ["nord", "syd"], solutions: [{ id: sys, isBelow: false }] };
  const value = { ...first, ...known?.value, ...more };
  const document = { kind: "mapping", key: keys.mapping, value } as const;
  await fresh.store.commit(tenantId, [
    known === undefined ? { op: "create", ...document } : { op: "replace", etag: known.etag, ...document },
  ]);
}

async function sync(
  day: number,
  change: (answer: Pulled) => void,
  replaces?: Record<string, string[]>,
): Promise<SyncRun> {
  const answer = pulled();
  change(answer);
  const agreed = replaces === undefined ? undefined : { confirm: undefined, replaces };
  const now = `2026-11-${day}T01:00:00.000Z`;
  const run = await syncSources({ store: fresh.store, tenantId, now, by: "system", pull: async () => answer, agreed });
  if (run === "busy") throw new Error("busy");
  expect(run.problems).toEqual([]);
  return run;
}

const told = (run: SyncRun) => run.findings.map(({ code, name, other }) => [code, name, other]);
const leads = async (teamId: string) =>
  (await loadDirectory(fresh.store, tenantId)).rolesByScope.get(teamId)?.map(({ personId }) => personId) ?? [];

test("a unit whose leader is one by id and another by user id has neither; one of them alone is enough", async () => {
  await choose();
  const name = (id: string | null, userId: string | null) => (answer: Pulled) => {
    const nord = answer.organisation?.units.find((unit) => unit.id === "nord");
    if (nord !== undefined) nord.manager = { id, userId };
  };
  expect(told(await sync(10, name("p-ANNA", "BO")))).toContainEqual(["managersDiffer", "Anna Ø", "Bo B (Nord)"]);
  expect(await leads("nord")).toEqual([]);
  expect(told(await sync(11, name("unknown", "anna")))).toEqual([]);
  expect(await leads("nord")).toEqual([entra(1)]);
  expect(told(await sync(12, name("p-ANNA", "gone")))).toEqual([]);
});

test("nobody without a user id is taken for another without one", async () => {
  await choose();
  const run = await sync(10, ({ organisation, accounts }) => {
    for (const person of organisation?.people ?? []) if (person.userId === "ANNA") person.userId = "";
    for (const unit of organisation?.units ?? []) if (unit.manager?.userId === "ANNA") unit.manager.userId = null;
    for (const account of accounts?.list ?? []) if (account.userId === "ANNA") account.userId = null;
  });
  expect(told(run)).toEqual([["noAccount", "Anna Ø", "Nord"]]);
});

test("units and people that are called two things are told of, and the organisation's name is used", async () => {
  await choose();
  const run = await sync(10, ({ systems, accounts }) => {
    for (const unit of systems?.[0]?.units ?? []) unit.name = "Hjemmepleje N";
    for (const account of accounts?.list ?? []) if (account.userId === "BO") account.name = "Bo Bo";
  });
  expect(told(run)).toEqual([
    ["namesDiffer", "Bo B", "Bo Bo"],
    ["unitNamesDiffer", "Hjemmepleje N", "Nord"],
  ]);
});

test("an account that was chosen by hand and is disabled is nobody's", async () => {
  await choose({ people: { anna: entra(1) } });
  const run = await sync(10, ({ accounts }) => {
    for (const account of accounts?.list ?? []) if (account.userId === "ANNA") account.isEnabled = false;
  });
  expect(told(run)).toEqual([["accountDisabled", "Anna Ø", "Nord"]]);
});

test("a role for an area that is gone is told of, and words for it keep nobody from the rest", async () => {
  await choose();
  await sync(10, () => {});
  const role: Role = { personId: entra(2), role: "navigator", scope: "care", from: null, to: null };
  const solution = await fresh.store.read(tenantId, "solution", sys);
  if (solution === undefined) throw new Error("no solution");
  await fresh.store.commit(tenantId, [
    { op: "create", kind: "role", key: keys.role(role), value: role },
    { ...solution, op: "replace", value: { ...solution.value, localNames: { "*": "alle", care: "plejens" } } },
  ] as Change[]);
  const run = await sync(11, ({ organisation }) => {
    for (const unit of organisation?.units ?? []) if (unit.parentId === "care") unit.parentId = "top";
    if (organisation !== null) organisation.units = organisation.units.filter(({ id }) => id !== "care");
  });
  expect(run.outcome).toBe("stored");
  expect(told(run)).toEqual([["placeGone", "Bo B", "Ældre"]]);
  expect((await fresh.store.read(tenantId, "solution", sys))?.value.localNames).toEqual({ "*": "alle" });
});

test("a unit that was an area is chosen as a team instead, and back again", async () => {
  await choose();
  await sync(10, () => {});
  await choose({ teams: ["care"] });
  const led = ({ organisation, systems }: Pulled) => {
    for (const unit of organisation?.units ?? [])
      if (unit.id === "care") unit.manager = { id: "p-ANNA", userId: "ANNA" };
    for (const unit of systems?.[0]?.units ?? []) unit.id = "care";
  };
  expect(await sync(11, led, {})).toMatchObject({ outcome: "stored" });
  const active = async () => {
    const { teams, areas } = await loadDirectory(fresh.store, tenantId);
    return [teams, areas].map((all) =>
      [...all.values()]
        .filter(({ retired }) => !retired)
        .map(({ id }) => id)
        .toSorted(),
    );
  };
  expect(await active()).toEqual([["care-team"], ["top"]]);
  await choose({ teams: ["nord", "syd"] });
  expect(await sync(12, () => {}, {})).toMatchObject({ outcome: "stored" });
  expect(await active()).toEqual([
    ["nord", "syd"],
    ["care", "top"],
  ]);
  expect(await sync(13, () => {})).toMatchObject({ outcome: "unchanged" });
});

test("rollouts and dated roles of the municipality's own follow a team under a new id", async () => {
  await choose();
  await sync(10, () => {});
  const role: Role = { personId: entra(2), role: "standIn", scope: "nord", from: "2026-12-01", to: "2026-12-31" };
  const rollout = await fresh.store.read(tenantId, "rollout", keys.rollout(sys, "nord"));
  if (rollout === undefined) throw new Error("no rollout");
  const own: Rollout = { ...rollout.value, status: "exception", reason: "Papir lidt endnu", reviewOn: "2027-01-01" };
  await fresh.store.commit(tenantId, [
    { op: "create", kind: "role", key: keys.role(role), value: role },
    { op: "replace", kind: "rollout", key: rollout.key, etag: rollout.etag, value: own },
  ]);
  await choose({ teams: ["n2", "syd"] });
  const anew = (answer: Pulled) => {
    for (const unit of answer.organisation?.units ?? []) if (unit.id === "nord") unit.id = "n2";
    for (const unit of answer.systems?.[0]?.units ?? []) unit.id = "n2";
  };
  expect(await sync(11, anew)).toMatchObject({ outcome: "waiting", proposals: [{ team: { id: "n2" } }] });
  expect(await sync(11, anew, { n2: ["nord"] })).toMatchObject({ outcome: "stored" });
  const { rolesByScope, rolloutsByTeam } = await loadDirectory(fresh.store, tenantId);
  expect(rolloutsByTeam.get("n2")).toEqual([{ ...own, teamId: "n2" }]);
  expect(rolesByScope.get("n2")).toContainEqual({ ...role, scope: "n2" });
  expect(await sync(12, anew)).toMatchObject({ outcome: "unchanged" });
});

test("KITOS by its API and by its export are one source: both at once are refused", () => {
  const both = { OMBORD_MODE: "local", KITOS_EMAIL: "a", KITOS_PASSWORD: "b", KITOS_EXPORT: "x.csv" };
  expect(() => loadConfig(both)).toThrow("KITOS_EMAIL and KITOS_EXPORT are both set");
});
