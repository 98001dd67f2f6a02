import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { everyPurpose } from "../../bot/outreach/messages/every-purpose.ts";
import type { Outreach } from "../../bot/outreach/outreach.ts";
import { dispatch } from "../../bot/outreach/sending/dispatcher.ts";
import { createPersonPace } from "../../bot/person-pace.ts";
import { parseIncoming } from "../../bot/teams/incoming.ts";
import { type InvokeAnswer, receive } from "../../bot/teams/receive.ts";
import type { TeamsServices } from "../../bot/teams/turn.ts";
import { noTelemetry } from "../../bot/telemetry.ts";
import { camilla, demoFolder, filledIn, inputsOn, mette, mondayMorning, rasmus, tenant } from "../support/bot.ts";
import { apiClient } from "../support/call-api.ts";
import { type CountingStore, countingStore, roundTrips } from "../support/counting-store.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { testOutreach } from "../support/outreach.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

// What a press or a request costs in waits for the store: on Cosmos DB each is latency, and money.

const clock = { now: mondayMorning };
const channelId = "19:navigators@thread.tacv2";
let fresh: FreshStore;
let counting: CountingStore;
let channel: RecordingChannel;
let outreach: Outreach;
let background: (() => Promise<void>)[];
let services: TeamsServices;

beforeEach(async () => {
  fresh = await freshStore();
  await importDirectory({ store: fresh.store, tenantId: tenant, source: demoFolder, now: clock.now, by: "system" });
  counting = countingStore(fresh.store);
  channel = recordingChannel();
  outreach = testOutreach(counting.store, channel, clock, { purposes: everyPurpose(false, () => null) });
  background = [];
  services = {
    store: counting.store,
    channelOf: () => channel,
    log: outreach.log,
    telemetry: noTelemetry,
    clock: () => new Date(clock.now),
    tenants: new Set([tenant]),
    isLocal: false,
    linkTo: () => null,
    personPace: createPersonPace({ burst: 1000, perSecond: 1000 }),
    channels: new Set(["msteams"]),
    deliver: async () => {},
    // What is sent is counted by itself.
    deliverSoon: () => {},
    inBackground: (_, work) => void background.push(work),
  };
});
afterEach(() => fresh.dispose());

function activity(person: string, place: "own" | "channel", more: Record<string, unknown>) {
  const conversation =
    place === "own"
      ? { id: `a:${person}`, conversationType: "personal", tenantId: tenant }
      : { id: channelId, conversationType: "channel", isGroup: true, tenantId: tenant };
  const parsed = parseIncoming({
    id: crypto.randomUUID(),
    channelId: "msteams",
    serviceUrl: "https://smba.example/",
    from: { id: `29:${person}`, aadObjectId: person },
    recipient: { id: "28:bot" },
    conversation,
    channelData: { tenant: { id: tenant } },
    ...more,
  });
  if (parsed === null) throw new Error("not an activity");
  return parsed;
}

async function press(
  person: string,
  verb: string,
  data: object,
  at: { place?: "own" | "channel"; card?: string } = {},
) {
  const value = { action: { type: "Action.Execute", verb, data } };
  const invoke = { type: "invoke", name: "adaptiveCard/action", replyToId: at.card, value };
  const answer = (await receive(services, activity(person, at.place ?? "own", invoke))) as InvokeAnswer;
  expect({ verb, answer: answer.statusCode === 200 ? 200 : answer.value }).toEqual({ verb, answer: 200 });
  return answer;
}

/** Everything that follows is done, and what is due is sent. */
async function settle(): Promise<void> {
  for (const work of background.splice(0)) await work();
  await dispatch(outreach, tenant);
}

async function says(person: string, text: string, place: "own" | "channel" = "own"): Promise<void> {
  await receive(services, activity(person, place, { type: "message", text }));
  await settle();
}

/** The people have chats, the channel takes in the whole municipality, and nothing is waiting. */
async function ready(withChannel = false): Promise<void> {
  for (const person of [mette, rasmus, camilla]) await says(person, "hjælp");
  if (withChannel) await press(rasmus, "channel/use", { scope: "*" }, { place: "channel" });
  await settle();
}

const described = { category: "equipment", detail: "connectivity", consequence: "Billedet fryser.", contact: "none" };

