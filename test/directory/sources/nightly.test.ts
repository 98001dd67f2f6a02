import { execFile } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { loadConfig, localTenant } from "../../../bot/config.ts";
import { startNightly } from "../../../bot/directory/sources/nightly.ts";
import { emptyMapping } from "../../../bot/domain/sources.ts";
import { keys } from "../../../bot/store/documents.ts";
import { type FreshStore, freshSqlite } from "../../support/fresh-store.ts";
import { sourceFile } from "../../support/source-fixtures.ts";

// Who reads the sources without a person asking: the service by night, in any number of processes, and the command.

let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshSqlite();
});
afterEach(() => fresh.dispose());

const env = { OMBORD_MODE: "local", KITOS_EXPORT: sourceFile("kitos-export-IT-Systemer-Overblik.csv") };

async function choose(): Promise<void> {
  const solutions = [{ id: "48e68283-3f8d-4403-a243-b13f6addd86c", isBelow: false }];
  const value = { ...emptyMapping, solutions };
  await fresh.store.commit(localTenant, [{ op: "create", kind: "mapping", key: keys.mapping, value }]);
}

test("the service reads them in the night and once, whatever the number of processes", async () => {
  await choose();
  const config = loadConfig(env).sources;
  const told: string[] = [];
  const ended = Promise.withResolvers<void>();
  const note = (fields: Record<string, unknown>, message: string) => {
    told.push(`${message} ${fields.outcome}`);
    ended.resolve();
  };
  const log = { info: note, warn: note, error: note };
  const parts = { config, log, clock: () => new Date("2026-11-20T01:30:00.000Z") };
  const processes = [
    startNightly({ store: fresh.store, ...parts }, 50),
    startNightly({ store: await fresh.again(), ...parts }, 50),
  ];
  await ended.promise;
  await Promise.all(processes.map((one) => one.stop()));
  expect(told).toEqual(["sources read stored"]);
  const { items } = await fresh.store.query(localTenant, "solution");
  expect(items.map(({ value }) => value.name)).toEqual(["Omsorg Æ Suite"]);
  expect((await fresh.store.query(localTenant, "lease")).items).toEqual([]);
});

test("without any source there is nothing to do, and nothing is asked of the store", async () => {
  const never = { ...fresh.store, read: () => Promise.reject(new Error("asked")) };
  const log = { info: fail, warn: fail, error: fail };
  const config = loadConfig({ OMBORD_MODE: "local" }).sources;
  const nightly = startNightly({ store: never, config, log, clock: () => new Date("2026-11-20T01:30:00.000Z") }, 5);
  await nightly.stop();
});

function fail(): never {
  throw new Error("told something");
}

function ombord(more: Record<string, string>, ...args: string[]): Promise<{ code: number; out: string }> {
  const given = { PATH: process.env.PATH, ...env, STORE: `sqlite:${fresh.place}`, ...more };
  return new Promise((resolve) => {
    execFile(process.execPath, ["bot/cli.ts", "sync", ...args], { env: given }, (error, out) =>
      resolve({ code: error === null ? 0 : Number(error.code), out }),
    );
  });
}

test("the command says what would be, does it, and says when it cannot", async () => {
  await choose();
  const dry = await ombord({}, "--dry-run");
  expect(dry.code).toBe(0);
  expect(dry.out).toContain("løsninger, nye:\n  Omsorg Æ Suite");
  expect(dry.out).toContain("Prøvekørsel: Intet er gemt.");
  expect((await fresh.store.query(localTenant, "solution")).items).toEqual([]);
  expect(await fresh.store.read(localTenant, "sync", keys.sync)).toBeUndefined();
  expect((await ombord({})).out).toContain("Det nye er læst ind.");
  const again = JSON.parse((await ombord({}, "--json")).out);
  expect(again).toMatchObject({ tenantId: localTenant, outcome: "unchanged", failedNights: 0 });
  const gone = await ombord({ KITOS_EXPORT: `${fresh.place}.csv` });
  expect(gone).toMatchObject({ code: 1, out: expect.stringContaining("Filen er der ikke.") });
  const none = await ombord({ KITOS_EXPORT: "" });
  expect(none).toMatchObject({ code: 1, out: expect.stringContaining("Der er ingen kilder sat op") });
});
