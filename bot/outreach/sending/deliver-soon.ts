import { errorFields } from "../../telemetry.ts";
import type { Outreach } from "../outreach.ts";
import { dispatch } from "./dispatcher.ts";

export interface SoonDelivery {
  /** Dispatches for the tenant in the background; while it does, any number of further calls lead to one more round. */
  deliverSoon(tenantId: string): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  /** Finishes what is under way, begins nothing new. */
  stop(): Promise<void>;
}

/** Delivers at once what somebody has just caused, without letting them wait for it. The timer takes care of what fails here. */
export function soonDelivery(outreach: Outreach): SoonDelivery {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();

  async function run(tenantId: string): Promise<void> {
    do {
      again.delete(tenantId);
      try {
        await dispatch(outreach, tenantId, stopping.signal);
      } catch (error) {
        outreach.log.error({ tenantId, ...errorFields(error) }, "dispatch failed");
        return;
      }
    } while (again.has(tenantId));
  }

  async function settled(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values());
  }

  return {
    settled,
    deliverSoon(tenantId) {
      if (stopping.signal.aborted) return;
      if (running.has(tenantId)) {
        again.add(tenantId);
        return;
      }
      const work = run(tenantId).finally(() => running.delete(tenantId));
      running.set(tenantId, work);
    },
    async stop() {
      stopping.abort();
      await settled();
    },
  };
}
