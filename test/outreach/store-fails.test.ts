import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { tick } from "../../bot/outreach/scheduler.ts";
import { queryAll, type Store } from "../../bot/store/store.ts";
import { type Fault, failingStore } from "../support/failing-store.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { leaderId, seedMunicipality } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";
import { seeded } from "../support/seeded.ts";

const tenant = "tenant-1";
const leaders = 40;
const monday = Date.parse("2026-11-16T08:00:00.000Z");
const timing = { sendTimeoutMs: 1_000, messageLeaseMs: 10_000, tenantLeaseMs: 1_000, recordAgainMs: 1 };

let fresh: FreshStore;
let channel: RecordingChannel;

beforeEach(async () => {
  fresh = await freshStore();
  channel = recordingChannel();
  await seedMunicipality(fresh.store, tenant, { leaders });
});
afterEach(() => fresh.dispose());

/** Ticks every fifteen seconds of pretended time until nothing is left to send, however often the store fails. */
async function tickThrough(store: Store, mostTicks = 200): Promise<number> {
  const clock = { now: "" };
  const outreach = testOutreach(store, channel, clock, { timing });
  for (let n = 0; n < mostTicks; n++) {
    clock.now = new Date(monday + n * 15_000).toISOString();
    await tick(outreach, tenant).catch(() => {});
    const { items } = await fresh.store.query(tenant, "message", { where: { state: ["pending", "sending"] } });
    const messages = await Array.fromAsync(queryAll(fresh.store, tenant, "message"));
    if (items.length === 0 && messages.length === leaders) return n;
  }
  throw new Error("it never recovered");
}

/** What must hold at every moment, whatever has failed: nothing is half-written. */
async function isWhole(): Promise<void> {
  const checkIns = await Array.fromAsync(queryAll(fresh.store, tenant, "checkIn"));
  for (const { key, value } of checkIns) {
    const adoption = await fresh.store.read(tenant, "adoption", value.teamId);
    expect(adoption?.value.weeks).toBe("o");
    const [message] = (
      await fresh.store.query(tenant, "message", {
        where: { week: value.week, personId: value.teamId.replace("team", "leader") },
      })
    ).items;
    expect(message?.value.subject).toBe(key);
    const known = value.cards.map((card) => card.activityId);
    if (message?.value.state === "sent") expect(known).toContain(message.value.activityId);
  }
}

function recipients(): string[] {
  return channel.sent.map((sent) => sent.conversationId).toSorted();
}

const everybody = Array.from({ length: leaders }, (_, n) => `a:${leaderId(n)}`);

test.each([1, 2, 3, 4, 5])(
  "with a third of all reads and writes failing (seed %i), everybody gets one card and nothing is half-written",
  async (seed) => {
    const random = seeded(seed);
    const faults: Fault[] = ["fails", "conflicts", "answerIsLost"];
    const store = failingStore(fresh.store, () => (random() < 0.33 ? faults[Math.floor(random() * 3)] : undefined));
    await tickThrough(store);
    await isWhole();
    expect([...new Set(recipients())]).toEqual(everybody);
    expect(recipients()).toEqual(everybody);
  },
);

// The first commit is the plan, the others are the records of what was sent.
test.each([1, 15])(
  "a disk that is full from commit %i on stops everything, and when there is room again it goes on by itself",
  async (from) => {
    let commits = 0;
    let failed = 0;
    const store = failingStore(fresh.store, (operation) => {
      if (operation !== "commit") return undefined;
      commits += 1;
      const isFull = commits >= from && commits < from + 200;
      failed += isFull ? 1 : 0;
      return isFull ? "fails" : undefined;
    });
    await tickThrough(store);
    await isWhole();
    expect(recipients()).toEqual(everybody);
    expect(failed).toBe(200);
  },
);

test("while the store does not answer at all nothing is sent, and a tick says so", async () => {
  const store = failingStore(fresh.store, () => "fails");
  const outreach = testOutreach(store, channel, { now: new Date(monday).toISOString() }, { timing });
  await expect(tick(outreach, tenant)).rejects.toThrow("the store fails");
  expect(channel.sent).toEqual([]);
});
