import { setTimeout as wait } from "node:timers/promises";
import { errorFields } from "../telemetry.ts";
import type { Outreach } from "./outreach.ts";
import { type PlanCounts, plan } from "./planning/plan.ts";
import { type DispatchCounts, dispatch } from "./sending/dispatcher.ts";

export type TickCounts = PlanCounts & DispatchCounts;

/**
 * Does for one tenant what is due now: plans, then sends until nothing is due. May run in any number of processes at
 * once. What is in the outbox already goes out, whatever keeps the plan from being made. Rejects when the store does; the
 * next tick goes on from what is stored.
 */
export async function tick(outreach: Outreach, tenantId: string, signal?: AbortSignal): Promise<TickCounts> {
  const [planned] = await Promise.allSettled([outreach.planning.add(() => plan(outreach, tenantId, outreach.clock()))]);
  const sent = await dispatch(outreach, tenantId, signal);
  if (planned.status === "rejected") throw planned.reason;
  return { ...planned.value, ...sent };
}

export interface Scheduler {
  /** Finishes what is under way, begins nothing new. */
  stop(): Promise<void>;
}

const longestPauseMs = 60_000;

/**
 * Ticks for every tenant about every `everyMs`, each tenant in a rhythm of its own, so that one tenant's trouble never
 * delays another's. After a tick that failed the pause doubles, up to a minute.
 */
export function startScheduler(outreach: Outreach, tenantIds: readonly string[], everyMs: number): Scheduler {
  const stopping = new AbortController();

  async function rhythm(tenantId: string): Promise<void> {
    let pauseMs = everyMs;
    while (!stopping.signal.aborted) {
      try {
        await tick(outreach, tenantId, stopping.signal);
        pauseMs = everyMs;
      } catch (error) {
        outreach.log.error({ tenantId, ...errorFields(error) }, "tick failed");
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
      const jitteredMs = pauseMs * (0.75 + outreach.random() / 2);
      await wait(jitteredMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const rhythms = tenantIds.map(rhythm);
  return {
    async stop() {
      stopping.abort();
      await Promise.all(rhythms);
    },
  };
}
