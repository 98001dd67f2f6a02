import { describe, expect, test } from "@jest/globals";
import { insidersOf, isSafe, protectParts, type Region } from "../../bot/domain/citizen/protect.ts";
import { buildDirectory, defaultSettings, type Role } from "../../bot/domain/organisation.ts";

const limit = 5;
const nobody = [new Set<string>()];
const region = (counts: Record<string, number>): Region => new Map(Object.entries(counts));
const partsOf = (counts: Region) => [...counts.keys()].map((team) => ({ id: team, teams: [team], counts }));

describe("a sum can be shown", () => {
  test("from the limit on, and none at all is as small as one", () => {
    expect(isSafe(region({ a: 2, b: 3 }), ["a", "b"], nobody, limit)).toBe(true);
    expect(isSafe(region({ a: 2, b: 2 }), ["a", "b"], nobody, limit)).toBe(false);
    expect(isSafe(region({}), ["a"], nobody, limit)).toBe(false);
  });

  test("when so much is left for whoever knows some of it, or nothing of others'", () => {
    const counts = region({ a: 20, b: 4 });
    expect(isSafe(counts, ["a", "b"], [...nobody, new Set(["a"])], limit)).toBe(false);
    expect(isSafe(counts, ["a", "b"], [...nobody, new Set(["b"])], limit)).toBe(true);
    expect(isSafe(counts, ["a"], [...nobody, new Set(["a"])], limit)).toBe(true);
    expect(isSafe(counts, ["a", "b"], [...nobody, new Set(["a", "b"])], limit)).toBe(true);
  });
});

describe("the parts of a sum", () => {
  const shown = (counts: Region, insiders: readonly ReadonlySet<string>[] = nobody) =>
    protectParts({ teams: [...counts.keys()], counts }, partsOf(counts), { insiders, limit }).map(({ id }) => id);

  test("are all shown when none is small", () => {
    expect(shown(region({ a: 5, b: 6, c: 7 })).toSorted()).toEqual(["a", "b", "c"]);
  });

  test("lose the smallest of the others with one that is hidden, until the hidden ones cannot be told", () => {
    expect(shown(region({ a: 3, b: 6, c: 7 }))).toEqual(["c"]);
    expect(shown(region({ a: 3, b: 2, c: 7, d: 9 })).toSorted()).toEqual(["c", "d"]);
  });

  test("lose more for somebody who knows one of those that are hidden", () => {
    const counts = region({ a: 3, b: 6, c: 7, d: 8 });
    expect(shown(counts).toSorted()).toEqual(["c", "d"]);
    expect(shown(counts, [...nobody, new Set(["b"])])).toEqual(["d"]);
  });

  test("are none where the sum itself is too small to be shown", () => {
    const counts = region({ a: 2, b: 2 });
    expect(
      protectParts({ teams: ["a", "b"], counts }, [{ id: "a", teams: ["a"], counts }], { insiders: nobody, limit }),
    ).toEqual([]);
    const whole = { teams: ["a", "b"], counts };
    const parts = [{ id: "large", teams: ["a"], counts: region({ a: 6 }) }];
    expect(protectParts(whole, parts, { insiders: nobody, limit })).toEqual([]);
  });

  test("of cases rather than teams leave a rest that is safe too", () => {
    const whole = { teams: ["a"], counts: region({ a: 20 }) };
    const parts = [
      { id: "large", teams: ["a"], counts: region({ a: 11 }) },
      { id: "small", teams: ["a"], counts: region({ a: 8 }) },
    ];
    const rest = { insiders: nobody, limit, hasRest: true };
    expect(protectParts(whole, parts, rest)).toEqual([{ id: "large", count: 11 }]);
  });
});

test("who knows what: the teams that one leads, stands in for or helps, whatever the dates; managers know nothing of their own", () => {
  const role = (personId: string, name: Role["role"], scope: string): Role => ({
    ...{ personId, role: name, scope, from: "2020-01-01", to: "2020-12-31" },
  });
  const team = (id: string, areaId: string) => ({ id, name: id, areaId });
  const insiders = insidersOf(
    buildDirectory({
      settings: defaultSettings,
      areas: [{ id: "x", name: "x", parentAreaId: null }],
      teams: [team("a", "x"), team("b", "x"), team("c", "y")],
      people: [],
      solutions: [],
      roles: [
        role("p", "leader", "a"),
        role("p", "standIn", "c"),
        role("n", "navigator", "x"),
        role("m", "manager", "*"),
      ],
      rollouts: [],
    }),
  );
  expect(insiders.map((own) => [...own].toSorted())).toEqual([[], ["a", "c"], ["a", "b"]]);
});

test("who knows two teams is not taken for who knows one whose id is both of theirs in one", () => {
  const leads = (personId: string, scope: string): Role => ({
    ...{ personId, role: "leader", scope, from: "2020-01-01", to: null },
  });
  const team = (id: string) => ({ id, name: id, areaId: "x" });
  const directory = buildDirectory({
    ...{ settings: defaultSettings, areas: [], people: [], solutions: [], rollouts: [] },
    teams: [team("a"), team("b"), team("ab")],
    roles: [leads("p", "a"), leads("p", "b"), leads("q", "ab")],
  });
  expect(insidersOf(directory).map((own) => [...own].toSorted())).toEqual([[], ["a", "b"], ["ab"]]);
});
