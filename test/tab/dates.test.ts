import { expect, test } from "@jest/globals";
import { weekOfDate } from "../../bot/domain/calendar.ts";
import {
  isoDate,
  localMidnight,
  monthNames,
  readDate,
  weekdayNames,
  weekNumber,
  weekNumberOf,
  writtenDate,
} from "../../tab/dates.ts";

const today = "2026-11-30";

test.each([
  ["3/12", "2026-12-03"],
  ["3.12.26", "2026-12-03"],
  ["3. december", "2026-12-03"],
  ["3. dec. 2027", "2027-12-03"],
  ["den 29. november", "2027-11-29"],
  ["30/11", "2026-11-30"],
  ["2026-12-3", "2026-12-03"],
  ["1-1", "2027-01-01"],
  ["29/2-2028", "2028-02-29"],
  ["29/2-2027", ""],
  ["31/4", ""],
  ["3/13", ""],
  ["december", ""],
  ["3. decembrist", ""],
  ["", ""],
  ["i morgen", ""],
])("%j is read as %j", (written, date) => {
  expect(readDate(written, today, "da-DK")).toBe(date);
});

test("English months are read where English is read, and whatever is written is read again", () => {
  expect(readDate("3 May", today, "en-GB")).toBe("2027-05-03");
  for (const locale of ["da-DK", "en-GB"]) {
    for (let month = 1; month <= 12; month++) {
      const date = `2027-${String(month).padStart(2, "0")}-28`;
      expect(readDate(writtenDate(date, locale), today, locale)).toBe(date);
    }
  }
});

test("a date's week is the one that the calendar says", () => {
  for (let day = 0; day < 3_000; day++) {
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    expect([date, weekNumberOf(date)]).toEqual([date, weekNumber(weekOfDate(date))]);
  }
});

test("a date is the same day where the browser is", () => {
  const midnight = localMidnight("2026-12-03");
  expect(midnight && isoDate(midnight)).toBe("2026-12-03");
  expect(localMidnight("2026-02-30")).toBeNull();
  expect(localMidnight("")).toBeNull();
  expect(monthNames("da-DK", "long")[11]).toBe("december");
  expect(weekdayNames("da-DK", "long").slice(0, 2)).toEqual(["søndag", "mandag"]);
});
