import { fork } from "node:child_process";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { loadConfig, localTenant } from "../../bot/config.ts";
import { type SourceLimits, sourceLimits } from "../../bot/directory/sources/fetch-source.ts";
import { startNightly } from "../../bot/directory/sources/nightly.ts";
import { pullBeside } from "../../bot/directory/sources/pull-beside.ts";
import { pullSources, sourcesIn } from "../../bot/directory/sources/pull-sources.ts";
import { syncSources } from "../../bot/directory/sources/sync.ts";
import { emptyMapping } from "../../bot/domain/sources.ts";
import { keys } from "../../bot/store/documents.ts";
import { type ForeignServer, startForeign } from "../support/foreign-server.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { allowedMs, leastMs } from "../support/least-cost.ts";
import { longestTurn } from "../support/longest-turn.ts";
import { fixture, planted, sourceFile } from "../support/source-fixtures.ts";

// The sources are read on a thread of its own: what it hands on is what they said, what befalls it is told as of any source, and nobody
// is held up meanwhile.

const limits: SourceLimits = { ...sourceLimits, requestMs: 1000, pullMs: 5000 };
let fresh: FreshStore;
let host: ForeignServer;
let answer: RequestListener;
let well: RequestListener;
const reached = { kitos: Promise.withResolvers<void>() };

beforeAll(async () => {
  fresh = await freshSqlite();
  host = await startForeign((request, response) => answer(request, response));
  const [catalogue, managers] = await Promise.all(
    ["os2rollekatalog-organisation-v3.json", "os2rollekatalog-manager.json"].map(fixture),
  );
  well = (request, response) => void response.end(request.url === "/api/manager" ? managers : catalogue);
});
afterAll(async () => {
  await host.stop();
  await fresh.dispose();
});
beforeEach(() => {
  answer = well;
  reached.kitos = Promise.withResolvers();
});

/** The catalogue is well, and KITOS says nothing. */
const silent: RequestListener = (request, response) => {
  if (request.url?.startsWith("/api/authorize") === true) reached.kitos.resolve();
  else well(request, response);
};

const kitos = () => ({ KITOS_URL: host.url, KITOS_EMAIL: "a@x.example", KITOS_PASSWORD: "p" });
function configOf(more: Record<string, string>) {
  const catalogue = { ROLLEKATALOG_URL: host.url, ROLLEKATALOG_KEY: "key" };
  return loadConfig({ OMBORD_MODE: "local", ENTRA_AUTHORITY: host.url, ...catalogue, ...more }).sources;
}

test("it hands on what the sources said, and no civil registration number", async () => {
  const export_ = sourceFile("kitos-export-IT-Systemer-Overblik.xlsx");
  const config = configOf({ KITOS_EXPORT: export_, ENTRA_IDS: sourceFile("entra-ids.csv") });
  const beside = await pullBeside(config);
  expect(beside).toEqual(await pullSources(config));
  expect(beside.systems).not.toEqual([]);
  expect(JSON.stringify(beside)).not.toMatch(planted);
});

test("a source in trouble is told as it is without the thread, and nothing of its answer", async () => {
  answer = (_, response) => {
    // Not in one breath: restify, which other tests load into the same process, has its own writeHead that gives nothing back.
    response.writeHead(401);
    response.end("3101019999");
  };
  const trouble = { name: "SourceTrouble", source: "rollekatalog", code: "refused", message: "rollekatalog: refused" };
  await expect(pullBeside(configOf({}))).rejects.toMatchObject(trouble);
});

test("one that says nothing is over in its time, and it is the one that is told of", async () => {
  answer = silent;
  const pulling = pullBeside(configOf(kitos()), { limits });
  await expect(pulling).rejects.toMatchObject({ source: "kitos", code: "tooSlow" });
});

test("whoever stops the service does not wait for it, and the next process may read at once", async () => {
  answer = silent;
  const told: string[] = [];
  const note = (_: unknown, message: string) => void told.push(message);
  const log = { info: note, warn: note, error: note };
  const config = { ...configOf(kitos()), tenantId: localTenant };
  const nightly = startNightly(
    { store: fresh.store, config, log, clock: () => new Date("2026-11-20T01:30:00.000Z") },
    50,
  );
  await reached.kitos.promise;
  await nightly.stop();
  expect(told).toEqual([]);
  expect((await fresh.store.query(localTenant, "lease")).items).toEqual([]);
  expect(await fresh.store.read(localTenant, "sync", keys.sync)).toBeUndefined();
});

test("nobody waits for a night of a municipality of full size", async () => {
  const server = fork(new URL("../bench/sources-server.child.ts", import.meta.url), ["every"], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  try {
    const [port] = (await once(server, "message")) as [number];
    const url = `http://127.0.0.1:${port}`;
    const graph = { GRAPH_URL: url, GRAPH_CLIENT_ID: "g", GRAPH_CLIENT_SECRET: "s" };
    const more = {
      ALLOWED_TENANTS: "t",
      ROLLEKATALOG_URL: url,
      ...kitos(),
      KITOS_URL: url,
      ENTRA_AUTHORITY: url,
      ...graph,
    };
    const config = configOf(more);
    expect(sourcesIn(config)).toEqual(["rollekatalog", "kitos", "graph"]);
    const uuid = (kind: string, n: number) => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, "0")}`;
    const teams = Array.from({ length: 250 }, (_, n) => uuid("b", n));
    const solutions = Array.from({ length: 20 }, (_, n) => ({ id: uuid("4", n), isBelow: false }));
    const value = { ...emptyMapping, teams, solutions };
    await fresh.store.commit("full", [{ op: "create", kind: "mapping", key: keys.mapping, value }]);
    const night = async () => {
      const request = { store: fresh.store, tenantId: "full", now: new Date().toISOString(), by: "system" };
      expect(await syncSources({ ...request, pull: () => pullBeside(config) })).toMatchObject({ outcome: "stored" });
    };
    await night();
    const meantMs = 30;
    expect(await leastMs(meantMs, () => longestTurn(night))).toBeLessThanOrEqual(allowedMs(meantMs));
  } finally {
    server.kill();
  }
});
