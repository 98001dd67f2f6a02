import { expect, test } from "@jest/globals";
import { type Ambition, isDueAgain } from "../../bot/domain/check-in/ambition.ts";

const written: Ambition = {
  personId: "p",
  answers: { goals: "Tillid" },
  shared: false,
  draft: true,
  targets: {},
  updatedAt: "2026-05-20T10:00:00.000Z",
};

test.each([
  ["the day before half a year", written, "2026-11-19", false],
  ["half a year", written, "2026-11-20", true],
  ["across New Year", { ...written, updatedAt: "2025-09-01T08:00:00.000Z" }, "2026-03-01", true],
  [
    "a target alone is something",
    { ...written, answers: {}, targets: { journal: "mostly" } } as Ambition,
    "2026-12-01",
    true,
  ],
  ["nothing is written", { ...written, answers: {} }, "2030-01-01", false],
])("an ambition is taken up again after half a year: %s", (_, ambition, today, isDue) => {
  expect(isDueAgain(ambition, today)).toBe(isDue);
});
