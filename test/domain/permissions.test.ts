import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type Area,
  buildDirectory,
  type Directory,
  defaultSettings,
  type Person,
  type Role,
  teamIsIn,
} from "../../bot/domain/organisation.ts";
import {
  advisersAround,
  advisersNearest,
  answersNow,
  askedFor,
  holdersOf,
  isAdmin,
  isAskedNothing,
  isAway,
  managersAbove,
  managersOf,
  may,
  maySeeEscalated,
  navigatorsNearest,
  navigatorsOf,
  navigatorsToTell,
  rolesOf,
  speakerOf,
  standingIn,
  type TeamAction,
  teamsWhere,
} from "../../bot/domain/permissions.ts";
import { type RoleName, roles } from "../../bot/domain/vocabulary.ts";

const today = "2026-11-21";
const actions: TeamAction[] = [
  "answerCheckIn",
  "report",
  "seeBarriers",
  "triage",
  "confirmBarrier",
  "seeCitizenCases",
  "seeAdoption",
];

// The table in docs/domain.md, "Who may do what".
const allowed: Record<RoleName, TeamAction[]> = {
  leader: ["answerCheckIn", "report", "seeBarriers", "confirmBarrier", "seeCitizenCases", "seeAdoption"],
  standIn: ["answerCheckIn", "report", "seeBarriers", "confirmBarrier", "seeCitizenCases", "seeAdoption"],
  navigator: ["report", "seeBarriers", "triage", "seeCitizenCases", "seeAdoption"],
  manager: ["seeAdoption"],
  adviser: [],
  admin: [],
};

function person(id: string, more: Partial<Person> = {}): Person {
  return { id, upn: `${id}@x`, name: id, language: "da", ...more };
}

function directoryOf(role: Role[], people: Person[] = [person("p")]): Directory {
  const areas: Area[] = [
    { id: "north", name: "North", parentAreaId: null },
    { id: "north-1", name: "North 1", parentAreaId: "north" },
    { id: "south", name: "South", parentAreaId: null },
  ];
  const teams = [
    { id: "n", name: "N", areaId: "north" },
    { id: "n1", name: "N1", areaId: "north-1" },
    { id: "n2", name: "N2", areaId: "north-1" },
    { id: "s", name: "S", areaId: "south" },
  ];
  return buildDirectory({ settings: defaultSettings, areas, teams, people, solutions: [], roles: role, rollouts: [] });
}

const date = fc.constantFrom("2026-01-01", "2026-11-20", "2026-11-21", "2026-11-22", "2027-06-01");
const role: fc.Arbitrary<Role> = fc.record({
  personId: fc.constantFrom("p", "q"),
  role: fc.constantFrom(...roles),
  scope: fc.constantFrom("n", "n1", "n2", "s", "north", "north-1", "south", "*", "nowhere", "__proto__"),
  from: fc.option(date),
  to: fc.option(date),
});
const isDeputy = ({ role, scope }: Role) => role === "standIn" && !["n", "n1", "n2", "s"].includes(scope);
const teamIds = ["n", "n1", "n2", "s", "nowhere", "__proto__"];

test("nobody may do anything outside the scope of a role that is in force and that allows it", () => {
  fc.assert(
    fc.property(fc.array(role, { maxLength: 6 }), (given) => {
      const directory = directoryOf(given, [person("p"), person("q")]);
      for (const action of actions) {
        for (const teamId of teamIds) {
          const reason = given.some(
            (r) =>
              r.personId === "p" &&
              allowed[isDeputy(r) ? "manager" : r.role].includes(action) &&
              (r.from ?? today) <= today &&
              today <= (r.to ?? today) &&
              // Between dates a stand-in for an area is one of its managers; nobody is away here.
              (!isDeputy(r) || r.from !== null || r.to !== null) &&
              (r.role === "leader" || (r.role === "standIn" && !isDeputy(r))
                ? r.scope === teamId
                : teamIsIn(directory, teamId, r.scope)) &&
              directory.teams.has(teamId),
          );
          expect(may(directory, "p", action, teamId, today)).toBe(reason);
        }
        const teams = teamsWhere(directory, "p", action, today);
        expect(teams.toSorted()).toEqual(teamIds.filter((id) => may(directory, "p", action, id, today)).toSorted());
      }
    }),
    { numRuns: 300 },
  );
});

