import type { BarrierItem } from "../../../bot/api/contract.ts";

/** What the list can be sorted by; the address holds it. */
export const sortings = ["age", "waits", "area", "teams", "contact"] as const;
export type Sorting = (typeof sortings)[number];

export function sortingOf(query: URLSearchParams): Sorting {
  return sortings.find((name) => name === query.get("sort")) ?? "age";
}

const wishes: Record<BarrierItem["contact"], number> = { visit: 0, call: 1, none: 2 };

/** The items in that order; what is equal by the oldest first. */
export function sorted(items: readonly BarrierItem[], by: Sorting, areaName: (id: string) => string): BarrierItem[] {
  const compare: Record<Sorting, (a: BarrierItem, b: BarrierItem) => number> = {
    age: () => 0,
    waits: (a, b) => (a.comesBackOn ?? a.overdueSince ?? "9").localeCompare(b.comesBackOn ?? b.overdueSince ?? "9"),
    area: (a, b) =>
      areaName(a.areaId).localeCompare(areaName(b.areaId), "da") || a.teamName.localeCompare(b.teamName, "da"),
    teams: (a, b) => b.teams - a.teams,
    contact: (a, b) => wishes[a.contact] - wishes[b.contact],
  };
  return items.toSorted((a, b) => compare[by](a, b) || (a.createdAt < b.createdAt ? -1 : 1));
}
