import { beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createPace, type Pace } from "../../bot/outreach/sending/pace.ts";
import { type FakeTimer, fakeTimer } from "../support/fake-timer.ts";

let timer: FakeTimer;

beforeEach(() => {
  timer = fakeTimer();
});

/** Sends a request to each conversation as soon as it may; returns when each left, in milliseconds. */
function send(pace: Pace, conversations: string[], options: { urgent?: boolean } = {}): number[] {
  const left: number[] = [];
  for (const conversation of conversations) {
    void pace.permit(conversation, options).then(() => {
      left.push(timer.nowMs());
    });
  }
  return left;
}

/** The most of the moments that lie in any window of so many milliseconds. */
function mostWithin(moments: number[], ms: number): number {
  return Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + ms).length));
}

const many = (count: number) => Array.from({ length: count }, (_, n) => `a:${n}`);
const toOne = (count: number) => Array.from({ length: count }, () => "19:channel");

test("a tenant gets forty requests a second and a few more after a rest, evenly", async () => {
  const left = send(createPace(1, timer), many(500));
  await timer.pass(20_000);
  expect(left).toHaveLength(500);
  expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(45);
  expect(mostWithin(left.slice(5), 200)).toBeLessThanOrEqual(8);
  expect(left.at(-1)).toBeLessThan(12_600);
});

test("a conversation that has had its share is full until it may be written to again, and no other is", async () => {
  const pace = createPace(1, timer);
  send(pace, toOne(6));
  await timer.pass(500);
  expect(pace.isFull("19:channel")).toBe(false);
  send(pace, toOne(1));
  await timer.pass(100);
  expect([pace.isFull("19:channel"), pace.isFull("a:1")]).toEqual([true, false]);
  await timer.pass(1_000);
  expect(pace.isFull("19:channel")).toBe(false);
});

test("2,500 leaders are through within 65 seconds, also when every timer is late", async () => {
  const left = send(createPace(1, timer), many(2_500));
  await timer.pass(70_000, 0.9);
  expect(left).toHaveLength(2_500);
  expect(left.at(-1)).toBeLessThan(65_000);
  expect(left.at(-1)).toBeGreaterThan(62_000);
});

test("a process that stood still does not catch up in a burst", async () => {
  const left = send(createPace(1, timer), many(500));
  await timer.pass(5_000, 700);
  expect(mostWithin(left, 20)).toBeLessThanOrEqual(6);
});

test("whatever delays requests on their way by up to a fifth of a second, never more than fifty arrive within one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 120, maxLength: 250 }), async (delays) => {
      timer = fakeTimer();
      const pace = createPace(1, timer);
      // After the rest that a process begins with.
      send(pace, many(5));
      await timer.pass(1_000);
      const arrived: number[] = [];
      for (const [n, delayMs] of delays.entries()) {
        const options = { urgent: n % 7 === 0 };
        void pace.permit(`b:${n}`, options).then(() => timer.after(delayMs, () => arrived.push(timer.nowMs())));
      }
      await timer.pass(30_000);
      expect(arrived).toHaveLength(delays.length);
      expect(mostWithin(arrived, 1_000)).toBeLessThanOrEqual(54);
    }),
    { numRuns: 15 },
  );
});

test("what a person waits for goes before everything that is queued, within the same limit", async () => {
  const pace = createPace(1, timer);
  const queued = send(pace, many(2_500));
  await timer.pass(3_000);
  const asked = timer.nowMs();
  const answers = send(pace, ["b:1", "b:2", "b:3"], { urgent: true });
  await timer.pass(100);
  expect(answers).toHaveLength(3);
  expect((answers.at(-1) ?? 0) - asked).toBeLessThan(80);
  await timer.pass(60_000);
  expect(mostWithin([...queued, ...answers], 1_000)).toBeLessThanOrEqual(46);
});

test("a conversation keeps every limit that Teams has for one, whatever else the tenant sends", async () => {
  const pace = createPace(1, timer);
  const left = send(pace, toOne(90));
  send(pace, many(200));
  await timer.pass(60_000);
  expect(left).toHaveLength(90);
  expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(7);
  expect(mostWithin(left, 2_000)).toBeLessThanOrEqual(8);
  expect(mostWithin(left, 30_000)).toBeLessThanOrEqual(60);
});

