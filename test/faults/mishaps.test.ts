import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { seedMunicipality, teamId } from "../support/leaders.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";
import { pressOf } from "./press-button.ts";

// What goes wrong where no request is: said with a reference and without anybody's words, and the process ends in good order.

const words = "Zebrafinke-7319 111111-1118";
const preload = fileURLToPath(new URL("./mishap.js", import.meta.url));
let fresh: FreshStore;
let service: ServiceProcess;

beforeEach(async () => {
  fresh = await freshSqlite();
  await seedMunicipality(fresh.store, localTenant, { leaders: 1 });
}, 60_000);

afterEach(async () => {
  service.signal("SIGKILL");
  await service.ended;
  await fresh.dispose();
});

const startWith = (mishap: string) =>
  startService({
    STORE: `sqlite:${fresh.place}`,
    NODE_OPTIONS: `--import=${preload}`,
    MISHAP: mishap,
    MISHAP_WORDS: words,
  });

/** A report whose last byte is held back until `finish`. */
function slowReport(form: string): { finish(): void; status: Promise<number | undefined> } {
  const data = { team: teamId(0), solution: "call", form, fresh: true };
  const body = pressOf(0, localTenant, "http://127.0.0.1:9/", "barrier/report", data);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const sent = request(`${service.url}/api/messages`, { method: "POST", headers });
  const status = new Promise<number | undefined>((resolve) => {
    sent.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    });
    sent.on("error", () => resolve(undefined));
  });
  sent.write(body.slice(0, -1));
  return { finish: () => sent.end(body.slice(-1)), status };
}

test.each(["exception", "rejection", "no error"])(
  "%s: one line with a reference, what is under way is answered and stored, and the process ends with 1",
  async (mishap) => {
    service = await startWith(mishap);
    const form = crypto.randomUUID();
    const report = slowReport(form);
    await wait(300);
    service.signal("SIGUSR2");
    while (!service.output().includes("stopping")) await wait(10);
    report.finish();
    expect(await report.status).toBe(200);
    expect(await service.ended).toBe(1);
    expect(await fresh.store.read(localTenant, "barrier", form)).toBeDefined();

    const lines = service
      .output()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const said = lines.filter(({ msg }) => msg === "error outside every request");
    expect(said).toEqual([
      expect.objectContaining({
        level: 50,
        reference: expect.stringMatching(/^[0-9a-f]{8}$/),
        kind: expect.any(String),
      }),
    ]);
    expect(service.output()).not.toMatch(/Zebrafinke|1118/);
  },
  60_000,
);

test("what a library or Node prints is left out of the log, and the service goes on", async () => {
  service = await startWith("prints");
  service.signal("SIGUSR2");
  const lines = () =>
    service
      .output()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  while (lines().filter(({ level }) => level === 40).length < 8) await wait(10);
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  service.signal("SIGTERM");
  expect(await service.ended).toBe(0);
  const printed = lines().flatMap(({ method }) => method ?? []);
  expect(printed).toEqual(["debug", "error", "info", "log", "trace", "warn"]);
  expect(service.output()).not.toMatch(/Zebrafinke|1118/);
}, 60_000);
