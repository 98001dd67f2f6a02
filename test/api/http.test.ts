import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Problem } from "../../bot/api/contract.ts";
import { loadConfig, localTenant } from "../../bot/config.ts";
import type { Store } from "../../bot/store/store.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

const now = "2026-11-19T10:00:00.000Z";
const asMette = { Authorization: "Persona mette.holm@havnby.example" };
let fresh: FreshStore;
let folder: string;
let api: RunningApi;

beforeAll(async () => {
  fresh = await freshStore();
  await fillMunicipality(fresh.store, localTenant, now);
  folder = await mkdtemp(join(tmpdir(), "ombord-tab-"));
  await mkdir(join(folder, "tab/assets"), { recursive: true });
  await writeFile(join(folder, "tab/index.html"), "<!doctype html><title>Ombord</title>");
  await writeFile(join(folder, "tab/assets/index-abc123.js"), `export const text = "${"lang ".repeat(500)}";`);
  await writeFile(join(folder, "secret.txt"), "hush");
  api = await startApi({ store: fresh.store, now, tabFolder: join(folder, "tab") });
});

afterAll(async () => {
  await api.stop();
  await fresh.dispose();
  await rm(folder, { recursive: true });
});

/** A request whose path arrives as written: fetch would tidy it. */
function rawStatus(path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.on("error", reject).end();
  });
}

test("a connection is kept for longer than a client or what is in front of the service keeps theirs", async () => {
  const { headers } = await fetch(`${api.url}/api/me`, { headers: asMette });
  const [, seconds] = /^timeout=(\d+)$/.exec(headers.get("keep-alive") ?? "") ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});

describe("every answer", () => {
  test.each(["/api/me", "/api/adoption", "/api/nothing", "/tab/", "/tab/assets/index-abc123.js"])(
    "%s carries the security headers",
    async (path) => {
      const { headers } = await fetch(`${api.url}${path}`, { headers: asMette });
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/frame-ancestors [^;]*teams\.microsoft\.com[^;]*\*\.cloud\.microsoft/);
      expect(policy).not.toContain("unsafe-eval");
    },
  );

  test("is not kept by anybody between the person and the service", async () => {
    const { headers } = await fetch(`${api.url}/api/me`, { headers: asMette });
    expect(headers.get("cache-control")).toBe("private, no-cache");
    expect(headers.get("vary")).toContain("Authorization");
  });

  test("comes back as 304 when nothing has changed, and whole when something has", async () => {
    const first = await fetch(`${api.url}/api/adoption`, { headers: asMette });
    const etag = first.headers.get("etag") ?? "";
    const again = await fetch(`${api.url}/api/adoption`, { headers: { ...asMette, "If-None-Match": etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    const other = await fetch(`${api.url}/api/adoption?weeks=3`, { headers: { ...asMette, "If-None-Match": etag } });
    expect(other.status).toBe(200);
  });

  test("is compressed for those who can read it", async () => {
    const zipped = await fetch(`${api.url}/api/adoption`, { headers: { ...asMette, "Accept-Encoding": "gzip" } });
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(await zipped.json()).toHaveProperty("weeks");
    const plain = await fetch(`${api.url}/api/adoption`, { headers: { ...asMette, "Accept-Encoding": "gzip;q=0" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await plain.json()).toHaveProperty("weeks");
  });
});

describe("an error", () => {
  test.each(["text/plain", "application/x-www-form-urlencoded"])(
    "is what a form on another page gets, which cannot call its body JSON but %s",
    async (type) => {
      const headers = { ...asMette, "Content-Type": type };
      const body = JSON.stringify({ teamId: "nord-dag", solutionId: "skaermbesoeg" });
      const response = await fetch(`${api.url}/api/barriers`, { method: "POST", headers, body });
      expect(response.status).toBe(400);
    },
  );

  test("of an address that does not exist is a problem with a sentence", async () => {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const response = await fetch(`${api.url}/api/nothing/here`, { method, headers: asMette });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(((await response.json()) as Problem).userMessage).not.toBe("");
    }
  });

  test("of ours says one plain sentence with a reference, and nothing of the cause to anybody", async () => {
    const secret = "SECRET 111111-1118 at /srv/ombord/store.ts";
    const broken: Store = {
      ...fresh.store,
      read: () => Promise.reject(new Error(secret)),
    };
    const failing = await startApi({ store: broken, now });
    const response = await fetch(`${failing.url}/api/me`, { headers: asMette });
    const body = await response.text();
    await failing.stop();
    expect(response.status).toBe(500);
    expect(body).not.toMatch(/SECRET|111111|store\.ts|stack/);
    const problem = JSON.parse(body) as Problem;
    expect(problem.userMessage).toContain(problem.reference);
    expect(failing.logged.join()).toContain(problem.reference);
    expect(failing.logged.join()).not.toMatch(/SECRET|111111/);
  });

  test("comes when a person asks too fast, for that person only, and passes", async () => {
    const slow = await startApi({ store: fresh.store, now, pace: { burst: 3, perSecond: 0.001 } });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++) statuses.push((await fetch(`${slow.url}/api/me`, { headers: asMette })).status);
    const headers = { Authorization: "Persona rasmus.dahl@havnby.example" };
    const other = await fetch(`${slow.url}/api/me`, { headers });
    await slow.stop();
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect(other.status).toBe(200);
  });
});

describe("the tab", () => {
  test.each(["/tab/", "/tab/overview", "/tab/overview/nord-dag/journal"])(
    "%s is the tab, always asked for anew",
    async (path) => {
      const response = await fetch(`${api.url}${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("no-cache");
      expect(await response.text()).toContain("Ombord");
    },
  );

  test("is found without the slash", async () => {
    const response = await fetch(`${api.url}/tab`, { redirect: "manual" });
    expect(response.headers.get("location")).toBe("/tab/");
  });

  test("keeps its assets for good, since their names change with their content", async () => {
    const response = await fetch(`${api.url}/tab/assets/index-abc123.js`);
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("content-encoding")).toBe("gzip");
    const again = await fetch(`${api.url}/tab/assets/index-abc123.js`, {
      headers: { "If-None-Match": response.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  test.each([
    "/tab/../secret.txt",
    "/tab/..%2fsecret.txt",
    "/tab/%2e%2e/secret.txt",
    "/tab/assets/..%5c..%5csecret.txt",
    "/tab//etc/passwd.txt",
    "/tab/assets/missing.js",
    "/tab/secret.txt%00",
  ])("%s leads nowhere", async (path) => {
    const { status, body } = await rawStatus(path);
    expect(body).not.toContain("hush");
    expect([400, 404]).toContain(status);
  });
});

describe("personas", () => {
  test("can be chosen from in local mode", async () => {
    const { personas } = (await (await fetch(`${api.url}/api/personas`)).json()) as { personas: unknown[] };
    expect(personas).toHaveLength(25);
  });

  test("do not exist in production, as an address or as a way in", async () => {
    const tenant = localTenant;
    const config = loadConfig({
      BOT_APP_ID: "a",
      BOT_TENANT_ID: tenant,
      BOT_APP_SECRET: "s",
      PUBLIC_URL: "https://o.example",
    });
    const production = await startApi({ store: fresh.store, now, config });
    const list = await fetch(`${production.url}/api/personas`, { headers: asMette });
    const me = await fetch(`${production.url}/api/me`, { headers: asMette });
    await production.stop();
    expect(list.status).toBe(404);
    expect(me.status).toBe(401);
  });
});
