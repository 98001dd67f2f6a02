import { createServer as createHttpServer, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { jsonPoster, NeverLeft, type Posting, TooSlow } from "../../bot/teams/post-json.ts";
import { makeCertificate } from "../support/certificate.ts";
import { type FakeConnector, startFakeConnector } from "../support/fake-connector.ts";

let connector: FakeConnector;

beforeEach(async () => {
  connector = await startFakeConnector();
});
afterEach(() => connector.close());

function posting(url: string, overrides: Partial<Posting> = {}): Posting {
  const { protocol, hostname, port } = new URL(url);
  return {
    method: "POST",
    origin: { protocol: protocol === "https:" ? protocol : "http:", hostname, port },
    path: "/v3/conversations/a:1/activities",
    headers: { "content-type": "application/json" },
    body: "{}",
    endsMs: performance.now() + 10_000,
    ...overrides,
  };
}

test("nothing leaves when its time is up, on a new connection or on one that is used again", async () => {
  const post = jsonPoster();
  await expect(post(posting(connector.url, { endsMs: performance.now() }))).rejects.toBeInstanceOf(NeverLeft);
  expect((await post(posting(connector.url))).status).toBe(201);
  await expect(post(posting(connector.url, { endsMs: performance.now() }))).rejects.toBeInstanceOf(NeverLeft);
  expect(connector.received).toHaveLength(1);
});

test("what is on the wire is one request with its headers once each, and not a byte when its time is up", async () => {
  let seen = "";
  const server = createSocketServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      seen += bytes;
      socket.write('HTTP/1.1 201 Created\r\ncontent-length: 10\r\n\r\n{"id":"1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const post = jsonPoster();
  const headers = { "content-type": "application/json; charset=utf-8", authorization: "Bearer abc" };
  const body = '"Hjælp på vej"';
  const request = [
    "POST /v3/conversations/a:1/activities HTTP/1.1",
    "content-type: application/json; charset=utf-8",
    "authorization: Bearer abc",
    "content-length: 16",
    `Host: 127.0.0.1:${port}`,
    "Connection: keep-alive",
    "",
    body,
  ].join("\r\n");
  await expect(post(posting(url, { headers, body, endsMs: performance.now() }))).rejects.toBeInstanceOf(NeverLeft);
  for (let n = 1; n <= 2; n++) {
    expect(await post(posting(url, { headers, body }))).toMatchObject({ status: 201, body: { id: "1" } });
    expect(seen).toBe(request.repeat(n));
  }
  await expect(post(posting(url, { headers, body, endsMs: performance.now() }))).rejects.toBeInstanceOf(NeverLeft);
  await new Promise((resolve) => server.close(resolve));
  expect(seen).toBe(request.repeat(2));
});

test("as many connections as many messages at once need are used again by as many more", async () => {
  const many = 300;
  const sockets = new Set<unknown>();
  // Answered when all are there, so that none is idle for long.
  let held: ServerResponse[] = [];
  const server = createHttpServer((request, response) => {
    sockets.add(request.socket);
    request.resume().on("end", () => {
      held.push(response);
      if (held.length < many) return;
      for (const one of held) one.end('{"id":"1"}');
      held = [];
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const post = jsonPoster();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let n = 0; n < 2; n++) {
    await Promise.all(Array.from({ length: many }, () => post(posting(url))));
    // A connection is free a moment after its answer is.
    await new Promise((resolve) => setImmediate(resolve));
  }
  server.close();
  server.closeAllConnections();
  expect(sockets.size).toBeLessThanOrEqual(many);
});

test("over TLS too it leaves once the connection stands, which is used again, and not when its time is up", async () => {
  const certificate = makeCertificate();
  const sockets = new Set<unknown>();
  const bodies: string[] = [];
  const server = createServer(certificate, async (request, response) => {
    sockets.add(request.socket);
    for await (const chunk of request) bodies.push(String(chunk));
    response.end('{"id":"1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, certificate.cert]);
  try {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const post = jsonPoster();
    await expect(post(posting(url, { endsMs: performance.now() }))).rejects.toBeInstanceOf(NeverLeft);
    for (const body of ['"one"', '"two"']) {
      expect(await post(posting(url, { body }))).toMatchObject({ status: 200, body: { id: "1" } });
    }
    await expect(post(posting(url, { endsMs: performance.now() }))).rejects.toBeInstanceOf(NeverLeft);
    expect(bodies).toEqual(['"one"', '"two"']);
    expect(sockets.size).toBe(1);
  } finally {
    setDefaultCACertificates(before);
    server.close();
    server.closeAllConnections();
  }
});

test("without an answer it is given up, and may have arrived", async () => {
  connector.rules([{ hang: true }]);
  const given = jsonPoster()(posting(connector.url, { endsMs: performance.now() + 3_000 }));
  await expect(given).rejects.toBeInstanceOf(TooSlow);
  expect(connector.received).toHaveLength(1);
});

/** Answers on a thread of its own, and counts its answers in shared memory. */
const answering = `
  const { createServer } = require("node:http");
  const { parentPort, workerData } = require("node:worker_threads");
  const answered = new Int32Array(workerData);
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      parentPort.postMessage("received");
      setTimeout(() => response.end('{"id":"1"}', () => {
        Atomics.add(answered, 0, 1);
        Atomics.notify(answered, 0);
      }), 30);
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

test("a process that stands still while it is answered takes the answer, however late it is by then", async () => {
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(answering, { eval: true, workerData: answered.buffer });
  try {
    const port = await new Promise<number>((resolve) => worker.once("message", resolve));
    const endsMs = performance.now() + 3_000;
    worker.once("message", () => {
      Atomics.wait(answered, 0, 0);
      Atomics.wait(answered, 0, 1, endsMs - performance.now() + 50);
    });
    const post = jsonPoster()(posting(`http://127.0.0.1:${port}`, { endsMs }));
    expect((await post).body).toEqual({ id: "1" });
  } finally {
    await worker.terminate();
  }
});
