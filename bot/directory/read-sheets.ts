import { type MergeRange, readXlsx, type Sheet } from "hucre/xlsx";
import type { ImportProblemCode } from "../text/da/import.ts";
import { type CellRules, type CellText, cellText } from "./cell-text.ts";
import { fileNameOf, kitosSheet, limits } from "./files.ts";
import {
  hasLostTexts,
  hasPart,
  isUncalculated,
  mendSheets,
  type Parts,
  packParts,
  unpackWorkbook,
} from "./unpack-workbook.ts";
import { whatFile } from "./what-file.ts";

/** Why a workbook or a sheet is not read. */
export interface Refused {
  refused: ImportProblemCode;
  values?: Record<string, string | number>;
}

/** The row as Excel counts, and its cells, all rows of a sheet with the same number of them. */
export type SheetRow = [row: number, cells: CellText[]];

export type ReadSheet = { name: string } & (Refused | { packs: Uint8Array<ArrayBuffer>[] });

const packRows = 500;
/** What one cell of Excel can hold. */
const cellLength = 32_767;

/**
 * The sheets of a workbook that are to be imported, in packs of rows as JSON: whoever reads them can pause in between.
 * Everything here costs time that the caller must be able to end.
 */
export async function readSheets(bytes: Buffer, unpackedMb: number): Promise<Refused | ReadSheet[]> {
  const what = whatFile(bytes);
  if (what !== undefined) return { refused: what };
  const parts = await unpackWorkbook(bytes, unpackedMb * 1024 * 1024);
  if (parts === "tooLarge") return { refused: "workbookTooLarge", values: { limit: unpackedMb } };
  const other = parts === "broken" ? "notWorkbook" : whatArchive(parts);
  if (parts === "broken" || other !== undefined) return { refused: other ?? "notWorkbook" };
  if (hasLostTexts(parts)) return { refused: "lostTexts" };
  mendSheets(parts);
  const room = { left: unpackedMb * 1024 * 1024, isUncalculated: isUncalculated(parts) };
  const archive = packParts(parts);
  parts.clear();
  try {
    return await readVisible(archive, room);
  } catch (error) {
    // The reader throws for what it cannot make sense of and for sheets without end; neither is documented by class.
    const isEndless =
      error instanceof Error && /over the \d+ limit|outside the supported sheet bounds/.test(error.message);
    return { refused: isEndless ? "sheetWithoutEnd" : "notWorkbook" };
  }
}

function whatArchive(parts: Parts): ImportProblemCode | undefined {
  if (parts.get("mimetype")?.includes("opendocument") || hasPart(parts, "content.xml")) return "openDocument";
  if (hasPart(parts, "xl/workbook.bin")) return "binaryWorkbook";
  return parts.has("[Content_Types].xml") ? undefined : "notWorkbook";
}

/** What all sheets share: the letters that there is still room for, and how the workbook was written. */
interface Room {
  left: number;
  isUncalculated: boolean;
}

async function readVisible(archive: Uint8Array, room: Room): Promise<Refused | ReadSheet[]> {
  const found: { name: string; isHidden: boolean }[] = [];
  await readXlsx(archive, {
    sheets: ({ name, hidden, veryHidden }) => {
      found.push({ name, isHidden: hidden === true || veryHidden === true });
      return false;
    },
  });
  if (found.length > limits.sheets) return { refused: "tooManySheets", values: { limit: limits.sheets } };
  const sheets: ReadSheet[] = [];
  for (const [index, { name, isHidden }] of found.entries()) {
    const isForeign = name.trim() === kitosSheet;
    const isKnown = isForeign || fileNameOf(name) !== undefined;
    // Lists for drop-downs: nobody sees them, and nobody means them to be imported.
    if (isHidden && !isKnown) continue;
    if (isHidden) sheets.push({ name, refused: "hiddenSheet" });
    else {
      // A row more than there may be, and one to see that there are more.
      const maxRows = isKnown ? limits.rows + 2 : 100;
      const book = await readXlsx(archive, { sheets: [index], readStyles: true, maxRows });
      const rules = { isUncalculated: room.isUncalculated, is1904: book.dateSystem === "1904" };
      for (const sheet of book.sheets) sheets.push(readSheet({ ...sheet, name }, rules, room, isForeign));
      if (room.left < 0) return { refused: "workbookTooLarge", values: { limit: limits.unpackedMb } };
    }
  }
  return sheets;
}

function readSheet(sheet: Sheet, rules: CellRules, room: Room, isForeign: boolean): ReadSheet {
  const { name } = sheet;
  const rows = filledRows(sheet, rules, room);
  const width = rows.reduce((widest, [, cells]) => Math.max(widest, cells.length), 0);
  if (rows.length > limits.rows + 1) return { name, refused: "tooManyRows", values: { limit: limits.rows } };
  const mostColumns = isForeign ? limits.kitosColumns : limits.columns;
  if (width > mostColumns) return { name, refused: "tooManyColumns", values: { limit: mostColumns } };
  const merged = (sheet.merges ?? []).find((range) => hides(range, rows.at(-1)?.[0] ?? 0, width));
  if (merged !== undefined) return { name, refused: "mergedCells", values: { range: rangeName(merged) } };
  const packs: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < rows.length; at += packRows) {
    const pack = rows.slice(at, at + packRows).map(([row, cells]) => [row, padded(cells, width)]);
    packs.push(new TextEncoder().encode(JSON.stringify(pack)));
  }
  return { name, packs };
}

/** The columns that hold days. */
const dayColumns: readonly unknown[] = ["start", "review_on", "from", "to"];
/** From a count of days that begins in 1904 to the one that begins in 1900, which everybody else reads. */
const daysTo1904 = 1462;

function filledRows(sheet: Sheet, rules: CellRules, room: Room): SheetRow[] {
  const filled: SheetRow[] = [];
  for (const [row, values] of sheet.rows.entries()) {
    const cells: CellText[] = [];
    for (const [column, value] of values.entries()) {
      const isDay = rules.is1904 && typeof value === "number" && dayColumns.includes(filled[0]?.[1][column]);
      const given = isDay ? value + daysTo1904 : value;
      const text = cellText(given, sheet.cells?.get(`${row},${column}`), rules);
      if (text === "") continue;
      while (cells.length < column) cells.push("");
      cells.push(typeof text === "string" ? text.slice(0, cellLength + 1) : text);
      room.left -= typeof text === "string" ? text.length : 1;
      if (room.left < 0) return [];
    }
    if (cells.length > 0) filled.push([row + 1, cells]);
  }
  return filled;
}

function padded(cells: CellText[], width: number): CellText[] {
  return cells.length === width ? cells : [...cells, ...Array<string>(width - cells.length).fill("")];
}

/** Cells that were made one hold their text in the first of them only; the others would read as empty. */
function hides({ startRow, startCol, endRow, endCol }: MergeRange, lastRow: number, width: number): boolean {
  return (startRow < endRow || startCol < endCol) && startRow < lastRow && startCol < width;
}

function rangeName({ startRow, startCol, endRow, endCol }: MergeRange): string {
  return `${columnName(startCol)}${startRow + 1}:${columnName(endCol)}${endRow + 1}`;
}

function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}
