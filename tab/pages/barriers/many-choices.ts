import type { BarrierItem } from "../../../bot/api/contract.ts";

/** What can be done to many at once, in the order that it is done most. */
export const manyChoices = ["take", "assign", "seenBefore", "ask", "park"] as const;
export type ManyChoice = (typeof manyChoices)[number];
/** As many as the service takes at once. */
export const mostAtOnce = 99;

/** Of those that become one task the one that others are linked to already, or has waited longest. */
export function rootOf(items: readonly BarrierItem[]): BarrierItem | undefined {
  return items.toSorted((a, b) => b.teams - a.teams || (a.createdAt < b.createdAt ? -1 : 1))[0];
}

export function teamsIn(items: readonly BarrierItem[]): number {
  return new Set(items.map(({ teamId }) => teamId)).size;
}
