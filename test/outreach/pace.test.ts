import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { createPace, type Pace } from "../../bot/outreach/pace.ts";

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse("2026-11-16T08:00:00.000Z"), doNotFake: ["queueMicrotask", "nextTick"] });
});
afterEach(() => {
  jest.useRealTimers();
});

/** When each of the turns came, in milliseconds from now. */
function turns(pace: Pace, conversations: string[]): number[] {
  const startedAt = Date.now();
  const came: number[] = [];
  for (const conversation of conversations) {
    void pace.turn(conversation).then(() => came.push(Date.now() - startedAt));
  }
  return came;
}

/** The most of the moments that lie in any window of so many milliseconds. */
function mostWithin(moments: number[], ms: number): number {
  return Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + ms).length));
}

const many = (count: number) => Array.from({ length: count }, (_, n) => `a:${n}`);

test("a tenant gets fifty requests in any second and no more, at nearly the pace that is allowed", async () => {
  const came = turns(createPace(), many(500));
  await jest.advanceTimersByTimeAsync(20_000);
  expect(came).toHaveLength(500);
  expect(mostWithin(came, 1_000)).toBe(50);
  expect(came.at(-1)).toBeLessThan(10_500);
});

test("a conversation keeps every limit that Teams has for one, whatever else the tenant sends", async () => {
  const pace = createPace();
  const came = turns(
    pace,
    Array.from({ length: 90 }, () => "19:channel"),
  );
  turns(pace, many(200));
  await jest.advanceTimersByTimeAsync(60_000);
  expect(came).toHaveLength(90);
  expect(mostWithin(came, 1_000)).toBeLessThanOrEqual(7);
  expect(mostWithin(came, 2_000)).toBeLessThanOrEqual(8);
  expect(mostWithin(came, 30_000)).toBeLessThanOrEqual(60);
});

test("one conversation with much to say does not hold up the others", async () => {
  const pace = createPace();
  turns(
    pace,
    Array.from({ length: 50 }, () => "19:channel"),
  );
  const others = turns(pace, many(50));
  await jest.advanceTimersByTimeAsync(2_000);
  expect(others).toHaveLength(50);
});

test("another tenant has a pace of its own", async () => {
  turns(createPace(), many(500));
  const other = turns(createPace(), many(50));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(other).toHaveLength(50);
});

test("when Teams asks to slow down nothing leaves for so long, and longer each time it has to ask again", async () => {
  const pace = createPace();
  pace.throttled(5_000);
  const came = turns(pace, many(10));
  await jest.advanceTimersByTimeAsync(4_999);
  expect(came).toEqual([]);
  await jest.advanceTimersByTimeAsync(100);
  expect(came).toHaveLength(10);
  // Refusals of what was under way together count once; the next one, without a time, waits twice as long.
  pace.throttled();
  pace.throttled();
  const after = turns(pace, ["b"]);
  await jest.advanceTimersByTimeAsync(1_900);
  expect(after).toEqual([]);
  await jest.advanceTimersByTimeAsync(200);
  expect(after).toHaveLength(1);
});

test("a turn that is given up is not waited for", async () => {
  const pace = createPace();
  pace.pause(60_000);
  const stop = new AbortController();
  const turn = pace.turn("a", stop.signal);
  stop.abort();
  await expect(turn).rejects.toThrow();
});

test("requests that a busy machine has bunched together still leave fifty in any second at most", async () => {
  const pace = createPace();
  const startedAt = Date.now();
  const left: number[] = [];
  for (let n = 0; n < 200; n++) void pace.leave().then(() => left.push(Date.now() - startedAt));
  await jest.advanceTimersByTimeAsync(10_000);
  expect(left).toHaveLength(200);
  expect(mostWithin(left, 1_000)).toBe(50);
  expect(left.at(-1)).toBeLessThan(4_500);
});
