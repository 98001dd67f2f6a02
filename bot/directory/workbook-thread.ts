import { parentPort, workerData } from "node:worker_threads";
import { type ReadSheet, type Refused, readSheets } from "./read-sheets.ts";

// A workbook is read on a thread of its own, which can be ended when it takes too long or too much memory.

export interface Given {
  bytes: Uint8Array<ArrayBuffer>;
  unpackedMb: number;
}

export type SheetsOrRefusal = Refused | ReadSheet[];

const { bytes, unpackedMb } = workerData as Given;
const result: SheetsOrRefusal = await readSheets(Buffer.from(bytes.buffer), unpackedMb);
const packs = Array.isArray(result) ? result.flatMap((sheet) => ("packs" in sheet ? sheet.packs : [])) : [];
parentPort?.postMessage(
  result,
  packs.map(({ buffer }) => buffer),
);
