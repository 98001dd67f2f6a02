import { setTimeout as wait } from "node:timers/promises";
import type { Outreach } from "./outreach.ts";
import { type TickCounts, tick } from "./scheduler.ts";

/** Between looks at what another process is doing, or at a try that is due soon. */
const pauseMs = 1_000;
/** Tries that are planned later than this are left to the next run. */
const soonMs = 60_000;

/**
 * Ticks for one tenant until nothing is due, and adds up what was done: for a timer outside the service. Waits for
 * another process that is sending, and for tries that are due within a minute.
 */
export async function runUntilDone(outreach: Outreach, tenantId: string, signal?: AbortSignal): Promise<TickCounts> {
  const total = await tick(outreach, tenantId, signal);
  while (!signal?.aborted && (total.heldElsewhere || (await hasMoreSoon(outreach, tenantId)))) {
    await wait(pauseMs, undefined, { signal }).catch(() => {});
    const { heldElsewhere, ...counts } = await tick(outreach, tenantId, signal);
    total.heldElsewhere = heldElsewhere;
    for (const [name, count] of Object.entries(counts)) total[name as keyof typeof counts] += count;
  }
  return total;
}

async function hasMoreSoon({ store, clock, purposes }: Outreach, tenantId: string): Promise<boolean> {
  const before = new Date(Date.parse(clock()) + soonMs).toISOString();
  const { items } = await store.query(tenantId, "message", {
    where: { state: "pending", purpose: Object.keys(purposes) },
    range: { field: "dueAt", before },
    limit: 1,
  });
  return items.length > 0;
}
