import { beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createPace, type Pace, type Permit } from "../../bot/outreach/pace.ts";
import { type FakeTimer, fakeTimer } from "../support/fake-timer.ts";

let timer: FakeTimer;

beforeEach(() => {
  timer = fakeTimer();
});

/** Sends a request to each conversation as soon as it may; returns when each left, in milliseconds. */
function send(pace: Pace, conversations: string[], options: { urgent?: boolean } = {}): number[] {
  const left: number[] = [];
  for (const conversation of conversations) {
    void pace.permit(conversation, options).then((permit) => {
      left.push(timer.nowMs());
      permit.ended();
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

test("a tenant gets fifty requests in any second and no more, evenly, at nearly the pace that is allowed", async () => {
  const left = send(createPace(1, timer), many(500));
  await timer.pass(20_000);
  expect(left).toHaveLength(500);
  expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(50);
  expect(mostWithin(left, 200)).toBeLessThanOrEqual(14);
  expect(left.at(-1)).toBeLessThan(10_400);
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

test("2,500 leaders are through within five per cent of the time that fifty a second allow", async () => {
  const left = send(createPace(1, timer), many(2_500));
  await timer.pass(60_000, 0.9);
  expect(left).toHaveLength(2_500);
  expect(left.at(-1)).toBeLessThan(50_000 * 1.04);
  expect(left.at(-1)).toBeGreaterThan(50_000);
});

test("a second is counted from when a request has left, however long it took from its permit", async () => {
  const pace = createPace(1, timer);
  const permits: Permit[] = [];
  for (const conversation of many(120)) void pace.permit(conversation).then((permit) => permits.push(permit));
  await timer.pass(5_000);
  // Fifty were permitted; as long as they have not left, nobody else is.
  expect(permits).toHaveLength(50);
  for (const permit of permits) permit.ended();
  await timer.pass(1_000);
  expect(permits).toHaveLength(50);
  await timer.pass(100);
  expect(permits.length).toBeGreaterThan(50);
});

test("a place that was not used is another's at once, and only once", async () => {
  const pace = createPace(1, timer);
  const permits: Permit[] = [];
  for (const conversation of many(60)) void pace.permit(conversation).then((permit) => permits.push(permit));
  await timer.pass(5_000);
  permits[0]?.unused();
  permits[0]?.unused();
  permits[0]?.ended();
  await timer.pass(100);
  expect(permits).toHaveLength(51);
});

test("whatever delays requests between permit and departure, never more than fifty leave within a second", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 80, maxLength: 200 }), async (delays) => {
      timer = fakeTimer();
      const pace = createPace(1, timer);
      const left: number[] = [];
      for (const [n, delayMs] of delays.entries()) {
        const options = { urgent: n % 7 === 0 };
        void pace.permit(`a:${n}`, options).then((permit) =>
          timer.after(delayMs, () => {
            left.push(timer.nowMs());
            permit.ended();
          }),
        );
      }
      await timer.pass(30_000);
      expect(left).toHaveLength(delays.length);
      expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(50);
    }),
    { numRuns: 15 },
  );
});

test("whatever delays requests on their way, never more than fifty arrive within a second", async () => {
  const delay = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 100, max: 240 }));
  await fc.assert(
    fc.asyncProperty(fc.array(delay, { minLength: 120, maxLength: 250 }), async (delays) => {
      timer = fakeTimer();
      const pace = createPace(1, timer);
      const arrived: number[] = [];
      for (const [n, delayMs] of delays.entries()) {
        void pace.permit(`a:${n}`).then((permit) => {
          permit.left();
          timer.after(delayMs, () => arrived.push(timer.nowMs()));
          timer.after(delayMs + 40, permit.ended);
        });
      }
      await timer.pass(60_000);
      expect(arrived).toHaveLength(delays.length);
      expect(mostWithin(arrived, 1_000)).toBeLessThanOrEqual(50);
    }),
    { numRuns: 15 },
  );
});

test("slow answers, and answers that never come, hold nobody up", async () => {
  const pace = createPace(1, timer);
  const left: number[] = [];
  for (const [n, conversation] of many(500).entries()) {
    void pace.permit(conversation).then((permit) => {
      left.push(timer.nowMs());
      permit.left();
      if (n % 10 !== 0) timer.after(400 + (n % 5), permit.ended);
    });
  }
  await timer.pass(20_000);
  expect(left).toHaveLength(500);
  expect(left.at(-1)).toBeLessThan(12_000);
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
  expect(mostWithin([...queued, ...answers], 1_000)).toBeLessThanOrEqual(50);
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
      const permit = await pace.permit(conversation);
      left.push(timer.nowMs());
      permit.ended();
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
  const others = send(pace, many(40));
  await timer.pass(1_100);
  expect(others).toHaveLength(40);
});

test("another tenant has a pace of its own", async () => {
  send(createPace(1, timer), many(500));
  const other = send(createPace(1, timer), many(45));
  await timer.pass(1_000);
  expect(other).toHaveLength(45);
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
  pace.limitTo(40);
  const left = send(pace, many(500));
  await timer.pass(5_000);
  expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(40);
  expect(left.length).toBeGreaterThan(5 * 37);
  pace.limitTo(50);
  await timer.pass(10_000);
  expect(left).toHaveLength(500);
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
  expect(left.length).toBeGreaterThan(190);
  expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(50);
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
