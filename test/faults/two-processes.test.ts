import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { queryAll } from "../../bot/store/store.ts";
import { type FakeConnector, startFakeConnector } from "../support/fake-connector.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { leaderId, seedMunicipality, teamId } from "../support/leaders.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";
import { pressOf } from "./press-button.ts";

const leaders = 25;

let connector: FakeConnector;
let fresh: FreshStore;
let services: ServiceProcess[] = [];
let turn = 0;

beforeEach(async () => {
  connector = await startFakeConnector();
  fresh = await freshSqlite();
  await seedMunicipality(fresh.store, localTenant, { leaders, serviceUrl: connector.url });
  const STORE = `sqlite:${fresh.place}`;
  services = await Promise.all([startService({ STORE }), startService({ STORE })]);
}, 60_000);

afterEach(async () => {
  for (const service of services) service.signal("SIGTERM");
  expect(await Promise.all(services.map(({ ended }) => ended))).toEqual([0, 0]);
  await connector.close();
  await fresh.dispose();
});

/** One address in front of both: every request goes to the other process than the one before. */
function ask(path: string, init?: RequestInit): Promise<Response> {
  const service = services[turn++ % services.length]!;
  return fetch(service.url + path, init);
}

async function press(n: number, verb: string, data: unknown): Promise<{ statusCode: number; value: unknown }> {
  const body = pressOf(n, localTenant, connector.url, verb, data);
  const answer = await ask("/api/messages", { method: "POST", headers: { "content-type": "application/json" }, body });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { statusCode: number; value: unknown };
}

test("a leader's steps land on either process and fit together", async () => {
  await Promise.all(
    Array.from({ length: leaders }, async (_, n) => {
      const form = crypto.randomUUID();
      const steps: [string, Record<string, unknown>][] = [
        ["barrier/report", { team: teamId(n), solution: "call", form, fresh: true }],
        // Pressed twice, as an impatient thumb does: the second press lands on the other process.
        ["barrier/report", { team: teamId(n), solution: "call", form, fresh: true }],
        ["barrier/category", { barrier: form, category: "equipment" }],
        ["barrier/describe", { barrier: form, category: "equipment", detail: "device", contact: "call" }],
      ];
      for (const [verb, data] of steps) expect(await press(n, verb, data)).toMatchObject({ statusCode: 200 });
      const headers = { authorization: `Persona ${leaderId(n)}@proeveby.dk` };
      for (let each = 0; each < 2; each++) {
        const seen = (await (await ask("/api/check-ins", { headers })).json()) as { teams: { barriers: unknown[] }[] };
        expect(seen.teams[0]?.barriers).toMatchObject([{ id: form, category: "equipment", detail: "device" }]);
      }
    }),
  );
  const barriers = [];
  for await (const { value } of queryAll(fresh.store, localTenant, "barrier")) barriers.push(value);
  expect(new Set(barriers.map(({ teamId: team }) => team)).size).toBe(leaders);
  expect(barriers).toHaveLength(leaders);
}, 60_000);
