import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { emptyAdoption, recordWeek, type TeamAdoption } from "../../bot/domain/check-in/adoption.ts";
import { sharesOf } from "../../bot/domain/check-in/change.ts";
import { summarise, summaryOf, tallyOf, viewTeam, weeksUntil } from "../../bot/domain/overview.ts";
import { type RolloutStatus, type UsageLevel, usageLevels } from "../../bot/domain/vocabulary.ts";

const weeks = weeksUntil("2026-W47", 12);

/** A team with one solution, answered as told: one entry per week, the last for week 47. */
function team(id: string, levels: (UsageLevel | null)[], status: RolloutStatus = "inUse"): TeamAdoption {
  const start = weeksUntil("2026-W47", levels.length);
  const solutions = { journal: { status, start: null, levels: "", latest: {} } };
  const empty = { ...emptyAdoption({ id, name: id, areaId: "area" }, start[0] ?? "2026-W47"), solutions };
  return levels.reduce<TeamAdoption>((adoption, level, index) => {
    const state = level === null ? "missed" : "answered";
    const known: Record<string, UsageLevel> = level === null ? {} : { journal: level };
    return recordWeek(adoption, { week: start[index] ?? "", state, levels: known, extras: [] });
  }, empty);
}

describe("one team", () => {
  test("the weeks end with the one asked for, across a year of 53 weeks", () => {
    expect(weeksUntil("2027-W02", 4)).toEqual(["2026-W52", "2026-W53", "2027-W01", "2027-W02"]);
  });

  test("an estimate is fresh until two weeks after the next was due, and stale after that", () => {
    const fresh = viewTeam(team("a", ["mostly", null, null, null, null]), weeks).solutions.journal?.latest;
    expect(fresh).toEqual({ level: "mostly", week: "2026-W43", ageWeeks: 4, stale: false });
    const stale = viewTeam(team("a", ["mostly", null, null, null, null, null]), weeks).solutions.journal?.latest;
    expect(stale).toEqual({ level: "mostly", week: "2026-W42", ageWeeks: 5, stale: true });
  });

  test("a team whose history begins after the weeks shown, or ended before them, has no answer in them", () => {
    const later = viewTeam(team("a", ["routine"]), weeksUntil("2026-W40", 3));
    expect([later.states, later.solutions.journal?.levels]).toEqual([Array(3).fill("notAsked"), Array(3).fill(null)]);
    const earlier = viewTeam(team("a", ["routine"]), weeksUntil("2027-W10", 3));
    expect([earlier.states, earlier.solutions.journal?.levels]).toEqual([
      Array(3).fill("notAsked"),
      Array(3).fill(null),
    ]);
  });

  test("the newest estimate may be older than the weeks shown", () => {
    const view = viewTeam(team("a", ["rarely", ...Array<null>(20).fill(null)]), weeks);
    expect(view.solutions.journal?.levels).toEqual(Array(12).fill(null));
    expect(view.solutions.journal?.latest?.ageWeeks).toBe(20);
  });

  test("weeks before the team began are weeks it was not asked", () => {
    const view = viewTeam(team("a", ["routine", "routine"]), weeks);
    expect(view.states).toEqual([...Array(10).fill("notAsked"), "answered", "answered"]);
  });

  test("a retired solution is gone", () => {
    expect(viewTeam(team("a", ["routine"], "retired"), weeks).solutions).toEqual({});
  });
});

