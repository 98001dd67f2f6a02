import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import PQueue from "p-queue";
import {
  type FileName,
  fileColumns,
  fileNameOf,
  fileNames,
  limits,
  type Table,
  type TableRow,
  unreadable,
} from "./files.ts";
import type { Problems } from "./problem.ts";
import type { ReadSheet, SheetRow } from "./read-sheets.ts";
import { whoseTable } from "./whose-table.ts";
import type { Given, SheetsOrRefusal } from "./workbook-thread.ts";

/** One at a time: what a workbook may cost is what all of them may cost. */
const queue = new PQueue({ concurrency: 1 });

/** The sheets of a workbook, named like the files; a problem names a sheet as `book.xlsx/people`. */
export async function readXlsx(file: string, bytes: Uint8Array, problems: Problems): Promise<Table[]> {
  const answer = await queue.add(() => readOnThread(bytes));
  if (!Array.isArray(answer)) {
    problems.add(file, null, null, answer.refused, answer.values);
    return [];
  }
  const tables = new Map<FileName, Table>();
  for (const sheet of answer) {
    const place = `${file}/${sheet.name}`;
    const name = fileNameOf(sheet.name);
    const isEmpty = "packs" in sheet && sheet.packs.length === 0;
    if (name === undefined) {
      // Excel adds empty sheets of its own.
      const code = whoseTable(sheet.name, []) ?? "unknownSheet";
      if (!isEmpty) problems.add(place, null, null, code, { known: fileNames.join(", ") });
    } else if (tables.has(name)) problems.add(place, null, null, "duplicateFile");
    else await addTable(tables, name, place, sheet, problems);
  }
  return [...tables.values()];
}

/** The rows of one sheet of somebody else's workbook as text, the headings first; null when the workbook or the sheet cannot be read. */
export async function readForeignSheet(bytes: Uint8Array, sheetName: string): Promise<string[][] | null> {
  const answer = await queue.add(() => readOnThread(bytes));
  const sheet = Array.isArray(answer) ? answer.find(({ name }) => name.trim() === sheetName) : undefined;
  if (sheet === undefined || "refused" in sheet) return null;
  const rows: string[][] = [];
  for (const pack of sheet.packs) {
    for (const [, cells] of JSON.parse(new TextDecoder().decode(pack)) as SheetRow[])
      rows.push(cells.map((cell) => (typeof cell === "string" ? cell : "")));
    await setImmediate();
  }
  return rows;
}

/** Ends the thread when it has had its time; V8 ends it when it has had its memory. */
function readOnThread(bytes: Uint8Array): Promise<SheetsOrRefusal> {
  const given: Given = { bytes: new Uint8Array(bytes), unpackedMb: limits.unpackedMb };
  const thread = new Worker(new URL("./workbook-thread.ts", import.meta.url), {
    workerData: given,
    transferList: [given.bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: limits.workbookMb, maxYoungGenerationSizeMb: 32 },
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ refused: "workbookTooSlow", values: { limit: limits.workbookSeconds } });
      void thread.terminate();
    }, limits.workbookSeconds * 1000);
    thread.once("message", resolve);
    thread.once("error", (error) => {
      if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
        resolve({ refused: "workbookTooHeavy", values: { limit: limits.workbookMb } });
      else reject(error);
    });
    thread.once("exit", () => {
      clearTimeout(timer);
      reject(new Error("the workbook's thread ended without a word"));
    });
  });
}

async function addTable(
  tables: Map<FileName, Table>,
  name: FileName,
  file: string,
  sheet: ReadSheet,
  problems: Problems,
): Promise<void> {
  if ("refused" in sheet) {
    problems.add(file, null, null, sheet.refused, sheet.values);
    return;
  }
  const rows: TableRow[] = [];
  for (const pack of sheet.packs) {
    for (const [row, cells] of JSON.parse(new TextDecoder().decode(pack)) as SheetRow[]) {
      const texts = cells.map((cell, index) => {
        if (typeof cell === "string") return cell;
        problems.add(file, row, rows[0]?.cells[index] ?? null, cell.bad);
        return unreadable;
      });
      rows.push({ row, cells: texts });
    }
    await setImmediate();
  }
  const header = rows.shift()?.cells;
  if (header === undefined) problems.add(file, null, null, "emptyFile", { columns: fileColumns[name].join(";") });
  else tables.set(name, { name, file, header, rows });
}
