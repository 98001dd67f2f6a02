import { existsSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { importDirectory } from "../directory/import-directory.ts";
import type { Instant } from "../domain/organisation.ts";
import { openSqlite } from "../store/sqlite/sqlite.ts";
import { historyStart, playHistory } from "./demo-history.ts";

const demo = fileURLToPath(new URL("demo/", import.meta.url));

/**
 * The demo municipality with its history as a new database; one that is there already is left as it is.
 * It is made beside and moved into place, so that a start that was cut off leaves nothing half-made.
 */
export async function loadDemo(file: string, tenantId: string, now: Instant): Promise<void> {
  if (existsSync(file)) return;
  const unfinished = `${file}.new`;
  for (const left of ["", "-wal", "-shm"].map((suffix) => unfinished + suffix)) if (existsSync(left)) rmSync(left);
  const store = openSqlite(unfinished);
  try {
    const start = historyStart(now);
    const { problems } = await importDirectory({ store, tenantId, source: demo, now: start, by: "system" });
    if (problems.length > 0) throw new Error(`The demo municipality is not valid: ${JSON.stringify(problems)}`);
    await playHistory(store, tenantId, now);
  } finally {
    await store.close();
  }
  renameSync(unfinished, file);
}
