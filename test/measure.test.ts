import { expect, test } from "@jest/globals";
import { afterFailure, revived, waiting } from "../bot/domain/message-outcome.ts";
import { type Message, planned } from "../bot/domain/outreach.ts";
import { measureOutbox } from "../bot/measure.ts";
import { metrics } from "../bot/metrics.ts";
import { noTelemetry } from "../bot/telemetry.ts";
import { freshStore } from "./support/fresh-store.ts";

const at = (time: string) => `2026-11-16T${time}:00.000Z`;
const now = at("09:00");
const refused = { reason: "unavailable", retry: true } as const;

function messageDue(dueAt: string, plannedAt = dueAt): Message {
  const about = { purpose: "checkIn", recipient: "p", personId: "p", subject: "s", teamId: "t", week: null } as const;
  return planned({ ...about, deadline: "2026-11-20T00:00:00.000Z", dueAt }, plannedAt).value;
}

/** Tried and refused at each of these times; the next try is due soon after the last. */
function refusedAt(message: Message, ...times: string[]): Message {
  let tried = message;
  for (const time of times) tried = afterFailure({ ...tried, attempts: 8 }, refused, at(time), 1, false);
  return tried;
}

async function measured(messages: Record<string, Message[]>): Promise<{ size: number; seconds: number }> {
  const { store, dispose } = await freshStore();
  let read = async (): Promise<Record<string, number>> => ({});
  const observe = (given: typeof read) => {
    read = given;
  };
  for (const [tenantId, values] of Object.entries(messages)) {
    const changes = values.map((value, key) => ({ op: "create", kind: "message", key: String(key), value }) as const);
    if (changes.length > 0) await store.commit(tenantId, changes);
  }
  measureOutbox(store, Object.keys(messages), () => new Date(now), { ...noTelemetry, observe });
  const { [metrics.outboxSize]: size = -1, [metrics.outboxAge]: seconds = -1 } = await read();
  await dispose();
  return { size, seconds };
}

test("what is due and not sent is counted over all municipalities, and the oldest tells how long", async () => {
  expect(await measured({ one: [], two: [] })).toEqual({ size: 0, seconds: 0 });
  const sent = { ...messageDue(at("07:00")), state: "sent" as const, dueAt: null };
  const later = messageDue(at("09:01"), at("08:00"));
  expect(await measured({ one: [messageDue(at("08:58")), later, sent], two: [messageDue(at("08:40"))] })).toEqual({
    size: 2,
    seconds: 20 * 60,
  });
});

test("a message that is tried again and again has waited since the first try, not since the last", async () => {
  const message = refusedAt(messageDue(at("08:20")), "08:20", "08:40", "08:59");
  expect(message.dueAt).toBe("2026-11-16T09:03:16.000Z");
  expect(await measured({ one: [message] })).toEqual({ size: 1, seconds: 40 * 60 });
});

test("a message under way counts from when it was due, one that an older version has claimed from the claim", async () => {
  const claimed = { ...messageDue(at("08:30")), state: "sending" as const, dueAt: at("09:04"), updatedAt: at("08:59") };
  expect(await measured({ one: [{ ...claimed, dueSince: at("08:30") }] })).toEqual({ size: 1, seconds: 30 * 60 });
  expect(await measured({ one: [claimed] })).toEqual({ size: 1, seconds: 60 });
});

test("a message that waits for its recipient to get the app is nobody's fault here, and starts afresh when they have it", async () => {
  const unreached = waiting(refusedAt(messageDue(at("06:00")), "06:00"), "notInstalled", at("08:04"));
  expect(await measured({ one: [unreached] })).toEqual({ size: 0, seconds: 0 });
  const again = revived(unreached, at("08:59"));
  if (again === null) throw new Error("is not revived");
  expect(await measured({ one: [again] })).toEqual({ size: 1, seconds: 60 });
  expect(await measured({ one: [refusedAt(again, "08:59")] })).toEqual({ size: 1, seconds: 60 });
});
