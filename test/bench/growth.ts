import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { newBarrier } from "../../bot/domain/barrier.ts";
import { addWeeks, weekOf } from "../../bot/domain/calendar.ts";
import { newCheckIn } from "../../bot/domain/check-in.ts";
import { checkInPurposes } from "../../bot/outreach/check-in-messages.ts";
import { createOutreach } from "../../bot/outreach/outreach.ts";
import { renderCheckIns } from "../../bot/outreach/render.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { keys } from "../../bot/store/documents.ts";
import { openSqlite } from "../../bot/store/sqlite.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { silentLog } from "../../bot/telemetry.ts";
import { answerCheckIn } from "../../bot/use-cases/answer-check-in.ts";
import { audit } from "../../bot/use-cases/commit.ts";
import { listBarriers } from "../../bot/use-cases/list-barriers.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { viewAdoption } from "../../bot/use-cases/view-adoption.ts";
import { roleChange } from "../support/leaders.ts";
import { type BenchOptions, type Figure, figure, median } from "./figure.ts";
import { cardOf, commitAll, leaderOf, managerId, numbers, seed, solutionOf, teamOf, tenantOf } from "./seed.ts";

const teams = 210;
const week = weekOf(new Date().toISOString());
const barriersPerTeam = 3;
const levels = ["routine", "mostly", "sometimes", "rarely"] as const;

