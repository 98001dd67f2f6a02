import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { ConfigError, loadStoreConfig, type StoreConfig } from "./config.ts";
import { type Language, languages } from "./domain/vocabulary.ts";
import { openStore } from "./store/open-store.ts";
import { type Store, StoreUnusable } from "./store/store.ts";
import {
  type CommandName,
  commandHelp,
  commandMistakes,
  commandNames,
  commandShapes,
  type OptionName,
  optionNames,
  overviewHelp,
  sharedOptions,
} from "./text/command-help.ts";
import { dataCommandText } from "./text/data-commands.ts";

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

/** Both ways to run resolve to the exit code; each loads only what it needs. What it takes and says of itself is in text/command-help.ts. */
type Command = { run: (call: Call) => Promise<number> } | { runWithoutTenant: (typed: Typed) => Promise<number> };

const commands: Record<CommandName, Command> = {
  import: { run: async (call) => (await import("./cli-import.ts")).runImport(call, call.positionals[0] ?? "") },
  sync: { run: async (call) => (await import("./cli-sync.ts")).runSync(call) },
  tick: { run: tickOnce },
  doctor: { runWithoutTenant: doctor },
  export: { run: async (call) => (await loadData()).runExport(call, call.values.person ?? "") },
  erase: {
    run: async (call) => (await loadData()).runErase(call, call.values.person ?? "", (tell) => isAgreed(call, tell)),
  },
  backup: { runWithoutTenant: backup },
  copy: { runWithoutTenant: copy },
};

/** What was typed cannot be carried out; exit code 2. */
class UsageError extends Error {
  override name = "UsageError";
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: { type: "string" },
      to: { type: "string" },
      continue: { type: "boolean" },
      person: { type: "string" },
      "dry-run": { type: "boolean" },
      confirm: { type: "boolean" },
      yes: { type: "boolean" },
      all: { type: "boolean" },
      json: { type: "boolean" },
      language: { type: "string" },
      now: { type: "string" },
      tenant: { type: "string" },
      help: { type: "boolean" },
    } satisfies Record<OptionName, { type: "string" | "boolean" }>,
  });
}

async function main(args: string[]): Promise<number> {
  const language = languageIn(args);
  const { values, positionals } = readArguments(args, language);
  const mistakes = commandMistakes(language);
  if (!languages.some((known) => known === (values.language ?? language))) throw new UsageError(mistakes.language);
  const [first = "", ...rest] = positionals;
  const name = commandNames.find((known) => known === first);
  if (values.help) {
    console.log(name === undefined ? overviewHelp(language) : commandHelp(name, language));
    return 0;
  }
  if (name === undefined) {
    const mistake = first === "" ? mistakes.noCommand : mistakes.unknownCommand(first);
    throw new UsageError(`${mistake}\n\n${overviewHelp(language)}`);
  }
  checkShape(name, values, rest, language);
  const config = loadStoreConfig(process.env);
  const print = (data: unknown, text: string) => console.log(values.json ? JSON.stringify(data, null, 2) : text);
  return run(commands[name], { config, values, positionals: rest, language, print });
}

async function run(command: Command, typed: Typed): Promise<number> {
  if ("runWithoutTenant" in command) return command.runWithoutTenant(typed);
  const [tenantId, ...others] = tenantsIn(typed);
  if (tenantId === undefined || others.length > 0) throw new UsageError(commandMistakes(typed.language).tenant);
  if (command === commands.import) demandServed(tenantId, typed);
  const mustExist = command !== commands.import;
  return withStore(typed, (store) => command.run({ ...typed, store, tenantId }), mustExist);
}

/** A directory under an id that nobody is let in by would be stored and never seen. */
function demandServed(tenantId: string, { config, language }: Typed): void {
  const { noTenantId, notServed } = commandMistakes(language);
  if (config.tenants.includes(tenantId)) return;
  if (!z.guid().safeParse(tenantId).success) throw new UsageError(noTenantId(tenantId.slice(0, 60)));
  throw new UsageError(notServed(tenantId, config.tenants));
}

