import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { queryAll } from "../../bot/store/store.ts";
import type { Received } from "../support/fake-connector.ts";
import { leaderId, seedMunicipality } from "../support/leaders.ts";
import { seeded } from "../support/seeded.ts";
import {
  type ConnectorProcess,
  connectorProcess,
  dispatchProcess,
  type SharedStore,
  sharedStores,
} from "./processes.ts";

const tenant = "tenant-1";
const isLong = process.env.LONG === "1";
/** The server that stands in for Cosmos DB takes each of its writes one after the other; every kill finds something left to send. */
const sizes = {
  sqlite: isLong ? { leaders: 500, kills: 50 } : { leaders: 120, kills: 8 },
  cosmos: isLong ? { leaders: 200, kills: 20 } : { leaders: 60, kills: 7 },
};
const remindedKills = isLong ? 10 : 7;
const monday = "2026-11-16T08:00:00.000Z";
const thursday = "2026-11-19T08:00:00.000Z";
const timing = { sendTimeoutMs: 3_000, messageLeaseMs: 4_500, tenantLeaseMs: 1_000, recordAgainMs: 100 };

let connector: ConnectorProcess;
let shared: SharedStore;

beforeAll(async () => {
  connector = await connectorProcess();
});
afterEach(() => shared.dispose());
afterAll(() => connector.stop());

interface Kills {
  now: string;
  count: number;
  seed: number;
}

/** Kills the dispatching process again and again, then lets one finish. Returns when each was killed, by the real clock. */
async function killAndFinish({ now, count, seed }: Kills): Promise<number[]> {
  const random = seeded(seed);
  const realMs = Date.now();
  const order = { ...shared.opening, tenants: [tenant], now, realMs, timing };
  const killedAt: number[] = [];
  let next = dispatchProcess({ ...order, speed: 2 });
  for (let n = 0; n < count; n++) {
    const child = next;
    child.begin();
    next = dispatchProcess({ ...order, speed: n === count - 1 ? 20 : 2 });
    // The first few are killed while they plan, the others while they send.
    if (n >= 5) await Promise.race([child.sending, child.finished]);
    await wait(random() * 140);
    killedAt.push(Date.now());
    await child.kill();
  }
  next.begin();
  await next.finished;
  return killedAt;
}

/** At this pace and with these answers no more sends can be under way at once. */
const mostUnderWay = 20;

/** How much later the connector may see what had left: on a busy machine it waits for its turn. */
const mostLateMs = 500;

/** The sends that may have been under way when the process was killed: its last ones, and what was still on its way. */
function lastSends(sends: Received[], after: number, before: number): Received[] {
  const seen = sends.filter(({ at }) => at > after && at <= before).slice(-mostUnderWay);
  return [...seen, ...sends.filter(({ at }) => at > before && at <= before + mostLateMs)];
}

async function messages(purpose: string) {
  const found = [];
  for await (const { value } of queryAll(shared.store, tenant, "message", { where: { purpose } })) found.push(value);
  return found;
}

async function deliveredSince(index: number): Promise<Received[]> {
  const received = await connector.received();
  return received.slice(index).filter((entry) => entry.delivered && entry.operation === "send");
}

describe.each(Object.keys(sharedStores) as (keyof typeof sharedStores)[])("killed while dispatching on %s", (kind) => {
  const { leaders, kills } = sizes[kind];
  test("nobody is missed, only what was under way is repeated, and a reminder never is", async () => {
    shared = await sharedStores[kind]();
    await seedMunicipality(shared.store, tenant, { leaders, serviceUrl: connector.url });
    await connector.rules([{ delayMs: 30 }]);
    const before = (await connector.received()).length;

    const killedAt = await killAndFinish({ now: monday, count: kills, seed: 1 });
    const cards = await deliveredSince(before);
    const reached = new Set(cards.map((entry) => entry.conversationId));
    expect(reached.size).toBe(leaders);
    const sent = await messages("checkIn");
    expect(sent.map((message) => message.state)).toEqual(Array.from({ length: leaders }, () => "sent"));
    // Every card that the store does not know was on its way when a process was killed: nothing else is ever repeated.
    const known = new Set(sent.map((message) => message.activityId));
    const unknown = cards.filter((entry) => !known.has(entry.activityId));
    const repeats = cards.length - leaders;
    expect(unknown).toHaveLength(repeats);
    const underWay = killedAt.flatMap((at, n) => lastSends(cards, killedAt[n - 1] ?? 0, at));
    for (const card of unknown) expect(underWay).toContain(card);

    const afterCards = (await connector.received()).length;
    await killAndFinish({ now: thursday, count: remindedKills, seed: 2 });
    const reminders = await deliveredSince(afterCards);
    const reminded = new Set(reminders.map((entry) => entry.conversationId));
    expect(reminders).toHaveLength(reminded.size);
    const outcomes = await messages("reminder");
    expect(outcomes).toHaveLength(leaders);
    const lost = outcomes.filter((message) => message.state !== "sent");
    for (const message of lost) expect(message).toMatchObject({ state: "failed", reason: "uncertain" });
    const missing = Array.from({ length: leaders }, (_, n) => leaderId(n)).filter((id) => !reminded.has(`a:${id}`));
    const lostIds = lost.map((message) => message.personId);
    for (const id of missing) expect(lostIds).toContain(id);
    console.log(
      `${kind}: ${killedAt.length + remindedKills} kills, ${repeats} cards repeated, ${lost.length} reminders uncertain`,
    );
  }, 600_000);
});
