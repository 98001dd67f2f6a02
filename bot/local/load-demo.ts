import { existsSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SourceFile } from "../directory/files.ts";
import { importDirectory } from "../directory/import-directory.ts";
import { addWeeks, localDate, localInstant, mondayOf, weekOf } from "../domain/calendar.ts";
import type { Instant, IsoDate } from "../domain/organisation.ts";
import { openSqlite } from "../store/sqlite/sqlite.ts";
import type { Store } from "../store/store.ts";
import { publishFigures } from "../use-cases/citizen/publish-figures.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { closeQuarters } from "../use-cases/quarter/close-quarters.ts";
import { historyWeeks, playHistory } from "./demo-history.ts";
import { writeAmbitions } from "./storvig/ambitions.ts";
import { writeCards } from "./storvig/cards.ts";
import { decideStorvig } from "./storvig/decisions.ts";
import { storvigFiles } from "./storvig/files.ts";
import { playStorvig, storvigWeeks } from "./storvig/history.ts";
import { askStorvig } from "./storvig/screenings.ts";

interface Demo {
  source: (today: IsoDate) => string | readonly SourceFile[];
  /** How long its history is. */
  weeks: number;
  play: (store: Store, tenantId: string, now: Instant) => Promise<void>;
}

/** Havnby Kommune is small enough to know; Storvig Kommune is as large as a real one. */
const demos = {
  lille: { source: () => fileURLToPath(new URL("demo/", import.meta.url)), weeks: historyWeeks, play: playHistory },
  stor: {
    ...{ source: storvigFiles, weeks: storvigWeeks },
    async play(store: Store, tenantId: string, now: Instant) {
      await playStorvig(store, tenantId, now);
      await decideStorvig(store, tenantId, now);
      await writeCards(store, tenantId, now);
      await writeAmbitions(store, tenantId, now);
      await askStorvig(store, tenantId, now);
    },
  },
} satisfies Record<string, Demo>;
export type DemoName = keyof typeof demos;
export const demoNames = Object.keys(demos) as DemoName[];

/** The municipality with its history, put into a store that has none. The same `now` gives the same story. */
export async function fillDemo(store: Store, tenantId: string, now: Instant, name: DemoName): Promise<void> {
  const demo: Demo = demos[name];
  const start = localInstant(mondayOf(addWeeks(weekOf(now), -demo.weeks)), 8);
  const source = demo.source(localDate(now));
  const { problems } = await importDirectory({ store, tenantId, source, now: start, by: "system" });
  if (problems.length > 0) throw new Error(`The demo municipality is not valid: ${JSON.stringify(problems)}`);
  await demo.play(store, tenantId, now);
  // The periods of the year that have closed, as the clock would have published them.
  const context = { store, tenantId, now, directory: await loadDirectory(store, tenantId) };
  await publishFigures(context);
  await closeQuarters(context);
}

/**
 * The demo municipality with its history as a new database; one that is there already is left as it is.
 * It is made beside and moved into place, so that a start that was cut off leaves nothing half-made.
 */
export async function loadDemo(file: string, tenantId: string, now: Instant, name: DemoName = "lille"): Promise<void> {
  if (existsSync(file)) return;
  const unfinished = `${file}.new`;
  for (const left of ["", "-wal", "-shm"].map((suffix) => unfinished + suffix)) if (existsSync(left)) rmSync(left);
  const store = openSqlite(unfinished);
  try {
    await fillDemo(store, tenantId, now, name);
  } finally {
    await store.close();
  }
  renameSync(unfinished, file);
}
