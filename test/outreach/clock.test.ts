import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { tick } from "../../bot/outreach/scheduler.ts";
import { dispatch } from "../../bot/outreach/sending/dispatcher.ts";
import { createPace } from "../../bot/outreach/sending/pace.ts";
import { keys } from "../../bot/store/documents.ts";
import { changeSettings } from "../../bot/use-cases/operations/change-settings.ts";
import { errandOf } from "../support/errand.ts";
import { failingStore } from "../support/failing-store.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { leaderId, seedMunicipality, teamId } from "../support/leaders.ts";
import { killedAfterClaims, testOutreach } from "../support/outreach.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";

const tenant = "tenant-1";
const hourMs = 3_600_000;
const clock = { now: "" };

let fresh: FreshStore;
let channel: RecordingChannel;

beforeEach(async () => {
  fresh = await freshStore();
  channel = recordingChannel();
  await seedMunicipality(fresh.store, tenant, { leaders: 2 });
});
afterEach(() => fresh.dispose());

function ticking() {
  const outreach = testOutreach(fresh.store, channel, clock);
  return async (at: string) => {
    clock.now = at;
    await tick(outreach, tenant);
  };
}

/** What was sent to the first leader, with the week and when. */
const log: string[] = [];
function remember(): void {
  log.length = 0;
  channel.answer = ({ what, card, conversationId }) => {
    if (conversationId === `a:${leaderId(0)}` && what === "send") log.push(`${card.purpose} ${card.week} ${clock.now}`);
    return undefined;
  };
}

test("through weeks of hourly ticks around both changes of the clocks, each week has one card and one reminder at nine", async () => {
  remember();
  const at = ticking();
  const days = ["2026-03-20", "2026-10-16"];
  for (const from of days) {
    for (let hour = 0; hour < 21 * 24; hour++) {
      await at(new Date(Date.parse(`${from}T00:00:00.000Z`) + hour * hourMs).toISOString());
    }
  }
  expect(log).toEqual([
    // Down until Friday: late, and reminded on the one working day that is left.
    "checkIn 2026-W12 2026-03-20T00:00:00.000Z",
    "reminder 2026-W12 2026-03-20T08:00:00.000Z",
    "checkIn 2026-W13 2026-03-23T08:00:00.000Z",
    "reminder 2026-W13 2026-03-26T08:00:00.000Z",
    "checkIn 2026-W14 2026-03-30T07:00:00.000Z",
    // Maundy Thursday and Good Friday are holidays: the reminder comes on Wednesday.
    "reminder 2026-W14 2026-04-01T07:00:00.000Z",
    "checkIn 2026-W15 2026-04-07T07:00:00.000Z",
    "reminder 2026-W15 2026-04-09T07:00:00.000Z",
    "checkIn 2026-W42 2026-10-16T00:00:00.000Z",
    "reminder 2026-W42 2026-10-16T07:00:00.000Z",
    "checkIn 2026-W43 2026-10-19T07:00:00.000Z",
    "reminder 2026-W43 2026-10-22T07:00:00.000Z",
    "checkIn 2026-W44 2026-10-26T08:00:00.000Z",
    "reminder 2026-W44 2026-10-29T08:00:00.000Z",
    "checkIn 2026-W45 2026-11-02T08:00:00.000Z",
    "reminder 2026-W45 2026-11-05T08:00:00.000Z",
  ]);
});

test("a clock that is set back an hour, or a day, sends nothing again", async () => {
  remember();
  const at = ticking();
  for (const now of ["T08:00", "T09:00", "T08:00", "T08:30", "T09:30"]) await at(`2026-11-16${now}:00.000Z`);
  await at("2026-11-19T08:00:00.000Z");
  await at("2026-11-18T08:00:00.000Z");
  await at("2026-11-19T08:00:00.000Z");
  expect(log).toEqual(["checkIn 2026-W47 2026-11-16T08:00:00.000Z", "reminder 2026-W47 2026-11-19T08:00:00.000Z"]);
});

test("a process that was down at nine sends when it comes back, but not once the week has closed", async () => {
  remember();
  await ticking()("2026-11-18T13:37:00.000Z");
  await ticking()("2026-11-29T23:30:00.000Z");
  expect(log).toEqual(["checkIn 2026-W47 2026-11-18T13:37:00.000Z"]);
  const old = await fresh.store.read(tenant, "checkIn", keys.checkIn("2026-W47", teamId(0)));
  expect(old?.value.state).toBe("missed");
});

test("other settings in the middle of the week never send twice", async () => {
  remember();
  const at = ticking();
  const admin = async () => {
    const errand = await errandOf(fresh.store, leaderId(0), clock.now, tenant);
    const role = { personId: leaderId(0), role: "admin", scope: "*", from: null, to: null } as const;
    return { ...errand, directory: { ...errand.directory, rolesByPerson: new Map([[leaderId(0), [role]]]) } };
  };
  const { directoryVersion: _, ...settings } = (await fresh.store.read(tenant, "settings", keys.settings))!.value;
  await at("2026-11-16T08:00:00.000Z");
  await changeSettings(await admin(), { ...settings, checkInWeekday: 3, checkInHour: 10 });
  await at("2026-11-18T09:00:00.000Z");
  await at("2026-11-19T08:00:00.000Z");
  await changeSettings(await admin(), { ...settings, reminder: { weekday: 5, hour: 9 } });
  await at("2026-11-20T08:00:00.000Z");
  expect(log).toEqual(["checkIn 2026-W47 2026-11-16T08:00:00.000Z", "reminder 2026-W47 2026-11-19T08:00:00.000Z"]);
});

