import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addDays, addWeeks, closesAt, holidayOn, mondayOf, weekNumber } from "../../bot/domain/calendar.ts";
import { newCheckIn } from "../../bot/domain/check-in/check-in.ts";
import { afterFailure, type FailedTry, revived, waiting } from "../../bot/domain/message-outcome.ts";
import { defaultSettings, type IsoWeek, type Settings } from "../../bot/domain/organisation.ts";
import { type DueWork, dueWork, type Message, needsReminder, reminderMessage } from "../../bot/domain/outreach.ts";

const firstWeek = "2024-W01";
const lastWeek = "2036-W52";
const allWeeks: IsoWeek[] = [];
for (let week = firstWeek; week <= lastWeek; week = addWeeks(week, 1)) allWeeks.push(week);

const hourMs = 3_600_000;
const local = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Copenhagen",
  weekday: "short",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** What a clock on a wall in Copenhagen shows, as the runtime's own calendar says. */
function wall(instant: string) {
  const parts = Object.fromEntries(local.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: parts.weekday,
    time: `${parts.hour}:${parts.minute}`,
  };
}

/** When the week's check-ins become due, to the millisecond; null when they never do. */
function firstDue(week: IsoWeek, settings: Settings): string | null {
  let before = Date.parse(`${mondayOf(week)}T00:00:00.000Z`) - 48 * hourMs;
  let after = Date.parse(closesAt(week)) - 1;
  const isDue = (epochMs: number) => dueWork(week, settings, new Date(epochMs).toISOString()).checkIns;
  if (!isDue(after)) return null;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isDue(middle)) after = middle;
    else before = middle;
  }
  return new Date(after).toISOString();
}

/** Hours of UTC that lie on both sides of everything that happens at nine, in summer and in winter. */
const probes = ["00", "06", "07", "08", "09", "14", "15", "16", "21"];

/** At which of the probes from Wednesday on something is due. */
function dueAt(week: IsoWeek, settings: Settings, what: keyof DueWork, hours = probes): string[] {
  return [2, 3, 4, 5, 6]
    .flatMap((day) => hours.map((hour) => `${addDays(mondayOf(week), day)}T${hour}:00:00.000Z`))
    .filter((instant) => dueWork(week, settings, instant)[what]);
}

function isHoliday(date: string): boolean {
  return holidayOn(date) !== null;
}

test("the weeks of 2024–2036 hold their long years", () => {
  expect(allWeeks).toHaveLength(678);
  expect(allWeeks.filter((week) => week.endsWith("W53"))).toEqual(["2026-W53", "2032-W53"]);
});

describe("every week of 2024–2036", () => {
  test("asks once, at nine on the wall, on its first working day, and until it closes", () => {
    for (const week of allWeeks) {
      const first = firstDue(week, defaultSettings)!;
      const workdays = [0, 1, 2, 3, 4].map((n) => addDays(mondayOf(week), n)).filter((date) => !isHoliday(date));
      expect(wall(first)).toMatchObject({ date: workdays[0], time: "09:00" });
      expect(first.endsWith(":00:00.000Z")).toBe(true);
      expect(dueWork(week, defaultSettings, closesAt(week)).checkIns).toBe(false);
    }
  });

  test("reminds on Thursday at nine or the working day that takes its place, only in working hours", () => {
    for (const week of allWeeks) {
      const hours = dueAt(week, defaultSettings, "reminders");
      for (const { date, weekday, time } of hours.map(wall)) {
        expect(["Sat", "Sun"]).not.toContain(weekday);
        expect(isHoliday(date)).toBe(false);
        expect(time >= "09:00" && time < "17:00").toBe(true);
      }
      const thursday = addDays(mondayOf(week), 3);
      const hoursOnThursday = hours.filter((instant) => wall(instant).date === thursday);
      expect(hoursOnThursday.length > 0).toBe(!isHoliday(thursday));
    }
  });

  test("is silent where it is quiet", () => {
    const settings = { ...defaultSettings, quietWeeks: [7, 29, 30, 31, 42] };
    for (const week of allWeeks) {
      const isQuiet = settings.quietWeeks.includes(weekNumber(week));
      expect(dueAt(week, settings, "checkIns", ["21"]).length > 0).toBe(!isQuiet);
      if (isQuiet) expect(dueAt(week, settings, "reminders", ["12"])).toEqual([]);
    }
  });
});

test("a week in which nobody works asks nothing", () => {
  const settings = { ...defaultSettings, closingDays: [0, 1, 2, 3, 4].map((n) => addDays("2026-12-28", n)) };
  expect(firstDue("2026-W53", settings)).toBeNull();
  expect(dueAt("2026-W53", settings, "reminders")).toEqual([]);
});

