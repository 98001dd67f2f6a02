import type { CitizenCase } from "./citizen-case.ts";
import type { IsoDate } from "./organisation.ts";
import { type ShownTable, suppress } from "./suppression.ts";
import {
  type CitizenAlternative,
  type CitizenReason,
  citizenAlternatives,
  citizenOutcomes,
  citizenReasons,
} from "./vocabulary.ts";

/** A figure, or null where it is under the limit. */
type Shown = number | null;

/** What is in the way of citizens and what is done instead, in figures that point at nobody. */
export interface Inclusion {
  /** Figures under this are hidden; 0 when nothing is. */
  limit: number;
  /** Only those with a figure to show, the most frequent first. */
  reasons: { id: CitizenReason; count: number }[];
  instead: { id: CitizenAlternative; count: number }[];
  /** Newest last; outcomes in the order of the vocabulary. */
  quarters: { id: string; outcomes: Shown[]; total: Shown }[];
  /** By solution id, over all the quarters. */
  solutions: { id: string; outcomes: Shown[] }[];
  total: Shown;
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
 * The figures of cases that were logged in the last four quarters. A case may have several reasons, so those counts do not
 * add up to the total and cannot be subtracted from it; the tables of outcomes can, and are protected (see
 * {@link suppress}). `limit` 0 hides nothing. `dated` gives the local date of each case.
 */
export function inclusionOf(
  cases: readonly (Pick<CitizenCase, "reasons" | "instead" | "outcome" | "solutionId"> & { date: IsoDate })[],
  today: IsoDate,
  limit: number,
): Inclusion {
  const quarters = recentQuarters(today);
  const recent = cases.filter(({ date }) => quarters.includes(quarterOf(date)));
  const countOutcomes = (some: typeof recent) =>
    citizenOutcomes.map((outcome) => some.filter((one) => one.outcome === outcome).length);
  const byQuarter: ShownTable = suppress(
    quarters.map((quarter) => countOutcomes(recent.filter(({ date }) => quarterOf(date) === quarter))),
    limit,
  );
  const solutionIds = [...new Set(recent.flatMap(({ solutionId }) => solutionId ?? []))].sort();
  const withoutSolution = recent.filter(({ solutionId }) => solutionId === null);
  const bySolution = suppress(
    [
      ...solutionIds.map((id) => countOutcomes(recent.filter(({ solutionId }) => solutionId === id))),
      countOutcomes(withoutSolution),
    ],
    limit,
    true,
  );
  return {
    limit,
    reasons: frequent(citizenReasons, recent, (one) => one.reasons, limit),
    instead: frequent(citizenAlternatives, recent, (one) => one.instead, limit),
    quarters: quarters.map((id, index) => ({
      id,
      outcomes: byQuarter.cells[index] ?? [],
      total: byQuarter.rowTotals[index] ?? null,
    })),
    // A row of hidden figures only would tell that somebody has met the solution: too few look like none.
    solutions: solutionIds
      .map((id, index) => ({ id, outcomes: bySolution.cells[index] ?? [] }))
      .filter(({ outcomes }) => outcomes.some((count) => count !== null)),
    total: byQuarter.total,
  };
}

function frequent<Id extends string, Case>(
  ids: readonly Id[],
  cases: readonly Case[],
  named: (one: Case) => readonly Id[],
  limit: number,
): { id: Id; count: number }[] {
  return ids
    .map((id) => ({ id, count: cases.filter((one) => named(one).includes(id)).length }))
    .filter(({ count }) => count > 0 && count >= limit)
    .sort((a, b) => b.count - a.count);
}
