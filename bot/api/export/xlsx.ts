import type { Cell as BookCell, CellStyle, CellValue, WriteSheet } from "hucre/xlsx";
import type { Cell, Export, Sheet } from "../../use-cases/overview/export-table.ts";

const widestColumn = 60;
const dayMs = 86_400_000;

/**
 * A workbook with one sheet per table: bold headers that stay in sight and on each printed page, all columns on its width, a filter, numbers and dates as what they are. Text
 * is stored as text, which a spreadsheet never takes for a formula. The library is loaded when the first one is asked for.
 */
export async function writeXlsx(file: Export): Promise<Buffer> {
  const { writeXlsx: write } = await import("hucre/xlsx");
  return Buffer.from(await write({ sheets: file.sheets.map(bookSheet) }));
}

function bookSheet({ title, columns, rows, isOnePage = false }: Sheet): WriteSheet {
  const cells = new Map<string, Partial<BookCell>>();
  for (const column of columns.keys())
    cells.set(`0,${column}`, { style: { font: { bold: true, size: 11, name: "Calibri" }, alignment: top } });
  const last = columns.length - 1;
  return {
    name: title,
    columns: columns.map((column, index) => {
      const widest = rows.reduce((width, row) => Math.max(width, lengthOf(row[index] ?? null)), column.length);
      const style: CellStyle = { alignment: { ...top, wrapText: widest > widestColumn } };
      // By cell and not by column: a number beside a day would be shown as one.
      for (const [row, { [index]: cell = null }] of rows.entries())
        if (isDate(cell)) cells.set(`${row + 1},${index}`, { style: { ...style, numFmt: "dd.mm.yyyy" } });
      return { width: Math.min(widest, widestColumn) + 2, style };
    }),
    rows: [columns.map(readable), ...rows.map((row) => row.map(cellValue))],
    cells,
    rowDefs: heightsOf(rows),
    freezePane: { rows: 1 },
    pageSetup: {
      paperSize: "a4",
      orientation: isOnePage ? "portrait" : "landscape",
      fitToPage: true,
      fitToWidth: 1,
      // 0 for as many as it takes.
      fitToHeight: isOnePage ? 1 : 0,
      printTitlesRow: "$1:$1",
    },
    ...(columns.length > 2 ? { autoFilter: { range: `A1:${columnName(last)}${rows.length + 1}` } } : {}),
  };
}

/** Not every program makes a row as high as the lines that its texts are wrapped into: in points, of those with more than one. */
function heightsOf(rows: readonly Cell[][]): Map<number, { height: number }> {
  const wrapped = (line: string) => (line.length > widestColumn ? Math.ceil(line.length / lettersToALine) : 1);
  const linesOf = (cell: Cell) =>
    typeof cell === "string" ? cell.split("\n").reduce((sum, line) => sum + wrapped(line), 0) : 1;
  const high = rows.flatMap((row, index): [number, { height: number }][] => {
    const lines = Math.max(...row.map(linesOf));
    return lines > 1 ? [[index + 1, { height: Math.min(lines * lineHeight, highest) }]] : [];
  });
  return new Map(high);
}

/** Letters on a line that breaks between words. */
const lettersToALine = 52;
const lineHeight = 15;
/** A row is no higher. */
const highest = 409;

const top = { vertical: "top" } as const;

function isDate(cell: Cell): cell is { date: string } {
  return typeof cell === "object" && cell !== null;
}

/** Days stand at midnight UTC, which is how a workbook counts them. */
function cellValue(cell: Cell): CellValue {
  if (typeof cell === "string") return readable(cell);
  return isDate(cell) ? new Date(Math.floor(Date.parse(cell.date) / dayMs) * dayMs) : cell;
}

/** What XML cannot hold is left out, what would be read as a code (`_x0041_`) is not, and a text is no longer than a cell. */
function readable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?![\t\n\r\u0080-\u009f])\p{Cc}|[\ufffe\uffff]/gu, "")
    .slice(0, 32_767)
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
}

function lengthOf(cell: Cell): number {
  return isDate(cell) ? 10 : String(cell ?? "").length;
}

function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}
