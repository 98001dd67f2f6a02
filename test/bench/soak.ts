import { randomInt, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { weekOf } from "../../bot/domain/calendar.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { queryAll } from "../../bot/store/store.ts";
import { type FakeConnector, startFakeConnector } from "../support/fake-connector.ts";
import { conversationChange, roleChange } from "../support/leaders.ts";
import { type BenchOptions, type Figure, figure, median } from "./figure.ts";
import { answerInvoke } from "./invoke.ts";
import { commitAll, managerId, numbers, seed, solutionOf, teamOf, tenantOf } from "./seed.ts";
import { asInProduction, type MeasuredServer, startServer, type Usage } from "./server.ts";
import { type Ledger, lostFrom } from "./soak-ledger.ts";

const tenantId = tenantOf(0);
const week = weekOf(new Date().toISOString());
const teams = 210;
const workers = 8;
const reportPercent = 1;
/**
 * However fast the service is, no more than one of these in so much time: with what is flagged in answers, and sent again
 * because it was refused, the one navigator's chat stays within the 1,800 messages that Teams takes in an hour.
 */
const reportEveryMs = 4_000;
/** Its leaders have not been asked when the service starts. */
const askedTenant = tenantOf(1);
const asking = { reminder: null, checkInWeekday: 1, checkInHour: 0, quietWeeks: [] };
const navigator = managerId(0, 1);
const levels = ["routine", "mostly", "sometimes", "rarely", "notStarted"] as const;
/** What the connector does wrong, by the number of the request. */
const faults = [
  { nth: every(17), status: 429, retryAfter: "1" },
  { nth: every(23), status: 503 },
  { nth: every(31), drop: "before" as const },
  { nth: every(41), delayMs: 2_000 },
];

/** Teams waits this long for the answer to a press before it tells the person that something went wrong. */
const patienceMs = 5_000;

/**
 * Mixed traffic on the real service in local mode (no account, so no tokens): answers and corrections, barriers, the
 * board, the overview, and the service's own ticks, which also ask all the leaders of a second municipality; with a
 * connector that refuses, fails, drops and delays. Thirty minutes, or three.
 *
 * Memory is flat when the median of the last third of the run is at most 1.1 times that of the middle third, for what
 * is resident, and for the lowest that the heap comes down to within each minute, which is what is not garbage.
 */
export async function bench({ short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const file = join(folder, "soak.db");
  const connector = await startFakeConnector({ keepBodies: false });
  await fill(file, connector.url);
  const env = { OMBORD_MODE: "local", ALLOWED_TENANTS: `${tenantId},${askedTenant}`, STORE: `sqlite:${file}` };
  const server = await startServer("bot/main.ts", env, asInProduction);
  const ledger: Ledger = {
    levels: new Map(),
    flagged: new Set(),
    barriers: new Set(),
    done: {},
    wrong: [],
    nextReportMs: 0,
    slowestMs: 0,
  };
  const minutes = Number(process.env.SOAK_MINUTES ?? (short ? 3 : 30));
  const until = performance.now() + minutes * 60_000;
  const memory: Sample[] = [];
  try {
    connector.rules(faults);
    const sampling = sample(server, memory, until);
    await Promise.all(numbers(workers).map((worker) => work(server.url, connector, worker, until, ledger)));
    await sampling;
    connector.rules([]);
    const unsent = await atRest(file);
    await server.stop();
    const lost = await lostFrom(file, { tenantId, week }, ledger);
    const asked = await askedLeaders(file);
    console.log(
      `soak: ${JSON.stringify(ledger.done)}; wrong: ${ledger.wrong.slice(0, 5).join(" | ")}; lost: ${lost.slice(0, 5).join(" | ")}; left: ${unsent.slice(0, 5).join(" | ")}`,
    );
    const total = Object.values(ledger.done).reduce((sum, count) => sum + count, 0);
    return [
      figure("soak", `${minutes} min`, "things done", { ours: [total] }),
      figure("soak", `${minutes} min`, "errors that a user would see", { ours: [ledger.wrong.length] }, ["≤", 0]),
      figure("soak", `${minutes} min`, "acknowledged and lost", { ours: [lost.length] }, ["≤", 0]),
      figure("soak", `${minutes} min`, "messages failed or left over", { ours: [unsent.length] }, ["≤", 0]),
      figure("soak", `${minutes} min`, "leaders that ticks were to ask and did not", { ours: [teams - asked] }, [
        "≤",
        0,
      ]),
      figure("soak", `${minutes} min`, "ms, the slowest answer", { ours: [ledger.slowestMs] }, ["≤", patienceMs]),
      figure(
        "soak",
        `${minutes} min; peer: the middle third`,
        "MB resident, last third",
        thirds(memory, "rssMb"),
        flat,
      ),
      figure(
        "soak",
        `${minutes} min; peer: the middle third`,
        "MB of heap, last third",
        thirds(floors(memory), "heapMb"),
        flat,
      ),
    ];
  } finally {
    await connector.close();
    await rm(folder, { recursive: true });
  }
}

const flat = ["≤", 1.1] as const;

type Sample = Pick<Usage, "rssMb" | "heapMb">;

function thirds(samples: Sample[], what: keyof Sample): { ours: number[]; peer: number[] } {
  const values = samples.map((sample) => sample[what]);
  const third = Math.floor(values.length / 3);
  return { ours: [median(values.slice(-third))], peer: [median(values.slice(third, 2 * third))] };
}

/** The least of each stretch: a sixtieth of the run, but no less than the collector needs to come round. */
function floors(samples: Sample[]): Sample[] {
  const stretch = Math.max(10, Math.round(samples.length / 30));
  return numbers(Math.floor(samples.length / stretch)).map((n) => {
    const part = samples.slice(n * stretch, (n + 1) * stretch);
    return { rssMb: 0, heapMb: Math.min(...part.map(({ heapMb }) => heapMb)) };
  });
}

function every(step: number): number[] {
  return numbers(20_000).map((n) => (n + 1) * step);
}

async function fill(file: string, serviceUrl: string): Promise<void> {
  const store = openSqlite(file);
  await seed(store, {
    municipality: 0,
    teams,
    solutions: 4,
    week,
    history: 52,
    open: true,
    managers: 2,
    serviceUrl,
    settings: { reminder: null },
  });
  await seed(store, {
    municipality: 1,
    teams,
    solutions: 4,
    week,
    history: 52,
    open: false,
    serviceUrl,
    settings: asking,
  });
  await commitAll(store, tenantId, [
    roleChange({ personId: navigator, role: "navigator", scope: "*", from: null, to: null }),
    conversationChange(navigator, serviceUrl),
  ]);
  await store.close();
}

async function sample(server: MeasuredServer, memory: Sample[], until: number): Promise<void> {
  while (performance.now() < until) {
    memory.push(await server.usage());
    await wait(1_000);
  }
}

/** One worker has teams of its own, so that its ledger is exact. */
async function work(
  url: string,
  connector: FakeConnector,
  worker: number,
  until: number,
  ledger: Ledger,
): Promise<void> {
  const own = numbers(teams).filter((team) => team % workers === worker);
  while (performance.now() < until) {
    const team = own[randomInt(own.length)] ?? 0;
    const dice = randomInt(100);
    if (dice < 69) await answer(url, connector.url, team, ledger);
    else if (dice < 69 + reportPercent) await reportInTime(url, connector.url, team, ledger);
    else if (dice < 85) await look(url, "/api/barriers?limit=50", "chef-0-1", ledger, worker);
    else await look(url, "/api/adoption?weeks=12", "chef-0-0", ledger, worker);
    await wait(randomInt(150));
  }
}

/** Opens the form as *Ret svar* does, then sends other levels; now and then something is in the way. */
async function answer(url: string, serviceUrl: string, team: number, ledger: Ledger): Promise<void> {
  const form = await press(url, serviceUrl, team, "checkIn/correct", { week, team: teamOf(team) }, ledger);
  const sent = form?.actions?.find((action) => action.verb === "checkIn/send");
  if (sent === undefined) return;
  const chosen = numbers(4).map(() => levels[randomInt(levels.length)] ?? "mostly");
  const flag = randomInt(300) === 0 ? randomInt(4) : -1;
  const inputs = chosen.flatMap((level, s) => [
    [`level.${solutionOf(s)}`, level],
    [`trouble.${solutionOf(s)}`, String(s === flag)],
  ]);
  const card = await press(
    url,
    serviceUrl,
    team,
    "checkIn/send",
    { ...sent.data, ...Object.fromEntries(inputs) },
    ledger,
  );
  if (card === undefined) return;
  count(ledger, "answers");
  ledger.levels.set(team, chosen);
  if (flag >= 0) ledger.flagged.add(`${team} ${solutionOf(flag)}`);
}

async function reportInTime(url: string, serviceUrl: string, team: number, ledger: Ledger): Promise<void> {
  const now = performance.now();
  if (now < ledger.nextReportMs) return;
  ledger.nextReportMs = now + reportEveryMs;
  await report(url, serviceUrl, team, ledger);
}

async function report(url: string, serviceUrl: string, team: number, ledger: Ledger): Promise<void> {
  const form = randomUUID();
  const data = { team: teamOf(team), solution: solutionOf(randomInt(4)), form, fresh: true };
  if ((await press(url, serviceUrl, team, "barrier/report", data, ledger)) === undefined) return;
  count(ledger, "barriers");
  ledger.barriers.add(form);
}

interface ShownCard {
  actions?: { verb: string; data: Record<string, unknown> }[];
}

/** The card that takes the place of the pressed one; undefined, and in the ledger, when the person would see an error. */
async function press(
  url: string,
  serviceUrl: string,
  team: number,
  verb: string,
  data: unknown,
  ledger: Ledger,
): Promise<ShownCard | undefined> {
  const activity = JSON.parse(answerInvoke(0, team, week));
  activity.serviceUrl = serviceUrl;
  activity.value.action = { type: "Action.Execute", verb, data };
  try {
    const headers = { "content-type": "application/json" };
    const started = performance.now();
    const response = await fetch(`${url}/api/messages`, { method: "POST", headers, body: JSON.stringify(activity) });
    const text = await response.text();
    ledger.slowestMs = Math.max(ledger.slowestMs, performance.now() - started);
    const said = JSON.parse(text) as { statusCode?: number; value?: ShownCard };
    if (response.status === 200 && said.statusCode === 200 && !text.includes("⚠")) return said.value;
    ledger.wrong.push(`${verb} ${response.status} ${text.slice(0, 200)}`);
  } catch (error) {
    ledger.wrong.push(`${verb} ${String(error)}`);
  }
  return undefined;
}

let lastLook = 0;

/** The API lets one person ask five times a second; the driver keeps to that, as a person does. */
async function look(url: string, path: string, who: string, ledger: Ledger, worker: number): Promise<void> {
  if (performance.now() - lastLook < 300) return;
  lastLook = performance.now();
  const started = performance.now();
  const response = await fetch(url + path, { headers: { authorization: `Persona ${who}@kommune.example` } });
  const text = await response.text();
  ledger.slowestMs = Math.max(ledger.slowestMs, performance.now() - started);
  count(ledger, path.split("?")[0] ?? path);
  if (!response.ok) ledger.wrong.push(`${worker} ${path} ${response.status} ${text.slice(0, 200)}`);
}

function count(ledger: Ledger, what: string): void {
  ledger.done[what] = (ledger.done[what] ?? 0) + 1;
}

/** A navigator's chat takes sixty messages in half a minute, so what piled up needs a while; after this it is left over. */
const longestRestMs = 180_000;

/** Waits until everything is sent; what is not by then. */
async function atRest(file: string): Promise<string[]> {
  const until = performance.now() + longestRestMs;
  for (;;) {
    const unsent = [...(await unfinished(file, tenantId)), ...(await unfinished(file, askedTenant))];
    if (unsent.length === 0 || performance.now() > until) return unsent;
    await wait(2_000);
  }
}

/** The messages that are not where they should be when everything has come to rest. */
async function unfinished(file: string, tenant: string): Promise<string[]> {
  const store = openSqlite(file);
  const where = { state: ["pending", "sending", "failed"] };
  const left: string[] = [];
  for await (const { value } of queryAll(store, tenant, "message", { where })) {
    left.push(`${value.purpose} ${value.state} ${value.reason}`);
  }
  await store.close();
  return left;
}

/** How many of the second municipality's leaders have a card of this week. */
async function askedLeaders(file: string): Promise<number> {
  const store = openSqlite(file);
  const found = await Array.fromAsync(queryAll(store, askedTenant, "checkIn", { where: { week } }));
  await store.close();
  return found.filter(({ value }) => value.cards.length === 1).length;
}
