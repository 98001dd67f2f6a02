import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { emptyAdoption, recordWeek, type TeamAdoption } from "../../bot/domain/check-in/adoption.ts";
import { summarise, summaryOf, tallyOf, viewTeam, weeksUntil, withoutFirstWeeks } from "../../bot/domain/overview.ts";
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

  test("an estimate is fresh for four weeks and stale after that", () => {
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
    expect(summarise(teams, 12, 0).solutions.journal).toMatchObject({
      teams: 5,
      levels: { routine: 1, unsure: 1, sometimes: 1 },
      stale: 1,
      unanswered: 1,
      waiting: 1,
      exception: 1,
    });
  });

  test("the mean leaves out not relevant and don't know, and carries an estimate for four weeks", () => {
    const teams = viewsOf(team("a", ["routine", null, null, null, null, null]), team("b", ["unsure", "notRelevant"]));
    expect(summarise(teams, 12, 0).solutions.journal?.scores.slice(-7)).toEqual([null, 1, 1, 1, 1, 1, null]);
  });

  test("teams that were not asked count neither as asked nor as answered", () => {
    const summary = summarise(viewsOf(team("a", ["routine", null, "routine"]), team("b", ["routine"])), 12, 0);
    expect(summary.asked.slice(-4)).toEqual([0, 1, 1, 2]);
    expect(summary.answered.slice(-4)).toEqual([0, 1, 0, 2]);
  });

  test("the weeks before those shown still count for the first of them", () => {
    const [view] = viewsOf(team("a", ["routine", ...Array<null>(9).fill(null)]));
    if (view === undefined) throw new Error("no view");
    const summary = summarise([view], 12, 4);
    expect(summary.solutions.journal?.scores).toEqual([1, 1, 1, ...Array(5).fill(null)]);
    expect(withoutFirstWeeks(view, 4).states).toHaveLength(8);
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
        const apart = groups.map((group) => tallyOf(group, 12, 4));
        expect(summaryOf(apart, 8)).toEqual(summarise(teams, 12, 4));
      }),
    );
  });

  test("whatever is answered, the parts make up the whole and means lie between 0 and 1", () => {
    const level = fc.option(fc.constantFrom(...usageLevels));
    const history = fc.array(level, { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(fc.array(history, { maxLength: 8 }), (histories) => {
        const teams = viewsOf(...histories.map((levels, index) => team(`t${index}`, levels)));
        const summary = summarise(teams, 12, 0);
        const spread = summary.solutions.journal;
        if (spread === undefined) return histories.length === 0;
        const counted = Object.values(spread.levels).reduce((sum, count) => sum + count, 0);
        expect(counted + spread.stale + spread.unanswered).toBe(histories.length);
        for (const score of spread.scores) {
          if (score !== null) expect(score >= 0 && score <= 1).toBe(true);
        }
        return summary.answered.every((count, index) => count <= (summary.asked[index] ?? 0));
      }),
    );
  });
});
