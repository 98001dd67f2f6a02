import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addWeeks, mondayOf } from "../../bot/domain/calendar.ts";
import { emptyAdoption, recordWeek, type TeamAdoption } from "../../bot/domain/check-in/adoption.ts";
import { type BackFacts, backFor, backToTell } from "../../bot/domain/check-in/back.ts";
import { answer, type CheckIn, newCheckIn } from "../../bot/domain/check-in/check-in.ts";
import { score, type UsageLevel, usageLevels } from "../../bot/domain/vocabulary.ts";

const week = "2026-W47";
const nothing: BackFacts = { working: [], tried: [], answered: 0 };
const limit = 5;
const used = { status: "inUse" as const, start: null, levels: "", latest: {} };

/** A team's history with these answers about the journal, by how many weeks ago; in today's words from `since` weeks ago on. */
function history(levels: Record<number, UsageLevel>, since = 60): TeamAdoption {
  let adoption: TeamAdoption = {
    ...emptyAdoption({ id: "t", name: "t", areaId: "a" }, addWeeks(week, -60)),
    solutions: { journal: used, calls: used },
  };
  for (let ago = 60; ago > 0; ago--) {
    const level = levels[ago];
    const words = ago <= since ? 2 : 1;
    if (level === undefined && ago !== since) continue;
    const given: Record<string, UsageLevel> = level === undefined ? {} : { journal: level };
    adoption = recordWeek(adoption, {
      week: addWeeks(week, -ago),
      state: "answered",
      levels: given,
      extras: [],
      words,
    });
  }
  return adoption;
}

function opened(adoption: TeamAdoption, facts: BackFacts = nothing, previous: UsageLevel = "mostly"): CheckIn {
  const asked = ["journal", "calls"].map((solutionId) => ({ solutionId, previous }));
  return { ...newCheckIn(week, "t", asked), back: backFor(adoption, { week, asked }, facts, limit) };
}

function told(checkIn: CheckIn, level: UsageLevel) {
  const given = checkIn.asked.map(({ solutionId }) => ({ solutionId, level, troubled: false }));
  const decided = answer(checkIn, given, "leader", `${mondayOf(week)}T09:00:00.000Z`, () => "");
  if (decided.outcome !== "stored") throw new Error(decided.outcome);
  return backToTell(decided.checkIn);
}

describe("how far the team has come", () => {
  test("is told against a quarter ago, with this week's own answer", () => {
    const [first] = told(opened(history({ 20: "notStarted", 14: "rarely", 3: "mostly" })), "mostly");
    expect(first).toMatchObject({ kind: "way", from: "rarely", to: "mostly", week: addWeeks(week, -14) });
  });

  test("never across a break, and since the break only when it is four weeks old", () => {
    const levels = { 20: "rarely", 6: "sometimes", 3: "mostly" } as const;
    expect(told(opened(history(levels, 7)), "mostly")).toMatchObject([{ from: "sometimes", week: addWeeks(week, -6) }]);
    expect(told(opened(history(levels, 5)), "mostly")).toEqual([]);
    // Nothing has been asked in today's words yet.
    expect(told(opened(history({ 20: "rarely" }, 0)), "routine")).toEqual([]);
  });

  test("never when this week's answer is lower, no higher, or says nothing of use", () => {
    const checkIn = opened(history({ 14: "rarely", 1: "mostly" }));
    for (const level of ["sometimes", "rarely", "notStarted", "unsure", "notRelevant"] as const)
      expect(told(checkIn, level)).toEqual([]);
    expect(told(checkIn, "routine")).toHaveLength(1);
  });

  test("comes before all else in the week that it rises", () => {
    const facts: BackFacts = {
      ...nothing,
      answered: 40,
      working: [{ solutionId: "calls", by: "n", on: mondayOf(week) }],
    };
    const checkIn = opened(history({ 14: "rarely", 1: "mostly" }), facts);
    expect(told(checkIn, "routine").map(({ kind }) => kind)[0]).toBe("way");
    expect(told(checkIn, "mostly").map(({ kind }) => kind)[0]).toBe("working");
  });

  test("whatever is answered, what is told is a rise in the same words", () => {
    const level = fc.constantFrom(...usageLevels);
    fc.assert(
      fc.property(
        fc.dictionary(fc.integer({ min: 1, max: 59 }).map(String), level),
        fc.integer({ min: 1, max: 60 }),
        level,
        (levels, since, now) => {
          const byAgo = Object.fromEntries(Object.entries(levels).map(([ago, one]) => [Number(ago), one]));
          for (const one of told(opened(history(byAgo, since)), now)) {
            if (one.kind !== "way") throw new Error(one.kind);
            expect(score(one.to)).toBeGreaterThan(score(one.from) ?? 2);
            expect(one.week >= addWeeks(week, -since)).toBe(true);
            expect(one.week <= addWeeks(week, -4)).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

test("how many others answered is told above the limit only", () => {
  expect(told(opened(history({}), { ...nothing, answered: limit }), "mostly")).toEqual([]);
  expect(told(opened(history({}), { ...nothing, answered: limit + 1 }), "mostly")).toEqual([
    { kind: "answered", teams: limit + 1 },
  ]);
});

test("what worked nearby is about a solution that is asked about, one where something is in the way first", () => {
  const working = [{ solutionId: "calls", by: "n", on: "2026-09-01" }];
  const near = (facts: BackFacts) => told(opened(history({}), facts), "mostly").filter(({ kind }) => kind === "tried");
  expect(near({ ...nothing, tried: ["robot"] })).toEqual([]);
  expect(near({ ...nothing, tried: ["journal", "calls"] })).toEqual([{ kind: "tried", solutionId: "journal" }]);
  expect(near({ ...nothing, working, tried: ["journal", "calls"] })).toEqual([{ kind: "tried", solutionId: "calls" }]);
});

test("what is new comes first, and else the kinds take turns from week to week", () => {
  const working = [{ solutionId: "calls", by: "n", on: "2026-09-01" }];
  const facts: BackFacts = { working, tried: ["journal"], answered: 40 };
  const firsts: (string | undefined)[] = [];
  let adoption = history({ 1: "mostly" });
  for (let n = 0; n < 6; n++) {
    firsts.push(told(opened(adoption, facts), "mostly")[0]?.kind);
    // One more week in which the team was asked.
    const levels = {};
    adoption = recordWeek(adoption, { week: addWeeks(week, -40 + n), state: "skipped", levels, extras: [] });
  }
  expect(new Set(firsts.slice(0, 3))).toEqual(new Set(["working", "tried", "answered"]));
  expect(firsts.slice(3)).toEqual(firsts.slice(0, 3));
  const news = {
    ...facts,
    working: [...working, { solutionId: "journal", by: "n", on: mondayOf(addWeeks(week, -1)) }],
  };
  expect(told(opened(adoption, news), "mostly")[0]).toMatchObject({ kind: "working", solutionId: "journal" });
});

test("nothing is told before it is answered, when it is skipped, and in what older versions stored", () => {
  const checkIn = opened(history({}), { ...nothing, answered: 40 });
  expect(backToTell(checkIn)).toEqual([]);
  expect(backToTell({ ...checkIn, state: "skipped" })).toEqual([]);
  const { back: _, ...older } = checkIn;
  expect(told(older, "mostly")).toEqual([]);
});
