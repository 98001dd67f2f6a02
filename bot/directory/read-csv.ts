import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { CsvError, type Info, parse } from "csv-parse";
import { composed } from "../domain/composed.ts";
import { type CsvRow, type FileName, fileColumns, limits, type Table } from "./files.ts";
import { fillShortRows } from "./fill-short-rows.ts";
import type { Problems } from "./problem.ts";
import { isArchive } from "./what-file.ts";

const lineBreak = /\r\n|\n|\r/g;

/** The cells of a CSV file in UTF-8 with `;`, or undefined when it cannot be read as one. */
export async function readCsv(
  name: FileName,
  file: string,
  bytes: Uint8Array,
  problems: Problems,
): Promise<Table | undefined> {
  if (isArchive(bytes)) {
    problems.add(file, null, null, "renamedWorkbook");
    return undefined;
  }
  const { delimiter, content, isTold } = delimiterOf(bytes);
  const { badRow, isEndless } = await lookOver(bytes, delimiter);
  if (badRow !== null) {
    problems.add(file, badRow, null, "notUtf8");
    return undefined;
  }
  if (isEndless) {
    problems.add(file, null, null, "tooManyColumns", { limit: limits.columns });
    return undefined;
  }
  const rows = await readRows(file, content, delimiter, problems);
  const header = rows?.shift()?.cells;
  if (rows === undefined) return undefined;
  if (header === undefined) {
    problems.add(file, null, null, "emptyFile", { columns: fileColumns[name].join(";") });
    return undefined;
  }
  if (!isTold && header.length === 1 && /[,\t]/.test(header[0] ?? "")) {
    problems.add(file, 1, null, "wrongDelimiter");
    return undefined;
  }
  return { name, file, header, rows: fillShortRows(rows, header.length) };
}

/** What a first line `sep=;` says, which Excel takes for no row and does not show. */
function delimiterOf(bytes: Uint8Array): { delimiter: string; content: Uint8Array; isTold: boolean } {
  const [line, mark] =
    /^\ufeff?"?sep=([;,\t|])"?(?:\r\n|\n|\r|$)/i.exec(Buffer.from(bytes.subarray(0, 20)).toString()) ?? [];
  if (line === undefined || mark === undefined) return { delimiter: ";", content: bytes, isTold: false };
  return { delimiter: mark, content: bytes.subarray(Buffer.byteLength(line)), isTold: true };
}

async function readRows(
  file: string,
  bytes: Uint8Array,
  delimiter: string,
  problems: Problems,
): Promise<CsvRow[] | undefined> {
  let lastLine = 0;
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    // Files put together from several places mix line ends, which detection from the first line would not see.
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: 100_000,
    on_record: (record, { lines }) => {
      lastLine = lines;
      return record;
    },
  });
  const rows: CsvRow[] = [];
  try {
    const records = Readable.from(slices(bytes)).pipe(parser) as AsyncIterable<{ record: string[]; info: Info }>;
    for await (const { record, info } of records) {
      if (record.every((cell) => cell === "")) continue;
      const cells = record.map((cell) => composed(cell, "NFC"));
      rows.push({ row: info.lines - lineBreaksIn(record), index: info.records + info.empty_lines - 1, cells });
      if (rows.length <= limits.rows + 1) continue;
      problems.add(file, null, null, "tooManyRows", { limit: limits.rows });
      return undefined;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser names the line where it gave up, which for an open quotation mark is the end of the file.
    problems.add(file, lastLine + 1, null, "brokenQuotes");
    return undefined;
  }
  return rows;
}

/** No line has so many cells, nor so many of these signs inside its texts: a row of millions would be one long turn. */
const mostDelimiters = 5_000;

/** Before anything is parsed: the first row with bytes that are not UTF-8 (Windows-1252, UTF-16), and whether a line never ends. */
async function lookOver(bytes: Uint8Array, delimiter: string): Promise<{ badRow: number | null; isEndless: boolean }> {
  const mark = delimiter.charCodeAt(0);
  const strict = new TextDecoder("utf-8", { fatal: true });
  const lenient = new TextDecoder("utf-8");
  let [row, inLine, isEndless, before] = [1, 0, false, 0];
  for await (const slice of slices(bytes)) {
    const text = lenient.decode(slice, { stream: true });
    if (!isDecoded(strict, slice)) {
      const good = (before === carriageReturn ? text.replace(/^\n/, "") : text).split("\ufffd", 1)[0] ?? "";
      return { badRow: row + (good.match(lineBreak)?.length ?? 0), isEndless };
    }
    if (text.includes("\0")) return { badRow: 1, isEndless };
    for (const byte of slice) {
      const isBreak = byte === carriageReturn || (byte === lineFeed && before !== carriageReturn);
      if (isBreak) row += 1;
      if (byte === mark) inLine += 1;
      else if (byte === lineFeed || byte === carriageReturn) inLine = 0;
      if (inLine > mostDelimiters) isEndless = true;
      before = byte;
    }
  }
  return { badRow: isDecoded(strict) ? null : row, isEndless };
}

const [lineFeed, carriageReturn] = [10, 13];

/** Without a slice: whether the end is no half letter. */
function isDecoded(decoder: TextDecoder, slice?: Uint8Array): boolean {
  try {
    decoder.decode(slice, { stream: slice !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** Others have their turn between two of them, however long the rows are. */
async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  // The parser takes two microseconds for an empty line.
  const sliceBytes = 16 * 1024;
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    yield bytes.subarray(at, at + sliceBytes);
    await setImmediate();
  }
}

function lineBreaksIn(record: string[]): number {
  return record.reduce((count, cell) => count + (cell.match(lineBreak)?.length ?? 0), 0);
}
