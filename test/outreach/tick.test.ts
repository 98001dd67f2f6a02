import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { cardUpdate } from "../../bot/domain/outreach.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { keys } from "../../bot/store/documents.ts";
import { answerCheckIn } from "../../bot/use-cases/check-in/answer-check-in.ts";
import { wakeMessages } from "../../bot/use-cases/operations/wake-messages.ts";
import { rememberConversation } from "../../bot/use-cases/remember-conversation.ts";
import { errandOf } from "../support/errand.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { conversationChange, leaderId, roleChange, seedMunicipality, teamId } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";

const tenant = "tenant-1";
const week = "2026-W47";
const mondayAtNine = "2026-11-16T08:00:00.000Z";
const thursdayAtNine = "2026-11-19T08:00:00.000Z";
const nextMonday = "2026-11-22T23:00:00.000Z";

let fresh: FreshStore;
let channel: RecordingChannel;
let operations: string[];

beforeEach(async () => {
  operations = [];
  fresh = await freshStore({ onOperation: ({ name }) => operations.push(name) });
  channel = recordingChannel();
});
afterEach(() => fresh.dispose());

function purposes(): unknown[] {
  return channel.sent.map(({ card, conversationId }) => `${card.purpose} ${conversationId}`);
}

test("at the appointed hour every leader gets one card, and a second tick sends nothing", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 5 });
  const clock = { now: "2026-11-16T07:59:59.999Z" };
  const outreach = testOutreach(fresh.store, channel, clock);
  expect(await tick(outreach, tenant)).toMatchObject({ opened: 0, sent: 0 });
  clock.now = mondayAtNine;
  expect(await tick(outreach, tenant)).toMatchObject({ opened: 5, sent: 5 });
  expect(await tick(outreach, tenant)).toMatchObject({ opened: 0, sent: 0 });
  expect(purposes().toSorted()).toEqual([0, 1, 2, 3, 4].map((n) => `checkIn a:${leaderId(n)}`));
  const checkIn = await fresh.store.read(tenant, "checkIn", keys.checkIn(week, teamId(0)));
  expect(checkIn?.value.cards).toEqual([
    { personId: leaderId(0), activityId: expect.any(String), sentAt: mondayAtNine },
  ]);
});

test("another process with nothing in memory sends nothing again", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 3 });
  const clock = { now: mondayAtNine };
  await tick(testOutreach(fresh.store, channel, clock), tenant);
  await tick(testOutreach(fresh.store, channel, clock), tenant);
  expect(channel.sent).toHaveLength(3);
});

test("a tick with nothing to do costs one read and one query", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 3 });
  const outreach = testOutreach(fresh.store, channel, { now: mondayAtNine });
  await tick(outreach, tenant);
  operations.length = 0;
  await tick(outreach, tenant);
  expect(operations).toEqual(["read", "query"]);
});

test("what somebody waits for goes out in the midst of a long row of check-ins, not after them", async () => {
  const leaders = 200;
  await seedMunicipality(fresh.store, tenant, { leaders });
  let isFirst = true;
  channel.answer = async () => {
    if (!isFirst) return undefined;
    isFirst = false;
    const checkIn = await fresh.store.read(tenant, "checkIn", keys.checkIn(week, teamId(0)));
    const card = { personId: leaderId(0), activityId: "older", sentAt: mondayAtNine };
    const update = cardUpdate(checkIn!.value, card, "2026-11-16T08:00:01.000Z");
    await fresh.store.commit(tenant, [{ op: "create", kind: "message", ...update }]);
    clock.now = "2026-11-16T08:00:01.000Z";
    return undefined;
  };
  const clock = { now: mondayAtNine };
  expect(await tick(testOutreach(fresh.store, channel, clock), tenant)).toMatchObject({ sent: leaders + 1 });
  expect(channel.sent.findIndex(({ activityId }) => activityId === "older")).toBeLessThan(120);
});

test("only the unanswered are reminded, once", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 3 });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  await tick(outreach, tenant);
  await answerCheckIn(
    await errandOf(fresh.store, leaderId(0), "2026-11-17T08:00:00.000Z", tenant),
    { week, teamId: teamId(0) },
    { kind: "answer", given: [{ solutionId: "call", level: "mostly", troubled: false }] },
  );
  await answerCheckIn(
    await errandOf(fresh.store, leaderId(1), "2026-11-17T08:00:00.000Z", tenant),
    { week, teamId: teamId(1) },
    { kind: "skip" },
  );
  channel.sent.length = 0;
  clock.now = thursdayAtNine;
  await tick(outreach, tenant);
  await tick(testOutreach(fresh.store, channel, clock), tenant);
  expect(purposes().filter((what) => String(what).startsWith("reminder"))).toEqual([`reminder a:${leaderId(2)}`]);
});

