import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { queryAll } from "../../bot/store/store.ts";
import type { Received } from "../support/fake-connector.ts";
import { leaderId, seedMunicipality } from "../support/leaders.ts";
import {
  type ConnectorProcess,
  connectorProcess,
  type DispatchProcess,
  dispatchProcess,
  type SharedStore,
  sharedStores,
} from "./processes.ts";

const monday = "2026-11-16T08:00:00.000Z";
const timing = { sendTimeoutMs: 4_000, messageLeaseMs: 10_000, tenantLeaseMs: 2_000, recordAgainMs: 100 };
/** For who waits until they are over. */
const shortLeases = { ...timing, sendTimeoutMs: 2_000, messageLeaseMs: 5_000 };

let connector: ConnectorProcess;
let shared: SharedStore;
let children: DispatchProcess[] = [];

beforeAll(async () => {
  connector = await connectorProcess();
});
beforeEach(async () => {
  shared = await sharedStores.sqlite();
});
afterEach(async () => {
  for (const child of children) await child.kill();
  children = [];
  await connector.rules([]);
  await shared.dispose();
});
afterAll(() => connector.stop());

function start(tenants: string[], speed = 10, leases = timing): DispatchProcess {
  const realMs = Date.now();
  const child = dispatchProcess({ ...shared.opening, tenants, now: monday, realMs, speed, timing: leases });
  children.push(child);
  child.begin();
  return child;
}

async function deliveredSince(index: number): Promise<Received[]> {
  const received = await connector.received();
  return received.slice(index).filter((entry) => entry.operation === "send" && entry.delivered);
}

async function seeded(leaders: number, tenant = "tenant-1"): Promise<number> {
  await seedMunicipality(shared.store, tenant, { leaders, serviceUrl: connector.url });
  return (await connector.received()).length;
}

async function failures(): Promise<unknown[]> {
  const found = [];
  for await (const { value } of queryAll(shared.store, "tenant-1", "message", { where: { state: "failed" } })) {
    found.push([value.recipient, value.reason]);
  }
  return found;
}

test("whatever passes is tried again until it arrives: 412, 429 with and without Retry-After, 502, 503, 504, a cut line", async () => {
  const before = await seeded(60);
  await connector.rules([
    { nth: [3], status: 412 },
    { nth: [5], status: 429, retryAfter: "1" },
    { nth: [9], status: 429 },
    { nth: [12], status: 502 },
    { nth: [15], status: 503 },
    { nth: [18], status: 504 },
    { nth: [21], drop: "before" },
  ]);
  await start(["tenant-1"]).finished;
  const delivered = await deliveredSince(before);
  expect(new Set(delivered.map((entry) => entry.conversationId)).size).toBe(60);
  expect(delivered).toHaveLength(60);
}, 60_000);

test("429 slows the whole tenant down, for as long as Retry-After says", async () => {
  const before = await seeded(80);
  await connector.rules([{ nth: [20], status: 429, retryAfter: "3" }]);
  await start(["tenant-1"], 1).finished;
  const received = (await connector.received()).slice(before);
  const refusedAt = received.find((entry) => entry.outcome === 429)!.at;
  // Those that were under way already may still come.
  const tooEarly = received.filter(({ at }) => at > refusedAt + 500 && at < refusedAt + 2_900);
  expect(tooEarly).toEqual([]);
  expect(received.filter(({ at }) => at >= refusedAt + 2_900).length).toBeGreaterThan(50);
}, 60_000);

test("what is final is not tried again, and says why", async () => {
  const before = await seeded(20);
  await connector.rules([
    { conversationId: `a:${leaderId(3)}`, status: 403, code: "BotNotInConversationRoster" },
    { conversationId: `a:${leaderId(7)}`, status: 404 },
    { conversationId: `a:${leaderId(9)}`, status: 403, code: "ConversationBlockedByUser" },
  ]);
  await start(["tenant-1"]).finished;
  const received = (await connector.received()).slice(before);
  // The chat that is gone is made anew once, and tried once more.
  expect(received).toHaveLength(22);
  expect((await failures()).toSorted()).toEqual([
    [leaderId(3), "notInstalled"],
    [leaderId(7), "gone"],
    [leaderId(9), "blocked"],
  ]);
  const chat = await shared.store.read("tenant-1", "conversation", leaderId(9));
  expect(chat?.value).toMatchObject({ state: "blocked", reason: "blocked" });
}, 60_000);

