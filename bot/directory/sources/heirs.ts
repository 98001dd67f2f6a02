import type { Mapping, Pulled, Seen, Unit } from "../../domain/sources.ts";
import type { StoredDirectory } from "../stored-directory.ts";

/**
 * The choice with those units that have come since and seem to be in the place of a chosen one that is here no longer: of its team's
 * name, or, where nothing lies below, led by whoever led it. Whether they are is asked as of every import; nothing is stored before.
 */
export function withHeirs(
  mapping: Mapping,
  { organisation, accounts }: Pulled,
  stored: StoredDirectory,
  seen: Seen | undefined,
): Mapping {
  if (organisation === null || mapping.teams === null || seen === undefined || seen.units.length === 0) return mapping;
  const here = new Set(organisation.units.map(({ id }) => id));
  const known = new Set([...seen.units.map(({ id }) => id), ...mapping.teams]);
  const come = organisation.units.filter(({ id }) => !known.has(id));
  const parents = new Set(organisation.units.map(({ parentId }) => parentId));
  const userIds = new Map(organisation.people.map(({ id, userId }) => [id, userId]));
  const byHand = new Map(Object.entries(mapping.people).map(([userId, entraId]) => [folded(userId), entraId]));
  const entraIds = new Map((accounts?.list ?? []).map(({ userId, entraId }) => [folded(userId), entraId]));

  function leaderOf({ manager }: Unit): string | undefined {
    const userId = folded(userIds.get(manager?.id ?? "") ?? manager?.userId ?? null);
    return userId === "" ? undefined : (byHand.get(userId) ?? entraIds.get(userId));
  }

  function heirsOf(unitId: string): string[] {
    const team = stored.team.get(mapping.unitIds[unitId] ?? unitId)?.value;
    if (team === undefined || team.retired) return [];
    const roles = [...stored.role.values()].filter(({ value }) => value.role === "leader" && value.scope === team.id);
    const leaders = new Set(roles.map(({ value }) => value.personId));
    const isLed = (unit: Unit) => !parents.has(unit.id) && leaders.has(leaderOf(unit) ?? "");
    return come.filter((unit) => folded(unit.name) === folded(team.name) || isLed(unit)).map(({ id }) => id);
  }

  const teams = mapping.teams.flatMap((id) => {
    const heirs = here.has(id) ? [] : heirsOf(id);
    return heirs.length === 0 ? [id] : heirs;
  });
  return { ...mapping, teams: [...new Set(teams)] };
}

function folded(text: string | null): string {
  return (text ?? "").normalize("NFC").trim().toLocaleLowerCase("da");
}
