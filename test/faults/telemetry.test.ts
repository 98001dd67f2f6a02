import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { metrics } from "../../bot/metrics.ts";
import type { Kind } from "../../bot/store/documents.ts";
import { queryAll } from "../../bot/store/store.ts";
import { channelCommands, dialogs, verbs } from "../../bot/teams/routes.ts";
import { camilla, demoFolder, freja, hanne, mette, personId, rasmus, torben } from "../support/bot.ts";
import { compileCache } from "../support/compile-cache.ts";
import { type FakeConnector, startFakeConnector } from "../support/fake-connector.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { type IngestionServer, startIngestionServer } from "../support/ingestion-server.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";
import {
  apiRoutes,
  commandLines,
  everyField,
  type Known,
  mark,
  onlyMarks,
  reads,
  writeMarkedDirectory,
  writeSpoiltDirectory,
  writes,
} from "./every-flow.ts";

let connector: FakeConnector;
let fresh: FreshStore;
let ingestion: IngestionServer;
let service: ServiceProcess;
let folder: string;
/** What the service answered where something went wrong. */
let errors: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-marked-"));
  connector = await startFakeConnector();
  fresh = await freshSqlite();
  await fillMunicipality(fresh.store, localTenant, new Date().toISOString());
  ingestion = await startIngestionServer();
  // The library sends a few traces a second unless told; here every single one is looked at.
  const measuring = { ...ingestion.env, OTEL_TRACES_SAMPLER: "always_on" };
  service = await startService({ STORE: `sqlite:${fresh.place}`, LOG_LEVEL: "debug", ...measuring });
  errors = [];
}, 120_000);

afterEach(async () => {
  service.signal("SIGKILL");
  await service.ended;
  await ingestion.stop();
  await connector.close();
  await fresh.dispose();
  await rm(folder, { recursive: true });
});

type Place = "chat" | "channel";

function activity(person: string, more: Record<string, unknown>, place: Place = "chat") {
  const isChat = place === "chat";
  return {
    id: mark,
    channelId: "msteams",
    serviceUrl: connector.url,
    from: { id: `29:${person}`, aadObjectId: person, name: mark },
    recipient: { id: "28:bot", name: mark },
    conversation: {
      id: isChat ? `a:${person}` : "19:driller@thread.tacv2",
      conversationType: isChat ? "personal" : "channel",
      isGroup: !isChat,
      tenantId: localTenant,
      name: mark,
    },
    channelData: {
      tenant: { id: localTenant },
      ...(isChat
        ? {}
        : { channel: { id: "19:driller@thread.tacv2", name: mark }, team: { id: "19:team", name: mark } }),
    },
    ...more,
  };
}

const free = new Map<string, number>();

/** People ask for a few things at once and then for a few a second, or they are refused. */
async function atTheirPace(person: string): Promise<void> {
  const at = Math.max(free.get(person) ?? 0, Date.now() - 3_000) + 230;
  free.set(person, at);
  if (at > Date.now()) await wait(at - Date.now());
}

