import { beforeEach, expect, test } from "@jest/globals";
import { createPace, type Pace } from "../../bot/outreach/pace.ts";
import { urgentChannel } from "../../bot/outreach/urgent-channel.ts";
import { type FakeTimer, fakeTimer } from "../support/fake-timer.ts";
import { conversationChange } from "../support/leaders.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";

let timer: FakeTimer;
let pace: Pace;
let channel: RecordingChannel;

beforeEach(() => {
  timer = fakeTimer();
  pace = createPace(1, timer);
  channel = recordingChannel();
});

const urgent = () => urgentChannel({ channel, paceOf: () => pace }, "tenant-1");
const { value: chat } = conversationChange("leader-1");
const inThread = { ...chat, personId: null, conversationId: "19:channel;messageid=17" };

test("an answer goes before 2,500 queued check-ins", async () => {
  for (let n = 0; n < 2_500; n++) void pace.permit(`p${n}`).then((permit) => permit.left());
  await timer.pass(1_000);
  const answered = urgent().send(chat, {}, "hej");
  await timer.pass(40);
  expect(await answered).toMatchObject({ ok: true });
});

test("answers, new and changed, count for the tenant's limit", async () => {
  const sends = Array.from({ length: 60 }, (_, n) => {
    const conversation = { ...chat, personId: `leader-${n}` };
    return n % 2 === 0
      ? urgent().send(conversation, {}, "hej")
      : urgent().update(conversation, `activity-${n}`, {}, "hej");
  });
  await timer.pass(999);
  expect(channel.sent).toHaveLength(50);
  await timer.pass(100);
  expect(await Promise.all(sends)).toHaveLength(60);
});

test("a thread and its channel, a chat and its outbox share the limit of one conversation", async () => {
  for (let n = 0; n < 7; n++) void pace.permit("19:channel").then((permit) => permit.left());
  for (let n = 0; n < 7; n++) void pace.permit("leader-1").then((permit) => permit.left());
  await timer.pass(500);
  void urgent().send(inThread, {}, "hej");
  void urgent().send(chat, {}, "hej");
  await timer.pass(400);
  expect(channel.sent).toEqual([]);
  await timer.pass(1_200);
  expect(channel.sent).toHaveLength(2);
});

test("an answer that is throttled slows the whole tenant down", async () => {
  channel.answer = () => ({ ok: false, retry: true, throttled: true, retryAfterMs: 5_000, reason: "throttled" });
  expect(await urgent().send(chat, {}, "hej")).toMatchObject({ ok: false });
  let hasLeft = false;
  void pace.permit("somebody").then(() => {
    hasLeft = true;
  });
  await timer.pass(4_900);
  expect(hasLeft).toBe(false);
  await timer.pass(200);
  expect(hasLeft).toBe(true);
});
