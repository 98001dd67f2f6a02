import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { weekOf } from "../../bot/domain/calendar.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { startOpenIdServer } from "../support/openid-server.ts";
import { type Driver, type Measured, startDriver } from "./drive.ts";
import { type BenchOptions, type Figure, figure, type Wanted } from "./figure.ts";
import { answerInvoke, channelToken } from "./invoke.ts";
import { appId, numbers, seed, tenantOf } from "./seed.ts";
import { asInProduction, type MeasuredServer, startServer } from "./server.ts";

const municipalities = 98;
const teams = 210;
/** Connections, and how many answers are measured over them. */
const levels = { 1: 1_200, 16: 6_000, 64: 6_000 };
const warmUp = 3_000;

const wanted: Record<string, Record<string, Wanted>> = {
  "1": {},
  "16": { perSecond: ["≥", 1.5], cpuUs: ["≤", 0.6], p99Ms: ["≤", 0.6] },
  "64": { perSecond: ["≥", 1.5], cpuUs: ["≤", 0.6], p99Ms: ["≤", 0.6] },
};
const units = { perSecond: "answers/s", cpuUs: "user CPU µs/answer", p50Ms: "ms p50", p99Ms: "ms p99" } as const;

/** What each server of a round measured, by number of connections; and its peak memory. */
interface Round {
  measured: Record<string, Measured>;
  peakMb: number;
}

/**
 * Answering a check-in in the real app as production runs it, against a bare authenticated echo: same driver, same bytes.
 * Every round starts both servers anew, ours on a fresh copy of a store with 98 municipalities of 210 teams.
 */
export async function bench({ rounds, short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const openId = await startOpenIdServer();
  const driver = startDriver();
  const week = weekOf(new Date().toISOString());
  const template = join(folder, "template.db");
  await fill(template, week, short ? 30 : municipalities);
  const token = await channelToken(openId);
  const env = { BOT_APP_ID: appId, BOT_TENANT_ID: tenantOf(0), BOT_OPENID_METADATA: openId.channelMetadata };
  const ours: Round[] = [];
  const peer: Round[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const file = join(folder, `${round}.db`);
      await copyFile(template, file);
      const all = numbers(municipalities).map(tenantOf).join(" ");
      const own = { BOT_APP_SECRET: "not-a-secret", ALLOWED_TENANTS: all, STORE: `sqlite:${file}` };
      const app = await startServer("bot/main.ts", { ...env, ...own }, asInProduction);
      const echo = await startServer("test/bench/echo-server.ts", env);
      const pair = await measure(driver, [app, echo], { week, token, scale: short ? 0.25 : 1 });
      ours.push(pair[0]);
      peer.push(pair[1]);
      await Promise.all([app.stop(), echo.stop()]);
      await rm(file);
    }
  } finally {
    driver.stop();
    await openId.stop();
    await rm(folder, { recursive: true });
  }
  return figures(ours, peer);
}

/** With BENCH_PROFILE=<folder> every measurement leaves a CPU profile there; the numbers are then worth nothing. */
function profileOf(which: 0 | 1, connections: string): string | undefined {
  const folder = process.env.BENCH_PROFILE;
  return folder && join(folder, `answer-${which === 0 ? "ours" : "peer"}-${connections}.cpuprofile`);
}

async function fill(file: string, week: string, count: number): Promise<void> {
  const store = openSqlite(file);
  // Nobody is reminded on a Thursday while this measures something else.
  const settings = { reminder: null };
  for (const municipality of numbers(count)) {
    await seed(store, { municipality, teams, solutions: 4, week, history: 52, open: true, settings });
  }
  await store.close();
}

/** Every answer is to a check-in that nobody has answered yet, the municipalities taking turns. */
async function measure(
  driver: Driver,
  servers: readonly [MeasuredServer, MeasuredServer],
  { week, token, scale }: { week: string; token: string; scale: number },
): Promise<[Round, Round]> {
  const count = scale < 1 ? 30 : municipalities;
  let next = 0;
  const bodies = (size: number) =>
    numbers(Math.round(size * scale)).map(() => {
      const index = next++;
      return answerInvoke(index % count, Math.floor(index / count), week);
    });
  const load = (connections: number, requests: string[]) => ({
    method: "POST" as const,
    connections,
    headers: { authorization: `Bearer ${token}` },
    requests,
    expected: '"statusCode":200',
  });
  const rounds: [Round, Round] = [
    { measured: {}, peakMb: 0 },
    { measured: {}, peakMb: 0 },
  ];
  const warm = load(16, bodies(warmUp));
  for (const server of servers) {
    await untilIdle(server);
    await driver.run(server, warm);
  }
  for (const [connections, size] of Object.entries(levels)) {
    const requests = load(Number(connections), bodies(size));
    for (const which of [0, 1] as const)
      rounds[which].measured[connections] = await driver.run(servers[which], requests, profileOf(which, connections));
  }
  for (const which of [0, 1] as const) rounds[which].peakMb = (await servers[which].usage()).peakMb;
  return rounds;
}

/** What a process does when it starts is measured by `start`. */
async function untilIdle(server: MeasuredServer): Promise<void> {
  const windowMs = 500;
  for (let before = await server.usage(); ; ) {
    await wait(windowMs);
    const after = await server.usage();
    if ((after.userUs - before.userUs) / 1000 < windowMs / 20) return;
    before = after;
  }
}

function figures(ours: Round[], peer: Round[]): Figure[] {
  const list: Figure[] = [];
  for (const connections of Object.keys(levels)) {
    for (const [what, unit] of Object.entries(units) as [keyof typeof units, string][]) {
      const of = (rounds: Round[]) => rounds.map((round) => round.measured[connections]?.[what] ?? Number.NaN);
      list.push(
        figure(
          "answer",
          `${connections} connections`,
          unit,
          { ours: of(ours), peer: of(peer) },
          wanted[connections]?.[what],
        ),
      );
    }
  }
  const peaks = { ours: ours.map(({ peakMb }) => peakMb), peer: peer.map(({ peakMb }) => peakMb) };
  return [...list, figure("answer", "whole run", "MB at the peak", peaks, ["≤", 1.2])];
}
