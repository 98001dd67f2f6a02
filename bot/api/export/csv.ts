import { stringify } from "csv-stringify/sync";
import type { Cell, Sheet } from "../../use-cases/overview/export-table.ts";

/**
 * The sheet as Danish Excel opens it: a byte order mark, semicolons, decimal commas and Danish dates, whatever language
 * the headers are in. A text is quoted for every kind of line break, on which no two programs agree, and a line that a
 * spreadsheet would take for a formula begins with an apostrophe instead, wherever in the text it stands.
 */
export function writeCsv(sheet: Sheet): Buffer {
  const text = stringify(
    [sheet.columns, ...sheet.rows].map((row) => row.map(cellText)),
    {
      bom: true,
      delimiter: ";",
      record_delimiter: "windows",
      quoted_match: needsQuotes,
    },
  );
  return Buffer.from(text);
}

/** Every kind of line break and blank but the plain one, and whatever has a meaning to a program that splits a line. */
const needsQuotes = /[^\S ]|[\u0085"';|]|^[^\p{L}\p{N}-]| $/u;

/**
 * Where a spreadsheet may see a formula begin (OWASP, "CSV Injection"): at the beginning of a text or of a line in it,
 * behind blanks or quotation marks, also in the full-width forms that Excel takes for the same.
 */
const formulaStart =
  /(?<=^|[\n\r\v\f\u0085\u2028\u2029])(?=(?:[^\S\n\r\v\f\u2028\u2029]|["'\ufeff\p{Cf}])*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|[\t\r])/gu;

/** No thousands separators: a spreadsheet may take them for decimals. */
function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell).replace(".", ",");
  if (typeof cell === "string") return cell.replaceAll(formulaStart, "'");
  return `${cell.date.slice(8, 10)}.${cell.date.slice(5, 7)}.${cell.date.slice(0, 4)}`;
}