test("a reminder whose moment was missed is not sent at night or at the weekend", async () => {
  remember();
  await ticking()("2026-11-16T08:00:00.000Z");
  for (const now of ["2026-11-19T21:00:00.000Z", "2026-11-20T03:00:00.000Z", "2026-11-21T09:00:00.000Z"]) {
    await ticking()(now);
  }
  expect(log).toHaveLength(1);
});

/** A process that stands still for two hours of the clock after its first claim, with its messages on their way out. */
function pausedForTwoHours(meanwhile: () => Promise<unknown> = async () => {}) {
  let pause: Promise<unknown> | undefined;
  async function stand(): Promise<void> {
    clock.now = new Date(Date.parse(clock.now) + 2 * hourMs).toISOString();
    await meanwhile();
  }
  const pace = createPace(20);
  const newPace = () => ({
    ...pace,
    async permit(...asked: Parameters<typeof pace.permit>) {
      pause ??= stand();
      await pause;
      return pace.permit(...asked);
    },
  });
  // A process that stands still reads and writes nothing either.
  const store = new Proxy(fresh.store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return async (...given: unknown[]) => {
        await pause;
        return Reflect.apply(value, target, given);
      };
    },
  });
  return testOutreach(store, channel, clock, { newPace });
}

test("a clock that jumps two hours between claim and send loses nothing and repeats nothing", async () => {
  remember();
  clock.now = "2026-11-16T08:00:00.000Z";
  const counts = await tick(pausedForTwoHours(), tenant);
  // What was claimed before is given back, since others may have taken it over, and sent after a new claim.
  expect(counts).toMatchObject({ opened: 2, sent: 2, returned: 2 });
  expect(channel.sent).toHaveLength(2);
  expect(log).toEqual(["checkIn 2026-W47 2026-11-16T10:00:00.000Z"]);
});

test("a process that stood still for two hours sends nothing that another has sent meanwhile", async () => {
  remember();
  clock.now = "2026-11-16T08:00:00.000Z";
  const other = testOutreach(fresh.store, channel, clock);
  const counts = await tick(
    pausedForTwoHours(() => tick(other, tenant)),
    tenant,
  );
  expect(counts).toMatchObject({ opened: 2, sent: 0, lost: 2 });
  expect(channel.sent).toHaveLength(2);
  expect(await fresh.store.query(tenant, "message", { where: { state: ["pending", "sending"] } })).toEqual({
    items: [],
  });
});

test("a process whose clock was a week ahead keeps nobody else from sending", async () => {
  clock.now = "2026-11-23T08:00:00.000Z";
  await tick(testOutreach(fresh.store, channel, clock), tenant);
  clock.now = "2026-11-16T08:00:00.000Z";
  const counts = await tick(testOutreach(fresh.store, channel, clock), tenant);
  expect(counts).toMatchObject({ opened: 2, sent: 2, heldElsewhere: false });
});

/** A process that is killed before anything leaves. */
const killed = (now: string, { tenantId = tenant, count = 1 } = {}) =>
  killedAfterClaims(fresh.store, channel, tenantId, now, count);

test("what a process claimed and was killed with while its clock was two hours ahead does not wait for two hours", async () => {
  await killed("2026-11-16T10:00:00.000Z");
  clock.now = "2026-11-16T08:00:10.000Z";
  const outreach = testOutreach(fresh.store, channel, clock);
  expect(await tick(outreach, tenant)).toMatchObject({ opened: 0, sent: 2, heldElsewhere: false });
  expect(await tick(outreach, tenant)).toMatchObject({ sent: 0 });
  expect(channel.sent).toHaveLength(2);
});

test("what was so left behind may be more than the store takes in one commit", async () => {
  await seedMunicipality(fresh.store, "tenant-2", { leaders: 60 });
  await killed("2026-11-16T10:00:00.000Z", { tenantId: "tenant-2", count: 40 });
  await killed("2026-11-16T10:00:30.000Z", { tenantId: "tenant-2", count: 20 });
  clock.now = "2026-11-16T08:00:10.000Z";
  const maxChanges = 30;
  const store = failingStore(fresh.store, (_, changes) => (changes.length > maxChanges ? "fails" : undefined));
  const outreach = testOutreach({ ...store, maxChanges }, channel, clock);
  expect(await tick(outreach, "tenant-2")).toMatchObject({ opened: 0, sent: 60, heldElsewhere: false });
  expect(channel.sent).toHaveLength(60);
});

test("what was due before and claimed by a clock days ahead goes out now; what only that clock saw coming, in its time", async () => {
  remember();
  await ticking()("2026-11-16T08:00:00.000Z");
  await killed("2026-11-19T08:00:00.000Z");
  await ticking()("2026-11-16T08:10:00.000Z");
  expect(log).toEqual(["checkIn 2026-W47 2026-11-16T08:00:00.000Z"]);
  await ticking()("2026-11-19T08:03:00.000Z");
  expect(log.slice(1)).toEqual(["reminder 2026-W47 2026-11-19T08:03:00.000Z"]);
});

test("a process whose clock is set back in the midst of sending does not take its own messages for abandoned", async () => {
  remember();
  clock.now = "2026-11-16T09:00:00.000Z";
  const waiting = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const pace = createPace(20);
  const newPace = () => ({
    ...pace,
    async permit(...asked: Parameters<typeof pace.permit>) {
      begun.resolve();
      await waiting.promise;
      return pace.permit(...asked);
    },
  });
  const outreach = testOutreach(fresh.store, channel, clock, { newPace });
  const first = tick(outreach, tenant);
  await begun.promise;
  clock.now = "2026-11-16T08:00:00.000Z";
  const second = dispatch(outreach, tenant);
  await second;
  waiting.resolve();
  await first;
  expect(channel.sent).toHaveLength(2);
});
