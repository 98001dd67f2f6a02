import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { barrierCategories, barrierCategoryIds } from "../../bot/domain/vocabulary.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { listBarriers } from "../../bot/use-cases/barrier/list-barriers.ts";
import type { Errand } from "../../bot/use-cases/errand.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { launchChromium } from "../support/chromium.ts";
import { fillBigMunicipality } from "../support/municipality.ts";
import { startApi } from "../support/start-api.ts";
import { type BenchOptions, type Figure, figure } from "./figure.ts";
import { buildBare, open } from "./tab.ts";

const now = "2026-11-19T10:00:00.000Z";
const navigator = "0a7b0000-0000-4000-8000-0000000000ac";
const teams = 400;
const openOnes = 2_000;
const searched = 20_000;
const slowdown = 4;
const texts = (
  "billedet fryser hver dag når vi ringer til borgeren og tabletten går i sort på ruten om morgenen " +
  "uden net kode login skærm besøg kalender liste"
).split(" ");
/** Seldom and often, one word and several, written and named. */
const sought = ["enestående", "fryser", "e", "skærm fryser", "udstyr net", "tablet rute morgen", "team 17", "zzzz"];

/**
 * The navigator's board and list with 2,000 open ones, at a quarter of the CPU: from when the data is there in an open tab until the first
 * rows stand, and the longest task until all of them are there, beside the longest of a page with React, Fluent UI and one table; and search among 20,000 at the server, with the pages that it reads.
 */
export async function bench({ rounds }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const few = openSqlite(join(folder, "board.db"));
  const many = openSqlite(join(folder, "search.db"));
  await fill(few, openOnes, false);
  await fill(many, searched, true);
  const api = await startApi({ store: few, now });
  const bare = await startApi({ store: few, now, tabFolder: await buildBare() });
  const browser = await launchChromium();
  try {
    const list: Figure[] = [];
    for (const view of ["board", "list"] as const) {
      const shown: Shown[] = [];
      const bareTasks: number[] = [];
      for (let round = 0; round < rounds; round++) {
        shown.push(await show(browser, api.url, view));
        const peer = await open(browser, `${bare.url}/tab/`, "nora", { content: "table", whole: "table" });
        bareTasks.push(peer.longestTaskMs);
      }
      const ours = (value: (one: Shown) => number) => ({ ours: shown.map(value) });
      list.push(
        figure(
          "board",
          view,
          "ms from the data's arrival to the first rows, 4× slower CPU",
          ours(({ ms }) => ms),
          ["≤", 500],
        ),
      );
      list.push(
        figure(
          "board",
          view,
          "ms longest task, 4× slower CPU",
          ours(({ longestMs }) => longestMs),
          ["≤", 100],
        ),
      );
      // Of a page that fetches nothing: what the machine was like meanwhile.
      list.push(figure("board", `${view}, bare page`, "ms longest task, 4× slower CPU", { ours: bareTasks }));
    }
    return [...list, ...(await search(many, rounds))];
  } finally {
    await browser.close();
    await Promise.all([api.stop(), bare.stop()]);
    await Promise.all([few.close(), many.close()]);
    await rm(folder, { recursive: true });
  }
}

async function fill(store: Store, count: number, isMostlyClosed: boolean): Promise<void> {
  await fillBigMunicipality(store, localTenant, now, teams);
  const settings = await store.read(localTenant, "settings", "municipality");
  if (settings === undefined) throw new Error("no municipality");
  const { key, etag, value } = settings;
  const person = { id: navigator, upn: "nora@stor.example", name: "Nora Stor", language: "da" as const };
  const role = { personId: navigator, role: "navigator" as const, scope: "*", from: null, to: null };
  let changes: Change[] = [
    { op: "create", kind: "person", key: navigator, value: person },
    { op: "create", kind: "role", key: `${navigator}:navigator:*`, value: role },
    { op: "replace", kind: "settings", key, etag, value: { ...value, directoryVersion: "bench" } },
  ];
  for (let n = 0; n < count; n++) {
    changes.push(reported(n, isMostlyClosed && n % 10 !== 0));
    if (changes.length < store.maxChanges && n < count - 1) continue;
    await store.commit(localTenant, changes);
    changes = [];
  }
}

