import { expect, test } from "@jest/globals";
import { periodAt } from "../../bot/domain/citizen/periods.ts";
import { insidersOf } from "../../bot/domain/citizen/protect.ts";
import { type CountedCase, type Published, publishAreas, publishWhole } from "../../bot/domain/citizen/publication.ts";
import { groupsOf } from "../../bot/domain/citizen-case.ts";
import { buildDirectory, type Directory, defaultSettings, type Role } from "../../bot/domain/organisation.ts";
import {
  citizenAlternativeGroupIds,
  citizenAlternativeGroups,
  citizenAlternatives,
  citizenOutcomes,
  citizenReasonGroupIds,
  citizenReasons,
} from "../../bot/domain/vocabulary.ts";
import { handIn } from "../support/attack-report.ts";
import { attack } from "../support/figure-attack.ts";
import { seeded } from "../support/seeded.ts";

// 300 municipalities with `npm run long`, for everybody who knows something; in the gate a few of both. Each figure of them.
const isLong = process.env.LONG === "1";
const seeds = isLong ? Array.from({ length: 300 }, (_, index) => index + 1) : [1, 2, 3, 5];
const limit = 5;
const today = "2026-07-01";

interface Municipality {
  directory: Directory;
  cases: CountedCase[];
}

type Random = () => number;
const upTo = (random: Random, from: number, to: number) => from + Math.floor(random() * (to - from + 1));
const one = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

/** Areas in two levels, teams, leaders of one team or several, navigators, managers who lead a team; some groups rare, some teams busy. */
function municipality(seed: number): Municipality {
  const random = seeded(seed);
  const centres = Array.from({ length: upTo(random, 1, 3) }, (_, n) => `c${n}`);
  const areas = [
    ...centres.map((id) => ({ id, name: id, parentAreaId: null })),
    ...centres.flatMap((parentAreaId) =>
      Array.from({ length: upTo(random, 0, 2) }, (_, n) => ({ id: `${parentAreaId}.${n}`, name: "", parentAreaId })),
    ),
  ];
  const teams = areas.flatMap(({ id: areaId }) =>
    Array.from({ length: upTo(random, 1, 8) }, (_, n) => ({ id: `${areaId}-t${n}`, name: "", areaId })),
  );
  const role = (personId: string, name: Role["role"], scope: string): Role => ({
    personId,
    role: name,
    scope,
    from: null,
    to: null,
  });
  const roles = [
    ...teams.map(({ id }) => role(`p${upTo(random, 1, teams.length)}`, "leader", id)),
    role("p1", "manager", "*"),
    role("p2", "manager", one(random, areas).id),
    ...(random() < 0.5 ? [role("p3", "navigator", one(random, areas).id), role("p3", "manager", "*")] : []),
  ];
  const solutions = Array.from({ length: upTo(random, 1, 3) }, (_, n) => ({
    id: `s${n}`,
    name: "",
    localNames: {},
    kind: "mainRoad" as const,
    phase: "inUse" as const,
    sharedRecords: false,
    replaces: null,
    expectedUsers: null,
    kitosUuid: null,
  }));
  const directory = buildDirectory({
    settings: defaultSettings,
    areas,
    teams,
    people: [],
    solutions,
    roles,
    rollouts: [],
  });
  const busyness = random() * 8;
  const cases = teams.flatMap(({ id: teamId }) =>
    Array.from({ length: Math.floor(random() * random() * 3 * busyness) }, () => caseOf(random, teamId, solutions)),
  );
  return { directory, cases };
}

function caseOf(random: Random, teamId: string, solutions: { id: string }[]): CountedCase {
  // Some reasons, ways and outcomes are rare: the smaller of two draws.
  const rarely = <T>(items: readonly T[]) => items[Math.floor(random() * random() * items.length)]!;
  return {
    teamId,
    date: random() < 0.6 ? "2026-02-10" : "2026-05-10",
    solutionId: random() < 0.3 ? null : rarely(solutions).id,
    reasons: random() < 0.7 ? [rarely(citizenReasons)] : [rarely(citizenReasons), one(random, citizenReasons)],
    instead: random() < 0.2 ? [] : [rarely(citizenAlternatives)],
    outcome: rarely(citizenOutcomes),
  };
}

/** As the tick does it: each quarter as it closes, then the half-year of the areas. */
function publish({ directory, cases }: Municipality, insiders = insidersOf(directory)): Published[] {
  const publishing = { directory, insiders, limit, today };
  const within = ({ from, to }: { from: string; to: string }) => cases.filter(({ date }) => from <= date && date <= to);
  const quarters = ["2026-01-01", "2026-04-01"].map((date) => periodAt("quarter", date));
  const wholes = quarters.map((quarter) => publishWhole(publishing, quarter, within(quarter)));
  const half = periodAt("halfYear", "2026-01-01");
  return [...wholes, ...publishAreas(publishing, half, within(half), wholes)];
}

