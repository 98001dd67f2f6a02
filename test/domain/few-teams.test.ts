import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { causeFor } from "../../bot/domain/barrier/causes.ts";
import { emptyAdoption } from "../../bot/domain/check-in/adoption.ts";
import { enoughTeams, isTooFew, teamsOf } from "../../bot/domain/few-teams.ts";
import { levelsByWeek } from "../../bot/domain/levels-by-week.ts";
import { type Area, buildDirectory, defaultSettings, type Team } from "../../bot/domain/organisation.ts";
import { summarise, viewTeam, weeksUntil } from "../../bot/domain/overview.ts";
import { nameScope } from "../../bot/domain/scope.ts";
import { standings } from "../../bot/domain/standings.ts";
import { barrierCategoryIds, rolloutStatuses, usageLevels } from "../../bot/domain/vocabulary.ts";

const groupsOf = (limit: number) =>
  fc.array(
    fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: limit + 3 }).map((teams) => ({
      teams: new Set(teams.map(String)),
    })),
    { maxLength: 8 },
  );

test("no group of few teams is shown, and what is left over is none, enough, or everything", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 6 }).chain((limit) => fc.tuple(fc.constant(limit), groupsOf(limit))),
      ([limit, groups]) => {
        const { shown, rest } = enoughTeams(groups, limit);
        expect(new Set([...shown, ...rest])).toEqual(new Set(groups));
        for (const { teams } of shown) expect(teams.size).toBeGreaterThanOrEqual(limit);
        if (isTooFew(teamsOf(rest), limit)) expect(shown).toEqual([]);
      },
    ),
  );
});

test("a rest of few takes the smallest of the shown with it, so that it cannot be told by subtraction", () => {
  const group = (name: string, ...teams: string[]) => ({ name, teams: new Set(teams) });
  const groups = [group("a", "1", "2", "3", "4"), group("b", "5", "6", "7"), group("c", "8")];
  const { shown, rest } = enoughTeams(groups, 3);
  expect(shown.map(({ name }) => name)).toEqual(["a"]);
  expect(rest.map(({ name }) => name)).toEqual(["c", "b"]);
});

test("that somebody asked for help about a citizen is for those who read it; every other cause is for all", () => {
  const citizen = { category: "citizen", detail: "citizen" } as const;
  expect(causeFor(citizen, false)).toEqual(causeFor({ category: null, detail: null }, false));
  expect(causeFor(citizen, true)).toEqual(citizen);
  for (const category of barrierCategoryIds.filter((id) => id !== "citizen")) {
    expect(causeFor({ category, detail: null }, false).category).toBe(category);
  }
});

describe("how many teams stood where", () => {
  const weekCount = 10;
  const stretch = weeksUntil("2026-W47", weekCount);
  const team = fc.record({
    levels: fc.string({
      unit: fc.constantFrom("4", "3", "2", "1", "0", "x", "u", "-"),
      minLength: stretch.length,
      maxLength: stretch.length,
    }),
    status: fc.constantFrom(...rolloutStatuses),
    start: fc.constantFrom(null, "2026-10-05", "2027-01-04"),
  });

  test("in the last week they are those of the overview, and never more than there are", () => {
    fc.assert(
      fc.property(fc.array(team, { maxLength: 6 }), (teams) => {
        const views = teams.map(({ levels, status, start }, index) => {
          const empty = emptyAdoption({ id: `${index}`, name: "", areaId: "a" }, stretch[0] ?? "");
          return viewTeam({ ...empty, solutions: { one: { status, start, levels, latest: {} } } }, stretch);
        });
        const counts = levelsByWeek(views, "one", stretch);
        const spread = summarise(views, stretch.length).solutions.one;
        for (const level of usageLevels) expect(counts[level].at(-1)).toBe(spread?.levels[level] ?? 0);
        expect(counts.noEstimate.at(-1)).toBe((spread?.stale ?? 0) + (spread?.unanswered ?? 0));
        for (let week = 0; week < weekCount; week++) {
          const sum = standings.reduce((total, standing) => total + (counts[standing][week] ?? 0), 0);
          expect(sum).toBeLessThanOrEqual(spread?.teams ?? 0);
        }
      }),
    );
  });
});

describe("what some teams are called together", () => {
  const area = (id: string, parentAreaId: string | null): Area => ({ id, name: `Område ${id}`, parentAreaId });
  const of = (id: string, areaId: string): Team => ({ id, name: `Team ${id}`, areaId });
  const directory = buildDirectory({
    settings: defaultSettings,
    areas: [area("top", null), area("a", "top"), area("a1", "a"), area("b", "top")],
    teams: [of("1", "a1"), of("2", "a1"), of("3", "a"), of("4", "b"), { ...of("5", "b"), retired: true }],
    people: [],
    solutions: [],
    roles: [],
    rollouts: [],
  });

  test.each([
    [["1", "2", "3", "4"], ["Område top"], [], true],
    [["1", "2", "3"], ["Område a"], [], false],
    [["1", "2"], ["Område a1"], [], false],
    [["1", "4"], ["Område b"], ["Team 1"], false],
    [[], [], [], false],
  ])("%j", (ids, areas, teams, isWhole) => {
    expect(nameScope(directory, ids)).toEqual({ areas, teams, count: ids.length, of: 4, isWhole });
  });
});
