import { dirname, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { buildApp } from "../app.ts";
import { type Config, ConfigError, loadConfig, localTenant } from "../config.ts";
import { sourcesIn } from "../directory/sources/pull-sources.ts";
import { localDate } from "../domain/calendar.ts";
import type { Directory, Person } from "../domain/organisation.ts";
import { rolesOf } from "../domain/permissions.ts";
import { guardProcess } from "../guard-process.ts";
import { type Scheduler, startScheduler } from "../outreach/scheduler.ts";
import { openSqlite } from "../store/sqlite/sqlite.ts";
import { type Store, StoreUnusable } from "../store/store.ts";
import { createLog } from "../telemetry.ts";
import { da } from "../text/da/bot.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { CannotStart, checkBeforeStart } from "./before-start.ts";
import { type DemoName, demoNames, loadDemo } from "./load-demo.ts";
import { type Playground, startPlayground } from "./playground.ts";
import { storvigSources } from "./storvig/sources.ts";

// npm start [-- --demo stor] [-- --as <upn>]…: the service, the tab and an Agents Playground per person, as one process group.

type LocalConfig = Extract<Config, { mode: "local" }>;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const clock = () => new Date();
/** Often enough that a change shows while one is looking. */
const tickEveryMs = 2_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { as: { type: "string", multiple: true, default: [] }, demo: { type: "string", default: "lille" } },
  });
  const demo = demoCalled(values.demo);
  const config = loadConfig({ LOG_LEVEL: "warn", ...process.env, OMBORD_MODE: "local" });
  if (config.mode !== "local") return;
  const file = databaseFile(config, demo);
  const ports = Math.max(values.as.length, 1);
  await checkBeforeStart([
    { setting: "PORT", port: config.port },
    ...Array.from({ length: ports }, (_, index) => ({
      setting: "PLAYGROUND_PORT",
      port: config.playgroundPort + index,
    })),
  ]);
  const stopped = new Promise<"stopped">((done) => {
    for (const signal of signals) process.once(signal, () => done("stopped"));
  });
  await loadDemo(file, config.tenants[0] ?? localTenant, clock().toISOString(), demo);
  const store = openSqlite(file);
  try {
    await run(config, { file, store, demo, names: values.as, stopped });
  } finally {
    await store.close();
  }
}

interface Running {
  file: string;
  store: Store;
  demo: DemoName;
  names: string[];
  stopped: Promise<"stopped">;
}

async function run(config: LocalConfig, { file, store, demo, names, stopped }: Running) {
  const directory = await loadDirectory(store, config.tenants[0] ?? localTenant);
  if (directory.people.size === 0) {
    throw new CannotStart(
      `The database ${file} holds no municipality for npm start: let STORE name a new file, where the demo is made.`,
    );
  }
  const people = names.map((name) => personCalled(directory, name));
  const log = createLog(config.logLevel);
  const isAlone = sourcesIn(config.sources).length === 0;
  const sources = demo === "stor" && isAlone ? { sources: storvigSources(store, clock) } : {};
  const app = buildApp({ config, store, clock, log, ...sources });
  const playgrounds: Playground[] = [];
  let scheduler: Scheduler | undefined;
  try {
    const { port } = await app.listen();
    const running = startScheduler(app.outreach, config.tenants, tickEveryMs);
    scheduler = running;
    guardProcess(log, async () => {
      for (const playground of playgrounds) playground.stop();
      await Promise.all([running.stop(), app.close()]);
    });
    for (const [index, person] of (people.length > 0 ? people : [undefined]).entries()) {
      const botUrl = `http://127.0.0.1:${port}/api/messages`;
      playgrounds.push(await startPlayground(config.playgroundPort + index, botUrl, dirname(file), person));
    }
    welcome(directory, playgrounds, port, file);
    await Promise.race([stopped, ...playgrounds.map(({ ended }) => ended)]);
    // Ctrl-C reaches the Playground too, and it may be the first to end.
    if ((await Promise.race([stopped, wait(250)])) === "stopped") return;
    throw new CannotStart("The Agents Playground ended by itself, so everything was stopped: run npm start again.");
  } finally {
    for (const playground of playgrounds) playground.stop();
    await Promise.all([scheduler?.stop(), app.close()]);
  }
}

function demoCalled(name: string): DemoName {
  const found = demoNames.find((one) => one === name);
  if (found !== undefined) return found;
  throw new CannotStart(`There is no demo called ${name}: leave --demo out, or choose one of ${demoNames.join(", ")}.`);
}

/** Each demo has a file of its own, the large one beside the small. */
function databaseFile({ store }: LocalConfig, demo: DemoName): string {
  const [, file] = /^sqlite:(.+)$/.exec(store) ?? [];
  if (file === undefined)
    throw new CannotStart("npm start keeps its data in SQLite: set STORE to sqlite:<file>, or leave it out.");
  return resolve(demo === "lille" ? file : file.replace(/(\.[^./\\]*)?$/, (ending) => `-${demo}${ending}`));
}

/** By user principal name, or the part before the @. */
function personCalled(directory: Directory, name: string): Person {
  const wanted = name.toLowerCase();
  for (const person of directory.people.values()) {
    const upn = person.upn.toLowerCase();
    if (!person.retired && (upn === wanted || upn.split("@")[0] === wanted)) return person;
  }
  throw new CannotStart(`The directory has nobody called ${name}: use a upn from people.csv, such as mette.holm.`);
}

function welcome(directory: Directory, playgrounds: Playground[], port: number, file: string): void {
  const chats = playgrounds.map(({ url, personId }) => `  Chat    ${url}  som ${describe(directory, personId)}`);
  process.stdout.write(
    `${[
      "",
      `Ombord kører for ${directory.settings.name}. Åbn i en browser:`,
      "",
      ...chats,
      `  Fane    http://127.0.0.1:${port}/tab/  vælg selv, hvem du er`,
      "",
      `Alt gemmes i ${file}. Stop med Ctrl-C.`,
    ].join("\n")}\n`,
  );
}

function describe(directory: Directory, personId: string): string {
  const person = directory.people.get(personId);
  const held = rolesOf(directory, personId, localDate(new Date().toISOString()));
  const role = held[0]?.role;
  if (!person || !role) return person?.name ?? personId;
  const places = held
    .filter((each) => each.role === role)
    .map(
      ({ scope }) => directory.teams.get(scope)?.name ?? directory.areas.get(scope)?.name ?? directory.settings.name,
    );
  return `${person.name}, ${da.role[role].toLowerCase()} i ${places.join(" og ")}`;
}

function isForOperator(error: unknown): error is Error {
  if (error instanceof CannotStart || error instanceof ConfigError || error instanceof StoreUnusable) return true;
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

try {
  await main();
} catch (error) {
  if (!isForOperator(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
