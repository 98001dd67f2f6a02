import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type App, buildApp } from "../bot/app.ts";
import { loadConfig } from "../bot/config.ts";
import { silentLog } from "../bot/telemetry.ts";
import { type FreshStore, freshStore } from "./support/fresh-store.ts";

let app: App;
let fresh: FreshStore;
let url: string;

beforeEach(async () => {
  fresh = await freshStore();
  const config = loadConfig({ OMBORD_MODE: "local", PORT: "0" });
  app = buildApp({ config, store: fresh.store, clock: () => new Date("2026-11-21T12:00:00Z"), log: silentLog });
  url = `http://127.0.0.1:${(await app.listen()).port}`;
});

afterEach(async () => {
  await app.close();
  await fresh.dispose();
});

test.each([
  ["HEAD", "/api/messages", 405, undefined],
  ["GET", "/nowhere", 404, undefined],
  ["DELETE", "/healthz", 405, undefined],
  ["POST", "/api/messages", 400, "{not json"],
  ["POST", "/api/messages", 413, `"${"a".repeat(1024 * 1024)}"`],
])(
  "%s %s is refused with %i and without the service's own words, and the service goes on",
  async (method, path, status, body) => {
    const headers = body === undefined ? undefined : { "content-type": "application/json" };
    const refused = await fetch(url + path, { method, body, headers });
    expect(refused.status).toBe(status);
    const said = await refused.text();
    if (method !== "HEAD") expect(Object.keys(JSON.parse(said)).sort()).toEqual(["status", "title", "type"]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  },
);
