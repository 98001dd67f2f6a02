import { localDate } from "../../domain/calendar.ts";
import type { FigurePeriod } from "../../domain/citizen/periods.ts";
import { type Quarter, quarterBefore, quarterToClose } from "../../domain/quarter/quarter.ts";
import { quarterPlaces } from "../../domain/quarter/quarter-scopes.ts";
import { keys } from "../../store/documents.ts";
import { type Change, Conflict } from "../../store/store.ts";
import type { DirectoryContext } from "../errand.ts";
import { quarterFigures, readQuarter } from "./quarter-figures.ts";

/** A service that was away for longer than this leaves what was before to the past. */
const mostBack = 4;

/**
 * Closes every quarter that can be written in no longer, for the municipality and each of its areas: once, and what is closed is never
 * computed again. Of the first one only where there is something to tell. Another process may do the same at the same moment: the first
 * commit stands. Returns how many pages were closed. One read when nothing is due.
 */
export async function closeQuarters(context: DirectoryContext): Promise<number> {
  const { store, tenantId, now } = context;
  const last = quarterToClose(localDate(now));
  const upkeep = await store.read(tenantId, "upkeep", keys.upkeep);
  const through = upkeep?.value.quartersThrough;
  if (through !== undefined && through >= last.id) return 0;
  let count = 0;
  for (const quarter of quartersAfter(through, last)) count += await closeOne(context, quarter);
  const value = { textsBefore: "", ...upkeep?.value, quartersThrough: last.id };
  const noted: Change =
    upkeep === undefined
      ? { op: "create", kind: "upkeep", key: keys.upkeep, value }
      : { op: "replace", kind: "upkeep", key: keys.upkeep, etag: upkeep.etag, value };
  await unlessThere(() => store.commit(tenantId, [noted]));
  return count;
}

/** Those to close, the oldest first: all since the last that was, or the last one alone in the beginning. */
function quartersAfter(through: string | undefined, last: FigurePeriod): FigurePeriod[] {
  const found: FigurePeriod[] = [last];
  for (let one = quarterBefore(last); through !== undefined && one.id > through; one = quarterBefore(one)) {
    if (found.length === mostBack) break;
    found.unshift(one);
  }
  return found;
}

async function closeOne(context: DirectoryContext, quarter: FigurePeriod): Promise<number> {
  const { store, tenantId, directory, now } = context;
  const sources = await readQuarter(context, quarter);
  const pages = quarterPlaces(directory).flatMap((place): Quarter[] => {
    const figures = quarterFigures(context, sources, place);
    const isEmpty = figures.answered === 0 && figures.decisions.length === 0;
    return isEmpty ? [] : [{ quarter: quarter.id, scope: place, closedOn: localDate(now), ...figures }];
  });
  let count = 0;
  // One by one: a page is a hundred small figures, and each stands by itself.
  for (const value of pages) {
    const key = keys.quarter(value.quarter, value.scope);
    if (await unlessThere(() => store.commit(tenantId, [{ op: "create", kind: "quarter", key, value }]))) count += 1;
  }
  return count;
}

/** False where another process was first. */
async function unlessThere(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}