describe("a group of teams", () => {
  const viewsOf = (...teams: TeamAdoption[]) => teams.map((adoption) => viewTeam(adoption, weeks));

  test("counts each team once, by what is known about it", () => {
    const teams = viewsOf(
      team("routine", ["rarely", "routine"]),
      team("unsure", ["unsure"]),
      team("stale", ["mostly", null, null, null, null, null]),
      team("silent", [null]),
      team("pilot", ["sometimes"], "pilot"),
      team("waiting", [null], "waiting"),
      team("exception", ["routine"], "exception"),
    );
    expect(summarise(teams, 12).solutions.journal).toMatchObject({
      teams: 5,
      levels: { routine: 1, unsure: 1, sometimes: 1 },
      stale: 1,
      unanswered: 1,
      waiting: 1,
      exception: 1,
    });
  });

  test("the share leaves out not relevant and don't know, and an estimate holds until the next is two weeks late", () => {
    const teams = viewsOf(team("a", ["routine", null, null, null, null, null]), team("b", ["unsure", "notRelevant"]));
    const weekly = summarise(teams, 12).solutions.journal?.weekly ?? {};
    expect(weekly.routine?.slice(-7)).toEqual([0, 1, 1, 1, 1, 1, 0]);
    expect([weekly.unsure?.slice(-2), weekly.notRelevant?.slice(-2)]).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(sharesOf(weekly, 12).slice(-7)).toEqual([null, 1, 1, 1, 1, 1, null]);
  });

  test("teams that were not asked count neither as asked nor as answered", () => {
    const summary = summarise(viewsOf(team("a", ["routine", null, "routine"]), team("b", ["routine"])), 12);
    expect(summary.asked.slice(-4)).toEqual([0, 1, 1, 2]);
    expect(summary.answered.slice(-4)).toEqual([0, 1, 0, 2]);
  });

  test("what was answered before the weeks shown still holds in the first of them", () => {
    const view = viewTeam(team("a", ["routine", ...Array<null>(9).fill(null)]), weeks.slice(4));
    expect(view.states).toHaveLength(8);
    expect(summarise([view], 8).solutions.journal?.weekly).toEqual({ routine: [1, 1, 1, 0, 0, 0, 0, 0] });
  });

  test("a change counts the teams that answered both times, by whether it is part of every day", () => {
    const quarter = (then: UsageLevel | null, now: UsageLevel | null) => [then, ...Array<null>(12).fill(null), now];
    const teams = viewsOf(
      team("up", quarter("sometimes", "mostly")),
      team("up within", quarter("mostly", "routine")),
      team("down", quarter("routine", "rarely")),
      team("new", quarter(null, "routine")),
      team("gone", quarter("routine", null)),
      team("no use then", quarter("notRelevant", "routine")),
      team("no use now", quarter("routine", "unsure")),
      team("set aside", quarter("routine", "rarely"), "exception"),
    );
    const { changes, direction } = summarise(teams, 12).solutions.journal ?? {};
    expect(changes?.quarter).toEqual({ both: 3, before: 2, now: 2, up: 1, down: 1 });
    expect([changes?.fourWeeks.both, changes?.year.both, direction]).toEqual([0, 0, "unknown"]);
  });

  test("one answer that holds for both times is not two", () => {
    const [view] = viewsOf(
      team("a", ["mostly", null, null, null, null]),
      team("b", ["mostly", ...Array(3).fill(null), "routine"]),
    );
    expect(view?.solutions.journal?.latest?.stale).toBe(false);
    expect(view?.solutions.journal?.before).toEqual({});
    const [again] = viewsOf(team("b", ["mostly", ...Array<null>(3).fill(null), "routine"]));
    expect(again?.solutions.journal?.before).toEqual({ fourWeeks: "mostly" });
  });

  test("nothing is held against what was answered to other words, and the break is told", () => {
    const asked = weeksUntil("2026-W47", 20).reduce<TeamAdoption>(
      (adoption, week, index) =>
        recordWeek(adoption, {
          ...{ week, state: "answered", levels: { journal: index < 16 ? "rarely" : "mostly" }, extras: [] },
          words: index < 14 ? 1 : 2,
        }),
      team("a", ["rarely"].concat(Array(19).fill("rarely")) as UsageLevel[]),
    );
    const view = viewTeam(asked, weeks);
    expect(view.breaks).toEqual(["2026-W42"]);
    expect(view.solutions.journal?.before).toEqual({ fourWeeks: "rarely" });
    const { changes } = summarise([view], 12).solutions.journal ?? {};
    expect([changes?.fourWeeks.up, changes?.quarter.both]).toEqual([1, 0]);
  });

  test("a team that began with the new words has no break", () => {
    const record = { week: "2026-W47", state: "answered" as const, levels: {}, extras: [], words: 2 };
    const began = recordWeek(emptyAdoption({ id: "a", name: "a", areaId: "x" }, "2026-W47"), record);
    expect(began.words).toEqual([{ version: 2, from: "2026-W47" }]);
    expect(viewTeam(began, weeks).breaks).toEqual([]);
    // Nor is one that was there, unasked, before it was first asked in these words.
    const there = emptyAdoption({ id: "a", name: "a", areaId: "x" }, "2026-W40");
    const unasked = recordWeek(there, { ...record, week: "2026-W40", state: "missed", words: 1 });
    expect(viewTeam(recordWeek(unasked, record), weeks).breaks).toEqual([]);
  });

  test("groups that are counted apart make up the figures of all", () => {
    const level = fc.option(fc.constantFrom(...usageLevels));
    const status = fc.constantFrom<RolloutStatus>("inUse", "pilot", "waiting", "exception", "retired");
    const history = fc.tuple(fc.array(level, { minLength: 1, maxLength: 16 }), status, fc.nat(3));
    fc.assert(
      fc.property(fc.array(history, { maxLength: 12 }), (histories) => {
        const teams = histories.map(([levels, at, group], n) => ({
          group,
          ...viewTeam(team(`t${n}`, levels, at), weeks),
        }));
        const groups = [...Map.groupBy(teams, ({ group }) => group).values()];
        const apart = groups.map((group) => tallyOf(group, 12));
        expect(summaryOf(apart, 12)).toEqual(summarise(teams, 12));
      }),
    );
  });

  test("whatever is answered, the parts make up the whole and shares lie between 0 and 1", () => {
    const level = fc.option(fc.constantFrom(...usageLevels));
    const history = fc.array(level, { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(fc.array(history, { maxLength: 8 }), (histories) => {
        const teams = viewsOf(...histories.map((levels, index) => team(`t${index}`, levels)));
        const summary = summarise(teams, 12);
        const spread = summary.solutions.journal;
        if (spread === undefined) return histories.length === 0;
        const counted = Object.values(spread.levels).reduce((sum, count) => sum + count, 0);
        expect(counted + spread.stale + spread.unanswered).toBe(histories.length);
        for (const share of sharesOf(spread.weekly, 12)) {
          if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
        }
        for (const { both, before, now, up, down } of Object.values(spread.changes)) {
          expect([now - before, Math.max(before, now, up + down) <= both]).toEqual([up - down, true]);
        }
        return summary.answered.every((count, index) => count <= (summary.asked[index] ?? 0));
      }),
    );
  });
});
