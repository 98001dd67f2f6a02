import { beforeEach, expect, test } from "@jest/globals";
import { OmbordError } from "../bot/errors.ts";
import { createPersonPace, type PersonPace } from "../bot/person-pace.ts";

let now: number;
let pace: PersonPace;

beforeEach(() => {
  now = 0;
  pace = createPersonPace({ burst: 3, perSecond: 2 }, () => now);
});

function asks(person: string, tenant = "a"): "in" | "first refusal" | "refused" {
  try {
    pace.keep(tenant, person);
    return "in";
  } catch (error) {
    if (!(error instanceof OmbordError) || error.code !== "tooMany") throw error;
    return error.details.first === 1 ? "first refusal" : "refused";
  }
}

test("so many at once, and so many a second after that", () => {
  expect(Array.from({ length: 5 }, () => asks("mette"))).toEqual(["in", "in", "in", "first refusal", "refused"]);
  now += 499;
  expect(asks("mette")).toBe("refused");
  now += 1;
  expect([asks("mette"), asks("mette")]).toEqual(["in", "first refusal"]);
  now += 60_000;
  expect(Array.from({ length: 4 }, () => asks("mette"))).toEqual(["in", "in", "in", "first refusal"]);
});

test("each by themselves, and in each municipality by itself", () => {
  for (let n = 0; n < 4; n++) asks("mette");
  expect([asks("mette"), asks("rasmus"), asks("mette", "b")]).toEqual(["refused", "in", "in"]);
});

test("however many there are, what is remembered is bounded, and whoever asked last is", () => {
  for (let n = 0; n < 4; n++) asks("mette");
  for (let n = 0; n < 9_998; n++) asks(`person-${n}`);
  expect(asks("mette")).toBe("refused");
  for (let n = 0; n < 10_000; n++) asks(`other-${n}`);
  expect(asks("mette")).toBe("in");
});
