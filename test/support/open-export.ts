import { parse } from "csv-parse/sync";
import exceljs from "exceljs";

/** Rows by header, as a spreadsheet with Danish settings would hold them: everything is text. */
export function openCsv(bytes: Uint8Array): Record<string, string>[] {
  return parse(Buffer.from(bytes), { bom: true, delimiter: ";", columns: true });
}

/** The values of every sheet, row by row, under the sheet's name. */
export async function openXlsx(bytes: Uint8Array): Promise<Record<string, exceljs.CellValue[][]>> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return Object.fromEntries(
    book.worksheets.map((sheet) => {
      const rows: exceljs.CellValue[][] = [];
      sheet.eachRow({ includeEmpty: true }, (row) => {
        rows.push(Array.from({ length: sheet.columnCount }, (_, index) => row.getCell(index + 1).value));
      });
      return [sheet.name, rows];
    }),
  );
}
