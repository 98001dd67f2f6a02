import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Outreach } from "../../bot/outreach/outreach.ts";
import { answersPerSecond, createPace, type Pace, tenantPerSecond } from "../../bot/outreach/sending/pace.ts";
import { findLease } from "../../bot/outreach/sending/tenant-lease.ts";
import { urgentChannel } from "../../bot/outreach/sending/urgent-channel.ts";
import { type FakeTimer, fakeTimer } from "../support/fake-timer.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { conversationChange } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";

const tenant = "tenant-1";
const now = "2026-11-16T08:00:00.000Z";

let timer: FakeTimer;
let pace: Pace;
let channel: RecordingChannel;
let fresh: FreshStore;
let clock: { now: string };

beforeEach(async () => {
  timer = fakeTimer();
  pace = createPace(1, timer);
  channel = recordingChannel();
  clock = { now };
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

/** A process of its own on the same store. */
function anotherProcess(overrides: Parameters<typeof testOutreach>[3] = {}): Outreach {
  const ownPace = createPace(1, timer);
  return testOutreach(fresh.store, channel, clock, { newPace: () => ownPace, ...overrides });
}

/** A process that holds the tenant's lease. */
async function sendingProcess(overrides: Parameters<typeof testOutreach>[3] = {}) {
  const outreach = anotherProcess({ newPace: () => pace, ...overrides });
  const lease = await findLease(outreach, tenant, clock.now);
  await lease?.commit(clock.now, []);
  return { outreach, lease };
}

const { value: chat } = conversationChange("leader-1");
const inThread = { ...chat, personId: null, conversationId: "19:channel;messageid=17" };
const somebody = (n: number) => ({ ...chat, personId: `leader-${n}` });

/** How many permits a process gets within a second. */
async function inOneSecond(outreach: Outreach): Promise<number> {
  await timer.pass(2_000);
  let count = 0;
  const stop = new AbortController();
  for (let n = 0; n < 100; n++) {
    void outreach
      .paceOf(tenant)
      .permit(`p${n}`, { urgent: true, signal: stop.signal })
      .then(
        () => {
          count += 1;
        },
        () => {},
      );
  }
  await timer.pass(999);
  stop.abort();
  return count;
}

test("an answer goes before 2,500 queued check-ins", async () => {
  const { outreach } = await sendingProcess();
  for (let n = 0; n < 2_500; n++) void pace.permit(`p${n}`);
  await timer.pass(1_000);
  const answered = urgentChannel(outreach, tenant).send(chat, {}, "hej");
  await timer.pass(40);
  expect(await answered).toMatchObject({ ok: true });
});

test("answers, new and changed, count for the tenant's limit", async () => {
  const { outreach } = await sendingProcess();
  const urgent = urgentChannel(outreach, tenant);
  const sends = Array.from({ length: 60 }, (_, n) =>
    n % 2 === 0 ? urgent.send(somebody(n), {}, "hej") : urgent.update(somebody(n), `activity-${n}`, {}, "hej"),
  );
  await timer.pass(999);
  expect(channel.sent.length).toBeLessThanOrEqual(tenantPerSecond + 5);
  await timer.pass(700);
  expect(await Promise.all(sends)).toHaveLength(60);
});

test("a thread and its channel, a chat and its outbox share the limit of one conversation", async () => {
  const { outreach } = await sendingProcess();
  const urgent = urgentChannel(outreach, tenant);
  for (let n = 0; n < 7; n++) void pace.permit("19:channel");
  for (let n = 0; n < 7; n++) void pace.permit("leader-1");
  await timer.pass(500);
  void urgent.send(inThread, {}, "hej");
  void urgent.send(chat, {}, "hej");
  await timer.pass(400);
  expect(channel.sent).toEqual([]);
  await timer.pass(1_200);
  expect(channel.sent).toHaveLength(2);
});

test("an answer that is throttled slows the whole tenant down", async () => {
  const { outreach } = await sendingProcess();
  channel.answer = () => ({ ok: false, retry: true, throttled: true, retryAfterMs: 5_000, reason: "throttled" });
  expect(await urgentChannel(outreach, tenant).send(chat, {}, "hej")).toMatchObject({ ok: false });
  let hasLeft = false;
  void pace.permit("somebody").then(() => {
    hasLeft = true;
  });
  await timer.pass(4_900);
  expect(hasLeft).toBe(false);
  await timer.pass(200);
  expect(hasLeft).toBe(true);
});

test("a process that answers while another sends has a small share of its own, and both together keep the limit", async () => {
  const { outreach } = await sendingProcess();
  const answerer = anotherProcess();
  expect(await urgentChannel(answerer, tenant).send(chat, {}, "hej")).toMatchObject({ ok: true });
  expect(await inOneSecond(outreach)).toBeLessThanOrEqual(tenantPerSecond + 5);
  expect(await inOneSecond(answerer)).toBeLessThanOrEqual(answersPerSecond * 2);
});

test("a process that has sent leaves the limit to whoever sends next", async () => {
  const { outreach, lease } = await sendingProcess();
  expect(await inOneSecond(outreach)).toBeGreaterThanOrEqual(tenantPerSecond);
  await lease?.release(now);
  expect(await inOneSecond(outreach)).toBeLessThanOrEqual(answersPerSecond * 2);
});
