import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adoptionAnswer } from "../../bot/api/adoption.ts";
import { addWeeks, weekOf } from "../../bot/domain/calendar.ts";
import { openStatuses } from "../../bot/domain/vocabulary.ts";
import { checkInPurposes } from "../../bot/outreach/messages/check-in-messages.ts";
import { renderCheckIns } from "../../bot/outreach/messages/render.ts";
import { createOutreach, type Outreach } from "../../bot/outreach/outreach.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import type { Store } from "../../bot/store/store.ts";
import { silentLog } from "../../bot/telemetry.ts";
import { listBarriers } from "../../bot/use-cases/barrier/list-barriers.ts";
import { answerCheckIn } from "../../bot/use-cases/check-in/answer-check-in.ts";
import { loadDirectory, rememberedDirectory } from "../../bot/use-cases/load-directory.ts";
import { viewAdoption } from "../../bot/use-cases/overview/view-adoption.ts";
import { type BenchOptions, type Figure, figure, median } from "./figure.ts";
import { answeredWeek, grownStore, teams } from "./grown.ts";
import { cardOf, commitAll, leaderOf, managerId, numbers, seed, solutionOf, teamOf, tenantOf } from "./seed.ts";

const week = weekOf(new Date().toISOString());
const levels = ["routine", "mostly", "sometimes", "rarely"] as const;

/**
 * The same work for a municipality of 210 teams in a store with three years of every municipality in Denmark, and in one
 * that holds nothing but such a municipality, new. What is open, asked and shown is the same in both.
 */
export async function bench({ rounds, short }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const size = { municipalities: short ? 10 : 98, weeks: short ? 20 : 156 };
  try {
    const bytes = await bytesPerAnswer(join(folder, "bytes.db"));
    const grown = join(folder, "grown.db");
    await grownStore(grown, { ...size, week });
    await grownStore(join(folder, "new.db"), { municipalities: 1, weeks: 0, week });
    const { size: fileBytes } = await stat(grown);
    const full = openSqlite(grown);
    const empty = openSqlite(join(folder, "new.db"));
    const municipality = Math.floor(size.municipalities / 2);
    const measured = new Map<string, { ours: number[]; peer: number[] }>();
    for (let round = -1; round < rounds; round++) {
      const ours = await tasksOf(full, municipality, round + 1);
      const peer = await tasksOf(empty, 0, round + 1);
      for (const [name, task] of ours) {
        const other = peer.get(name);
        if (other === undefined) throw new Error(`no peer for ${name}`);
        const ms = await inTurns(task, other);
        const known = measured.get(name) ?? { ours: [], peer: [] };
        if (round >= 0) measured.set(name, { ours: [...known.ours, ms.ours], peer: [...known.peer, ms.peer] });
      }
    }
    await Promise.all([full.close(), empty.close()]);
    const checkIns = size.municipalities * teams * (size.weeks + 1);
    return [
      figure("growth", "the full store", "check-ins", { ours: [checkIns] }),
      figure("growth", "the full store", "MB", { ours: [fileBytes / 2 ** 20] }),
      figure("growth", "the full store", "bytes a check-in, all told", { ours: [fileBytes / checkIns] }),
      figure("growth", "an answered check-in, with history, audit and indexes", "bytes", { ours: [bytes] }),
      ...[...measured].map(([name, ms]) =>
        figure("growth", `${name}; peer: one new municipality`, "ms", ms, ["≤", 1.3]),
      ),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Teams that answer in each round, for the answer itself and before a look; four rounds have teams enough. */
const answers = 34;
const looks = 18;
const perRound = answers + looks;

interface Task {
  times: number;
  work: (n: number) => Promise<void>;
  /** What comes before each and is not measured. */
  before?: (n: number) => Promise<void>;
}

/** Each use case in this process. `round` chooses teams that have not answered yet. */
async function tasksOf(store: Store, municipality: number, round: number): Promise<Map<string, Task>> {
  const tenantId = tenantOf(municipality);
  const now = new Date().toISOString();
  const manager = { tenantId, personId: managerId(municipality) };
  const errand = async () => ({ store, actor: manager, directory: await loadDirectory(store, tenantId), now });
  /** As the tab opens it: what changed last, and then all that is open. */
  const board = async () => {
    await listBarriers(await errand(), {}, { limit: 200 });
    let page: string | undefined;
    let seen = 0;
    do {
      const asked = { limit: 500, page };
      const found = await listBarriers(await errand(), { statuses: openStatuses }, asked);
      seen += found.items.length;
      page = found.next;
    } while (page !== undefined);
    if (seen !== 3 * teams) throw new Error(`the board shows ${seen}`);
  };
  const overview = async () =>
    void JSON.stringify(adoptionAnswer(await viewAdoption(await errand(), { weekCount: 12 })));
  const idle = outreachOf(store, now);
  await tick(idle, tenantId);
  const answerOf = (n: number) => answer(store, municipality, round * perRound + n, now);
  return new Map<string, Task>([
    ["answer", { times: answers, work: answerOf }],
    ["board", { times: 40, work: board }],
    ["overview after an answer", { times: looks, work: overview, before: (n) => answerOf(answers + n) }],
    ["tick", { times: 200, work: async () => void (await tick(idle, tenantId)) }],
    ["the day's first tick", { times: 20, work: async () => void (await tick(outreachOf(store, now), tenantId)) }],
  ]);
}

async function answer(store: Store, municipality: number, team: number, now: string): Promise<void> {
  const actor = { tenantId: tenantOf(municipality), personId: leaderOf(municipality, team) };
  const to = { week, teamId: teamOf(team), activityId: cardOf(municipality, team), seen: null };
  const given = levels.map((level, s) => ({ solutionId: solutionOf(s), level, troubled: false }));
  const errand = { store, actor, directory: await rememberedDirectory(store, actor.tenantId, () => true), now };
  const { outcome } = await answerCheckIn(errand, to, { kind: "answer", given });
  if (outcome !== "stored") throw new Error(`the answer was ${outcome}`);
}

/** One of ours, one of the peer's, and so on: what else the machine does falls on both. The medians, in ms. */
async function inTurns(ours: Task, peer: Task): Promise<{ ours: number; peer: number }> {
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let n = 0; n < ours.times; n++) {
    times.ours.push(await timed(ours, n));
    times.peer.push(await timed(peer, n));
  }
  return { ours: median(times.ours), peer: median(times.peer) };
}

async function timed({ work, before }: Task, n: number): Promise<number> {
  await before?.(n);
  const started = performance.now();
  await work(n);
  return performance.now() - started;
}

/** What a process works with that remembers nothing yet: its first tick runs all queries. */
function outreachOf(store: Store, now: string): Outreach {
  const never = () => Promise.reject(new Error("there is nothing to send"));
  return createOutreach({
    store,
    channel: { send: never, update: never },
    log: silentLog,
    clock: () => now,
    purposes: checkInPurposes(renderCheckIns(true)),
  });
}

async function bytesPerAnswer(file: string): Promise<number> {
  const store = openSqlite(file);
  await seed(store, { municipality: 0, teams, solutions: 8, week, history: 52, open: false });
  await store.close();
  const before = (await stat(file)).size;
  const weeks = 52;
  const again = openSqlite(file);
  const past = numbers(weeks).flatMap((ago) =>
    numbers(teams).flatMap((team) => answeredWeek(0, team, addWeeks(week, -1 - ago), "2026-01-01T09:00:00.000Z")),
  );
  await commitAll(again, tenantOf(0), past);
  await again.close();
  return ((await stat(file)).size - before) / (weeks * teams);
}
