import { workerData } from "node:worker_threads";
import { openAgain } from "./file.ts";
import { type CopierGiven, copier, copyLog, logState } from "./log.ts";

// A thread that copies the log into the file, started by sqlite-log.ts: while it waits for the disk, others go on writing.

/**
 * SQLite syncs the file only at the end of a pass during which nothing was written, and whoever makes that one waits for the
 * disk: passes are made until one was it for certain, which is seldom the first, or until it very likely was.
 */
const passesAtMost = 5;

const { file, shared }: CopierGiven = workerData;
const { db, sql } = openAgain(file);

for (let state = load(); state !== copier.ended; state = load()) {
  if (state === copier.copying) {
    copyAll();
    Atomics.compareExchange(shared, 0, copier.copying, copier.done);
  } else Atomics.wait(shared, 0, state);
}
db.close();

function copyAll(): void {
  for (let pass = 0; pass < passesAtMost; pass += 1) {
    copyLog(sql);
    const { pages, copied } = logState(sql);
    if (pages === copied) return;
  }
}

function load(): number {
  return Atomics.load(shared, 0);
}
