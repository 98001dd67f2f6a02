import type { Barrier } from "./barrier.ts";

// *Fælles opgave*: barriers that are the same, linked to one of them, which is asked about and solved once for all.

/** Of how many teams each barrier of the list is that others are linked to, by id; those without others are left out. */
export function teamsOf(
  barriers: readonly Pick<Barrier, "id" | "teamId">[],
  linked: readonly Pick<Barrier, "sameAs" | "teamId">[],
): Map<string, number> {
  const byRoot = Map.groupBy(linked, ({ sameAs }) => sameAs);
  return new Map(
    barriers.flatMap(({ id, teamId }) => {
      const members = byRoot.get(id);
      return members === undefined ? [] : [[id, new Set([teamId, ...members.map((one) => one.teamId)]).size] as const];
    }),
  );
}
