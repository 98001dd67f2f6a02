import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { loadConfig } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { pullBeside } from "../../bot/directory/sources/pull-beside.ts";
import { syncSources } from "../../bot/directory/sources/sync.ts";
import { emptyMapping, type Pulled } from "../../bot/domain/sources.ts";
import { keys } from "../../bot/store/documents.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";

// One night of a municipality of real size, or an import of a workbook of its size: argv is the file, what is done, and the workbook. Says
// how long it took without waiting for the foreign server, and the most memory that the process has had.

const [, , file = "", night = "first", workbook = ""] = process.argv;
const uuid = (kind: string, n: number) => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, "0")}`;
const list = (count: number) => Array.from({ length: count }, (_, n) => n);
const store = openSqlite(file);
const now = new Date().toISOString();
if (night === "workbook") {
  const bytes = await readFile(workbook);
  await told(async () => {
    const source = [{ name: "kommune.xlsx", bytes }];
    const result = await importDirectory({ store, tenantId: "t", source, now, by: "system" });
    if (result.problems.length > 0) throw new Error(JSON.stringify(result.problems.slice(0, 5)));
  });
} else {
  if (night === "first") {
    const chosen = list(20).map((n) => ({ id: uuid("4", n), isBelow: false }));
    const value = { ...emptyMapping, teams: list(250).map((n) => uuid("b", n)), solutions: chosen };
    await store.commit("t", [{ op: "create", kind: "mapping", key: keys.mapping, value }]);
  }
  const pulled = await pullAll();
  await told(async () => {
    const run = await syncSources({ store, tenantId: "t", now, by: "system", pull: async () => pulled });
    if (run === "busy" || !["stored", "unchanged"].includes(run.outcome))
      throw new Error(JSON.stringify(run).slice(0, 2000));
  });
}
await store.close();

async function told(work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  console.log(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024 }));
}

/** The adapters over HTTP, from a server in a process of its own: its memory is not ours. */
async function pullAll(): Promise<Pulled> {
  const server = fork(new URL("./sources-server.child.ts", import.meta.url), [night], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [port] = (await once(server, "message")) as [number];
  const host = `http://127.0.0.1:${port}`;
  const { sources } = loadConfig({
    ...{ OMBORD_MODE: "local", ALLOWED_TENANTS: "t", ENTRA_AUTHORITY: host },
    ...{ ROLLEKATALOG_URL: host, ROLLEKATALOG_KEY: "k", KITOS_URL: host, KITOS_EMAIL: "a", KITOS_PASSWORD: "b" },
    ...{ GRAPH_URL: host, GRAPH_CLIENT_ID: "g", GRAPH_CLIENT_SECRET: "s" },
  });
  const pulled = await pullBeside(sources);
  server.kill();
  return pulled;
}
