import { localDate } from "../../domain/calendar.ts";
import { isInArea, type Team } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import type { Errand } from "../errand.ts";

const danish = new Intl.Collator("da");

/** The active teams whose adoption the person may see, within the area when one is named, by name. */
export function visibleTeams({ directory, actor, now }: Errand, areaId?: string | undefined): readonly Team[] {
  return teamsWhere(directory, actor.personId, "seeAdoption", localDate(now))
    .filter((teamId) => isInArea(directory, teamId, areaId))
    .flatMap((teamId) => directory.teams.get(teamId) ?? [])
    .filter((team) => !team.retired)
    .sort((a, b) => danish.compare(a.name, b.name));
}
