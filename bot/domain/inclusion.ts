import { type CitizenCase, groupsOf } from "./citizen-case.ts";
import type { IsoDate } from "./organisation.ts";
import {
  type CitizenAlternative,
  type CitizenReason,
  citizenAlternatives,
  citizenOutcomes,
  citizenReasonGroupIds,
  citizenReasons,
} from "./vocabulary.ts";

/** What is in the way of citizens and what is done instead, in figures of the cases that somebody may see. */
export interface Inclusion {
  /** Only those with a figure to show, the most frequent first. */
  reasons: { id: CitizenReason; count: number }[];
  instead: { id: CitizenAlternative; count: number }[];
  /** Newest last; outcomes in the order of the vocabulary. */
  quarters: { id: string; outcomes: number[]; total: number }[];
  /** What is difficult by group, over all the quarters: by solution id, and by the area of the team. */
  reasonsBy: Record<"solutions" | "areas", { id: string; counts: number[] }[]>;
  /** By solution id, over all the quarters. */
  solutions: { id: string; outcomes: number[] }[];
  total: number;
  /** Closed as they stood because nobody answered. */
  unanswered: number;
}

/** How many quarters are told apart, this one included. */
const quarterCount = 4;

/** `2026-11-21` lies in `2026-Q4`. */
export function quarterOf(date: IsoDate): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** This quarter and those before it, oldest first. */
export function recentQuarters(today: IsoDate): string[] {
  const [year, quarter] = quarterOf(today).split("-Q").map(Number);
  const index = (year ?? 0) * 4 + (quarter ?? 1) - 1;
  return Array.from({ length: quarterCount }, (_, back) => index - quarterCount + 1 + back).map(
    (at) => `${Math.floor(at / 4)}-Q${(at % 4) + 1}`,
  );
}

/**
 * The figures of cases that were logged in the last four quarters, for somebody who may see each of them. A case may have several
 * reasons, so those counts do not add up to the total. `dated` gives the local date of each case.
 */
export function inclusionOf(
  cases: readonly (Pick<CitizenCase, "reasons" | "groups" | "instead" | "outcome" | "solutionId" | "unanswered"> & {
    date: IsoDate;
    areaId: string;
  })[],
  today: IsoDate,
): Inclusion {
  const quarters = recentQuarters(today);
  const recent = cases.filter(({ date }) => quarters.includes(quarterOf(date)));
  const countOutcomes = (some: typeof recent) =>
    citizenOutcomes.map((outcome) => some.filter((one) => one.outcome === outcome).length);
  const solutionIds = [...new Set(recent.flatMap(({ solutionId }) => solutionId ?? []))].sort();
  return {
    reasons: frequent(citizenReasons, recent, (one) => one.reasons),
    instead: frequent(citizenAlternatives, recent, (one) => one.instead),
    quarters: quarters.map((id) => {
      const some = recent.filter(({ date }) => quarterOf(date) === id);
      return { id, outcomes: countOutcomes(some), total: some.length };
    }),
    solutions: solutionIds.map((id) => ({
      id,
      outcomes: countOutcomes(recent.filter(({ solutionId }) => solutionId === id)),
    })),
    reasonsBy: {
      solutions: byGroup(recent, ({ solutionId }) => solutionId),
      areas: byGroup(recent, ({ areaId }) => areaId),
    },
    total: recent.length,
    unanswered: recent.filter(({ unanswered }) => unanswered).length,
  };
}

/** The most cases first. */
function byGroup<Case extends Pick<CitizenCase, "reasons" | "groups">>(
  cases: readonly Case[],
  of: (one: Case) => string | null,
): { id: string; counts: number[] }[] {
  const ids = [...new Set(cases.flatMap((one) => of(one) ?? []))];
  const some = ids.map((id) => {
    const about = cases.filter((one) => of(one) === id);
    const counts = citizenReasonGroupIds.map((group) => about.filter((one) => groupsOf(one).includes(group)).length);
    return { id, counts, size: about.length };
  });
  return some.sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1)).map(({ id, counts }) => ({ id, counts }));
}

function frequent<Id extends string, Case>(
  ids: readonly Id[],
  cases: readonly Case[],
  named: (one: Case) => readonly Id[],
): { id: Id; count: number }[] {
  return ids
    .map((id) => ({ id, count: cases.filter((one) => named(one).includes(id)).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
