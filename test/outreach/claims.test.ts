import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { unsentSince } from "../../bot/domain/message-outcome.ts";
import { checkInMessage, type Message } from "../../bot/domain/outreach.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { createPace } from "../../bot/outreach/sending/pace.ts";
import { keys } from "../../bot/store/documents.ts";
import { queryAll } from "../../bot/store/store.ts";
import { answerCheckIn } from "../../bot/use-cases/check-in/answer-check-in.ts";
import { openCheckIn } from "../../bot/use-cases/check-in/open-check-in.ts";
import { errandOf } from "../support/errand.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { leaderId, seedMunicipality, teamId } from "../support/leaders.ts";
import { killedAfterClaims, testOutreach } from "../support/outreach.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";

// What is due is claimed by the process that sends for the tenant before any of it leaves.

const tenant = "tenant-1";
const week = "2026-W47";
const monday = "2026-11-16T08:00:00.000Z";
const thursday = "2026-11-19T08:00:00.000Z";
const leaders = 40;

let fresh: FreshStore;
let channel: RecordingChannel;
let written: number;
let queries: number;

beforeEach(async () => {
  fresh = await freshStore({
    onOperation({ name, documents }) {
      if (name === "commit") written += documents;
      if (name === "query") queries += 1;
    },
  });
  channel = recordingChannel();
  await seedMunicipality(fresh.store, tenant, { leaders });
  [written, queries] = [0, 0];
});
afterEach(() => fresh.dispose());

function later(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString();
}

async function messages(): Promise<Message[]> {
  return (await Array.fromAsync(queryAll(fresh.store, tenant, "message"))).map(({ value }) => value);
}

/** A process that plans and claims, and is gone before anything of it leaves. */
const diesBeforeSending = (now: string) => killedAfterClaims(fresh.store, channel, tenant, now);

function purposes(): string[] {
  return channel.sent.map(({ card, conversationId }) => `${card.purpose} ${conversationId}`).toSorted();
}

test("a leader's card costs six documents, and messages are looked for many at a time", async () => {
  expect(await tick(testOutreach(fresh.store, channel, { now: monday }), tenant)).toMatchObject({ sent: leaders });
  // Check-in, history and message; its claim; message and check-in once it is sent. The rest is the tenant's lease, and the
  // figures about citizens that the first tick of a period publishes, and the quarters that it closes: one for each place.
  expect(written).toBeGreaterThanOrEqual(leaders * 6 + 2);
  expect(written).toBeLessThanOrEqual(leaders * 6 + 30);
  // Open weeks, the week's check-ins, barriers, trials, decisions, quarters, free text …, and nothing per message.
  expect(queries).toBeLessThan(50);
});

test("what a process claimed and never sent is another's when the lease has run out, and not before", async () => {
  await diesBeforeSending(monday);
  expect((await messages()).filter(({ state }) => state === "sending").length).toBeGreaterThan(0);
  const clock = { now: later(monday, 119_000) };
  const other = testOutreach(fresh.store, channel, clock);
  await tick(other, tenant);
  expect(channel.sent).toEqual([]);
  clock.now = later(monday, 120_000);
  expect(await tick(other, tenant)).toMatchObject({ sent: leaders });
  expect(purposes()).toEqual(Array.from({ length: leaders }, (_, n) => `checkIn a:${leaderId(n)}`));
});

test("what process after process claims and dies with is as overdue as it is, and no more once it is sent", async () => {
  const since = async (now: string) => (await messages()).map((message) => unsentSince(message, now));
  for (const minutes of [0, 3, 6, 9]) {
    await diesBeforeSending(later(monday, minutes * 60_000));
    expect(new Set(await since(later(monday, minutes * 60_000 + 1_000)))).toEqual(new Set([monday]));
  }
  const clock = { now: later(monday, 12 * 60_000) };
  expect(await tick(testOutreach(fresh.store, channel, clock), tenant)).toMatchObject({ sent: leaders });
  expect(new Set(await since(clock.now))).toEqual(new Set([null]));
  for (const message of await messages()) expect(message).not.toHaveProperty("dueSince");
});