test("a manager, an administrator and a stranger see no barriers and no citizen cases", () => {
  const directory = directoryOf([
    { personId: "p", role: "manager", scope: "*", from: null, to: null },
    { personId: "p", role: "admin", scope: "*", from: null, to: null },
  ]);
  for (const action of ["seeBarriers", "seeCitizenCases", "triage", "answerCheckIn", "report"] as const) {
    expect(teamsWhere(directory, "p", action, today)).toEqual([]);
    expect(teamsWhere(directory, "stranger", action, today)).toEqual([]);
  }
  expect(isAdmin(directory, "p", today)).toBe(true);
  expect(isAdmin(directory, "stranger", today)).toBe(false);
});

test("a person who has left has no roles", () => {
  const directory = directoryOf(
    [{ personId: "p", role: "leader", scope: "n", from: null, to: null }],
    [person("p", { retired: true })],
  );
  expect(rolesOf(directory, "p", today)).toEqual([]);
  expect(may(directory, "p", "answerCheckIn", "n", today)).toBe(false);
});

const leads = (personId: string, scope = "n"): Role => ({ personId, role: "leader", scope, from: null, to: null });
const standsIn = (personId: string, from: string | null, to: string | null): Role => ({
  personId,
  role: "standIn",
  scope: "n",
  from,
  to,
});

test("the stand-in is asked instead of the leader between the dates given, both ends included, and never both", () => {
  const directory = directoryOf([leads("p"), standsIn("q", "2026-11-20", "2026-11-22")], [person("p"), person("q")]);
  expect(askedFor(directory, "n", "2026-11-19")).toEqual(["p"]);
  for (const day of ["2026-11-20", "2026-11-21", "2026-11-22"]) expect(askedFor(directory, "n", day)).toEqual(["q"]);
  expect(askedFor(directory, "n", "2026-11-23")).toEqual(["p"]);
});

test("a stand-in without dates is asked while the leader is away, and the leader again when back", () => {
  const people = [person("p", { awayUntil: "2026-11-21" }), person("q")];
  const directory = directoryOf([leads("p"), standsIn("q", null, null)], people);
  expect(askedFor(directory, "n", "2026-11-21")).toEqual(["q"]);
  expect(askedFor(directory, "n", "2026-11-22")).toEqual(["p"]);
});

test("one person is asked for a team, whatever the directory says", () => {
  fc.assert(
    fc.property(fc.array(role, { maxLength: 8 }), fc.option(date), (given, awayUntil) => {
      const people = [person("p", awayUntil === null ? {} : { awayUntil }), person("q")];
      const directory = directoryOf(given, people);
      const asked = askedFor(directory, "n", today);
      expect(asked.length).toBeLessThanOrEqual(1);
      for (const id of asked) expect(may(directory, id, "answerCheckIn", "n", today)).toBe(true);
    }),
  );
});

test("the navigators of a team are those of its area, of the areas above it and of the whole municipality", () => {
  const navigates = (personId: string, scope: string): Role => ({
    personId,
    role: "navigator",
    scope,
    from: null,
    to: null,
  });
  const people = ["a", "b", "c", "d"].map((id) => person(id));
  const given = [navigates("a", "north-1"), navigates("b", "north"), navigates("c", "*"), navigates("d", "south")];
  expect(navigatorsOf(directoryOf(given, people), "n1", today)).toEqual(["a", "b", "c"]);
  expect(navigatorsOf(directoryOf(given, people), "s", today)).toEqual(["d", "c"]);
});

