import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { openStore } from "../../bot/store/open-store.ts";
import { csvFiles, sound } from "../directory/directory-files.ts";
import { type Certificate, makeCertificate } from "../support/certificate.ts";
import { isInstalled } from "../support/installed.ts";
import { nginxFor } from "../support/nginx.ts";
import { startService } from "../support/service-process.ts";

// The service as the guide for one machine runs it: behind nginx, with the site of infra/machine.

const megabyte = 1024 * 1024;
const admin = "bo@by.example";
const searched = "hemmeligt-soegeord";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A file of exactly so many bytes that changes nothing: the areas that there are, and empty lines. */
function upload(bytes: number): string {
  const areas = Buffer.from(csvFiles(sound).find(({ name }) => name === "areas.csv")?.bytes ?? "");
  const padded = Buffer.concat([areas, Buffer.alloc(bytes - areas.length, "\n")]);
  return JSON.stringify({ files: [{ name: "areas.csv", base64: padded.toString("base64") }], dryRun: true });
}

interface Answer {
  status: number;
  text: string;
  headers: Record<string, unknown>;
}

function call(port: number, { cert }: Certificate, path: string, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Persona ${admin}`, "Content-Type": "application/json" };
    const method = body === undefined ? "GET" : "POST";
    const sent = request({ host: "127.0.0.1", port, path, method, ca: cert, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
      });
      response.once("error", reject);
    });
    // nginx refuses what is too large before it has all of it.
    sent.once("error", (error: NodeJS.ErrnoException) => (error.code === "EPIPE" ? undefined : reject(error)));
    sent.end(body);
  });
}

async function untilUp(port: number, certificate: Certificate): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await call(port, certificate, "/healthz").catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("nginx does not come up");
}

const where = isInstalled("nginx") ? test : test.skip;

where(
  "behind nginx the largest upload arrives, a larger one is refused, and nothing of a request is kept (needs nginx)",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "ombord-nginx-"));
    const database = `sqlite:${join(folder, "ombord.db")}`;
    const store = await openStore(database);
    const now = new Date().toISOString();
    await importDirectory({ store, tenantId: localTenant, source: csvFiles(sound), now, by: "system" });
    await store.close();
    const service = await startService({ STORE: database, PUBLIC_URL: "https://ombord.example.dk" });
    const certificate = makeCertificate();
    const https = await freePort();
    const ports = { http: await freePort(), https, service: Number(new URL(service.url).port) };
    const { args, logs } = nginxFor({ folder: join(folder, "nginx"), ports, certificate });
    const nginx = spawn("nginx", args, { stdio: "ignore" });
    const ended = once(nginx, "close");
    try {
      await untilUp(https, certificate);
      const tab = await call(https, certificate, `/api/barriers?search=${searched}`);
      expect(tab.headers["strict-transport-security"]).toBe("max-age=31536000");
      expect(String(tab.headers["content-security-policy"])).toContain("frame-ancestors");

      const largest = await call(https, certificate, "/api/admin/import", upload(8 * megabyte));
      expect([largest.status, JSON.parse(largest.text)]).toEqual([200, expect.objectContaining({ stored: false })]);

      // A little too much is refused by the service, which says what to do; far too much by nginx, without the service.
      const over = await call(https, certificate, "/api/admin/import", upload(8 * megabyte + 3));
      expect(over.status).toBe(413);
      expect(JSON.parse(over.text).userMessage).toContain("8 MB");
      expect(
        (await call(https, certificate, `/api/admin/import?x=${searched}`, "x".repeat(13 * megabyte))).status,
      ).toBe(413);
      expect((await call(https, certificate, "/readyz")).status).toBe(200);
    } finally {
      nginx.kill("SIGTERM");
      await ended;
      service.signal("SIGTERM");
      expect(await service.ended).toBe(0);
    }
    const kept = readdirSync(logs).map((name) => readFileSync(join(logs, name), "utf8"));
    expect(kept.join("") + service.output()).not.toContain(searched);
    expect(kept.join("")).not.toContain("/api/");
    rmSync(folder, { recursive: true });
  },
  60_000,
);
