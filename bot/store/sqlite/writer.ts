import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { type FileOptions, openAgain } from "./file.ts";
import { keepLogShort, type LogPolicy } from "./log.ts";
import { type Packed, unpack } from "./packed.ts";
import { type Commit, groupWriter, type Outcome } from "./write.ts";

// A thread that writes, started by sqlite-thread.ts: while it waits for the disk, the service goes on working.

/** What is asked of it: to write commits, all in one transaction with what else is waiting, or to let go of the file. */
export type Asked = { group: Packed; now: number } | "close";
/** What became of the commits, in the order in which they were asked for; a number stands for so many that are on disk. */
export type WriterReply = "ready" | number | Outcome[];
export interface Given {
  file: string;
  options: ThreadOptions;
}

export interface ThreadOptions extends FileOptions {
  /** When the log is copied into the file; tests copy sooner. */
  log?: LogPolicy | undefined;
}

const { file, options }: Given = workerData;
const { db, sql } = openAgain(file, { ...options, leavesLog: true });
const write = groupWriter(db, sql);
const log = keepLogShort(file, sql, options.log);

parentPort?.on("message", (first: Asked) => {
  const commits: Commit[] = [];
  let now = 0;
  let isClosing = false;
  for (let asked: Asked | undefined = first; asked !== undefined; asked = next()) {
    if (asked === "close") isClosing = true;
    else {
      for (const commit of unpack(asked.group)) commits.push(commit);
      now = asked.now;
    }
  }
  if (commits.length > 0) {
    tell(write(commits, now));
    log.tidy();
  }
  if (isClosing) void close();
});
tell("ready");

async function close(): Promise<void> {
  await log.close();
  db.close();
  parentPort?.close();
}

/** What has come in meanwhile. */
function next(): Asked | undefined {
  return parentPort === null ? undefined : receiveMessageOnPort(parentPort)?.message;
}

function tell(told: WriterReply): void {
  const isStored = typeof told === "object" && told.every((outcome) => outcome === null);
  parentPort?.postMessage(isStored ? told.length : typeof told === "object" ? told.map(asPlain) : told);
}

/** An error loses SQLite's codes on its way to another thread. */
function asPlain(outcome: Outcome): Outcome {
  if (outcome === null || !("error" in outcome) || !(outcome.error instanceof Error)) return outcome;
  return { error: { ...outcome.error, message: outcome.error.message } };
}