const holds = (
  personId: string,
  name: RoleName,
  scope: string,
  from: string | null = null,
  to: string | null = null,
): Role => ({ personId, role: name, scope, from, to });

/** A role from the 20th to the 22nd, both included, beside one that has ended, one that has not begun and one of somebody who has left. */
function withDates(name: RoleName, scope: string): Directory {
  const given = [
    holds("p", name, scope, "2026-11-20", "2026-11-22"),
    holds("ended", name, scope, null, "2026-11-19"),
    holds("later", name, scope, "2026-11-23", null),
    holds("left", name, scope),
  ];
  return directoryOf(given, [person("p"), person("ended"), person("later"), person("left", { retired: true })]);
}

describe.each(roles)("the role %s has dates", (name) => {
  const scope = name === "leader" || name === "standIn" ? "n1" : name === "admin" ? "*" : "north-1";
  const directory = withDates(name, scope);

  test.each([
    ["2026-11-19", "ended"],
    ["2026-11-20", "p"],
    ["2026-11-22", "p"],
    ["2026-11-23", "later"],
  ])("on %s it is held by %s", (day, holder) => {
    expect(holdersOf(directory, name, [scope], day)).toEqual([holder]);
    for (const id of ["p", "ended", "later", "left", "stranger"]) {
      expect(rolesOf(directory, id, day)).toHaveLength(id === holder ? 1 : 0);
      for (const action of actions) {
        const isAllowed = id === holder && allowed[name].includes(action);
        expect(may(directory, id, action, "n1", day)).toBe(isAllowed);
        expect(teamsWhere(directory, id, action, day)).toHaveLength(
          isAllowed ? (name === "leader" || name === "standIn" ? 1 : 2) : 0,
        );
      }
      expect(isAdmin(directory, id, day)).toBe(id === holder && name === "admin");
      expect(maySeeEscalated(directory, id, "n1", day)).toBe(id === holder && name === "manager");
    }
    expect(navigatorsOf(directory, "n1", day)).toEqual(name === "navigator" ? [holder] : []);
    expect(navigatorsToTell(directory, "n1", day)).toEqual(name === "navigator" ? [holder] : []);
    expect(managersOf(directory, "n1", day)).toEqual(name === "manager" ? [holder] : []);
    expect(askedFor(directory, "n1", day)).toEqual(name === "leader" || name === "standIn" ? [holder] : []);
  });
});

test("the advisers who are asked are those of the nearest area who are there; everybody may answer whose scope holds it", () => {
  const given = [holds("p", "adviser", "*"), holds("q", "adviser", "north"), holds("r", "adviser", "south")];
  const people = (away: Partial<Person> = {}) => [person("p"), person("q", away), person("r")];
  const directory = directoryOf(given, people());
  expect(advisersNearest(directory, ["n1"], today)).toEqual(["q"]);
  expect(advisersAround(directory, ["n1"], today)).toEqual(["q", "p"]);
  const away = directoryOf(given, people({ absences: [{ from: "2026-11-20", to: "2026-11-30" }] }));
  expect(advisersNearest(away, ["n1"], today)).toEqual(["p"]);
  // Of a solution that no team has yet, or where no area has one: all of them.
  expect(advisersNearest(directory, [], today)).toEqual(["p", "q", "r"]);
  expect(advisersNearest(directoryOf([holds("r", "adviser", "south")], people()), ["n1"], today)).toEqual(["r"]);
  expect(advisersNearest(directoryOf([], people()), ["n1"], today)).toEqual([]);
});

test("holders come in the order of the scopes, each once, and only those of the role", () => {
  const given = [holds("p", "navigator", "*"), holds("q", "navigator", "north"), holds("p", "navigator", "north")];
  const directory = directoryOf([...given, holds("q", "manager", "south")], [person("p"), person("q")]);
  expect(holdersOf(directory, "navigator", ["north", "*"], today)).toEqual(["q", "p"]);
  expect(holdersOf(directory, "navigator", ["*", "north"], today)).toEqual(["p", "q"]);
  expect(holdersOf(directory, "navigator", ["south", "nowhere"], today)).toEqual([]);
  expect(holdersOf(directory, "navigator", [], today)).toEqual([]);
  expect(navigatorsOf(directory, "nowhere", today)).toEqual([]);
  expect(managersOf(directory, "nowhere", today)).toEqual([]);
});

