import { describe, expect, test } from "@jest/globals";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { allowedIn, type BarrierActionKind } from "../../bot/domain/barrier/barrier-actions.ts";
import { actionsFor, mayActOn, maySeeBarrier } from "../../bot/domain/barrier/barrier-permissions.ts";
import { buildDirectory, defaultSettings, type Role } from "../../bot/domain/organisation.ts";
import { barrierStatuses } from "../../bot/domain/vocabulary.ts";

const today = "2026-11-29";
const at = "2026-11-20T08:00:00.000Z";
const roles: Role[] = [
  { personId: "leader", role: "leader", scope: "n", from: null, to: null },
  { personId: "standIn", role: "standIn", scope: "n", from: null, to: null },
  { personId: "navigator", role: "navigator", scope: "north", from: null, to: null },
  { personId: "manager", role: "manager", scope: "north", from: null, to: null },
  { personId: "admin", role: "admin", scope: "*", from: null, to: null },
  { personId: "otherLeader", role: "leader", scope: "s", from: null, to: null },
  { personId: "otherNavigator", role: "navigator", scope: "south", from: null, to: null },
  { personId: "otherManager", role: "manager", scope: "south", from: null, to: null },
  { personId: "former", role: "manager", scope: "north", from: null, to: "2026-11-28" },
];
const everybody = [...roles.map(({ personId }) => personId), "stranger"];
const directory = buildDirectory({
  settings: defaultSettings,
  areas: [
    { id: "north", name: "North", parentAreaId: null },
    { id: "south", name: "South", parentAreaId: null },
  ],
  teams: [
    { id: "n", name: "N", areaId: "north" },
    { id: "s", name: "S", areaId: "south" },
  ],
  people: roles.map(({ personId }) => ({ id: personId, upn: `${personId}@x`, name: personId, language: "da" })),
  solutions: [],
  roles,
  rollouts: [],
});
const barrier = newBarrier("b", { teamId: "n", solutionId: "call", week: null }, "leader", at);
const lifted = { ...barrier, escalatedAt: at };

const team = ["leader", "standIn"];
const helpers = (isLifted: boolean) => ["navigator", ...(isLifted ? ["manager"] : [])];

describe.each([
  ["not lifted", barrier, false],
  ["lifted", lifted, true],
])("a barrier that is %s", (_, given, isLifted) => {
  test("is seen by the team and its navigators, and by its managers once it is lifted", () => {
    const seeing = everybody.filter((personId) => maySeeBarrier(directory, personId, given, today));
    expect(seeing.toSorted()).toEqual([...team, ...helpers(isLifted)].toSorted());
  });

  test.each(Object.keys(allowedIn) as BarrierActionKind[])("%s is done by whom it is for", (kind) => {
    const acting = everybody.filter((personId) => mayActOn(directory, personId, kind, given, today));
    expect(acting.toSorted()).toEqual(meantFor(kind, isLifted).toSorted());
  });

  test.each(barrierStatuses)("what each may do is what the status %s allows of it", (status) => {
    for (const personId of everybody) {
      const expected = (Object.keys(allowedIn) as BarrierActionKind[]).filter(
        (kind) => meantFor(kind, isLifted).includes(personId) && allowedIn[kind].includes(status),
      );
      expect(actionsFor(directory, personId, { ...given, status }, today)).toEqual(expected);
    }
  });
});

test("where the team has nobody, or is gone, its navigators say whether it works; nobody else does", () => {
  const led = directory.rolesByScope.get("n") ?? [];
  for (const retired of [undefined, true]) {
    const teams = new Map([
      ...directory.teams,
      ["n", { id: "n", name: "N", areaId: "north", ...(retired && { retired }) }],
    ]);
    const rolesByScope = new Map([...directory.rolesByScope, ["n", []]]);
    const rolesByPerson = new Map(
      [...directory.rolesByPerson].filter(([id]) => !led.some(({ personId }) => personId === id)),
    );
    const left = { ...directory, teams, rolesByScope, rolesByPerson };
    for (const kind of ["confirm", "reopen"] as const)
      expect(everybody.filter((personId) => mayActOn(left, personId, kind, barrier, today))).toEqual(["navigator"]);
  }
});

test("a date is moved only of what has one of its own: not of what waits for another barrier, or for a manager", () => {
  const may = (more: Partial<Barrier>) =>
    actionsFor(directory, "navigator", { ...barrier, ...more }, today).includes("postpone");
  expect(may({ status: "waiting" })).toBe(true);
  expect(may({ status: "waiting", resolution: "duplicate" })).toBe(false);
  expect(may({ status: "waiting", resolution: "escalated" })).toBe(false);
});

function meantFor(kind: BarrierActionKind, isLifted: boolean): string[] {
  if (kind === "confirm" || kind === "reopen") return team;
  if (kind === "answer" || kind === "comment") return [...team, ...helpers(isLifted)];
  // A manager decides about what is lifted to them (lift.test.ts); what is on its way no longer, they do not.
  return forOthers(kind) ? [] : ["navigator"];
}

/** These are the clock's, what follows from a trial that is ended, and a manager's of what waits for them. */
function forOthers(kind: BarrierActionKind): boolean {
  const clocks: BarrierActionKind[] = ["return", "fallDue", "lieUntouched", "closeUnanswered", "endTrial"];
  return clocks.includes(kind) || kind.startsWith("lift");
}
