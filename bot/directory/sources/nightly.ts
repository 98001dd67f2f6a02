import { setTimeout as wait } from "node:timers/promises";
import type { SourcesConfig } from "../../config.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import type { SyncRun } from "../../domain/sources.ts";
import { keys } from "../../store/documents.ts";
import type { Store } from "../../store/store.ts";
import { errorFields, type Log } from "../../telemetry.ts";
import { pullBeside } from "./pull-beside.ts";
import { sourcesIn } from "./pull-sources.ts";
import { syncSources } from "./sync.ts";

/** How long after its hour a night still is one, and how long a run that failed waits for the next try. */
const nightHours = 4;
const retryMs = 60 * 60_000;

/** Whether a run is due: once a night, and again after an hour where the last one of the night failed. */
export function isSyncDue(run: SyncRun | undefined, hour: number, now: Instant): boolean {
  const today = localDate(now);
  const startToday = localInstant(today, hour);
  const start = now >= startToday ? startToday : localInstant(addDays(today, -1), hour);
  const end = new Date(Date.parse(start) + nightHours * 3_600_000).toISOString();
  if (now < start || now >= end) return false;
  if (run === undefined || run.at < start) return true;
  const again = new Date(Date.parse(run.at) + retryMs).toISOString();
  return run.outcome === "failed" && now >= again;
}

export interface Nightly {
  stop(): Promise<void>;
}

interface NightlyParts {
  store: Store;
  config: SourcesConfig;
  clock: () => Date;
  log: Log;
}

/** Looks about every `everyMs` whether the sources are to be read; in any number of processes, of which one does it. */
export function startNightly({ store, config, clock, log }: NightlyParts, everyMs: number): Nightly {
  const { tenantId, hour } = config;
  const stopping = new AbortController();
  const { signal } = stopping;
  async function look(): Promise<void> {
    while (tenantId !== null && !signal.aborted) {
      try {
        const now = clock().toISOString();
        const known = await store.read(tenantId, "sync", keys.sync);
        if (isSyncDue(known?.value.run, hour, now)) {
          const run = await syncSources({
            store,
            tenantId,
            now,
            by: "system",
            pull: () => pullBeside(config, { signal }),
          });
          if (run !== "busy") log.info({ tenantId, outcome: run.outcome, ...run.trouble }, "sources read");
        }
      } catch (error) {
        // Whoever stops the service does not wait for a source that does not answer.
        if (error !== signal.reason) log.error({ tenantId, ...errorFields(error) }, "sync failed");
      }
      await wait(everyMs, undefined, { signal }).catch(() => {});
    }
  }
  const looking = sourcesIn(config).length > 0 ? look() : Promise.resolve();
  return {
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}
