import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../support/local-mode.ts";

const preload = new URL("./preload.ts", import.meta.url).href;
/** What the heap of the service may grow to, its young generation by itself. */
export const heapLimits = ["--max-semi-space-size=8"];
/** How `npm run serve` starts Node. */
export const asInProduction = [
  ...heapLimits,
  ...["--import", "./bot/check-node.js", "--import", "./bot/keep-compiled.js"],
];
const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a process has used since it began. */
export interface Usage {
  userUs: number;
  systemUs: number;
  peakMb: number;
  rssMb: number;
  /** What is in use of the heap, collected or not. */
  heapMb: number;
}

export interface MeasuredServer {
  url: string;
  /** From the start of the process to the first 200 of `/readyz`. */
  readyMs: number;
  /** With a file name a CPU profile is written there, from now to the next call. */
  usage(profile?: string): Promise<Usage>;
  stop(): Promise<void>;
  process: ChildProcess;
}

/** Starts a server as its own process on a free port and waits until it is ready. `script` is relative to the project. */
export async function startServer(
  script: string,
  env: Record<string, string>,
  args: string[] = [],
): Promise<MeasuredServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = fork(script, {
    cwd: root,
    execArgv: ["--disable-warning=ExperimentalWarning", ...args, "--import", preload],
    env: { PATH: process.env.PATH, PORT: String(port), ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  // A benchmark that fails leaves no server behind.
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}`);
    await wait(3);
  }
  return {
    url,
    readyMs: performance.now() - started,
    process: child,
    async usage(profile) {
      const answer = once(child, "message");
      child.send(profile === undefined ? "usage" : { profile });
      const [usage] = await Promise.race([answer, ended.then(() => Promise.reject(new Error(`${script} ended`)))]);
      return usage as Usage;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
