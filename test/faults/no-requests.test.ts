import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { seeded } from "../support/seeded.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";
import { rawRequest } from "./raw-requests.ts";

let fresh: FreshStore;
let service: ServiceProcess;

beforeAll(async () => {
  fresh = await freshSqlite();
  service = await startService({ STORE: `sqlite:${fresh.place}` });
}, 60_000);

afterAll(async () => {
  service.signal("SIGTERM");
  expect(await service.ended).toBe(0);
  await fresh.dispose();
}, 60_000);

const silence = "silence";

/** Says it on a socket of its own; resolves with what is heard until the service hangs up or has said `until`. */
function say(bytes: string | Buffer, withinMs: number, until = "\r\n\r\n"): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(service.url).port), "127.0.0.1");
    let heard = "";
    const done = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(heard);
    };
    const timer = setTimeout(() => {
      if (heard === "") heard = silence;
      done();
    }, withinMs);
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
      if (heard.includes(until)) done();
    });
    socket.on("error", () => {});
    socket.on("close", done);
    socket.write(bytes);
  });
}

async function isAlive(): Promise<boolean> {
  return (await fetch(`${service.url}/healthz`)).status === 200;
}

const refused = '"title":"invalid"}';
const asked = (target: string, ...headers: string[]) => `GET ${target} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`;
const own = "Host: localhost";

describe("400 and one line in the log is all that comes of", () => {
  const hosts = [
    "foo|bar",
    "a:b",
    "a:99999",
    "x, y",
    "<script>",
    "",
    "a b",
    "[::1",
    "user@host",
    "a/b",
    "a:80:80",
    "%",
    "æ",
  ];
  const targets = [
    "http://[/",
    "http://",
    "http:///x",
    "http://a:99999/",
    "http://u@localhost/",
    "/%",
    "/%zz",
    "/%ff",
    "/api/me%c3",
  ];
  test.each([
    ...hosts.map((host) => [`host ${JSON.stringify(host)}`, asked("/healthz", `Host: ${host}`)]),
    ...targets.map((target) => [`target ${target}`, asked(target, own)]),
    ["two hosts", asked("/healthz", own, "Host: other")],
    ["the same host twice", asked("/healthz", own, own)],
    ["a fragment", asked("/healthz#x", own)],
    ["a target of another scheme", asked("ftp://localhost/healthz", own)],
    ["no path", asked("healthz", own)],
    ["an asterisk", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["an unknown method", "FOO /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["no host", "GET /healthz HTTP/1.1\r\n\r\n"],
    ["what is no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n"],
    ["another version's beginning", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ])("%s", async (_, bytes) => {
    const before = service.output().length;
    expect(await say(bytes, 2_000, refused)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await isAlive()).toBe(true);
    const lines = () =>
      service
        .output()
        .slice(before)
        .split("\n")
        .filter((line) => line !== "");
    while (lines().length === 0) await wait(5);
    expect(lines().map((line) => JSON.parse(line))).toEqual([
      { level: 30, time: expect.any(String), reason: expect.any(String), msg: "no request" },
    ]);
  });
});

test("an absolute target is its path, for the bot's endpoint too", async () => {
  const port = new URL(service.url).port;
  expect(await say(asked(`http://localhost:${port}/healthz`, own), 2_000, '"alive"}')).toMatch(/^HTTP\/1\.1 200 /);
  expect(await say(asked("HTTP://127.0.0.1?x", own), 2_000, "}")).toMatch(/^HTTP\/1\.1 404 /);
  const head = `POST http://localhost/api/messages HTTP/1.1\r\n${own}\r\nContent-Type: application/json\r\n`;
  expect(await say(`${head}Content-Length: 2\r\n\r\n{}`, 2_000, refused)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await say(`${head}Content-Length: 15\r\n\r\n{"type":"hello"`, 500, refused)).toMatch(/^HTTP\/1\.1 400 /);
});

test("local mode answers to its own names only, in host and target", async () => {
  for (const host of ["127.0.0.1:1", "localhost", "LOCALHOST:3978", "[::1]:3978"]) {
    expect(await say(asked("/healthz", `Host: ${host}`), 2_000, '"alive"}')).toMatch(/^HTTP\/1\.1 200 /);
  }
  for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:3978", "192.168.1.7"]) {
    expect(await say(asked("/api/personas", `Host: ${host}`), 2_000, refused)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await say(asked(`http://${host}/api/personas`, own), 2_000, refused)).toMatch(/^HTTP\/1\.1 400 /);
  }
  expect(service.output()).not.toContain("evil");
});

test("the same process answers after thousands of requests of every odd shape", async () => {
  const total = process.env.LONG === "1" ? 10_000 : 1_500;
  const random = seeded(22);
  const unanswered: string[] = [];
  const requests = Array.from({ length: total }, () => rawRequest(random));
  const width = 100;
  const workers = Array.from({ length: width }, async (_, worker) => {
    for (let n = worker; n < total; n += width) {
      const { bytes, isWhole } = requests[n] ?? { bytes: Buffer.alloc(0), isWhole: false };
      // Half a request is left lying: only a whole one has an answer coming.
      const heard = await say(bytes, isWhole ? 20_000 : 50);
      if (isWhole && heard === silence) unanswered.push(bytes.toString("latin1"));
    }
  });
  await Promise.all(workers);
  expect(await isAlive()).toBe(true);
  expect(unanswered).toEqual([]);
  expect(service.output()).not.toMatch(/"level":(50|60)|Zebrafinke/);
}, 240_000);
