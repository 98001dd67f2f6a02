import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileCache } from "./compile-cache.ts";

export interface LocalMode {
  botUrl: string;
  playgroundUrl: string;
  output(): string;
  /** Signals the whole process group, as Ctrl-C in a terminal does; resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code when it has ended. */
  ended: Promise<number | null>;
  process: ChildProcess;
}

export interface LocalModeOptions {
  command?: string[];
  cwd?: string;
  database?: string;
  port?: number;
  playgroundPort?: number;
  env?: Record<string, string>;
}

/** Starts local mode as its own process group on free ports; `npm start` with a fresh database unless told. */
export async function spawnLocalMode(options: LocalModeOptions = {}): Promise<LocalMode> {
  const port = options.port ?? (await freePort());
  const playgroundPort = options.playgroundPort ?? (await freePort());
  const [command = "npm", ...args] = options.command ?? ["npm", "start"];
  const child = spawn(command, args, {
    cwd: options.cwd,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...compileCache,
      NODE_OPTIONS: "",
      PORT: String(port),
      PLAYGROUND_PORT: String(playgroundPort),
      STORE: `sqlite:${options.database ?? freshDatabase()}`,
      ...options.env,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const ended = once(child, "close").then(([code]) => code as number | null);
  return {
    botUrl: `http://127.0.0.1:${port}`,
    playgroundUrl: `http://127.0.0.1:${playgroundPort}`,
    output: () => output,
    stop(signal = "SIGINT") {
      if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, signal);
      return ended;
    },
    ended,
    process: child,
  };
}

/** {@link spawnLocalMode}, resolved when it says what to open. */
export async function startLocalMode(options: LocalModeOptions = {}): Promise<LocalMode> {
  const local = await spawnLocalMode(options);
  const said = new Promise<"said">((resolve) => {
    local.process.stdout?.on("data", () => local.output().includes("Ctrl-C") && resolve("said"));
  });
  if ((await Promise.race([said, local.ended])) === "said") return local;
  throw new Error(`Local mode ended before it was ready:\n${local.output()}`);
}

export function freshDatabase(): string {
  return join(mkdtempSync(join(tmpdir(), "ombord-")), "ombord.db");
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
