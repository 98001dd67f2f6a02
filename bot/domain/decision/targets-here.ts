import { areaPath, type Directory, type SolutionTarget, teamIsIn } from "../organisation.ts";
import { rolloutStatusFacts } from "../vocabulary.ts";
import { scopesAbove } from "./decision.ts";
import { targetsFor } from "./target.ts";

/** A target with what the place that it was set for is called. */
export type ShownTarget = SolutionTarget & { scopeName: string };

/**
 * What is aimed for with each solution by those of the teams that have it. `targets`: the nearest that holds for all of them, one for
 * each solution. `partTargets`: those set for an area that holds some of them, by the name of the area. Each absent while there is none. Pure.
 */
export function targetsHere(
  directory: Directory,
  teamIds: readonly string[],
): { targets?: ShownTarget[]; partTargets?: ShownTarget[] } {
  const targets: ShownTarget[] = [];
  const partTargets: ShownTarget[] = [];
  for (const [solutionId, set] of Map.groupBy(directory.targets ?? [], (one) => one.solutionId)) {
    const using = having(directory, teamIds, solutionId);
    const above = scopesAbove(directory, areaAround(directory, using));
    const [whole] = targetsFor({ targets: set }, above);
    if (whole !== undefined) targets.push(withName(directory, whole));
    const parts = set.filter(
      ({ scope }) => !above.includes(scope) && using.some((teamId) => teamIsIn(directory, teamId, scope)),
    );
    partTargets.push(...parts.map((part) => withName(directory, part)));
  }
  partTargets.sort((a, b) => a.scopeName.localeCompare(b.scopeName, "da"));
  return { ...(targets.length > 0 && { targets }), ...(partTargets.length > 0 && { partTargets }) };
}

/** A target with the name of its place. */
export function withName(directory: Directory, target: SolutionTarget): ShownTarget {
  const { areas, teams, settings } = directory;
  return { ...target, scopeName: areas.get(target.scope)?.name ?? teams.get(target.scope)?.name ?? settings.name };
}

/** The teams that have the solution; all of them where none has. */
function having(directory: Directory, teamIds: readonly string[], solutionId: string): readonly string[] {
  const found = teamIds.filter((teamId) =>
    (directory.rolloutsByTeam.get(teamId) ?? []).some(
      (one) => one.solutionId === solutionId && rolloutStatusFacts[one.status].counts !== "over",
    ),
  );
  return found.length === 0 ? teamIds : found;
}

/** The smallest area that holds all of the teams, or everything. */
function areaAround(directory: Directory, teamIds: readonly string[]): string {
  const first = directory.teams.get(teamIds[0] ?? "");
  if (first === undefined) return "*";
  const around = areaPath(directory, first.areaId).find((area) =>
    teamIds.every((teamId) => teamIsIn(directory, teamId, area)),
  );
  return around ?? "*";
}
