import { describe, expect, test } from "@jest/globals";
import type { AdoptionAnswer, Attention, TeamAdoptionRow, Warning } from "../../bot/api/contract.ts";
import { hasFallen, noChanges } from "../../bot/domain/check-in/change.ts";
import type { UsageLevel } from "../../bot/domain/vocabulary.ts";
import { tabOverviewDa } from "../../bot/text/da/tab-overview.ts";
import { placesIn } from "../../tab/find-place.ts";
import { groupsOf } from "../../tab/pages/overview/attention-groups.ts";
import { isFound } from "../../tab/pages/overview/find-teams.ts";
import { gridParts, type Row, rowsOf, sortedSolutions } from "../../tab/pages/overview/rows.ts";
import { sentenceParts } from "../../tab/pages/overview/summary-sentence.ts";

const levels = (codes: string): (UsageLevel | null)[] =>
  [...codes].map((code) => (["notStarted", "rarely", "sometimes", "mostly", "routine"] as const)[Number(code)] ?? null);

function team(teamId: string, areaId: string, more: Partial<TeamAdoptionRow> = {}): TeamAdoptionRow {
  return { teamId, name: teamId, areaId, states: ["answered"], solutions: {}, ...more };
}

const scope = { areas: [], teams: [], count: 0, of: 0, isWhole: false };

type Spread = AdoptionAnswer["summary"]["solutions"][string];
function spread(everyday: number, rarely: number, [before, now]: [number, number]): Spread {
  const teams = everyday + rarely;
  const counts = { teams, waiting: 0, exception: 0, stale: 0, unanswered: 0, weekly: {}, direction: "steady" as const };
  const quarter = { both: 10, before, now, up: Math.max(0, now - before), down: Math.max(0, before - now) };
  return { ...counts, levels: { routine: everyday, rarely }, changes: { ...noChanges(), quarter } };
}

function area(id: string, parentAreaId: string | null, more: Partial<AdoptionAnswer["areas"][number]> = {}) {
  return {
    id,
    name: id,
    parentAreaId,
    isPart: false,
    isComparable: false,
    summary: { teams: 1, asked: [], answered: [], solutions: {} },
    ...more,
  };
}

function solution(id: string): AdoptionAnswer["solutions"][number] {
  const rest = { kind: "mainRoad", phase: "inUse", sharedRecords: false, replaces: null, expectedUsers: null } as const;
  return { id, name: id, ...rest };
}

const nothing: Attention = {
  warnings: [],
  decided: [],
  mayDecide: true,
  dismissed: [],
  escalated: [],
  silent: [],
  exceptions: [],
  troubled: [],
};
const warning = (rule: Warning["rule"], solutionId: string): Warning => {
  return { id: `${rule}:${solutionId}`, rule, solutionId, figures: {}, teamIds: [] };
};
const silent = (teamId: string) => ({ teamId, teamName: teamId, weeks: 3 });
const lifted = {
  id: "1",
  teamId: "a",
  teamName: "a",
  solutionName: "x",
  category: null,
  detail: null,
  consequence: null,
};
const overdue = {
  teamId: "a",
  teamName: "a",
  solutionId: "x",
  solutionName: "x",
  reason: null,
  reviewOn: "2026-11-01",
};

describe("the sentence", () => {
  const said = (attention: Attention) =>
    sentenceParts(attention, [solution("booking"), solution("journal")], tabOverviewDa.overview.sentence);

  test("says nothing of what there is nothing of", () => {
    expect(said(nothing)).toEqual([]);
  });

  test("counts silent teams and what waits, with a form for one, and names what falls", () => {
    const one = { ...nothing, silent: [silent("a")], exceptions: [overdue], warnings: [warning("falling", "booking")] };
    expect(said(one).map((part) => part.said)).toEqual(["1 team er tavst", "booking falder", "1 ting venter på dig"]);
    const escalated = [{ ...lifted, createdAt: "2026-11-01T08:00:00.000Z" }];
    const more = { ...one, silent: [silent("a"), silent("b")], escalated };
    expect(said(more).map(({ said, kind }) => [said, kind])).toEqual([
      ["2 teams er tavse", "silent"],
      ["booking falder", "falling"],
      ["2 ting venter på dig", "escalated"],
    ]);
  });

  test("names two that fall and counts three", () => {
    const falling = (...ids: string[]) => ({ ...nothing, warnings: ids.map((id) => warning("falling", id)) });
    expect(said(falling("booking", "journal")).map((part) => part.said)).toEqual(["booking falder", "journal falder"]);
    expect(said(falling("booking", "journal", "x")).map((part) => part.said)).toEqual(["3 løsninger falder"]);
  });
});