test("daylight saving moves nothing on the wall", () => {
  expect(firstDue("2026-W13", defaultSettings)).toBe("2026-03-23T08:00:00.000Z");
  expect(firstDue("2026-W14", defaultSettings)).toBe("2026-03-30T07:00:00.000Z");
  expect(firstDue("2026-W43", defaultSettings)).toBe("2026-10-19T07:00:00.000Z");
  expect(firstDue("2026-W44", defaultSettings)).toBe("2026-10-26T08:00:00.000Z");
});

test("a Monday holiday moves the check-in to Tuesday", () => {
  expect(wall(firstDue("2026-W15", defaultSettings)!)).toMatchObject({ date: "2026-04-07", time: "09:00" });
});

const monday = "2026-11-16T08:00:00.000Z";
const checkIn = newCheckIn("2026-W47", "team", []);
const card = { personId: "p", activityId: "1", sentAt: monday };

test("nobody is reminded of a card that came a moment ago, never came, is answered, or that they put off", () => {
  const thursday = "2026-11-19T08:00:00.000Z";
  expect(needsReminder({ ...checkIn, cards: [card] }, card.personId, thursday)).toBe(true);
  expect(needsReminder(checkIn, card.personId, thursday)).toBe(false);
  expect(
    needsReminder({ ...checkIn, cards: [{ ...card, sentAt: "2026-11-19T04:00:01.000Z" }] }, card.personId, thursday),
  ).toBe(false);
  expect(needsReminder({ ...checkIn, cards: [card], state: "skipped" }, card.personId, thursday)).toBe(false);
  expect(needsReminder({ ...checkIn, cards: [card], state: "answered" }, card.personId, thursday)).toBe(false);
  expect(
    needsReminder({ ...checkIn, cards: [card], snoozedUntil: "2026-11-20T08:00:00.000Z" }, card.personId, thursday),
  ).toBe(false);
});

test("whoever is reminded, a team's week has one reminder", () => {
  expect(reminderMessage(checkIn, "a", monday).key).toBe(reminderMessage(checkIn, "b", monday).key);
});

const message: Message = { ...reminderMessage(checkIn, "p", monday).value, state: "sending", attempts: 1 };
const tryAgain: FailedTry = { reason: "unavailable", retry: true };

test("tries come further and further apart, up to ten minutes", () => {
  const delays = [1, 2, 3, 4, 9, 30].map((attempts) => {
    const next = afterFailure({ ...message, attempts }, tryAgain, monday, 1, false);
    return (Date.parse(next.dueAt!) - Date.parse(monday)) / 1000;
  });
  expect(delays).toEqual([2, 4, 8, 16, 512, 600]);
});

test("Retry-After is honoured, with a little spread", () => {
  const next = afterFailure(message, { ...tryAgain, retryAfterMs: 30_000 }, monday, 0.5, false);
  expect(Date.parse(next.dueAt!) - Date.parse(monday)).toBe(31_000);
});

test("a failed try is tried again before the deadline or has failed; it never waits for nothing", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 8 * 3600 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      (attempts, seconds, random, retry) => {
        const now = new Date(Date.parse(monday) + seconds * 1000).toISOString();
        const next = afterFailure({ ...message, attempts }, { ...tryAgain, retry }, now, random, false);
        if (next.state === "failed") return next.dueAt === null && next.reason === "unavailable";
        return retry && next.state === "pending" && next.dueAt! > now && next.dueAt! < message.deadline;
      },
    ),
  );
});

test("what must never be repeated is not tried again when it may have arrived", () => {
  const uncertain = { ...tryAgain, uncertain: true };
  expect(afterFailure(message, uncertain, monday, 0, true)).toMatchObject({ state: "failed", reason: "uncertain" });
  expect(afterFailure(message, uncertain, monday, 0, false)).toMatchObject({ state: "pending" });
  expect(afterFailure(message, tryAgain, monday, 0, true)).toMatchObject({ state: "pending" });
});

test("who waits is looked at every hour, and a last time at the deadline", () => {
  expect(waiting(message, "notInstalled", monday).dueAt).toBe("2026-11-16T09:00:00.000Z");
  expect(waiting(message, "notInstalled", "2026-11-16T15:30:00.000Z").dueAt).toBe(message.deadline);
});

test("only what is stuck and still in time is sent again", () => {
  const failed: Message = { ...message, state: "failed", reason: "blocked", dueAt: null };
  expect(revived(failed, monday)).toMatchObject({ state: "pending", dueAt: monday, attempts: 0, reason: null });
  expect(revived(failed, failed.deadline)).toBeNull();
  expect(revived({ ...message, state: "sent" }, monday)).toBeNull();
  expect(revived({ ...message, state: "pending", reason: null }, monday)).toBeNull();
});
