import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { summarise, type TeamView } from "../../bot/domain/overview.ts";
import type { ExtraAnswer, ExtraQuestion, UsageLevel } from "../../bot/domain/vocabulary.ts";
import { findWarnings, silentTeams, type WarnedSolution } from "../../bot/domain/warnings.ts";

const week = "2026-W47";
const weekCount = 19;
const journal: WarnedSolution = { id: "journal", phase: "inUse", replaces: "papir" };

interface TeamOptions {
  name?: string;
  start?: string | null;
  status?: TeamView["solutions"][string]["status"];
  ago?: UsageLevel;
  extra?: [ExtraQuestion, ExtraAnswer, string?];
  oldWayEnds?: string;
  ageWeeks?: number;
}

/** A team that has answered the same every week, or `ago` a quarter and four weeks ago. */
function team(teamId: string, level: UsageLevel, options: TeamOptions = {}): TeamView {
  const { name = teamId, start = "2025-01-06", status = "inUse", ago, extra, ageWeeks = 0 } = options;
  const levels = Array.from({ length: weekCount }, () => level);
  const [question, answer, answeredIn = week] = extra ?? [];
  return {
    teamId,
    name,
    areaId: "area",
    states: levels.map(() => "answered"),
    breaks: [],
    solutions: {
      journal: {
        status,
        start,
        levels,
        held: levels,
        before: { fourWeeks: ago ?? level, quarter: ago ?? level },
        latest: { level, week, ageWeeks, stale: ageWeeks > 4 },
        extra: question && answer ? { [question]: { week: answeredIn, answer } } : {},
        ...(options.oldWayEnds !== undefined && { oldWayEnds: options.oldWayEnds }),
      },
    },
  };
}

function rules(teams: TeamView[], solution = journal) {
  return findWarnings([solution], teams, summarise(teams, weekCount), week);
}

const found = (teams: TeamView[], solution = journal) => rules(teams, solution).map(({ rule }) => rule);

describe("a white elephant", () => {
  const few = [team("a", "rarely"), team("b", "sometimes"), team("c", "notStarted"), team("d", "mostly")];

  test("is bought, settled, and used by fewer than a third of the teams", () => {
    expect(rules(few)).toEqual([
      expect.objectContaining({
        id: "whiteElephant:journal",
        figures: { everyday: 1, answered: 4, teams: 4, weeks: 8 },
      }),
    ]);
  });

  test("is not one when a third use it", () => {
    expect(found(few.slice(1).concat(team("e", "sometimes")).slice(0, 3))).toEqual([]);
  });

  test("is not one in its first eight weeks, and is from the eighth", () => {
    const started = (start: string) => few.map((one) => team(one.teamId, "rarely", { start }));
    expect(found(started("2026-10-05"))).toEqual([]);
    expect(found(started("2026-09-21"))).toEqual(["whiteElephant"]);
  });

  test("is never judged by two teams, by exceptions or by stale estimates", () => {
    expect(found(few.slice(0, 2))).toEqual([]);
    expect(found(few.map((one) => team(one.teamId, "rarely", { status: "exception" })))).toEqual([]);
    expect(found(few.map((one) => team(one.teamId, "rarely", { ageWeeks: 5 })))).toEqual([]);
  });
});

