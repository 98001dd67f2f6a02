import { localDate } from "../../domain/calendar.ts";
import type { presetPeriods } from "../../domain/citizen/periods.ts";
import type { Published } from "../../domain/citizen/publication.ts";
import { areaPath } from "../../domain/organisation.ts";
import { rolesOf } from "../../domain/permissions.ts";
import { keys } from "../../store/documents.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";

export interface PublishedView {
  /** Of the whole municipality, the latest first: the same for every manager. */
  whole: Published[];
  /** Of the areas that the person is manager of and those below them, the latest period first. */
  areas: Published[];
  /** When the next figures of the municipality are published; null for whoever sees none. */
  nextOn: string | null;
}

/** So many periods are shown. */
const shownPeriods: Record<keyof typeof presetPeriods, number> = { whole: 4, areas: 2 };

/**
 * What managers see of citizens: publications of closed periods, as they were published. There is nothing to choose among
 * them. Empty for somebody who is manager of nothing.
 */
export async function viewPublished({ store, actor, directory, now }: Errand): Promise<PublishedView> {
  const roles = rolesOf(directory, actor.personId, localDate(now)).filter(({ role }) => role === "manager");
  if (roles.length === 0) return { whole: [], areas: [], nextOn: null };
  const scopes = new Set(roles.map(({ scope }) => scope));
  const sees = (area: string) => scopes.has("*") || areaPath(directory, area).some((above) => scopes.has(above));
  const found = await Array.fromAsync(queryAll(store, actor.tenantId, "published"), ({ value }) => value);
  const upkeep = await store.read(actor.tenantId, "upkeep", keys.upkeep);
  const latest = (some: Published[], count: number) => {
    const periods = [...new Set(some.map(({ from }) => from))].toSorted().slice(-count);
    return some.filter(({ from }) => periods.includes(from)).toSorted((a, b) => (a.from < b.from ? 1 : -1));
  };
  return {
    whole: latest(
      found.filter(({ area }) => area === "*"),
      shownPeriods.whole,
    ),
    areas: latest(
      found.filter(({ area }) => area !== "*" && sees(area)),
      shownPeriods.areas,
    ),
    nextOn: upkeep?.value.citizenPeriods?.whole.to ?? null,
  };
}
