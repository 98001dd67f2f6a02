import { expect, test } from "@jest/globals";
import { suggestedShare, targetShares, targetsFor } from "../../bot/domain/decision/target.ts";
import type { UsageLevel } from "../../bot/domain/vocabulary.ts";

const all = (count: number, level: UsageLevel): UsageLevel[] => Array.from({ length: count }, () => level);

test("what the leaders aim for together is suggested in steps of ten, and never everybody", () => {
  expect(suggestedShare([...all(2, "routine"), ...all(2, "rarely")])).toBe(50);
  expect(suggestedShare([...all(2, "mostly"), "sometimes"])).toBe(70);
  expect(suggestedShare(all(12, "routine"))).toBe(90);
  expect(suggestedShare(all(12, "rarely"))).toBe(10);
  expect(Math.max(...targetShares)).toBeLessThan(100);
});

test("two leaders are no picture, and what says nothing about use counts for nobody", () => {
  expect(suggestedShare(all(2, "routine"))).toBeNull();
  expect(suggestedShare([...all(2, "routine"), ...all(5, "notRelevant")])).toBeNull();
});

test("the nearest target of each solution holds", () => {
  const target = (solutionId: string, scope: string) => ({ solutionId, scope, share: 60, due: "2027-06-01" });
  const targets = [target("journal", "*"), target("journal", "care"), target("call", "*"), target("call", "south")];
  expect(targetsFor({ targets }, ["north", "care", "*"]).map(({ solutionId, scope }) => [solutionId, scope])).toEqual([
    ["journal", "care"],
    ["call", "*"],
  ]);
  expect(targetsFor({}, ["*"])).toEqual([]);
});