async function reported(team = "nord-dag"): Promise<string> {
  const form = crypto.randomUUID();
  const by = team === "nord-dag" ? mette : mette.replace(/1$/, "2");
  await press(by, "barrier/report", { team, solution: "skaermbesoeg", form, fresh: true });
  await press(by, "barrier/describe", { barrier: form, ...described });
  await settle();
  return form;
}

async function cardOf(id: string, place: string): Promise<string | undefined> {
  const stored = await fresh.store.read(tenant, "barrier", id);
  return stored?.value.cards.findLast((card) => card.place === place)?.activityId;
}

async function messages(): Promise<number> {
  const { items } = await fresh.store.query(tenant, "message", { limit: 1000 });
  return items.length;
}

/** Twelve with what it tells one person, of which two are that nobody is told twice a day; every further message is a small one of its own. */
function isWithin({ all, messages: count }: { all: number; messages: number }): boolean {
  return all <= 12 + Math.max(0, count - 1) * 4;
}

/** What one press costs before the answer, and with all that follows. */
async function costOf(
  person: string,
  verb: string,
  data: object,
  at: { place?: "own" | "channel"; card?: string } = {},
) {
  const known = await messages();
  counting.taken();
  await press(person, verb, data, at);
  const before = counting.taken();
  await settle();
  const after = counting.taken();
  return {
    ...roundTrips(before),
    all: before.length + after.length,
    messages: (await messages()) - known,
    calls: [...before, "|", ...after].join(" "),
  };
}

const steps: [string, object][] = [
  ["barrier/ask", { askText: "Hvor sker det?" }],
  ["barrier/trial", { trialWhat: "Antenne i bilen", trialWeeks: "2" }],
  ["barrier/wait", { next: "others", waitText: "Vi har spurgt it" }],
  ["barrier/wait", { next: "supplier", waitText: "Vi har spurgt dem" }],
  ["barrier/wait", { next: "park", until: "2026-12-01" }],
  ["barrier/wait", { next: "escalate" }],
  ["barrier/wait", { next: "decline", waitText: "Det kan ikke lade sig gøre" }],
  ["barrier/solve", { resolution: "fixed" }],
];

describe("a press on a barrier's card in one's own chat", () => {
  test.each([["barrier/take", {}], ...steps] as [string, object][])(
    "%s %j: at most 3 reads and 1 commit before the answer, at most 12 with what it tells one person",
    async (verb, data) => {
      await ready();
      const barrier = await reported();
      await press(rasmus, "barrier/take", { barrier });
      await settle();
      // Freed of its holder, so that it can be taken too.
      const id = verb === "barrier/take" ? await reported() : barrier;
      const card = await cardOf(id, rasmus);
      const cost = await costOf(rasmus, verb, { barrier: id, ...data }, { card });
      expect(cost).toEqual({ ...cost, commits: 1 });
      expect(cost.reads).toBeLessThanOrEqual(3);
      expect({ ...cost, isWithin: isWithin(cost) }).toEqual({ ...cost, isWithin: true });
    },
  );

  test("the answers of the team: at most 3 reads and 1 commit, at most 12 in all", async () => {
    await ready();
    const barrier = await reported();
    await press(rasmus, "barrier/ask", { barrier, askText: "Hvor?" }, { card: await cardOf(barrier, rasmus) });
    await settle();
    const press1 = ["barrier/answer", { barrier, answer: "I kælderen" }] as const;
    const costs = [await costOf(mette, ...press1, { card: await cardOf(barrier, mette) })];
    for (const [verb, data] of [
      ["barrier/reopen", { still: "Det fryser stadig" }],
      ["barrier/confirm", {}],
    ] as const) {
      await press(rasmus, "barrier/solve", { barrier, resolution: "fixed" }, { card: await cardOf(barrier, rasmus) });
      await settle();
      costs.push(await costOf(mette, verb, { barrier, ...data }, { card: await cardOf(barrier, mette) }));
    }
    for (const cost of costs) {
      expect(cost).toEqual({ ...cost, reads: 1, commits: 1 });
      expect({ ...cost, isWithin: isWithin(cost) }).toEqual({ ...cost, isWithin: true });
    }
  });

  test("with barriers that are linked as *set før*, to one another and to this one", async () => {
    await ready();
    const root = await reported();
    const child = await reported("nord-aften");
    const other = await reported();
    for (const id of [root, child, other]) await press(rasmus, "barrier/take", { barrier: id });
    await settle();
    const linking = await costOf(rasmus, "barrier/seenBefore", { barrier: child, sameAs: root });
    const chained = await costOf(rasmus, "barrier/seenBefore", { barrier: other, sameAs: child });
    expect((await fresh.store.read(tenant, "barrier", other))?.value.sameAs).toBe(root);
    const solving = await costOf(rasmus, "barrier/solve", { barrier: child, resolution: "fixed" });
    for (const cost of [linking, chained, solving]) {
      expect(cost).toEqual({ ...cost, commits: 1 });
      expect(cost.reads).toBeLessThanOrEqual(3);
    }
    expect((await fresh.store.read(tenant, "barrier", other))?.value.status).toBe("resolved");
  });

  test("what the reporter tells: the group, the detail, and *Ikke nu*, from the check-in too", async () => {
    await ready();
    const barrier = await reported();
    for (const [verb, data, commits] of [
      ["barrier/form", {}, 0],
      ["barrier/category", { category: "skills" }, 0],
      ["barrier/describe", { ...described, consequence: "Noget andet" }, 1],
      ["barrier/later", {}, 0],
    ] as const) {
      const cost = await costOf(mette, verb, { barrier, ...data });
      expect({ verb, ...cost }).toEqual({ verb, ...cost, reads: 1 });
      expect({ verb, commits: cost.commits }).toEqual({ verb, commits });
    }
  });
});