const away = (id: string, awayUntil = today) => person(id, { awayUntil });

test("away is away until the last day, that day included", () => {
  const directory = directoryOf([], [away("p"), person("q")]);
  expect(isAway(directory, "p", "2026-11-20")).toBe(true);
  expect(isAway(directory, "p", today)).toBe(true);
  expect(isAway(directory, "p", "2026-11-22")).toBe(false);
  expect(isAway(directory, "q", today)).toBe(false);
  expect(isAway(directory, "stranger", today)).toBe(false);
});

describe("who is asked for a team", () => {
  const asked = (given: Role[], people: Person[]) => askedFor(directoryOf(given, people), "n", today);
  const everyDay = [leads("p"), holds("q", "standIn", "n")];
  const dated = [leads("p"), standsIn("q", today, null)];

  test.each<[string, Role[], Person[], string[]]>([
    ["the leader who is there", everyDay, [person("p"), person("q")], ["p"]],
    ["the stand-in while the leader is away", everyDay, [away("p"), person("q")], ["q"]],
    ["nobody when the stand-in is away too", everyDay, [away("p"), away("q")], []],
    ["nobody when the only leader is away", [leads("p")], [away("p")], []],
    ["a stand-in with dates although the leader is there", dated, [person("p"), person("q")], ["q"]],
    ["a stand-in with an end only", [leads("p"), standsIn("q", null, today)], [person("p"), person("q")], ["q"]],
    ["the leader when a stand-in with dates is away", dated, [person("p"), away("q")], ["p"]],
    ["the other leader while one is away", [leads("p"), leads("q")], [away("p"), person("q")], ["q"]],
    ["a stand-in where there is no leader", [holds("q", "standIn", "n")], [person("q")], ["q"]],
    [
      "nobody by the dates of another team",
      [leads("p"), holds("q", "standIn", "n"), holds("q", "standIn", "s", today, today)],
      [person("p"), person("q")],
      ["p"],
    ],
    ["nobody where there is nobody", [], [person("p")], []],
  ])("%s", (_, given, people, expected) => {
    expect(asked(given, people)).toEqual(expected);
  });
});

describe("who speaks for a team about what somebody has reported", () => {
  const speaker = (given: Role[], people: Person[], reportedBy: string) =>
    speakerOf(directoryOf(given, people), "n", reportedBy, today);
  const both = [leads("p"), leads("r"), holds("q", "standIn", "n")];
  const here = [person("p"), person("q"), person("r"), person("x")];

  test.each<[string, Role[], Person[], string, string | null]>([
    ["the leader who reported it, also the second of two", both, here, "r", "r"],
    ["the stand-in who reported it", both, here, "q", "q"],
    ["the leader when somebody else reported it", both, here, "x", "p"],
    ["the other leader while the one who reported it is away", both, [away("p"), ...here.slice(1)], "p", "r"],
    [
      "the stand-in while all leaders are away",
      [leads("p"), standsIn("q", null, null)],
      [away("p"), person("q")],
      "p",
      "q",
    ],
    ["the stand-in between the dates given", [leads("p"), standsIn("q", today, today)], here, "p", "q"],
    ["the leader when the stand-in who reported it is away", both, [person("p"), away("q"), person("r")], "q", "p"],
    ["nobody when the only leader is away", [leads("p")], [away("p")], "p", null],
    ["nobody where there is nobody", [], here, "p", null],
  ])("%s", (_, given, people, reportedBy, expected) => {
    expect(speaker(given, people, reportedBy)).toBe(expected);
  });
});