test("a card that somebody else answered is updated in place", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 1 });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  await tick(outreach, tenant);
  clock.now = "2026-11-17T08:00:00.000Z";
  const errand = await errandOf(fresh.store, leaderId(0), clock.now, tenant);
  await answerCheckIn(errand, { week, teamId: teamId(0) }, { kind: "skip" });
  await tick(outreach, tenant);
  expect(channel.sent.at(-1)).toMatchObject({
    what: "update",
    activityId: channel.sent[0]!.activityId,
    card: { state: "skipped" },
  });
});

test("at the week's close the unanswered becomes missed, in the history too, and its card says so", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 1 });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  await tick(outreach, tenant);
  clock.now = nextMonday;
  expect(await tick(outreach, tenant)).toMatchObject({ closed: 1, sent: 1 });
  expect(channel.sent.at(-1)).toMatchObject({ what: "update", card: { state: "missed" } });
  const adoption = await fresh.store.read(tenant, "adoption", teamId(0));
  expect(adoption?.value.weeks).toBe("m");
});

test("a leader without a chat waits, and gets the card when the chat comes", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2, notInstalled: [1] });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  expect(await tick(outreach, tenant)).toMatchObject({ sent: 1, waiting: 1 });
  expect(await tick(outreach, tenant)).toMatchObject({ sent: 0, waiting: 0 });
  const { value } = conversationChange(leaderId(1));
  await rememberConversation(
    { store: fresh.store, tenantId: tenant, now: "2026-11-16T08:20:00.000Z" },
    leaderId(1),
    value,
  );
  await wakeMessages({ store: fresh.store, tenantId: tenant, now: "2026-11-16T08:20:00.000Z" }, leaderId(1));
  clock.now = "2026-11-16T08:20:00.000Z";
  expect(await tick(outreach, tenant)).toMatchObject({ sent: 1 });
  expect(purposes()).toContain(`checkIn a:${leaderId(1)}`);
});

test("the stand-in is asked instead of the leader between the dates", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2 });
  await fresh.store.commit(tenant, [
    roleChange({
      personId: leaderId(1),
      role: "standIn",
      scope: teamId(0),
      from: "2026-11-16",
      to: "2026-11-22",
    }),
  ]);
  await tick(testOutreach(fresh.store, channel, { now: mondayAtNine }), tenant);
  expect(purposes()).toEqual([`checkIn a:${leaderId(1)}`, `checkIn a:${leaderId(1)}`]);
});

test("a refusal is final, marks the chat and says why; a passing fault is tried again later", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2 });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  channel.answer = ({ conversationId }) =>
    conversationId === `a:${leaderId(0)}`
      ? { ok: false, retry: false, reason: "blocked" }
      : { ok: false, retry: true, reason: "unavailable" };
  expect(await tick(outreach, tenant)).toMatchObject({ failed: 1, retrying: 1 });
  const conversation = await fresh.store.read(tenant, "conversation", leaderId(0));
  expect(conversation?.value).toMatchObject({ state: "blocked", reason: "blocked" });
  channel.answer = () => undefined;
  clock.now = "2026-11-16T08:00:05.000Z";
  expect(await tick(outreach, tenant)).toMatchObject({ sent: 1, failed: 0 });
  expect(purposes()).toEqual([`checkIn a:${leaderId(1)}`]);
});

test("a chat that is installed again while a refusal is on its way stays open", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 1 });
  channel.answer = async () => {
    const { value } = conversationChange(leaderId(0));
    const again = { ...value, conversationId: "a:another" };
    await rememberConversation(
      { store: fresh.store, tenantId: tenant, now: "2026-11-16T08:00:01.000Z" },
      leaderId(0),
      again,
    );
    await wakeMessages({ store: fresh.store, tenantId: tenant, now: "2026-11-16T08:00:01.000Z" }, leaderId(0));
    return { ok: false, retry: false, reason: "blocked" };
  };
  await tick(testOutreach(fresh.store, channel, { now: mondayAtNine }), tenant);
  const conversation = await fresh.store.read(tenant, "conversation", leaderId(0));
  expect(conversation?.value).toMatchObject({ state: "installed", conversationId: "a:another" });
});