/** The same work in a store with three years of every municipality in Denmark, and in one with a single new municipality. */
export async function bench({ rounds, short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const size = { municipalities: short ? 10 : 98, weeks: Number(process.env.GROWTH_WEEKS ?? (short ? 20 : 156)) };
  try {
    const bytes = await bytesPerAnswer(join(folder, "bytes.db"));
    const full = await open(join(folder, "full.db"), size.municipalities, size.weeks);
    const empty = await open(join(folder, "empty.db"), 1, 0);
    const municipality = Math.floor(size.municipalities / 2);
    const times = { ours: new Map<string, number[]>(), peer: new Map<string, number[]>() };
    for (let round = -1; round < rounds; round++) {
      for (const [who, store, at] of [
        ["ours", full, municipality],
        ["peer", empty, 0],
      ] as const) {
        for (const [name, ms] of await useEverything(store, at, round + 1)) {
          if (round >= 0) times[who].set(name, [...(times[who].get(name) ?? []), ms]);
        }
      }
    }
    await Promise.all([full.close(), empty.close()]);
    const checkIns = size.municipalities * teams * (size.weeks + 1);
    const { size: fileBytes } = await stat(join(folder, "full.db"));
    return [
      figure("growth", "the full store", "check-ins", { ours: [checkIns] }),
      figure("growth", "the full store", "MB", { ours: [fileBytes / 2 ** 20] }),
      figure("growth", "an answered check-in, with history, audit and indexes", "bytes", { ours: [bytes] }),
      ...[...times.ours].map(([name, ours]) =>
        figure("growth", `${name}; peer: one new municipality`, "ms", { ours, peer: times.peer.get(name) ?? [] }, [
          "≤",
          1.3,
        ]),
      ),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function open(file: string, municipalities: number, weeks: number): Promise<Store> {
  const store = openSqlite(file);
  for (const municipality of numbers(municipalities)) {
    await seed(store, {
      municipality,
      teams,
      solutions: 8,
      week,
      history: weeks,
      open: true,
      settings: { reminder: null },
    });
    await commitAll(store, tenantOf(municipality), [...pastCheckIns(municipality, weeks), ...barriers(municipality)]);
  }
  return store;
}

function pastCheckIns(municipality: number, weeks: number): Change[] {
  return numbers(weeks).flatMap((ago) => {
    const past = addWeeks(week, -1 - ago);
    return numbers(teams).map((team): Change => {
      const value = answered(municipality, team, past);
      return { op: "create", kind: "checkIn", key: keys.checkIn(past, value.teamId), value };
    });
  });
}

function answered(municipality: number, team: number, past: string) {
  const asked = numbers(4).map((s) => ({ solutionId: solutionOf(s), previous: "mostly" as const }));
  const answers = Object.fromEntries(asked.map(({ solutionId }, s) => [solutionId, { level: levels[s] ?? "mostly" }]));
  const leader = leaderOf(municipality, team);
  const card = { personId: leader, activityId: cardOf(municipality, team), sentAt: "2026-01-01T08:00:00.000Z" };
  const done = { state: "answered" as const, answers, answeredBy: leader, answeredAt: "2026-01-01T09:00:00.000Z" };
  return { ...newCheckIn(past, teamOf(team), asked), ...done, cards: [card] };
}

function barriers(municipality: number): Change[] {
  const navigator = roleChange({
    personId: managerId(municipality),
    role: "navigator",
    scope: "*",
    from: null,
    to: null,
  });
  const reported = numbers(teams * barriersPerTeam).map((n): Change => {
    const about = { teamId: teamOf(n % teams), solutionId: solutionOf(n % 8), week: null };
    const id = uuid();
    const value = newBarrier(id, about, leaderOf(municipality, n % teams), `2026-0${1 + (n % 9)}-01T08:00:00.000Z`);
    return { op: "create", kind: "barrier", key: id, value };
  });
  return [navigator, ...reported];
}

/** Each use case in this process, in ms; the median of many. `round` chooses teams that have not answered yet. */
async function useEverything(store: Store, municipality: number, round: number): Promise<[string, number][]> {
  const tenantId = tenantOf(municipality);
  const now = new Date().toISOString();
  const manager = { tenantId, personId: managerId(municipality) };
  const directory = () => loadDirectory(store, tenantId);
  const given = levels.map((level, s) => ({ solutionId: solutionOf(s), level, troubled: false }));
  const own = numbers(40).map((n) => round * 40 + n);
  const answer = async (n: number) => {
    const team = own[n] ?? 0;
    const actor = { tenantId, personId: leaderOf(municipality, team) };
    const to = { week, teamId: teamOf(team), activityId: cardOf(municipality, team), seen: null };
    const { outcome } = await answerCheckIn(store, actor, to, { kind: "answer", given }, now);
    if (outcome !== "stored") throw new Error(`the answer was ${outcome}`);
  };
  const board = async () => {
    const { items } = await listBarriers(store, await directory(), manager, {}, { limit: 50 }, now);
    if (items.length < 50) throw new Error(`the board shows ${items.length}`);
  };
  const asked = { ...manager, weekCount: 12 };
  const overview = async () => void JSON.stringify(await viewAdoption(store, await directory(), asked, now));
  return [
    ["answer", await medianOf(own.length, answer)],
    ["board", await medianOf(60, board)],
    ["overview", await medianOf(30, overview)],
    ["tick", await medianOf(30, () => tickAnew(store, tenantId, now))],
  ];
}

async function medianOf(times: number, work: (n: number) => Promise<void>): Promise<number> {
  const measured: number[] = [];
  for (let n = 0; n < times; n++) {
    const started = performance.now();
    await work(n);
    measured.push(performance.now() - started);
  }
  return median(measured);
}

/** As the first tick of a process that remembers nothing: all queries run. */
async function tickAnew(store: Store, tenantId: string, now: string): Promise<void> {
  const never = () => Promise.reject(new Error("there is nothing to send"));
  const outreach = createOutreach({
    store,
    channel: { send: never, update: never },
    log: silentLog,
    clock: () => now,
    purposes: checkInPurposes(renderCheckIns(true)),
  });
  await tick(outreach, tenantId);
}

async function bytesPerAnswer(file: string): Promise<number> {
  const store = openSqlite(file);
  await seed(store, { municipality: 0, teams, solutions: 8, week, history: 52, open: false });
  await store.close();
  const before = (await stat(file)).size;
  const weeks = 52;
  const again = openSqlite(file);
  const checkIns = pastCheckIns(0, weeks);
  const audits = checkIns.map(({ key }) =>
    audit("2026-01-01T09:00:00.000Z", leaderOf(0, 0), "checkIn.answered", "checkIn", key),
  );
  await commitAll(again, tenantOf(0), [...checkIns, ...audits]);
  await again.close();
  return ((await stat(file)).size - before) / (weeks * teams);
}
