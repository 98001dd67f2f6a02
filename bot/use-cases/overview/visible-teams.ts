import { localDate } from "../../domain/calendar.ts";
import { type Directory, type Instant, type IsoDate, type Team, teamIsIn } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { kept } from "../kept.ts";

/** People with an area whose teams are remembered for one directory, and different lists of teams. */
const mostPeople = 300;
const mostLists = 100;

interface Known {
  byPerson: Map<string, readonly Team[]>;
  lists: Map<string, readonly Team[]>;
}
// A directory that changes brings new maps, and what was known goes with the old ones.
const known = new WeakMap<Directory["teams"], Known>();

/**
 * The active teams whose adoption the person may see, within the area when one is named, by name. Those who see the same
 * teams get the very same list, so that what is made for one of them can be shown to all.
 */
export function visibleTeams(
  directory: Directory,
  personId: string,
  areaId: string | undefined,
  now: Instant,
): readonly Team[] {
  const { byPerson, lists } = knownOf(directory);
  const date = localDate(now);
  return kept(byPerson, JSON.stringify([personId, date, areaId]), mostPeople, () => {
    const teams = findTeams(directory, personId, areaId, date);
    return kept(lists, JSON.stringify(teams.map(({ id }) => id)), mostLists, () => teams);
  });
}

function findTeams(directory: Directory, personId: string, areaId: string | undefined, date: IsoDate): Team[] {
  return teamsWhere(directory, personId, "seeAdoption", date)
    .filter((teamId) => areaId === undefined || (directory.areas.has(areaId) && teamIsIn(directory, teamId, areaId)))
    .flatMap((teamId) => directory.teams.get(teamId) ?? [])
    .filter((team) => !team.retired)
    .sort((a, b) => danish.compare(a.name, b.name));
}

const danish = new Intl.Collator("da");

function knownOf(directory: Directory): Known {
  const found = known.get(directory.teams) ?? { byPerson: new Map(), lists: new Map() };
  known.set(directory.teams, found);
  return found;
}
