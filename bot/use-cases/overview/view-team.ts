import { localDate } from "../../domain/calendar.ts";
import { type Area, areaPath, type Person } from "../../domain/organisation.ts";
import { holdersOf, navigatorsOf } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import type { Errand } from "../errand.ts";
import { visibleTeams } from "./visible-teams.ts";

/** Where a team lies, and who can be asked about it. */
export interface TeamPage {
  name: string;
  /** The highest first. */
  areas: Area[];
  /** Leaders, stand-ins, and the navigators of the nearest area that has some. */
  holders: { role: "leader" | "standIn" | "navigator"; person: Person }[];
}

/** Reads nothing. Throws `notFound` for a team whose adoption the person may not see, whether or not it exists. */
export function viewTeam(errand: Errand, teamId: string): TeamPage {
  const { directory, now } = errand;
  const team = visibleTeams(errand).find(({ id }) => id === teamId);
  if (team === undefined) throw new OmbordError("notFound");
  const date = localDate(now);
  const held = {
    leader: holdersOf(directory, "leader", [teamId], date),
    standIn: holdersOf(directory, "standIn", [teamId], date),
    navigator: navigatorsOf(directory, teamId, date).slice(0, 1),
  };
  return {
    name: team.name,
    areas: areaPath(directory, team.areaId)
      .toReversed()
      .flatMap((id) => directory.areas.get(id) ?? []),
    holders: (["leader", "standIn", "navigator"] as const).flatMap((role) =>
      held[role].flatMap((id) => {
        const person = directory.people.get(id);
        return person === undefined ? [] : [{ role, person }];
      }),
    ),
  };
}
