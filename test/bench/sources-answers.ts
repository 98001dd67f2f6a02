import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { weekOf } from "../../bot/domain/calendar.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { startOpenIdServer } from "../support/openid-server.ts";
import { startDriver } from "./drive.ts";
import { type Figure, figure } from "./figure.ts";
import { answerInvoke, channelToken } from "./invoke.ts";
import { appId, numbers, seed, tenantOf } from "./seed.ts";
import { asInProduction, type MeasuredServer, startServer } from "./server.ts";

const municipalities = 30;
/** Whose files come in meanwhile, and whose sources are read. */
const imported = municipalities;
const synced = municipalities + 1;
const teams = 210;
const connections = 16;
/** Each team answers once in a round, also to the requests that warm up. */
const answers = 1_700;
const warmUp = 1_000;

interface Asked {
  folder: string;
  rounds: number;
  short: boolean;
}

/**
 * Answers to the real service over HTTP, without and with a program that sends the files of a municipality of full size over and over, each time
 * with five other names, as an application does with the role `Ombord.Import`; and while the sources of another are read over and over, each
 * night with five other names. That is harsher than the truth: a municipality has one night in 24 hours, which is over in a second, and an
 * import now and then. Taken over hours, p99 would not know of either; here every answer is given beside one.
 */
