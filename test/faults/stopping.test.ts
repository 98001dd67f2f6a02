import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { type FakeConnector, startFakeConnector } from "../support/fake-connector.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { seedMunicipality, teamId } from "../support/leaders.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";
import { pressOf } from "./press-button.ts";

const leaders = 80;
const connections = 16;

let connector: FakeConnector;
let fresh: FreshStore;
let service: ServiceProcess;

beforeEach(async () => {
  connector = await startFakeConnector();
  fresh = await freshSqlite();
  await seedMunicipality(fresh.store, localTenant, { leaders, serviceUrl: connector.url });
  service = await startService({ STORE: `sqlite:${fresh.place}` });
});

afterEach(async () => {
  service.signal("SIGKILL");
  await service.ended;
  await connector.close();
  await fresh.dispose();
});

/** What the driver knows of every report that it sent. */
interface Ledger {
  acknowledged: string[];
  /** No answer at all: the connection was refused or closed before a byte came back. */
  unanswered: string[];
  /** An answer that was not a success, or that was cut off. */
  wrong: string[];
}

/** One connection that is kept open, as a load balancer does, and used again at once until nobody answers. */
async function press(ledger: Ledger, connection: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let n = connection; ; n += connections) {
    const form = crypto.randomUUID();
    const data = { team: teamId(n % leaders), solution: "call", form, fresh: true };
    const body = pressOf(n % leaders, localTenant, connector.url, "barrier/report", data);
    const outcome = await post(agent, body);
    ledger[outcome].push(form);
    if (outcome === "unanswered") break;
  }
  agent.destroy();
}

function post(agent: Agent, body: string): Promise<keyof Ledger> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(`${service.url}/api/messages`, { method: "POST", agent, headers }, (response) => {
      let said = "";
      response.on("data", (chunk) => (said += chunk));
      response.on("error", () => resolve("wrong"));
      response.on("end", () => {
        const isStored = response.statusCode === 200 && said.startsWith('{"statusCode":200');
        resolve(isStored ? "acknowledged" : "wrong");
      });
    });
    sent.on("error", () => resolve("unanswered"));
    sent.end(body);
  });
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s under load: what was acknowledged is stored, every answer is whole, and the process ends by itself",
  async (signal) => {
    const ledger: Ledger = { acknowledged: [], unanswered: [], wrong: [] };
    const driving = Promise.all(Array.from({ length: connections }, (_, n) => press(ledger, n)));
    while (ledger.acknowledged.length < 400) await wait(5);
    service.signal(signal);
    await driving;
    expect(await service.ended).toBe(0);

    expect(ledger.wrong).toEqual([]);
    const stored = await Promise.all(ledger.acknowledged.map((form) => fresh.store.read(localTenant, "barrier", form)));
    expect(stored.filter((barrier) => barrier === undefined)).toEqual([]);
    // Each connection ends with exactly one request that nobody took.
    expect(ledger.unanswered).toHaveLength(connections);
    expect(service.output()).not.toMatch(/"level":50|at .*\.ts/);
  },
  60_000,
);
