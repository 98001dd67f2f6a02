import { Worker } from "node:worker_threads";
import { pack } from "./packed.ts";
import type { Commit, Outcome } from "./write.ts";
import type { Asked, Given, ThreadOptions, WriterReply } from "./writer.ts";

/** Commits that a thread of its own writes. */
export interface WritingThread {
  /** Whether it can be handed commits: not before it has opened the file, and never again after it has ended. */
  state(): "starting" | "ready" | "ended";
  /** Outcomes in the order of the group, when they are on disk. Groups are written in the order in which they are given. */
  write(group: readonly Commit[], now: number): Promise<Outcome[]>;
  /** Resolves when everything is written and the file let go of. */
  close(): Promise<void>;
}

interface Waiting {
  outcomes: Outcome[];
  count: number;
  resolve: (outcomes: Outcome[]) => void;
}

/** Starts a thread that writes to the file. A thread that ends by itself answers what was waiting with an error. */
export function startWritingThread(
  file: string,
  options: ThreadOptions,
  onReady: () => void = () => {},
): WritingThread {
  const given: Given = { file, options };
  const worker = new Worker(new URL("./writer.ts", import.meta.url), { workerData: given });
  const waiting: Waiting[] = [];
  let state: "starting" | "ready" | "ended" = "starting";

  function hear(told: WriterReply): void {
    if (told === "ready") {
      state = "ready";
      onReady();
    } else if (typeof told === "number") for (let i = 0; i < told; i += 1) hearOne(null);
    else for (const outcome of told) hearOne(asError(outcome));
  }

  function hearOne(outcome: Outcome): void {
    const first = waiting[0];
    if (first?.outcomes.push(outcome) !== first?.count) return;
    waiting.shift();
    first?.resolve(first.outcomes);
  }

  const ended = new Promise<void>((resolve) => {
    let reason = new Error("the writing thread ended");
    worker.on("message", hear);
    worker.on("error", (error: Error) => {
      reason = error;
    });
    worker.on("exit", () => {
      state = "ended";
      for (const { count, resolve: answer } of waiting.splice(0)) answer(Array(count).fill({ error: reason }));
      resolve();
    });
  });

  return {
    state: () => state,
    write: (group, now) =>
      new Promise((resolve) => {
        waiting.push({ outcomes: [], count: group.length, resolve });
        worker.postMessage({ group: pack(group), now } satisfies Asked);
      }),
    close() {
      worker.postMessage("close" satisfies Asked);
      return ended;
    },
  };
}

function asError(outcome: Outcome): Outcome {
  if (outcome === null || !("error" in outcome) || outcome.error instanceof Error) return outcome;
  const plain = outcome.error as { message: string };
  return { error: Object.assign(new Error(plain.message), plain) };
}