async function post(body: { from: { aadObjectId: string } }): Promise<void> {
  await atTheirPace(body.from.aadObjectId);
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${service.url}/api/messages`, { method: "POST", headers, body: JSON.stringify(body) });
  const said = await answer.text();
  if (answer.status >= 400 || (said.startsWith("{") && JSON.parse(said).statusCode >= 400)) errors.push(said);
}

const press = (person: string, verb: string, data: unknown, place: Place = "chat") => {
  const value = { action: { verb, data, title: mark } };
  return post(activity(person, { type: "invoke", name: "adaptiveCard/action", value }, place));
};

/** Asks as a person of the demo municipality, again when they ask too fast; resolves with the status and what was said. */
async function call(
  person: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; said: string }> {
  const asked = await callOnce(person, method, path, body);
  if (asked.status !== 429) return asked;
  await wait(250);
  return call(person, method, path, body);
}

async function callOnce(person: string, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${service.url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      authorization: `Persona ${person}@havnby.example`,
      "content-type": "application/json",
      "user-agent": mark,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const said = await answer.text();
  if (answer.status >= 400) errors.push(said);
  return { status: answer.status, said };
}

async function ombord(args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...compileCache, PATH: process.env.PATH, OMBORD_MODE: "local", STORE: `sqlite:${fresh.place}` };
  return new Promise((resolve) => {
    const options = { env, timeout: 60_000 };
    const child = execFile(process.execPath, ["--no-warnings", "bot/cli.ts", ...args], options, (error, out, err) =>
      // Ended from outside it has no code, and that is none that a test expects.
      resolve({ code: error === null ? 0 : Number(error.code ?? Number.NaN), out, err }),
    );
    // Nobody is there to answer: a command that asks is told so, and does not wait.
    child.stdin?.end();
  });
}

/** A small step that stands on this week's card; one is sent weeks ahead. */
async function standsThisWeek(week: string): Promise<string> {
  const at = new Date().toISOString();
  const id = crypto.randomUUID();
  const about = { id, solutionId: "skaermbesoeg", kind: "task" as const, text: mark };
  const value = { ...about, scopes: ["nord"], week, by: rasmus, done: {}, createdAt: at, updatedAt: at };
  await fresh.store.commit(localTenant, [{ op: "create", kind: "smallStep", key: id, value }]);
  return id;
}

/** A barrier on its whole way, so that every button on it is once pressed where it does something. */
async function tellAStory(known: Known): Promise<void> {
  const fields = everyField(known);
  const on = (barrier: string, more: object = {}) => ({ ...fields, barrier, form: barrier, ...more });
  await press(mette, "barrier/report", on(known.barrier));
  await press(mette, "barrier/category", on(known.barrier));
  await press(mette, "barrier/describe", on(known.barrier));
  for (const verb of ["take", "ask"]) await press(rasmus, `barrier/${verb}`, on(known.barrier));
  await press(mette, "barrier/answer", on(known.barrier));
  for (const verb of ["trial", "wait", "postpone", "solve"]) await press(rasmus, `barrier/${verb}`, on(known.barrier));
  await press(mette, "barrier/confirm", on(known.barrier));
  await press(mette, "barrier/report", on(known.other));
  await press(rasmus, "barrier/reuse", on(known.other, { from: known.barrier }));
  for (const barrier of [known.other, known.barrier]) await press(mette, "barrier/reopen", on(barrier));
  await press(mette, "barrier/report", on(known.other));
  await press(rasmus, "barrier/takeOne", on(known.other));
  await press(rasmus, "barrier/seenBefore", on(known.other, { sameAs: known.barrier }));
}

/** The third team that reports the same: it becomes one common task. */
async function makeCommon(known: Known): Promise<void> {
  const reporters = { "mette.holm": "nord-dag", "jonas.krogh": "nord-aften", "lone.bundgaard": "syd-dag" };
  let barrier = "";
  for (const [who, teamId] of Object.entries(reporters)) {
    barrier = crypto.randomUUID();
    const told = { category: "equipment", detail: "connectivity", consequence: mark, contact: "none", confirmed: true };
    await call(who, "POST", "/api/barriers", { id: barrier, teamId, solutionId: "skaermbesoeg", told });
  }
  await press(rasmus, "barrier/common", { ...everyField(known), barrier });
}

/** What is lifted, decided in every way; and what became of the decisions. */
async function decideEverything(known: Known): Promise<void> {
  for (const verb of ["decline", "take", "on", "wait", "do", "do", "do", "do"]) {
    const id = crypto.randomUUID();
    const told = { category: "equipment", detail: "device", consequence: mark, contact: "call", confirmed: true };
    await call("mette.holm", "POST", "/api/barriers", { id, teamId: "nord-dag", solutionId: "skaermbesoeg", told });
    await call("rasmus.dahl", "PATCH", `/api/barriers/${id}`, { action: "escalate", text: mark, confirmed: true });
    await press(torben, `lift/${verb}`, { ...everyField(known), barrier: id });
  }
  // What is decided about a solution is told to whoever it concerns.
  const about = { kind: "doing", solution: "journal", text: mark, due: "2028-01-03", confirmed: true };
  expect((await call("torben.kjaer", "POST", "/api/decisions", { ...about, area: "nord" })).status).toBe(200);
  const { items } = JSON.parse((await call("torben.kjaer", "GET", "/api/decisions")).said);
  const open = items.filter(({ mayAnswer }: { mayAnswer: boolean }) => mayAnswer);
  for (const [n, verb] of ["later", "drop", "done"].entries()) {
    await press(torben, `decision/${verb}`, { ...everyField(known), decision: open[n]?.id });
  }
  known.decision = open.at(-1).id;
}

async function talk(): Promise<void> {
  const people = [mette, freja, rasmus];
  for (const person of people) await post(activity(person, { type: "installationUpdate", action: "add" }));
  const texts = [...said, withMark("jeg er væk"), withMark("journalen driller"), mark, `status ${mark}`, "111111-1118"];
  // In turn, so that nobody has to wait for their own pace.
  for (const text of texts) for (const person of people) await post(activity(person, { type: "message", text }));
  const membersAdded = [{ id: "28:bot" }, { id: mark }];
  await post(activity(rasmus, { type: "conversationUpdate", membersAdded }, "channel"));
  for (const text of [...channelCommands.flatMap(({ words }) => words), mark, "111111-1118"]) {
    await post(activity(rasmus, { type: "message", text: `<at>${mark}</at> ${text}` }, "channel"));
  }
  await post(activity(mette, { type: "message", from: { id: mark, aadObjectId: mark }, text: mark }));
  await post(activity(mette, { type: "invoke", name: mark, value: { [mark]: mark } }));
  await post(activity(mette, { type: mark }));
}

/** Each kind of thing that people write, from the table of them. */
const said = readFileSync(new URL("../fixtures/spoken/understood.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((_, index) => index % 12 === 1)
  .map((line) => line.split("\t")[2] ?? "");
const withMark = (words: string) => `${words} til ${mark}`;

async function pressEverything(known: Known): Promise<void> {
  const anybody = leaders();
  for (const verb of Object.keys(verbs)) {
    for (const person of [mette, freja, rasmus]) await press(person, verb, everyField(known));
    // Only one of the navigators may choose a channel for everything.
    await press(verb.startsWith("channel/") ? rasmus : camilla, verb, everyField(known), "channel");
    await press(anybody.next().value, verb, onlyMarks(known));
    // What a field is called comes from outside too.
    for (const field of verb.startsWith("checkIn/") ? ["level", "trouble", "extra", "works", "trial"] : []) {
      await press(anybody.next().value, verb, {
        ...everyField(known),
        [`${field}.${mark}`]: mark,
        [`${field}.${known.asked[0]}`]: mark,
      });
    }
    await press(anybody.next().value, verb, mark);
  }
  const beside = { ...everyField(known), team: "sygepleje-dag", beside: "sygepleje-aften" };
  for (const verb of ["checkIn/sendBoth", "checkIn/asLastBoth"]) await press(hanne, verb, beside);
  for (const name of Object.keys(dialogs)) {
    for (const commandId of ["logBarrier", mark]) {
      const value = { commandId, data: everyField(known), messagePayload: { body: { content: mark } } };
      await post(activity(mette, { type: "invoke", name, value }));
    }
  }
  await press(mette, mark, { text: mark });
}

function* leaders(): Generator<string, never> {
  for (let n = 0; ; n++) yield personId((n % 12) + 1);
}

/** Somebody else each time: a person may ask for twenty things at once. */
function* everybody(): Generator<string, never> {
  const names = ["jonas.krogh", "lone.bundgaard", "hanne.lykke", "emma.clarke", "kasper.juhl", "ole.winther"];
  for (let n = 0; ; n++) yield names[n % names.length] ?? "";
}

/** Every route of the table, as it is meant and with marks only. Resolves with the routes that once did what they are for. */
async function callEverything(known: Known): Promise<Set<string>> {
  const did = new Set<string>();
  const people = everybody();
  const someone = () => people.next().value;
  for (const route of apiRoutes(fresh)) {
    const [method = "", path = ""] = route.split(" ");
    const write = writes(known)[route];
    if (write !== undefined) {
      const { status, said } = await call(write.as, method, write.path, write.body);
      if (status < 300) did.add(route);
      if (route === "POST /api/barriers/many") known.undo = JSON.parse(said).undo;
    }
    const whose = path.includes("/admin/") ? ["line.oestergaard"] : ["anne-grethe.skov", "peter.aagaard", someone()];
    if (/\/barriers\/(:id|times)$|small-steps$/.test(path)) whose.push("rasmus.dahl");
    for (const place of method === "GET" ? reads(path, known) : []) {
      for (const who of whose) if ((await call(who, method, place)).status < 400) did.add(route);
    }
    const marked = path.replaceAll(/:\w+|\*/g, mark);
    const body = method === "GET" || method === "HEAD" ? undefined : onlyMarks(known);
    if ((await call(someone(), method, `${marked}?area=${mark}&q=${mark}&page=${mark}`, body)).status < 400) {
      if (write === undefined) did.add(route);
    }
  }
  await call(mark, "GET", "/api/me");
  await call(someone(), "GET", `/${mark}`);
  return did;
}

/** Teams is answered before anything is sent: waits until it was. */
async function untilTried(body: { from: { aadObjectId: string } }): Promise<void> {
  const before = connector.received.length;
  await post(body);
  const deadline = Date.now() + 5_000;
  while (connector.received.length === before && Date.now() < deadline) await wait(20);
}

/** What Teams says when it refuses, with words of its own that may quote ours. */
async function failToSend(): Promise<void> {
  for (const status of [403, 404, 400, 412, 429, 500, 502]) {
    connector.rules([{ status, code: mark, retryAfter: "0" }]);
    await untilTried(activity(mette, { type: "message", text: "status" }));
  }
  connector.rules([{ drop: "before" }]);
  await untilTried(activity(torben, { type: "installationUpdate", action: "add" }));
  connector.rules([]);
}

/** Which kinds of documents the mark stands in. */
async function markedKinds(kinds: Kind[]): Promise<Kind[]> {
  const marked: Kind[] = [];
  for (const kind of kinds) {
    for await (const { value } of queryAll(fresh.store, localTenant, kind)) {
      if (JSON.stringify(value).includes(mark) && marked.at(-1) !== kind) marked.push(kind);
    }
  }
  return marked;
}

test("nothing that a person wrote is in a log line, a trace, a metric or an error", async () => {
  const directory = await writeMarkedDirectory(demoFolder, folder);
  expect(await ombord(["import", directory])).toMatchObject({ code: 0, err: "" });
  const { week } = JSON.parse((await call("mette.holm", "GET", "/api/me")).said);
  const { settings } = JSON.parse((await call("line.oestergaard", "GET", "/api/admin/settings")).said);
  const { warnings } = JSON.parse((await call("anne-grethe.skov", "GET", "/api/attention")).said);
  const [barrier, other, citizenCase, trial] = Array.from({ length: 4 }, () => crypto.randomUUID()) as [
    string,
    string,
    string,
    string,
  ];
  await talk();
  const { teams } = JSON.parse((await call("mette.holm", "GET", "/api/check-ins")).said);
  const asked = teams[0].checkIn.asked.map(({ solutionId }: { solutionId: string }) => solutionId);
  const known = {
    week,
    asked,
    settings,
    warning: warnings[0].id,
    decided: warnings.at(-1).id,
    barrier,
    other,
    citizenCase,
    trial,
    study: crypto.randomUUID(),
    screening: crypto.randomUUID(),
    step: crypto.randomUUID(),
    stepNow: await standsThisWeek(week),
  };
  await tellAStory(known);
  await makeCommon(known);
  await decideEverything(known);
  await pressEverything(known);
  const did = await callEverything({ ...known, other: crypto.randomUUID() });
  await press(mette, "citizen/followUp", { case: citizenCase, outcome: "analog" });
  await failToSend();
  // What was answered in place of an error is one of ours, and there is plenty of it.
  expect(errors.length).toBeGreaterThan(100);
  service.signal("SIGTERM");
  expect(await service.ended).toBe(0);

  // Everything did what it is for: the mark is in the data, and was handed out to those who may have it.
  const kept: Kind[] = [
    "person",
    "barrier",
    "citizenCase",
    "trial",
    "criteria",
    "fieldStudy",
    "solutionCard",
    "screening",
    "ambition",
    "reflection",
    "quarterWords",
    "learning",
    "smallStep",
    "dismissal",
  ];
  expect(await markedKinds(kept)).toEqual(kept);
  // What does not exist has nothing to do, and the tab is there only where it has been built.
  const isIdle = (route: string) => route.endsWith("/api/*") || route.includes(" /tab");
  expect([...did].filter((route) => !isIdle(route)).toSorted()).toEqual(
    apiRoutes(fresh)
      .filter((route) => !isIdle(route))
      .toSorted(),
  );

  const logged = service.output();
  expect(logged.split("\n").length).toBeGreaterThan(50);
  const sent = ingestion.bodies.join("\n");
  for (const place of [logged, sent, ...errors]) expect(place).not.toContain(mark);
  // The CPR number that was written in the chat.
  for (const place of [logged, sent]) expect(place).not.toMatch(/111111.?1118/);
  // Nor does Application Insights learn who did anything.
  const people = Array.from({ length: 24 }, (_, n) => personId(n + 1));
  for (const who of [...people, "mette.holm", "havnby", localTenant, "nord-dag"]) expect(sent).not.toContain(who);

  expect(new Set(ingestion.requests())).toEqual(
    new Set([...apiRoutes(fresh), "POST /api/messages", "GET unknown"].filter((name) => name !== "GET /api/personas*")),
  );
  const turns = ingestion.points(metrics.turns).map(({ dimensions }) => dimensions);
  const went = turns.filter(({ outcome }) => outcome === "ok").map(({ verb }) => verb);
  expect(new Set(went)).toEqual(new Set([...Object.keys(verbs), ...Object.keys(dialogs), "message"]));
  const results = new Set(ingestion.points(metrics.sends).map(({ dimensions }) => dimensions.result));
  expect([...results]).toEqual(expect.arrayContaining(["sent", "notPermitted", "throttled", "unavailable"]));
  for (const name of [metrics.outboxAge, metrics.outboxSize]) expect(ingestion.points(name)).not.toEqual([]);
  const types = new Set(ingestion.envelopes().map(({ data }) => data.baseType));
  expect([...types].sort()).toEqual(["MetricData", "RemoteDependencyData", "RequestData"]);
}, 400_000);

test("each answer to a check-in is counted once", async () => {
  const { week } = JSON.parse((await call("mette.holm", "GET", "/api/me")).said);
  const answers = [{ solutionId: "skaermbesoeg", level: "routine", troubled: false }];
  const first = { kind: "answer", answers, seen: null };
  const put = (body: unknown) => call("jonas.krogh", "PUT", `/api/check-ins/${week}/nord-aften`, body);
  const { status, said } = await put(first);
  expect(status).toBe(200);
  // The same again is no answer; a correction is.
  await put(first);
  const { answeredAt } = JSON.parse(said).checkIn;
  await put({ ...first, answers: [{ ...answers[0], level: "rarely" }], seen: answeredAt });
  await call("lone.bundgaard", "PUT", `/api/check-ins/${week}/syd-dag`, { kind: "skip" });
  service.signal("SIGTERM");
  expect(await service.ended).toBe(0);
  expect(ingestion.points(metrics.answers).map(({ value }) => value)).toEqual([2]);
}, 180_000);

test("no command of the command line says what a person wrote, but for the one that hands it out", async () => {
  const marked = commandLines(fresh.place, await writeMarkedDirectory(demoFolder, folder));
  const { out: usage } = await ombord(["--help"]);
  expect(Object.keys(marked).toSorted()).toEqual(
    [...usage.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name).toSorted(),
  );
  for (const [name, args] of Object.entries(marked)) {
    const { code, out, err } = await ombord(args);
    // Nothing is wrong but that nobody has the app, and that no source is set up.
    expect({ name, code, err }).toEqual({ name, code: name === "sync" ? 1 : 0, err: "" });
    expect([name, out.includes(mark)]).toEqual([name, name === "export"]);
  }
  // Whoever is asked is told whom it is about; a question that nobody answers is no yes.
  const unsure = await ombord(["erase", "--person", "mette.holm@havnby.example"]);
  expect(unsure.code).toBe(1);
  expect(unsure.out).toContain(mark);
  expect(unsure.err).not.toContain(mark);
  const spoilt = await ombord(["import", await writeSpoiltDirectory(demoFolder, folder)]);
  expect(spoilt).toMatchObject({ code: 1, err: "" });
  expect(spoilt.out).not.toContain(mark);
  const nobody = await ombord(["erase", "--person", mark]);
  expect(nobody.code).toBe(1);
  expect(nobody.out + nobody.err).not.toContain(mark);
}, 300_000);
