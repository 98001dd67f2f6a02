import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

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
    env: { PATH: process.env.PATH, OMBORD_MODE: "local", PORT: "0", ...env },
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

function killer(child: ChildProcess): (signal: NodeJS.Signals) => void {
  return (signal) => void child.kill(signal);
}
