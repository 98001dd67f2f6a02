import { type CitizenCase, groupsOf } from "../citizen-case.ts";
import {
  type CitizenAlternative,
  type CitizenReasonGroup,
  citizenAlternatives,
  citizenReasonGroupIds,
} from "../vocabulary.ts";
import type { Criteria } from "./criteria.ts";
import { firstWays } from "./first-ways.ts";

// What somebody who notes a citizen is told meanwhile: what has helped before, and what is agreed.

export interface AskedAbout {
  solutionId?: string | undefined;
  group?: CitizenReasonGroup | undefined;
}

type CaseOutcome = Pick<CitizenCase, "solutionId" | "reasons" | "groups" | "outcome" | "instead">;

/** Ways after which the citizen came along, wholly or in part, and in how many of the cases; the most frequent first. Pure. */
export function waysThatHelped(
  cases: readonly CaseOutcome[],
  { solutionId, group }: AskedAbout,
): { id: CitizenAlternative; count: number }[] {
  const counts = new Map<CitizenAlternative, number>();
  for (const one of cases) {
    const isAbout =
      (solutionId === undefined || one.solutionId === solutionId) &&
      (group === undefined || groupsOf(one).includes(group));
    if (!isAbout || (one.outcome !== "digital" && one.outcome !== "hybrid")) continue;
    for (const way of one.instead) counts.set(way, (counts.get(way) ?? 0) + 1);
  }
  const ways = citizenAlternatives.flatMap((id) => (counts.has(id) ? [{ id, count: counts.get(id) ?? 0 }] : []));
  return ways.sort((a, b) => b.count - a.count);
}

/** All the groups, and the ways that have been chosen, the most frequent first; what is as frequent as each other in the order of the form. */
export function usualIn(cases: readonly CaseOutcome[]): {
  groups: CitizenReasonGroup[];
  instead: CitizenAlternative[];
} {
  const byCount = <Id extends string>(ids: readonly Id[], named: (one: CaseOutcome) => readonly Id[]) => {
    const counts = new Map<Id, number>(ids.map((one) => [one, 0]));
    for (const one of cases) for (const id of named(one)) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  };
  return {
    groups: byCount(citizenReasonGroupIds, groupsOf).map(([id]) => id),
    instead: byCount(citizenAlternatives, ({ instead }) => instead).flatMap(([id, count]) => (count > 0 ? [id] : [])),
  };
}

/** Criteria as they hold where something is noted. */
export interface AgreedHere {
  solutionName: string;
  /** Null for the whole municipality. */
  areaName: string | null;
  criteria: Criteria;
}

export interface OfferedWhileNoting {
  /** The group that was chosen first, when one was. */
  group: CitizenReasonGroup | undefined;
  /** The way that has helped most often with what is known of the note; null where none has. */
  way: CitizenAlternative | null;
  /** The same for each group, where some way has helped. */
  byGroup: Partial<Record<CitizenReasonGroup, CitizenAlternative>>;
  /** The ways that are offered before the rest is asked for. */
  firstWays: CitizenAlternative[];
  /** About the solution that was chosen, else about all that may be. */
  agreed: AgreedHere[];
}

/** What has helped in the cases, for what is asked about and for each group. Pure. */
export function helpedIn(cases: readonly CaseOutcome[], asked: AskedAbout): Omit<OfferedWhileNoting, "agreed"> {
  const bestFor = (about: AskedAbout) => waysThatHelped(cases, about)[0]?.id;
  const byGroup = Object.fromEntries(
    citizenReasonGroupIds.flatMap((group) => {
      const way = bestFor({ ...asked, group });
      return way === undefined ? [] : [[group, way] as const];
    }),
  );
  return { group: asked.group, way: bestFor(asked) ?? null, byGroup, firstWays: firstWays(usualIn(cases).instead) };
}