test("navigators who are away are not told while another is there, and all are when everybody is away", () => {
  const given = [holds("p", "navigator", "north-1"), holds("q", "navigator", "*")];
  expect(navigatorsToTell(directoryOf(given, [away("p"), person("q")]), "n1", today)).toEqual(["q"]);
  expect(navigatorsToTell(directoryOf(given, [away("p"), away("q")]), "n1", today)).toEqual(["p", "q"]);
  expect(navigatorsOf(directoryOf(given, [away("p"), person("q")]), "n1", today)).toEqual(["p", "q"]);
});

describe("what is lifted is told to the managers", () => {
  const given = [
    holds("p", "manager", "north-1"),
    holds("q", "manager", "north"),
    holds("r", "manager", "north"),
    holds("x", "manager", "*"),
  ];
  const told = (...people: Person[]) => managersOf(directoryOf(given, people), "n1", today);

  test("of the nearest level only", () => {
    expect(told(person("p"), person("q"), person("r"), person("x"))).toEqual(["p"]);
    expect(told(person("q"), person("r"), person("x"))).toEqual(["q", "r"]);
    expect(told(person("x"))).toEqual(["x"]);
    expect(told()).toEqual([]);
  });

  test("who are there, else of the next level, and of the nearest when everybody is away", () => {
    expect(told(away("p"), person("q"), person("r"), person("x"))).toEqual(["q", "r"]);
    expect(told(person("q"), away("r"), person("x"))).toEqual(["q"]);
    expect(told(away("p"), away("q"), away("r"), person("x"))).toEqual(["x"]);
    expect(told(away("p"), away("q"), away("r"), away("x"))).toEqual(["p"]);
  });
});

describe("whose a team is", () => {
  const undated = [leads("p"), holds("q", "standIn", "n")];
  const dated = [leads("p"), standsIn("q", "2026-11-20", "2026-11-22")];
  const here = [person("p"), person("q")];

  test.each<[string, Role[], Person[], boolean]>([
    ["the only leader is away", [leads("p")], [away("p")], true],
    ["leader and stand-in are away", undated, [away("p"), away("q")], true],
    ["the leader is there", undated, here, false],
    ["the stand-in is there", undated, [away("p"), person("q")], false],
    ["there is no leader", [holds("q", "standIn", "n")], [away("q")], false],
    ["there is nobody", [], here, false],
    ["the leader of another team is away", [leads("p", "s")], [away("p")], false],
  ])("nothing is asked of it when %s: %#", (_, given, people, expected) => {
    expect(isAskedNothing(directoryOf(given, people), "n", today)).toBe(expected);
  });

  test.each<[string, Role[], Person[], string[]]>([
    ["the leader's, who is there", undated, here, ["p"]],
    ["the leader's who is away, and the stand-in's", undated, [away("p"), person("q")], ["p", "q"]],
    ["the leader's, and the stand-in's between the dates given", dated, here, ["p", "q"]],
    ["the leader's when the stand-in is away", dated, [person("p"), away("q")], ["p"]],
    ["the stand-in's where there is no leader", [holds("q", "standIn", "n")], here, ["q"]],
    ["nobody's by a role for another team", [leads("p", "s"), holds("q", "navigator", "*")], here, []],
  ])("it is %s", (_, given, people, expected) => {
    const directory = directoryOf(given, people);
    const theirs = ["p", "q", "stranger"].filter((personId) => answersNow(directory, personId, "n", today));
    expect(theirs).toEqual(expected);
  });

  test("its leader stands in for nobody, nor does who is not asked", () => {
    expect(standingIn(directoryOf(undated, here), "p", "n", today)).toBeNull();
    expect(standingIn(directoryOf(undated, here), "q", "n", today)).toBeNull();
    expect(standingIn(directoryOf(undated, here), "stranger", "n", today)).toBeNull();
    expect(standingIn(directoryOf(dated, here), "q", "n", "2026-11-23")).toBeNull();
  });

  test("a stand-in without dates is there for the leader who is away, until that one is back", () => {
    const absences = [{ from: "2026-11-20", to: "2026-11-25" }];
    const directory = directoryOf(undated, [person("p", { absences }), person("q")]);
    expect(standingIn(directory, "q", "n", today)).toEqual({ leaderId: "p", until: "2026-11-25" });
    expect(standingIn(directory, "q", "n", "2026-11-19")).toBeNull();
  });

  test.each([
    ["2026-11-24", "2026-11-25", "p"],
    ["2026-11-26", "2026-11-25", "r"],
  ])("of two leaders who are away until %s and %s it is the first who is back", (one, other, leaderId) => {
    const given = [leads("p"), leads("r"), holds("q", "standIn", "n")];
    const directory = directoryOf(given, [away("p", one), away("r", other), person("q")]);
    expect(standingIn(directory, "q", "n", today)).toEqual({ leaderId, until: leaderId === "p" ? one : other });
  });

  test("one with dates is there by the directory, until the last of them", () => {
    const until = (from: string | null, to: string | null) =>
      standingIn(directoryOf([leads("p"), standsIn("q", from, to)], here), "q", "n", today);
    expect(until("2026-11-20", "2026-11-22")).toEqual({ leaderId: null, until: "2026-11-22" });
    expect(until(null, "2026-11-22")).toEqual({ leaderId: null, until: "2026-11-22" });
    expect(until("2026-11-20", null)).toEqual({ leaderId: null, until: null });
  });

  test("the dates of another role or another team say nothing of it", () => {
    const given = [
      leads("p"),
      holds("q", "standIn", "s", today, today),
      holds("q", "navigator", "n", today, today),
      holds("q", "standIn", "n"),
    ];
    const directory = directoryOf(given, [away("p", "2026-11-30"), person("q")]);
    expect(standingIn(directory, "q", "n", today)).toEqual({ leaderId: "p", until: "2026-11-30" });
  });

  test("where there is no leader nobody is stood in for", () => {
    const directory = directoryOf([holds("q", "standIn", "n")], here);
    expect(standingIn(directory, "q", "n", today)).toEqual({ leaderId: null, until: null });
  });
});