test("one that hangs holds up nobody else, in its own municipality or in another", async () => {
  const before = await seeded(100);
  await seeded(100, "tenant-2");
  await connector.rules([{ conversationId: `a:${leaderId(0)}`, first: 2, hang: true }]);
  const startedAt = Date.now();
  const running = start(["tenant-1", "tenant-2"]);
  await running.finished;
  const delivered = await deliveredSince(before);
  const others = delivered.filter((entry) => entry.conversationId !== `a:${leaderId(0)}`);
  expect(others).toHaveLength(198);
  // The two that hung were tried again when their four seconds were up; everybody else had long been served.
  const lastOther = Math.max(...others.map(({ at }) => at));
  const hung = delivered.filter((entry) => entry.conversationId === `a:${leaderId(0)}`);
  expect(hung).toHaveLength(2);
  expect(Math.min(...hung.map(({ at }) => at)) - lastOther).toBeGreaterThan(0);
  expect(lastOther - startedAt).toBeLessThan(Math.min(...hung.map(({ at }) => at)) - startedAt);
}, 90_000);

test("a card whose answer got lost is sent once more: never lost, at most twice", async () => {
  const before = await seeded(30);
  await connector.rules([{ nth: [10], drop: "after" }]);
  await start(["tenant-1"]).finished;
  const delivered = await deliveredSince(before);
  expect(new Set(delivered.map((entry) => entry.conversationId)).size).toBe(30);
  expect(delivered).toHaveLength(31);
}, 60_000);

async function recorded(): Promise<string[]> {
  const found: string[] = [];
  for await (const { value } of queryAll(shared.store, "tenant-1", "message")) {
    if (value.state === "sent") found.push(`a:${value.recipient}`);
  }
  return found;
}

/**
 * Stops a process. One that stands still in the middle of a write keeps the database locked, whoever else wants to write:
 * that one goes on for a moment, so short that nothing it waits for takes too long.
 */
async function pauseBetweenWrites(process: DispatchProcess): Promise<void> {
  const database = new DatabaseSync(shared.place, { timeout: 0 });
  for (;;) {
    process.signal("SIGSTOP");
    // A thread that is in a system call stops when that ends.
    await wait(100);
    try {
      database.exec("BEGIN IMMEDIATE; ROLLBACK");
      return database.close();
    } catch {
      process.signal("SIGCONT");
      await wait(20);
    }
  }
}

test("a process that is paused for longer than its leases repeats nothing but what was under way", async () => {
  const before = await seeded(120);
  await connector.rules([{ delayMs: 20 }]);
  const order = { ...shared.opening, tenants: ["tenant-1"], now: monday, realMs: Date.now(), timing: shortLeases };
  const paused = dispatchProcess({ ...order, speed: 2 });
  children.push(paused);
  paused.begin();
  await paused.sending;
  await wait(300);
  await pauseBetweenWrites(paused);
  const known = await recorded();
  await start(["tenant-1"], 10, shortLeases).finished;
  const resumedAt = Date.now();
  paused.signal("SIGCONT");
  await paused.finished;
  const delivered = await deliveredSince(before);
  const recipients = delivered.map(({ conversationId }) => conversationId);
  expect(new Set(recipients).size).toBe(120);
  const repeated = recipients.filter((id, index) => recipients.indexOf(id) < index);
  expect(new Set(repeated).size).toBe(repeated.length);
  expect(repeated.filter((id) => known.includes(id))).toEqual([]);
  // The one that it was just handing to the operating system, at most.
  expect(delivered.filter(({ at }) => at > resumedAt).length).toBeLessThanOrEqual(1);
}, 90_000);
