import type { Role, Team } from "../domain/organisation.ts";
import type { MoveProposal } from "../domain/sources.ts";
import type { Rows } from "./parse-directory.ts";
import type { ImportPlan } from "./plan-import.ts";
import type { StoredDirectory } from "./stored-directory.ts";

/**
 * Teams that come while others go that had the same name or the same people: they are likely to be the same, and nobody has said
 * so. A name that only one of them had weighs more than people, who may lead several.
 */
export function proposeMoves({ kinds }: ImportPlan, stored: StoredDirectory): MoveProposal[] {
  const known = new Set([...kinds.teams.after.values()].flatMap(({ replaces = [] }) => replaces));
  const gone = kinds.teams.removals.flatMap(({ key }) => {
    const team = stored.team.get(key)?.value;
    return team === undefined || known.has(key) ? [] : [team];
  });
  const come = kinds.teams.writes.flatMap(({ key }) => {
    const before = stored.team.get(key)?.value;
    const team = kinds.teams.after.get(key);
    const isNew = team !== undefined && (before === undefined || before.retired === true);
    return isNew && (team.replaces ?? []).length === 0 ? [team] : [];
  });
  if (gone.length === 0 || come.length === 0) return [];
  const before = peopleOf([...stored.role.values()].map(({ value }) => value));
  const after = peopleOf([...kinds.roles.after.values()]);
  const byPeople = Map.groupBy(gone, ({ id }) => before.get(id) ?? "");
  const byName = Map.groupBy(gone, ({ name }) => folded(name));
  const names = new Set(come.map(({ name }) => folded(name)));
  // One leader of five teams: those that come again by their name are not also another's.
  const isNamedAgain = ({ name }: Team) => names.has(folded(name)) && byName.get(folded(name))?.length === 1;
  return come.flatMap((team): MoveProposal[] => {
    const people = after.get(team.id) ?? "";
    const named = byName.get(folded(team.name)) ?? [];
    const [same, because] =
      named.length === 1 || people === ""
        ? [named, "name" as const]
        : [(byPeople.get(people) ?? []).filter((one) => !isNamedAgain(one)), "people" as const];
    const replaces = same.map(({ id, name }) => ({ id, name }));
    return replaces.length === 0 ? [] : [{ team: { id: team.id, name: team.name }, replaces, because }];
  });
}

/** Who leads and stands in, as one text, by team. */
function peopleOf(roles: readonly Role[]): Map<string, string> {
  const byTeam = Map.groupBy(
    roles.filter(({ role }) => role === "leader" || role === "standIn"),
    ({ scope }) => scope,
  );
  const people = [...byTeam].map(([team, held]) => {
    const ids = held.map(({ personId, role }) => `${role}:${personId}`);
    return [team, [...new Set(ids)].toSorted().join()] as const;
  });
  return new Map(people);
}

function folded(name: string): string {
  return name.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLocaleLowerCase("da");
}

/** The rows with what somebody has agreed to: which new team is in the place of which. Changes the rows. */
export function agreeMoves(rows: Rows<Team> | undefined, replaces: Readonly<Record<string, readonly string[]>>): void {
  for (const row of rows?.rows ?? []) {
    const agreed = Object.hasOwn(replaces, row.value.id) ? (replaces[row.value.id] ?? []) : [];
    if (agreed.length === 0) continue;
    row.value = { ...row.value, replaces: [...new Set([...(row.value.replaces ?? []), ...agreed])] };
  }
}
