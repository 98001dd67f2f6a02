import { describe, expect, test } from "@jest/globals";
import { inclusionOf, quarterOf, recentQuarters } from "../../bot/domain/inclusion.ts";
import type { CitizenOutcome } from "../../bot/domain/vocabulary.ts";

describe("inclusion", () => {
  const today = "2026-11-21";
  const cases = (count: number, outcome: CitizenOutcome, date = "2026-11-01") =>
    Array.from({ length: count }, () => ({
      date,
      outcome,
      solutionId: "journal",
      areaId: "nord",
      reasons: ["noMitId" as const],
      instead: ["phone" as const],
    }));

  test("tells quarters apart, across the new year", () => {
    expect(quarterOf("2026-11-21")).toBe("2026-Q4");
    expect(recentQuarters("2026-02-01")).toEqual(["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]);
  });

  test("counts every case", () => {
    const figures = inclusionOf([...cases(3, "digital"), ...cases(1, "open", "2026-08-01")], today);
    expect(figures.total).toBe(4);
    expect(figures.quarters.map(({ total }) => total)).toEqual([0, 0, 1, 3]);
    expect(figures.reasons).toEqual([{ id: "noMitId", count: 4 }]);
    expect(figures.solutions).toEqual([{ id: "journal", outcomes: [3, 0, 0, 0, 0, 1] }]);
    expect(figures.reasonsBy).toEqual({
      solutions: [{ id: "journal", counts: [4, 0, 0, 0, 0, 0, 0] }],
      areas: [{ id: "nord", counts: [4, 0, 0, 0, 0, 0, 0] }],
    });
  });

  test("cases older than the quarters shown do not count", () => {
    expect(inclusionOf(cases(9, "digital", "2025-12-31"), today).total).toBe(0);
  });
});
