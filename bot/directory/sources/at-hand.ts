import type { SourcesConfig } from "../../config.ts";
import type { SourceName, SyncRun } from "../../domain/sources.ts";
import type { Store } from "../../store/store.ts";
import { pullBeside } from "./pull-beside.ts";
import { sourcesIn } from "./pull-sources.ts";
import { type Agreed, syncSources } from "./sync.ts";

/** The sources as whoever asks over the API may have them read: those of the one municipality whose they are. */
export function sourcesAtHand({ config, store, clock }: { config: SourcesConfig; store: Store; clock: () => Date }) {
  return {
    hour: config.hour,
    names: (tenantId: string): SourceName[] => (tenantId === config.tenantId ? sourcesIn(config) : []),
    sync: (tenantId: string, by: string, agreed: Agreed | undefined): Promise<SyncRun | "busy"> => {
      const now = clock().toISOString();
      return syncSources({ store, tenantId, now, by, pull: () => pullBeside(config), agreed });
    },
  };
}
