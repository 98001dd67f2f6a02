import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import { localDate } from "../../domain/calendar.ts";
import { type Area, areaPath, solutionName, type Team } from "../../domain/organisation.ts";
import type { Errand } from "../errand.ts";

/** What a list of barriers can be narrowed to, each by name. */
export interface FilterChoices {
  areas: Area[];
  solutions: { id: string; name: string }[];
  teams: Team[];
}

/** The teams whose barriers the person may meet, with their areas and solutions. */
export function filterChoices({ directory, actor, now }: Errand): FilterChoices {
  const teams = [...directory.teams.values()].filter(({ id }) =>
    maySeeBarrier(directory, actor.personId, { teamId: id, escalatedAt: now }, localDate(now)),
  );
  const areaIds = new Set(teams.flatMap((team) => areaPath(directory, team.areaId)));
  const rollouts = teams.flatMap((team) => directory.rolloutsByTeam.get(team.id) ?? []);
  const solutionIds = new Set(rollouts.map(({ solutionId }) => solutionId));
  return {
    areas: byName([...areaIds].flatMap((id) => directory.areas.get(id) ?? [])),
    solutions: byName([...solutionIds].map((id) => ({ id, name: solutionName(directory, id, "") }))),
    teams: byName(teams),
  };
}

function byName<T extends { name: string }>(named: T[]): T[] {
  return named.sort((a, b) => a.name.localeCompare(b.name, "da"));
}
