import XLSX from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import readExcelFile from "read-excel-file/node";

/** Rows by header, as a spreadsheet with Danish settings would hold them: everything is text. */
export function openCsv(bytes: Uint8Array): Record<string, string>[] {
  return parse(Buffer.from(bytes), { bom: true, delimiter: ";", columns: true });
}

export function openCsvRows(bytes: Uint8Array): string[][] {
  return parse(Buffer.from(bytes), { bom: true, delimiter: ";" });
}

type Opened = string | number | boolean | Date | null;

/** The values of every sheet, row by row, under the sheet's name; as one library of other people's reads them. */
export async function openXlsx(bytes: Uint8Array): Promise<Record<string, Opened[][]>> {
  const sheets = await readExcelFile(Buffer.from(bytes));
  return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data as Opened[][]]));
}

/** The same as another library reads them, which tells formulas too; a day is text, `2026-11-21`. */
export function openXlsxAnew(bytes: Uint8Array): Record<string, { value: unknown; isFormula: boolean }[][]> {
  const book = XLSX.read(Buffer.from(bytes), { cellDates: true, UTC: true, dense: true });
  return Object.fromEntries(
    book.SheetNames.map((name) => {
      const rows = (book.Sheets[name]?.["!data"] ?? []) as (XLSX.CellObject | undefined)[][];
      return [
        name,
        rows.map((row) => Array.from(row, (cell) => ({ value: plain(cell?.v), isFormula: cell?.f !== undefined }))),
      ];
    }),
  );
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? null);
}
