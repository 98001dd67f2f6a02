import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addWeeks } from "../../bot/domain/calendar.ts";
import {
  emptyAdoption,
  historyWeeks,
  latestLevel,
  levelAt,
  recordWeek,
  type TeamAdoption,
  weekStateAt,
} from "../../bot/domain/check-in/adoption.ts";
import { score, type UsageLevel, usageLevels } from "../../bot/domain/vocabulary.ts";

const first = "2024-W10";

function withSolutions(...ids: string[]): TeamAdoption {
  const history = { status: "inUse" as const, start: null, levels: "", latest: {} };
  return {
    ...emptyAdoption({ id: "t", name: "T", areaId: "a" }, first),
    solutions: Object.fromEntries(ids.map((id) => [id, history])),
  };
}

function answered(adoption: TeamAdoption, week: string, levels: Record<string, UsageLevel>): TeamAdoption {
  return recordWeek(adoption, { week, state: "answered", levels, extras: [] });
}

const level = fc.constantFrom(...usageLevels);
const answers = fc.uniqueArray(fc.tuple(fc.nat(historyWeeks - 1), level), { selector: ([index]) => index });

describe("a team's history", () => {
  test("gives back every level in the week it was recorded, in whatever order the weeks came", () => {
    fc.assert(
      fc.property(answers, (weeks) => {
        let adoption = withSolutions("x", "y");
        for (const [index, given] of weeks) adoption = answered(adoption, addWeeks(first, index), { x: given });
        const known = new Map(weeks);
        for (let index = 0; index < historyWeeks; index++) {
          const week = addWeeks(first, index);
          expect(levelAt(adoption, "x", week)).toBe(known.get(index) ?? null);
          expect(weekStateAt(adoption, week)).toBe(known.has(index) ? "answered" : "notAsked");
          expect(levelAt(adoption, "y", week)).toBeNull();
        }
      }),
      { numRuns: 40 },
    );
  });

  test("recording a week again replaces it, a correction too", () => {
    let adoption = answered(withSolutions("x", "y"), "2024-W12", { x: "rarely", y: "routine" });
    adoption = answered(adoption, "2024-W12", { x: "mostly" });
    expect(levelAt(adoption, "x", "2024-W12")).toBe("mostly");
    expect(levelAt(adoption, "y", "2024-W12")).toBeNull();
  });

  test("the newest level is found behind weeks without one, and never after the week asked for", () => {
    let adoption = answered(withSolutions("x"), "2024-W11", { x: "rarely" });
    adoption = recordWeek(adoption, { week: "2024-W13", state: "skipped", levels: {}, extras: [] });
    adoption = answered(adoption, "2024-W15", { x: "routine" });
    expect(latestLevel(adoption, "x", "2024-W14")).toEqual({ level: "rarely", week: "2024-W11" });
    expect(latestLevel(adoption, "x", "2024-W40")).toEqual({ level: "routine", week: "2024-W15" });
    expect(latestLevel(adoption, "x", "2024-W10")).toBeNull();
    expect(latestLevel(adoption, "unknown", "2024-W40")).toBeNull();
  });

  test("keeps three years and lets older weeks fall off", () => {
    let adoption = withSolutions("x");
    for (let index = 0; index < historyWeeks + 30; index++) {
      adoption = answered(adoption, addWeeks(first, index), { x: index < 30 ? "rarely" : "routine" });
    }
    expect(adoption.firstWeek).toBe(addWeeks(first, 30));
    expect(adoption.weeks).toHaveLength(historyWeeks);
    expect(adoption.solutions.x?.levels).toBe("4".repeat(historyWeeks));
    expect(levelAt(adoption, "x", addWeeks(first, 29))).toBeNull();
  });

  test("a week before the history begins changes nothing", () => {
    const adoption = withSolutions("x");
    expect(answered(adoption, addWeeks(first, -1), { x: "routine" })).toBe(adoption);
  });

  test("an older answer to an extra question never replaces a newer one", () => {
    const extra = (week: string, answer: "yes" | "no") => ({
      week,
      state: "answered" as const,
      levels: {},
      extras: [{ solutionId: "x", question: "carrier" as const, answer }],
    });
    let adoption = recordWeek(withSolutions("x"), extra("2024-W14", "yes"));
    adoption = recordWeek(adoption, extra("2024-W12", "no"));
    expect(adoption.solutions.x?.latest.carrier).toEqual({ week: "2024-W14", answer: "yes" });
  });

  test("does not touch what it was given", () => {
    const before = Object.freeze({ ...withSolutions("x"), solutions: Object.freeze({}) });
    expect(() => answered(before, "2024-W20", { x: "routine" })).not.toThrow();
  });
});

test("scores follow the scale, and levels without a meaning in a mean have none", () => {
  expect(usageLevels.map(score)).toEqual([1, 0.75, 0.5, 0.25, 0, null, null]);
});
