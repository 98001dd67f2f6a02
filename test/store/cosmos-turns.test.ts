import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { buildApp } from "../../bot/app.ts";
import { loadConfig, localTenant } from "../../bot/config.ts";
import { openCosmos } from "../../bot/store/cosmos/cosmos.ts";
import { queryAll, type Store } from "../../bot/store/store.ts";
import { silentLog } from "../../bot/telemetry.ts";
import { pressOf } from "../faults/press-button.ts";
import { cosmosServer } from "../support/cosmos-server.ts";
import { type FaultyProxy, faultyProxy, type ProxyFault } from "../support/faulty-proxy.ts";
import { type FreshStore, freshCosmos } from "../support/fresh-store.ts";
import { seedMunicipality, teamId } from "../support/leaders.ts";
import { seeded } from "../support/seeded.ts";

const leaders = 6;
let fresh: FreshStore;
let proxy: FaultyProxy;
let store: Store;
let app: ReturnType<typeof buildApp>;
let url: string;

beforeEach(async () => {
  fresh = await freshCosmos();
  await seedMunicipality(fresh.store, localTenant, { leaders, notInstalled: [...Array(leaders).keys()] });
  proxy = await faultyProxy(await cosmosServer());
  store = await openCosmos({ endpoint: proxy.url, key: "bm90IGEgc2VjcmV0", database: fresh.place });
  const config = loadConfig({ OMBORD_MODE: "local", PORT: "0" });
  app = buildApp({ config, store, clock: () => new Date("2026-11-16T08:05:00Z"), log: silentLog });
  url = `http://127.0.0.1:${(await app.listen()).port}`;
});
afterEach(async () => {
  await app.close();
  await store.close();
  await proxy.close();
  await fresh.dispose();
});

async function report(n: number, form: string): Promise<number> {
  const body = pressOf(n, localTenant, "http://127.0.0.1:9/", "barrier/report", {
    team: teamId(n),
    solution: "call",
    form,
  });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/api/messages`, { method: "POST", headers, body });
  return ((await answer.json()) as { statusCode: number }).statusCode;
}

test.each([1, 2, 3])(
  "whatever happens to a fifth of what goes to Cosmos DB (seed %i), everybody is answered and everything is kept once",
  async (seed) => {
    const random = seeded(seed);
    const faults: ProxyFault[] = [
      { status: 429 },
      { status: 449 },
      { status: 503 },
      { status: 500 },
      "cutBefore",
      "cutAfter",
    ];
    proxy.fault = ({ path }) =>
      path.includes("/docs") && random() < 0.2 ? faults[Math.floor(random() * faults.length)] : undefined;
    const forms: string[] = [];
    for (let n = 0; n < leaders; n += 1) {
      const form = crypto.randomUUID();
      forms.push(form);
      expect(await report(n, form)).toBe(200);
    }
    proxy.fault = () => undefined;
    const kept = await Array.fromAsync(queryAll(fresh.store, localTenant, "barrier"));
    expect(kept.map(({ key }) => key).sort()).toEqual(forms.sort());
    const noted = await Array.fromAsync(queryAll(fresh.store, localTenant, "audit"));
    expect(
      noted
        .filter(({ value }) => value.kind === "barrier")
        .map(({ value }) => value.key)
        .sort(),
    ).toEqual(forms);
  },
  30_000,
);
