import { spawn } from "node:child_process";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { weekOf } from "../../bot/domain/calendar.ts";
import { type BenchOptions, type Figure, figure } from "./figure.ts";
import { grownStore } from "./grown.ts";
import { leaderOf, tenantOf } from "./seed.ts";

const child = fileURLToPath(new URL("./sources.child.ts", import.meta.url));
const cli = fileURLToPath(new URL("../../bot/cli.ts", import.meta.url));

interface Told {
  ms: number;
  mb: number;
}

/**
 * A municipality of 210 leaders, 250 teams, 5,500 people and 400 systems from the sources: the first night, a night with some news and a
 * night without; and the erasing of one person after two years. Each in a process of its own. The sources answer from memory: their own time is theirs.
 */
export async function bench({ rounds, short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const found = new Map<string, Told[]>();
  const note = (name: string, told: Told) => found.set(name, [...(found.get(name) ?? []), told]);
  try {
    const grown = join(folder, "grown.db");
    await grownStore(grown, { municipalities: 1, weeks: short ? 20 : 104, week: weekOf(new Date().toISOString()) });
    for (let round = 0; round < rounds; round++) {
      const file = join(folder, `night-${round}.db`);
      for (const night of ["first", "news", "same"]) note(`a night, ${night}`, await run([child, file, night]));
      const erased = join(folder, "erase.db");
      await copyFile(grown, erased);
      const tenant = tenantOf(0);
      const env = { STORE: `sqlite:${erased}`, ALLOWED_TENANTS: tenant };
      note(
        "erase one person",
        await measured([cli, "erase", "--person", leaderOf(0, 5), "--yes", "--tenant", tenant], env),
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return [...found].flatMap(([name, told]) => [
    figure("sources", name, "ms", { ours: told.map(({ ms }) => ms) }, ["≤", name.startsWith("erase") ? 1000 : 1500]),
    figure("sources", name, "MB at most", { ours: told.map(({ mb }) => mb) }, ["≤", 250]),
  ]);
}

/** What the child says of its own work. */
async function run(args: string[]): Promise<Told> {
  return JSON.parse(await output(args, {})) as Told;
}

/** The whole process, from its start to its end. */
async function measured(args: string[], env: Record<string, string>): Promise<Told> {
  const started = performance.now();
  const hook = `process.on("exit", () => process.stderr.write("\\nKB " + process.resourceUsage().maxRSS))`;
  const said = await output(["--import", `data:text/javascript,${encodeURIComponent(hook)}`, ...args], env);
  return { ms: performance.now() - started, mb: Number(/KB (\d+)/.exec(said)?.[1]) / 1024 };
}

function output(args: string[], env: Record<string, string>): Promise<string> {
  const started = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
  let said = "";
  started.stdout.on("data", (chunk: Buffer) => (said += args[0] === child ? chunk.toString() : ""));
  started.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    started.once("exit", (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
  });
}
