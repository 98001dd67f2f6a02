import { spawn } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import XLSX from "@e965/xlsx";
import { weekOf } from "../../bot/domain/calendar.ts";
import { table } from "../../bot/store/sqlite/schema.ts";
import { type BenchOptions, type Figure, figure } from "./figure.ts";
import { grownStore } from "./grown.ts";
import { leaderOf, tenantOf } from "./seed.ts";
import { asInProduction, heapLimits } from "./server.ts";
import { answersWhileImporting } from "./sources-answers.ts";

const child = fileURLToPath(new URL("./sources.child.ts", import.meta.url));
const cli = fileURLToPath(new URL("../../bot/cli.ts", import.meta.url));

interface Told {
  ms: number;
  mb: number;
}

const municipalities = 98;

/**
 * A municipality of 210 leaders, 250 teams, 5,500 people and 400 systems in a store with all others: the first night, a night with some
 * news and a night without; a workbook of 5,500 people; the erasing of one person there, and in a store of two years; and answers
 * while others are imported. Each in a process of its own. The sources answer from memory: their own time is theirs.
 */
export async function bench({ rounds, short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const found = new Map<string, Told[]>();
  const note = (name: string, told: Told) => found.set(name, [...(found.get(name) ?? []), told]);
  let answers: Figure[] = [];
  try {
    const [grown, all, workbook] = ["grown.db", "all.db", "kommune.xlsx"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await grownStore(grown, { municipalities: 1, weeks: short ? 20 : 104, week: weekOf(new Date().toISOString()) });
    await writeWorkbook(workbook);
    await fill(all, short ? 5 : municipalities);
    for (let round = 0; round < rounds; round++) {
      const file = join(folder, "night.db");
      await copyFile(all, file);
      for (const night of ["first", "news", "same"]) note(`a night, ${night}`, await run([child, file, night]));
      await copyFile(all, file);
      note("one xlsx of 5,500 people", await run([child, file, "workbook", workbook]));
      await copyFile(all, file);
      note("erase one person of 98 municipalities", await erase(file, "m5", "00000000-0000-4000-8000-d00000000005"));
      await copyFile(grown, file);
      note("erase one person after two years", await erase(file, tenantOf(0), leaderOf(0, 5)));
    }
    answers = await answersWhileImporting({ folder, rounds, short });
  } finally {
    await rm(folder, { recursive: true });
  }
  const limit = (name: string) => (name.startsWith("erase") ? 1000 : name.startsWith("one") ? 3000 : 1500);
  return [
    ...[...found].flatMap(([name, told]) => [
      figure("sources", name, "ms", { ours: told.map(({ ms }) => ms) }, ["≤", limit(name)]),
      figure("sources", name, "MB at most", { ours: told.map(({ mb }) => mb) }, ["≤", 250]),
    ]),
    ...answers,
  ];
}

/** One municipality by its first night, and as many copies of it. */
async function fill(file: string, count: number): Promise<void> {
  await run([child, file, "first"]);
  const db = new DatabaseSync(file);
  const columns = db.prepare(`select name from pragma_table_info('${table}')`).all();
  const others = columns.map(({ name }) => String(name)).filter((name) => name !== "tenant_id");
  const copy = db.prepare(
    `insert into ${table} (tenant_id, ${others}) select ?, ${others} from ${table} where tenant_id = 't'`,
  );
  db.exec("begin");
  for (let n = 0; n < count; n++) copy.run(`m${n}`);
  db.exec(`delete from ${table} where tenant_id = 't'; commit; pragma wal_checkpoint(truncate)`);
  db.close();
}

/** As an IT department would send it: every employee, whether they have a role or not. */
async function writeWorkbook(path: string): Promise<void> {
  const of = (count: number, row: (n: number) => (string | number)[]) =>
    Array.from({ length: count }, (_, n) => row(n));
  const person = (n: number) => `00000000-0000-4000-8000-d${String(n).padStart(11, "0")}`;
  const sheets = {
    areas: [
      ["area_id", "name", "parent_area_id"],
      ...of(60, (n) => [`a${n}`, `Område ${n}`, n < 6 ? "" : `a${n % 6}`]),
    ],
    teams: [["team_id", "name", "area_id"], ...of(250, (n) => [`t${n}`, `Team ${n}`, `a${n % 60}`])],
    people: [
      ["entra_id", "upn", "name", "language"],
      ...of(5500, (n) => [person(n), `p${n}@x.example`, `Person ${n}`, "da"]),
    ],
    roles: [
      ["entra_id", "role", "scope", "from", "to"],
      ...of(250, (n) => [person(n % 210), "leader", `t${n}`, "", ""]),
    ],
  };
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name);
  await writeFile(path, XLSX.write(book, { type: "buffer", bookType: "xlsx" }) as Buffer);
}

function erase(file: string, tenant: string, person: string): Promise<Told> {
  const env = { STORE: `sqlite:${file}`, ALLOWED_TENANTS: tenant };
  return measured([cli, "erase", "--person", person, "--yes", "--tenant", tenant], env);
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
  const asStarted = args[0] === child ? asInProduction : heapLimits;
  const started = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...asStarted, ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
  let said = "";
  started.stdout.on("data", (chunk: Buffer) => (said += args[0] === child ? chunk.toString() : ""));
  started.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    started.once("exit", (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
  });
}
