import { expect, test } from "@jest/globals";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import type { BarrierAction } from "../../bot/domain/barrier/barrier-actions.ts";
import { act } from "../../bot/domain/barrier/barrier-lifecycle.ts";
import { figuresOf, standingOf } from "../../bot/domain/barrier/digest.ts";
import { daysBetween } from "../../tab/pages/barriers/words.ts";

const week = "2026-W47";
const later = "2026-12-01T08:00:00.000Z";

function lived(id: string, createdAt: string, steps: [at: string, by: string, action: BarrierAction][]): Barrier {
  let barrier = newBarrier(id, { teamId: "nord", solutionId: "skaerm", week: null }, "mette", createdAt);
  for (const [at, by, action] of steps) {
    const decision = act(barrier, action, by, at);
    if (decision.outcome !== "changed") throw new Error(action.kind);
    barrier = decision.barrier;
  }
  return barrier;
}

const take: BarrierAction = { kind: "take" };
const solve: BarrierAction = { kind: "solve", resolution: "fixed", text: null };
const confirm: BarrierAction = { kind: "confirm" };

test("a week counts what happened in it, from Monday at midnight in Copenhagen to the next", () => {
  const barriers = [
    lived("last second before", "2026-11-15T22:59:59.000Z", []),
    lived("first second", "2026-11-15T23:00:00.000Z", []),
    lived("last second", "2026-11-22T22:59:59.000Z", []),
    lived("first second after", "2026-11-22T23:00:00.000Z", []),
  ];
  expect(figuresOf(barriers, week, later).reported).toBe(2);
});

test("each step is counted where it happened, however long ago the barrier was reported", () => {
  const old = lived("old", "2026-10-01T08:00:00.000Z", [
    ["2026-11-16T08:00:00.000Z", "rasmus", take],
    ["2026-11-17T08:00:00.000Z", "rasmus", solve],
    ["2026-11-18T08:00:00.000Z", "mette", { kind: "reopen", text: null }],
    ["2026-11-19T08:00:00.000Z", "rasmus", { ...solve, kind: "solve", resolution: "shownOnsite", text: null }],
    ["2026-11-20T08:00:00.000Z", "mette", confirm],
  ]);
  expect(figuresOf([old], week, later)).toEqual({
    week,
    reported: 0,
    taken: 1,
    solved: 2,
    confirmed: 1,
    closedUnanswered: 0,
    reopened: 1,
    declined: 0,
    medianHoursToReaction: 46 * 24,
    medianHoursToConfirmed: 50 * 24,
    oldestUntouchedDays: null,
  });
});

test("whoever does something about one that nobody has, has taken it, and it is taken once", () => {
  const at = "2026-11-17T08:00:00.000Z";
  const first: BarrierAction[] = [
    { kind: "ask", text: "Hvornår?" },
    { kind: "wait", supplier: true, text: null },
    { kind: "park", until: "2026-12-01", text: null },
    { kind: "startTrial", trialId: "t1", what: "Ny oplader" },
    { kind: "seenBefore", sameAs: "other", solved: false },
    { kind: "decline", text: "Udfases" },
    solve,
    take,
  ];
  const barriers = first.map((action) => lived(action.kind, "2026-11-16T08:00:00.000Z", [[at, "rasmus", action]]));
  expect(figuresOf(barriers, week, later).taken).toBe(first.length);
  const goneOn = lived("once", "2026-11-16T08:00:00.000Z", [
    [at, "rasmus", take],
    [at, "rasmus", { kind: "ask", text: "Hvornår?" }],
    [at, "mette", { kind: "answer", text: "Nu" }],
    [at, "camilla", solve],
    [at, "mette", { kind: "reopen", text: null }],
  ]);
  const onlySeen = lived("seen", "2026-11-16T08:00:00.000Z", [
    [at, "rasmus", { kind: "see" }],
    [at, "rasmus", { kind: "comment", text: "Set" }],
    [at, "rasmus", { kind: "assign", to: "camilla" }],
  ]);
  expect(figuresOf([goneOn, onlySeen], week, later).taken).toBe(1);
});

