import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addWeeks, mondayOf } from "../../bot/domain/calendar.ts";
import { emptyAdoption, type TeamAdoption } from "../../bot/domain/check-in/adoption.ts";
import { answerRound, newCheckIn, recordCheckIn } from "../../bot/domain/check-in/check-in.ts";
import { type RoundAnswer, roundAnswers } from "../../bot/domain/check-in/round-questions.ts";
import { lastClosedWeek, type RoundResult, resultsOf } from "../../bot/domain/check-in/round-results.ts";
import { chooseRound, quarterOf, recordRound, roundKey } from "../../bot/domain/check-in/rounds.ts";
import {
  buildDirectory,
  type Directory,
  defaultSettings,
  type Role,
  type Rollout,
} from "../../bot/domain/organisation.ts";

const solution = {
  ...{ id: "journal", name: "Journal", localNames: {}, kind: "mainRoad" as const, phase: "inUse" as const },
  ...{ sharedRecords: false, replaces: null, expectedUsers: null, kitosUuid: null },
};

function directoryWith(rollout: Partial<Rollout> = {}, roles: Role[] = [], limit = 5): Directory {
  const teams = [...new Set(["t", ...roles.map(({ scope }) => scope)])].map((id) => ({ id, name: id, areaId: "a" }));
  const used = {
    solutionId: "journal",
    teamId: "t",
    status: "inUse" as const,
    start: null,
    reason: null,
    reviewOn: null,
  };
  return buildDirectory({
    settings: { ...defaultSettings, suppressionLimit: limit },
    ...{ areas: [], teams, people: [], solutions: [solution], roles, rollouts: [{ ...used, ...rollout }] },
  });
}

const began = (id = "t"): TeamAdoption => emptyAdoption({ id, name: id, areaId: "a" }, "2026-W01");

/** What is asked from week to week, when each is answered, skipped or missed. */
function asked(directory: Directory, weeks: number, from: string, states: ("answered" | "skipped" | "missed")[] = []) {
  let history = began();
  const questions: string[] = [];
  for (let n = 0; n < weeks; n++) {
    const week = addWeeks(from, n);
    const round = chooseRound(directory, history, week, mondayOf(week));
    questions.push(round === null ? "-" : roundKey(round));
    const checkIn = { ...newCheckIn(week, "t", []), ...(round === null ? {} : { round }) };
    history = recordCheckIn(history, { ...checkIn, state: states[n] ?? "answered" });
  }
  return questions;
}

describe("what is asked in rounds", () => {
  test("each quarter once whether anything is done, of teams that have been asked for eight weeks", () => {
    const questions = asked(directoryWith(), 30, "2026-W06");
    expect(questions.map((one, n) => [addWeeks("2026-W06", n), one]).filter(([, one]) => one !== "-")).toEqual([
      ["2026-W09", "done:2026-Q1:done"],
      ["2026-W14", "done:2026-Q2:done"],
      ["2026-W27", "done:2026-Q3:done"],
    ]);
    expect(quarterOf("2026-W14")).toBe("2026-Q2");
  });

  test("a question is asked again after a week without an answer, and not after one in which it was left out", () => {
    expect(asked(directoryWith(), 4, "2026-W15", ["missed", "skipped", "answered"])).toEqual([
      ...Array(3).fill("done:2026-Q2:done"),
      "-",
    ]);
  });

  test("before a rollout four questions, one at a time, in the last eight weeks", () => {
    const questions = asked(directoryWith({ start: "2026-06-01", status: "waiting" }), 14, "2026-W12");
    expect(questions.filter((one) => one.startsWith("ready"))).toEqual(
      ["wanted", "able", "supported", "prepared"].map((one) => `ready:journal:${one}`),
    );
    expect(questions.findIndex((one) => one.startsWith("ready"))).toBeGreaterThanOrEqual(3);
  });

  test("three and twelve months after it four each, once", () => {
    const questions = asked(directoryWith({ start: "2026-01-05" }), 70, "2026-W02");
    const about = (kind: string) => questions.filter((one) => one.startsWith(kind)).map((one) => one.split(":")[2]);
    expect(about("holds3")).toEqual(["worth", "trusted", "trained", "backed"]);
    expect(about("holds12")).toEqual(["worth", "trusted", "trained", "backed"]);
    expect(questions.findIndex((one) => one.startsWith("holds3"))).toBeGreaterThanOrEqual(12);
    expect(questions.findIndex((one) => one.startsWith("holds12"))).toBeGreaterThanOrEqual(51);
  });

  test.each(["exception", "retired"] as const)("nothing of a rollout that is %s, or has no date", (status) => {
    expect(asked(directoryWith({ start: "2026-01-05", status }), 30, "2026-W06").join()).not.toContain("holds");
    expect(asked(directoryWith(), 30, "2026-W06").join()).not.toContain("journal");
  });

  test("an answer to a question that the check-in does not ask is left out", () => {
    const checkIn = newCheckIn("2026-W10", "t", []);
    expect(answerRound(checkIn, "yes")).toBe(checkIn);
  });
});

