import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { compileCache } from "./compile-cache.ts";

const main = fileURLToPath(new URL("../../bot/main.ts", import.meta.url));

/** The service as production runs it, in a process of its own; in local mode unless the environment says otherwise. */
export interface ServiceProcess {
  url: string;
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code, null when it was killed. */
  ended: Promise<number | null>;
}

export async function startService(env: Record<string, string>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ["--no-warnings", main], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, OMBORD_MODE: "local", PORT: "0", ...compileCache, ...env },
  });
  let output = "";
  const ended = once(child, "close").then(([code]) => code as number | null);
  const port = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const [, said] = /"port":(\d+).*"listening"/.exec(output) ?? [];
      if (said !== undefined) resolve(said);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then((code) => reject(new Error(`the service ended with ${code}:\n${output}`)));
  });
  return { url: `http://127.0.0.1:${port}`, output: () => output, signal: killer(child), ended };
}

/** The same, for one that says nothing of its own: on a port that was free, as soon as it answers there. */
export async function startQuietService(env: Record<string, string>): Promise<ServiceProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--no-warnings", main], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, OMBORD_MODE: "local", ...compileCache, ...env, PORT: String(port) },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  const ended = once(child, "close").then(([code]) => code as number | null);
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}:\n${output}`);
    await wait(50);
  }
  return { url, output: () => output, signal: killer(child), ended };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function killer(child: ChildProcess): (signal: NodeJS.Signals) => void {
  return (signal) => void child.kill(signal);
}
