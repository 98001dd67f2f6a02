import { areaPath, type Directory, type Instant, type IsoDate } from "../organisation.ts";
import { rolesOf } from "../permissions.ts";
import type { InclusionPrinciple } from "../vocabulary.ts";

// When a solution is used digitally, when in part, and when not: what a municipality has agreed, for itself or for an area. No import
// touches it.

/** The criteria as somebody wrote them. Every text has passed the guard; null for nothing written. */
export interface CriteriaVersion {
  /** When it is digital. */
  digital: string | null;
  /** When it is digital in part. */
  hybrid: string | null;
  /** When it stays without the digital. */
  analogue: string | null;
  /** Who decides in doubt: a function and no name. */
  decider: string | null;
  /** From when it holds. */
  since: IsoDate;
  /** The national principles that have been gone through. */
  principles: InclusionPrinciple[];
  by: string;
  at: Instant;
}

/** The criteria for a solution in an area, or `*` for the whole municipality. */
export interface Criteria extends CriteriaVersion {
  solutionId: string;
  area: string;
  /** How they were, the newest first. */
  earlier: CriteriaVersion[];
}

/** So many earlier versions are kept. */
export const mostEarlier = 30;

/** The criteria as they are now, with how they were before; the earlier ones go where that was asked for. Pure. */
export function rewritten(
  known: Criteria | undefined,
  about: Pick<Criteria, "solutionId" | "area">,
  now: CriteriaVersion,
  { forgetsEarlier = false } = {},
): Criteria {
  if (known === undefined || forgetsEarlier) return { ...about, ...now, earlier: [] };
  const { solutionId: _, area: __, earlier, ...before } = known;
  return { ...about, ...now, earlier: [before, ...earlier].slice(0, mostEarlier) };
}

/** Whether the person writes criteria there: a navigator or manager of the area or of one above it; of the whole only whoever has all of it. */
export function mayWriteCriteria(directory: Directory, personId: string, area: string, date: IsoDate): boolean {
  if (area !== "*" && !directory.areas.has(area)) return false;
  const above = area === "*" ? ["*"] : ["*", ...areaPath(directory, area)];
  return rolesOf(directory, personId, date).some(
    ({ role, scope }) => (role === "navigator" || role === "manager") && above.includes(scope),
  );
}

/** The criteria that hold for a team: of its nearest area that has any, else of the whole municipality; undefined where there are none. */
export function criteriaFor(
  directory: Directory,
  all: readonly Criteria[],
  solutionId: string,
  teamId: string,
): Criteria | undefined {
  const team = directory.teams.get(teamId);
  const areas = team === undefined ? ["*"] : [...areaPath(directory, team.areaId), "*"];
  const about = all.filter((one) => one.solutionId === solutionId);
  return areas.flatMap((area) => about.find((one) => one.area === area) ?? [])[0];
}