function reported(n: number, isClosed: boolean): Change {
  const at = new Date(Date.parse(now) - n * 1_500_000).toISOString();
  const id = `0190aaaa-0000-7000-8000-${String(n).padStart(12, "0")}`;
  const words = Array.from({ length: 14 }, (_, i) => texts[(n * 7 + i * 5 + (n % (i + 2))) % texts.length]);
  const category = barrierCategoryIds[n % barrierCategoryIds.length] ?? "equipment";
  const value = {
    ...newBarrier(id, { teamId: `team-${n % teams}`, solutionId: "journal", week: null }, navigator, at),
    ...{ category, detail: barrierCategories[category][0], updatedAt: at },
    consequence: words.join(" ") + (n % 1000 === 0 ? " enestående" : ""),
    ...(isClosed
      ? { status: "confirmed" as const, closedAt: at }
      : { status: n % 3 === 0 ? ("new" as const) : ("working" as const) }),
  };
  return { op: "create", kind: "barrier", key: id, value };
}

interface Shown {
  ms: number;
  longestMs: number;
}

interface Watched {
  longestMs: number;
  arrivedAt: number;
  shownAt: number;
}

/** From another page of the open tab to this one. */
async function show(browser: Browser, url: string, view: "board" | "list"): Promise<Shown> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "da-DK" });
  const page = await context.newPage();
  await page.addInitScript(() => sessionStorage.setItem("ombord.persona", "nora@stor.example"));
  await page.goto(`${url}/tab/barriers?view=${view}`);
  await rows(page, view);
  await page.goto(`${url}/tab/trials`);
  await page.waitForLoadState("networkidle");
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.evaluate(watch, view === "board" ? ".card" : ".barrier-list tbody [data-card]");
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/tab/barriers?view=${view}`);
  await rows(page, view);
  // Until the last page has come and is drawn, with what is found in all of them.
  await page.getByText(`${openOnes} ting driller`, { exact: true }).waitFor({ timeout: 120_000 });
  await page.waitForTimeout(1_000);
  const { longestMs, arrivedAt, shownAt } = await page.evaluate(
    () => (globalThis as unknown as { seen: Watched }).seen,
  );
  await context.close();
  return { ms: shownAt - arrivedAt, longestMs };
}

function rows(page: Page, view: "board" | "list"): Promise<void> {
  return page
    .locator(view === "board" ? ".card" : ".barrier-list tbody [data-card]")
    .first()
    .waitFor({ timeout: 120_000 });
}

/** Runs in the page. The last page of the list's data counts as its arrival. */
function watch(selector: string): void {
  const seen: Watched = { longestMs: 0, arrivedAt: 0, shownAt: 0 };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longestMs = Math.max(seen.longestMs, duration);
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[])
      if (/\/api\/(barriers\?|first-view)/.test(entry.name)) seen.arrivedAt ||= entry.responseEnd;
  }).observe({ type: "resource" });
  const look = () => {
    if (document.querySelector(selector) === null) return requestAnimationFrame(look);
    seen.shownAt = performance.now();
    return 0;
  };
  look();
}

async function search(store: Store, rounds: number): Promise<Figure[]> {
  const directory = await loadDirectory(store, localTenant);
  let pages = 0;
  const counted: Store = {
    ...store,
    queryMany: (tenantId, queries) => {
      pages += 1;
      return store.queryMany(tenantId, queries);
    },
  };
  const errand: Errand = { store: counted, actor: { tenantId: localTenant, personId: navigator }, directory, now };
  const list: Figure[] = [];
  for (const words of sought) {
    const times: number[] = [];
    const read: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      pages = 0;
      const from = performance.now();
      await listBarriers(errand, { words }, { limit: 200 });
      if (round > 0) times.push(performance.now() - from);
      if (round > 0) read.push(pages);
    }
    list.push(figure("board", `search »${words}«`, "ms at the server among 20,000", { ours: times }, ["≤", 100]));
    list.push(figure("board", `search »${words}«`, "pages read", { ours: read }, ["≤", 2]));
  }
  return list;
}
