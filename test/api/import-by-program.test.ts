import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { loadConfig } from "../../bot/config.ts";
import { queryAll } from "../../bot/store/store.ts";
import { csvFiles, ids, sound } from "../directory/directory-files.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { type OpenIdServer, startOpenIdServer } from "../support/openid-server.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

// A program of the municipality's own brings the organisation, with a token of its own and no person behind it.

const tenantId = "11111111-1111-4111-8111-111111111111";
const program = "55555555-5555-4555-8555-555555555555";
const appId = "44444444-4444-4444-8444-444444444444";
let openId: OpenIdServer;
let fresh: FreshStore;
let api: RunningApi;

beforeAll(async () => {
  openId = await startOpenIdServer();
  fresh = await freshStore();
  const env = { BOT_APP_ID: appId, BOT_TENANT_ID: tenantId, BOT_APP_SECRET: "secret", ENTRA_AUTHORITY: openId.url };
  api = await startApi({ store: fresh.store, now: new Date().toISOString(), config: loadConfig(env) });
});
afterAll(async () => {
  await api.stop();
  await openId.stop();
  await fresh.dispose();
});

async function call(method: string, path: string, claims: object, body?: unknown): Promise<Response> {
  const token = await openId.sign(
    {
      ...{ aud: appId, iss: `${openId.url}/${tenantId}/v2.0`, tid: tenantId, oid: program, ver: "2.0" },
      ...{ exp: Math.floor(Date.now() / 1000) + 600, ...claims },
    },
    {},
  );
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const sent = body === undefined ? null : JSON.stringify(body);
  return fetch(`${api.url}${path}`, { method, headers, body: sent });
}

test("with its role it imports, into an empty municipality too, and may see and do nothing else", async () => {
  const files = csvFiles(sound).map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") }));
  const role = { roles: ["Ombord.Import"], idtyp: "app" };
  const stored = await call("POST", "/api/admin/import", role, { files, dryRun: false });
  expect([stored.status, ((await stored.json()) as { stored: boolean }).stored]).toEqual([200, true]);
  expect((await fresh.store.read(tenantId, "team", "north-day"))?.value.name).toBe("Nord, dag");
  const audits = await Array.fromAsync(queryAll(fresh.store, tenantId, "audit"));
  expect(audits.map(({ value }) => [value.by, value.did])).toEqual([[program, "directoryImported"]]);
  const others = [
    "/api/me",
    "/api/admin/settings",
    "/api/admin/sources",
    "/api/admin/deliveries",
    "/api/adoption?weeks=4",
  ];
  for (const path of others) expect([path, (await call("GET", path, role)).status]).toEqual([path, 403]);
  expect((await call("POST", "/api/admin/sources/run", role, {})).status).toBe(403);
  expect((await call("POST", "/api/admin/import", { roles: ["Other"] }, { files, dryRun: true })).status).toBe(401);
  const asPerson = { scp: "access_as_user", roles: ["Ombord.Import"], oid: ids.anna };
  expect((await call("POST", "/api/admin/import", asPerson, { files, dryRun: true })).status).toBe(404);
});
