import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { SourceLimits } from "../../bot/directory/sources/fetch-source.ts";
import { pullGraph } from "../../bot/directory/sources/graph.ts";
import { pullKitos } from "../../bot/directory/sources/kitos.ts";
import { pullRollekatalog } from "../../bot/directory/sources/rollekatalog.ts";
import { type ForeignServer, startForeign } from "../support/foreign-server.ts";
import { fixture, planted } from "../support/source-fixtures.ts";

// Everything that each source's server can do to us over real HTTP, at each of its addresses: it is over in its time, no more is
// read than may be, and it is told in a code that holds nothing of the answer.

const mb = 1024 * 1024;
const limits: SourceLimits = {
  ...{ requestMs: 5_000, pullMs: 10_000, bytes: mb, allBytes: 2 * mb, pages: 12, patienceMs: 500 },
};
/** Whoever says nothing is waited for no longer than this. */
const short = { ...limits, requestMs: 150, pullMs: 500 };
const number = "3101019999";
let host: ForeignServer;
let answer: RequestListener;
/** What the server has written to each connection that was opened. */
let sent: () => number;

beforeAll(async () => {
  const sockets = new Set<IncomingMessage["socket"]>();
  host = await startForeign((request, response) => {
    sockets.add(request.socket);
    answer(request, response);
  });
  sent = () => {
    const all = [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
    return all;
  };
});
afterAll(() => host.stop());

const organisation = "5059ac78-0b20-476e-a15c-05d56e466869";
const sources = {
  rollekatalog: {
    addresses: ["/api/organisation/v3", "/api/manager"],
    pull: (given = limits) => pullRollekatalog({ url: host.url, key: "key" }, given),
  },
  kitos: {
    addresses: ["/api/authorize/GetToken", "/api/v2/organizations?", "/organization-units", "/api/v2/it-system-usages"],
    pull: (given = limits) =>
      pullKitos({ url: host.url, email: "a@x.example", password: "p", organisation: undefined }, given),
  },
  graph: {
    addresses: ["/oauth2/v2.0/token", "/v1.0/users?$select", "$skiptoken"],
    pull: (given = limits) =>
      pullGraph({ url: host.url, authority: host.url, tenantId: "t", clientId: "c", secret: "s" }, given),
  },
};
type Name = keyof typeof sources;

/** All three, as they are when they are well. */
async function wellServer(): Promise<RequestListener> {
  const [catalogue, managers, mine, units, first, second, people, more] = await Promise.all(
    [
      "os2rollekatalog-organisation-v3.json",
      "os2rollekatalog-manager.json",
      "kitos-organizations.json",
      "kitos-organization-units.json",
      "kitos-it-system-usages-page0.json",
      "kitos-it-system-usages-page1.json",
      "graph-users-page1.json",
      "graph-users-page2.json",
    ].map(fixture),
  );
  return ({ url = "" }, response) => {
    const page = Number(new URL(url, host.url).searchParams.get("page") ?? 0);
    const paged = (...pages: (string | undefined)[]) => pages[page] ?? "[]";
    const said = url.startsWith("/api/organisation/v3")
      ? catalogue
      : url.startsWith("/api/manager")
        ? managers
        : url.includes("GetToken")
          ? JSON.stringify({ token: "t", loginSuccessful: true })
          : url.includes("organization-units")
            ? paged(units)
            : url.startsWith("/api/v2/organizations")
              ? mine
              : url.includes("it-system-usages")
                ? paged(first, second)
                : url.includes("/token")
                  ? JSON.stringify({ access_token: "t" })
                  : (url.includes("skiptoken") ? more : people)?.replaceAll("https://graph.microsoft.com", host.url);
    response.end(said);
  };
}

type Fault = [string, (request: IncomingMessage, response: ServerResponse) => void, string];

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(code, headers);
    response.end(`{"error":"${number}"}`);
  };

/** Writes for as long as somebody reads. */
function flood(response: ServerResponse, block: Buffer, blocks: number): void {
  let left = blocks;
  const more = () => {
    while (left-- > 0 && !response.destroyed) if (!response.write(block)) return void response.once("drain", more);
    response.end();
  };
  more();
}

const faults: Fault[] = [
  ["401", status(401), "refused"],
  ["429 for ever", status(429, { "Retry-After": "0" }), "throttled"],
  ["429 for an hour", status(429, { "Retry-After": "3600" }), "throttled"],
  ["500", status(500, { "Retry-After": "0" }), "unavailable"],
  ["503 until a date", status(503, { "Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT" }), "unavailable"],
  ["an address that leads elsewhere", status(302, { Location: "http://127.0.0.1:9/" }), "unreachable"],
  [
    "half an answer, cut",
    (_, response) => {
      response.writeHead(200, { "content-length": "9000" });
      response.write(`[{"cpr":"${number}"`);
      setTimeout(() => response.destroy(), 10);
    },
    "cutShort",
  ],
  [
    "half an answer that says it is whole",
    (_, response) => void response.end(`{"value":[{"cpr":"${number}"`),
    "cutShort",
  ],
  ["a page of something else", (_, response) => void response.end(`<html>${number}</html>`), "cutShort"],
  ["another shape", (_, response) => void response.end(`{"users":7,"cpr":"${number}"}`), "drifted"],
  [
    "200 MB, as it says",
    (_, response) => {
      response.writeHead(200, { "content-length": String(200 * mb) });
      flood(response, Buffer.alloc(256 * 1024, " "), 800);
    },
    "tooLarge",
  ],
  ["200 MB without a word", (_, response) => flood(response, Buffer.alloc(256 * 1024, " "), 800), "tooLarge"],
  [
    "200 MB packed into 200 kB",
    (_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(packed);
    },
    "tooLarge",
  ],
  ["nothing at all", () => {}, "tooSlow"],
  [
    "a letter at a time",
    (_, response) => {
      const timer = setInterval(() => response.write(" "), 50);
      response.once("close", () => clearInterval(timer));
    },
    "tooSlow",
  ],
  ["a connection that is closed", (request) => void request.socket.destroy(), "unreachable"],
];
const packed = gzipSync(Buffer.alloc(200 * mb, " "), { level: 1 });