test("what waits is grouped by kind, the most that can be done about first, and no kind is empty", () => {
  const warnings = [warning("whiteElephant", "x"), warning("falling", "x"), warning("layersApart", "x")];
  const groups = groupsOf({ ...nothing, silent: [silent("a"), silent("b")], exceptions: [overdue], warnings });
  expect(groups.map(({ kind, count }) => [kind, count])).toEqual([
    ["silent", 2],
    ["exceptions", 1],
    ["falling", 1],
    ["layersApart", 1],
    ["whiteElephant", 1],
  ]);
});

describe("looking for teams", () => {
  const known = { troubled: new Set(["troubled"]), silent: new Set(["silent"]) };

  test.each([
    ["444333322222", "routine", true],
    ["444444444443", "routine", false],
    ["444-4-3-2-2-", "routine", true],
    ["------------", "routine", false],
    ["---------32-", "sometimes", false],
    ["111122223333", "rarely", false],
  ] as const)("estimates of %s after %s are falling: %s", (codes, before, expected) => {
    expect(hasFallen(levels(codes), { quarter: before })).toBe(expected);
    expect(hasFallen(levels(codes), { fourWeeks: before })).toBe(expected);
    expect(hasFallen(levels(codes), { year: before })).toBe(false);
  });

  test("finds who has not answered, also after the week has closed, but not who was not asked or has skipped", () => {
    const states = ["open", "missed", "answered", "skipped", "notAsked"] as const;
    const found = states.filter((state) => isFound("notAnswered", team("a", "x", { states: [state] }), known));
    expect(found).toEqual(["open", "missed"]);
  });

  test("help is for the silent, the troubled and the falling, and for nobody else", () => {
    const view = { status: "inUse", start: null, latest: null, extra: {}, before: { quarter: "routine" } } as const;
    const falling = team("falling", "x", { solutions: { journal: { ...view, levels: levels("444333322222") } } });
    const all = [team("silent", "x"), team("troubled", "x"), falling, team("fine", "x")];
    expect(all.filter((one) => isFound("help", one, known)).map(({ teamId }) => teamId)).toEqual([
      "silent",
      "troubled",
      "falling",
    ]);
  });
});

