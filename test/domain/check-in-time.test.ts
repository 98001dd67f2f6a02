import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import {
  addDays,
  closesAt,
  isWorkingDay,
  localClosingDays,
  localDate,
  localInstant,
  mondayOf,
  reminderInstant,
  sendInstant,
  weekNumber,
  weekOf,
} from "../../bot/domain/calendar.ts";
import { everyDate, everyWeek, expectedHolidays, settings } from "../support/danish-year.ts";

describe("when the check-in goes out", () => {
  test("on Monday at 09.00 local, summer and winter", () => {
    expect(sendInstant("2026-W47", settings())).toBe("2026-11-16T08:00:00.000Z");
    expect(sendInstant("2026-W26", settings())).toBe("2026-06-22T07:00:00.000Z");
  });

  test("a holiday moves it to the next working day of the week", () => {
    expect(sendInstant("2026-W15", settings())).toBe(localInstant("2026-04-07", 9)); // 2. påskedag
    expect(sendInstant("2026-W22", settings())).toBe(localInstant("2026-05-26", 9)); // 2. pinsedag
    const thursday = settings({ checkInWeekday: 4, checkInHour: 14 });
    expect(sendInstant("2026-W20", thursday)).toBe(localInstant("2026-05-15", 14)); // Kristi himmelfart
  });

  test("when no later working day is left, it goes out on the nearest earlier one", () => {
    const friday = settings({ checkInWeekday: 5, closingDays: ["ascensionFriday"] });
    expect(sendInstant("2026-W20", friday)).toBe(localInstant("2026-05-13", 9));
    expect(sendInstant("2026-W14", settings({ checkInWeekday: 4 }))).toBe(localInstant("2026-04-01", 9));
  });

  test("a quiet week and a week without a working day send nothing", () => {
    expect(sendInstant("2026-W29", settings({ quietWeeks: [29, 30, 31] }))).toBeNull();
    const closed = [0, 1, 2, 3, 4].map((n) => addDays("2026-12-28", n));
    expect(sendInstant("2026-W53", settings({ closingDays: closed }))).toBeNull();
    expect(reminderInstant("2026-W53", settings({ closingDays: closed }))).toBeNull();
  });

  const anySettings = fc
    .record({
      checkInWeekday: fc.integer({ min: 1, max: 5 }),
      checkInHour: fc.integer({ min: 0, max: 23 }),
      reminder: fc.option(
        fc.record({ weekday: fc.integer({ min: 1, max: 5 }), hour: fc.integer({ min: 0, max: 23 }) }),
      ),
      closingDays: fc.subarray([...Object.keys(localClosingDays), ...everyDate.slice(2000, 2100)]),
      quietWeeks: fc.subarray([7, 8, 29, 30, 31, 42, 53]),
    })
    .map(settings);

  test("in every week and under any settings, it keeps to its week, a working day and the local hour", () => {
    const choice = fc.record({ chosen: anySettings, week: fc.constantFrom(...everyWeek) });
    fc.assert(
      fc.property(choice, ({ chosen, week }) => {
        const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(mondayOf(week), n));
        const working = days.filter((date) => isWorkingDay(date, chosen));
        const sent = sendInstant(week, chosen);
        if (working.length === 0 || chosen.quietWeeks.includes(weekNumber(week))) return expect(sent).toBeNull();
        expect(weekOf(sent!)).toBe(week);
        expect(working).toContain(localDate(sent!));
        const configured = addDays(mondayOf(week), chosen.checkInWeekday - 1);
        if (working.includes(configured)) expect(localDate(sent!)).toBe(configured);
        if (chosen.checkInHour > 3) expect(sent).toBe(localInstant(localDate(sent!), chosen.checkInHour));
        return expect(sent! < closesAt(week)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("a reminder never comes without its check-in, within four hours of it, or outside the week", () => {
    const choice = fc.record({ chosen: anySettings, week: fc.constantFrom(...everyWeek) });
    fc.assert(
      fc.property(choice, ({ chosen, week }) => {
        const reminder = reminderInstant(week, chosen);
        if (reminder === null) return;
        const sent = sendInstant(week, chosen);
        expect(sent).not.toBeNull();
        expect(Date.parse(reminder) - Date.parse(sent!)).toBeGreaterThanOrEqual(4 * 3_600_000);
        expect(isWorkingDay(localDate(reminder), chosen)).toBe(true);
        expect(weekOf(reminder)).toBe(week);
      }),
      { numRuns: 1000 },
    );
  });

  test("every week of 2024–2036 with the default settings is asked on its first working day, the reminder follows", () => {
    const weeks = everyWeek.filter((week) => week >= "2024-W01" && week < "2037");
    const moved = weeks.filter((week) => sendInstant(week, settings()) !== localInstant(mondayOf(week), 9));
    const expected = [...Array(13).keys()].flatMap((n) => {
      const holidays = expectedHolidays(2024 + n).filter((date) => Temporal.PlainDate.from(date).dayOfWeek === 1);
      return holidays.map((date) => {
        const plain = Temporal.PlainDate.from(date);
        return `${plain.yearOfWeek}-W${String(plain.weekOfYear).padStart(2, "0")}`;
      });
    });
    expect(moved).toEqual(expected);
    expect(weeks.filter((week) => reminderInstant(week, settings()) === null)).toEqual([]);
  });
});

describe("the reminder", () => {
  test("comes on Thursday at 09.00", () => {
    expect(reminderInstant("2026-W47", settings())).toBe("2026-11-19T08:00:00.000Z");
  });

  test("moves with holidays like the check-in, forward, else back", () => {
    expect(reminderInstant("2026-W20", settings())).toBe(localInstant("2026-05-15", 9));
    expect(reminderInstant("2026-W14", settings())).toBe(localInstant("2026-04-01", 9));
  });

  test("is left out when it is off, in a quiet week, and less than four hours after the check-in", () => {
    expect(reminderInstant("2026-W47", settings({ reminder: null }))).toBeNull();
    expect(reminderInstant("2026-W47", settings({ quietWeeks: [47] }))).toBeNull();
    expect(reminderInstant("2026-W47", settings({ reminder: { weekday: 1, hour: 12 } }))).toBeNull();
    expect(reminderInstant("2026-W47", settings({ reminder: { weekday: 1, hour: 13 } }))).not.toBeNull();
    expect(reminderInstant("2026-W47", settings({ checkInWeekday: 5 }))).toBeNull();
  });
});
