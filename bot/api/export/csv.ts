import { stringify } from "csv-stringify/sync";
import type { Cell, Sheet } from "../../use-cases/export-table.ts";

/**
 * The sheet as Danish Excel opens it: a byte order mark, semicolons, decimal commas and Danish dates, whatever language
 * the headers are in. A text that a spreadsheet would take for a formula begins with an apostrophe instead.
 */
export function writeCsv(sheet: Sheet): Buffer {
  const text = stringify([sheet.columns, ...sheet.rows.map((row) => row.map(cellText))], {
    bom: true,
    delimiter: ";",
    record_delimiter: "windows",
    escape_formulas: true,
  });
  return Buffer.from(text);
}

/** No thousands separators: a spreadsheet may take them for decimals. */
function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell).replace(".", ",");
  if (typeof cell === "string") return cell;
  return `${cell.date.slice(8, 10)}.${cell.date.slice(5, 7)}.${cell.date.slice(0, 4)}`;
}