describe("what rounds come to", () => {
  const now = "2026-04-02T08:00:00.000Z";
  const leads = (personId: string, scope: string): Role => ({ personId, role: "leader", scope, from: null, to: null });
  const told = (id: string, answer: RoundAnswer | null, week = "2026-W10", question: "done" | "worth" = "done") =>
    question === "done"
      ? recordRound(began(id), week, { kind: "done", quarter: "2026-Q1", question, answer })
      : recordRound(began(id), week, { kind: "holds3", solutionId: "journal", question, answer });
  const seven = ["a", "b", "c", "d", "e", "f", "g"];
  const roles = seven.map((id) => leads(`leader of ${id}`, id));
  const results = (adoptions: TeamAdoption[], earlier: RoundResult[] = [], own = roles) =>
    resultsOf({ directory: directoryWith({}, own), now }, adoptions, earlier, "2026-W13");

  test("are shares in whole per cent, for the municipality, of weeks that are over", () => {
    expect(lastClosedWeek(now)).toBe("2026-W13");
    const adoptions = seven.map((id, n) => told(id, n < 4 ? "yes" : n < 6 ? "partly" : "no"));
    expect(results(adoptions)).toEqual([
      {
        ...{ kind: "done", solutionId: null, from: "2026-W10", to: "2026-W13", publishedOn: "2026-04-02", limit: 5 },
        questions: [{ question: "done", answered: 7, shares: { yes: 57, partly: 29, no: 14 } }],
      },
    ]);
    expect(results(seven.map((id) => told(id, "yes", "2026-W14")))).toEqual([]);
  });

  test("are hidden unless the limit is left for whoever takes their own teams away", () => {
    const six = seven.slice(0, 6).map((id) => told(id, "yes"));
    expect(results(six)).toHaveLength(1);
    expect(results(six.slice(0, 5))).toEqual([]);
    expect(results([...six.slice(0, 5), told("f", null)])).toEqual([]);
    expect(results(six, [], [...roles, leads("leader of a", "b")])).toEqual([]);
    expect(
      results(
        six,
        [],
        seven.map((id) => leads("one for all", id)),
      ),
    ).toEqual([]);
  });

  test("that were too few wait for the next quarter, and each answer is part of one result only", () => {
    const first = results(seven.map((id) => told(id, "no", "2026-W05", "worth")));
    expect(first[0]?.questions[0]?.answered).toBe(7);
    const late = told("h", "yes", "2026-W20", "worth");
    const next = (more: TeamAdoption[]) =>
      resultsOf(
        { directory: directoryWith({}, roles), now: "2026-07-02T08:00:00.000Z" },
        [...seven.map((id) => told(id, "no", "2026-W05", "worth")), ...more],
        first,
        "2026-W26",
      );
    expect(next([late])).toEqual([]);
    const more = ["i", "j", "k", "l"].map((id) => told(id, "partly", "2026-W21", "worth"));
    expect(next([late, ...more])).toMatchObject([
      { from: "2026-W20", questions: [{ question: "worth", answered: 5, shares: { yes: 20, partly: 80, no: 0 } }] },
    ]);
  });

  test("no result rests on fewer than the limit for anybody, and no two on the same answer, whatever is answered", () => {
    const team = fc.record({
      leader: fc.nat(4),
      week: fc.nat(24),
      answer: fc.option(fc.constantFrom(...roundAnswers)),
    });
    fc.assert(
      fc.property(fc.array(team, { maxLength: 16 }), fc.integer({ min: 3, max: 6 }), (teams, limit) => {
        const own = teams.map(({ leader }, n) => leads(`${leader}`, `t${n}`));
        const directory = directoryWith({}, own, limit);
        const adoptions = teams.map(({ week, answer }, n) =>
          told(`t${n}`, answer, addWeeks("2026-W02", week), "worth"),
        );
        const first = resultsOf({ directory, now }, adoptions, [], "2026-W13");
        const second = resultsOf({ directory, now }, adoptions, first, "2026-W26");
        const answered = [...first, ...second].flatMap(({ questions }) => questions.map((one) => one.answered));
        const given = teams.filter(({ answer }) => answer !== null);
        const most = Math.max(0, ...[0, 1, 2, 3, 4].map((one) => given.filter(({ leader }) => leader === one).length));
        expect(answered.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(given.length);
        for (const count of answered) expect(count).toBeGreaterThanOrEqual(limit);
        if (given.length - most < limit) expect(answered).toEqual([]);
      }),
    );
  });
});
