import { type Barrier, isOpen } from "../../domain/barrier/barrier.ts";
import { type Cause, causeFor } from "../../domain/barrier/causes.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import { enoughTeams, isTooFew } from "../../domain/few-teams.ts";
import { areaPath, type Directory, type Team } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import { type BarrierCategory, barrierCategoryIds } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";
import { visibleTeams } from "./visible-teams.ts";

/**
 * One thing that is in the way, over all solutions: a category, or one of its details, which is counted in both. `category` null is
 * everything that has no line of its own.
 */
export interface CauseCount extends Cause {
  reported: number;
  open: number;
  /** How many teams have reported it. */
  teams: number;
}

export interface AreaCauses {
  /** Null for the areas together that are too small to stand alone. */
  id: string | null;
  name: string | null;
  teams: number;
  reported: number;
  /** Those that enough teams stand behind; the rest of `reported` is everything else: a nought and a few look the same. */
  byCategory: Partial<Record<BarrierCategory, number>>;
}

export interface CausesView {
  /** Teams in sight, and those of them that have reported something. */
  teams: number;
  reporting: number;
  /** From how many teams on a figure is shown; 1 for whoever reads the barriers themselves. */
  limit: number;
  /** The most common first, then everything that has no line of its own. */
  causes: CauseCount[];
  areas: AreaCauses[];
}

/** So far back reports are counted. */
const days = 365;

/**
 * What the teams in sight have reported in a year, by cause across solutions and by area: the areas directly below the one that is
 * named, or at the top. For whoever may not read the barriers themselves, no figure is shown that fewer teams than the municipality's limit
 * stand behind, and none about citizens. Throws `notFound` for an area without a team that they may see.
 */
export async function viewCauses(errand: Errand, areaId?: string | undefined): Promise<CausesView> {
  const { store, actor, directory, now } = errand;
  const teams = visibleTeams(errand, areaId);
  if (teams.length === 0) throw new OmbordError("notFound");
  const today = localDate(now);
  const readable = new Set(
    teams.filter(({ id }) => may(directory, actor.personId, "seeBarriers", id, today)).map(({ id }) => id),
  );
  const limit = readable.size === teams.length ? 1 : directory.settings.suppressionLimit;
  const byId = new Map(teams.map((team) => [team.id, team]));
  const reports: Report[] = [];
  const from = localInstant(addDays(today, -days), 0);
  for await (const { value } of queryAll(store, actor.tenantId, "barrier", { range: { field: "updatedAt", from } })) {
    const team = byId.get(value.teamId);
    if (team === undefined || value.createdAt < from || value.status === "withdrawn") continue;
    reports.push({ barrier: value, team, ...causeFor(value, readable.has(team.id)) });
  }
  return {
    teams: teams.length,
    reporting: new Set(reports.map(({ team }) => team.id)).size,
    limit,
    causes: causesOf(reports, limit),
    areas: areasOf(directory, reports, { areaId, limit }),
  };
}

interface Report extends Cause {
  barrier: Barrier;
  team: Team;
}

/**
 * A line for each category that enough teams have reported, the most common first, and under it those of its details of which the
 * same is so. What else was reported is one line that says no cause.
 */
function causesOf(reports: readonly Report[], limit: number): CauseCount[] {
  const groups = grouped(reports, ({ category }) => category ?? "");
  const shown = groups.filter(({ key, teams }) => key !== "" && !isTooFew(teams, limit));
  const others = groups.filter((group) => !shown.includes(group)).flatMap(({ members }) => members);
  const lines = shown
    .map(({ members }) => ({ ...countOf(members), detail: null, members }))
    .toSorted(mostFirst)
    .flatMap(({ members, ...whole }) => [whole, ...detailsOf(members, limit)]);
  return others.length === 0 ? lines : [...lines, { ...countOf(others), category: null, detail: null }];
}

function detailsOf(members: readonly Report[], limit: number): CauseCount[] {
  return grouped(members, ({ detail }) => detail ?? "")
    .filter(({ key, teams }) => key !== "" && !isTooFew(teams, limit))
    .map((group) => countOf(group.members))
    .toSorted(mostFirst);
}

interface Grouped {
  key: string;
  members: Report[];
  teams: Set<string>;
}

function grouped(reports: readonly Report[], keyOf: (report: Report) => string): Grouped[] {
  return [...Map.groupBy(reports, keyOf)].map(([key, members]) => {
    return { key, members, teams: new Set(members.map(({ team }) => team.id)) };
  });
}

function countOf(members: readonly Report[]): CauseCount {
  const [first] = members;
  return {
    category: first?.category ?? null,
    detail: first?.detail ?? null,
    reported: members.length,
    open: members.filter(({ barrier }) => isOpen(barrier)).length,
    teams: new Set(members.map(({ team }) => team.id)).size,
  };
}

function mostFirst(a: CauseCount, b: CauseCount): number {
  return b.reported - a.reported || b.teams - a.teams;
}

function areasOf(
  directory: Directory,
  reports: readonly Report[],
  { areaId, limit }: { areaId: string | undefined; limit: number },
): AreaCauses[] {
  const below = (team: Team) => {
    const path = areaPath(directory, team.areaId);
    const at = areaId === undefined ? path.length : path.indexOf(areaId);
    return path[at - 1] ?? "";
  };
  const groups = grouped(reports, ({ team }) => below(team));
  const alone = groups.filter(({ key, teams }) => key !== "" && !isTooFew(teams, limit));
  const others = groups.filter((group) => !alone.includes(group)).flatMap(({ members }) => members);
  const lines = [
    ...alone.map(({ key, members }) => ({ id: key, name: directory.areas.get(key)?.name ?? key, members })),
    ...(others.length === 0 ? [] : [{ id: null, name: null, members: others }]),
  ];
  const cells = cellsOf(lines, limit);
  return lines
    .map(({ id, name, members }) => {
      const { teams, reported } = countOf(members);
      return { id, name, teams, reported, byCategory: cells.get(id) ?? {} };
    })
    .toSorted(
      (a, b) => Number(a.id === null) - Number(b.id === null) || (a.name ?? "").localeCompare(b.name ?? "", "da"),
    );
}

/** By line the categories that can be told: none can be found by taking those that are shown from the sum of all. */
function cellsOf(
  lines: readonly { id: string | null; members: Report[] }[],
  limit: number,
): Map<string | null, AreaCauses["byCategory"]> {
  const cells = new Map(lines.map(({ id }): [string | null, AreaCauses["byCategory"]] => [id, {}]));
  for (const category of barrierCategoryIds) {
    const groups = lines.map(({ id, members }) => {
      const of = members.filter((report) => report.category === category);
      return { id, count: of.length, teams: new Set(of.map(({ team }) => team.id)) };
    });
    const { shown } = enoughTeams(
      groups.filter(({ count }) => count > 0),
      limit,
    );
    for (const { id, count } of shown) Object.assign(cells.get(id) ?? {}, { [category]: count });
  }
  return cells;
}
