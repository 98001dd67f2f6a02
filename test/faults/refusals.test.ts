import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { leaderId, seedMunicipality } from "../support/leaders.ts";
import { type ServiceProcess, startQuietService } from "../support/service-process.ts";
import { pressOf } from "./press-button.ts";

// Everything that is refused, with a person's words wherever somebody may write: none of them is in the process's output,
// whichever library refuses it, and whatever level the log has.

const mark = "Zebrafinke-7319";
const cpr = "111111-1118";
const words = `${mark} ${cpr}`;
const query = `q=${encodeURIComponent(words)}&team=${mark}`;
const persona = { authorization: `Persona ${leaderId(0)}@proeveby.dk` };
const isLong = process.env.LONG === "1";

let fresh: FreshStore;

beforeAll(async () => {
  fresh = await freshSqlite();
  await seedMunicipality(fresh.store, localTenant, { leaders: 3 });
}, 60_000);

afterAll(() => fresh.dispose());

const json = { "content-type": "application/json", "user-agent": mark };
const marked = (more: Record<string, string> = {}) => ({ ...json, ...persona, ...more });

async function statusOf(service: ServiceProcess, path: string, init: RequestInit = {}): Promise<number> {
  const { status } = await fetch(`${service.url}${path}`, init);
  return status;
}

/** What is heard on a socket of its own until the service hangs up. */
function heard(service: ServiceProcess, said: string, { aborts = false } = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(service.url).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk));
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
    socket.write(said);
    if (aborts) setTimeout(() => socket.destroy(), 50);
  });
}

const post = (path: string, ...headers: string[]) =>
  [`POST ${path} HTTP/1.1`, "Host: localhost", "Content-Type: application/json", ...headers, "", ""].join("\r\n");

/** Each refusal once, or as often as it takes. Resolves with the statuses that came. */
async function refuseEverything(service: ServiceProcess): Promise<Set<number>> {
  const statuses = new Set<number>();
  const ask = async (path: string, init?: RequestInit) => void statuses.add(await statusOf(service, path, init));
  const large = JSON.stringify({ text: words, more: "x".repeat(300_000) });
  const bodies: [string, RequestInit][] = [
    ["/api/messages", { body: large, headers: marked() }],
    ["/api/barriers", { body: large, headers: marked() }],
    ["/api/messages", { body: `{"text":"${words}`, headers: marked() }],
    ["/api/barriers", { body: `{"text":"${words}`, headers: marked() }],
    ["/api/barriers", { body: JSON.stringify({ id: words, told: words }), headers: marked() }],
    ["/api/barriers", { body: words, headers: marked({ "content-type": "text/plain" }) }],
    ["/api/messages", { body: words, headers: marked({ "content-type": `text/${mark}` }) }],
    ["/api/messages", { body: words, headers: marked({ "content-encoding": "gzip" }) }],
    ["/api/me", { body: words, headers: marked() }],
    [`/${mark}?${query}`, { body: words, headers: marked() }],
  ];
  for (const [path, init] of bodies) await ask(path, { method: "POST", ...init });
  for (const path of [`/${mark}`, `/api/${mark}?${query}`, `/api/barriers?limit=${mark}&${query}`, `/%zz${mark}`]) {
    await ask(path, { headers: marked() });
  }
  await ask(`/api/me?${query}`, { headers: { authorization: `Bearer ${mark}.${mark}.${mark}` } });
  await ask(`/api/me?${query}`, { headers: { authorization: `Persona ${mark}` } });
  await ask(`/healthz?${query}`, { method: "DELETE", headers: marked({ accept: mark, "accept-version": mark }) });
  await hurry(service, statuses);
  return statuses;
}

/** More than a person may ask for, of the API and of the bot. */
async function hurry(service: ServiceProcess, statuses: Set<number>): Promise<void> {
  const asks = Array.from({ length: 40 }, () => statusOf(service, `/api/barriers?${query}`, { headers: marked() }));
  for (const status of await Promise.all(asks)) statuses.add(status);
  const body = () => pressOf(1, localTenant, "http://127.0.0.1:9/", `barrier/${mark}`, { text: words });
  const presses = Array.from({ length: 40 }, async () => {
    const answer = await fetch(`${service.url}/api/messages`, { method: "POST", headers: json, body: body() });
    return await answer.text();
  });
  expect((await Promise.all(presses)).filter((said) => said.includes("tooMany")).length).toBeGreaterThan(10);
}

