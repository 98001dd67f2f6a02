import { crc32 } from "node:zlib";
import { zipSync } from "fflate";
import yauzl from "yauzl";
import { mendCells } from "./mend-cells.ts";

/** The parts of a workbook by name, each in UTF-8. */
export type Parts = Map<string, Buffer>;

/**
 * The archive's parts, or why there are none. What an archive states about itself is not believed: a part that is larger
 * than stated, or another than its checksum, makes it broken, and no more than the limit is ever unpacked. Pictures and
 * the like stay packed.
 */
export async function unpackWorkbook(archive: Buffer, limitBytes: number): Promise<Parts | "tooLarge" | "broken"> {
  const parts: Parts = new Map();
  let left = limitBytes;
  try {
    const zip = await yauzl.fromBufferPromise(archive, { lazyEntries: true });
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (!/\.(xml|rels|bin)$|^mimetype$/i.test(name)) continue;
      left -= entry.uncompressedSize;
      if (left < 0) return "tooLarge";
      // Two parts of one name are read differently by different programs.
      if (parts.has(name)) return "broken";
      const bytes = await readEntry(zip, entry);
      if (crc32(bytes) !== entry.crc32) return "broken";
      parts.set(name, inUtf8(bytes));
    }
    return parts;
  } catch {
    // Bytes from outside: cut short, damaged and encrypted archives all mean the same here.
    return "broken";
  }
}

async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The format allows UTF-16, which the reader does not know. */
function inUtf8(bytes: Buffer): Buffer {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark !== "fffe" && mark !== "feff") return bytes;
  const text = new TextDecoder(mark === "fffe" ? "utf-16le" : "utf-16be").decode(bytes);
  return Buffer.from(text.replace(/^(<\?xml[^>]{0,100}encoding=["'])[\w-]+/, "$1UTF-8"));
}

/** The same parts as an archive that holds nothing else. */
export function packParts(parts: Parts): Uint8Array {
  return zipSync(Object.fromEntries(parts), { level: 0 });
}

/** Puts right, in every sheet, what the reader would take for an empty cell. */
export function mendSheets(parts: Parts): void {
  for (const [name, bytes] of parts) {
    if (!bytes.includes("sheetData")) continue;
    const xml = bytes.toString();
    const mended = mendCells(xml);
    if (mended !== xml) parts.set(name, Buffer.from(mended));
  }
}

/** Whether the program that wrote the workbook left its formulas to be worked out by whoever opens it. */
export function isUncalculated(parts: Parts): boolean {
  for (const [name, bytes] of parts)
    if (/\.xml$/i.test(name) && bytes.includes("fullCalcOnLoad"))
      return /calcPr\b[^<>]*\sfullCalcOnLoad\s*=\s*["'](?:1|true)["']/.test(bytes.toString());
  return false;
}

/**
 * Whether a cell points at a shared text that is not there. The reader would take such a cell for an empty one, and an
 * optional cell must never go blank unnoticed.
 */
export function hasLostTexts(parts: Parts): boolean {
  let texts = 0;
  let highest = -1;
  for (const [name, bytes] of parts) {
    const xml = bytes.toString();
    if (/sharedStrings\d*\.xml$/i.test(name)) texts += count(xml, /<(?:[\w.-]{1,40}:)?si[\s/>]/g);
    else if (/\.xml$/i.test(name) && xml.includes("sheetData"))
      for (const [, index] of xml.matchAll(/\st\s*=\s*["']s["'][^<>]{0,200}>\s*<(?:[\w.-]{1,40}:)?v>\s*(\d{1,9})/g))
        highest = Math.max(highest, Number(index));
  }
  return highest >= texts;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}

/** For a part whose name begins like this. */
export function hasPart(parts: Parts, start: string): boolean {
  return [...parts.keys()].some((name) => name.toLowerCase().startsWith(start));
}
