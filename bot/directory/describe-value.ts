import type { Area, Person, Role, Rollout, Solution, Team } from "../domain/organisation.ts";
import type { Language } from "../domain/vocabulary.ts";
import { importChanges } from "../text/import-changes.ts";
import { importReport } from "../text/import-report.ts";
import { textFor } from "../text/text.ts";
import type { Difference } from "./decided-differently.ts";
import type { ImportKinds } from "./plan-import.ts";
import { writeExpectedUsers } from "./sources/expected-users.ts";
import type { StoredDirectory } from "./stored-directory.ts";

/** What a person reads of a value, by what they read it under. */
export type Fields = Record<string, string>;

/** How a kind of value is described to whoever imports. */
export interface Described<V> {
  name: (value: V) => string;
  fields: (value: V) => Fields;
  /** The field that says where it belongs. */
  place?: string;
}

/** How the values of each file are told. Others are named as they are afterwards, or were. */
export function describers(kinds: ImportKinds, stored: StoredDirectory, language: Language) {
  const text = importChanges[language];
  const { rolloutStatus, role: roleNames } = textFor(language);
  const shown = (value: string | number | null | undefined) =>
    value === null || value === undefined || value === "" ? text.nothing : String(value);
  const day = (date: string | null) => (date === null ? text.nothing : textFor(language).date(date));
  const named = (value: { name: string } | undefined, id: string) => value?.name ?? id;
  const area = (id: string) => named(kinds.areas.after.get(id) ?? stored.area.get(id)?.value, id);
  const team = (id: string) => named(kinds.teams.after.get(id) ?? stored.team.get(id)?.value, id);
  const person = (id: string) => named(kinds.people.after.get(id) ?? stored.person.get(id)?.value, id);
  const solution = (id: string) => named(kinds.solutions.after.get(id) ?? stored.solution.get(id)?.value, id);
  const scope = (id: string) => {
    if (id === "*") return importReport[language].everywhere;
    return kinds.teams.after.has(id) || stored.team.has(id) ? team(id) : area(id);
  };
  const back = ({ retired }: { retired?: boolean }): Fields => ({ [text.back]: retired ? text.no : text.yes });
  const areas: Described<Area> = {
    name: ({ name }) => name,
    fields: (value) => ({
      [text.name]: value.name,
      [text.parent]: value.parentAreaId === null ? text.nothing : area(value.parentAreaId),
      ...back(value),
    }),
    place: text.parent,
  };
  const teams: Described<Team> = {
    name: ({ name }) => name,
    fields: (value) => ({
      [text.name]: value.name,
      [text.area]: area(value.areaId),
      [text.staff]: shown(value.staff),
      ...back(value),
    }),
    place: text.area,
  };
  const people: Described<Person> = {
    name: ({ name }) => name,
    fields: (value) => ({
      [text.name]: value.name,
      [text.upn]: value.upn,
      [text.language]: value.language,
      ...back(value),
    }),
  };
  const solutions: Described<Solution> = {
    name: ({ name }) => name,
    fields: (value) => ({
      [text.name]: value.name,
      [text.localNames]: shown(localNames(value.localNames, area)),
      [text.kind]: value.kind,
      [text.phase]: value.phase,
      [text.sharedRecords]: value.sharedRecords ? text.yes : text.no,
      [text.replaces]: shown(value.replaces),
      [text.expectedUsers]: shown(usersOf(value)),
      [text.kitosUuid]: shown(value.kitosUuid),
      ...back(value),
    }),
  };
  const rollouts: Described<Rollout> = {
    name: ({ solutionId, teamId }) => `${solution(solutionId)}: ${team(teamId)}`,
    fields: (value) => ({
      [text.status]: rolloutStatus[value.status],
      [text.start]: day(value.start),
      [text.reason]: shown(value.reason),
      [text.reviewOn]: day(value.reviewOn),
    }),
  };
  const roles: Described<Role> = {
    name: ({ personId, role, scope: place }) => `${person(personId)}: ${roleNames[role]}, ${scope(place)}`,
    fields: (value) => ({ [text.from]: day(value.from), [text.to]: day(value.to) }),
  };
  const difference = ({ decision, rollout }: Difference) => {
    const said = [rolloutStatus[rollout.status], rollout.reviewOn === null ? null : day(rollout.reviewOn)];
    const decided = [text.exception, day(decision.due), person(decision.by)];
    const listed = (parts: (string | null)[]) => parts.filter((part) => part !== null).join(", ");
    return `${rollouts.name(rollout)} (${text.file}: ${listed(said)}; ${text.decided}: ${listed(decided)})`;
  };
  return { areas, teams, people, solutions, rollouts, roles, difference };
}

function localNames(names: Solution["localNames"], area: (id: string) => string): string {
  return Object.entries(names)
    .map(([id, word]) => (id === "*" ? word : `${area(id)}=${word}`))
    .join(" | ");
}

/** One number, or between two, as the file has it. */
function usersOf({ expectedUsers: from, expectedUsersTo: to }: Solution): string | null {
  if (from === null) return null;
  return writeExpectedUsers({ from, to: to === undefined ? from : to });
}
