import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { metrics } from "../../bot/metrics.ts";
import { verbs } from "../../bot/teams/routes.ts";
import { demoFolder, freja, mette, rasmus, torben } from "../support/bot.ts";
import { type FakeConnector, startFakeConnector } from "../support/fake-connector.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { type IngestionServer, startIngestionServer } from "../support/ingestion-server.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";

/** Stands in every field that takes free text; nothing of ours contains it. */
const mark = "Zebrafinke-7319";

let connector: FakeConnector;
let fresh: FreshStore;
let ingestion: IngestionServer;
let service: ServiceProcess;
/** What the service answered where something went wrong. */
let errors: string[];

beforeEach(async () => {
  connector = await startFakeConnector();
  fresh = await freshSqlite();
  const now = new Date(Date.now() - 3 * 86_400_000).toISOString();
  await importDirectory({ store: fresh.store, tenantId: localTenant, source: demoFolder, now, by: "system" });
  ingestion = await startIngestionServer();
  service = await startService({ STORE: `sqlite:${fresh.place}`, LOG_LEVEL: "debug", ...ingestion.env });
  errors = [];
}, 60_000);

afterEach(async () => {
  service.signal("SIGKILL");
  await service.ended;
  await ingestion.stop();
  await connector.close();
  await fresh.dispose();
});

function activity(person: string, more: Record<string, unknown>) {
  return {
    id: mark,
    channelId: "msteams",
    serviceUrl: connector.url,
    from: { id: `29:${person}`, aadObjectId: person, name: mark },
    recipient: { id: "28:bot", name: mark },
    conversation: { id: `a:${person}`, conversationType: "personal", tenantId: localTenant, name: mark },
    channelData: { tenant: { id: localTenant } },
    ...more,
  };
}

