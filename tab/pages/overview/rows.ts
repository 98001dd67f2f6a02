import type { AdoptionAnswer, AdoptionSummary, SolutionSpread, TeamAdoptionRow } from "../../../bot/api/contract.ts";
import { addChanges, type Change, everydayShare, noChanges } from "../../../bot/domain/check-in/change.ts";
import type { Place } from "./decide-form.tsx";

/** How solutions and areas are ordered; teams always stand by name. */
export const sorts = ["share", "change", "name"] as const;
export type Sort = (typeof sorts)[number];
type Area = AdoptionAnswer["areas"][number];
type Solution = AdoptionAnswer["solutions"][number];

export interface AreaLine {
  kind: "area";
  key: string;
  depth: number;
  name: string;
  /** The areas above it of which only this part is shown, the highest first. */
  path: string[];
  folded: boolean;
  /** Null for an area of which only a part is shown: a part is no figure for the whole. */
  summary: AdoptionSummary | null;
  teams: number;
}

/** One line of the grid: an area that folds, or a team in it. */
export type Row = AreaLine | { kind: "team"; key: string; depth: number; team: TeamAdoptionRow };

/** Lines that share their columns: all of them, or those of one area at the top. */
export interface GridPart {
  key: string;
  rows: Row[];
  solutions: Solution[];
}

/** How the lines are made. */
export interface RowsView {
  folded: ReadonlySet<string>;
  sort: Sort;
  /** The teams that are looked for: only they, and the areas that they lie in, have lines, and nothing is folded. */
  found: ReadonlySet<string> | null;
}

/** The organisation as lines, areas before what lies in them. What lies in a folded area is left out. */
export function rowsOf(adoption: Pick<AdoptionAnswer, "areas" | "teams">, { folded, sort, found }: RowsView): Row[] {
  const known = new Set(adoption.areas.map((area) => area.id));
  const children = Map.groupBy(adoption.areas, (area) =>
    area.parentAreaId !== null && known.has(area.parentAreaId) ? area.parentAreaId : null,
  );
  const shown = found === null ? adoption.teams : adoption.teams.filter(({ teamId }) => found.has(teamId));
  const teamsIn = Map.groupBy(shown, (team) => team.areaId);

  function linesBelow(areaId: string | null, depth: number, path: string[]): Row[] {
    const teams = areaId === null ? [] : (teamsIn.get(areaId) ?? []);
    const teamLines = teams.map((team): Row => ({ kind: "team", key: `team:${team.teamId}`, depth, team }));
    const areas = (children.get(areaId) ?? []).toSorted((a, b) => compareBy(sort, a, b));
    return [...teamLines, ...areas.flatMap((area) => areaLines(area, depth, path))];
  }
  function areaLines(area: Area, depth: number, path: string[]): Row[] {
    const { id, name, summary, isPart } = area;
    const isOnlyTheWay = isPart && !teamsIn.has(id) && (children.get(id) ?? []).length === 1;
    if (isOnlyTheWay) return linesBelow(id, depth, [...path, name]);
    const isFolded = found === null && folded.has(id);
    const below = linesBelow(id, depth + 1, []);
    if (found !== null && below.length === 0) return [];
    const figures = { path, folded: isFolded, summary: isPart ? null : summary, teams: summary.teams };
    return [{ kind: "area", key: id, depth, name, ...figures }, ...(isFolded ? [] : below)];
  }
  return linesBelow(null, 0, []);
}

/** More columns than these do not fit beside each other at 1,280 pixels. */
const mostColumns = 8;

/** The lines with the columns that they have a use for: each area at the top for itself where all of them are too many. */
export function gridParts(rows: Row[], { solutions, areas, teams }: AdoptionAnswer): GridPart[] {
  const tops = rows.flatMap((row, at) => (row.kind === "area" && row.depth === 0 ? [at] : []));
  if (solutions.length <= mostColumns || tops.length < 2) return [{ key: "all", rows, solutions }];
  const parents = new Map(areas.map(({ id, parentAreaId }) => [id, parentAreaId]));
  const isIn = (areaId: string | null | undefined, top: string): boolean =>
    areaId != null && (areaId === top || isIn(parents.get(areaId), top));
  return tops.map((from, nth) => {
    const part = rows.slice(from, tops[nth + 1]);
    const key = part[0]?.key ?? "";
    const used = new Set(teams.flatMap((team) => (isIn(team.areaId, key) ? Object.keys(team.solutions) : [])));
    return { key, rows: part, solutions: solutions.filter(({ id }) => used.has(id)) };
  });
}

/** The solutions by how many of the estimates call them part of everyday work, or by how much they moved. */
export function sortedSolutions({ solutions, summary }: AdoptionAnswer, sort: Sort): Solution[] {
  const figure = ({ id }: Solution) => {
    const spread = summary.solutions[id];
    return spread === undefined ? null : sort === "share" ? shareOf([spread]) : changeOf([spread]);
  };
  if (sort === "name") return solutions;
  return solutions.toSorted((a, b) => order(sort, figure(a), figure(b)));
}

function compareBy(sort: Sort, a: Area, b: Area): number {
  if (sort === "name") return 0;
  const figure = ({ isPart, summary }: Area) => {
    const spreads = Object.values(summary.solutions);
    return isPart ? null : sort === "share" ? shareOf(spreads) : changeOf(spreads);
  };
  return order(sort, figure(a), figure(b));
}

/** Those with the largest share first, or those that fell most; what nothing is known of comes last. */
function order(sort: Sort, a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return sort === "share" ? b - a : a - b;
}

function shareOf(spreads: readonly SolutionSpread[]): number | null {
  const shares = spreads.map(({ levels }) => everydayShare(levels));
  const known = shares.reduce((sum, share) => sum + share.known, 0);
  return known === 0 ? null : shares.reduce((sum, share) => sum + share.everyday, 0) / known;
}

/** How much the share moved over a quarter (or four weeks, where nothing is known of a quarter), over all that answered both times. */
function changeOf(spreads: readonly SolutionSpread[]): number | null {
  const changes = noChanges();
  for (const spread of spreads) addChanges(changes, spread.changes);
  return shareMoved(changes.quarter) ?? shareMoved(changes.fourWeeks);
}

function shareMoved({ both, before, now }: Change): number | null {
  return both === 0 ? null : (now - before) / both;
}

/** The teams that have the solution, by name, as places that something is decided for. */
export function teamsWith({ teams }: Pick<AdoptionAnswer, "teams">, solutionId: string): Place[] {
  return teams.flatMap(({ teamId, name, solutions }): Place[] =>
    solutions[solutionId] === undefined ? [] : [{ id: teamId, name, as: "team" }],
  );
}

/** The areas that the solution is used in and that are seen as a whole, and then its teams. */
export function placesWith(adoption: AdoptionAnswer, solutionId: string): Place[] {
  const areas = adoption.areas.flatMap(({ id, name, isPart, summary }): Place[] =>
    isPart || summary.solutions[solutionId] === undefined ? [] : [{ id, name, as: "area" }],
  );
  return [...areas, ...teamsWith(adoption, solutionId)];
}
