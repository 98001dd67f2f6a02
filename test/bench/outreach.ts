import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import type { Received } from "../support/fake-connector.ts";
import { type BenchOptions, type Figure, figure } from "./figure.ts";
import type { OutreachWork, SendingResult, SendingWork } from "./outreach.child.ts";
import { numbers, seed, tenantOf } from "./seed.ts";
import { heapLimits } from "./server.ts";

const week = "2026-W47";
/** Monday of that week, five minutes after check-ins go out. */
const now = "2026-11-16T08:05:00.000Z";
const latencyMs = 40;
/** So many that the peer never waits for the latency alone. */
const atOnce = 256;
/** So many as the known floor was measured with: 1,600 a second at most, whatever the machine. */
const floorAtOnce = 64;
const perSecond = 50;

/**
 * A week's check-ins of every municipality in Denmark at once, from planning to the record of the last one, through the
 * real dispatcher; against loops of undici's `fetch` that send the same bytes, 256 and 64 at once, and a loop of the client
 * that ours uses.
 * Then one municipality with 2,500 leaders.
 */
export async function bench({ rounds, short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const connector = await startConnector();
  try {
    const body = await sampleBody(join(folder, "sample.db"));
    const many = { municipalities: short ? 20 : 98, teams: short ? 60 : 210 };
    const template = join(folder, "many.db");
    await fill(template, connector.url, many.municipalities, many.teams);
    const ours: SendingResult[] = [];
    const peer: SendingResult[] = [];
    const floor: SendingResult[] = [];
    const sameClient: SendingResult[] = [];
    const peers = [
      { results: peer, client: "fetch", atOnce },
      { results: floor, client: "fetch", atOnce: floorAtOnce },
      { results: sameClient, client: "ours", atOnce },
    ] as const;
    const busiest: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const file = join(folder, `${round}.db`);
      await copyFile(template, file);
      await connector.forget();
      ours.push(await work({ file, now, tenants: numbers(many.municipalities).map(tenantOf) }));
      busiest.push(busiestSecond(await connector.received()));
      const conversations = many.municipalities * many.teams;
      for (const { results, client, atOnce } of peers) {
        await connector.forget();
        results.push(await work({ serviceUrl: connector.url, conversations, atOnce, body, client }));
      }
      await rm(file);
      for (const { sent } of [ours, peer, floor, sameClient].flatMap((results) => results.at(-1) ?? [])) {
        if (sent !== conversations) throw new Error(`${sent} of ${conversations} were sent`);
      }
    }
    const size = `${many.municipalities} × ${many.teams}`;
    const one = await oneMunicipality(join(folder, "one.db"), connector, short ? 300 : 2_500);
    const same = manyFigures(`${size}; peer: ours' client`, ours, sameClient).map((one) => ({
      ...one,
      wanted: null,
      met: null,
    }));
    return [
      ...manyFigures(size, ours, peer),
      ...memoryAndLimit(size, ours, busiest),
      ...manyFigures(`${size}; peer: ${floorAtOnce} at once`, ours, floor),
      ...same,
      ...one,
    ];
  } finally {
    connector.stop();
    await rm(folder, { recursive: true });
  }
}

function manyFigures(size: string, ours: SendingResult[], peer: SendingResult[]): Figure[] {
  const both = (value: (one: SendingResult) => number) => ({ ours: ours.map(value), peer: peer.map(value) });
  return [
    figure(
      "outreach",
      size,
      "sends/s",
      both(({ sent, ms }) => (sent / ms) * 1000),
      ["≥", 0.6],
    ),
    figure(
      "outreach",
      size,
      "user CPU µs/send",
      both(({ sent, userUs }) => userUs / sent),
    ),
  ];
}

function memoryAndLimit(size: string, ours: SendingResult[], busiest: number[]): Figure[] {
  return [
    figure("outreach", size, "MB at the peak", { ours: ours.map(({ peakMb }) => peakMb) }, ["≤", 400]),
    figure("outreach", size, "most sends in any second, one tenant", { ours: busiest }, ["≤", perSecond]),
  ];
}

/** The bytes of one message as ours sends it, for the peer. */
async function sampleBody(file: string): Promise<string> {
  const connector = await startConnector([]);
  await fill(file, connector.url, 1, 1);
  await work({ file, now, tenants: [tenantOf(0)] });
  const [message] = await connector.received();
  connector.stop();
  return JSON.stringify(message?.body);
}

/** Once: it takes a minute by design. */
async function oneMunicipality(file: string, connector: Connector, teams: number): Promise<Figure[]> {
  await fill(file, connector.url, 1, teams);
  await connector.forget();
  const { ms, sent } = await work({ file, now, tenants: [tenantOf(0)] });
  if (sent !== teams) throw new Error(`${sent} of ${teams} were sent`);
  // 65 s for 2,500: what leaders are asked to wait for a pace that is simple.
  const allowedMs = teams * 26;
  const name = `one municipality of ${teams}`;
  const busiest = busiestSecond(await connector.received());
  return [
    figure("outreach", name, "ms; peer: the limit", { ours: [ms], peer: [allowedMs] }, ["≤", 1]),
    figure("outreach", name, "most sends in any second", { ours: [busiest] }, ["≤", perSecond]),
  ];
}

async function fill(file: string, serviceUrl: string, municipalities: number, teams: number): Promise<void> {
  const store = openSqlite(file);
  for (const municipality of numbers(municipalities)) {
    await seed(store, { municipality, teams, solutions: 4, week, history: 26, open: false, serviceUrl });
  }
  await store.close();
}

/** The most that left for one tenant within any second. A leader's id names the municipality. */
function busiestSecond(received: readonly Pick<Received, "at" | "conversationId">[]): number {
  const byTenant = Map.groupBy(received, ({ conversationId }) => conversationId.split("-")[1]);
  let most = 0;
  for (const entries of byTenant.values()) {
    const times = entries.map(({ at }) => at).sort((a, b) => a - b);
    let first = 0;
    for (const [index, at] of times.entries()) {
      while (at - (times[first] ?? at) >= 1000) first += 1;
      most = Math.max(most, index - first + 1);
    }
  }
  return most;
}

async function work(asked: OutreachWork | SendingWork): Promise<SendingResult> {
  const child = fork(new URL("./outreach.child.ts", import.meta.url), {
    execArgv: ["--disable-warning=ExperimentalWarning", ...heapLimits],
  });
  const ended = once(child, "exit").then(() => Promise.reject(new Error("the process ended early")));
  const stop = () => void child.kill();
  process.once("exit", stop);
  child.send(asked);
  const [result] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => {});
  process.off("exit", stop);
  stop();
  return result as SendingResult;
}

interface Connector {
  url: string;
  received(): Promise<Received[]>;
  forget(): Promise<void>;
  stop(): void;
}

/** The fake Bot Connector in a process of its own, which answers after 40 ms. */
async function startConnector(options = ["--no-bodies"]): Promise<Connector> {
  const child = fork(new URL("../support/fake-connector.ts", import.meta.url), options, {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (child.stdout === null) throw new Error("the connector has no output");
  const [port] = await once(child.stdout, "data");
  const url = `http://127.0.0.1:${String(port).trim()}`;
  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${url}/_control${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const received = async () => (await (await control("GET", "/received")).json()) as Received[];
  return {
    url,
    received,
    async forget() {
      await control("DELETE", "");
      await control("PUT", "/rules", [{ delayMs: latencyMs }]);
    },
    stop: () => child.kill(),
  };
}
