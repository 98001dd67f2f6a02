import { randomUUID } from "node:crypto";
import { buildApp } from "../../bot/app.ts";
import { loadConfig } from "../../bot/config.ts";
import { weekOf } from "../../bot/domain/calendar.ts";
import { checkInPurposes } from "../../bot/outreach/messages/check-in-messages.ts";
import { renderCheckIns } from "../../bot/outreach/messages/render.ts";
import { createOutreach } from "../../bot/outreach/outreach.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import type { Operation } from "../../bot/store/change-rules.ts";
import type { Store } from "../../bot/store/store.ts";
import { silentLog } from "../../bot/telemetry.ts";
import { freshCosmos } from "../support/fresh-store.ts";
import { type BenchOptions, type Figure, figure, type Wanted } from "./figure.ts";
import { answerInvoke } from "./invoke.ts";
import { seed, tenantOf } from "./seed.ts";

const tenantId = tenantOf(0);
const week = weekOf(new Date().toISOString());
const teams = 210;

/**
 * What each thing costs on Cosmos DB, counted at the store's client in the real app, against an imitation of the server in
 * this process. The imitation says nothing true about request units; they are estimated from what was counted.
 */
export async function bench({ short }: BenchOptions): Promise<Figure[]> {
  const counted: Operation[] = [];
  const fresh = await freshCosmos({ onOperation: (operation) => void counted.push(operation) });
  const size = short ? 30 : teams;
  await seed(fresh.store, {
    municipality: 0,
    teams: size,
    solutions: 4,
    week,
    history: 26,
    open: true,
    settings: { reminder: null },
  });
  await seed(fresh.store, {
    municipality: 1,
    teams: askedTeams,
    solutions: 4,
    week: "2026-W47",
    history: 26,
    open: false,
  });
  const app = buildApp({
    config: loadConfig({ OMBORD_MODE: "local", PORT: "0", ALLOWED_TENANTS: tenantId }),
    store: fresh.store,
    clock: () => new Date(),
    log: silentLog,
  });
  const { port } = await app.listen();
  const url = `http://127.0.0.1:${port}`;
  const during = async (work: () => Promise<void>) => {
    await app.settled();
    counted.length = 0;
    await work();
    await app.settled();
    return [...counted];
  };
  try {
    await answer(url, 0);
    await tick(app.outreach, tenantId);
    let given: Operation[] = [];
    const answered = await during(async () => {
      await answer(url, 1);
      given = [...counted];
    });
    const seen = await during(() => look(url, "/api/adoption?weeks=12", "chef-0-0"));
    await answer(url, 3);
    const again = await during(() => look(url, "/api/adoption?weeks=12", "chef-0-0"));
    const idle = await during(async () => void (await tick(app.outreach, tenantId)));
    const own = await during(async () => {
      const views = ["/api/first-view", "/api/adoption?weeks=12"];
      await Promise.all(views.map((view) => look(url, view, "leder-0-2")));
    });
    const asked = await during(() => askEverybody(fresh.store));
    return [
      ...figuresOf(`ask ${askedTeams} teams: plan, send, record`, asked),
      ...figuresOf("answer, until it is given", given, ["≤", 1], ["≤", 1]),
      ...figuresOf("answer, with the sign of life after it", answered),
      ...figuresOf(`overview, ${size} teams`, seen, ["≤", 2 + Math.ceil(size / 1000)]),
      ...figuresOf(`overview again, ${size} teams, one has answered`, again, ["≤", 3]),
      ...figuresOf("tick of an idle tenant", idle, ["≤", 2], ["≤", 0]),
      ...figuresOf("a leader opens the tab", own),
    ];
  } finally {
    await app.close();
    await fresh.dispose();
  }
}

const askedTeams = 30;

/** Another municipality's week, on the Monday that its check-ins go out, through a channel that always succeeds. */
async function askEverybody(store: Store): Promise<void> {
  const outreach = createOutreach({
    store,
    channel: {
      send: async () => ({ ok: true, activityId: randomUUID() }),
      update: async () => ({ ok: true, activityId: "" }),
    },
    log: silentLog,
    clock: () => "2026-11-16T08:05:00.000Z",
    purposes: checkInPurposes(renderCheckIns(true)),
  });
  const { sent } = await tick(outreach, tenantOf(1));
  if (sent !== askedTeams) throw new Error(`${sent} of ${askedTeams} were asked`);
}

function figuresOf(name: string, operations: Operation[], reads?: Wanted, commits?: Wanted): Figure[] {
  const [written, read] = [true, false].map((isCommit) =>
    operations.filter(({ name: of }) => (of === "commit") === isCommit),
  );
  const documents = (list: Operation[] = []) => list.reduce((sum, one) => sum + one.documents, 0);
  return [
    figure("cosmos", name, "reads and query pages", { ours: [read?.length ?? 0] }, reads),
    figure("cosmos", name, "documents read", { ours: [documents(read)] }),
    figure("cosmos", name, "batches", { ours: [written?.length ?? 0] }, commits),
    figure("cosmos", name, "documents written", { ours: [documents(written)] }),
    figure("cosmos", name, "RU (estimate)", { ours: [requestUnits(operations)] }),
  ];
}

/** Published: a point read of 1 KB is 1 RU, a write of 1 KB about 5. A query is taken for 3 RU and a point read of each document. */
function requestUnits(operations: Operation[]): number {
  const units = { commit: 6, read: 1, readMany: 1, query: 1, etags: 1 };
  const base = { commit: 0, read: 0, readMany: 3, query: 3, etags: 3 };
  return operations.reduce((sum, { name, documents }) => sum + base[name] + units[name] * Math.max(1, documents), 0);
}

async function answer(url: string, team: number): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/api/messages`, { method: "POST", headers, body: answerInvoke(0, team, week) });
  const said = (await response.json()) as { statusCode?: number };
  if (said.statusCode !== 200) throw new Error(`an answer was answered ${response.status} ${said.statusCode}`);
}

async function look(url: string, path: string, who: string): Promise<void> {
  const response = await fetch(url + path, { headers: { authorization: `Persona ${who}@kommune.example` } });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
}
