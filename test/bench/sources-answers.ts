import { copyFile, rm } from "node:fs/promises";
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
/** Whose files come in meanwhile. */
const imported = municipalities;
const teams = 210;
const connections = 16;
const answers = 2_400;
const warmUp = 1_000;

interface Asked {
  folder: string;
  rounds: number;
  short: boolean;
}

/**
 * Answers to the real service over HTTP, without and with a program that sends the files of a municipality of full size over and over, each time
 * with five other names, as an application does with the role `Ombord.Import`.
 */
export async function answersWhileImporting({ folder, rounds, short }: Asked): Promise<Figure[]> {
  const openId = await startOpenIdServer();
  const driver = startDriver();
  const week = weekOf(new Date().toISOString());
  const template = join(folder, "answers.db");
  await fill(template, week);
  const alone: number[] = [];
  const beside: number[] = [];
  const imports: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const file = join(folder, "answering.db");
      await copyFile(template, file);
      const all = numbers(municipalities + 1).map(tenantOf);
      const app = await startServer(
        "bot/main.ts",
        {
          ...{ BOT_APP_ID: appId, BOT_TENANT_ID: tenantOf(0), BOT_OPENID_METADATA: openId.channelMetadata },
          ...{ BOT_APP_SECRET: "not-a-secret", ALLOWED_TENANTS: all.join(" "), STORE: `sqlite:${file}` },
          ...{ ENTRA_AUTHORITY: openId.url },
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
      const importing = importOver(app, await programToken(openId));
      beside.push((await driver.run(app, load(size))).p99Ms);
      imports.push(...(await importing.stop()));
      await app.stop();
      await rm(file);
    }
  } finally {
    driver.stop();
    await openId.stop();
  }
  return [
    figure("sources", "p99 of an answer while importing; peer: while not", "ms", { ours: beside, peer: alone }, [
      "≤",
      1.2,
    ]),
    figure("sources", "an import meanwhile, from its sending to its answer", "ms", { ours: imports }),
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

function programToken(openId: Awaited<ReturnType<typeof startOpenIdServer>>): Promise<string> {
  const tid = tenantOf(imported);
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const iss = `${openId.url}/${tid}/v2.0`;
  return openId.sign({ aud: appId, iss, tid, oid: tid, ver: "2.0", exp, idtyp: "app", roles: ["Ombord.Import"] });
}

/** Sends one set of files after the other until it is stopped; resolves to how long each took. */
function importOver(app: MeasuredServer, token: string): { stop(): Promise<number[]> } {
  let isStopped = false;
  const took: number[] = [];
  async function send(): Promise<void> {
    for (let turn = 0; !isStopped || took.length === 0; turn++) {
      const started = performance.now();
      const body = JSON.stringify({ files: files(turn), dryRun: false });
      const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
      const response = await fetch(`${app.url}/api/admin/import`, { method: "POST", headers, body });
      const said = await response.text();
      if (!said.includes('"stored":true')) throw new Error(`${response.status} ${said.slice(0, 500)}`);
      took.push(performance.now() - started);
    }
  }
  const sending = send();
  return {
    async stop() {
      isStopped = true;
      await sending;
      return took;
    },
  };
}

/** 300 people with a role, 250 teams, 20 solutions, 2,000 rollouts; five teams are called otherwise each time. */
function files(turn: number): { name: string; base64: string }[] {
  const person = (n: number) => `00000000-0000-4000-8000-d${String(n).padStart(11, "0")}`;
  const rows: Record<string, string[]> = {
    areas: ["area_id;name;parent_area_id", ...numbers(60).map((n) => `a${n};Område ${n};`)],
    teams: ["team_id;name;area_id", ...numbers(250).map((n) => `t${n};Team ${n}${n < 5 ? ` ${turn}` : ""};a${n % 60}`)],
    people: ["entra_id;upn;name;language", ...numbers(300).map((n) => `${person(n)};p${n}@x.example;Person ${n};da`)],
    roles: ["entra_id;role;scope;from;to", ...numbers(250).map((n) => `${person(n % 210)};leader;t${n};;`)],
    solutions: [
      "solution_id;name;local_name;kind;phase;shared_records;replaces;expected_users;kitos_uuid",
      ...numbers(20).map((n) => `s${n};System ${n};;mainRoad;inUse;no;;;`),
    ],
    rollouts: [
      "solution_id;team_id;status;start;reason;review_on",
      ...numbers(2000).map((n) => `s${n % 20};t${(Math.floor(n / 20) * 3 + (n % 20)) % 250};inUse;;;`),
    ],
  };
  return Object.entries(rows).map(([name, lines]) => ({
    name: `${name}.csv`,
    base64: Buffer.from(lines.join("\n")).toString("base64"),
  }));
}
