import type { Cell, Export } from "../../use-cases/export-table.ts";

const widestColumn = 60;
const dayMs = 86_400_000;

/**
 * A workbook with one sheet per table: bold headers that stay in sight, a filter, numbers and dates as what they are. Text
 * is stored as text, which a spreadsheet never takes for a formula. The library is loaded when the first one is asked for.
 */
export async function writeXlsx(file: Export): Promise<Buffer> {
  const { default: exceljs } = await import("exceljs");
  const book = new exceljs.Workbook();
  for (const { title, columns, rows } of file.sheets) {
    const sheet = book.addWorksheet(title, { views: [{ state: "frozen", ySplit: 1 }] });
    sheet.addRow(columns).font = { bold: true };
    for (const row of rows) sheet.addRow(row.map(cellValue));
    columns.forEach((column, index) => {
      const widest = rows.reduce((width, row) => Math.max(width, lengthOf(row[index] ?? null)), column.length);
      const target = sheet.getColumn(index + 1);
      target.width = Math.min(widest, widestColumn) + 2;
      target.alignment = { vertical: "top", wrapText: widest > widestColumn };
      if (rows.some((row) => isDate(row[index] ?? null))) target.numFmt = "dd.mm.yyyy";
    });
    if (columns.length > 2) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

function isDate(cell: Cell): cell is { date: string } {
  return typeof cell === "object" && cell !== null;
}

/** Days stand at midnight UTC, which is how a workbook counts them. */
function cellValue(cell: Cell): string | number | Date | null {
  return isDate(cell) ? new Date(Math.floor(Date.parse(cell.date) / dayMs) * dayMs) : cell;
}

function lengthOf(cell: Cell): number {
  return isDate(cell) ? 10 : String(cell ?? "").length;
}
