import { fsyncSync, openSync, readSync, statSync, writeSync } from "node:fs";
import type { OpenFile } from "./file.ts";

// `secure_delete` overwrites what is deleted where it stood. What SQLite has moved to another page before, it leaves behind: in the room
// between a page's list of cells and its cells (file format of SQLite, 1.6), of which no page makes any use.

/** What named somebody of a municipality, as it was written: what nobody else has, and what others may be called too. */
export interface Gone {
  tenantId: string;
  unique: readonly string[];
  names: readonly string[];
}

/** A part of the file, in bytes. */
interface Room {
  at: number;
  length: number;
}

const tries = 40;
const againMs = 50;

/**
 * Overwrites every room that still says who somebody was. A name alone counts where the municipality stands beside it: others may have
 * it too. False when others kept writing. Nobody else can write meanwhile, and who reads does not see these bytes.
 */
export function overwriteLeftovers(file: string, db: OpenFile["db"], gone: Gone): boolean {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    db.exec("pragma wal_checkpoint(truncate); begin immediate");
    try {
      if (isLogEmpty(file)) {
        // Not closed before the process ends: closing it would drop the locks that SQLite has on the file.
        const opened = openSync(file, "r+");
        for (const { at, length } of roomsThatSay(opened, gone)) writeSync(opened, Buffer.alloc(length), 0, length, at);
        fsyncSync(opened);
        // Something is written, so that every connection reads its pages anew.
        db.exec(`pragma user_version = ${Number(db.prepare("pragma user_version").get()?.user_version)}; commit`);
        return true;
      }
      db.exec("rollback");
    } catch (error) {
      if (db.isTransaction) db.exec("rollback");
      throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, againMs);
  }
  return false;
}

/** With nothing in the log, and nobody else writing, no page of the file changes. */
function isLogEmpty(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

const pagesAtOnce = 1024;
/** The first byte of a page of a tree, with the length of its header; any other page is overwritten as a whole when it is let go. */
const headerBytes: Readonly<Record<number, number>> = { 2: 12, 5: 12, 10: 8, 13: 8 };

function roomsThatSay(opened: number, { tenantId, unique, names }: Gone): Room[] {
  const [own = Buffer.alloc(0), ...others] = [tenantId, ...unique].map(inJson);
  const shared = names.map(inJson);
  const start = Buffer.alloc(18);
  readSync(opened, start, 0, start.length, 0);
  const size = start.readUInt16BE(16) === 1 ? 65_536 : start.readUInt16BE(16);
  const pages = Buffer.alloc(size * pagesAtOnce);
  const found: Room[] = [];
  for (let first = 0; ; first += pages.length) {
    const read = pages.subarray(0, readSync(opened, pages, 0, pages.length, first));
    for (let at = 0; at < read.length; at += size) {
      const room = roomIn(read.subarray(at, at + size), first + at === 0 ? 100 : 0);
      if (room === null) continue;
      const bytes = read.subarray(at + room.at, at + room.at + room.length);
      const says = others.some((text) => bytes.includes(text));
      if (says || (shared.some((text) => bytes.includes(text)) && bytes.includes(own)))
        found.push({ at: first + at + room.at, length: room.length });
    }
    if (read.length < pages.length) return found;
  }
}

/** As it stands in a document. */
function inJson(text: string): Buffer {
  return Buffer.from(JSON.stringify(text).slice(1, -1));
}

/** Within the page. `header`: where it begins, which on the first page is behind that of the file. */
function roomIn(page: Buffer, header: number): Room | null {
  const length = headerBytes[page[header] ?? 0];
  if (length === undefined || page.length < header + length) return null;
  const at = header + length + 2 * page.readUInt16BE(header + 3);
  const end = page.readUInt16BE(header + 5) || page.length;
  return end > at && end <= page.length ? { at, length: end - at } : null;
}
