import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { addWeeks, holidayOn, localDate, weekdayOf, weekOf, weekOfDate } from "../../bot/domain/calendar.ts";
import { weekStateAt } from "../../bot/domain/check-in/adoption.ts";
import { type CitizenReason, citizenOutcomes } from "../../bot/domain/vocabulary.ts";
import { citizenCases, troubles, usualCases, waitingTeams } from "../../bot/local/demo-story.ts";
import { loadDemo } from "../../bot/local/load-demo.ts";
import type { Kind } from "../../bot/store/documents.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { queryAll, type Stored } from "../../bot/store/store.ts";

const friday = "2026-11-20T12:00:00.000Z";

async function demoAt(now: string, file = join(mkdtempSync(join(tmpdir(), "ombord-demo-")), "ombord.db")) {
  await loadDemo(file, localTenant, now);
  const store = openSqlite(file);
  async function all<K extends Kind>(kind: K): Promise<Stored<K>["value"][]> {
    const values: Stored<K>["value"][] = [];
    for await (const { value } of queryAll(store, localTenant, kind)) values.push(value);
    return values;
  }
  const found = {
    adoption: await all("adoption"),
    barriers: await all("barrier"),
    cases: await all("citizenCase"),
    checkIns: await all("checkIn"),
  };
  await store.close();
  return { file, ...found };
}

test("the demo municipality has twelve weeks behind it, and everything in its story has happened", async () => {
  const { adoption, barriers, cases } = await demoAt(friday);
  const lastWeek = addWeeks(weekOf(friday), -1);
  for (const team of adoption) {
    const weeks = Array.from({ length: 12 }, (_, index) => weekStateAt(team, addWeeks(lastWeek, -index)));
    expect(weeks).not.toContain("notAsked");
    expect(weeks).not.toContain("open");
    const answered = weeks.filter((state) => state === "answered").length;
    if (team.teamId === "telefonen") expect(answered).toBeLessThanOrEqual(5);
    else expect(answered).toBeGreaterThanOrEqual(7);
  }
  const told = (list: readonly { consequence: string | null }[]) => list.map(({ consequence }) => consequence).sort();
  expect(told(barriers)).toEqual(told(troubles));
  expect(barriers.every(({ category, createdAt }) => category !== null && createdAt < friday)).toBe(true);
  const noted = cases.map(({ teamId, reasons, note }) => `${teamId} ${reasons} ${note}`);
  for (const { team, reasons, note } of citizenCases) expect(noted).toContain(`${team} ${reasons} ${note ?? null}`);
});

test("citizens are noted so often that a manager sees figures and not only that they are too few", async () => {
  const { cases } = await demoAt(friday);
  const often = (reason: CitizenReason) => cases.filter(({ reasons }) => reasons.includes(reason)).length;
  for (const reason of usualCases.flatMap(({ reasons }) => reasons)) expect(often(reason)).toBeGreaterThanOrEqual(5);
  expect(new Set(cases.map(({ outcome }) => outcome))).toEqual(new Set(citizenOutcomes));
});

test("what was in the way stands everywhere from new to confirmed, and the same wherever the week begins", async () => {
  const expected = [
    ["nord-aften", "confirmed"],
    ["syd-aften", "confirmed"],
    ["genoptraening", "confirmed"],
    ["pension-ydelse", "resolved"],
    ["telefonen", "waiting"],
    ["syd-dag", "working"],
    ["sygepleje-dag", "trial"],
    ["strandparken-aften", "waiting"],
    ["nord-dag", "parked"],
    ["sekretariatet", "asking"],
    ["indskoling", "seen"],
    ["skranken", "new"],
  ];
  for (const now of [friday, "2026-11-23T06:00:00.000Z"]) {
    const { barriers } = await demoAt(now);
    const found = barriers.map(({ teamId, status }) => [teamId, status]);
    expect(found.sort()).toEqual([...expected].sort());
  }
});

test("its stories can be seen by a manager", async () => {
  const { adoption } = await demoAt(friday);
  const of = (teamId: string) => adoption.find((team) => team.teamId === teamId)!;
  const levels = (teamId: string, solutionId: string) =>
    [...of(teamId).solutions[solutionId]!.levels].filter((code) => code >= "0" && code <= "4").map(Number);
  const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  for (const team of ["nord-dag", "nord-aften"]) {
    const course = levels(team, "skaermbesoeg");
    expect(mean(course.slice(-3)) - mean(course.slice(0, 3))).toBeGreaterThan(1);
  }
  expect(mean(levels("syd-aften", "skaermbesoeg"))).toBeLessThan(1.5);
  const bookingTeams = ["indskoling", "sundhedsplejen", "skranken", "telefonen", "pension-ydelse"];
  for (const team of bookingTeams) expect(mean(levels(team, "booking"))).toBeLessThan(1.6);
  expect(of("pension-ydelse").solutions.copilot?.latest.goOn?.answer).toBe("partly");
  expect(of("strandparken-aften").solutions.journal?.latest.oldWay?.answer).toBe("yes");
});

test("holidays move a check-in to the next working day, and a week is never answered on a day off", async () => {
  const { checkIns } = await demoAt("2027-06-11T12:00:00.000Z");
  const days = checkIns.flatMap(({ answeredAt }) => (answeredAt === null ? [] : [localDate(answeredAt)]));
  expect(days.length).toBeGreaterThan(100);
  expect(days.filter((day) => holidayOn(day) !== null || weekdayOf(day) > 5)).toEqual([]);
  expect(days.some((day) => weekOfDate(day) === weekOfDate("2027-05-17"))).toBe(true);
});

test("this week waits for the people whom the Playground plays, and others have answered", async () => {
  const { checkIns } = await demoAt(friday);
  const thisWeek = checkIns.filter(({ week }) => week === weekOf(friday));
  expect(thisWeek.filter(({ teamId }) => waitingTeams.includes(teamId))).toEqual([]);
  expect(thisWeek.filter(({ state }) => state === "answered").length).toBeGreaterThan(6);
  expect(checkIns.every(({ answeredAt }) => answeredAt === null || answeredAt <= friday)).toBe(true);
});

test("the same moment gives the same story", async () => {
  const [once, again] = [await demoAt(friday), await demoAt(friday)];
  expect(again.adoption).toEqual(once.adoption);
});

test.each([
  "2026-11-16T00:10:00.000Z",
  "2026-01-01T23:30:00.000Z",
  "2027-01-03T22:59:00.000Z",
  "2027-03-28T01:30:00.000Z",
])("it can begin at any moment, such as %s", async (now) => {
  const { checkIns } = await demoAt(now);
  expect(checkIns.length).toBeGreaterThan(100);
  expect(checkIns.every(({ answeredAt }) => answeredAt === null || answeredAt <= now)).toBe(true);
});

test("a first start that was cut off is begun again, and a finished one is left alone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ombord-demo-"));
  const file = join(folder, "ombord.db");
  writeFileSync(`${file}.new`, "cut off");
  const { adoption } = await demoAt(friday, file);
  expect(adoption.length).toBeGreaterThanOrEqual(14);
  expect(existsSync(`${file}.new`)).toBe(false);
  const before = readFileSync(file);
  await loadDemo(file, localTenant, "2027-06-01T12:00:00.000Z");
  expect(readFileSync(file).equals(before)).toBe(true);
});
