import { Worker } from "node:worker_threads";
import type { SourcesConfig } from "../../config.ts";
import type { Pulled } from "../../domain/sources.ts";
import type { SourceLimits } from "./fetch-source.ts";
import type { Given, Told } from "./pull-thread.ts";
import { unpack } from "./pulled-packs.ts";
import { SourceTrouble } from "./source-trouble.ts";

/** More than all sources together may take, each of which has a time of its own: the thread is stuck then. */
const mostMs = 40 * 60_000;

interface Beside {
  limits?: SourceLimits;
  /** Ends the reading, which is rejected with the signal's reason then. */
  signal?: AbortSignal;
}

/** `pullSources` on a thread of its own: nobody waits while it parses and checks. Throws `SourceTrouble`. */
export async function pullBeside(config: SourcesConfig, beside: Beside = {}): Promise<Pulled> {
  const told = await readOnThread(config, beside);
  if ("trouble" in told) throw new SourceTrouble(told.trouble.source, told.trouble.code);
  return unpack(told);
}

async function readOnThread(config: SourcesConfig, { limits, signal }: Beside): Promise<Told> {
  signal?.throwIfAborted();
  const given: Given = { config, limits };
  // No limit of its own to its memory: V8 ends the whole process where one is passed within JSON.parse. How much is read is limited.
  const thread = new Worker(new URL("./pull-thread.ts", import.meta.url), { workerData: given });
  const { promise, resolve, reject } = Promise.withResolvers<Told>();
  const abort = () => reject(signal?.reason);
  const timer = setTimeout(() => reject(new Error("the sources' thread came to no end")), mostMs);
  signal?.addEventListener("abort", abort);
  thread.once("message", resolve);
  thread.once("error", reject);
  thread.once("exit", () => reject(new Error("the sources' thread ended without a word")));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    await thread.terminate();
  }
}
