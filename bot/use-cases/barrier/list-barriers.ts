import { type Barrier, isOpen } from "../../domain/barrier/barrier.ts";
import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import { barrierWords } from "../../domain/barrier/barrier-words.ts";
import { teamsOf } from "../../domain/barrier/common-task.ts";
import { overdueSince } from "../../domain/barrier/waiting.ts";
import { addMonths, localDate, localInstant } from "../../domain/calendar.ts";
import { holdAll, type SoughtWord } from "../../domain/folded-words.ts";
import { isInArea } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { type BarrierCategory, type BarrierStatus, isUnsolved, openStatuses } from "../../domain/vocabulary.ts";
import { type Query, queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";
import { soughtWords } from "./search-words.ts";

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
  /** Only those that nobody has taken. */
  free?: boolean | undefined;
  /** Only those whose reporter wishes for a visit. */
  visit?: boolean | undefined;
  /** Only those that have waited longer than agreed. */
  late?: boolean | undefined;
  /** Only this one and those that are linked to it as the same. */
  sameAs?: string | undefined;
  /**
   * Words that must all occur in what one reads of it: team, solution under any of its names, people, what it is about, where it is, and
   * what was written. With words, what was closed more than twelve months ago is left out.
   */
  words?: string | undefined;
}

export interface BarrierList {
  items: Barrier[];
  /** Of how many teams those are that others are linked to as the same, by id. */
  teams: ReadonlyMap<string, number>;
  next?: string;
}

/** A list this long is answered at once; a page of what matches may be somewhat longer than was asked for. */
const mostScans = 20;
/** What was closed longer ago is not searched. */
const searchedMonths = 12;
/** What waits for another one that it is the same as. */
const openLinked = { where: { status: openStatuses }, range: { field: "sameAs", from: "" }, limit: 1000 } as const;
const none = { where: { status: [] } } as const;
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
  const sought = soughtWords(errand, filter.words ?? "");
  const query = queryOf(errand, filter, sought);
  if (query === null) return { items: [], teams: new Map() };
  const matches = matcher(errand, filter, sought);
  if (filter.sameAs !== undefined) {
    const family = await familyOf(errand, filter.sameAs);
    return { items: family.filter(matches), teams: teamsOf(family, family) };
  }
  const items: Barrier[] = [];
  const linked: Barrier[] = [];
  let page = paging.page;
  for (let scan = 1; ; scan++) {
    const order = { field: "updatedAt", descending: true } as const;
    const asked = { ...query, order, limit: paging.limit, ...(page === undefined ? {} : { page }) };
    const [found, others] = await store.queryMany(actor.tenantId, [
      { kind: "barrier", query: asked },
      { kind: "barrier", query: scan === 1 ? openLinked : none },
    ]);
    linked.push(...others.items.map(({ value }) => value));
    items.push(...found.items.map(({ value }) => value).filter(matches));
    page = found.next;
    if (page === undefined) return { items, teams: teamsOf(items, linked) };
    if (items.length >= paging.limit || scan === mostScans) return { items, teams: teamsOf(items, linked), next: page };
  }
}

/** One barrier and all that are linked to it as the same, the last changed first; families are small. */
async function familyOf({ store, actor }: Errand, id: string): Promise<Barrier[]> {
  const [root, members] = await Promise.all([
    store.read(actor.tenantId, "barrier", id),
    Array.fromAsync(queryAll(store, actor.tenantId, "barrier", { where: { sameAs: id } })),
  ]);
  const all = [...(root === undefined ? [] : [root]), ...members].map(({ value }) => value);
  return all.toSorted((a, b) => (a.updatedAt > b.updatedAt ? -1 : 1));
}

/**
 * As much of the question as the store's indexes can answer; null when it is about nothing that the person may meet: then
 * nothing is read, and no page begins anywhere.
 */
function queryOf(
  { directory, actor, now }: Errand,
  filter: BarrierFilter,
  words: readonly SoughtWord[],
): Query<"barrier"> | null {
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
  return { where, words, ...(seen.size === 0 ? { range: { field: "escalatedAt", from: "" } } : {}) };
}

function matcher(errand: Errand, filter: BarrierFilter, sought: readonly SoughtWord[]): (barrier: Barrier) => boolean {
  const { directory, actor, now } = errand;
  const { personId } = actor;
  const date = localDate(now);
  const newest = new Date(Date.parse(now) - (filter.olderThanDays ?? 0) * 86_400_000).toISOString();
  const oldest = localInstant(addMonths(date, -searchedMonths), 0);
  return (barrier) =>
    maySeeBarrier(directory, personId, barrier, date) &&
    isInArea(directory, barrier.teamId, filter.areaId) &&
    (filter.category === undefined || barrier.category === filter.category) &&
    (!filter.mine || barrier.assignedTo === personId || barrier.reportedBy === personId) &&
    (!filter.free || (barrier.assignedTo === null && isUnsolved(barrier.status))) &&
    (!filter.visit || (barrier.contact === "visit" && isUnsolved(barrier.status))) &&
    (!filter.late || overdueSince(barrier, directory.settings, now) !== null) &&
    (filter.sameAs === undefined || barrier.id === filter.sameAs || barrier.sameAs === filter.sameAs) &&
    (filter.olderThanDays === undefined || (barrier.createdAt <= newest && isOpen(barrier))) &&
    (sought.length === 0 ||
      ((barrier.closedAt === null || barrier.closedAt >= oldest) && holdAll(barrierWords(barrier), sought)));
}
