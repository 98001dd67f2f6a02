import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { localTenant } from "../../bot/config.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { launchChromium } from "../support/chromium.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { whenShown } from "../support/shown.ts";
import { startApi } from "../support/start-api.ts";
import { type BenchOptions, type Figure, figure } from "./figure.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const now = "2026-11-19T10:00:00.000Z";
const slowdown = 4;

/** A page of the tab, who opens it, what they came for, and what stands when all of it does. */
const pages = {
  "min uge": { path: "/tab/", upn: "hanne.lykke", content: ".question, .receipt", whole: ".history" },
  overblik: { path: "/tab/overview", upn: "torben.kjaer", content: ".fact-figure", whole: "[role=grid]" },
} as const;

/** What one opening with an empty cache cost. */
interface Opening {
  kb: number;
  firstContentMs: number;
  wholeMs: number;
  longestTaskMs: number;
}

/**
 * Opening the tab's pages in Chromium at a quarter of its speed, cold, against a page with React, Fluent UI and one table that
 * fetches nothing, built and served the same way.
 */
export async function bench({ rounds }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "ombord-bench-"));
  const tabFolder = await buildBare();
  const store = openSqlite(join(folder, "tab.db"));
  await fillMunicipality(store, localTenant, now);
  const ours = await startApi({ store, now });
  const bare = await startApi({ store, now, tabFolder });
  const browser = await launchChromium();
  try {
    const list: Figure[] = [];
    for (const [name, { path, upn, content, whole }] of Object.entries(pages)) {
      const mine: Opening[] = [];
      const peer: Opening[] = [];
      for (let round = 0; round <= rounds; round++) {
        const one = await open(browser, ours.url + path, upn, { content, whole });
        const other = await open(browser, `${bare.url}/tab/`, upn, { content: "table", whole: "table" });
        if (round === 0) continue;
        mine.push(one);
        peer.push(other);
      }
      const both = (value: (one: Opening) => number) => ({ ours: mine.map(value), peer: peer.map(value) });
      list.push(
        figure(
          "tab",
          name,
          "KB over the wire, gzipped",
          both(({ kb }) => kb),
        ),
        figure(
          "tab",
          name,
          "ms to the first content, 4× slower CPU",
          both(({ firstContentMs }) => firstContentMs),
        ),
        figure(
          "tab",
          name,
          "ms until all of it stands, 4× slower CPU",
          both(({ wholeMs }) => wholeMs),
        ),
        figure(
          "tab",
          name,
          "ms longest task, 4× slower CPU",
          both(({ longestTaskMs }) => longestTaskMs),
        ),
      );
    }
    return list;
  } finally {
    await browser.close();
    await Promise.all([ours.stop(), bare.stop()]);
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** Opens the page at a quarter of its speed, with nothing kept from before. */
export async function open(
  browser: Browser,
  url: string,
  upn: string,
  watched: { content: string; whole: string },
): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "da-DK" });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await devtools.send("Network.enable");
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript((persona) => sessionStorage.setItem("ombord.persona", persona), `${upn}@havnby.example`);
  const { times } = await whenShown(page, watched);
  await page.addInitScript(watchTasks);
  await page.goto(url, { waitUntil: "commit" });
  const { content = Number.NaN, whole = Number.NaN } = await times;
  await page.waitForLoadState("networkidle");
  const longestTaskMs = await page.evaluate(() => (globalThis as unknown as Watched).longestTaskMs);
  await context.close();
  return { kb: bytes / 1024, firstContentMs: content, wholeMs: whole, longestTaskMs };
}

interface Watched {
  longestTaskMs: number;
}

/** Runs in the page, before anything else does. */
function watchTasks(): void {
  const seen: Watched = Object.assign(globalThis, { longestTaskMs: 0 });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longestTaskMs = Math.max(seen.longestTaskMs, duration);
  }).observe({ type: "longtask", buffered: true });
}

const bareHtml = `<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Bare</title></head>
<body><div id="root"></div><script type="module" src="./main.jsx"></script></body></html>`;
const bareMain = `import { FluentProvider, Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow, webLightTheme }
  from "@fluentui/react-components";
import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
const rows = Array.from({ length: 16 }, (_, row) => h(TableRow, { key: row },
  Array.from({ length: 5 }, (_, cell) => h(TableCell, { key: cell }, "Team " + row + "." + cell))));
const head = h(TableHeader, null, h(TableRow, null, ["a", "b", "c", "d", "e"].map((key) => h(TableHeaderCell, { key }, key))));
createRoot(document.getElementById("root")).render(
  h(FluentProvider, { theme: webLightTheme }, h(Table, null, head, h(TableBody, null, rows))));
`;

/** Built inside the project, where its packages are found. Returns the folder with the result. */
export async function buildBare(): Promise<string> {
  const source = join(root, ".artifacts", "bench-bare");
  await rm(source, { recursive: true, force: true });
  await mkdir(source, { recursive: true });
  await writeFile(join(source, "index.html"), bareHtml);
  await writeFile(join(source, "main.jsx"), bareMain);
  const outDir = join(source, "dist");
  await build({
    root: source,
    base: "/tab/",
    configFile: false,
    logLevel: "warn",
    plugins: [react()],
    build: { outDir, target: "es2022" },
  });
  return outDir;
}
