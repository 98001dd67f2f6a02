import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { weekOf } from "../../bot/domain/calendar.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { type OpenIdServer, startOpenIdServer } from "../support/openid-server.ts";
import { type BenchOptions, type Figure, figure, median, percentile } from "./figure.ts";
import { answerInvoke, channelToken } from "./invoke.ts";
import type { LookKind, LookResult, LookWork } from "./overview.child.ts";
import { appId, managerId, numbers, seed, tenantOf } from "./seed.ts";
import { asInProduction, heapLimits, type MeasuredServer, startServer } from "./server.ts";

const solutions = 8;
const viewers = 50;
const week = weekOf(new Date().toISOString());

const kinds: readonly LookKind[] = ["first", "next"];
const titles: Record<LookKind, string> = { first: "a process's first look", next: "a look after an answer" };

/** The overview of a whole municipality: what it reads, how history and size bear on it, and 50 people looking at once. */
export async function bench({ rounds, short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const most = short ? 600 : 2_500;
  try {
    const files = {
      young: await fill(folder, "young", { teams: 210, history: 4 }),
      old: await fill(folder, "old", { teams: 210, history: 156 }),
      big: await fill(folder, "big", { teams: most, history: 156 }),
    };
    const figures = await historyAndSize(files, most, rounds, short ? 2 : 6);
    return [...figures, ...(await manyViewers(files.old, rounds, short))];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function fill(folder: string, name: string, size: { teams: number; history: number }): Promise<string> {
  const file = join(folder, `${name}.db`);
  const store = openSqlite(file);
  await seed(store, {
    municipality: 0,
    solutions,
    week,
    open: true,
    managers: viewers,
    settings: { reminder: null },
    ...size,
  });
  await store.close();
  return file;
}

const sizes = ["young", "old", "big"] as const;
type Size = (typeof sizes)[number];
/** Looks in a row, before another size has its turn. */
const inARow = { young: 10, old: 10, big: 3 };

/**
 * Each size in a process of its own, with the memory of the service, so that nobody's collector works for another. They take
 * turns; the first round is not counted, because Node is still compiling what is used often.
 */
async function historyAndSize(
  files: Record<Size, string>,
  most: number,
  rounds: number,
  turns: number,
): Promise<Figure[]> {
  const lookers = { young: startLooker(files.young), old: startLooker(files.old), big: startLooker(files.big) };
  try {
    const figures: Figure[] = [];
    for (const kind of kinds) {
      const ms: Record<Size, number[]> = { young: [], old: [], big: [] };
      const read = { young: 0, old: 0, big: 0 };
      for (let round = -1; round < rounds; round++) {
        const inRound = await lookInTurns(lookers, kind, turns);
        for (const size of sizes) {
          if (round >= 0) ms[size].push(median(inRound[size].map((one) => one.ms)));
          read[size] = inRound[size].at(-1)?.documents ?? Number.NaN;
        }
      }
      const compare = (what: string, unit: string, ours: number[], peer: number[], most: number) =>
        figure("overview", `${titles[kind]}, ${what}`, unit, { ours, peer }, ["≤", most]);
      figures.push(
        compare("four weeks; peer: 210 teams", "documents read", [read.young], [210], 1.05),
        compare("three years; peer: 210 teams", "documents read", [read.old], [210], 1.05),
        compare("three years; peer: four weeks", "ms", ms.old, ms.young, 1.1),
        compare(`${most} teams; peer: 210`, "ms", ms.big, ms.old, 12),
      );
    }
    return figures;
  } finally {
    for (const { stop } of Object.values(lookers)) await stop();
  }
}

async function lookInTurns(
  lookers: Record<Size, Looker>,
  kind: LookKind,
  turns: number,
): Promise<Record<Size, LookResult[]>> {
  const results: Record<Size, LookResult[]> = { young: [], old: [], big: [] };
  for (let turn = 0; turn < turns; turn++) {
    for (const size of turn % 2 === 0 ? sizes : sizes.toReversed()) {
      results[size].push(await lookers[size].look({ kind, looks: inARow[size] }));
    }
  }
  return results;
}

interface Looker {
  look(work: LookWork): Promise<LookResult>;
  stop(): Promise<void>;
}

function startLooker(file: string): Looker {
  const child = fork(new URL("./overview.child.ts", import.meta.url), [file], {
    execArgv: ["--disable-warning=ExperimentalWarning", ...heapLimits],
  });
  const ended = once(child, "exit");
  return {
    look: async (work) => {
      child.send(work);
      const [result] = await Promise.race([once(child, "message"), ended]);
      if (child.exitCode !== null) throw new Error(`the looker ended with ${child.exitCode}`);
      return result;
    },
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** In the real app as production runs it: every viewer looks once a second, evenly spread, and ten answers a second come in. */
async function manyViewers(file: string, rounds: number, short: boolean): Promise<Figure[]> {
  const openId = await startOpenIdServer();
  const env = {
    BOT_APP_ID: appId,
    BOT_TENANT_ID: tenantOf(0),
    BOT_APP_SECRET: "not-a-secret",
    BOT_OPENID_METADATA: openId.channelMetadata,
    ENTRA_AUTHORITY: openId.url,
    STORE: `sqlite:${file}`,
  };
  const server = await startServer("bot/main.ts", env, asInProduction);
  try {
    const tokens = await Promise.all(numbers(viewers).map((viewer) => viewerToken(openId, viewer)));
    const answerer = await channelToken(openId);
    const seconds = short ? 4 : 12;
    let team = 0;
    const nextTeam = () => team++ % 210;
    await lookTogether(server, tokens, answerer, 3, nextTeam);
    const p99: number[] = [];
    const p50: number[] = [];
    const cpu: number[] = [];
    const kilobytes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const before = await server.usage(profileOf(round));
      const { ms, bytes } = await lookTogether(server, tokens, answerer, seconds, nextTeam);
      const after = await server.usage();
      p99.push(percentile(ms, 99));
      p50.push(percentile(ms, 50));
      kilobytes.push(median(bytes) / 1024);
      cpu.push((after.userUs + after.systemUs - before.userUs - before.systemUs) / 10_000 / seconds);
    }
    const name = "50 looks a second, ten answers a second";
    return [
      figure("overview", name, "ms p50", { ours: p50 }),
      figure("overview", name, "ms p99", { ours: p99 }, ["≤", 25]),
      figure("overview", name, "% of one core", { ours: cpu }),
      figure("overview", name, "KB a look", { ours: kilobytes }),
    ];
  } finally {
    await server.stop();
    await openId.stop();
  }
}

async function lookTogether(
  server: MeasuredServer,
  tokens: string[],
  answerer: string,
  seconds: number,
  nextTeam: () => number,
): Promise<Looked> {
  const looked: Looked = { ms: [], bytes: [] };
  const work: Promise<void>[] = [];
  const started = performance.now();
  for (let look = 0; look < seconds * viewers; look++) {
    await wait(Math.max(0, started + (look * 1000) / viewers - performance.now()));
    work.push(view(server.url, tokens[look % viewers] ?? "", looked));
    if (look % 5 === 0) work.push(answer(server.url, answerer, nextTeam()));
  }
  await Promise.all(work);
  return looked;
}

/** With `BENCH_PROFILE=<folder>` a CPU profile of each round lies there afterwards. */
function profileOf(round: number): string | undefined {
  const folder = process.env.BENCH_PROFILE;
  return folder === undefined ? undefined : join(folder, `overview-${round}.cpuprofile`);
}

interface Looked {
  ms: number[];
  bytes: number[];
}

const agent = new Agent({ keepAlive: true });

/** As a browser asks that has nothing yet; unpacking it is not the service's time. */
async function view(url: string, token: string, looked: Looked): Promise<void> {
  const started = performance.now();
  const headers = { authorization: `Bearer ${token}`, "accept-encoding": "gzip" };
  const [response] = (await once(request(`${url}/api/adoption?weeks=12`, { agent, headers }).end(), "response")) as [
    IncomingMessage,
  ];
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  looked.ms.push(performance.now() - started);
  looked.bytes.push(bytes);
  if (response.statusCode !== 200) throw new Error(`the overview answered ${response.statusCode}`);
}

async function answer(url: string, token: string, team: number): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = answerInvoke(0, team, week);
  const response = await fetch(`${url}/api/messages`, { method: "POST", headers, body });
  const said = (await response.json()) as { statusCode?: number };
  if (said.statusCode !== 200) throw new Error(`an answer was answered ${response.status} ${said.statusCode}`);
}

function viewerToken(openId: OpenIdServer, viewer: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const who = { tid: tenantOf(0), oid: managerId(0, viewer), scp: "access_as_user", ver: "2.0" };
  return openId.sign({
    ...who,
    aud: appId,
    iss: `${openId.url}/${tenantOf(0)}/v2.0`,
    nbf: now - 60,
    exp: now + 36_000,
  });
}