describe("a press on a barrier's card in a channel", () => {
  test.each([["barrier/take", {}], ...steps] as [string, object][])(
    "%s %j: at most 3 reads and 1 commit before the answer",
    async (verb, data) => {
      await ready(true);
      const barrier = await reported();
      const card = await cardOf(barrier, channelId);
      expect(card).toBeDefined();
      const cost = await costOf(rasmus, verb, { barrier, ...data }, { place: "channel", card });
      expect(cost).toEqual({ ...cost, commits: 1 });
      expect(cost.reads).toBeLessThanOrEqual(3);
      // The leader's card, and an update of the channel's own for everybody else in it.
      expect({ ...cost, isWithin: isWithin(cost) }).toEqual({ ...cost, isWithin: true });
    },
  );

  test("on a card that tells of many", async () => {
    await ready(true);
    const ids: string[] = [];
    for (let number = 0; number < 7; number++) {
      const form = crypto.randomUUID();
      await press(mette, "barrier/report", { team: "nord-dag", solution: "skaermbesoeg", form, fresh: true });
      ids.push(form);
    }
    await settle();
    const [barrier = ""] = ids;
    const card = await cardOf(barrier, channelId);
    const cost = await costOf(rasmus, "barrier/takeOne", { barrier }, { place: "channel", card });
    expect(cost).toEqual({ ...cost, reads: 3, commits: 1 });
    // The team may be told before the channel's card is drawn anew, or after.
    expect(channel.sent.map(({ conversationId }) => conversationId)).toContain(channelId);
  });
});

test("an answer to a check-in: 1 read, 1 commit", async () => {
  await ready();
  await says(mette, "Ugens check-in");
  const sent = channel.sent.at(-1);
  if (sent === undefined) throw new Error("no card");
  const levels = [...inputsOn(sent.card).keys()].filter((id) => id.startsWith("level.")).map((id) => [id, "mostly"]);
  const data = filledIn(sent.card, "Send", Object.fromEntries(levels));
  const cost = await costOf(mette, "checkIn/send", data, { card: sent.activityId });
  expect(cost).toEqual({ ...cost, reads: 1, commits: 1 });
});

