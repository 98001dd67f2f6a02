import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import {
  addDays,
  addWeeks,
  closesAt,
  holidayOn,
  isWorkingDay,
  localClosingDays,
  localDate,
  localInstant,
  mondayOf,
  parseDate,
  parseWeek,
  reminderInstant,
  sendInstant,
  timeZone,
  weekdayOf,
  weekNumber,
  weekOf,
  weekOfDate,
  weeksBetween,
} from "../../bot/domain/calendar.ts";
import { defaultSettings, type Settings } from "../../bot/domain/organisation.ts";

function settings(changes: Partial<Settings> = {}): Settings {
  return { ...defaultSettings, ...changes };
}

function datesOf(firstYear: number, lastYear: number): string[] {
  const dates: string[] = [];
  let date = new Temporal.PlainDate(firstYear, 1, 1);
  while (date.year <= lastYear) {
    dates.push(date.toString());
    date = date.add({ days: 1 });
  }
  return dates;
}

const everyDate = datesOf(2020, 2040);
const everyWeek = [...new Set(everyDate.map(weekOfDate))];

/** Easter Sunday by the Meeus/Jones/Butcher computus: independent of the library under test. */
function easter(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const monthAndDay = h + l - 7 * m + 114;
  return new Temporal.PlainDate(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1);
}

function expectedHolidays(year: number): string[] {
  const fromEaster = (days: number) => easter(year).add({ days }).toString();
  const storeBededag = year < 2024 ? [26] : [];
  return [
    `${year}-01-01`,
    ...[-3, -2, 0, 1, ...storeBededag, 39, 49, 50].map(fromEaster),
    `${year}-12-25`,
    `${year}-12-26`,
  ].sort();
}

describe("dates and weeks", () => {
  test("every day 2020–2040 has the ISO week and weekday that Temporal says", () => {
    const wrong = everyDate.filter((date) => {
      const plain = Temporal.PlainDate.from(date);
      const week = `${plain.yearOfWeek}-W${String(plain.weekOfYear).padStart(2, "0")}`;
      return weekOfDate(date) !== week || weekdayOf(date) !== plain.dayOfWeek || weekNumber(week) !== plain.weekOfYear;
    });
    expect(wrong).toEqual([]);
    expect(everyDate).toHaveLength(7671);
  });

  test("only 2020, 2026, 2032 and 2037 have a week 53", () => {
    const years = everyWeek.filter((week) => weekNumber(week) === 53).map((week) => week.slice(0, 4));
    expect(years).toEqual(["2020", "2026", "2032", "2037"]);
    expect(weekOfDate("2027-01-03")).toBe("2026-W53");
    expect(mondayOf("2026-W53")).toBe("2026-12-28");
    expect(addWeeks("2026-W53", 1)).toBe("2027-W01");
    expect(weekOfDate("2019-12-30")).toBe("2020-W01");
  });

  test("the weeks follow each other without gap, and counting them there and back agrees", () => {
    everyWeek.forEach((week, index) => {
      expect(addWeeks("2020-W01", index)).toBe(week);
      expect(weeksBetween("2020-W01", week)).toBe(index);
      expect(weekOfDate(mondayOf(week))).toBe(week);
      expect(weekdayOf(mondayOf(week))).toBe(1);
    });
  });

  test("adding and taking away days or weeks returns to the start", () => {
    const date = fc.constantFrom(...everyDate);
    const week = fc.constantFrom(...everyWeek);
    fc.assert(
      fc.property(date, week, fc.integer({ min: -2000, max: 2000 }), (someDate, someWeek, n) => {
        expect(addDays(addDays(someDate, n), -n)).toBe(someDate);
        expect(addDays(someDate, n)).toBe(Temporal.PlainDate.from(someDate).add({ days: n }).toString());
        expect(addWeeks(addWeeks(someWeek, n), -n)).toBe(someWeek);
        expect(weeksBetween(someWeek, addWeeks(someWeek, n))).toBe(n);
      }),
    );
  });

  test("weeks and dates sort as text", () => {
    expect([...everyWeek].sort()).toEqual(everyWeek);
  });

  test("what is no date is an error, not a wrong answer", () => {
    expect(() => weekOfDate("i morgen")).toThrow(RangeError);
    expect(() => addDays("2026-02-30", 1)).toThrow(RangeError);
    expect(() => weekOf("i morgen")).toThrow(RangeError);
    expect(() => mondayOf("uge 47")).toThrow(RangeError);
    expect(() => localInstant("2026-11-21", 24)).toThrow(RangeError);
  });
});

