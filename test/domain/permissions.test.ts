import { expect, test } from "@jest/globals";
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
  askedFor,
  isAdmin,
  may,
  navigatorsOf,
  rolesOf,
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
  "seeCitizenFigures",
  "seeAdoption",
];

// The table in DESIGN.md, "Who may do what".
const allowed: Record<RoleName, TeamAction[]> = {
  leader: [
    "answerCheckIn",
    "report",
    "seeBarriers",
    "confirmBarrier",
    "seeCitizenCases",
    "seeCitizenFigures",
    "seeAdoption",
  ],
  standIn: [
    "answerCheckIn",
    "report",
    "seeBarriers",
    "confirmBarrier",
    "seeCitizenCases",
    "seeCitizenFigures",
    "seeAdoption",
  ],
  navigator: ["report", "seeBarriers", "triage", "seeCitizenCases", "seeCitizenFigures", "seeAdoption"],
  manager: ["seeCitizenFigures", "seeAdoption"],
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
              allowed[r.role].includes(action) &&
              (r.from ?? today) <= today &&
              today <= (r.to ?? today) &&
              (r.role === "leader" || r.role === "standIn"
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
