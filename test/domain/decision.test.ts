import { describe, expect, test } from "@jest/globals";
import { answerDecision, isToBeAsked, newDecision, scopesAbove } from "../../bot/domain/decision/decision.ts";
import { buildDirectory, defaultSettings } from "../../bot/domain/organisation.ts";
import { decisionKindFacts, decisionKinds } from "../../bot/domain/vocabulary.ts";

const now = "2026-11-02T08:00:00.000Z";
const later = "2026-12-01T08:00:00.000Z";
const about = { kind: "barrier", id: "b" } as const;
const made = {
  id: "d",
  about,
  scope: "n",
  solutionId: "call",
  text: "Vi køber nye",
  by: "manager",
  as: { scope: "*" },
};
const doing = newDecision({ ...made, kind: "doing", due: "2026-12-01" }, now);

test.each(decisionKinds)("%s is open while something is left to do", (kind) => {
  const decision = newDecision({ ...made, kind }, now);
  expect(decision.state).toBe(decisionKindFacts[kind].isLasting ? "open" : "done");
  expect(decision.endedAt === null).toBe(decision.state === "open");
});

describe("on its date", () => {
  test("its owner is asked once, and again only on another date", () => {
    expect(isToBeAsked(doing, "2026-11-30")).toBe(false);
    expect(isToBeAsked(doing, "2026-12-01")).toBe(true);
    const asked = { ...doing, askedOn: doing.due };
    expect(isToBeAsked(asked, "2026-12-05")).toBe(false);
    const put = answerDecision(asked, { answer: "later", due: "2027-01-04" }, "2026-12-05", later);
    if (put.outcome !== "changed") throw new Error(put.outcome);
    expect(isToBeAsked(put.decision, "2027-01-03")).toBe(false);
    expect(isToBeAsked(put.decision, "2027-01-04")).toBe(true);
  });

  test.each([
    [{ answer: "done" }, { state: "done", endedAt: later }],
    [
      { answer: "later", due: "2027-01-04" },
      { state: "open", due: "2027-01-04", askedOn: null },
    ],
    [
      { answer: "dropped", text: "Ingen penge" },
      { state: "dropped", endedAt: later, text: "Vi køber nye\nIngen penge" },
    ],
  ] as const)("%j", (given, expected) => {
    expect(answerDecision(doing, given, "2026-12-01", later)).toMatchObject({ outcome: "changed", decision: expected });
  });

  test.each([
    [{ answer: "later", due: "2026-12-01" }, "pastDate"],
    [{ answer: "dropped", text: " " }, "noWords"],
  ] as const)("%j is refused", (given, because) => {
    expect(answerDecision(doing, given, "2026-12-01", later)).toEqual({ outcome: "refused", because });
  });

  test("what has ended stays as it ended", () => {
    const ended = { ...doing, state: "done" as const };
    expect(answerDecision(ended, { answer: "done" }, "2026-12-01", later)).toEqual({ outcome: "unchanged" });
    expect(answerDecision(ended, { answer: "later", due: "2027-01-04" }, "2026-12-01", later)).toEqual({
      outcome: "refused",
      because: "decisionOver",
    });
  });
});

test("the words go, and kind, dates and who stay", () => {
  const result = answerDecision(doing, { answer: "deleteText" }, "2026-12-01", later);
  expect(result).toEqual({
    outcome: "changed",
    decision: { ...doing, text: null, textDeletedAt: later, updatedAt: later },
  });
});

test("what lies above a scope, the nearest first", () => {
  const directory = buildDirectory({
    settings: defaultSettings,
    areas: [
      { id: "care", name: "Care", parentAreaId: null },
      { id: "north", name: "North", parentAreaId: "care" },
    ],
    teams: [{ id: "n", name: "N", areaId: "north" }],
    ...{ people: [], solutions: [], roles: [], rollouts: [] },
  });
  expect(scopesAbove(directory, "n")).toEqual(["n", "north", "care", "*"]);
  expect(scopesAbove(directory, "north")).toEqual(["north", "care", "*"]);
  expect(scopesAbove(directory, "*")).toEqual(["*"]);
  expect(scopesAbove(directory, "nowhere")).toEqual([]);
});
