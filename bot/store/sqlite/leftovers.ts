import { writeSync } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { cleanSinceMade, connectBeside, isCleanSinceMade, isLocked, type OpenFile } from "./file.ts";

// `secure_delete` overwrites what is deleted where it stood. What SQLite has moved to another page before, it leaves behind: in the room
// between a page's list of cells and its cells (file format of SQLite, 1.6), of which no page makes any use.

const tries = 100;
const againMs = 100;
/** After somebody else has kept the log for as long as all tries take. */
const laterMs = 60_000;

/**
 * Leaves nothing in the file and its log of what was deleted or replaced before. Those who ask while one is under way share the next.
 * Another process that reads or writes is waited for beside everything else; one that goes on for longer is waited for later.
 */
export function cleaner(file: string) {
  // Not closed before the store's own connections are: closing it would drop the locks that SQLite has on the file.
  let handle: FileHandle | undefined;
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let later: NodeJS.Timeout | undefined;
  let isOpen = true;

  async function cleanSoon(): Promise<void> {
    handle ??= await open(file, "r+");
    for (let attempt = 0; attempt < tries && isOpen; attempt += 1) {
      if (await cleanOnce(file, handle)) return;
      await wait(againMs);
    }
    if (!isOpen) return;
    clearTimeout(later);
    later = setTimeout(() => void clean().catch(() => {}), laterMs).unref();
  }

  function clean(): Promise<void> {
    next ??= last.then(() => {
      next = undefined;
      const cleaned = cleanSoon();
      last = cleaned.catch(() => {});
      return cleaned;
    });
    return next;
  }

  return {
    clean,
    /** Waits for what is under way. */
    async stop(): Promise<void> {
      isOpen = false;
      clearTimeout(later);
      await next?.catch(() => {});
      await last;
    },
    /** When no connection of this process needs its locks any longer. */
    close: async () => handle?.close(),
  };
}

/** False while somebody else reads or writes. */
async function cleanOnce(file: string, handle: FileHandle): Promise<boolean> {
  // Of its own: a connection does not read again what it has written itself.
  const db = connectBeside(file);
  try {
    if (!isCleanSinceMade(db)) rewrite(db);
    db.exec("pragma wal_checkpoint(truncate); begin immediate");
    // With nothing in the log, and nobody else writing, no page of the file changes.
    if (((await stat(`${file}-wal`).catch(() => null))?.size ?? 0) > 0) return false;
    await overwriteRooms(handle);
    // Something is written, so that every connection reads its pages anew, and puts nothing back.
    db.exec(`pragma user_version = ${Number(db.prepare("pragma user_version").get()?.user_version)}; commit`);
    return true;
  } catch (error) {
    if (isLocked(error)) return false;
    throw error;
  } finally {
    // What is not committed is taken back.
    db.close();
  }
}

/** A file that is older than `secure_delete` may hold old bytes anywhere. Once, and it takes the time of everything in it. */
function rewrite(db: OpenFile["db"]): void {
  // What is put together meanwhile is not kept in memory.
  db.exec(`pragma temp_store = file; pragma secure_delete = on; vacuum; pragma application_id = ${cleanSinceMade}`);
}

const pagesAtOnce = 1024;
/** The first byte of a page of a tree, with the length of its header; any other page is overwritten as a whole when it is let go. */
const headerBytes: Readonly<Record<number, number>> = { 2: 12, 5: 12, 10: 8, 13: 8 };

/** Overwrites every room that holds something. Who reads meanwhile does not see these bytes. */
async function overwriteRooms(handle: FileHandle): Promise<void> {
  const start = Buffer.alloc(18);
  await handle.read(start, 0, start.length, 0);
  const size = start.readUInt16BE(16) === 1 ? 65_536 : start.readUInt16BE(16);
  const pages = Buffer.alloc(size * pagesAtOnce);
  const nothing = Buffer.alloc(size);
  let isChanged = false;
  for (let first = 0; ; first += pages.length) {
    const { bytesRead } = await handle.read(pages, 0, pages.length, first);
    for (let at = 0; at < bytesRead; at += size) {
      const room = roomIn(pages.subarray(at, Math.min(at + size, bytesRead)), first + at === 0 ? 100 : 0);
      if (room === null || pages.compare(nothing, 0, room.length, at + room.at, at + room.at + room.length) === 0)
        continue;
      writeSync(handle.fd, nothing, 0, room.length, first + at + room.at);
      isChanged = true;
    }
    if (bytesRead < pages.length) break;
  }
  if (isChanged) await handle.datasync();
}

/**
 * The room within the page. `header`: where it begins, which on the first page is behind that of the file. A page that is of no tree begins
 * with the number of another, of which the first byte is 0 in any file that is smaller than 137 GB.
 */
function roomIn(page: Buffer, header: number): { at: number; length: number } | null {
  const length = headerBytes[page[header] ?? 0];
  if (length === undefined || page.length < header + length) return null;
  const at = header + length + 2 * page.readUInt16BE(header + 3);
  const end = page.readUInt16BE(header + 5) || page.length;
  return end > at && end <= page.length ? { at, length: end - at } : null;
}
