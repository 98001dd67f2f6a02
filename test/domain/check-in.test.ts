import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addDays, addWeeks, mondayOf } from "../../bot/domain/calendar.ts";
import { emptyAdoption, latestLevel, recordWeek, type TeamAdoption } from "../../bot/domain/check-in/adoption.ts";
import {
  answer,
  askableRollouts,
  type CheckIn,
  type GivenAnswer,
  newCheckIn,
  recordCheckIn,
  sameAsLast,
  skip,
  withoutRetired,
} from "../../bot/domain/check-in/check-in.ts";
import { chooseQuestions, chooseQuestionsBeside, maxAsked } from "../../bot/domain/check-in/choose-questions.ts";
import {
  buildDirectory,
  type Directory,
  defaultSettings,
  type Rollout,
  type Solution,
} from "../../bot/domain/organisation.ts";
import { usageLevels } from "../../bot/domain/vocabulary.ts";

const week = "2026-W47";
const monday = mondayOf(week);
const now = "2026-11-16T08:00:00.000Z";

function solution(id: string, more: Partial<Solution> = {}): Solution {
  return {
    id,
    name: id,
    localNames: {},
    kind: "mainRoad",
    phase: "inUse",
    sharedRecords: false,
    replaces: null,
    expectedUsers: null,
    kitosUuid: null,
    ...more,
  };
}

function directoryWith(solutions: Solution[], rollouts: Partial<Rollout>[] = [], staff: number | null = 12): Directory {
  const all = solutions.map((each, index) => ({
    solutionId: each.id,
    teamId: "t",
    status: "inUse" as const,
    start: null,
    reason: null,
    reviewOn: null,
    ...rollouts[index],
  }));
  return buildDirectory({
    settings: defaultSettings,
    areas: [],
    teams: [{ id: "t", name: "T", areaId: "a", staff }],
    people: [],
    solutions,
    roles: [],
    rollouts: all,
  });
}

function historyOf(directory: Directory): TeamAdoption {
  const solutions = Object.fromEntries(
    [...directory.solutions.keys()].map((id) => [
      id,
      { status: "inUse" as const, start: null, levels: "", latest: {} },
    ]),
  );
  return { ...emptyAdoption({ id: "t", name: "T", areaId: "a" }, "2026-W01"), solutions };
}

const six = ["a", "b", "c", "d", "e", "f"].map((id) => solution(id));
let lastId = 0;
const newId = () => `id-${++lastId}`;

