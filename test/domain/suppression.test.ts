import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type ShownTable, suppress } from "../../bot/domain/suppression.ts";

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Every row and column of the table with its sums, the sums' own included: what is true, and what is shown of it. */
function linesOf(counts: number[][], shown: ShownTable) {
  const width = counts[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => counts.map((row) => row[column] ?? 0));
  const truth = [...counts.map((row) => [...row, sum(row)]), [...columns.map(sum), sum(counts.flat())]];
  const seen = [
    ...shown.cells.map((row, index) => [...row, shown.rowTotals[index] ?? null]),
    [...shown.columnTotals, shown.total],
  ];
  const across = truth.map((row, r) => row.map((count, c) => ({ count, shown: seen[r]?.[c] ?? null })));
  const down = Array.from({ length: width + 1 }, (_, c) => across.flatMap((row) => row.slice(c, c + 1)));
  return [...across, ...down].map((line) => ({ parts: line.slice(0, -1), total: line.slice(-1) }));
}

const table = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);

test("what is shown is true and not small, and nothing hidden can be had by subtracting", () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 8 }), (counts, limit) => {
      for (const { parts, total } of linesOf(counts, suppress(counts, limit))) {
        for (const one of [...parts, ...total]) {
          if (one.shown !== null) expect(one.shown).toBe(one.count);
          if (one.count < limit) expect(one.shown).toBeNull();
        }
        const hidden = parts.filter((one) => one.shown === null);
        const isSumShown = total[0]?.shown !== null;
        if (isSumShown && hidden.length > 0) {
          expect(hidden.length).toBeGreaterThan(1);
          expect(sum(hidden.map(({ count }) => count))).toBeGreaterThanOrEqual(limit);
        }
        if (!isSumShown) expect(hidden.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300 },
  );
});

test("sums that are known from elsewhere protect nothing: their line is hidden as if they were shown", () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 8 }), (counts, limit) => {
      const shown = suppress(counts, limit, true);
      expect([...shown.rowTotals, ...shown.columnTotals, shown.total]).not.toContain(null);
      for (const { parts } of linesOf(counts, shown).slice(0, counts.length)) {
        const hidden = parts.filter((one) => one.shown === null);
        for (const one of parts) if (one.count < limit) expect(one.shown).toBeNull();
        if (hidden.length === 0) continue;
        const isAll = hidden.length === parts.length;
        expect(isAll || (hidden.length > 1 && sum(hidden.map(({ count }) => count)) >= limit)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

describe("what is hidden beside a small figure", () => {
  test("is nothing where no figure is small; exactly the limit is not small", () => {
    expect(
      suppress(
        [
          [5, 6],
          [7, 8],
        ],
        5,
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

  test("is the smallest of its row and of its column, so that no more is hidden than must be", () => {
    expect(
      suppress(
        [
          [2, 9, 7],
          [20, 21, 22],
          [8, 10, 6],
        ],
        5,
      ),
    ).toEqual({
      cells: [
        [null, 9, null],
        [20, 21, 22],
        [null, 10, null],
      ],
      rowTotals: [18, 63, 24],
      columnTotals: [30, 40, 35],
      total: 105,
    });
  });

  test("is the sum, where there is nothing else to hide", () => {
    expect(suppress([[3]], 5)).toEqual({ cells: [[null]], rowTotals: [null], columnTotals: [null], total: null });
    expect(suppress([[2, 2]], 5)).toEqual({
      cells: [[null, null]],
      rowTotals: [null],
      columnTotals: [null, null],
      total: null,
    });
  });

  test("is one more, while what is hidden together is small enough to tell", () => {
    expect(suppress([[1, 1, 9, 8]], 5, true).cells).toEqual([[null, null, 9, null]]);
    expect(suppress([[4, 4, 9, 8]], 5, true).cells).toEqual([[null, null, 9, 8]]);
  });

  test("is not the sum when the sums are known anyway, also a small one", () => {
    expect(suppress([[3]], 5, true)).toEqual({ cells: [[null]], rowTotals: [3], columnTotals: [3], total: 3 });
    expect(suppress([[0, 6]], 5, true).cells).toEqual([[null, null]]);
  });

  test("is nothing in a table without rows or columns but its empty sum", () => {
    expect(suppress([], 5)).toEqual({ cells: [], rowTotals: [], columnTotals: [], total: null });
    expect(suppress([[]], 5)).toEqual({ cells: [[]], rowTotals: [null], columnTotals: [], total: null });
    expect(suppress([], 5, true).total).toBe(0);
  });
});
