import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { type MessageReason, messageReasonFacts } from "../../bot/domain/outreach.ts";
import {
  type BarrierStatus,
  barrierStatuses,
  barrierStatusFacts,
  type CitizenOutcome,
  citizenOutcomes,
  closesCase,
  isClosed,
  isUnsolved,
  openStatuses,
  type RolloutStatus,
  rolloutStatusFacts,
  solvingResolutions,
} from "../../bot/domain/vocabulary.ts";

// The table of docs/domain.md, written down a second time: each is a Record, so that the compiler asks for what is new here too.

const barriers: Record<BarrierStatus, string> = {
  new: "open",
  seen: "open comesBack drag",
  asking: "open waitsForTeam dated drag",
  working: "open comesBack drag",
  trial: "open tells:always byHelper dated drag",
  waiting: "open tells:always byHelper dated drag",
  parked: "open tells:always byHelper dated drag",
  resolved: "solved worked waitsForTeam tells:always byHelper drag",
  confirmed: "closed worked tells:byTheClock drag",
  declined: "closed tells:always byHelper drag",
  withdrawn: "closed",
};

test.each(barrierStatuses)("what follows from the status %s", (status) => {
  const facts = barrierStatusFacts[status];
  const said = [
    facts.stage,
    facts.worked && "worked",
    facts.waitsForTeam && "waitsForTeam",
    facts.tellsTeam !== "never" && `tells:${facts.tellsTeam}`,
    facts.begunByHelper && "byHelper",
    facts.comesBack && "comesBack",
    facts.isDated && "dated",
    facts.mayBeDraggedTo && "drag",
  ];
  expect(said.filter(Boolean).join(" ")).toBe(barriers[status]);
});

test("the columns of the board, and what is neither solved nor closed", () => {
  expect(barrierStatuses).toEqual(Object.keys(barriers));
  expect(barrierStatuses.filter(isClosed)).toEqual(["confirmed", "declined", "withdrawn"]);
  expect(openStatuses).toEqual(["new", "seen", "asking", "working", "trial", "waiting", "parked", "resolved"]);
  expect(barrierStatuses.filter(isUnsolved)).toEqual(openStatuses.slice(0, -1));
});

test("rollouts, cases, resolutions and reasons", () => {
  const rollouts: Record<RolloutStatus, string> = {
    pilot: "used",
    inUse: "used",
    waiting: "setAside",
    exception: "setAside reviewed",
    retired: "over",
  };
  for (const [status, facts] of Object.entries(rolloutStatusFacts)) {
    expect(`${facts.counts}${facts.isReviewed ? " reviewed" : ""}`).toBe(rollouts[status as RolloutStatus]);
  }
  const closes: Record<CitizenOutcome, boolean> = {
    digital: true,
    hybrid: true,
    analog: true,
    declined: true,
    irrelevant: true,
    open: false,
  };
  expect(citizenOutcomes.map(closesCase)).toEqual(Object.values(closes));
  expect(solvingResolutions).not.toEqual(expect.arrayContaining(["escalated"]));
  expect(solvingResolutions).toHaveLength(8);
  const unreached: Partial<Record<MessageReason, "blocked" | "gone" | null>> = {
    notInstalled: "blocked",
    blocked: "blocked",
    disabledByAdmin: "blocked",
    notPermitted: "blocked",
    uninstalled: null,
    gone: "gone",
  };
  for (const [reason, { isUnreached, closesChatAs }] of Object.entries(messageReasonFacts)) {
    expect(isUnreached).toBe(reason in unreached);
    expect(closesChatAs).toBe(unreached[reason as MessageReason] ?? null);
  }
});

test("no file but the vocabulary spells out which statuses are closed, solved or set aside", () => {
  const pairs = [
    /"confirmed"[^\n]{1,40}"declined"/,
    /"resolved"[^\n]{1,40}"confirmed"/,
    /"waiting"[^\n]{1,40}"exception"/,
  ];
  const files = ["bot", "tab"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(300);
  const spelt = files.filter((file) => pairs.some((pair) => pair.test(readFileSync(file, "utf8"))));
  expect(spelt.filter((file) => !file.endsWith("domain/vocabulary.ts"))).toEqual([]);
});
