import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type App, buildApp } from "../../bot/app.ts";
import { loadConfig } from "../../bot/config.ts";
import { silentLog } from "../../bot/telemetry.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";

const limits = { headersMs: 300, requestMs: 600, answerMs: 800, idleMs: 400, checkMs: 50, deadlineMs: 20_000 };

let app: App;
let fresh: FreshStore;
let port: number;
const sockets: Socket[] = [];

beforeEach(async () => {
  fresh = await freshStore();
  const config = loadConfig({ OMBORD_MODE: "local", PORT: "0" });
  app = buildApp({ config, store: fresh.store, clock: () => new Date(), log: silentLog, limits });
  port = (await app.listen()).port;
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await app.close();
  await fresh.dispose();
});

/** A client that says only what it is told; resolves with everything it heard when the service hangs up. */
function client(...said: string[]): { socket: Socket; heard: Promise<string> } {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => {});
  let heard = "";
  socket.on("data", (chunk) => (heard += chunk));
  for (const words of said) socket.write(words);
  // Who is still writing when the service hangs up is told so by an error first.
  return { socket, heard: new Promise((resolve) => socket.once("close", () => resolve(heard))) };
}

async function isAlive(): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}/healthz`)).status === 200;
}

const head = "POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

/** One byte at a time, for as long as anybody listens. */
function drip(socket: Socket, byte: string): NodeJS.Timeout {
  const timer = setInterval(() => socket.write(byte), 40);
  socket.once("close", () => clearInterval(timer));
  return timer;
}

describe("a client is cut off that", () => {
  test("connects and says nothing", async () => {
    expect(await client().heard).toMatch(/^(HTTP\/1\.1 408|$)/);
  });

  test("never ends its headers, however busily it adds to them", async () => {
    const slow = client(`${head}X-More: `);
    drip(slow.socket, "a");
    expect(await slow.heard).toMatch(/^(HTTP\/1\.1 408|$)/);
  });

  test("never ends its body, however busily it adds to it", async () => {
    const slow = client(`${head}Content-Length: 1000\r\n\r\n{`);
    drip(slow.socket, " ");
    expect(await slow.heard).toMatch(/^(HTTP\/1\.1 408|$)/);
  });

  test("keeps a connection open and asks for nothing more", async () => {
    expect(await client("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").heard).toMatch(/^HTTP\/1\.1 200/);
  });

  test("sends more headers than fit in 16 KB", async () => {
    const heard = await client(`${head}X-More: ${"a".repeat(20_000)}\r\n\r\n`).heard;
    expect(heard).toMatch(/^HTTP\/1\.1 431/);
  });
});

test("two hundred slow clients keep nobody waiting", async () => {
  const slow = Array.from({ length: 200 }, () => client(`${head}X-More: `));
  for (let n = 0; n < 5; n++) {
    expect(await isAlive()).toBe(true);
    await turn();
  }
  await Promise.all(slow.map(({ heard }) => heard));
  expect(await isAlive()).toBe(true);
});

describe("a body is refused, and the service goes on,", () => {
  const post = (body: Uint8Array | string, headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${port}/api/messages`, { method: "POST", body: body as BodyInit, headers });

  test.each([
    ["gzip", gzipSync(Buffer.alloc(50 * 1024 * 1024))],
    ["gzip", "this is not gzip"],
    ["br", "nor is this"],
  ])("that is packed as %s", async (encoding, body) => {
    const headers = { "content-type": "application/json", "content-encoding": encoding };
    expect((await post(body, headers)).status).toBe(400);
    expect(await isAlive()).toBe(true);
  });

  test("that is a file", async () => {
    const form = '--x\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nhello\r\n--x--\r\n';
    expect((await post(form, { "content-type": "multipart/form-data; boundary=x" })).status).toBe(400);
    expect(await isAlive()).toBe(true);
  });

  test("that is larger than an activity can be", async () => {
    expect((await post(`"${"a".repeat(1024 * 1024)}"`, { "content-type": "application/json" })).status).toBe(413);
    expect(await isAlive()).toBe(true);
  });

  test("whose sender hangs up in the middle", async () => {
    const { socket } = client(`${head}Content-Length: 1000\r\n\r\n{`);
    await once(socket, "connect");
    socket.destroy();
    expect(await isAlive()).toBe(true);
  });
});
