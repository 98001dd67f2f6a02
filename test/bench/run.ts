import { mkdir, writeFile } from "node:fs/promises";
import os from "node:os";
import { parseArgs } from "node:util";
import { type Bench, type Figure, table } from "./figure.ts";

const benches: Record<string, () => Promise<{ bench: Bench }>> = {
  answer: () => import("./answer.ts"),
  start: () => import("./start.ts"),
  overview: () => import("./overview.ts"),
  cosmos: () => import("./cosmos.ts"),
  tab: () => import("./tab.ts"),
  soak: () => import("./soak.ts"),
  growth: () => import("./growth.ts"),
  outreach: () => import("./outreach.ts"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: "boolean", default: false }, rounds: { type: "string", default: "3" } },
});
const unknown = positionals.filter((name) => benches[name] === undefined);
if (unknown.length > 0)
  throw new Error(`no benchmark ${unknown.join(", ")}; there is ${Object.keys(benches).join(", ")}`);

const figures: Figure[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const started = performance.now();
  const loaded = await benches[name]?.();
  const measured = (await loaded?.bench({ rounds: Number(values.rounds), short: values.short })) ?? [];
  figures.push(...measured);
  console.log(
    `\n${table(measured)}\n(${Math.round((performance.now() - started) / 1000)} s, ${os.loadavg()[0]?.toFixed(1)} load)`,
  );
}
await mkdir(".artifacts", { recursive: true });
const machine = { node: process.version, cpus: os.cpus().length, model: os.cpus()[0]?.model, loadavg: os.loadavg() };
await writeFile(
  ".artifacts/bench.json",
  `${JSON.stringify({ at: new Date().toISOString(), short: values.short, rounds: Number(values.rounds), machine, figures }, null, 2)}\n`,
);
