import { expect, test } from "@jest/globals";
import { answerDecision, type Decision, isInForce, newDecision } from "../../bot/domain/decision/decision.ts";
import { withDecisions } from "../../bot/domain/decision/overlay.ts";
import { buildDirectory, defaultSettings } from "../../bot/domain/organisation.ts";
import { type RolloutStatus, rolloutStatuses } from "../../bot/domain/vocabulary.ts";

const now = "2026-11-02T08:00:00.000Z";

function decided(kind: "exception" | "closing", scope: string, due: string, at = now): Decision {
  const about = { kind: "solution", id: "call" } as const;
  const made = { id: `${kind} ${scope} ${at}`, kind, about, scope, solutionId: "call", text: scope, due };
  return newDecision({ ...made, by: "manager", as: { scope: "*" } }, at);
}

function held(decisions: Decision[], status: RolloutStatus = "inUse") {
  const rollout = { solutionId: "call", status, start: null, reason: "filens", reviewOn: "2027-01-01" };
  const directory = buildDirectory({
    settings: defaultSettings,
    areas: [
      { id: "care", name: "Ældre", parentAreaId: null },
      { id: "north", name: "Nord", parentAreaId: "care" },
    ],
    teams: [
      { id: "day", name: "Dag", areaId: "north" },
      { id: "home", name: "Hjem", areaId: "care" },
    ],
    ...{ people: [], solutions: [], roles: [] },
    rollouts: [
      { ...rollout, teamId: "day" },
      { ...rollout, teamId: "home" },
    ],
  });
  const { rolloutsByTeam } = withDecisions(directory, decisions);
  return { day: rolloutsByTeam.get("day")?.[0], home: rolloutsByTeam.get("home")?.[0] };
}

test("the nearest decision holds, and of two for the same place the newest", () => {
  const far = decided("exception", "*", "2027-05-01");
  const near = decided("exception", "north", "2027-02-01");
  const newer = decided("exception", "north", "2027-03-01", "2026-11-03T08:00:00.000Z");
  expect(held([newer, far, near])).toMatchObject({
    day: { status: "exception", reason: "north", reviewOn: "2027-03-01", decision: newer.id },
    home: { status: "exception", reason: "*", reviewOn: "2027-05-01" },
  });
  const closing = held([decided("closing", "care", "2027-05-01"), decided("closing", "day", "2027-01-04")]);
  expect(closing).toMatchObject({
    day: { status: "inUse", reason: "filens", oldWayEnds: "2027-01-04" },
    home: { oldWayEnds: "2027-05-01" },
  });
});

test.each(rolloutStatuses)("over what the files say is %s", (status) => {
  const { day } = held([decided("exception", "*", "2027-05-01"), decided("closing", "*", "2027-05-01")], status);
  expect(day?.status).toBe(status === "retired" ? "retired" : "exception");
  expect(day?.oldWayEnds).toBe(status === "retired" ? undefined : "2027-05-01");
});

test.each([
  ["exception", "done", false],
  ["exception", "dropped", false],
  ["closing", "done", true],
  ["closing", "dropped", false],
] as const)("%s that is %s: in force %s", (kind, answer, expected) => {
  const open = decided(kind, "*", "2026-12-01");
  expect([isInForce(open), open.inForce]).toEqual([true, "yes"]);
  const given = answer === "done" ? ({ answer } as const) : { answer, text: "En fejl" };
  const ended = answerDecision(open, given, "2026-12-01", now);
  if (ended.outcome !== "changed") throw new Error(ended.outcome);
  expect([isInForce(ended.decision), ended.decision.inForce]).toEqual([expected, expected ? "yes" : undefined]);
});

test("how a barrier was solved before there was a reason on record is no exception in the rollout", () => {
  const about = { kind: "barrier", id: "b" } as const;
  const solved = { id: "d", kind: "exception", about, scope: "day", solutionId: "call", text: null } as const;
  expect(newDecision({ ...solved, by: "navigator", as: null }, now).inForce).toBeUndefined();
});
