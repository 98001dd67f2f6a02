import { parseArgs } from "node:util";
import { runBackup, runCopy, runErase, runExport } from "./cli-data.ts";
import { ConfigError, loadStoreConfig, type StoreConfig } from "./config.ts";
import { type ImportResult, importDirectory } from "./directory/import-directory.ts";
import type { Problem } from "./directory/problem.ts";
import { type Language, languages } from "./domain/vocabulary.ts";
import { openStore } from "./store/open-store.ts";
import { type Store, StoreUnusable } from "./store/store.ts";
import { importReport } from "./text/import-report.ts";

/** What every command is given: the configuration, and what was typed after its name. */
interface Typed {
  config: StoreConfig;
  values: ReturnType<typeof parse>["values"];
  positionals: string[];
  language: Language;
  /** Prints what a program reads with `--json`, else what a person does. */
  print: (data: unknown, text: string) => void;
}

/** What most commands need too: an open store and the municipality they work on. */
interface Call extends Typed {
  store: Store;
  tenantId: string;
}

/** Both ways to run resolve to the exit code. */
type Command = { usage: string; positionals: number } & (
  | { run: (call: Call) => Promise<number> }
  | { runWithoutStore: (typed: Typed) => Promise<number> }
);

const commands: Record<string, Command> = {
  import: { usage: "import <folder|file.xlsx> [--dry-run]", positionals: 1, run: runImport },
  tick: { usage: "tick [--now 2026-11-16T08:00:00Z]", positionals: 0, run: tickOnce },
  doctor: { usage: "doctor", positionals: 0, run: doctor },
  export: { usage: "export --person <upn>", positionals: 0, run: (call) => runExport(call, personIn(call)) },
  erase: { usage: "erase --person <upn>", positionals: 0, run: (call) => runErase(call, personIn(call)) },
  backup: { usage: "backup <file>", positionals: 1, runWithoutStore: backup },
  copy: { usage: "copy --from <store> --to <store>", positionals: 0, runWithoutStore: copy },
};

const usage = `Usage: npm run -s ombord -- <command> [--tenant id] [--language da|en] [--json]
${Object.values(commands)
  .map((command) => `  ${command.usage}`)
  .join("\n")}`;

/** What was typed cannot be carried out; exit code 2. */
class UsageError extends Error {}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: { type: "string" },
      to: { type: "string" },
      person: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      language: { type: "string", default: "da" },
      now: { type: "string" },
      tenant: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [name = "", ...rest] = positionals;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || rest.length !== command.positionals) throw new UsageError(usage);
  const language = languages.find((known) => known === values.language);
  if (language === undefined) throw new UsageError("--language is da or en.");

  const config = loadStoreConfig(process.env);
  const print = (data: unknown, text: string) => console.log(values.json ? JSON.stringify(data, null, 2) : text);
  const typed = { config, values, positionals: rest, language, print };
  if ("runWithoutStore" in command) return command.runWithoutStore(typed);
  const [tenantId, ...others] = tenantsIn(typed);
  if (tenantId === undefined || others.length > 0) {
    throw new UsageError("Say which municipality with --tenant <Entra tenant id>, or set OMBORD_MODE=local.");
  }
  const store = await openStore(config.store, config.options);
  try {
    return await command.run({ ...typed, store, tenantId });
  } finally {
    await store.close();
  }
}

function tenantsIn({ config, values }: Typed): readonly string[] {
  return values.tenant === undefined ? config.tenants : [values.tenant.toLowerCase()];
}

function personIn({ values }: Typed): string {
  if (values.person === undefined) throw new UsageError("Say who with --person <upn>.");
  return values.person;
}

async function copy(typed: Typed): Promise<number> {
  const { from, to } = typed.values;
  if (from === undefined || to === undefined || from === to) {
    throw new UsageError("Say two places with --from and --to: sqlite:<file> or cosmos:<endpoint>.");
  }
  const tenants = tenantsIn(typed);
  if (tenants.length === 0) {
    throw new UsageError("Say which municipality with --tenant <Entra tenant id>, or set ALLOWED_TENANTS.");
  }
  return runCopy(typed, { from, to }, tenants);
}

async function backup(typed: Typed): Promise<number> {
  return runBackup(typed, typed.positionals[0] ?? "");
}

function readArguments(args: string[]) {
  try {
    return parse(args);
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ""}\n${usage}`);
  }
}

async function runImport({ store, tenantId, values, positionals, language, print }: Call): Promise<number> {
  const dryRun = values["dry-run"];
  const source = positionals[0] ?? "";
  const now = new Date().toISOString();
  const result = await importDirectory({ store, tenantId, source, now, by: "system", dryRun });
  print({ tenantId, dryRun, ...result }, describeImport(result, dryRun, language));
  return result.counts === null ? 1 : 0;
}

/** Loads the bot's SDK, which takes longer than everything else together. */
function loadOutreach() {
  return import("./cli-outreach.ts");
}

/** `tick`: plans and sends until nothing is due; exit code 1 when something failed. */
async function tickOnce({ store, tenantId, values, language, print }: Call): Promise<number> {
  const now = values.now === undefined ? undefined : new Date(values.now);
  if (now !== undefined && Number.isNaN(now.getTime()))
    throw new UsageError("--now is an instant such as 2026-11-16T08:00:00Z.");
  const { describeTick, runTick } = await loadOutreach();
  const counts = await runTick(store, tenantId, now?.toISOString());
  print({ tenantId, ...counts }, describeTick(counts, language));
  return counts.failed > 0 ? 1 : 0;
}

/** `doctor`: exit code 1 when something keeps Ombord from working. */
async function doctor({ store, tenantId, language, print }: Call): Promise<number> {
  const { describeFindings, runDoctor } = await loadOutreach();
  const findings = await runDoctor(store, tenantId);
  print({ tenantId, findings }, describeFindings(findings, language));
  return findings.some((finding) => finding.health === "fail") ? 1 : 0;
}

function describeImport({ counts, problems, moreProblems }: ImportResult, dryRun: boolean, language: Language): string {
  const text = importReport[language];
  if (counts === null) {
    const lines = problems.map((problem) => `${placeOf(problem)}  ${problem.sentence[language]}`);
    if (moreProblems > 0) lines.push(text.more(moreProblems));
    return [...lines, "", text.refused(problems.length + moreProblems)].join("\n");
  }
  const titles = Object.values(text.columns);
  const rows = Object.entries(counts).map(([file, count]) => {
    const cells = titles.map((title, index) => String(Object.values(count)[index]).padStart(title.length));
    return [text.files[file as keyof typeof text.files].padEnd(14), ...cells].join("  ");
  });
  const changes = Object.values(counts).map(({ created, changed, retired }) => created + changed + retired);
  const stored = changes.some((count) => count > 0) ? text.stored : text.nothingNew;
  return [["".padEnd(14), ...titles].join("  "), ...rows, "", dryRun ? text.dryRun : stored].join("\n");
}

/** `people.csv:12:upn`, which editors make a link of. */
function placeOf({ file, row, column }: Problem): string {
  return [file, row, column].filter((part) => part !== null).join(":");
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isForOperator = error instanceof UsageError || error instanceof ConfigError || error instanceof StoreUnusable;
  if (!isForOperator) throw error;
  console.error(error.message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