/** Somebody who knows nothing, those who know most (two managers together among them), or everybody who knows something. */
function readers(
  { directory, cases }: Municipality,
  most = isLong ? Number.POSITIVE_INFINITY : 3,
): ReadonlySet<string>[] {
  const knows = (own: ReadonlySet<string>) => cases.filter(({ teamId }) => own.has(teamId)).length;
  const partly = insidersOf(directory).filter((own) => own.size > 0 && own.size < directory.teams.size);
  return [new Set<string>(), ...partly.toSorted((a, b) => knows(b) - knows(a)).slice(0, most)];
}

const shownIn = (published: readonly Published[]) =>
  published.flatMap(({ reasons, instead, outcomes, worked }) =>
    [reasons, instead, outcomes ?? {}, worked ?? {}].flatMap(Object.values<number | null>).filter((n) => n !== null),
  ).length;
const workedIn = (published: readonly Published[]) =>
  published.flatMap(({ worked }) => Object.values(worked ?? {}).filter((n) => n !== null)).length;

test("nobody can work out a hidden figure, from all that is published and what they know themselves", () => {
  const report = { readers: 0, cells: 0, programs: 0, shown: 0, worked: 0, leastUpper: Infinity, narrowest: Infinity };
  for (const seed of seeds) {
    const made = municipality(seed);
    const published = publish(made);
    report.shown += shownIn(published);
    report.worked += workedIn(published);
    for (const own of readers(made)) {
      const { findings, cells, programs, leastUpper, narrowest } = attack({ ...made, published, own, limit });
      expect({ seed, own: [...own], findings }).toEqual({ seed, own: [...own], findings: [] });
      report.readers += 1;
      report.cells += cells;
      report.programs += programs;
      report.leastUpper = Math.min(report.leastUpper, leastUpper);
      report.narrowest = Math.min(report.narrowest, narrowest);
    }
  }
  // It is of use too.
  expect(report.shown / seeds.length).toBeGreaterThan(3);
  expect(report.worked).toBeGreaterThan(0);
  handIn("figures", { municipalities: seeds.length, limit, ...report });
}, 10_000_000);

/** In how many of twenty municipalities, unless told, somebody works out something, as it is published. */
function holesIn(
  published: (made: Municipality) => Published[],
  reader: (made: Municipality) => ReadonlySet<string>,
  length = 20,
) {
  return Array.from({ length }, (_, index) => municipality(index + 1)).filter((made) => {
    const own = reader(made);
    return attack({ ...made, published: published(made), own, limit, stopsAtFirst: true }).findings.length > 0;
  }).length;
}

test("a hole is found: figures that are safe only for those who know no case, or for one person at a time, and one that should be hidden", () => {
  const knowingMost = (made: Municipality) => readers(made)[1] ?? new Set<string>();
  const planted = {
    "safe only for those who know no case": holesIn((made) => publish(made, [new Set()]), knowingMost),
    "safe only for one person at a time": holesIn((made) => publish(made, onesOf(made)), twoManagers),
    "one figure more than may be shown": holesIn(withOneTooMany, () => new Set()),
    "what worked, whatever is left over": holesIn(withAllThatWorked, () => new Set(), isLong ? 20 : 5),
  };
  for (const [hole, found] of Object.entries(planted))
    expect({ hole, isFound: found > 0 }).toEqual({ hole, isFound: true });
  handIn("planted holes, found in so many of twenty municipalities", planted);
}, 600_000);

/** What each person knows by themselves. */
function onesOf({ directory }: Municipality) {
  const alone = [...directory.rolesByPerson.values()].map((roles) => {
    return insidersOf({ ...directory, rolesByPerson: new Map([["somebody", roles]]) });
  });
  return alone.flat();
}

/** What the two managers know who know most together. */
function twoManagers(made: Municipality): ReadonlySet<string> {
  const { directory } = made;
  const managers = [...directory.rolesByPerson].filter(([, roles]) => roles.some(({ role }) => role === "manager"));
  const two = { ...directory, rolesByPerson: new Map(managers) };
  return readers({ ...made, directory: two })[1] ?? new Set();
}

/** With one figure more than may be shown. */
function withOneTooMany(made: Municipality): Published[] {
  const [first, ...others] = publish(made);
  const hidden = first && citizenReasonGroupIds.find((id) => first.reasons[id] === null);
  if (first === undefined || hidden === undefined) return [];
  const truly = made.cases.filter((one) => one.date < "2026-04-01" && groupsOf(one).includes(hidden)).length;
  return [{ ...first, reasons: { ...first.reasons, [hidden]: truly } }, ...others];
}

/** With what worked of each way that is shown, though those after which it did not are too few. */
function withAllThatWorked(made: Municipality): Published[] {
  return publish(made).map((one) => {
    if (one.outcomes === null) return one;
    const within = made.cases.filter(({ date }) => one.from <= date && date <= one.to);
    const worked = citizenAlternativeGroupIds.map((id) => {
      const ways: readonly string[] = citizenAlternativeGroups[id];
      const came = within.filter(
        ({ outcome, instead }) =>
          (outcome === "digital" || outcome === "hybrid") && instead.some((way) => ways.includes(way)),
      );
      return [id, one.instead[id] === null ? null : came.length];
    });
    return { ...one, worked: Object.fromEntries(worked) };
  });
}
