import { addMonths, localDate, localInstant } from "../../domain/calendar.ts";
import {
  chosenPeriods,
  type FigurePeriod,
  type PeriodLevel,
  periodAfter,
  periodAt,
} from "../../domain/citizen/periods.ts";
import { insidersOf } from "../../domain/citizen/protect.ts";
import { type CountedCase, type Published, publishAreas, publishWhole } from "../../domain/citizen/publication.ts";
import { asOfToday } from "../../domain/citizen-case.ts";
import type { IsoDate } from "../../domain/organisation.ts";
import { keys } from "../../store/documents.ts";
import { type Change, Conflict, queryAll } from "../../store/store.ts";
import type { DirectoryContext } from "../errand.ts";

/** What is older than this when figures are first published is left to the past. */
const monthsBack = 12;

/**
 * Publishes the figures about citizens of every period that has ended: once, the whole municipality first, then all areas of
 * a period together. What is published is never computed again. Another process may do the same at the same moment: the first
 * commit stands. Returns how many publications there are more. One read when nothing is due.
 */
export async function publishFigures(context: DirectoryContext): Promise<number> {
  const today = localDate(context.now);
  let count = 0;
  for (;;) {
    const upkeep = await context.store.read(context.tenantId, "upkeep", keys.upkeep);
    const next = upkeep?.value.citizenPeriods ?? firstPeriods(context, today);
    const level = dueLevel(next, today);
    if (level === null && upkeep?.value.citizenPeriods !== undefined) return count;
    const published = level === null ? [] : await figuresOf(context, level, next[level], today);
    const kinds = chosenPeriods(context.directory.settings);
    const periods = level === null ? next : { ...next, [level]: periodAfter(next[level], kinds[level]) };
    const value = { textsBefore: "", ...upkeep?.value, citizenPeriods: periods };
    const figures: Change =
      upkeep === undefined
        ? { op: "create", kind: "upkeep", key: keys.upkeep, value }
        : { op: "replace", kind: "upkeep", key: keys.upkeep, etag: upkeep.etag, value };
    if (!(await store(context, published, figures))) return count;
    count += published.length;
  }
}

function firstPeriods({ directory }: DirectoryContext, today: IsoDate): Record<PeriodLevel, FigurePeriod> {
  const kinds = chosenPeriods(directory.settings);
  const areas = periodAt(kinds.areas, addMonths(today, -monthsBack));
  return { areas, whole: periodAt(kinds.whole, areas.from) };
}

/** The level whose next period is over; areas wait until the whole is published for all of theirs. */
function dueLevel({ whole, areas }: Record<PeriodLevel, FigurePeriod>, today: IsoDate): PeriodLevel | null {
  if (areas.to < today && whole.from > areas.to) return "areas";
  return whole.to < today ? "whole" : null;
}

async function figuresOf(
  context: DirectoryContext,
  level: PeriodLevel,
  period: FigurePeriod,
  today: IsoDate,
): Promise<Published[]> {
  const { store, tenantId, directory } = context;
  const cases: CountedCase[] = [];
  const range = { field: "updatedAt", from: localInstant(period.from, 0) } as const;
  for await (const { value } of queryAll(store, tenantId, "citizenCase", { range })) {
    const date = localDate(value.createdAt);
    if (period.from <= date && date <= period.to) cases.push({ ...asOfToday(value), date });
  }
  const limit = directory.settings.suppressionLimit;
  const publishing = { directory, insiders: insidersOf(directory), limit, today };
  if (level === "whole") return [publishWhole(publishing, period, cases)];
  const known = await Array.fromAsync(queryAll(store, tenantId, "published"), ({ value }) => value);
  const wholes = known.filter(({ area, from, to }) => area === "*" && from >= period.from && to <= period.to);
  return publishAreas(publishing, period, cases, wholes);
}

/** All of a period at once, and what comes next; in several commits only where a municipality has a hundred areas. */
async function store(
  { store, tenantId }: DirectoryContext,
  published: readonly Published[],
  figures: Change,
): Promise<boolean> {
  const changes: Change[] = published.map((value) => ({
    op: "create",
    kind: "published",
    key: keys.published(value.period, value.area),
    value,
  }));
  const most = store.maxChanges - 1;
  try {
    for (let at = 0; at + most < changes.length; at += most) await store.commit(tenantId, changes.slice(at, at + most));
    const last = changes.slice(Math.max(0, Math.floor((changes.length - 1) / most)) * most);
    await store.commit(tenantId, [...last, figures]);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}
