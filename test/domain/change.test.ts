import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type Changes,
  chanceOf,
  countChange,
  directionOf,
  noChanges,
  pointsOf,
} from "../../bot/domain/check-in/change.ts";
import { freshUntil, isSettled } from "../../bot/domain/check-in/freshness.ts";
import type { UsageLevel } from "../../bot/domain/vocabulary.ts";

function changed(...pairs: [UsageLevel, UsageLevel, number][]): Changes["quarter"] {
  const { quarter } = noChanges();
  for (const [before, now, teams] of pairs) for (let n = 0; n < teams; n++) countChange(quarter, before, now);
  return quarter;
}

describe("McNemar's exact test", () => {
  // Sums of binomial coefficients, by hand: 2 × (1) / 2⁵, 2 × (1) / 2⁶, 2 × (1 + 9) / 2⁹, 2 × (1 + 10 + 45) / 2¹⁰.
  test.each([
    [5, 0, 0.0625],
    [6, 0, 0.03125],
    [8, 1, 0.0390625],
    [2, 8, 0.109375],
    [0, 0, 1],
    [3, 3, 1],
  ])("%i up and %i down is p = %f", (up, down, p) => {
    expect(chanceOf(up, down)).toBeCloseTo(p, 10);
    expect(chanceOf(down, up)).toBeCloseTo(p, 10);
  });

  test("is what whole numbers give, also for a whole municipality", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (up, down) => {
        const moved = up + down;
        let [term, sum] = [1n, 0n];
        for (let one = 0; one <= Math.min(up, down); one++) {
          sum += term;
          term = (term * BigInt(moved - one)) / BigInt(one + 1);
        }
        const exact = Number((2n * sum * 10n ** 12n) / 2n ** BigInt(moved)) / 1e12;
        expect(chanceOf(up, down)).toBeCloseTo(Math.min(1, exact), 8);
      }),
    );
  });
});

describe("the direction", () => {
  const over = (quarter: Changes["quarter"], fourWeeks = noChanges().fourWeeks) =>
    directionOf({ ...noChanges(), quarter, fourWeeks });

  test("rises or falls only by more than chance, and is unknown where too few answered both times", () => {
    const still: [UsageLevel, UsageLevel, number] = ["mostly", "mostly", 4];
    expect(over(changed(["rarely", "mostly", 6]))).toBe("rising");
    expect(over(changed(["routine", "sometimes", 6], still))).toBe("falling");
    expect(over(changed(["rarely", "mostly", 5], still))).toBe("steady");
    expect(over(changed(["rarely", "mostly", 8], ["mostly", "rarely", 2]))).toBe("steady");
    expect(over(changed(["rarely", "mostly", 5]))).toBe("unknown");
    expect(over(changed(["routine", "mostly", 20]))).toBe("steady");
  });

  test("goes by a quarter, and by four weeks where too few answered a quarter ago", () => {
    const [up, down] = [changed(["rarely", "mostly", 7]), changed(["mostly", "rarely", 7])];
    expect(over(up, down)).toBe("rising");
    expect(over(changed(["rarely", "mostly", 2]), down)).toBe("falling");
  });
});

test("points are of the share in the two top levels, of those that said something both times", () => {
  const change = changed(
    ["rarely", "mostly", 3],
    ["routine", "routine", 4],
    ["mostly", "sometimes", 1],
    ["unsure", "routine", 9],
  );
  expect(change).toEqual({ both: 8, before: 5, now: 7, up: 3, down: 1 });
  expect(pointsOf(change)).toBe(25);
  expect(pointsOf(changed(["notRelevant", "routine", 1]))).toBe(null);
});

describe("how long an estimate holds", () => {
  test("»Sådan gør vi« is settled after two months, and anything else between begins anew", () => {
    expect(isSettled("444444444", 8)).toBe(true);
    expect(isSettled("44444444", 7)).toBe(false);
    expect(isSettled("4-------4", 8)).toBe(true);
    expect(isSettled("444434444", 8)).toBe(false);
    expect(isSettled("4444u4444", 8)).toBe(false);
    expect(isSettled("4-------------4", 14)).toBe(false);
    expect(isSettled("333333333", 8)).toBe(false);
  });

  test("until two weeks after the next was due: in two weeks for what moves, in four for what is settled", () => {
    const asked = "a".repeat(40);
    expect(freshUntil(asked, "3", 0)).toBe(4);
    expect(freshUntil(asked, "444444444", 8)).toBe(14);
  });

  test("nothing is due while nobody is asked, but nothing holds longer than a quarter", () => {
    expect(freshUntil("aa---aaaaaa", "-3", 1)).toBe(7);
    expect(freshUntil("a".padEnd(30, "-"), "3", 0)).toBe(13);
    expect(freshUntil("a", "3", 0)).toBe(13);
  });
});
