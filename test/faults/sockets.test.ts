import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type App, buildApp } from "../../bot/app.ts";
import { loadConfig, localTenant } from "../../bot/config.ts";
import { type ClientLimits, deadlineMs } from "../../bot/connections.ts";
import { type Log, silentLog } from "../../bot/telemetry.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { seedMunicipality } from "../support/leaders.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";

// Every state that a client can leave a socket in: none of them holds the service, and none holds up its end.

const head = (method: string, target: string, ...more: string[]) =>
  [`${method} ${target} HTTP/1.1`, "Host: localhost", ...more, "", ""].join("\r\n");
const upgrade = (protocol: string, ...more: string[]) =>
  head("GET", "/healthz", "Connection: Upgrade", `Upgrade: ${protocol}`, ...more);

const states: Record<string, string> = {
  websocket: upgrade("websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
  h2c: upgrade("h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"),
  "an upgrade with more behind it": `${upgrade("websocket", "Content-Length: 4")}more`,
  "an upgrade where nothing is": upgrade("x").replace("/healthz", "/nowhere"),
  "an upgrade of an activity": head("POST", "/api/messages", "Connection: Upgrade", "Upgrade: x", "Content-Length: 9"),
  connect: "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
  idle: "",
  "half a request": "GET /healthz HTTP/1.1\r\nHo",
  "half a body": `${head("POST", "/api/messages", "Content-Type: application/json", "Content-Length: 99")}{`,
  "a body that waits to be asked for": head("POST", "/api/messages", "Expect: 100-continue", "Content-Length: 99"),
  "half a body for nobody": `${head("POST", "/nowhere", "Content-Length: 99")}{`,
  "kept open": head("GET", "/healthz"),
  pipelined: head("GET", "/healthz").repeat(50),
  "pipelined and half": `${head("GET", "/healthz").repeat(5)}GET /he`,
  "no HTTP": "\u0016\u0003\u0001\r\n\r\n",
};
const each = 20;

let sockets: Socket[] = [];
let fresh: FreshStore;

beforeEach(async () => {
  fresh = await freshSqlite();
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await fresh.dispose();
});

/** Opens it, says it, and never looks at it again; with `hangsUp` it says that it has no more to say. */
async function leave(port: number, said: string, { hangsUp = false } = {}): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  sockets.push(socket);
  socket.on("error", () => {});
  socket.resume();
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  if (said !== "") socket.write(said);
  if (hangsUp) socket.end();
}

const isOpen = (socket: Socket) => !socket.readableEnded && !socket.destroyed;

const patient: ClientLimits = {
  ...{ headersMs: 60_000, requestMs: 60_000, answerMs: 60_000, idleMs: 60_000 },
  ...{ checkMs: 50, deadlineMs: 20_000 },
};

async function startApp(limits: ClientLimits, log: Log = silentLog): Promise<{ app: App; port: number }> {
  const config = loadConfig({ OMBORD_MODE: "local", PORT: "0" });
  const app = buildApp({ config, store: fresh.store, clock: () => new Date(), log, limits });
  return { app, port: (await app.listen()).port };
}

test("within the limits of slow clients the service has closed every socket itself", async () => {
  const limits = { ...patient, headersMs: 500, requestMs: 800, answerMs: 800, idleMs: 500 };
  const logged: unknown[] = [];
  const keep = (...line: unknown[]) => void logged.push(line);
  const { app, port } = await startApp(limits, { info: keep, warn: keep, error: keep });
  const said = [...Object.values(states)];
  await Promise.all(said.flatMap((words) => Array.from({ length: each }, () => leave(port, words))));
  await Promise.all(said.map((words) => leave(port, words, { hangsUp: true })));
  expect(sockets).toHaveLength(said.length * (each + 1));
  const deadline = performance.now() + 15_000;
  while (sockets.some(isOpen) && performance.now() < deadline) await wait(50);
  expect(sockets.filter(isOpen)).toHaveLength(0);
  // Whatever is said, whole or in part, is in no line of the log.
  expect(JSON.stringify(logged)).not.toMatch(/evil|nowhere|GET|"Ho/);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  await app.close();
}, 60_000);

test("who asks and never takes the answers is cut off", async () => {
  await seedMunicipality(fresh.store, localTenant, { leaders: 300 });
  const { app, port } = await startApp({ ...patient, answerMs: 1_000 });
  // More answers than the kernel's buffers hold, for somebody who never reads one.
  await leave(port, "");
  const [deaf] = sockets;
  deaf?.pause();
  const closed = new Promise((resolve) => deaf?.once("close", resolve));
  deaf?.write(head("GET", "/api/personas").repeat(200));
  // Who does not read learns only by writing that nobody is there any more.
  const writing = setInterval(() => deaf?.write("\r\n"), 100);
  await closed;
  clearInterval(writing);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  await app.close();
}, 60_000);

test("whatever state five sockets each were left in, none is there any more when the service has been told to stop", async () => {
  const { app, port } = await startApp({ ...patient, deadlineMs: 1_000 });
  await Promise.all(Object.values(states).flatMap((words) => Array.from({ length: 5 }, () => leave(port, words))));
  await wait(300);
  await app.close();
  while (sockets.some(isOpen)) await wait(50);
});

// The process itself waits for twenty seconds.
const long = process.env.LONG === "1" ? test : test.skip;

long(
  "SIGTERM ends the process whatever state five sockets each were left in",
  async () => {
    const service: ServiceProcess = await startService({ STORE: `sqlite:${fresh.place}` });
    const port = Number(new URL(service.url).port);
    await Promise.all(Object.values(states).flatMap((words) => Array.from({ length: 5 }, () => leave(port, words))));
    await wait(300);
    // Half a request is waited for until the end of the drain; nothing else is.
    service.signal("SIGTERM");
    expect(await service.ended).toBe(0);
  },
  60_000,
);

test("SIGTERM is not held up by sockets that have nothing under way", async () => {
  const service: ServiceProcess = await startService({ STORE: `sqlite:${fresh.place}` });
  const port = Number(new URL(service.url).port);
  const done = Object.entries(states).filter(([name]) => !/half|activity|waits/.test(name));
  await Promise.all(done.flatMap(([, words]) => Array.from({ length: 5 }, () => leave(port, words))));
  await wait(300);
  const started = performance.now();
  service.signal("SIGTERM");
  expect(await service.ended).toBe(0);
  expect(performance.now() - started).toBeLessThan(deadlineMs);
}, 60_000);
