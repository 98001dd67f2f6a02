import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addDays } from "../../bot/domain/calendar.ts";
import {
  absenceOn,
  absencesOf,
  hasForgettable,
  withAbsences,
  withGiven,
  withoutToday,
} from "../../bot/domain/check-in/absence.ts";
import type { Period, Person } from "../../bot/domain/organisation.ts";

const today = "2026-11-30";
const person = (more: Partial<Person> = {}): Person => ({ id: "p", upn: "p@x", name: "P", language: "da", ...more });
const span = (from: string, to: string): Period => ({ from, to });

describe("when somebody is away", () => {
  test("both ends are away, the days around them are not", () => {
    const away = person({ absences: [span("2026-12-03", "2026-12-10")] });
    const days = ["2026-12-02", "2026-12-03", "2026-12-10", "2026-12-11"];
    expect(days.map((day) => absenceOn(away, day) !== null)).toEqual([false, true, true, false]);
  });

  test("what an older version stored has no beginning", () => {
    const old = person({ awayUntil: "2026-12-04" });
    expect(absenceOn(old, today)?.to).toBe("2026-12-04");
    expect(absenceOn(old, "2026-12-05")).toBeNull();
    const changed = withAbsences(old, withGiven(absencesOf(old), { from: null, to: "2026-12-08" }, today) ?? [], today);
    expect(changed.awayUntil).toBeUndefined();
    expect(absencesOf(changed).map(({ to }) => to)).toEqual(["2026-12-08"]);
  });

  test("a period that meets another is one with it, and is forgotten four weeks after its end", () => {
    const both = withAbsences(person(), [span("2026-12-03", "2026-12-04"), span("2026-12-05", "2026-12-09")], today);
    expect(absencesOf(both)).toEqual([span("2026-12-03", "2026-12-09")]);
    const old = person({ absences: [span("2026-10-26", "2026-11-02")] });
    expect([hasForgettable(old, today), hasForgettable(old, addDays(today, 1))]).toEqual([false, true]);
    expect(withAbsences(old, absencesOf(old), addDays(today, 1)).absences).toBeUndefined();
  });

  test("a word without a first day moves the end of what is under way; one that lies ahead stays", () => {
    const known = [span("2026-11-25", "2026-12-20"), span("2027-01-04", "2027-01-08")];
    expect(withGiven(known, { from: null, to: "2026-12-02" }, today)).toEqual([
      known[1],
      span("2026-11-25", "2026-12-02"),
    ]);
    expect(withGiven(known, { from: "2026-11-25", to: "2026-12-02" }, today)).toContainEqual(
      span("2026-11-25", "2026-12-02"),
    );
  });

  test.each([
    ["backwards", { from: "2026-12-10", to: "2026-12-03" }],
    ["long over", { from: "2026-09-01", to: "2026-10-30" }],
    ["years ahead", { from: "2026-12-01", to: "2029-12-01" }],
  ])("%s is refused", (_, given) => {
    expect(withGiven([], given, today)).toBeNull();
  });

  test("who is back was away until yesterday", () => {
    expect(withoutToday([span("2026-11-25", "2026-12-04"), span("2026-12-20", "2026-12-24")], today)).toEqual([
      span("2026-11-25", "2026-11-29"),
      span("2026-12-20", "2026-12-24"),
    ]);
    expect(withoutToday([span(today, "2026-12-04")], today)).toEqual([]);
  });

  test("however often something is said, the periods lie apart and in order", () => {
    const day = fc.integer({ min: -20, max: 90 }).map((days) => addDays(today, days));
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day), { maxLength: 8 }), (pairs) => {
        const periods = pairs.filter(([from, to]) => from <= to).map(([from, to]) => span(from, to));
        const kept = absencesOf(withAbsences(person(), periods, today));
        const isApart = kept.every((one, index) => index === 0 || addDays(kept[index - 1]?.to ?? "", 1) < one.from);
        const isWhole = periods.every(({ from, to }) => kept.some((one) => one.from <= from && to <= one.to));
        return isApart && isWhole;
      }),
    );
  });
});
