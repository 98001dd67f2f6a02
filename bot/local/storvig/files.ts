import { type FileName, fileColumns, type SourceFile } from "../../directory/files.ts";
import { addDays } from "../../domain/calendar.ts";
import type { IsoDate } from "../../domain/organisation.ts";
import { chance } from "../chance.ts";
import { areas, type StorvigTeam, slug, solutions, teams } from "./organisation.ts";

const firstNames = (
  "Anne Bodil Camilla Dorte Else Freja Gitte Hanne Ida Jette Karen Lene Maja Nanna Oline Pernille Rikke Sanne Tina Ulla " +
  "Vibeke Winnie Ahmed Bent Carsten Dennis Erik Flemming Gorm Henrik Ivan Jakob Kim Lars Mads Niels Ole Poul Rasmus Søren Tarek"
).split(" ");
const lastNames = (
  "Andersen Bak Christensen Dam Eriksen Frandsen Gade Holm Iversen Juhl Kjær Lund Mikkelsen Nygaard Olesen Petersen Quist " +
  "Ravn Schmidt Toft Ulrich Vestergaard Winther Yilmaz Østergaard Aagaard Bech Dahl Friis Høj Kofoed Lind Møller Nissen " +
  "Skov Thorsen Villadsen"
).split(" ");

interface Person {
  id: string;
  name: string;
  upn: string;
}

/** The numbers of first and last names have no factor in common, so nobody is called as somebody else. */
function personOf(n: number): Person {
  const name = `${firstNames[n % firstNames.length]} ${lastNames[n % lastNames.length]}`;
  const upn = `${slug(name.replace(" ", ".")).split("-").join(".")}@storvig.example`;
  return { id: `0a7b0000-0000-4000-9000-${String(n + 1).padStart(12, "0")}`, name, upn };
}

/** The night has the evening's leader at a plejecenter; in the hjemmepleje every second night has the one before it. */
function sharesLeader(team: StorvigTeam, nightsBefore: number): boolean {
  if (!team.name.endsWith(", nat")) return false;
  return team.id.startsWith("plejecenter") || nightsBefore % 2 === 1;
}

/** Who leads each team, in the order of the teams. */
export const leaders: readonly Person[] = (() => {
  const found: Person[] = [];
  let count = 0;
  let nights = 0;
  let lastNight: Person | undefined;
  for (const team of teams) {
    const isNight = team.name.endsWith(", nat");
    const shared = team.id.startsWith("plejecenter") ? found.at(-1) : lastNight;
    const leader = sharesLeader(team, nights) && shared !== undefined ? shared : personOf(count++);
    if (isNight) [lastNight, nights] = [leader, nights + 1];
    found.push(leader);
  }
  return found;
})();

const staff = Array.from({ length: 21 }, (_, n) => personOf(300 + n));
const tops = areas.filter(({ parent }) => parent === "").map(({ id }) => id);

/** Navigators, managers and the administrator, by the part that they look after. */
const staffRoles: readonly (readonly [role: string, scope: string])[] = [
  ["manager", "*"],
  ["navigator", "*"],
  ["admin", "*"],
  ...tops.flatMap((scope) => [["manager", scope] as const, ["navigator", scope] as const]),
  ...["hjemmepleje", "plejecentre", "dagtilbud", "skoler", "jobcenter", "botilbud"].map(
    (scope) => ["manager", scope] as const,
  ),
  ["navigator", "hjemmepleje"],
  ["adviser", "*"],
];

/** Every third team has a stand-in: the leader of the team after it. */
const standInEvery = 3;

/** Storvig's seven files as an import takes them; rollouts begin before or during the year that ends on the date. */
export function storvigFiles(today: IsoDate): SourceFile[] {
  const people = new Map([...leaders, ...staff.slice(0, staffRoles.length)].map((person) => [person.id, person]));
  const standIns = teams.flatMap((team, at): string[][] => {
    const next = leaders[at + 1];
    return at % standInEvery !== 0 || next === undefined || next === leaders[at]
      ? []
      : [[next.id, "standIn", team.id, "", ""]];
  });
  const roles = [
    ...teams.map((team, at) => [leaders[at]?.id ?? "", "leader", team.id, "", ""]),
    ...standIns,
    ...staffRoles.map(([role, scope], at) => [staff[at]?.id ?? "", role, scope, "", ""]),
  ];
  return [
    file(
      "areas",
      areas.map(({ id, name, parent }) => [id, name, parent]),
    ),
    file(
      "teams",
      teams.map(({ id, name, area }, at) => [id, name, area, staffOf(id, at)]),
      ["staff"],
    ),
    file(
      "people",
      [...people.values()].map(({ id, upn, name }) => [id, upn, name, "da"]),
    ),
    file(
      "solutions",
      solutions.map((cells) => [...cells, ""]),
    ),
    file(
      "rollouts",
      teams.flatMap((team) => rolloutsOf(team, today)),
    ),
    file("roles", roles),
    file("settings", [
      ["name", "Storvig Kommune"],
      ["closing_days", "5/6,24/12,31/12"],
      ["quiet_weeks", "29,30"],
      ["citizen_case_retention_months", "24"],
    ]),
  ];
}

/** Of one in seven nobody has said; some are too small to be asked about a few. */
function staffOf(teamId: string, at: number): string {
  return at % 7 === 6 ? "" : String(4 + Math.floor(chance("staff", teamId) * 30));
}

function file(name: FileName, rows: readonly (readonly string[])[], more: readonly string[] = []): SourceFile {
  const lines = [[...fileColumns[name], ...more], ...rows].map((cells) => cells.join(";"));
  return { name: `${name}.csv`, bytes: Buffer.from(`${lines.join("\n")}\n`) };
}

/** Most are in use since long ago, some began this year; a few try it, wait, have agreed not to, or are through with it. */
function rolloutsOf(team: StorvigTeam, today: IsoDate): string[][] {
  return team.solutions.map((solution) => {
    const dice = chance("rollout", team.id, solution);
    const ago = (days: number) => addDays(today, -days);
    const isNew = ["medicindispenser", "tilsyn", "copilot"].includes(solution);
    const start = isNew ? ago(40 + Math.floor(dice * 400)) : ago(500 + Math.floor(dice * 600));
    if (dice < 0.05) return [solution, team.id, "waiting", "", "", ""];
    if (dice < 0.08)
      return [solution, team.id, "exception", "", exceptionReason(solution), ago(dice < 0.065 ? 9 : -120)];
    if (dice < 0.09) return [solution, team.id, "retired", start, "Gik over til en fælles løsning", ""];
    return [solution, team.id, dice < 0.17 || solution === "copilot" ? "pilot" : "inUse", start, "", ""];
  });
}

function exceptionReason(solution: string): string {
  if (solution === "medicindispenser") return "Borgerne får dosispakket medicin fra apoteket";
  return solution === "laase" ? "Borgerne bor i boliger med portner" : "Opgaven løses sammen med naboteamet";
}
