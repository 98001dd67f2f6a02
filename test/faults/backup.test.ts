import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { leaderId, seedMunicipality, teamId } from "../support/leaders.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";
import { pressOf } from "./press-button.ts";

const leaders = 16;
/** Nobody may ask faster for long. */
const everyMs = 220;
const nobody = "http://127.0.0.1:9/";
const cli = join(import.meta.dirname, "../../bot/cli.ts");

let fresh: FreshStore;
let service: ServiceProcess;

beforeEach(async () => {
  fresh = await freshSqlite();
  await seedMunicipality(fresh.store, localTenant, { leaders, notInstalled: [...Array(leaders).keys()] });
  service = await startService({ STORE: `sqlite:${fresh.place}` });
});
afterEach(async () => {
  service.signal("SIGTERM");
  await service.ended;
  await fresh.dispose();
});

/** Reports what is in the way again and again until told to stop; every acknowledged report goes into the ledger. */
async function report(n: number, ledger: string[], stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const form = crypto.randomUUID();
    const data = { team: teamId(n), solution: "call", form, fresh: true };
    const body = pressOf(n, localTenant, nobody, "barrier/report", data);
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${service.url}/api/messages`, { method: "POST", headers, body });
    expect(await answer.json()).toMatchObject({ statusCode: 200 });
    ledger.push(form);
    await wait(everyMs);
  }
}

test("a backup taken while people write holds all that was acknowledged before, and serves when it is put in place", async () => {
  const ledger: string[] = [];
  const stopping = new AbortController();
  const writing = Promise.all([...Array(leaders).keys()].map((n) => report(n, ledger, stopping.signal)));
  while (ledger.length < 100) await wait(5);

  const before = [...ledger];
  const backup = join(fresh.place, "..", "backup.db");
  const env = { OMBORD_MODE: "local", STORE: `sqlite:${fresh.place}` };
  await promisify(execFile)(process.execPath, ["--no-warnings", cli, "backup", backup], { env });
  const grown = ledger.length;
  stopping.abort();
  await writing;
  expect(grown).toBeGreaterThan(before.length);

  // The disaster: the service dies and its file is gone.
  service.signal("SIGKILL");
  await service.ended;
  service = await startService({ STORE: `sqlite:${backup}` });
  const restored = openSqlite(backup);
  const missing = [];
  for (const form of before) {
    if ((await restored.read(localTenant, "barrier", form)) === undefined) missing.push(form);
  }
  await restored.close();
  expect(missing).toEqual([]);

  const headers = { authorization: `Persona ${leaderId(0)}@proeveby.dk` };
  const seen = await fetch(`${service.url}/api/check-ins`, { headers });
  expect(await seen.json()).toMatchObject({ teams: [{ teamId: teamId(0) }] });
  const after: string[] = [];
  const once = new AbortController();
  const one = report(0, after, once.signal);
  once.abort();
  await one;
  expect(after).toHaveLength(1);
}, 60_000);
