import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { holidayOn, localDate, weekdayOf, weekOf } from "../../bot/domain/calendar.ts";
import { activePeople, activeTeams, areaPath } from "../../bot/domain/organisation.ts";
import { holdersOf, isAway } from "../../bot/domain/permissions.ts";
import {
  barrierStatuses,
  citizenOutcomes,
  extraQuestionIds,
  rolloutStatuses,
  usageLevels,
} from "../../bot/domain/vocabulary.ts";
import { fillDemo } from "../../bot/local/load-demo.ts";
import type { Kind } from "../../bot/store/documents.ts";
import { queryAll, type Stored } from "../../bot/store/store.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { viewDeliveries } from "../../bot/use-cases/operations/view-deliveries.ts";
import { viewAttention } from "../../bot/use-cases/overview/view-attention.ts";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";

const now = "2026-11-19T10:00:00.000Z";
let one: FreshStore;
let another: FreshStore;

beforeAll(async () => {
  [one, another] = [await freshSqlite(), await freshSqlite()];
  for (const { store } of [one, another]) await fillDemo(store, localTenant, now, "stor");
}, 120_000);

afterAll(async () => {
  for (const fresh of [one, another]) await fresh.dispose();
});

async function all<K extends Kind>(kind: K, { store } = one): Promise<Stored<K>["value"][]> {
  const values: Stored<K>["value"][] = [];
  for await (const { value } of queryAll(store, localTenant, kind)) values.push(value);
  return values;
}

test("Storvig is as large as a real municipality, in four levels of areas", async () => {
  const directory = await loadDirectory(one.store, localTenant);
  const people = activePeople(directory);
  const leaders = new Set(
    activeTeams(directory).flatMap(({ id }) => holdersOf(directory, "leader", [id], localDate(now))),
  );
  expect(activeTeams(directory).length).toBe(229);
  expect(leaders.size).toBe(210);
  expect(directory.areas.size).toBe(50);
  expect(directory.solutions.size).toBe(11);
  expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
  const depths = activeTeams(directory).map(({ areaId }) => areaPath(directory, areaId).length + 1);
  expect(Math.max(...depths)).toBe(5);
  expect(people.filter(({ id }) => isAway(directory, id, localDate(now))).length).toBe(6);
  const used = [...directory.rolloutsByTeam.values()].reduce((sum, rollouts) => sum + rollouts.length, 0);
  expect(1 - used / (229 * 11)).toBeCloseTo(0.78, 1);
});

test("everything that can stand in it stands in it", async () => {
  const [barriers, notes, trials, rollouts] = [
    await all("barrier"),
    await all("citizenCase"),
    await all("trial"),
    await all("rollout"),
  ];
  expect([barriers.length, notes.length]).toEqual([61, 300]);
  expect(new Set(barriers.map(({ status }) => status))).toEqual(
    new Set(barrierStatuses.filter((status) => status !== "withdrawn")),
  );
  expect(barriers.filter(({ escalatedAt }) => escalatedAt !== null).length).toBe(3);
  expect(new Set(notes.map(({ outcome }) => outcome))).toEqual(new Set(citizenOutcomes));
  expect(new Set(rollouts.map(({ status }) => status))).toEqual(new Set(rolloutStatuses));
  expect(new Set(trials.map(({ state }) => state))).toEqual(new Set(["running", "finished"]));
  const checkIns = await all("checkIn");
  const thisWeek = checkIns.filter(({ week }) => week === weekOf(now));
  expect(new Set(thisWeek.map(({ state }) => state))).toEqual(new Set(["open", "answered", "skipped"]));
  const given = checkIns.flatMap(({ answers }) => Object.values(answers));
  expect(usageLevels.slice(0, 5).filter((level) => !given.some((answer) => answer.level === level))).toEqual([]);
  const asked = new Set(checkIns.flatMap(({ asked }) => asked.flatMap(({ extra }) => extra ?? [])));
  expect(asked).toEqual(new Set(extraQuestionIds));
});

