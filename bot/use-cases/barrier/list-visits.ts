import type { Barrier } from "../../domain/barrier/barrier.ts";
import { localDate } from "../../domain/calendar.ts";
import type { Area, Person, Team } from "../../domain/organisation.ts";
import { speakerOf } from "../../domain/permissions.ts";
import { openStatuses } from "../../domain/vocabulary.ts";
import type { Errand } from "../errand.ts";
import { listBarriers } from "./list-barriers.ts";

/** A place to go to, with what is in the way there. */
export interface Visit {
  team: Team;
  area: Area | undefined;
  /** Who speaks for the team now. */
  contact: Person | undefined;
  /** The oldest first. */
  barriers: Barrier[];
}

/** More than anybody visits. */
const mostVisits = 200;

/** What wishes for a visit in the teams of the person, by place: area by area, team by team. */
export async function listVisits(errand: Errand): Promise<Visit[]> {
  const { directory, now } = errand;
  const { items } = await listBarriers(errand, { visit: true, statuses: openStatuses }, { limit: mostVisits });
  const visits = [...Map.groupBy(items, ({ teamId }) => teamId)].flatMap(([teamId, barriers]): Visit[] => {
    const team = directory.teams.get(teamId);
    const reporter = barriers[0]?.reportedBy ?? "";
    if (team === undefined) return [];
    const contact = directory.people.get(speakerOf(directory, teamId, reporter, localDate(now)) ?? "");
    const oldestFirst = barriers.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    return [{ team, area: directory.areas.get(team.areaId), contact, barriers: oldestFirst }];
  });
  const place = ({ area, team }: Visit) => `${area?.name ?? ""}\n${team.name}`;
  return visits.toSorted((a, b) => place(a).localeCompare(place(b), "da"));
}
