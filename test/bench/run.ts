import { mkdir, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import { parseArgs } from "node:util";
import { type Bench, type Figure, table } from "./figure.ts";

const benches: Record<string, () => Promise<{ bench: Bench }>> = {
  answer: () => import("./answer.ts"),
  start: () => import("./start.ts"),
  overview: () => import("./overview.ts"),
  cosmos: () => import("./cosmos.ts"),
  tab: () => import("./tab.ts"),
  board: () => import("./board.ts"),
  soak: () => import("./soak.ts"),
  growth: () => import("./growth.ts"),
  outreach: () => import("./outreach.ts"),
  sources: () => import("./sources.ts"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: "boolean", default: false }, rounds: { type: "string", default: "3" } },
});
const unknown = positionals.filter((name) => benches[name] === undefined);
if (unknown.length > 0)
  throw new Error(`no benchmark ${unknown.join(", ")}; there is ${Object.keys(benches).join(", ")}`);

const file = ".artifacts/bench.json";

/** What one benchmark measured last; others keep what they measured before. */
interface Run {
  at: string;
  short: boolean;
  rounds: number;
  seconds: number;
  /** The machine's load average over the last minute when it ended: the benchmark itself is one or two of it. */
  load: number;
  figures: Figure[];
}

const runs = await earlierRuns();
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const started = performance.now();
  const loaded = await benches[name]?.();
  const figures = (await loaded?.bench({ rounds: Number(values.rounds), short: values.short })) ?? [];
  const seconds = Math.round((performance.now() - started) / 1000);
  const load = os.loadavg()[0] ?? Number.NaN;
  runs[name] = {
    at: new Date().toISOString(),
    short: values.short,
    rounds: Number(values.rounds),
    seconds,
    load,
    figures,
  };
  console.log(`\n${table(figures)}\n${seconds} s, load ${load.toFixed(1)}`);
  await mkdir(".artifacts", { recursive: true });
  const machine = { node: process.version, cpus: os.cpus().length, model: os.cpus()[0]?.model };
  await writeFile(file, `${JSON.stringify({ machine, runs }, null, 2)}\n`);
}

async function earlierRuns(): Promise<Record<string, Run>> {
  try {
    return JSON.parse(await readFile(file, "utf8")).runs ?? {};
  } catch {
    return {};
  }
}