test("what is agreed and learned about citizens stands in it, and the year's periods are published", async () => {
  expect((await all("criteria")).map(({ solutionId, earlier }) => [solutionId, earlier.length]).sort()).toEqual([
    ["booking", 0],
    ["medicindispenser", 0],
    ["skaermbesoeg", 1],
  ]);
  const studies = await all("fieldStudy");
  expect(studies.map(({ trialId }) => trialId !== null)).toContain(true);
  expect(studies).toHaveLength(3);
  const published = await all("published");
  const whole = published.filter(({ area }) => area === "*");
  expect(whole.length).toBeGreaterThanOrEqual(4);
  const shown = whole.flatMap(({ reasons }) => Object.values(reasons)).filter((count) => count !== null);
  expect(shown.length).toBeGreaterThan(5);
});

test("two leaders have written an ambition, and one has shared it", async () => {
  const ambitions = await all("ambition");
  expect(ambitions.map(({ shared }) => shared).toSorted()).toEqual([false, true]);
  for (const { targets } of ambitions) expect(Object.keys(targets).length).toBeGreaterThan(0);
});

test("whoever has answered this week can be reached, and has had the card", async () => {
  const directory = await loadDirectory(one.store, localTenant);
  const { unreachable, teams } = await viewDeliveries({ store: one.store, tenantId: localTenant, directory, now });
  const thisWeek = (await all("checkIn")).filter(({ week }) => week === weekOf(now));
  const answered = thisWeek.flatMap(({ answeredBy }) => answeredBy ?? []);
  expect(answered.length).toBeGreaterThan(100);
  expect(unreachable.filter(({ personId }) => answered.includes(personId))).toEqual([]);
  expect(unreachable.length).toBeGreaterThan(0);
  expect(teams.delivered).toBe(answered.length);
});

test("it has lived a year: nothing is answered on a day off or after now, and quiet weeks ask nobody", async () => {
  const checkIns = await all("checkIn");
  const days = new Set(checkIns.flatMap(({ answeredAt }) => (answeredAt === null ? [] : [localDate(answeredAt)])));
  expect([...days].filter((day) => holidayOn(day) !== null || weekdayOf(day) > 5 || day > localDate(now))).toEqual([]);
  const weeks = new Set(checkIns.map(({ week }) => week));
  expect(weeks.size).toBeGreaterThanOrEqual(50);
  expect([weeks.has("2026-W29"), weeks.has("2026-W30")]).toEqual([false, false]);
});

test("a manager has something of every kind to find: silent teams, a fall, the old way, what was lifted", async () => {
  const directory = await loadDirectory(one.store, localTenant);
  const manager = directory.rolesByScope.get("*")?.find(({ role }) => role === "manager")?.personId ?? "";
  const actor = { tenantId: localTenant, personId: manager };
  const found = await viewAttention({ store: one.store, actor, directory, now });
  expect(found.silent.length).toBeGreaterThanOrEqual(8);
  expect(found.escalated.length).toBe(3);
  expect(found.exceptions.length).toBeGreaterThan(0);
  const rules = new Set(found.warnings.map(({ rule }) => rule));
  expect(found.warnings.some(({ rule, solutionId }) => rule === "falling" && solutionId === "booking")).toBe(true);
  expect(rules.has("oldWayAlive")).toBe(true);
  expect(rules.has("layersApart")).toBe(true);
});

test("the same moment gives the very same municipality", async () => {
  for (const kind of [
    "adoption",
    "ambition",
    "barrier",
    "checkIn",
    "citizenCase",
    "criteria",
    "fieldStudy",
    "solutionCard",
    "screening",
    "person",
    "role",
    "rollout",
    "trial",
  ] as const) {
    expect(await all(kind, another)).toEqual(await all(kind));
  }
});