export async function answersWhileImporting({ folder, rounds, short }: Asked): Promise<Figure[]> {
  const openId = await startOpenIdServer();
  const driver = startDriver();
  const week = weekOf(new Date().toISOString());
  const template = join(folder, "answers.db");
  await fill(template, week);
  const alone: number[] = [];
  const beside: number[] = [];
  const night: number[] = [];
  const imports: number[] = [];
  const nights: number[] = [];
  const sources = fork(new URL("./sources-server.child.ts", import.meta.url), ["every"], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [port] = (await once(sources, "message")) as [number];
  const ids = join(folder, "ids.csv");
  await writeFile(
    ids,
    ["userId;entra_id;upn", ...numbers(5500).map((n) => `U${n};${personOf(n)};p${n}@x.example`)].join("\n"),
  );
  try {
    for (let round = 0; round < rounds; round++) {
      const file = join(folder, "answering.db");
      await copyFile(template, file);
      const all = numbers(municipalities + 2).map(tenantOf);
      const app = await startServer(
        "bot/main.ts",
        {
          ...{ BOT_APP_ID: appId, BOT_TENANT_ID: tenantOf(0), BOT_OPENID_METADATA: openId.channelMetadata },
          ...{ BOT_APP_SECRET: "not-a-secret", ALLOWED_TENANTS: all.join(" "), STORE: `sqlite:${file}` },
          ...{ ENTRA_AUTHORITY: openId.url, SYNC_TENANT: tenantOf(synced), ENTRA_IDS: ids },
          ...{ SYNC_HOUR: String((new Date().getUTCHours() + 12) % 24) },
          ...{ ROLLEKATALOG_URL: `http://127.0.0.1:${port}`, ROLLEKATALOG_KEY: "k" },
          ...{ KITOS_URL: `http://127.0.0.1:${port}`, KITOS_EMAIL: "a", KITOS_PASSWORD: "b" },
        },
        asInProduction,
      );
      let next = 0;
      const authorization = `Bearer ${await channelToken(openId)}`;
      const load = (count: number) => ({
        ...{ method: "POST" as const, connections, headers: { authorization }, expected: '"statusCode":200' },
        requests: numbers(count).map(() => {
          const index = next++;
          return answerInvoke(index % municipalities, Math.floor(index / municipalities), week);
        }),
      });
      const size = short ? 600 : answers;
      await driver.run(app, load(short ? 300 : warmUp));
      await wait(500);
      alone.push((await driver.run(app, load(size))).p99Ms);
      const program = await tokenFor(openId, imported, { idtyp: "app", roles: ["Ombord.Import"] });
      const importing = over((turn) =>
        call(app, program, "POST import", { files: files(turn), dryRun: false }, '"stored":true'),
      );
      beside.push((await driver.run(app, load(size))).p99Ms);
      imports.push(...(await importing.stop()));
      const admin = await administrator(app, openId);
      await wait(500);
      const syncing = over(() => call(app, admin, "POST sources/run", {}, '"outcome":"stored"'));
      night.push((await driver.run(app, load(size))).p99Ms);
      nights.push(...(await syncing.stop()));
      await app.stop();
      await rm(file);
    }
  } finally {
    driver.stop();
    sources.kill();
    await openId.stop();
  }
  return [
    figure("sources", "p99 of an answer while importing; peer: while not", "ms", { ours: beside, peer: alone }, [
      "≤",
      1.2,
    ]),
    figure("sources", "an import meanwhile, from its sending to its answer", "ms", { ours: imports }),
    figure("sources", "p99 of an answer while sources are read; peer: while not", "ms", { ours: night, peer: alone }, [
      "≤",
      1.2,
    ]),
    figure("sources", "a night meanwhile, with its sources", "ms", { ours: nights }),
  ];
}

async function fill(file: string, week: string): Promise<void> {
  const store = openSqlite(file);
  for (const municipality of numbers(municipalities))
    await seed(store, {
      municipality,
      teams,
      solutions: 4,
      week,
      history: 52,
      open: true,
      settings: { reminder: null },
    });
  await store.close();
}

function tokenFor(
  openId: Awaited<ReturnType<typeof startOpenIdServer>>,
  municipality: number,
  claims: Record<string, unknown>,
): Promise<string> {
  const tid = tenantOf(municipality);
  const exp = Math.floor(Date.now() / 1000) + 3600;
  return openId.sign({ aud: appId, iss: `${openId.url}/${tid}/v2.0`, tid, oid: tid, ver: "2.0", exp, ...claims });
}

async function call(app: MeasuredServer, token: string, what: string, body: unknown, wanted: string): Promise<void> {
  const [method = "", path = ""] = what.split(" ");
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const response = await fetch(`${app.url}/api/admin/${path}`, { method, headers, body: JSON.stringify(body) });
  const said = await response.text();
  if (!said.includes(wanted)) throw new Error(`${what}: ${response.status} ${said.slice(0, 500)}`);
}

/** A municipality with an administrator alone, who chooses what a municipality of full size would; returns their token. */
async function administrator(
  app: MeasuredServer,
  openId: Awaited<ReturnType<typeof startOpenIdServer>>,
): Promise<string> {
  const oid = tenantOf(999);
  const rows = {
    people: ["entra_id;upn;name;language", `${oid};admin@x.example;Admin;da`],
    roles: ["entra_id;role;scope;from;to", `${oid};admin;*;;`],
  };
  const program = await tokenFor(openId, synced, { idtyp: "app", roles: ["Ombord.Import"] });
  await call(app, program, "POST import", { files: filesOf(rows), dryRun: false }, '"stored":true');
  const token = await tokenFor(openId, synced, { oid, scp: "access_as_user" });
  const id = (kind: string, n: number) => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, "0")}`;
  const choice = {
    teams: numbers(250).map((n) => id("b", n)),
    solutions: numbers(20).map((n) => ({ id: id("4", n), isBelow: false })),
    ...{ people: {}, units: {}, unitIds: {}, solutionIds: {} },
  };
  await call(app, token, "PUT sources", choice, '"sources":["rollekatalog"');
  await call(app, token, "POST sources/run", {}, '"outcome":"stored"');
  return token;
}

/** Does one after the other until it is stopped; resolves to how long each took. */
function over(once: (turn: number) => Promise<void>): { stop(): Promise<number[]> } {
  let isStopped = false;
  const took: number[] = [];
  async function go(): Promise<void> {
    for (let turn = 0; !isStopped || took.length === 0; turn++) {
      const started = performance.now();
      await once(turn);
      took.push(performance.now() - started);
    }
  }
  const going = go();
  return {
    async stop() {
      isStopped = true;
      await going;
      return took;
    },
  };
}

const personOf = (n: number) => `00000000-0000-4000-8000-d${String(n).padStart(11, "0")}`;

/** 300 people with a role, 250 teams, 20 solutions, 2,000 rollouts; five teams are called otherwise each time. */
function files(turn: number): { name: string; base64: string }[] {
  return filesOf({
    areas: ["area_id;name;parent_area_id", ...numbers(60).map((n) => `a${n};Område ${n};`)],
    teams: ["team_id;name;area_id", ...numbers(250).map((n) => `t${n};Team ${n}${n < 5 ? ` ${turn}` : ""};a${n % 60}`)],
    people: ["entra_id;upn;name;language", ...numbers(300).map((n) => `${personOf(n)};p${n}@x.example;Person ${n};da`)],
    roles: ["entra_id;role;scope;from;to", ...numbers(250).map((n) => `${personOf(n % 210)};leader;t${n};;`)],
    solutions: [
      "solution_id;name;local_name;kind;phase;shared_records;replaces;expected_users;kitos_uuid",
      ...numbers(20).map((n) => `s${n};System ${n};;mainRoad;inUse;no;;;`),
    ],
    rollouts: [
      "solution_id;team_id;status;start;reason;review_on",
      ...numbers(2000).map((n) => `s${n % 20};t${(Math.floor(n / 20) * 3 + (n % 20)) % 250};inUse;;;`),
    ],
  });
}

function filesOf(rows: Record<string, string[]>): { name: string; base64: string }[] {
  return Object.entries(rows).map(([name, lines]) => ({
    name: `${name}.csv`,
    base64: Buffer.from(lines.join("\n")).toString("base64"),
  }));
}