describe("the lines of the grid", () => {
  const names = (rows: Row[]) => rows.map((row) => (row.kind === "area" ? `[${row.name}]` : row.team.name));
  const figures = (solutions: Record<string, Spread>) => ({ teams: 1, asked: [], answered: [], solutions });
  const adoption = {
    areas: [
      area("low", null, { summary: figures({ x: spread(1, 3, [9, 5]) }) }),
      area("high", null, { summary: figures({ x: spread(3, 1, [5, 9]) }) }),
      area("unknown", null),
    ],
    teams: [team("b", "low"), team("a", "low"), team("c", "high"), team("d", "unknown")],
  };
  const view = { folded: new Set<string>(), sort: "name", found: null } as const;

  test("areas are ordered by share or by what fell most, and teams never", () => {
    const ordered = (sort: "name" | "share" | "change") => names(rowsOf(adoption, { ...view, sort }));
    expect(ordered("name")).toEqual(["[low]", "b", "a", "[high]", "c", "[unknown]", "d"]);
    expect(ordered("share")).toEqual(["[high]", "c", "[low]", "b", "a", "[unknown]", "d"]);
    expect(ordered("change")).toEqual(["[low]", "b", "a", "[high]", "c", "[unknown]", "d"]);
  });

  test("those looked for stand unfolded with their areas, and nothing else does", () => {
    const folded = new Set(["low", "high"]);
    expect(names(rowsOf(adoption, { ...view, folded }))).toEqual(["[low]", "[high]", "[unknown]", "d"]);
    expect(names(rowsOf(adoption, { ...view, folded, found: new Set(["a"]) }))).toEqual(["[low]", "a"]);
  });

  test("an area of which a part is shown is the way to that part, or stands without a figure", () => {
    const part = { isPart: true };
    const areas = [area("top", null, part), area("middle", "top", part), area("own", "middle")];
    const [line] = rowsOf({ areas, teams: [team("a", "own")] }, view);
    expect(line).toMatchObject({ name: "own", path: ["top", "middle"], depth: 0, summary: { teams: 1 } });
    const two = [area("top", null, part), area("one", "top"), area("two", "top")];
    const rows = rowsOf({ areas: two, teams: [team("a", "one"), team("b", "two")] }, view);
    expect(rows[0]).toMatchObject({ name: "top", path: [], summary: null });
    expect(names(rows)).toEqual(["[top]", "[one]", "a", "[two]", "b"]);
  });

  test("more columns than fit are those of each area at the top, and few stay together", () => {
    const ids = Array.from({ length: 11 }, (_, n) => `s${n}`);
    const uses = (...used: string[]) => {
      const view = { status: "inUse" as const, start: null, levels: [], latest: null, before: {}, extra: {} };
      return { solutions: Object.fromEntries(used.map((id) => [id, view])) };
    };
    const teams = [team("a", "below", uses("s0", "s1")), team("b", "other", uses("s2"))];
    const areas = [area("top", null), area("below", "top"), area("other", null)];
    const more = { leaderAway: [], scope, breaks: [] };
    const whole = { ...adoption, ...more, areas, teams, weeks: [], summary: figures({}) };
    const parts = (solutions: string[]) => {
      const given = { ...whole, solutions: solutions.map(solution) };
      return gridParts(rowsOf(given, view), given).map((part) => [part.key, ...part.solutions.map(({ id }) => id)]);
    };
    expect(parts(ids)).toEqual([
      ["top", "s0", "s1"],
      ["other", "s2"],
    ]);
    expect(parts(ids.slice(0, 8))).toEqual([["all", ...ids.slice(0, 8)]]);
  });

  test("solutions are ordered by share or by what fell most, those that nothing is known of last", () => {
    const solutions = [solution("none"), solution("low"), solution("high")];
    const summary = figures({ low: spread(1, 3, [9, 5]), high: spread(3, 1, [5, 9]) });
    const given = { solutions, summary, areas: [], teams: [], weeks: [], breaks: [], leaderAway: [], scope };
    const ids = (sort: "share" | "change" | "name") => sortedSolutions(given, sort).map(({ id }) => id);
    expect(ids("share")).toEqual(["high", "low", "none"]);
    expect(ids("change")).toEqual(["low", "high", "none"]);
    expect(ids("name")).toEqual(["none", "low", "high"]);
  });
});

test("a place is found by any of its words, whatever their case, those that begin with them first", () => {
  const teams = [team("Plejecenter Egely, nat", "egely"), team("Egely, dag", "egely"), team("Byskolen", "skoler")];
  const areas = [area("egely", null), area("skoler", null)];
  const summary = { teams: 0, asked: [], answered: [], solutions: {} };
  const more = { leaderAway: [], scope, breaks: [] };
  const given = { ...more, teams, areas, solutions: [solution("tavlen")], summary, weeks: [] };
  const found = (typed: string) => placesIn(given, typed).map(({ name }) => name);
  expect(found("EGELY")).toEqual(["egely", "Egely, dag", "Plejecenter Egely, nat"]);
  expect(found("nat egely")).toEqual(["Plejecenter Egely, nat"]);
  expect(found("tavl")).toEqual(["tavlen"]);
  expect(found("atlantis")).toEqual([]);
});
