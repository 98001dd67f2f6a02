import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { weekOf } from "../../bot/domain/calendar.ts";
import { openSqlite } from "../../bot/store/sqlite.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { viewAdoption } from "../../bot/use-cases/view-adoption.ts";
import { type OpenIdServer, startOpenIdServer } from "../support/openid-server.ts";
import { type BenchOptions, type Figure, figure, median, percentile } from "./figure.ts";
import { answerInvoke, appId, channelToken } from "./invoke.ts";
import { managerId, numbers, seed, tenantOf } from "./seed.ts";
import { type MeasuredServer, startServer } from "./server.ts";

const solutions = 8;
const viewers = 50;
const week = weekOf(new Date().toISOString());

/** The overview of a whole municipality: what it reads, how history and size bear on it, and 50 people looking at once. */
export async function bench({ rounds, short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  try {
    const young = await fill(folder, "young", { teams: 210, history: 4 });
    const old = await fill(folder, "old", { teams: 210, history: 156 });
    const big = await fill(folder, "big", { teams: short ? 600 : 2_500, history: 52 });
    const views = short ? 20 : 60;
    const times = { young: [] as number[], old: [] as number[], big: [] as number[] };
    const read = { young: 0, old: 0, big: 0 };
    for (let round = 0; round < rounds; round++) {
      for (const [name, file, count] of [
        ["young", young, views],
        ["old", old, views],
        ["big", big, views / 10],
      ] as const) {
        const { ms, documents } = await look(file, count);
        times[name].push(ms);
        read[name] = documents;
      }
    }
    return [
      figure("overview", "210 teams, four weeks; peer: teams", "documents read", { ours: [read.young], peer: [210] }, [
        "≤",
        1.05,
      ]),
      figure("overview", "210 teams, three years; peer: teams", "documents read", { ours: [read.old], peer: [210] }, [
        "≤",
        1.05,
      ]),
      figure("overview", "three years; peer: four weeks", "ms a view", { ours: times.old, peer: times.young }, [
        "≤",
        1.1,
      ]),
      figure("overview", `${short ? 600 : 2_500} teams; peer: 210`, "ms a view", { ours: times.big, peer: times.old }, [
        "≤",
        12,
      ]),
      ...(await manyViewers(old, rounds, short)),
    ];
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

/** Twelve weeks, as the tab asks for them, in this process; the median of so many views and the documents of one. */
async function look(file: string, views: number): Promise<{ ms: number; documents: number }> {
  let documents = 0;
  const store = openSqlite(file, {
    onOperation: (operation) => {
      documents += operation.documents;
    },
  });
  const now = new Date().toISOString();
  const asked = { tenantId: tenantOf(0), personId: managerId(0), weekCount: 12 };
  async function view(): Promise<void> {
    const directory = await loadDirectory(store, asked.tenantId);
    JSON.stringify(await viewAdoption(store, directory, asked, now));
  }
  for (let warm = 0; warm < 5; warm++) await view();
  const times: number[] = [];
  for (let done = 0; done < views; done++) {
    documents = 0;
    const started = performance.now();
    await view();
    times.push(performance.now() - started);
  }
  await store.close();
  return { ms: median(times), documents };
}

/** In the real app as production runs it: every viewer looks once a second, evenly spread, and ten answers a second come in. */
async function manyViewers(file: string, rounds: number, short: boolean): Promise<Figure[]> {
  const openId = await startOpenIdServer();
  const server = await startServer("bot/main.ts", {
    BOT_APP_ID: appId,
    BOT_TENANT_ID: tenantOf(0),
    BOT_APP_SECRET: "not-a-secret",
    BOT_OPENID_METADATA: openId.channelMetadata,
    ENTRA_AUTHORITY: openId.url,
    STORE: `sqlite:${file}`,
  });
  try {
    const tokens = await Promise.all(numbers(viewers).map((viewer) => viewerToken(openId, viewer)));
    const answerer = await channelToken(openId);
    const seconds = short ? 4 : 12;
    let team = 0;
    const nextTeam = () => team++ % 210;
    await lookTogether(server, tokens, answerer, 3, nextTeam);
    const p99: number[] = [];
    const p50: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const times = await lookTogether(server, tokens, answerer, seconds, nextTeam);
      p99.push(percentile(times, 99));
      p50.push(percentile(times, 50));
    }
    return [
      figure("overview", "50 viewers a second, answers coming in", "ms p50", { ours: p50 }),
      figure("overview", "50 viewers a second, answers coming in", "ms p99", { ours: p99 }, ["≤", 25]),
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
): Promise<number[]> {
  const times: number[] = [];
  const work: Promise<void>[] = [];
  const started = performance.now();
  for (let look = 0; look < seconds * viewers; look++) {
    await wait(Math.max(0, started + (look * 1000) / viewers - performance.now()));
    work.push(view(server.url, tokens[look % viewers] ?? "", times));
    if (look % 5 === 0) work.push(answer(server.url, answerer, nextTeam()));
  }
  await Promise.all(work);
  return times;
}

async function view(url: string, token: string, times: number[]): Promise<void> {
  const started = performance.now();
  const response = await fetch(`${url}/api/adoption?weeks=12`, { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  times.push(performance.now() - started);
  if (!response.ok) throw new Error(`the overview answered ${response.status}`);
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
