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
  timeZone,
  weekdayOf,
  weekNumber,
  weekOf,
  weekOfDate,
  weeksBetween,
} from "../../bot/domain/calendar.ts";
import { datesOf, everyDate, everyWeek, expectedHolidays, settings } from "../support/danish-year.ts";

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