describe("other warnings", () => {
  test("a share that falls by more than chance over a quarter, said in teams", () => {
    const fallen = ["a", "b", "c", "d", "e", "f"].map((id) => team(id, "sometimes", { ago: "mostly" }));
    const same = ["g", "h", "i"].map((id) => team(id, "routine"));
    expect(rules([...fallen, ...same])).toEqual([
      expect.objectContaining({ rule: "falling", figures: { both: 9, before: 9, now: 3, weeks: 13 } }),
    ]);
    expect(found([...fallen.slice(1), ...same])).toEqual([]);
    expect(found(fallen.map(({ teamId }) => team(teamId, "routine", { ago: "sometimes" })))).toEqual([]);
  });

  test("a warning that it falls and the word Stiger never stand together, whatever is answered", () => {
    const level = fc.constantFrom<UsageLevel>("routine", "mostly", "sometimes", "rarely", "notRelevant");
    fc.assert(
      fc.property(fc.array(fc.tuple(level, level), { maxLength: 30 }), (answers) => {
        const teams = answers.map(([now, ago], n) => team(`t${n}`, now, { ago }));
        const direction = summarise(teams, weekCount).solutions.journal?.direction;
        return found(teams).includes("falling") === (direction === "falling");
      }),
    );
  });

  test("use that hangs on one person in many teams, while the answers are recent", () => {
    const carried = (answeredIn?: string) =>
      ["a", "b", "c"].map((id) => team(id, "routine", { extra: ["carrier", "yes", answeredIn] }));
    expect(found(carried())).toEqual(["onePerson"]);
    expect(found(carried("2026-W20"))).toEqual([]);
  });

  test("an old way that lives half a year after the start, of a solution in full use that replaces something", () => {
    const alive = (start: string) =>
      ["a", "b", "c"].map((id) => team(id, "routine", { start, extra: ["oldWay", "partly"] }));
    expect(found(alive("2026-01-05"))).toEqual(["oldWayAlive"]);
    expect(found(alive("2026-09-07"))).toEqual([]);
    expect(found(alive("2026-01-05"), { ...journal, phase: "rollout" })).toEqual([]);
    expect(found(alive("2026-01-05"), { ...journal, replaces: null })).toEqual([]);
  });

  test("an old way goes by its closing date where one is decided, and by what was answered since", () => {
    const alive = (oldWayEnds: string, answeredIn?: string, start = "2026-10-05") =>
      ["a", "b", "c"].map((id) => team(id, "routine", { start, oldWayEnds, extra: ["oldWay", "yes", answeredIn] }));
    expect(rules(alive("2026-11-02"), { ...journal, phase: "rollout" })).toEqual([
      expect.objectContaining({ rule: "oldWayAlive", figures: { alive: 3, answered: 3, weeks: 0 } }),
    ]);
    // Closed on a Thursday: that week's answers may be from before.
    expect(found(alive("2026-11-12", "2026-W46"))).toEqual([]);
    expect(found(alive("2026-11-12", "2026-W47"))).toEqual(["oldWayAlive"]);
    // Until the date it may live, however long the solution has been in use.
    expect(found(alive("2026-12-01", week, "2025-01-06"))).toEqual([]);
  });

  test("day and evening of one team that are two steps apart", () => {
    const layers = (evening: UsageLevel) => [
      team("nord-dag", "routine", { name: "Hjemmeplejen Nord, dag" }),
      team("nord-aften", evening, { name: "Hjemmeplejen Nord, aften" }),
      team("syd-aften", "notStarted", { name: "Hjemmeplejen Syd, aften", start: "2026-11-02" }),
    ];
    expect(rules(layers("sometimes"))).toEqual([
      expect.objectContaining({
        rule: "layersApart",
        teamIds: ["nord-dag", "nord-aften"],
        figures: { most: 1, least: 0.5 },
      }),
    ]);
    expect(found(layers("mostly"))).toEqual([]);
  });
});

test("a team is silent after two missed weeks running; skipping and not being asked are no silence", () => {
  const states = (...last: TeamView["states"]): TeamView => ({
    ...team("a", "routine"),
    states: ["answered", ...last, "open"],
  });
  expect(silentTeams([states("missed", "missed")])).toEqual([{ teamId: "a", weeks: 2 }]);
  expect(silentTeams([states("missed", "notAsked", "missed", "missed")])).toEqual([{ teamId: "a", weeks: 3 }]);
  for (const quiet of [states("missed"), states("missed", "missed", "skipped"), states("notAsked", "notAsked")]) {
    expect(silentTeams([quiet])).toEqual([]);
  }
});
