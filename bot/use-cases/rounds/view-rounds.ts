import { localDate } from "../../domain/calendar.ts";
import type { RoundResult } from "../../domain/check-in/round-results.ts";
import { rolesOf } from "../../domain/permissions.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";

/**
 * What the rounds came to, the latest first: the same for every manager and navigator, whatever their area, and nothing for anybody else.
 * There is nothing to choose among them. One read.
 */
export async function viewRounds({ store, actor, directory, now }: Errand): Promise<RoundResult[]> {
  const roles = rolesOf(directory, actor.personId, localDate(now));
  if (!roles.some(({ role }) => role === "manager" || role === "navigator")) return [];
  const found = await Array.fromAsync(queryAll(store, actor.tenantId, "round"), ({ value }) => value);
  return found.toSorted((a, b) => (a.to < b.to ? 1 : -1));
}
