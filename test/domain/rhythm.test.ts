import { expect, test } from "@jest/globals";
import { addWeeks } from "../../bot/domain/calendar.ts";
import { emptyAdoption, recordWeek, type TeamAdoption, type WeekState } from "../../bot/domain/check-in/adoption.ts";
import { isSteady, restsThisWeek, snoozeInstant } from "../../bot/domain/check-in/rhythm.ts";
import { buildDirectory, defaultSettings } from "../../bot/domain/organisation.ts";
import type { UsageLevel } from "../../bot/domain/vocabulary.ts";

const team = { id: "t", name: "Team", areaId: "a" };
const first = "2026-W40";

type Week = [WeekState, Record<string, UsageLevel>];

function history(...weeks: Week[]): TeamAdoption {
  const start: TeamAdoption = {
    ...emptyAdoption(team, first),
    solutions: {
      x: { status: "inUse", start: null, levels: "", latest: {} },
      y: { status: "inUse", start: null, levels: "", latest: {} },
    },
  };
  return weeks.reduce(
    (adoption, [state, levels], index) =>
      recordWeek(adoption, { week: addWeeks(first, index), state, levels, extras: [] }),
    start,
  );
}

const same: Week = ["answered", { x: "mostly" }];

test("four answers alike are steady, three are not", () => {
  expect(isSteady(history(same, same, same, same), "2026-W43")).toBe(true);
  expect(isSteady(history(same, same, same), "2026-W42")).toBe(false);
});

test("a week that was not asked does not break the row, one that was skipped or missed does", () => {
  expect(isSteady(history(same, same, ["notAsked", {}], same, same), "2026-W44")).toBe(true);
  expect(isSteady(history(same, same, ["skipped", {}], same, same), "2026-W44")).toBe(false);
  expect(isSteady(history(same, same, ["missed", {}], same, same), "2026-W44")).toBe(false);
});

test("one answer that differs breaks it, solutions that take turns do not", () => {
  expect(isSteady(history(same, same, ["answered", { x: "rarely" }], same), "2026-W43")).toBe(false);
  const y: Week = ["answered", { y: "routine" }];
  expect(isSteady(history(same, y, same, y), "2026-W43")).toBe(true);
});

const person = { id: "p", upn: "p@x.dk", name: "P", language: "da" as const };
function directory(everySecondWeek?: string[]) {
  return buildDirectory({
    settings: defaultSettings,
    areas: [],
    teams: [team],
    people: [{ ...person, ...(everySecondWeek ? { everySecondWeek } : {}) }],
    solutions: [],
    roles: [{ personId: "p", role: "leader", scope: "t", from: null, to: null }],
    rollouts: [],
  });
}

test("every second week rests after a week that was asked, and asks after one that was not", () => {
  const asked = history(same);
  expect(restsThisWeek(directory(["t"]), asked, "t", "2026-W41", "2026-10-05")).toBe(true);
  expect(restsThisWeek(directory(["t"]), asked, "t", "2026-W42", "2026-10-12")).toBe(false);
  expect(restsThisWeek(directory(["other"]), asked, "t", "2026-W41", "2026-10-05")).toBe(false);
  expect(restsThisWeek(directory(), asked, "t", "2026-W41", "2026-10-05")).toBe(false);
  expect(restsThisWeek(directory(["t"]), undefined, "t", "2026-W41", "2026-10-05")).toBe(false);
});

test("tomorrow is the next working day of the same week, at the check-in's hour", () => {
  expect(snoozeInstant("2026-W47", defaultSettings, "2026-11-16T10:00:00.000Z")).toBe("2026-11-17T08:00:00.000Z");
  expect(snoozeInstant("2026-W47", defaultSettings, "2026-11-20T10:00:00.000Z")).toBeNull();
  expect(snoozeInstant("2026-W47", defaultSettings, "2026-11-23T10:00:00.000Z")).toBeNull();
  // The Thursday of 2026-W20 is Ascension Day.
  expect(snoozeInstant("2026-W20", defaultSettings, "2026-05-13T10:00:00.000Z")).toBe("2026-05-15T07:00:00.000Z");
  const closed = { ...defaultSettings, closingDays: ["ascensionFriday"] };
  expect(snoozeInstant("2026-W20", closed, "2026-05-13T10:00:00.000Z")).toBeNull();
});
