import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type CopyReport, copyStore } from "./copy-store.ts";
import { type OpenStoreOptions, openStore } from "./open-store.ts";
import { makeForOwner } from "./owners-only.ts";
import { demandFile, fileOf, isSameFile } from "./places.ts";
import { type Contents, copyFile, readThrough } from "./sqlite/file.ts";
import { type Store, StoreUnusable } from "./store.ts";

export interface BackedUp extends Contents {
  /** With its whole path. */
  file: string;
  bytes: number;
}

/**
 * Writes everything of a store to one new SQLite file, while the service runs, and reads the file through. It gets its name
 * when it is whole and on disk, so that what is not finished is never taken for a backup. Throws {@link StoreUnusable}.
 */
export async function backUpStore(url: string, target: string, options: OpenStoreOptions): Promise<BackedUp> {
  const source = fileOf(url);
  const file = resolve(target.replace(/^sqlite:/, ""));
  if (source !== undefined) {
    demandFile(source);
    if (isSameFile(source, file))
      throw new StoreUnusable(`The backup ${file} is the database itself: name a new file.`);
  }
  if (existsSync(file)) throw new StoreUnusable(`The file ${file} exists already: name a new file.`);
  const part = `${file}.${process.pid}.part`;
  try {
    makeEmpty(part, file);
    if (source === undefined) await copyWhole(url, part, options);
    else copyFile(source, part);
    const contents = readThrough(part);
    finish(part, file);
    return { file, ...contents, bytes: statSync(file).size };
  } catch (error) {
    if (error instanceof StoreUnusable) throw error;
    throw new StoreUnusable(`The backup ${file} cannot be written: make room, or name a file somewhere else.`, {
      cause: error,
    });
  } finally {
    remove(part);
  }
}

function makeEmpty(part: string, file: string): void {
  try {
    // SQLite would give it the rights that the account gives any file.
    makeForOwner(part);
  } catch (cause) {
    const message = `The backup ${file} cannot be written: name a new file in a folder that this account may write to.`;
    throw new StoreUnusable(message, { cause });
  }
}

function finish(part: string, file: string): void {
  const opened = openSync(part, "r+");
  fsyncSync(opened);
  closeSync(opened);
  renameSync(part, file);
}

function remove(part: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${part}${end}`, { force: true });
}

/** What people write meanwhile makes the two sides differ, and it all begins again. */
const attempts = 3;

/** Document by document, from a store that is no file. */
async function copyWhole(url: string, part: string, options: OpenStoreOptions): Promise<void> {
  const from = await openStore(url, options);
  try {
    const tenantIds = await from.tenantIds();
    if (tenantIds.length === 0) throw new StoreUnusable(`The store ${url} is empty: there is nothing to back up.`);
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      remove(part);
      makeEmpty(part, part);
      if (await copiesAll(from, part, tenantIds)) return;
    }
  } finally {
    await from.close();
  }
  throw new StoreUnusable(
    `The store ${url} changes faster than it is copied: stop the service, or wait for a quiet hour.`,
  );
}

async function copiesAll(from: Store, part: string, tenantIds: readonly string[]): Promise<boolean> {
  const to = await openStore(`sqlite:${part}`);
  try {
    for (const tenantId of tenantIds) {
      const report: CopyReport = await copyStore(from, to, tenantId);
      if (!Object.values(report).every(({ isSame }) => isSame)) return false;
    }
    return true;
  } finally {
    await to.close();
  }
}