async function post(body: unknown): Promise<{ statusCode?: number; value?: unknown }> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${service.url}/api/messages`, { method: "POST", headers, body: JSON.stringify(body) });
  const said = await answer.text();
  if (answer.status >= 400) errors.push(said);
  const parsed = said.startsWith("{") ? JSON.parse(said) : {};
  if (parsed.statusCode >= 400) errors.push(said);
  return parsed;
}

const press = (person: string, verb: string, data: unknown) =>
  post(
    activity(person, { type: "invoke", name: "adaptiveCard/action", value: { action: { verb, data, title: mark } } }),
  );

/** Every field that any card sends: ids that exist, and the mark wherever a person may write. */
function everyField(barrier: string): Record<string, unknown> {
  const written = ["consequence", "note", "text", "solveText", "waitText", "trialWhat", "trialHope", "next", "where"];
  return {
    team: "nord-dag",
    solution: "skaermbesoeg",
    form: crypto.randomUUID(),
    barrier,
    category: "equipment",
    detail: "device",
    reasons: "declines",
    instead: "phone",
    outcome: "open",
    resolution: "fixed",
    trialWeeks: "2",
    confirmed: "true",
    solveConfirmed: "true",
    waitConfirmed: "true",
    trialConfirmed: "true",
    ...Object.fromEntries(written.map((field) => [field, `${mark} i ${field}`])),
  };
}

async function call(person: string, method: string, path: string, body?: unknown): Promise<void> {
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: { authorization: `Persona ${person}`, "content-type": "application/json", "user-agent": mark },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const said = await answer.text();
  if (answer.status >= 400) errors.push(said);
}

async function talk(): Promise<void> {
  for (const person of [mette, freja]) {
    await post(activity(person, { type: "installationUpdate", action: "add" }));
    for (const text of [
      mark,
      `jeg er væk til ${mark}`,
      `status ${mark}`,
      "noget driller",
      "ugens check-in",
      "111111-1118",
    ]) {
      await post(activity(person, { type: "message", text }));
    }
  }
  await post(activity(mette, { type: "message", from: { id: mark, aadObjectId: mark }, text: mark }));
  await post(activity(mette, { type: "invoke", name: mark, value: { [mark]: mark } }));
}

async function pressEverything(): Promise<void> {
  const barrier = crypto.randomUUID();
  await press(mette, "barrier/report", { team: "nord-dag", solution: "skaermbesoeg", form: barrier });
  for (const verb of Object.keys(verbs)) {
    for (const person of [mette, freja, rasmus]) await press(person, verb, everyField(barrier));
    const garbage = Object.fromEntries(Object.keys(everyField(barrier)).map((field) => [field, mark]));
    await press(mette, verb, garbage);
    await press(mette, verb, mark);
  }
  for (const name of ["composeExtension/fetchTask", "composeExtension/submitAction"]) {
    const value = { commandId: mark, data: everyField(barrier), messagePayload: { body: { content: mark } } };
    await post(activity(mette, { type: "invoke", name, value }));
  }
  await press(mette, mark, { text: mark });
}

async function callEverything(): Promise<void> {
  const id = crypto.randomUUID();
  const body = {
    ...everyField(id),
    id,
    teamId: "nord-dag",
    solutionId: "skaermbesoeg",
    what: mark,
    hope: mark,
    answers: mark,
  };
  const paths = [
    ["PUT", `/api/check-ins/2026-W47/${mark}`],
    ["POST", "/api/barriers"],
    ["PATCH", `/api/barriers/${mark}`],
    ["POST", "/api/citizen-cases"],
    ["PATCH", `/api/citizen-cases/${mark}`],
    ["POST", "/api/trials"],
    ["PATCH", `/api/trials/${mark}`],
    ["PUT", "/api/ambition"],
    ["PUT", "/api/admin/settings"],
    ["PUT", `/api/attention/${mark}`],
    ["POST", `/api/${mark}`],
  ] as const;
  for (const [method, path] of paths) await call("mette.holm@havnby.example", method, path, body);
  for (const path of ["me", "check-ins", "barriers", "citizen-cases", "adoption", "trials", mark]) {
    await call("mette.holm@havnby.example", "GET", `/api/${path}?area=${mark}&q=${mark}&next=${mark}`);
  }
  await call(`${mark}@havnby.example`, "GET", "/api/me");
  await call("mette.holm@havnby.example", "GET", `/tab/${mark}`);
  await call("mette.holm@havnby.example", "GET", `/${mark}`);
}

/** What Teams says when it refuses, with words of its own that may quote ours. */
async function failToSend(): Promise<void> {
  for (const status of [403, 404, 400, 412, 429, 500, 502]) {
    connector.rules([{ status, code: mark, retryAfter: "0" }]);
    await post(activity(mette, { type: "message", text: "status" }));
  }
  connector.rules([{ drop: "before" }]);
  await post(activity(torben, { type: "installationUpdate", action: "add" }));
  connector.rules([]);
}

test("nothing that a person wrote is in a log line, a trace, a metric or an error", async () => {
  await talk();
  await pressEverything();
  await callEverything();
  await failToSend();
  // What was answered in place of an error is one of ours, and there is plenty of it.
  expect(errors.length).toBeGreaterThan(50);
  service.signal("SIGTERM");
  expect(await service.ended).toBe(0);

  const logged = service.output();
  expect(logged.split("\n").length).toBeGreaterThan(50);
  const sent = ingestion.bodies.join("\n");
  for (const place of [logged, sent, ...errors]) expect(place).not.toContain(mark);
  // The CPR number that was written in the chat.
  for (const place of [logged, sent]) expect(place).not.toMatch(/111111.?1118/);
  // Nor does Application Insights learn who did anything.
  for (const who of [mette, freja, "mette.holm", "Mette Holm", localTenant, "nord-dag"])
    expect(sent).not.toContain(who);

  const envelopes = ingestion.envelopes();
  const names = new Set(envelopes.map(({ data }) => metricName(data.baseData) ?? String(data.baseData.name)));
  const measured = [metrics.turns, metrics.sends, metrics.outboxAge, metrics.outboxSize];
  expect([...names]).toEqual(expect.arrayContaining(measured));
  const turns = ingestion
    .envelopes()
    .flatMap(({ data }) =>
      metricName(data.baseData) === metrics.turns ? [data.baseData.properties as Record<string, string>] : [],
    );
  expect(new Set(turns.map(({ verb }) => verb))).toEqual(
    new Set([
      ...Object.keys(verbs),
      "message",
      "unknown",
      "composeExtension/fetchTask",
      "composeExtension/submitAction",
    ]),
  );
  expect(turns).toContainEqual(expect.objectContaining({ verb: "help/show", outcome: "ok" }));
  const types = new Set(envelopes.map(({ data }) => data.baseType));
  expect([...types].sort()).toEqual(["MetricData", "RemoteDependencyData", "RequestData"]);
}, 180_000);

function metricName(baseData: Record<string, unknown>): string | undefined {
  return (baseData.metrics as { name: string }[] | undefined)?.[0]?.name;
}

test("without a connection string nothing of the library is loaded", async () => {
  const report = `process.on("exit", () => {
    const { _cache } = process.getBuiltinModule("module");
    const loaded = Object.keys(_cache).filter((file) => /applicationinsights|opentelemetry/.test(file));
    console.log("loaded " + loaded.length);
  });
  process.getBuiltinModule("timers").setTimeout(() => process.kill(process.pid, "SIGTERM"), 8000);`;
  const run = async (env: Record<string, string>) => {
    const args = ["--no-warnings", "--import", `data:text/javascript,${encodeURIComponent(report)}`, "bot/main.ts"];
    const local = { PATH: process.env.PATH, OMBORD_MODE: "local", PORT: "0", STORE: `sqlite:${fresh.place}-2` };
    const options = { env: { ...local, ...env }, timeout: 30_000 };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return Number(/loaded (\d+)/.exec(stdout)?.[1]);
  };
  expect(await run({})).toBe(0);
  expect(await run(ingestion.env)).toBeGreaterThan(10);
}, 60_000);
