import type { BarrierActionName, BarrierItem } from "../../../bot/api/contract.ts";
import { type BarrierStatus, type BarrierStatusWhere, barrierStatuses } from "../../../bot/domain/vocabulary.ts";

/** What can be chosen for a barrier; sending it to its supplier is a way of waiting that has a name of its own. */
export type Choice = Exclude<BarrierActionName, "seenBefore"> | "supplier";

/** The choices that take a barrier to each column that it may be moved to; the others leave it where it is. */
const choicesTo: Record<BarrierStatusWhere<"mayBeDraggedTo", true>, readonly Choice[]> = {
  seen: ["see"],
  asking: ["ask"],
  working: ["take", "reopen", "liftTake"],
  trial: ["startTrial"],
  waiting: ["wait", "supplier", "escalate", "liftDo", "liftOn"],
  parked: ["park", "liftWait"],
  resolved: ["solve"],
  confirmed: ["confirm"],
  declined: ["decline", "liftDecline"],
};
const leadsTo = new Map<Choice, BarrierStatus>(
  (Object.keys(choicesTo) as (keyof typeof choicesTo)[]).flatMap((status) =>
    choicesTo[status].map((choice) => [choice, status] as const),
  ),
);

/** Done with one press; everything else asks for a word, a date or a choice first. */
export const immediate: ReadonlySet<Choice> = new Set(["see", "take", "confirm", "liftTake"]);

export function statusAfter(choice: Choice): BarrierStatus | undefined {
  return leadsTo.get(choice);
}

/** The moves that the person may make with the barrier now, in the order of the columns. The server decides which. */
export function movesOf({ may, status }: Pick<BarrierItem, "may" | "status">): Choice[] {
  const order = (choice: Choice) => barrierStatuses.indexOf(leadsTo.get(choice) ?? "new");
  return (
    [...leadsTo.keys()]
      .filter((choice) => may.includes(choice === "supplier" ? "wait" : choice))
      // What is in a column already is not moved there; waiting has several forms, and a taken one can still be taken over.
      .filter((choice) => leadsTo.get(choice) !== status || status === "waiting")
      .toSorted((a, b) => order(a) - order(b))
  );
}

/** The first move that leads to the status, or none. */
export function moveTo(item: Pick<BarrierItem, "may" | "status">, status: BarrierStatus): Choice | undefined {
  if (item.status === status) return undefined;
  return movesOf(item).find((choice) => leadsTo.get(choice) === status);
}

/** The nearest column to the right (1) or the left (-1) that the barrier may go to. */
export function nearestMove(
  item: Pick<BarrierItem, "may" | "status">,
  direction: 1 | -1,
  columns: readonly BarrierStatus[],
): BarrierStatus | undefined {
  const from = columns.indexOf(item.status);
  const beyond = direction === 1 ? columns.slice(from + 1) : columns.slice(0, Math.max(from, 0)).toReversed();
  return beyond.find((status) => moveTo(item, status) !== undefined);
}