describe("reading weeks and dates", () => {
  test("every real week and date is read as itself", () => {
    expect(everyWeek.filter((week) => parseWeek(week) !== week)).toEqual([]);
    expect(everyDate.filter((date) => parseDate(date) !== date)).toEqual([]);
  });

  test.each([
    "2025-W53",
    "2026-W54",
    "2026-W00",
    "2026-W5",
    "2026W05",
    "2026-w05",
    " 2026-W05",
    "2026-W05\n",
    "9999-W53",
    "",
  ])("%j is no week", (text) => expect(parseWeek(text)).toBeNull());

  test.each([
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "21.11.2026",
    "2026-11-21T00:00Z",
    "0000-01-01",
    "",
  ])("%j is no date", (text) => expect(parseDate(text)).toBeNull());

  test("no text whatever makes the readers throw", () => {
    const nearMiss = fc.stringMatching(/^\d{4}-(W\d{2}|\d{2}-\d{2})$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearMiss), (text) => {
        expect([text, null]).toContain(parseWeek(text));
        expect([text, null]).toContain(parseDate(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("local time", () => {
  test("09.00 is 09.00 local on every day 2020–2040, in summer and winter", () => {
    const wrong = everyDate.filter((date) => {
      const local = Temporal.Instant.from(localInstant(date, 9)).toZonedDateTimeISO(timeZone);
      return local.toPlainDateTime().toString() !== `${date}T09:00:00`;
    });
    expect(wrong).toEqual([]);
  });

  test("an instant is written in UTC with milliseconds", () => {
    expect(localInstant("2026-01-15", 9)).toBe("2026-01-15T08:00:00.000Z");
    expect(localInstant("2026-07-15", 9, 5)).toBe("2026-07-15T07:05:00.000Z");
  });

  test("an hour that the clocks skip becomes the next, one that they repeat is the first", () => {
    expect(localInstant("2026-03-29", 1, 59)).toBe("2026-03-29T00:59:00.000Z");
    expect(localInstant("2026-03-29", 2, 30)).toBe("2026-03-29T01:30:00.000Z");
    expect(localInstant("2026-03-29", 3, 0)).toBe("2026-03-29T01:00:00.000Z");
    expect(localInstant("2026-10-25", 2, 30)).toBe("2026-10-25T00:30:00.000Z");
    expect(localInstant("2026-10-25", 3, 0)).toBe("2026-10-25T02:00:00.000Z");
  });

  test("the local day begins and ends at local midnight", () => {
    const wrong = everyDate.filter((date) => {
      const first = localInstant(date, 0);
      const last = new Date(Date.parse(first) - 1).toISOString();
      return localDate(first) !== date || localDate(last) !== addDays(date, -1) || weekOf(first) !== weekOfDate(date);
    });
    expect(wrong).toEqual([]);
  });

  test("the local date of any instant is the one that Temporal says, in whatever order they are asked", () => {
    const span = { min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 11, 31) };
    fc.assert(
      fc.property(fc.integer(span), fc.integer({ min: -2, max: 2 }), (epochMs, hours) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);
        const change = zoned.getTimeZoneTransition("next")?.epochMilliseconds ?? epochMs;
        for (const ms of [epochMs, change - 1, change, change + hours * 3_600_000]) {
          const expected = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate();
          expect(localDate(new Date(ms).toISOString())).toBe(expected.toString());
        }
      }),
    );
  });

  test("a week closes the moment the next one begins", () => {
    for (const week of everyWeek) {
      const end = closesAt(week);
      expect(weekOf(end)).toBe(addWeeks(week, 1));
      expect(weekOf(new Date(Date.parse(end) - 1).toISOString())).toBe(week);
    }
    expect(closesAt("2026-W13")).toBe("2026-03-29T22:00:00.000Z");
    expect(closesAt("2026-W43")).toBe("2026-10-25T23:00:00.000Z");
    expect(closesAt("2026-W53")).toBe("2027-01-03T23:00:00.000Z");
  });
});

describe("holidays", () => {
  test.each([2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2035, 2038, 2040])(
    "%i has the Danish public holidays and no others",
    (year) => {
      expect(datesOf(year, year).filter((date) => holidayOn(date) !== null)).toEqual(expectedHolidays(year));
    },
  );

  test("Store Bededag is a holiday in 2023 and none from 2024", () => {
    expect(holidayOn("2023-05-05")).toBe("Store Bededag");
    expect(holidayOn("2024-04-26")).toBeNull();
  });

  test.each(["2026-05-01", "2026-06-05", "2026-12-24", "2026-12-31", "2026-05-15"])(
    "%s is a working day until the municipality closes it",
    (date) => {
      expect(isWorkingDay(date, settings())).toBe(true);
      expect(isWorkingDay(date, settings({ closingDays: Object.keys(localClosingDays) }))).toBe(false);
      expect(isWorkingDay(date, settings({ closingDays: [date] }))).toBe(false);
    },
  );

  test("each local closing day closes exactly one day a year", () => {
    const year = datesOf(2027, 2027);
    const closed = Object.entries(localClosingDays).map(([id, closes]) => [id, year.filter((date) => closes(date))]);
    expect(closed).toEqual([
      ["may1", ["2027-05-01"]],
      ["constitutionDay", ["2027-06-05"]],
      ["christmasEve", ["2027-12-24"]],
      ["newYearsEve", ["2027-12-31"]],
      ["ascensionFriday", ["2027-05-07"]],
    ]);
  });

  test("an unknown closing day closes nothing", () => {
    expect(isWorkingDay("2026-11-23", settings({ closingDays: ["fastelavn", "toString", "2026-11-24"] }))).toBe(true);
  });

  test("a weekend is no working day", () => {
    const worked = everyDate.filter((date) => weekdayOf(date) > 5 && isWorkingDay(date, settings()));
    expect(worked).toEqual([]);
  });
});

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