describe("what is asked", () => {
  test("at most four solutions a week, and every solution at least every second week when there are up to eight", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), (count) => {
        const directory = directoryWith(
          "abcdefgh"
            .slice(0, count)
            .split("")
            .map((id) => solution(id)),
        );
        let history = historyOf(directory);
        const askedIn: string[][] = [];
        for (let index = 0; index < 10; index++) {
          const current = addWeeks("2026-W10", index);
          const asked = chooseQuestions(directory, history, current, mondayOf(current));
          expect(asked.length).toBe(Math.min(maxAsked, count));
          expect(asked.filter((each) => each.extra !== undefined).length).toBeLessThanOrEqual(1);
          askedIn.push(asked.map((each) => each.solutionId));
          const levels = Object.fromEntries(asked.map((each) => [each.solutionId, "mostly" as const]));
          history = recordWeek(history, { week: current, state: "answered", levels, extras: [] });
        }
        for (let index = 1; index < 10; index++) {
          const recent = new Set([...(askedIn[index - 1] ?? []), ...(askedIn[index] ?? [])]);
          expect(recent.size).toBe(count);
        }
      }),
    );
  });

  test.each([5, 6, 7, 8])("%i solutions share the four places evenly", (count) => {
    const ids = Array.from({ length: count }, (_, index) => `s${index}`);
    const directory = directoryWith(ids.map((id) => solution(id)));
    const asked = new Map(ids.map((id) => [id, 0]));
    let adoption: TeamAdoption = emptyAdoption({ id: "t", name: "T", areaId: "a" }, week);
    adoption.solutions = Object.fromEntries(
      ids.map((id) => [id, { status: "inUse", start: null, levels: "", latest: {} }]),
    );
    for (let n = 0; n < 2 * count; n += 1) {
      const current = addWeeks(week, n);
      const chosen = chooseQuestions(directory, adoption, current, mondayOf(current));
      for (const { solutionId } of chosen) asked.set(solutionId, (asked.get(solutionId) ?? 0) + 1);
      const levels = Object.fromEntries(chosen.map(({ solutionId }) => [solutionId, "mostly" as const]));
      adoption = recordWeek(adoption, { week: current, state: "answered", levels, extras: [] });
    }
    expect(Math.max(...asked.values()) - Math.min(...asked.values())).toBeLessThanOrEqual(1);
  });

  describe("what has been »Sådan gør vi« for two months", () => {
    /** The weeks in which each was asked about, over a year in which some are always routine and the others move. */
    function aYear(routine: string[], moving: string[], isAsked: (index: number) => boolean = () => true) {
      const directory = directoryWith([...routine, ...moving].map((id) => solution(id)));
      let history = historyOf(directory);
      const asked: string[][] = [];
      for (let index = 0; index < 52; index++) {
        const current = addWeeks("2026-W01", index);
        if (!isAsked(index)) continue;
        const now = chooseQuestions(directory, history, current, mondayOf(current)).map((each) => each.solutionId);
        asked[index] = now;
        const levels = Object.fromEntries(
          now.map((id) => [id, routine.includes(id) ? ("routine" as const) : ("sometimes" as const)]),
        );
        if (now.length > 0) history = recordWeek(history, { week: current, state: "answered", levels, extras: [] });
      }
      const weeksOf = (id: string) => asked.flatMap((ids, index) => (ids.includes(id) ? [index] : []));
      return { asked, weeksOf };
    }
    const gaps = (weeks: number[]) => weeks.slice(1).map((week, at) => week - (weeks[at] ?? 0));

    test("is asked about every fourth week, spread over the weeks, and what moves every week", () => {
      const { asked, weeksOf } = aYear(["a", "b", "c", "d"], ["e", "f"]);
      for (const id of ["a", "b", "c", "d"]) {
        expect(gaps(weeksOf(id).filter((week) => week >= 16))).toEqual(Array(8).fill(4));
      }
      expect(gaps(weeksOf("e").slice(16)).every((gap) => gap === 1)).toBe(true);
      expect(asked.slice(16).every((ids) => ids.length === 3)).toBe(true);
    });

    test("leaves a week without a check-in where nothing else is due", () => {
      const { asked } = aYear(["a"], []);
      expect(asked.slice(0, 9).every((ids) => ids.length === 1)).toBe(true);
      expect(asked.slice(12).filter((ids) => ids.length === 1)).toHaveLength(10);
    });

    test("is asked about with a solved task or a trial when nothing is due", () => {
      const directory = directoryWith([solution("a"), solution("b")]);
      let history = historyOf(directory);
      for (let index = 0; index < 10; index++) {
        const levels = { a: "routine", b: "routine" } as const;
        history = recordWeek(history, { week: addWeeks("2026-W01", index), state: "answered", levels, extras: [] });
      }
      const weeks = [10, 11, 12, 13].map((index) => addWeeks("2026-W01", index));
      const none = weeks.find((one) => chooseQuestions(directory, history, one, mondayOf(one)).length === 0) ?? "";
      expect(chooseQuestionsBeside(directory, history, none, mondayOf(none))).toHaveLength(1);
    });

    test("is asked about by a team of every second week, and comes when it is due although one was missed", () => {
      const { weeksOf } = aYear(["a", "b"], [], (index) => index % 2 === 0);
      for (const id of ["a", "b"]) expect(Math.max(...gaps(weeksOf(id)))).toBe(4);
    });

    test("is never left longer than four weeks, whatever else is asked about", () => {
      fc.assert(
        fc.property(fc.nat(4), fc.nat(3), (settled, moving) => {
          const ids = (count: number, word: string) => Array.from({ length: count }, (_, n) => `${word}${n}`);
          const { asked, weeksOf } = aYear(ids(settled, "s"), ids(moving, "m"));
          for (const id of [...ids(settled, "s"), ...ids(moving, "m")]) {
            expect(Math.max(...gaps(weeksOf(id)), 0)).toBeLessThanOrEqual(4);
          }
          return asked.every((each) => each.length <= maxAsked);
        }),
      );
    });
  });

  test("rollouts that wait, are exceptions, are retired or have not begun are not asked about", () => {
    const rollouts: Partial<Rollout>[] = [
      { status: "pilot" },
      { status: "waiting" },
      { status: "exception" },
      { status: "retired" },
      { start: addDays(monday, 1) },
      { start: monday },
    ];
    const asked = askableRollouts(directoryWith(six, rollouts), "t", monday);
    expect(asked.map((rollout) => rollout.solutionId)).toEqual(["a", "f"]);
  });

  test("a retired solution is not asked about, and disappears from a check-in that is open", () => {
    const before = directoryWith(six.slice(0, 2));
    const checkIn = newCheckIn(week, "t", chooseQuestions(before, historyOf(before), week, monday));
    const after = directoryWith([solution("a", { retired: true }), solution("b")]);
    expect(withoutRetired(after, checkIn, monday).asked.map((asked) => asked.solutionId)).toEqual(["b"]);
    expect(withoutRetired(before, checkIn, monday)).toBe(checkIn);
  });

  test("each is prefilled with what was answered last", () => {
    const directory = directoryWith(six.slice(0, 2));
    const history = recordWeek(historyOf(directory), {
      week: "2026-W40",
      state: "answered",
      levels: { a: "rarely" },
      extras: [],
    });
    const asked = chooseQuestions(directory, history, week, monday);
    expect(asked.map(({ solutionId, previous }) => [solutionId, previous])).toEqual([
      ["a", "rarely"],
      ["b", undefined],
    ]);
  });

  test("the extra question fits the solution, and the same one rests for four weeks", () => {
    const directory = directoryWith([
      solution("records", { sharedRecords: true, replaces: "paper" }),
      solution("plain"),
    ]);
    let history = historyOf(directory);
    const seen: string[] = [];
    for (let index = 0; index < 4; index++) {
      const current = addWeeks("2026-W20", index);
      const asked = chooseQuestions(directory, history, current, mondayOf(current));
      const extra = asked.find((each) => each.extra !== undefined);
      if (extra?.extra === undefined) throw new Error("no extra question");
      seen.push(`${extra.solutionId} ${extra.extra}`);
      const extras = [{ solutionId: extra.solutionId, question: extra.extra, answer: "no" as const }];
      history = recordWeek(history, { week: current, state: "answered", levels: {}, extras });
    }
    expect(seen.toSorted()).toEqual(["plain carrier", "records carrier", "records oldWay", "records trust"]);
    const fifth = addWeeks("2026-W20", 3);
    expect(chooseQuestions(directory, history, fifth, mondayOf(fifth)).some((each) => each.extra)).toBe(false);
  });

  test("a solution that is tried or rolled out is asked other things than one in operation, one at a time and in turns", () => {
    const askedIn = (phase: Solution["phase"], oldWayEnds?: string) => {
      const known = directoryWith([solution("x", { phase, sharedRecords: true, replaces: "paper" })]);
      const rollouts = [...known.rolloutsByTeam].map(([id, all]) => {
        return [id, all.map((one) => ({ ...one, ...(oldWayEnds === undefined ? {} : { oldWayEnds }) }))] as const;
      });
      const directory = { ...known, rolloutsByTeam: new Map(rollouts) };
      let history = historyOf(directory);
      const seen: string[] = [];
      for (let index = 0; index < 4; index++) {
        const current = addWeeks("2026-W20", index);
        const extras = chooseQuestions(directory, history, current, mondayOf(current)).flatMap(
          ({ solutionId, extra }) =>
            extra === undefined ? [] : [{ solutionId, question: extra, answer: "no" as const }],
        );
        seen.push(...extras.map(({ question }) => question));
        history = recordWeek(history, { week: current, state: "answered", levels: {}, extras });
      }
      return seen.toSorted();
    };
    expect(askedIn("trial")).toEqual(["goOn", "learnt"]);
    expect(askedIn("rollout")).toEqual(["goOn", "learnt"]);
    expect(askedIn("rollout", "2026-01-01")).toEqual(["goOn", "learnt", "oldWay"]);
    expect(askedIn("inUse")).toEqual(["carrier", "oldWay", "trust"]);
    expect(askedIn("inUse", "2027-01-01")).toEqual(["carrier", "trust"]);
    expect(askedIn("retiring")).toEqual(["carrier", "oldWay", "trust"]);
  });

  test.each([
    [null, undefined],
    [3, undefined],
    [defaultSettings.suppressionLimit, undefined],
    [defaultSettings.suppressionLimit + 1, "carrier"],
  ])(
    "whether several can help is asked only where the team is known to be larger than the limit: %s",
    (staff, extra) => {
      const directory = directoryWith([solution("plain")], [], staff);
      expect(chooseQuestions(directory, historyOf(directory), week, monday).map((each) => each.extra)).toEqual([extra]);
    },
  );
});

