import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type BenchOptions, type Figure, figure } from "./figure.ts";
import { appId, tenantOf } from "./seed.ts";
import { asInProduction, startServer } from "./server.ts";

/** After this the first tick is over and memory has settled. */
const idleMs = 3_000;

/** From the start of the process to the first 200 of `/readyz`, and what it holds in memory when nobody asks anything. */
export async function bench({ rounds, short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const env = { BOT_APP_ID: appId, BOT_TENANT_ID: tenantOf(0), BOT_APP_SECRET: "not-a-secret" };
  const ready = { ours: [] as number[], peer: [] as number[] };
  const cpu = { ours: [] as number[], peer: [] as number[] };
  const memory = { ours: [] as number[], peer: [] as number[] };
  try {
    // One more round than is counted: the first reads every file from the disk.
    for (let round = 0; round <= (short ? rounds : rounds * 2); round++) {
      for (const who of ["ours", "peer"] as const) {
        const store = { STORE: `sqlite:${join(folder, `${round}.db`)}` };
        const before = who === "ours" ? asInProduction : [];
        const script = who === "ours" ? "bot/main.ts" : "test/bench/echo-server.ts";
        const server = await startServer(script, { ...env, ...store }, before);
        const atReady = await server.usage();
        await wait(short ? idleMs / 3 : idleMs);
        const idle = await server.usage();
        await server.stop();
        if (round === 0) continue;
        ready[who].push(server.readyMs);
        cpu[who].push((atReady.userUs + atReady.systemUs) / 1000);
        memory[who].push(idle.rssMb);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return [
    figure("start", "process start to /readyz", "ms", ready, ["≤", 1.5]),
    figure("start", "process start to /readyz", "CPU ms", cpu),
    figure("start", "idle", "MB resident", memory, ["≤", 1.3]),
  ];
}
