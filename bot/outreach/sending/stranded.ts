import { weekOf } from "../../domain/calendar.ts";
import type { Instant, Settings } from "../../domain/organisation.ts";
import { dueWork, type Message, type MessagePurpose } from "../../domain/outreach.ts";
import { keys } from "../../store/documents.ts";
import { queryAll, type Stored } from "../../store/store.ts";
import { later, type Outreach } from "../outreach.ts";
import { mostSkewMs } from "./tenant-lease.ts";

/** Between two looks for stranded messages of a tenant: clocks that are ahead are rare, and a look is a query. */
const lookEveryMs = 5 * 60_000;

/**
 * Messages whose time has come and that were claimed for longer than any lease lasts: by a process whose clock was ahead, or a
 * `tick --now` ahead of time, that has ended since. Nobody waits for such a lease. What only that clock saw coming is left
 * until then. Looks every five minutes, and again at once after something was found; nothing where this process is
 * sending the tenant's messages elsewhere: then its own clock may have been set back in the midst of it.
 */
export async function findStranded(outreach: Outreach, tenantId: string, limit: number): Promise<Stored<"message">[]> {
  const { store, timing, dispatching, purposes, strandedLookMs } = outreach;
  const lookedAtMs = strandedLookMs.get(tenantId) ?? Number.NEGATIVE_INFINITY;
  if (performance.now() - lookedAtMs < lookEveryMs) return [];
  if ((dispatching.get(tenantId) ?? 0) > 1) return [];
  const now = outreach.clock();
  const purpose = Object.keys(purposes) as MessagePurpose[];
  const range = { field: "dueAt", from: later(now, timing.messageLeaseMs + mostSkewMs) } as const;
  const far = await Array.fromAsync(
    queryAll(store, tenantId, "message", { where: { state: "sending", purpose }, range }),
  );
  const settings = far.length === 0 ? undefined : await store.read(tenantId, "settings", keys.settings);
  const found = far.filter(({ value }) => settings !== undefined && hasCome(value, settings.value, now));
  if (found.length === 0) strandedLookMs.set(tenantId, performance.now());
  return found.slice(0, limit);
}

/** Whether the message is due by this clock too. */
function hasCome({ purpose, week, dueSince, plannedAt }: Message, settings: Settings, now: Instant): boolean {
  if ((dueSince ?? plannedAt) <= now) return true;
  return purpose === "checkIn" && week === weekOf(now) && dueWork(week, settings, now).checkIns;
}
