import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Message, type PlannedMessage, planned } from "../../bot/domain/outreach.ts";
import type { PurposeHandlers } from "../../bot/outreach/messages/purposes.ts";
import type { Outreach } from "../../bot/outreach/outreach.ts";
import { dispatch, mostWaiting } from "../../bot/outreach/sending/dispatcher.ts";
import { createPace, type Pace } from "../../bot/outreach/sending/pace.ts";
import { queryAll } from "../../bot/store/store.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { conversationChange } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";

// A chat takes so many requests an hour. What waits for one that takes no more holds up nobody else's.

const tenant = "tenant-1";
const now = "2026-11-16T08:00:00.000Z";

let fresh: FreshStore;
let channel: RecordingChannel;

beforeEach(async () => {
  fresh = await freshStore();
  channel = recordingChannel();
});
afterEach(() => fresh.dispose());

/** News that is nothing but a card. */
const purposes: PurposeHandlers = {
  barrierUpdate: {
    neverRepeat: false,
    prepare: async ({ conversation }) =>
      conversation === undefined
        ? { act: "cancel", reason: "notWanted" }
        : { act: "send", conversation, card: {}, summary: "" },
  },
};

function news(recipient: string, n: number, dueAt: string): PlannedMessage {
  return planned(
    {
      purpose: "barrierUpdate",
      recipient,
      personId: recipient,
      dueAt,
      subject: `barrier-${String(n).padStart(4, "0")}`,
      teamId: "team-1",
      week: null,
      deadline: "2026-11-17T08:00:00.000Z",
    },
    now,
  );
}

/** So much news for each of the people. */
async function store(people: string[], count: number, dueAt: string = now): Promise<void> {
  await fresh.store.commit(
    tenant,
    people.map((person) => conversationChange(person)),
  );
  const messages = people.flatMap((person) => Array.from({ length: count }, (_, n) => news(person, n, dueAt)));
  await fresh.store.commit(
    tenant,
    messages.map(({ key, value }) => ({ op: "create", kind: "message", key, value })),
  );
}

async function messages(): Promise<Message[]> {
  return (await Array.fromAsync(queryAll(fresh.store, tenant, "message"))).map(({ value }) => value);
}

async function claimed(): Promise<Message[]> {
  return (await messages()).filter(({ state }) => state === "sending");
}

/** Nothing leaves for these people: what they may get in an hour they have had. */
function fullFor(people: string[]): Pace {
  const pace = createPace(20);
  return {
    ...pace,
    isFull: (conversationId) => people.includes(conversationId) || pace.isFull(conversationId),
    permit(conversationId, options = {}) {
      if (!people.includes(conversationId)) return pace.permit(conversationId, options);
      return new Promise((_, reject) => {
        if (options.signal?.aborted) return reject(options.signal.reason);
        options.signal?.addEventListener("abort", () => reject(options.signal?.reason), { once: true });
      });
    },
  };
}

function sendsTo(pace: Pace): Outreach {
  return testOutreach(fresh.store, channel, { now }, { newPace: () => pace, purposes });
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

test("what waits for a full chat lets the news for all others through", async () => {
  const full = ["a-navigator"];
  const others = Array.from({ length: 30 }, (_, n) => `leader-${n}`);
  await store(full, 200, "2026-11-16T07:59:00.000Z");
  await store(others, 1);
  const stop = new AbortController();
  const running = dispatch(sendsTo(fullFor(full)), tenant, stop.signal);
  await until(() => channel.sent.length === others.length);
  stop.abort();
  expect(await running).toMatchObject({ sent: others.length });
  const left = await messages();
  expect(left.filter(({ state }) => state === "pending")).toHaveLength(200);
});

test("of one full chat no more than half a minute's worth is claimed; the rest comes back when the chat can take it", async () => {
  await store(["a-navigator"], 200);
  const stop = new AbortController();
  const running = dispatch(sendsTo(fullFor(["a-navigator"])), tenant, stop.signal);
  await until(
    async () =>
      (await messages()).filter(({ state, dueAt }) => state === "pending" && (dueAt ?? "") > now).length === 140,
  );
  expect(await claimed()).toHaveLength(60);
  const later = (await messages()).flatMap(({ state, dueAt }) =>
    state === "pending" && dueAt !== null ? [dueAt] : [],
  );
  // Sixty in thirty seconds is what a chat takes: the first after those, the last another seventy seconds later.
  expect(later.toSorted()[0]?.slice(11, 19)).toBe("08:00:30");
  expect(new Set(later).size).toBe(140);
  expect(later.toSorted().at(-1)?.slice(11, 19)).toBe("08:01:39");
  stop.abort();
  await running;
});

test("however many chats are full, no more is claimed than a process sends in six seconds", async () => {
  const full = Array.from({ length: 8 }, (_, n) => `navigator-${n}`);
  await store(full, 55);
  const stop = new AbortController();
  const running = dispatch(sendsTo(fullFor(full)), tenant, stop.signal);
  await until(async () => (await claimed()).length > mostWaiting - 40);
  // Without a bound the next ones would follow at once, as these did.
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
  const ours = (await claimed()).length;
  expect(ours).toBeLessThanOrEqual(mostWaiting);
  stop.abort();
  expect(await running).toMatchObject({ sent: 0, returned: ours });
});
