import { localDate } from "../../domain/calendar.ts";
import { type Directory, type Instant, type Team, teamIsIn } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";

const danish = new Intl.Collator("da");

/** The active teams whose adoption the person may see, within the area when one is named, by name. */
export function visibleTeams(
  directory: Directory,
  personId: string,
  areaId: string | undefined,
  now: Instant,
): readonly Team[] {
  return teamsWhere(directory, personId, "seeAdoption", localDate(now))
    .filter((teamId) => areaId === undefined || (directory.areas.has(areaId) && teamIsIn(directory, teamId, areaId)))
    .flatMap((teamId) => directory.teams.get(teamId) ?? [])
    .filter((team) => !team.retired)
    .sort((a, b) => danish.compare(a.name, b.name));
}