/** What no client of HTTP would say, with somebody's words in it. Resolves with the statuses that came. */
async function sayAmiss(service: ServiceProcess): Promise<Set<number>> {
  const amiss = [
    `GET /${mark} HTTP/1.1\r\nHost: ${mark}|${cpr}\r\n\r\n`,
    `GET /api/me?${query} HTTP/1.1\r\nHost: evil.${mark}.example\r\n\r\n`,
    `GET http://[${mark}/?${query} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    `GET /${words} HTTP/1.1\r\n\r\n`,
    `${mark} ${cpr}\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${words.repeat(1_000)}\r\n\r\n`,
    `GET /healthz?${query} HTTP/1.1\r\nHost: localhost\r\nExpect: ${mark}\r\nConnection: close\r\n\r\n`,
    post("/api/messages", "Transfer-Encoding: chunked", `X: ${mark}`) + words,
    `CONNECT ${mark}:443 HTTP/1.1\r\nHost: ${mark}\r\n\r\n`,
  ];
  const answers = await Promise.all(amiss.map((said) => heard(service, said)));
  const halves = ["/api/messages", "/api/barriers", "/api/admin/import"].map((path) =>
    heard(service, `${post(path, `Authorization: ${persona.authorization}`, "Content-Length: 999")}{"text":"${words}`, {
      aborts: true,
    }),
  );
  await Promise.all(halves);
  return new Set(answers.filter((said) => said !== "").map((said) => Number(said.split(" ", 2)[1])));
}

/** Whoever says half of something and then nothing. */
async function wait(service: ServiceProcess): Promise<void> {
  const slow = [
    heard(service, `GET /?${query} HTTP/1.1\r\nHost: ${mark}`),
    heard(service, `${post("/api/messages", "Content-Length: 999")}{"text":"${words}`),
  ];
  for (const said of await Promise.all(slow)) expect(said).toMatch(/^(HTTP\/1\.1 (400|408) |$)/);
}

const forged = [
  { alg: "RS256", kid: mark, typ: "JWT" },
  { iss: "https://api.botframework.com", aud: mark, sub: words },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .join(".");

/** As far as an activity comes that no Teams has signed. */
async function pretend(service: ServiceProcess): Promise<void> {
  const body = pressOf(0, localTenant, `https://${mark}.example/`, mark, { text: words });
  for (const authorization of ["", mark, `Bearer ${mark}`, `Bearer ${forged}.${mark}`, `Basic ${mark}`]) {
    const headers = { ...json, authorization };
    expect(await statusOf(service, "/api/messages", { method: "POST", headers, body })).toBe(401);
    expect(await statusOf(service, `/api/me?${query}`, { headers })).toBe(401);
  }
}

/** In the gate the one that says most, one that is used, and the one that says nothing. */
const levels = isLong ? ["fatal", "error", "warn", "info", "debug", "silent"] : ["info", "debug", "silent"];

test.each(levels)(
  "at level %s",
  async (LOG_LEVEL) => {
    const place = { STORE: `sqlite:${fresh.place}`, LOG_LEVEL };
    const production = {
      OMBORD_MODE: "production",
      BOT_APP_ID: "app",
      BOT_TENANT_ID: localTenant,
      BOT_APP_SECRET: "s",
    };
    const keys = { BOT_OPENID_METADATA: "http://127.0.0.1:9/keys", ENTRA_AUTHORITY: "http://127.0.0.1:9" };
    const [local, real] = await Promise.all([
      startQuietService(place),
      startQuietService({ ...place, ...production, ...keys }),
    ]);
    // The slow ones take ten seconds, and for the bodies half a minute: in the gate sockets.test.ts waits less for them.
    const slow = isLong ? wait(local) : undefined;
    const statuses = await refuseEverything(local);
    for (const status of [400, 401, 403, 404, 405, 413, 429]) expect(statuses).toContain(status);
    const amiss = await sayAmiss(local);
    for (const status of [400, 417, 431]) expect(amiss).toContain(status);
    await pretend(real);
    await slow;
    for (const service of [local, real]) {
      service.signal("SIGTERM");
      expect(await service.ended).toBe(0);
      const output = service.output();
      expect(output).not.toMatch(/Zebrafinke|111111.?1118/i);
      for (const line of output
        .trim()
        .split("\n")
        .filter((each) => each !== "")) {
        // Ours, and of ours only: no library says who and where it is.
        const { level, time, pid, hostname, url, user, address } = JSON.parse(line);
        expect([typeof level, typeof time]).toEqual(["number", "string"]);
        expect([pid, hostname, url, user, address]).toEqual(Array(5).fill(undefined));
      }
      if (["silent", "fatal"].includes(LOG_LEVEL)) expect(output).toBe("");
      if (["info", "debug"].includes(LOG_LEVEL)) expect(output).toContain('"level"');
    }
  },
  120_000,
);
