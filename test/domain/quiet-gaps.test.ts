import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { addWeeks, mondayOf, sendInstant, weekNumber, weekOfDate } from "../../bot/domain/calendar.ts";
import { defaultSettings, type Settings } from "../../bot/domain/organisation.ts";
import { quietGaps } from "../../bot/domain/quiet-gaps.ts";

const quiet = (...quietWeeks: number[]): Settings => ({ ...defaultSettings, quietWeeks });
const weeksOf = (week: string, settings: Settings) => quietGaps(week, settings).map(({ weeks }) => weeks);

test("quiet weeks 52 and 1 leave week 53 of 2026 asked, the week of 28 December", () => {
  expect(quietGaps("2026-W48", quiet(52, 1))).toEqual([{ weeks: [53], from: "2026-12-28", to: "2027-01-03" }]);
  expect(quietGaps("2026-W48", quiet(52, 53, 1))).toEqual([]);
});

test("a year without a week 53 has no such gap", () => {
  expect(quietGaps("2027-W40", quiet(52, 1))).toEqual([]);
  expect(weeksOf("2032-W40", quiet(52, 1))).toEqual([[53]]);
});

test.each([
  ["a summer with a week left out", "2026-W20", quiet(28, 30, 31), [[29]]],
  ["a summer with two left out", "2026-W20", quiet(28, 31), [[29, 30]]],
  ["Christmas itself left out, with a week 53", "2026-W48", quiet(51, 1), [[52, 53]]],
  ["Christmas and New Year left out, with a week 53", "2026-W48", quiet(51, 2), [[52, 53, 1]]],
  ["the same without one", "2027-W45", quiet(51, 2), [[52, 1]]],
  ["two gaps, the soonest first", "2026-W40", quiet(28, 30, 52, 1), [[53], [29]]],
  ["summer, autumn and Christmas: no gaps between them", "2026-W10", quiet(7, 29, 30, 31, 42, 52, 53, 1), []],
  ["one quiet week alone", "2026-W40", quiet(7), []],
  ["none", "2026-W40", quiet(), []],
])("%s", (_, week, settings, gaps) => {
  expect(weeksOf(week, settings)).toEqual(gaps);
});

test("what is past is not offered, and of a gap that has begun only what is left", () => {
  expect(weeksOf("2026-W29", quiet(28, 31))).toEqual([[29, 30]]);
  expect(weeksOf("2026-W30", quiet(28, 31))[0]).toEqual([30]);
  expect(weeksOf("2027-W01", quiet(52, 1))).toEqual([]);
});

test("a week without a working day is as quiet as one that was chosen", () => {
  const week52 = ["2026-12-21", "2026-12-22", "2026-12-23", "2026-12-24"];
  expect(weeksOf("2026-W48", { ...quiet(1), closingDays: week52 })).toEqual([[53]]);
});

test("whatever is chosen, each offered week is asked, and when all are taken no gap is left", () => {
  const choice = fc.record({
    week: fc.integer({ min: 0, max: 1500 }).map((n) => addWeeks("2020-W01", n)),
    quietWeeks: fc.uniqueArray(fc.integer({ min: 1, max: 53 }), { maxLength: 12 }),
  });
  fc.assert(
    fc.property(choice, ({ week, quietWeeks }) => {
      const settings = quiet(...quietWeeks);
      const gaps = quietGaps(week, settings);
      for (const { weeks, from } of gaps) {
        expect(from >= mondayOf(week)).toBe(true);
        expect(weekNumber(weekOfDate(from))).toBe(weeks[0]);
        expect(sendInstant(weekOfDate(from), settings)).not.toBeNull();
      }
      // Each time somebody takes what is offered there are fewer weeks to ask in, so it ends.
      let rest = settings;
      for (let offers = quietGaps(week, rest); offers.length > 0; offers = quietGaps(week, rest)) {
        const taken = offers.flatMap((offer) => offer.weeks);
        expect(taken.some((one) => !rest.quietWeeks.includes(one))).toBe(true);
        rest = quiet(...new Set([...rest.quietWeeks, ...taken]));
      }
    }),
    { numRuns: 60 },
  );
});