test("the nearest navigators are those of the nearest area that has any, who are there, or all when everybody is away", () => {
  const given = [
    holds("p", "navigator", "north-1"),
    holds("q", "navigator", "north-1"),
    holds("r", "navigator", "*"),
    holds("x", "manager", "north-1"),
  ];
  const nearest = (teamId: string, ...people: Person[]) => navigatorsNearest(directoryOf(given, people), teamId, today);
  expect(nearest("n1", person("p"), person("q"), person("r"), person("x"))).toEqual(["p", "q"]);
  expect(nearest("n1", away("p"), person("q"), person("r"))).toEqual(["q"]);
  expect(nearest("n1", away("p"), away("q"), person("r"))).toEqual(["p", "q"]);
  expect(nearest("n1", person("r"))).toEqual(["r"]);
  expect(nearest("n", person("p"), person("r"))).toEqual(["r"]);
  expect(nearest("n1")).toEqual([]);
  expect(nearest("nowhere", person("r"))).toEqual([]);
});

test("the managers above a team are those of every level, the nearest first", () => {
  const given = [holds("r", "manager", "*"), holds("p", "manager", "north-1"), holds("q", "navigator", "north")];
  const directory = directoryOf(
    [...given, holds("x", "manager", "south")],
    ["p", "q", "r", "x"].map((id) => person(id)),
  );
  expect(managersAbove(directory, "n1", today)).toEqual(["p", "r"]);
  expect(managersAbove(directory, "nowhere", today)).toEqual([]);
});

test("a stand-in with dates is asked before the leader whatever other roles they hold", () => {
  const given = [leads("p"), holds("q", "navigator", "*"), standsIn("q", today, today)];
  expect(askedFor(directoryOf(given, [person("p"), person("q")]), "n", today)).toEqual(["q"]);
});
