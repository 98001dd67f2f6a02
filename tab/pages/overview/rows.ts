import type { AdoptionAnswer, AdoptionSummary, TeamAdoptionRow } from "../../../bot/api/contract.ts";
import { isEveryday, score, usageLevels } from "../../../bot/domain/vocabulary.ts";

export type Sort = "name" | "help";
type Area = AdoptionAnswer["areas"][number];

/** One line of the heatmap: an area that folds, or a team in it. */
export type Row =
  | { kind: "area"; key: string; depth: number; name: string; folded: boolean; summary: AdoptionSummary }
  | { kind: "team"; key: string; depth: number; team: TeamAdoptionRow };

/** The organisation as lines, areas before what lies in them. What lies in a folded area is left out. */
export function rowsOf(
  adoption: Pick<AdoptionAnswer, "areas" | "teams">,
  folded: ReadonlySet<string>,
  sort: Sort,
): Row[] {
  const known = new Set(adoption.areas.map((area) => area.id));
  const children = Map.groupBy(adoption.areas, (area) =>
    area.parentAreaId !== null && known.has(area.parentAreaId) ? area.parentAreaId : null,
  );
  const teamsIn = Map.groupBy(adoption.teams, (team) => team.areaId);

  function linesBelow(areaId: string | null, depth: number): Row[] {
    const teams = (areaId === null ? [] : (teamsIn.get(areaId) ?? [])).toSorted(byNeed(sort));
    const teamLines = teams.map((team): Row => ({ kind: "team", key: `team:${team.teamId}`, depth, team }));
    return [...teamLines, ...(children.get(areaId) ?? []).flatMap((area) => areaLines(area, depth))];
  }
  function areaLines(area: Area, depth: number): Row[] {
    const { id, name, summary } = area;
    const isFolded = folded.has(id);
    const line: Row = { kind: "area", key: id, depth, name, folded: isFolded, summary };
    return [line, ...(isFolded ? [] : linesBelow(id, depth + 1))];
  }
  return linesBelow(null, 0);
}

/** By name, or those who need help first; only within one area, so that it never becomes a ranking of leaders. */
function byNeed(sort: Sort): (a: TeamAdoptionRow, b: TeamAdoptionRow) => number {
  if (sort === "name") return () => 0;
  return (a, b) => meanScore(a) - meanScore(b);
}

function meanScore(team: TeamAdoptionRow): number {
  const known = Object.values(team.solutions)
    .map(({ latest }) => (latest === null || latest.stale ? null : score(latest.level)))
    .filter((value) => value !== null);
  // Teams that nothing is known about come first: silence is a need too.
  return known.length === 0 ? -1 : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Estimates that say the solution is part of everyday work, of those that say anything about use. */
export function everydayShare(levels: Record<string, number>): { everyday: number; known: number } {
  let [everyday, known] = [0, 0];
  for (const level of usageLevels) {
    const [value, count] = [score(level), levels[level] ?? 0];
    if (value === null) continue;
    known += count;
    if (isEveryday(value)) everyday += count;
  }
  return { everyday, known };
}
