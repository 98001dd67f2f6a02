import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startScheduler, tick } from "../../bot/outreach/scheduler.ts";
import { queryAll } from "../../bot/store/store.ts";
import { failingStore } from "../support/failing-store.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { seedMunicipality, teamId } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { recordingChannel } from "../support/recording-channel.ts";

const monday = "2026-11-16T08:00:00.000Z";
let fresh: FreshStore;

beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

async function states(tenant: string): Promise<string[]> {
  const messages = await Array.fromAsync(queryAll(fresh.store, tenant, "message"));
  return messages.map(({ value }) => value.state).toSorted();
}

test("stopping finishes what is under way and begins nothing new", async () => {
  await seedMunicipality(fresh.store, "a", { leaders: 30 });
  const channel = recordingChannel();
  const begun = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  let asked = 0;
  channel.answer = async () => {
    asked += 1;
    begun.resolve();
    await answer.promise;
    return { ok: true, activityId: String(asked) };
  };
  const scheduler = startScheduler(testOutreach(fresh.store, channel, { now: monday }), ["a"], 60_000);
  await begun.promise;
  const stopped = scheduler.stop();
  const atStop = asked;
  answer.resolve();
  await stopped;
  expect(asked).toBe(atStop);
  const after = await states("a");
  expect(after.filter((state) => state === "sent")).toHaveLength(atStop);
  expect(after).not.toContain("sending");
  expect(after).toHaveLength(30);
});

test("a tenant whose store fails does not hold up another", async () => {
  await seedMunicipality(fresh.store, "good", { leaders: 3 });
  const broken = failingStore(fresh.store, () => "fails");
  const store = {
    ...fresh.store,
    read: ((tenant, ...rest) => (tenant === "bad" ? broken : fresh.store).read(tenant, ...rest)) as typeof broken.read,
  };
  const channel = recordingChannel();
  const all = Promise.withResolvers<void>();
  let asked = 0;
  channel.answer = () => {
    asked += 1;
    if (asked === 3) all.resolve();
    return undefined;
  };
  const scheduler = startScheduler(testOutreach(store, channel, { now: monday }), ["bad", "good"], 60_000);
  await all.promise;
  await scheduler.stop();
  expect(channel.sent).toHaveLength(3);
});

test("a team whose check-in cannot be opened does not hold up the others", async () => {
  await seedMunicipality(fresh.store, "a", { leaders: 4 });
  let isBroken = true;
  const store = failingStore(fresh.store, (_, changes) => {
    const opens = changes.some(({ kind, key }) => kind === "checkIn" && key.endsWith(teamId(2)));
    return opens && isBroken ? "fails" : undefined;
  });
  const channel = recordingChannel();
  const outreach = testOutreach(store, channel, { now: monday });
  expect(await tick(outreach, "a")).toMatchObject({ opened: 3, sent: 3 });
  isBroken = false;
  expect(await tick(outreach, "a")).toMatchObject({ opened: 1, sent: 1 });
});

test("a leader with many teams gets a card for each", async () => {
  await seedMunicipality(fresh.store, "a", { leaders: 12 });
  const roles = await Array.fromAsync(queryAll(fresh.store, "a", "role"));
  for (const { key, etag, value } of roles) {
    await fresh.store.commit("a", [
      { op: "delete", kind: "role", key, etag },
      { op: "create", kind: "role", key: `one:${value.scope}`, value: { ...value, personId: "leader-0000" } },
    ]);
  }
  const channel = recordingChannel();
  await tick(testOutreach(fresh.store, channel, { now: monday }), "a");
  expect(channel.sent.map((sent) => sent.conversationId)).toEqual(Array(12).fill("a:leader-0000"));
});