test("each week tells how long the oldest untouched had waited when it ended, and this week until now", () => {
  const barriers = [
    lived("touched later", "2026-11-01T08:00:00.000Z", [["2026-11-18T08:00:00.000Z", "rasmus", take]]),
    lived("still untouched", "2026-11-12T08:00:00.000Z", []),
  ];
  const of = (one: string, now = later) => figuresOf(barriers, one, now).oldestUntouchedDays;
  expect(of("2026-W44")).toBe(1);
  expect(of("2026-W46")).toBe(15);
  expect(of(week)).toBe(11);
  expect(of(week, "2026-11-17T08:00:00.000Z")).toBe(16);
  expect(of("2026-W43")).toBeNull();
});

test("the oldest untouched is counted in calendar days of Copenhagen, as the board counts it, also when the clocks change", () => {
  const of = (createdAt: string, one: string, now: string) =>
    figuresOf([lived("one", createdAt, [])], one, now).oldestUntouchedDays;
  expect(of("2026-11-16T15:00:00.000Z", week, "2026-11-19T08:00:00.000Z")).toBe(3);
  expect(of("2026-11-16T23:30:00.000Z", week, "2026-11-19T08:00:00.000Z")).toBe(2);
  expect(of("2026-03-22T23:00:00.000Z", "2026-W13", later)).toBe(7);
  expect(daysBetween("2026-11-16T15:00:00.000Z", "2026-11-19")).toBe(3);
  expect(daysBetween("2026-11-16T23:30:00.000Z", "2026-11-19")).toBe(2);
});

test("what the clock closes is not a confirmation, and what the reporter adds is not a reaction", () => {
  const silent = lived("silent", "2026-10-12T08:00:00.000Z", [
    ["2026-10-12T09:00:00.000Z", "mette", { kind: "comment", text: "Stadig" }],
    ["2026-10-19T08:00:00.000Z", "rasmus", solve],
    ["2026-11-16T08:00:00.000Z", "system", { kind: "closeUnanswered" }],
  ]);
  const figures = figuresOf([silent], week, later);
  expect(figures).toMatchObject({ confirmed: 0, closedUnanswered: 1, medianHoursToConfirmed: null });
  expect(figuresOf([silent], "2026-W43", later).medianHoursToReaction).toBe(7 * 24);
});

test("the median of an even number lies between the middle two", () => {
  const after = (id: string, hours: number) => {
    const at = new Date(Date.parse("2026-11-16T08:00:00.000Z") + hours * 3_600_000).toISOString();
    return lived(id, "2026-11-16T08:00:00.000Z", [[at, "rasmus", take]]);
  };
  const of = (...hours: number[]) =>
    figuresOf(
      hours.map((h) => after(String(h), h)),
      week,
      later,
    ).medianHoursToReaction;
  expect(of(4)).toBe(4);
  expect(of(1, 2, 50)).toBe(2);
  expect(of(1, 2, 6, 50)).toBe(4);
  expect(of()).toBeNull();
});

test("what nobody has touched is counted apart, and the oldest is named", () => {
  const barriers = [
    lived("touched", "2026-10-01T08:00:00.000Z", [["2026-10-02T08:00:00.000Z", "rasmus", take]]),
    lived("older", "2026-11-01T08:00:00.000Z", []),
    lived("newer", "2026-11-02T08:00:00.000Z", []),
    lived("closed", "2026-09-01T08:00:00.000Z", [
      ["2026-09-02T08:00:00.000Z", "rasmus", { kind: "decline", text: "Udfases" }],
    ]),
  ];
  expect(standingOf(barriers)).toEqual({
    open: 3,
    untouched: 2,
    oldestUntouched: { id: "older", createdAt: "2026-11-01T08:00:00.000Z" },
  });
  expect(standingOf([])).toEqual({ open: 0, untouched: 0, oldestUntouched: null });
});
