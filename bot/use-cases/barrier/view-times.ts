import type { Barrier } from "../../domain/barrier/barrier.ts";
import { type TopicTimes, timesOf } from "../../domain/barrier/times.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import { isInArea } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";

/** So far back it is counted. */
const days = 365;

/**
 * How long it has taken in a year, what came back and where the same was met again, in the teams that the navigator helps, by solution
 * and topic. Throws `notFound` for whoever helps none. One pass over a year.
 */
export async function viewTimes(errand: Errand, areaId?: string | undefined): Promise<TopicTimes[]> {
  const { store, actor, directory, now } = errand;
  const today = localDate(now);
  const mine = teamsWhere(directory, actor.personId, "triage", today);
  const counted = new Set(mine.filter((teamId) => isInArea(directory, teamId, areaId)));
  if (counted.size === 0) throw new OmbordError("notFound");
  const from = localInstant(addDays(today, -days), 0);
  const barriers: Barrier[] = [];
  for await (const { value } of queryAll(store, actor.tenantId, "barrier", { range: { field: "updatedAt", from } })) {
    if (counted.has(value.teamId) && value.createdAt >= from) barriers.push(value);
  }
  return timesOf(barriers);
}
