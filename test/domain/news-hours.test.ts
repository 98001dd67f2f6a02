import { expect, test } from "@jest/globals";
import { newsInstant } from "../../bot/domain/news-hours.ts";
import { defaultSettings } from "../../bot/domain/organisation.ts";

// Local time is UTC+1 in winter. 20 November 2026 is a Friday; 24 to 26 December are a closing day and holidays, then comes a weekend.
const settings = { ...defaultSettings, closingDays: ["christmasEve"] };

test.each([
  ["in working hours at once", "2026-11-20T09:00:00.000Z", undefined, "2026-11-20T09:00:00.000Z"],
  ["at seven at once", "2026-11-20T06:00:00.000Z", undefined, "2026-11-20T06:00:00.000Z"],
  ["before seven in the morning of the day", "2026-11-20T05:59:59.999Z", undefined, "2026-11-20T08:00:00.000Z"],
  ["until five at once", "2026-11-20T15:59:59.999Z", "2026-11-19", "2026-11-20T15:59:59.999Z"],
  ["from five on a Friday on Monday", "2026-11-20T16:00:00.000Z", undefined, "2026-11-23T08:00:00.000Z"],
  ["on a Saturday on Monday", "2026-11-21T09:00:00.000Z", undefined, "2026-11-23T08:00:00.000Z"],
  ["who was told today is told tomorrow", "2026-11-19T09:00:00.000Z", "2026-11-19", "2026-11-20T08:00:00.000Z"],
  ["over Christmas after it", "2026-12-23T17:00:00.000Z", undefined, "2026-12-28T08:00:00.000Z"],
])("%s", (_, now, toldOn, expected) => {
  expect(newsInstant(now, settings, toldOn)).toBe(expected);
});

test("a check-in in the night does not make a morning of it", () => {
  const at = (checkInHour: number) => newsInstant("2026-11-21T09:00:00.000Z", { ...settings, checkInHour }, undefined);
  expect([at(3), at(22)]).toEqual(["2026-11-23T06:00:00.000Z", "2026-11-23T15:00:00.000Z"]);
});
