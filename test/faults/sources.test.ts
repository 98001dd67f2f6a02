import type { RequestListener } from "node:http";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { loadConfig, localTenant } from "../../bot/config.ts";
import type { SourceLimits } from "../../bot/directory/sources/fetch-source.ts";
import { pullSources } from "../../bot/directory/sources/pull-sources.ts";
import { syncSources } from "../../bot/directory/sources/sync.ts";
import { emptyMapping } from "../../bot/domain/sources.ts";
import { keys, kinds } from "../../bot/store/documents.ts";
import { queryAll } from "../../bot/store/store.ts";
import { type ForeignServer, startForeign } from "../support/foreign-server.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { fixture, planted } from "../support/source-fixtures.ts";

// Everything that a foreign server can do to us over real HTTP: each is over in its time, costs no more than its share of
// memory, is told in a code that has a sentence, and leaves the directory as it was.

const limits: SourceLimits = {
  requestMs: 1500,
  pullMs: 4000,
  bytes: 4 * 1024 * 1024,
  allBytes: 6 * 1024 * 1024,
  pages: 20,
  patienceMs: 1000,
};
const nord = "8b220b37-dcb2-41ef-a6ea-c7bfd4a08df8";
let fresh: FreshStore;
let host: ForeignServer;
let answer: RequestListener;
let whole: string;

beforeEach(async () => {
  fresh = await freshSqlite();
  whole = await fixture("os2rollekatalog-organisation-v3.json");
  answer = good;
  host = await startForeign((request, response) => answer(request, response));
  const value = { ...emptyMapping, teams: [nord] };
  await fresh.store.commit(localTenant, [{ op: "create", kind: "mapping", key: keys.mapping, value }]);
  const stored = await sync();
  expect(stored).toMatchObject({ outcome: "stored", trouble: null });
});
afterEach(async () => {
  await host.stop();
  await fresh.dispose();
});

const good: RequestListener = (request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(request.url === "/api/organisation/v3" ? whole : "[]");
};

async function sync() {
  const config = loadConfig({ OMBORD_MODE: "local", ROLLEKATALOG_URL: host.url, ROLLEKATALOG_KEY: "key" });
  const pull = () => pullSources(config.sources, limits);
  return syncSources({ store: fresh.store, tenantId: localTenant, now: new Date().toISOString(), by: "system", pull });
}

async function directory(): Promise<string> {
  const found: unknown[] = [];
  for (const kind of kinds)
    if (kind !== "sync" && kind !== "lease")
      for await (const stored of queryAll(fresh.store, localTenant, kind)) found.push(stored);
  return JSON.stringify(found);
}

const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(code, headers);
    response.end("3101019999");
  };

const faults: [string, () => RequestListener, string][] = [
  ["a key that is refused", () => status(401), "refused"],
  ["a server that always asks to wait", () => status(429, { "Retry-After": "0" }), "throttled"],
  ["a server that asks to wait for an hour", () => status(429, { "Retry-After": "3600" }), "throttled"],
  ["a server in trouble", () => status(503, { "Retry-After": "0" }), "unavailable"],
  ["a page that sends us elsewhere", () => status(302, { Location: "http://127.0.0.1:9/" }), "unreachable"],
  [
    "half an answer",
    () => (_, response) => {
      response.writeHead(200, { "content-length": String(Buffer.byteLength(whole)) });
      response.write(whole.slice(0, 5000));
      setTimeout(() => response.destroy(), 20);
    },
    "cutShort",
  ],
  ["half a page that says it is whole", () => (_, response) => void response.end(whole.slice(0, 5000)), "cutShort"],
  ["a page of something else", () => (_, response) => void response.end("<html>Log ind 3101019999</html>"), "cutShort"],
  [
    "another shape than it was",
    () => (_, response) => void response.end(whole.replaceAll('"orgUnits"', '"units"')),
    "drifted",
  ],
  [
    "200 MB, as it says",
    () => (_, response) => {
      response.writeHead(200, { "content-length": String(200 * 1024 * 1024) });
      response.write("[");
    },
    "tooLarge",
  ],
  [
    "200 MB without saying so",
    () => (_, response) => {
      const block = Buffer.alloc(256 * 1024, " ");
      let left = 800;
      const more = () => {
        while (left-- > 0 && !response.destroyed) if (!response.write(block)) return void response.once("drain", more);
        response.end();
      };
      more();
    },
    "tooLarge",
  ],
  ["a connection that says nothing", () => () => {}, "tooSlow"],
  [
    "a connection that says a letter at a time",
    () => (_, response) => {
      const timer = setInterval(() => response.write(" "), 100);
      response.once("close", () => clearInterval(timer));
    },
    "tooSlow",
  ],
  ["a connection that is closed at once", () => (request) => void request.socket.destroy(), "unreachable"],
];

test.each(faults)("%s: nothing is changed, and it is told", async (_, behaves, code) => {
  const before = await directory();
  answer = behaves();
  const run = await sync();
  expect(run).toMatchObject({ outcome: "failed", trouble: { source: "rollekatalog", code } });
  expect(JSON.stringify(run)).not.toMatch(planted);
  expect(await directory()).toBe(before);
  answer = good;
  expect(await sync()).toMatchObject({ outcome: "unchanged", failedNights: 0 });
});
