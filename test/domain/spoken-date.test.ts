import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { spokenDate } from "../../bot/domain/check-in/spoken-date.ts";

const today = "2026-11-16";

test.each([
  ["Jeg er væk til 12.12.", "2026-12-12"],
  ["jeg er væk til d. 3/1", "2027-01-03"],
  ["jeg er væk til 3/1-2028", "2028-01-03"],
  ["jeg er væk til 24-12-26", "2026-12-24"],
  ["Jeg er væk til og med 1. december", "2026-12-01"],
  ["jeg er væk til 5 maj 2027", "2027-05-05"],
  ["I am away until 12 August", "2027-08-12"],
  ["jeg er væk til fredag", "2026-11-20"],
  ["jeg er væk til på mandag", "2026-11-16"],
  ["jeg er væk til i morgen", "2026-11-17"],
  ["jeg er væk til 2026-11-30", "2026-11-30"],
  ["jeg er væk til 29. februar", "2028-02-29"],
])("%s is %s", (said, date) => {
  expect(spokenDate(said, today)).toBe(date);
});

test.each(["jeg er væk", "jeg er væk til 31.2.2027", "jeg er væk til 45/13", "", "2026-02-30"])(
  "%s names no date that exists",
  (said) => {
    expect(spokenDate(said, today)).toBeNull();
  },
);

test("whatever is written, the answer is a date or nothing", () => {
  fc.assert(fc.property(fc.string(), (said) => /^\d{4}-\d{2}-\d{2}$/.test(spokenDate(said, today) ?? "2026-01-01")));
});