function opened(directory = directoryWith(six.slice(0, 3))): CheckIn {
  return newCheckIn(week, "t", chooseQuestions(directory, historyOf(directory), week, monday));
}

const given = (solutionId: string, more: Partial<GivenAnswer> = {}): GivenAnswer => ({
  solutionId,
  level: "mostly",
  troubled: false,
  ...more,
});

describe("an answer", () => {
  test("given twice is stored once, with its barriers", () => {
    const answers = [given("a", { troubled: true }), given("b")];
    const first = answer(opened(), answers, "p", now, newId);
    if (first.outcome !== "stored") throw new Error(first.outcome);
    expect(first.opened).toHaveLength(1);
    expect(answer(first.checkIn, answers, "p", now, newId)).toEqual({ outcome: "unchanged", checkIn: first.checkIn });
  });

  test("corrected without the flag lets the barrier go, to be taken back", () => {
    const first = answer(opened(), [given("a", { troubled: true })], "p", now, newId);
    if (first.outcome !== "stored") throw new Error(first.outcome);
    const second = answer(
      first.checkIn,
      [given("a", { level: "rarely" }), given("b", { troubled: true })],
      "p",
      now,
      newId,
    );
    if (second.outcome !== "stored") throw new Error(second.outcome);
    expect(second.checkIn.answers.a).toEqual({ level: "rarely" });
    expect(second.unflagged).toEqual(first.opened);
    expect(second.opened.map((each) => each.solutionId)).toEqual(["b"]);
  });

  test("about something that was not asked is left out, and an extra answer that does not fit too", () => {
    const checkIn = opened();
    const extraOf = checkIn.asked.find((asked) => asked.extra === "carrier")?.solutionId ?? "";
    const decision = answer(
      checkIn,
      [given("forged", { troubled: true }), given("__proto__"), given(extraOf, { extra: "partly" })],
      "p",
      now,
      newId,
    );
    if (decision.outcome !== "stored") throw new Error(decision.outcome);
    expect(decision.checkIn.answers).toEqual({ [extraOf]: { level: "mostly" } });
    expect(decision.opened).toEqual([]);
    expect(({} as Record<string, unknown>).level).toBeUndefined();
  });

  test("after the week has closed is refused", () => {
    const checkIn = opened();
    expect(answer(checkIn, [given("a")], "p", checkIn.closesAt, newId)).toEqual({ outcome: "closed" });
    expect(skip(checkIn, "p", checkIn.closesAt)).toEqual({ outcome: "closed" });
  });

  test("in the history is found again as given", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...usageLevels), { minLength: 3, maxLength: 3 }), (levels) => {
        const directory = directoryWith(six.slice(0, 3));
        const answers = levels.map((level, index) => given("abc".charAt(index), { level }));
        const decision = answer(opened(directory), answers, "p", now, newId);
        if (decision.outcome !== "stored") throw new Error(decision.outcome);
        const history = recordCheckIn(historyOf(directory), decision.checkIn);
        expect(["a", "b", "c"].map((id) => latestLevel(history, id, week)?.level)).toEqual(levels);
      }),
    );
  });
});

test("a skip never takes back an answer, and skipping twice changes nothing", () => {
  const answered = answer(opened(), [given("a")], "p", now, newId);
  if (answered.outcome !== "stored") throw new Error(answered.outcome);
  expect(skip(answered.checkIn, "p", now).outcome).toBe("unchanged");
  const skipped = skip(opened(), "p", now);
  if (skipped.outcome !== "stored") throw new Error(skipped.outcome);
  expect(skipped.checkIn.state).toBe("skipped");
  expect(skip(skipped.checkIn, "p", now).outcome).toBe("unchanged");
});

test("as last time needs a last time for every solution", () => {
  const asked = [{ solutionId: "a", previous: "mostly" as const }, { solutionId: "b" }];
  expect(sameAsLast(newCheckIn(week, "t", asked))).toBeNull();
  expect(sameAsLast(newCheckIn(week, "t", asked.slice(0, 1)))).toEqual([given("a")]);
  expect(sameAsLast(newCheckIn(week, "t", []))).toBeNull();
});