/** Only an import begins a database: any other command on a file that is not there has got its name wrong. */
async function withStore(typed: Typed, work: (store: Store) => Promise<number>, mustExist = true): Promise<number> {
  const store = await openStore(typed.config.store, { ...typed.config.options, mustExist });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** An option that a command does not take would be passed over in silence: `erase --dry-run` would erase. */
function checkShape(name: CommandName, values: Typed["values"], words: string[], language: Language): void {
  const mistakes = commandMistakes(language);
  const { words: wanted, options, required = [] } = commandShapes[name];
  const foreign = optionNames.find(
    (option) => values[option] !== undefined && !options.includes(option) && !sharedOptions.includes(option),
  );
  const mistake =
    foreign !== undefined
      ? mistakes.notTaken(foreign, name)
      : words.length === wanted.length
        ? null
        : mistakes.words(name);
  if (mistake !== null) throw new UsageError(`${mistake}\n\n${commandHelp(name, language)}`);
  const missing = required.find((option) => values[option] === undefined);
  // Before any store is opened: one that is not there would be the first thing that is said.
  if (missing !== undefined) throw new UsageError(missing === "person" ? mistakes.person : mistakes.places);
}

/** Looked for by hand, so that what cannot be read is said in the language that was asked for too. */
function languageIn(args: readonly string[]): Language {
  const given = args.flatMap(
    (arg, index) => /^--language(?:=(.*))?$/.exec(arg)?.[1] ?? (args[index - 1] === "--language" ? arg : []),
  );
  return languages.find((known) => given.includes(known)) ?? "da";
}

function tenantsIn({ config, values }: Typed): readonly string[] {
  return values.tenant === undefined ? config.tenants : [values.tenant.toLowerCase()];
}

async function copy(typed: Typed): Promise<number> {
  const { from = "", to = "" } = typed.values;
  const tenants = tenantsIn(typed);
  if (tenants.length === 0) throw new UsageError(commandMistakes(typed.language).noTenants);
  const { runCopy } = await loadData();
  return runCopy({ ...typed, from, to, tenants, goesOn: typed.values.continue === true });
}

async function backup(typed: Typed): Promise<number> {
  return (await loadData()).runBackup(typed, typed.positionals[0] ?? "");
}

/** `erase`: shows what it will do and asks, unless told not to. No answer is no. */
async function isAgreed({ values, language }: Typed, tell: () => Promise<string>): Promise<boolean> {
  // A program reads no plan, and what it prints ends in a log, which names nobody.
  if (values.yes) return true;
  if (values.json) throw new UsageError(commandMistakes(language).jsonAsks);
  console.log(`${await tell()}\n`);
  const { sure, yesWords } = dataCommandText[language];
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string>((resolve) => {
    lines.once("close", () => resolve(""));
    lines.question(sure, resolve);
  });
  lines.close();
  return yesWords.includes(answer.trim().toLowerCase());
}

function readArguments(args: string[], language: Language) {
  try {
    return parse(args);
  } catch (error) {
    const { unreadable } = commandMistakes(language);
    throw new UsageError(`${unreadable} ${error instanceof Error ? error.message : ""}\n\n${overviewHelp(language)}`);
  }
}

function loadData() {
  return import("./cli-data.ts");
}

/** Loads the bot's SDK, which takes longer than everything else together. */
function loadOutreach() {
  return import("./cli-outreach.ts");
}

/** `tick`: plans and sends until nothing is due; exit code 1 when something failed. */
async function tickOnce({ store, tenantId, values, language, print }: Call): Promise<number> {
  const now = values.now === undefined ? undefined : new Date(values.now);
  if (now !== undefined && Number.isNaN(now.getTime())) throw new UsageError(commandMistakes(language).now);
  const { describeTick, runTick } = await loadOutreach();
  const counts = await runTick(store, tenantId, now?.toISOString());
  print({ tenantId, ...counts }, describeTick(counts, language));
  return counts.failed > 0 ? 1 : 0;
}

/** `doctor`: exit code 1 when something keeps Ombord from working. */
async function doctor(typed: Typed): Promise<number> {
  const { values, language, print } = typed;
  const tenants = tenantsIn(typed);
  if (tenants.length === 0 || (tenants.length > 1 && !values.all)) {
    throw new UsageError(commandMistakes(language).tenantOrAll);
  }
  const { describeExamined, runDoctor } = await loadOutreach();
  return withStore(typed, async (store) => {
    const examined = await runDoctor(store, tenants);
    const { service } = examined;
    const everything = [...service, ...examined.tenants.flatMap(({ findings }) => findings)];
    const one = { tenantId: tenants[0], findings: everything };
    print(values.all ? examined : one, describeExamined(examined, language));
    return everything.some(({ health }) => health === "fail") ? 1 : 0;
  });
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isForOperator = error instanceof UsageError || error instanceof ConfigError || error instanceof StoreUnusable;
  const wantsJson = process.argv.includes("--json");
  if (!isForOperator && !wantsJson) throw error;
  // What a program reads says no more of what nobody foresaw than what it is called; the rest stands beside it.
  const [name, message] = isForOperator ? [error.name, error.message] : ["unexpected", errorName(error)];
  if (wantsJson) console.log(JSON.stringify({ error: name, message }, null, 2));
  console.error(isForOperator ? message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