test("a conversation gets 1,800 messages an hour at most", async () => {
  const pace = createPace(1, timer);
  const left: number[] = [];
  async function sendOneByOne(): Promise<void> {
    for (const conversation of toOne(1_820)) {
      await pace.permit(conversation);
      left.push(timer.nowMs());
    }
  }
  void sendOneByOne();
  await timer.pass(2 * 3_600_000);
  expect(left).toHaveLength(1_820);
  const first = left[0] ?? 0;
  expect(left.filter((at) => at < first + 3_600_000)).toHaveLength(1_800);
});

test("a conversation with much to say holds up neither the others nor those who wait for an answer elsewhere", async () => {
  const pace = createPace(1, timer);
  send(pace, toOne(50));
  send(pace, toOne(20), { urgent: true });
  const others = send(pace, many(30));
  await timer.pass(1_100);
  expect(others).toHaveLength(30);
});

test("another tenant has a pace of its own", async () => {
  send(createPace(1, timer), many(500));
  const other = send(createPace(1, timer), many(40));
  await timer.pass(1_000);
  expect(other).toHaveLength(40);
});

test("when Teams asks to slow down nothing leaves for so long, and longer each time it has to ask again", async () => {
  const pace = createPace(1, timer);
  pace.throttled(5_000);
  const left = send(pace, [...many(5)]);
  const urgent = send(pace, ["b:1"], { urgent: true });
  await timer.pass(4_999);
  expect([...left, ...urgent]).toEqual([]);
  await timer.pass(200);
  expect([...left, ...urgent]).toHaveLength(6);
  // Refusals of what was under way together count once; the next one, without a time, waits twice as long.
  pace.throttled();
  pace.throttled();
  const after = send(pace, ["c"]);
  await timer.pass(1_900);
  expect(after).toEqual([]);
  await timer.pass(200);
  expect(after).toHaveLength(1);
  pace.succeeded();
  pace.throttled();
  const afterSuccess = send(pace, ["d"]);
  await timer.pass(1_100);
  expect(afterSuccess).toHaveLength(1);
});

test("a permit that is given up is not waited for, and takes nobody's place", async () => {
  const pace = createPace(1, timer);
  pace.pause(60_000);
  const stop = new AbortController();
  const permit = pace.permit("a", { signal: stop.signal });
  const next = send(pace, ["b"]);
  stop.abort();
  await expect(permit).rejects.toThrow();
  await expect(pace.permit("a", { signal: stop.signal })).rejects.toThrow();
  await timer.pass(60_000);
  expect(next).toHaveLength(1);
});

test("what belongs to other processes is not sent here, and is when it is free again", async () => {
  const pace = createPace(1, timer);
  pace.limitTo(5);
  const left = send(pace, many(200));
  await timer.pass(10_000);
  expect(left.length).toBeGreaterThanOrEqual(50);
  expect(left.length).toBeLessThanOrEqual(55);
  pace.limitTo(40);
  await timer.pass(5_000);
  expect(left).toHaveLength(200);
});

test("a system clock that is set back or forward changes nothing", async () => {
  const pace = createPace(1, timer);
  const left = send(pace, many(200));
  const wallClock = Date.now;
  try {
    Date.now = () => 0;
    await timer.pass(2_000);
    Date.now = () => 9e12;
    await timer.pass(2_000);
  } finally {
    Date.now = wallClock;
  }
  expect(left.length).toBeGreaterThan(150);
  expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(45);
});

test("nothing waits on when nobody does any more, though a conversation is full for most of an hour", async () => {
  let pending = 0;
  const counting = {
    nowMs: () => timer.nowMs(),
    after(ms: number, call: () => void) {
      pending += 1;
      let isOver = false;
      const end = () => {
        if (!isOver) pending -= 1;
        isOver = true;
      };
      const cancel = timer.after(ms, () => {
        end();
        call();
      });
      return () => {
        end();
        cancel();
      };
    },
  };
  const pace = createPace(1, counting);
  send(pace, toOne(8));
  await timer.pass(10_000);
  const stopping = new AbortController();
  const waiting = toOne(60).map((conversation) => pace.permit(conversation, { signal: stopping.signal }));
  await timer.pass(1);
  expect(pending).toBe(1);
  stopping.abort();
  const outcomes = await Promise.allSettled(waiting);
  expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
  expect(pending).toBe(0);
});
