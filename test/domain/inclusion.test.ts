import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { inclusionOf, quarterOf, recentQuarters } from "../../bot/domain/inclusion.ts";
import { suppress } from "../../bot/domain/suppression.ts";
import type { CitizenOutcome } from "../../bot/domain/vocabulary.ts";

const limit = 5;

/** Every value that a hidden figure of a line can have, given what is shown in the line; null when it is free. */
function determined(parts: (number | null)[], sum: number | null): boolean {
  const hidden = parts.filter((part) => part === null).length;
  if (sum === null) return hidden === 0 && parts.length > 0;
  const rest = sum - parts.reduce<number>((total, part) => total + (part ?? 0), 0);
  return hidden === 1 || (hidden > 0 && rest < limit);
}

const tables = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(fc.nat(12), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

describe("hiding small figures", () => {
  test("shows everything when nothing is small", () => {
    expect(
      suppress(
        [
          [5, 6],
          [7, 8],
        ],
        limit,
      ),
    ).toEqual({
      cells: [
        [5, 6],
        [7, 8],
      ],
      rowTotals: [11, 15],
      columnTotals: [12, 14],
      total: 26,
    });
  });

  test("hides a small figure together with three others, so that no sum gives it back", () => {
    const { cells, rowTotals, columnTotals } = suppress(
      [
        [2, 9, 20],
        [8, 30, 40],
        [50, 60, 70],
      ],
      limit,
    );
    expect(cells).toEqual([
      [null, null, 20],
      [null, null, 40],
      [50, 60, 70],
    ]);
    expect(rowTotals).toEqual([31, 78, 180]);
    expect(columnTotals).toEqual([60, 99, 130]);
  });

  test("hides a sum that is small itself, and with it the other that would give it back", () => {
    expect(
      suppress(
        [
          [1, 1],
          [20, 20],
        ],
        limit,
      ).rowTotals,
    ).toEqual([null, null]);
  });

  test("whatever the figures, no small one is shown and none that is hidden follows from its row or column", () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const { cells, rowTotals, columnTotals, total } = suppress(counts, limit);
        const shown = [...cells.flat(), ...rowTotals, ...columnTotals, total].filter((figure) => figure !== null);
        expect(shown.every((figure) => figure >= limit)).toBe(true);
        for (const [index, row] of cells.entries()) expect(determined(row, rowTotals[index] ?? null)).toBe(false);
        for (const [index, sum] of columnTotals.entries()) {
          expect(
            determined(
              cells.map((row) => row[index] ?? null),
              sum,
            ),
          ).toBe(false);
        }
        expect(determined(rowTotals, total)).toBe(false);
        expect(determined(columnTotals, total)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test("with sums known from elsewhere, none that is hidden follows from them either", () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const { cells } = suppress(counts, limit, true);
        for (const [index, row] of cells.entries()) {
          const sum = counts[index]?.reduce((a, b) => a + b, 0) ?? 0;
          // A whole row that is hidden tells no more than its sum did.
          if (row.some((cell) => cell !== null)) expect(determined(row, sum)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a limit of nothing hides nothing", () => {
    expect(
      suppress(
        [
          [0, 1],
          [2, 3],
        ],
        0,
      ).cells,
    ).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});

describe("inclusion", () => {
  const today = "2026-11-21";
  const cases = (count: number, outcome: CitizenOutcome, date = "2026-11-01") =>
    Array.from({ length: count }, () => ({
      date,
      outcome,
      solutionId: "journal",
      reasons: ["noMitId" as const],
      instead: ["phone" as const],
    }));

  test("tells quarters apart, across the new year", () => {
    expect(quarterOf("2026-11-21")).toBe("2026-Q4");
    expect(recentQuarters("2026-02-01")).toEqual(["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]);
  });

  test("counts every case when nothing is to be hidden", () => {
    const figures = inclusionOf([...cases(3, "digital"), ...cases(1, "open", "2026-08-01")], today, 0);
    expect(figures.total).toBe(4);
    expect(figures.quarters.map(({ total }) => total)).toEqual([0, 0, 1, 3]);
    expect(figures.reasons).toEqual([{ id: "noMitId", count: 4 }]);
    expect(figures.solutions).toEqual([{ id: "journal", outcomes: [3, 0, 0, 1] }]);
  });

  test("cases older than the quarters shown do not count", () => {
    expect(inclusionOf(cases(9, "digital", "2025-12-31"), today, 0).total).toBe(0);
  });

  test("fewer than the limit are no figure, whatever they are about", () => {
    const figures = inclusionOf(cases(4, "digital"), today, limit);
    expect(figures).toMatchObject({ reasons: [], instead: [], total: null });
    expect(figures.quarters.flatMap(({ outcomes }) => outcomes)).toEqual(Array(16).fill(null));
    // Nor does a row of hidden figures tell that somebody has met the solution.
    expect(figures.solutions).toEqual([]);
  });
});
