import exceljs from "exceljs";
import { checkArchive } from "./check-archive.ts";
import { type FileName, fileColumns, fileNames, isFileName, limits, type Table, type TableRow } from "./files.ts";
import type { Problems } from "./problem.ts";

/** The sheets of a workbook, named like the files; a problem names a sheet as `book.xlsx/people`. */
export async function readXlsx(
  file: string,
  bytes: Uint8Array,
  problems: Problems,
  unpackedMb: number,
): Promise<Table[]> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const check = checkArchive(archive, unpackedMb * 1024 * 1024);
  if (check === "tooLarge") problems.add(file, null, null, "workbookTooLarge");
  if (check === "broken") problems.add(file, null, null, "notWorkbook");
  if (check !== "fits") return [];
  const book = await load(archive);
  if (book === null) {
    problems.add(file, null, null, "notWorkbook");
    return [];
  }
  const tables = new Map<FileName, Table>();
  for (const sheet of book.worksheets) {
    const place = `${file}/${sheet.name}`;
    const name = sheet.name
      .trim()
      .toLowerCase()
      .replace(/\.csv$/, "");
    // Excel adds empty sheets of its own.
    if (sheet.actualRowCount === 0 && !isFileName(name)) continue;
    if (!isFileName(name)) problems.add(place, null, null, "unknownSheet", { known: fileNames.join(", ") });
    else if (tables.has(name)) problems.add(place, null, null, "duplicateFile");
    else if (sheet.actualRowCount > limits.rows + 1)
      problems.add(place, null, null, "tooManyRows", { limit: limits.rows });
    else addTable(tables, name, place, sheet, problems);
  }
  return [...tables.values()];
}

/** The workbook, or null for bytes that the library cannot make sense of: what it throws then is not documented. */
async function load(archive: Buffer): Promise<exceljs.Workbook | null> {
  const book = new exceljs.Workbook();
  try {
    await book.xlsx.load(new Uint8Array(archive).buffer);
    return book;
  } catch {
    return null;
  }
}

function addTable(
  tables: Map<FileName, Table>,
  name: FileName,
  file: string,
  sheet: exceljs.Worksheet,
  problems: Problems,
): void {
  const width = Math.min(sheet.columnCount, limits.columns);
  const rows: TableRow[] = [];
  sheet.eachRow((row, number) => {
    const cells = Array.from({ length: width }, (_, index) => cellText(row.getCell(index + 1).value));
    cells.forEach((cell, index) => {
      if (cell === null) problems.add(file, number, rows[0]?.cells[index] ?? null, "badCell");
    });
    const texts = cells.map((cell) => cell ?? "#");
    if (texts.some((text) => text !== "")) rows.push({ row: number, cells: texts });
  });
  const header = rows.shift()?.cells;
  if (header === undefined) problems.add(file, null, null, "emptyFile", { columns: fileColumns[name].join(";") });
  else tables.set(name, { name, file, header, rows });
}

/** What the user sees in the cell, with dates as ISO; null for an error such as #REF!. */
function cellText(value: exceljs.CellValue): string | null {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (typeof value !== "object") return String(value).trim();
  if ("error" in value) return null;
  if ("richText" in value)
    return value.richText
      .map((part) => part.text)
      .join("")
      .trim();
  // A mail address that Excel has made a link of.
  if ("hyperlink" in value) return cellText(value.text as exceljs.CellValue);
  return "result" in value ? cellText(value.result) : "";
}
