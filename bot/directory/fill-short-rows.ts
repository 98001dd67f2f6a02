import type { CsvRow, TableRow } from "./files.ts";

/** Excel decides for so many rows at a time whether empty cells at the end of a row keep their separators. */
const blockRows = 16;

/**
 * Gives the rows back the empty cells at their end that Excel has left out. It does so in whole blocks after the first, so
 * a short row is one of those only where no other row of its block keeps an empty cell at the end; any other short row
 * stays short, and is told as the mistake that it is. The blocks are taken to begin with the header or after it.
 */
export function fillShortRows(rows: readonly CsvRow[], width: number): TableRow[] {
  const keeping = new Set<number>();
  for (const { index, cells } of rows) {
    if (index % blockRows !== 0 && cells.length >= width && cells.at(-1) === "") keeping.add(blockOf(index));
  }
  const isLeftOut = (block: number) => block > 0 && !keeping.has(block);
  return rows.map(({ row, index, cells }) => {
    const block = blockOf(index);
    const isFilled = isLeftOut(block) || (index % blockRows === 0 && isLeftOut(block - 1));
    const missing = isFilled ? Math.max(0, width - cells.length) : 0;
    return { row, cells: missing === 0 ? cells : [...cells, ...Array<string>(missing).fill("")] };
  });
}

function blockOf(index: number): number {
  return Math.floor(index / blockRows);
}
