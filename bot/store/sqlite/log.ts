import { Worker } from "node:worker_threads";
import type { Sql } from "./sql.ts";

/** When the log is copied into the file, in pages of 4 KB. */
export interface LogPolicy {
  /** So many that are not copied yet are worth a round of the copier. Short rounds copy what changes often once for each. */
  copyFrom: number;
  /** So many are no longer left to a copier that does not come to an end. */
  longest: number;
}

/** 16 MB and 64 MB. */
const usually: LogPolicy = { copyFrom: 4_000, longest: 16_000 };

/** How long the log is, and how much of it is in the file. */
export interface LogState {
  pages: number;
  copied: number;
}

/** Of the word that both threads share. */
export const copier = { idle: 0, copying: 1, done: 2, ended: 3 } as const;
type CopierState = (typeof copier)[keyof typeof copier];

/** What the thread that writes does about the log: nothing, have it copied, or copy the rest of it by itself. */
export function nextLogStep(log: LogState, state: CopierState, policy: LogPolicy): "none" | "haveCopied" | "finish" {
  const left = log.pages - log.copied;
  if (left === 0) return "none";
  if (state === copier.done) return "finish";
  if (state === copier.copying) return left >= policy.longest ? "finish" : "none";
  return left >= policy.copyFrom ? "haveCopied" : "none";
}

/** What the copier is given. */
export interface CopierGiven {
  file: string;
  /** One word, see `copier`. */
  shared: Int32Array<SharedArrayBuffer>;
}

/** How long the log is now; nothing where that cannot be told. Changes nothing and waits for nobody. */
export function logState(sql: Sql): LogState {
  const row = orNothing(() => sql("pragma wal_checkpoint(noop)").get());
  return { pages: Number(row?.log ?? 0), copied: Number(row?.checkpointed ?? 0) };
}

/** Copies what nobody needs in the log any more, and waits for nobody. */
export function copyLog(sql: Sql): void {
  orNothing(() => sql("pragma wal_checkpoint(passive)").get());
}

/** What cannot be copied now (the disk is full, say) is as safe in the log as it was, and is copied another time. */
function orNothing<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Error && "errcode" in error) return undefined;
    throw error;
  }
}

/**
 * Keeps the log of a file short whose connection does not copy by itself. A thread that is started when the log is long for
 * the first time copies it beside the writing; SQLite begins the log anew when all of it is copied, so the few pages that have
 * come meanwhile are copied here. `tidy` is called after each group has been answered.
 */
export function keepLogShort(file: string, sql: Sql, policy: LogPolicy = usually) {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  let thread: Worker | undefined;
  let hasEnded: Promise<void> | undefined;

  function wake(state: CopierState): void {
    Atomics.store(shared, 0, state);
    Atomics.notify(shared, 0);
  }

  function start(): void {
    const given: CopierGiven = { file, shared };
    thread = new Worker(new URL("./copier.ts", import.meta.url), { workerData: given });
    // It stays "copying" then, and the log is copied here whenever it has grown long.
    thread.on("error", () => {});
    hasEnded = new Promise((resolve) => thread?.once("exit", () => resolve()));
  }

  function tidy(): void {
    const step = nextLogStep(logState(sql), Atomics.load(shared, 0) as CopierState, policy);
    if (step === "none") return;
    if (step === "haveCopied") {
      wake(copier.copying);
      if (thread === undefined) start();
      return;
    }
    copyLog(sql);
    if (Atomics.load(shared, 0) === copier.done) wake(copier.idle);
  }

  /** Resolves when the copier has let go of the file. */
  async function close(): Promise<void> {
    wake(copier.ended);
    await hasEnded;
  }

  return { tidy, close };
}