const cases = (Object.keys(sources) as Name[]).flatMap((name) =>
  sources[name].addresses.flatMap((address) => faults.map((fault) => ({ name, address, fault }))),
);

test.each(cases)("$name at $address: $fault.0", async ({ name, address, fault: [, behaves, code] }) => {
  const well = await wellServer();
  answer = (request, response) =>
    request.url?.includes(address) ? behaves(request, response) : well(request, response);
  const before = sent();
  const started = performance.now();
  const error = await sources[name].pull(code === "tooSlow" ? short : limits).catch((thrown: unknown) => thrown);
  expect(performance.now() - started).toBeLessThan(limits.pullMs + 10_000);
  expect(error).toMatchObject({ name: "SourceTrouble", source: name, code });
  const { stack, cause } = error as Error;
  expect(`${stack} ${String(cause)} ${JSON.stringify(error)}`).not.toMatch(planted);
  // What the system holds for a connection that is closed comes on top.
  expect(sent() - before).toBeLessThan(limits.allBytes + 12 * mb);
});

describe("without an end", () => {
  const units = "/organization-units";
  const usages = "/api/v2/it-system-usages";
  const usage = (uuid: string, padding = "") => ({
    ...{ uuid, systemContext: { uuid, name: "System" }, padding },
    ...{ general: {}, organizationUsage: {} },
  });
  const account = (id: string, padding = "") => ({ id, padding });
  const list = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
  const next = (rows: unknown[]) => ({
    "@odata.nextLink": `${host.url}/v1.0/users?$skiptoken=${randomUUID()}`,
    value: rows,
  });
  const same = randomUUID();

  test.each<[Name, string, string, () => unknown, string]>([
    [
      "kitos",
      units,
      "units that are new each time",
      () => list(250, () => ({ uuid: randomUUID(), name: "x" })),
      "endless",
    ],
    ["kitos", usages, "solutions that are new each time", () => list(250, () => usage(randomUUID())), "endless"],
    ["kitos", usages, "the same page", () => [usage(same)], "endless"],
    [
      "kitos",
      usages,
      "pages that are too much together",
      () => list(40, () => usage(randomUUID(), "x".repeat(15_000))),
      "tooLarge",
    ],
    [
      "graph",
      "/v1.0/users",
      "accounts that are new each time",
      () => next(list(5, () => account(randomUUID()))),
      "endless",
    ],
    ["graph", "/v1.0/users", "the same accounts under new addresses", () => next([account(same)]), "endless"],
    ["graph", "/v1.0/users", "empty pages", () => next([]), "endless"],
    [
      "graph",
      "/v1.0/users",
      "pages that are too much together",
      () => next(list(40, () => account(randomUUID(), "x".repeat(15_000)))),
      "tooLarge",
    ],
    [
      "graph",
      "/v1.0/users",
      "an address elsewhere",
      () => ({ "@odata.nextLink": "http://127.0.0.1:9/v1.0/users", value: [account(same)] }),
      "elsewhere",
    ],
    [
      "graph",
      "/v1.0/users",
      "no address",
      () => ({ "@odata.nextLink": "users?next", value: [account(same)] }),
      "elsewhere",
    ],
  ])("%s at %s: %s", async (name, address, _, page, code) => {
    const well = await wellServer();
    answer = (request, response) =>
      request.url?.includes(address) ? void response.end(JSON.stringify(page())) : well(request, response);
    const asked = host.asked.length;
    await expect(sources[name].pull()).rejects.toMatchObject({ source: name, code });
    expect(host.asked.length - asked).toBeLessThanOrEqual(limits.pages + 4);
  });
});

test("pages that are shorter than was asked for do not end it, and nothing is taken twice", async () => {
  answer = await wellServer();
  expect(await sources.kitos.pull()).toHaveLength(8);
  expect(await sources.graph.pull()).toHaveLength(5);
  expect((await sources.rollekatalog.pull()).units).toHaveLength(13);
  expect(host.asked.at(-1)).toBe("GET /api/manager");
  expect(host.asked.filter((asked) => asked.includes(organisation)).length).toBeGreaterThan(0);
});

test("a server that has enough for a while is asked again when it said, and then answers", async () => {
  const well = await wellServer();
  for (const name of Object.keys(sources) as Name[])
    for (const address of sources[name].addresses) {
      let refused = 0;
      answer = (request, response) =>
        request.url?.includes(address) && refused++ === 0
          ? status(429, { "Retry-After": "0" })(request, response)
          : well(request, response);
      await sources[name].pull();
      expect(refused).toBeGreaterThan(1);
    }
});