test("what a process gives back as it stops is as overdue as it is", async () => {
  const stopping = new AbortController();
  const clock = { now: monday };
  const pace = createPace(20);
  const newPace = () => ({
    ...pace,
    permit(...asked: Parameters<typeof pace.permit>) {
      clock.now = later(monday, 30_000);
      stopping.abort();
      return pace.permit(...asked);
    },
  });
  await tick(testOutreach(fresh.store, channel, clock, { newPace }), tenant, stopping.signal);
  expect(channel.sent).toEqual([]);
  for (const message of await messages()) expect(message).toMatchObject({ state: "pending", dueAt: monday });
});

test("a reminder that was claimed and never begun is sent, once", async () => {
  const clock = { now: monday };
  const outreach = testOutreach(fresh.store, channel, clock);
  await tick(outreach, tenant);
  channel.sent.length = 0;
  await diesBeforeSending(thursday);
  clock.now = later(thursday, 121_000);
  expect(await tick(outreach, tenant)).toMatchObject({ sent: leaders });
  expect(await tick(outreach, tenant)).toMatchObject({ sent: 0 });
  expect(purposes()).toEqual(Array.from({ length: leaders }, (_, n) => `reminder a:${leaderId(n)}`));
});

test("somebody who answers while the card waits in line gets none", async () => {
  const clock = { now: monday };
  const answered = Promise.withResolvers<void>();
  let turns = 0;
  const pace = createPace(20);
  const newPace = () => ({
    ...pace,
    async permit(...asked: Parameters<typeof pace.permit>) {
      turns += 1;
      if (turns > 1) await answered.promise;
      return pace.permit(...asked);
    },
  });
  const early: string[] = [];
  channel.answer = async ({ conversationId }) => {
    if (clock.now !== monday) return undefined;
    clock.now = later(monday, 2_000);
    for (const n of [10, 15, 35].filter((other) => `a:${leaderId(other)}` !== conversationId)) {
      const errand = await errandOf(fresh.store, leaderId(n), clock.now, tenant);
      await answerCheckIn(errand, { week, teamId: teamId(n) }, { kind: "skip" });
      early.push(`checkIn a:${leaderId(n)}`);
    }
    answered.resolve();
    return undefined;
  };
  const counts = await tick(testOutreach(fresh.store, channel, clock, { newPace }), tenant);
  expect(counts).toMatchObject({ cancelled: early.length, sent: leaders - early.length });
  for (const card of early) expect(purposes()).not.toContain(card);
});

test("more leaders than are claimed at once, and those whose leader was first, get a card each", async () => {
  await fresh.dispose();
  fresh = await freshStore();
  const many = 450;
  await seedMunicipality(fresh.store, tenant, { leaders: many });
  await openCheckIn(await errandOf(fresh.store, leaderId(7), monday, tenant), teamId(7));
  const counts = await tick(testOutreach(fresh.store, channel, { now: monday }), tenant);
  expect(counts).toMatchObject({ opened: many - 1, sent: many });
  expect(purposes()).toEqual(Array.from({ length: many }, (_, n) => `checkIn a:${leaderId(n)}`));
});

test("what the version before has planned, and what it has claimed and lost, is sent", async () => {
  const due = [0, 1, 2, 3].map((n) => ({ personId: leaderId(n), team: teamId(n) }));
  for (const { personId, team } of due) {
    await openCheckIn(await errandOf(fresh.store, personId, monday, tenant), team);
    const checkIn = await fresh.store.read(tenant, "checkIn", keys.checkIn(week, team));
    if (checkIn === undefined) throw new Error("it was just opened");
    const { key, value: planned } = checkInMessage(checkIn.value, personId, monday);
    const claimed = { ...planned, state: "sending" as const, dueAt: later(monday, 120_000) };
    const value = team < teamId(2) ? planned : claimed;
    await fresh.store.commit(tenant, [{ op: "create", kind: "message", key, value }]);
  }
  const clock = { now: later(monday, 1_000) };
  const outreach = testOutreach(fresh.store, channel, clock);
  expect(await tick(outreach, tenant)).toMatchObject({ opened: leaders - 4, sent: leaders - 2 });
  clock.now = later(monday, 120_000);
  expect(await tick(outreach, tenant)).toMatchObject({ opened: 0, sent: 2 });
  expect(purposes()).toEqual(Array.from({ length: leaders }, (_, n) => `checkIn a:${leaderId(n)}`));
});
