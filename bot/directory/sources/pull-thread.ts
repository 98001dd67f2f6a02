import { parentPort, workerData } from "node:worker_threads";
import type { SourcesConfig } from "../../config.ts";
import type { SourceName, SourceTroubleCode } from "../../domain/sources.ts";
import type { SourceLimits } from "./fetch-source.ts";
import { pullSources } from "./pull-sources.ts";
import { type Packed, pack } from "./pulled-packs.ts";
import { SourceTrouble } from "./source-trouble.ts";

// The sources are read on a thread of its own: to parse what they answer takes 70 to 180 ms in one go, in which nobody would be answered.

export interface Given {
  config: SourcesConfig;
  limits: SourceLimits | undefined;
}

/** What they said, or why they did not. */
export type Told = Packed | { trouble: { source: SourceName; code: SourceTroubleCode } };

const { config, limits } = workerData as Given;

function tell(told: Told): void {
  parentPort?.postMessage(told, "packs" in told ? told.packs.map(({ buffer }) => buffer) : []);
}

try {
  tell(pack(await pullSources(config, limits)));
} catch (error) {
  if (!(error instanceof SourceTrouble)) throw error;
  tell({ trouble: { source: error.source, code: error.code } });
}