describe("the API", () => {
  let api: RunningApi;
  const { call } = apiClient(() => api.url);
  beforeEach(async () => {
    api = await startApi({ store: counting.store, now: clock.now });
    await ready();
  });
  afterEach(() => api.stop());

  async function costOfRequest(method: string, path: string, upn: string, body?: unknown) {
    counting.taken();
    const response = await call(method, path, upn, body);
    const calls = counting.taken();
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    return { ...roundTrips(calls), calls: calls.join(" ") };
  }

  test("one barrier: 2 reads", async () => {
    const barrier = await reported();
    const cost = await costOfRequest("GET", `/api/barriers/${barrier}`, "rasmus.dahl");
    expect(cost).toEqual({ ...cost, reads: 2, commits: 0 });
  });

  // Whose directory is remembered already: the settings, and a page of each thing that is listed.
  test.each([
    ["/api/barriers", "rasmus.dahl", 1],
    ["/api/barriers?limit=1", "rasmus.dahl", 1],
    ["/api/barriers/choices?report=all", "rasmus.dahl", 0],
    ["/api/barriers/figures", "rasmus.dahl", 1],
    ["/api/trials", "rasmus.dahl", 1],
    ["/api/trials/shared", "rasmus.dahl", 1],
    ["/api/citizen-cases", "mette.holm", 1],
    ["/api/inclusion", "mette.holm", 1],
    ["/api/adoption", "camilla.noergaard", 1],
    ["/api/solutions/skaermbesoeg", "camilla.noergaard", 1],
    // The cards, and the histories of all teams that have the solution.
    ["/api/solution-cards/skaermbesoeg", "camilla.noergaard", 2],
    ["/api/screenings", "vibeke.holst", 1],
    ["/api/ambition", "camilla.noergaard", 1],
    ["/api/absence", "mette.holm", 0],
    ["/api/reflection", "camilla.noergaard", 1],
    ["/api/learnings", "rasmus.dahl", 1],
    ["/api/check-ins", "mette.holm", 1],
    ["/api/check-ins", "hanne.lykke", 1],
    // The teams' histories, and what has been said of them.
    ["/api/attention", "camilla.noergaard", 2],
    ["/api/admin/deliveries", "line.oestergaard", 1],
  ] as const)("%s as %s: the settings and %i page(s)", async (path, upn, pages) => {
    await reported();
    await reported("nord-aften");
    await costOfRequest("GET", path, upn);
    const cost = await costOfRequest("GET", path, upn);
    expect(cost).toEqual({ ...cost, reads: pages + 1, commits: 0 });
  });

  test("a list that is longer than a page: the settings and each page", async () => {
    await reported();
    await reported("nord-aften");
    const path = "/api/barriers?limit=1";
    const { next } = (await (await call("GET", path, "rasmus.dahl")).json()) as { next: string };
    const cost = await costOfRequest("GET", `${path}&page=${next}`, "rasmus.dahl");
    expect(cost).toEqual({ ...cost, reads: 2, commits: 0 });
    expect(await costOfRequest("GET", "/api/export/barriers.csv", "rasmus.dahl")).toMatchObject({
      reads: 2,
      commits: 1,
    });
  });

  test("something new is reported with 2 reads and 1 commit, an answer given with 1 and 1", async () => {
    const report = { id: crypto.randomUUID(), teamId: "nord-dag", solutionId: "skaermbesoeg" };
    expect(await costOfRequest("POST", "/api/barriers", "mette.holm", report)).toMatchObject({ reads: 2, commits: 1 });
    await says(mette, "Ugens check-in");
    const cost = await costOfRequest("PUT", "/api/check-ins/2026-W47/nord-dag", "mette.holm", { kind: "skip" });
    expect(cost).toMatchObject({ reads: 1, commits: 1 });
  });

  test("a change of a barrier: at most 3 reads and 1 commit", async () => {
    const barrier = await reported();
    const other = await reported("nord-aften");
    const path = `/api/barriers/${barrier}`;
    for (const body of [
      { action: "see" },
      { action: "take" },
      { action: "comment", text: "Vi ser på det" },
      { action: "describe", ...described, consequence: "Noget andet" },
      { action: "seenBefore", sameAs: other },
      { action: "solve", resolution: "fixed" },
    ]) {
      const upn = body.action === "describe" ? "mette.holm" : "rasmus.dahl";
      const cost = await costOfRequest("PATCH", path, upn, body);
      expect({ body, ...cost }).toEqual({ body, ...cost, commits: 1 });
      expect(cost.reads).toBeLessThanOrEqual(3);
    }
  });
});
