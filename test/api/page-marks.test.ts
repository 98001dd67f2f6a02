import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { BarriersAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import type { Kind } from "../../bot/store/documents.ts";
import type { Store } from "../../bot/store/store.ts";
import { barrierClient, problemOf } from "../support/barrier-client.ts";
import { demoFolder } from "../support/bot.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

const monday = "2026-11-16T09:00:00.000Z";
let fresh: FreshStore;
let api: RunningApi;
let queried: Kind[];
const { call, read, reported } = barrierClient(() => api.url);

beforeEach(async () => {
  fresh = await freshStore();
  await importDirectory({ store: fresh.store, tenantId: localTenant, source: demoFolder, now: monday, by: "system" });
  queried = [];
  const query: Store["query"] = (tenantId, kind, asked) => {
    queried.push(kind);
    return fresh.store.query(tenantId, kind, asked);
  };
  api = await startApi({ store: { ...fresh.store, query }, now: monday });
});

afterEach(async () => {
  await api.stop();
  await fresh.dispose();
});

/** Three barriers of one team, and the mark behind the first of them. */
async function firstMark(upn = "mette.holm"): Promise<string> {
  for (let n = 0; n < 3; n++) {
    api.setNow(`2026-11-16T10:0${n}:00.000Z`);
    await reported();
  }
  const { next } = await read<BarriersAnswer>("/api/barriers?limit=1", upn);
  if (next === undefined) throw new Error("one page holds everything");
  return next;
}

const refused = async (path: string, upn: string) => problemOf(await call("GET", path, upn));

test.each([
  ["barrier", "/api/barriers?limit=1&team=nord-dag", "nikolaj.bech"],
  ["barrier", "/api/barriers?limit=1&team=nord-dag", "ulla.mikkelsen"],
  ["barrier", "/api/barriers?limit=1&team=nord-aften", "mette.holm"],
  ["barrier", "/api/barriers?limit=1&area=sundhed", "nikolaj.bech"],
  ["barrier", "/api/barriers?limit=1&area=sundhed&team=regnbuen", "rasmus.dahl"],
  ["barrier", "/api/barriers?limit=1&team=nowhere", "rasmus.dahl"],
  ["barrier", "/api/barriers?limit=1&area=nowhere", "rasmus.dahl"],
  ["barrier", "/api/barriers?limit=1", "line.oestergaard"],
  ["trial", "/api/trials?limit=1&team=nord-dag", "nikolaj.bech"],
  ["trial", "/api/trials?limit=1&area=sundhed", "nikolaj.bech"],
  ["trial", "/api/trials?limit=1&area=nowhere", "rasmus.dahl"],
])("no %s is read for %s of %s, so no page begins at one", async (kind, path, upn) => {
  for (let n = 0; n < 3; n++) await reported();
  await read("/api/me", upn);
  queried = [];
  expect(await read(path, upn)).toEqual({ items: [] });
  expect(queried).not.toContain(kind);
});

test("a mark says neither which document it stands at nor when that was changed", async () => {
  const mark = await firstMark();
  const { items } = await read<BarriersAnswer>("/api/barriers", "mette.holm");
  const readable = [mark, Buffer.from(mark, "base64url").toString("latin1")];
  for (const text of readable) {
    for (const { id } of items) expect(text).not.toContain(id);
    expect(text).not.toMatch(/2026|updatedAt/);
  }
  // The same page twice is the same answer.
  const first = await call("GET", "/api/barriers?limit=1", "mette.holm");
  const tag = { "If-None-Match": first.headers.get("etag") ?? "" };
  expect((await call("GET", "/api/barriers?limit=1", "mette.holm", undefined, tag)).status).toBe(304);
});

test("a mark is for the person and the list that it was given out for, and as it was given out", async () => {
  const mark = await firstMark();
  const page = (token: string) => `/api/barriers?limit=1&page=${encodeURIComponent(token)}`;
  expect((await read<BarriersAnswer>(page(mark), "mette.holm")).items).toHaveLength(1);
  expect(await refused(page(mark), "rasmus.dahl")).toEqual([400, "invalid"]);
  expect(await refused(`/api/citizen-cases?page=${mark}`, "mette.holm")).toEqual([400, "invalid"]);
  const plain = Buffer.from(JSON.stringify(["updatedAt", "2026-11-16T10:01:00.000Z", "x"])).toString("base64url");
  const flipped = Buffer.from(mark, "base64url");
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  for (const token of ["abc", "", plain, mark.slice(0, -4), `${mark}AAAA`, flipped.toString("base64url")]) {
    expect(await refused(page(token), "mette.holm")).toEqual([400, "invalid"]);
  }
});

test("another process opens it: the seal is the municipality's, not the process's", async () => {
  const mark = await firstMark();
  const other = await startApi({ store: fresh.store, now: monday });
  const headers = { Authorization: "Persona mette.holm@havnby.example" };
  const answer = await fetch(`${other.url}/api/barriers?limit=1&page=${mark}`, { headers });
  await other.stop();
  expect(answer.status).toBe(200);
});
