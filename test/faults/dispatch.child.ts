import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { checkInPurposes } from "../../bot/outreach/messages/check-in-messages.ts";
import { renderCheckIns } from "../../bot/outreach/messages/render.ts";
import { createOutreach, type Timing } from "../../bot/outreach/outreach.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { createPace } from "../../bot/outreach/sending/pace.ts";
import { openStore } from "../../bot/store/open-store.ts";
import { StoreUnusable } from "../../bot/store/store.ts";
import { connectorChannel } from "../../bot/teams/notify.ts";
import { silentLog } from "../../bot/telemetry.ts";

/** What a process of its own is told to dispatch, as JSON in its first argument. */
export interface DispatchOrder {
  store: string;
  database?: string;
  key?: string;
  tenants: string[];
  /** The pretended time at the real time `realMs`; all processes of a test share both. */
  now: string;
  realMs: number;
  /** How many times faster than Teams allows. */
  speed: number;
  timing: Timing;
}

/**
 * Waits for a line on its input; then ticks for every tenant, each in a rhythm of its own, until nothing is left to
 * send, and prints the milliseconds it took. Prints `sending` with its first send. What it runs is the service's own
 * planner, dispatcher, cards and connector client.
 */
const order = JSON.parse(process.argv[2] ?? "") as DispatchOrder;
const store = await openStore(order.store, { database: order.database, key: order.key });
const channel = connectorChannel(async () => null);
let hasSent = false;
const outreach = createOutreach({
  store,
  channel: {
    ...channel,
    send(...args) {
      if (!hasSent) process.stdout.write("sending\n");
      hasSent = true;
      return channel.send(...args);
    },
  },
  log: silentLog,
  clock: () => new Date(Date.parse(order.now) + Date.now() - order.realMs).toISOString(),
  purposes: checkInPurposes(renderCheckIns(true)),
  timing: order.timing,
  newPace: () => createPace(order.speed),
});

await once(process.stdin, "data");
process.stdin.destroy();
const startedAt = performance.now();
await Promise.all(order.tenants.map(untilNothingIsLeft));
process.stdout.write(`took ${performance.now() - startedAt}\n`);
await store.close();

async function untilNothingIsLeft(tenantId: string): Promise<void> {
  for (;;) {
    // As the service's timer does: the next tick goes on from what is stored.
    await tick(outreach, tenantId).catch((error: unknown) => {
      if (!(error instanceof StoreUnusable)) throw error;
    });
    const where = { state: ["pending", "sending"], purpose: ["checkIn", "reminder", "cardUpdate"] };
    const { items } = await store.query(tenantId, "message", { where, limit: 1 });
    if (items.length === 0) return;
    await wait(50);
  }
}
