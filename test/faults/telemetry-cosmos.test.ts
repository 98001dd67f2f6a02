import { expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { metrics } from "../../bot/metrics.ts";
import { demoFolder } from "../support/bot.ts";
import { cosmosServer } from "../support/cosmos-server.ts";
import { freshCosmos } from "../support/fresh-store.ts";
import { startIngestionServer } from "../support/ingestion-server.ts";
import { startService } from "../support/service-process.ts";

test("what each operation costs on Cosmos DB is measured", async () => {
  const fresh = await freshCosmos();
  const now = new Date().toISOString();
  await importDirectory({ store: fresh.store, tenantId: localTenant, source: demoFolder, now, by: "system" });
  const ingestion = await startIngestionServer();
  const { COSMOS_ENDPOINT = await cosmosServer(), COSMOS_KEY = "bm90IGEgc2VjcmV0" } = process.env;
  const place = { STORE: `cosmos:${COSMOS_ENDPOINT}`, COSMOS_DATABASE: fresh.place, COSMOS_KEY };
  const service = await startService({ ...place, ...ingestion.env });
  try {
    const headers = { authorization: "Persona jonas.krogh@havnby.example", "content-type": "application/json" };
    const me = await fetch(`${service.url}/api/me`, { headers });
    const { week } = (await me.json()) as { week: string };
    const answers = [{ solutionId: "skaermbesoeg", level: "routine", troubled: false }];
    const body = JSON.stringify({ kind: "answer", answers, seen: null });
    const answered = await fetch(`${service.url}/api/check-ins/${week}/nord-aften`, { method: "PUT", headers, body });
    expect(answered.status).toBe(200);
  } finally {
    service.signal("SIGTERM");
    expect(await service.ended).toBe(0);
    await ingestion.stop();
    await fresh.dispose();
  }
  const points = ingestion.points(metrics.requestUnits);
  const operations = new Set(points.map(({ dimensions }) => dimensions.operation));
  expect([...operations]).toEqual(expect.arrayContaining(["query", "commit"]));
  for (const operation of operations) expect(["read", "readMany", "query", "etags", "commit"]).toContain(operation);
  // Every operation costs at least one unit, also on the imitation.
  for (const { value, count } of points) expect(value).toBeGreaterThanOrEqual(count);
  expect(ingestion.points(metrics.answers).map(({ value }) => value)).toEqual([1]);
}, 180_000);
