import { type Barrier, isOpen } from "../../domain/barrier/barrier.ts";
import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import { localDate } from "../../domain/calendar.ts";
import { composed } from "../../domain/composed.ts";
import { type Directory, isInArea, solutionName } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import type { BarrierCategory, BarrierStatus } from "../../domain/vocabulary.ts";
import type { Query } from "../../store/store.ts";
import type { Errand } from "../errand.ts";

/** What is looked for; everything that is left out matches. */
export interface BarrierFilter {
  areaId?: string | undefined;
  teamId?: string | undefined;
  solutionId?: string | undefined;
  category?: BarrierCategory | undefined;
  statuses?: readonly BarrierStatus[] | undefined;
  /** Only those that the person has taken, or has reported. */
  mine?: boolean | undefined;
  /** Only those reported at least so many days ago. */
  olderThanDays?: number | undefined;
  /** Words that must all occur in the team, the solution or what was written about it. */
  words?: string | undefined;
}

export interface BarrierList {
  items: Barrier[];
  next?: string;
}

/** A list this long is answered at once; a page of what matches may be somewhat longer than was asked for. */
const mostScans = 20;
/** More teams than this are not named in a query: one pass over all barriers is cheaper. */
const mostTeamsNamed = 60;

/**
 * The barriers that the person may see and that match, the last changed first. A page holds at least `limit` of them
 * unless it is the last one or very few match; go on with `next`.
 */
export async function listBarriers(
  errand: Errand,
  filter: BarrierFilter,
  paging: { limit: number; page?: string | undefined },
): Promise<BarrierList> {
  const { store, actor } = errand;
  const query = queryOf(errand, filter);
  if (query === null) return { items: [] };
  const matches = matcher(errand, filter);
  const items: Barrier[] = [];
  let page = paging.page;
  for (let scan = 1; ; scan++) {
    const found = await store.query(actor.tenantId, "barrier", {
      ...query,
      order: { field: "updatedAt", descending: true },
      limit: paging.limit,
      ...(page === undefined ? {} : { page }),
    });
    items.push(...found.items.map(({ value }) => value).filter(matches));
    page = found.next;
    if (page === undefined) return { items };
    if (items.length >= paging.limit || scan === mostScans) return { items, next: page };
  }
}

/**
 * As much of the question as the store's indexes can answer; null when it is about nothing that the person may meet: then
 * nothing is read, and no page begins anywhere.
 */
function queryOf({ directory, actor, now }: Errand, filter: BarrierFilter): Query<"barrier"> | null {
  const date = localDate(now);
  const seen = new Set(teamsWhere(directory, actor.personId, "seeBarriers", date));
  const lifted = { escalatedAt: now };
  const asked = filter.teamId === undefined ? directory.teams.keys() : [filter.teamId];
  const met = [...asked].filter(
    (teamId) =>
      directory.teams.has(teamId) &&
      isInArea(directory, teamId, filter.areaId) &&
      maySeeBarrier(directory, actor.personId, { teamId, ...lifted }, date),
  );
  if (met.length === 0) return null;
  const where: Query<"barrier">["where"] = {};
  if (met.length <= mostTeamsNamed) where.teamId = met;
  if (filter.solutionId !== undefined) where.solutionId = filter.solutionId;
  if (filter.statuses !== undefined) where.status = filter.statuses;
  return { where, ...(seen.size === 0 ? { range: { field: "escalatedAt", from: "" } } : {}) };
}

function matcher({ directory, actor, now }: Errand, filter: BarrierFilter): (barrier: Barrier) => boolean {
  const { personId } = actor;
  const date = localDate(now);
  const newest = new Date(Date.parse(now) - (filter.olderThanDays ?? 0) * 86_400_000).toISOString();
  const words = folded(filter.words ?? "")
    .split(/\s+/)
    .filter((word) => word !== "");
  return (barrier) =>
    maySeeBarrier(directory, personId, barrier, date) &&
    isInArea(directory, barrier.teamId, filter.areaId) &&
    (filter.category === undefined || barrier.category === filter.category) &&
    (!filter.mine || barrier.assignedTo === personId || barrier.reportedBy === personId) &&
    (filter.olderThanDays === undefined || (barrier.createdAt <= newest && isOpen(barrier))) &&
    (words.length === 0 || holdsAll(textOf(directory, barrier), words));
}

function textOf(directory: Directory, barrier: Barrier): string {
  const parts = [
    directory.teams.get(barrier.teamId)?.name,
    directory.solutions.get(barrier.solutionId)?.name,
    solutionName(directory, barrier.solutionId, barrier.teamId),
    barrier.consequence,
    ...barrier.events.map((event) => event.text),
  ];
  return folded(parts.filter((part) => part != null).join(" "));
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function folded(text: string): string {
  return composed(text, "NFKC").toLocaleLowerCase("da");
}
