/** A table of counts as it may be shown: null where a figure is hidden. */
export interface ShownTable {
  cells: (number | null)[][];
  rowTotals: (number | null)[];
  columnTotals: (number | null)[];
  total: number | null;
}

/** One row or column of the table: the places of its cells, and the place of their sum. */
interface Line {
  parts: Place[];
  sum: Place;
}
type Place = { row: number; column: number };

/**
 * Hides every figure under the limit, sums included, together with what would give it back: nothing hidden can be had by
 * subtracting what is shown in its row or column, nor is the sum of what is hidden there small enough to tell
 * (docs/domain.md, The guard against personal data). With `sumsKnown` the sums are taken to be known from elsewhere, whether shown or not.
 * All rows must be equally long; counts are whole and not negative.
 */
export function suppress(counts: readonly (readonly number[])[], limit: number, sumsKnown = false): ShownTable {
  const table = withSums(counts);
  const [rows, columns] = [counts.length, counts[0]?.length ?? 0];
  const hidden = table.map((row, r) =>
    row.map((count, c) => count < limit && !(sumsKnown && (r === rows || c === columns))),
  );
  const lines = linesOf(rows, columns);
  while (lines.some((line) => protectLine(line, table, hidden, limit, sumsKnown)));

  const shown = table.map((row, r) => row.map((count, c) => (hidden[r]?.[c] ? null : count)));
  return {
    cells: shown.slice(0, rows).map((row) => row.slice(0, columns)),
    rowTotals: shown.slice(0, rows).map((row) => row[columns] ?? null),
    columnTotals: shown[rows]?.slice(0, columns) ?? [],
    total: shown[rows]?.[columns] ?? null,
  };
}

function withSums(counts: readonly (readonly number[])[]): number[][] {
  const rows = counts.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)]);
  const width = (counts[0]?.length ?? 0) + 1;
  const sums = Array.from({ length: width }, (_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return [...rows, sums];
}

/** Every relation that holds in the table: each row with its sum and each column with its sum, the sums' own included. */
function linesOf(rows: number, columns: number): Line[] {
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
  return [
    ...upTo(rows + 1).map((row) => ({
      parts: upTo(columns).map((column) => ({ row, column })),
      sum: { row, column: columns },
    })),
    ...upTo(columns + 1).map((column) => ({
      parts: upTo(rows).map((row) => ({ row, column })),
      sum: { row: rows, column },
    })),
  ];
}

/** Hides one more figure of the line if what is hidden in it could be worked out; returns whether it did. */
function protectLine(line: Line, table: number[][], hidden: boolean[][], limit: number, sumsKnown: boolean): boolean {
  const isHidden = ({ row, column }: Place) => hidden[row]?.[column] ?? false;
  const count = ({ row, column }: Place) => table[row]?.[column] ?? 0;
  const hide = ({ row, column }: Place) => {
    const flags = hidden[row];
    if (flags !== undefined) flags[column] = true;
  };
  const concealed = line.parts.filter(isHidden);
  const shown = line.parts.filter((place) => !isHidden(place)).sort((a, b) => count(a) - count(b));
  if (isHidden(line.sum)) {
    if (concealed.length > 0) return false;
    const [smallest] = shown;
    if (smallest !== undefined) hide(smallest);
    return smallest !== undefined;
  }
  const isSafe =
    concealed.length === 0 ||
    (concealed.length > 1 && concealed.reduce((sum, place) => sum + count(place), 0) >= limit);
  if (isSafe) return false;
  const next = shown[0] ?? (sumsKnown ? undefined : line.sum);
  if (next !== undefined) hide(next);
  return next !== undefined;
}
