import type { Directory, IsoDate } from "../organisation.ts";
import { may, maySeeEscalated } from "../permissions.ts";
import type { Barrier } from "./barrier.ts";
import { allowedIn, type BarrierActionKind } from "./barrier-lifecycle.ts";
import { isDated } from "./waiting.ts";

type Where = Pick<Barrier, "teamId" | "escalatedAt">;

/** Whether the person may see the barrier with its text: the team itself, its navigators, and managers once it is lifted. */
export function maySeeBarrier(directory: Directory, personId: string, barrier: Where, date: IsoDate): boolean {
  return (
    may(directory, personId, "seeBarriers", barrier.teamId, date) || isLiftedTo(directory, personId, barrier, date)
  );
}

/** Whether the person may do this to a barrier that they may see, whatever its status. */
export function mayActOn(
  directory: Directory,
  personId: string,
  kind: BarrierActionKind,
  barrier: Where,
  date: IsoDate,
): boolean {
  const isTeam = may(directory, personId, "confirmBarrier", barrier.teamId, date);
  const isHelper =
    may(directory, personId, "triage", barrier.teamId, date) || isLiftedTo(directory, personId, barrier, date);
  switch (kind) {
    case "confirm":
    case "reopen":
      return isTeam;
    case "answer":
    case "comment":
      return isTeam || isHelper;
    case "return":
    case "fallDue":
    case "lieUntouched":
    case "endTrial":
    case "closeUnanswered":
      return false;
    default:
      return isHelper;
  }
}

function isLiftedTo(directory: Directory, personId: string, barrier: Where, date: IsoDate): boolean {
  return barrier.escalatedAt !== null && maySeeEscalated(directory, personId, barrier.teamId, date);
}

/** Everything that the person may do to the barrier now. */
export function actionsFor(
  directory: Directory,
  personId: string,
  barrier: Barrier,
  date: IsoDate,
): BarrierActionKind[] {
  return (Object.keys(allowedIn) as BarrierActionKind[]).filter(
    (kind) =>
      allowedIn[kind].includes(barrier.status) &&
      (kind !== "postpone" || isDated(barrier)) &&
      mayActOn(directory, personId, kind, barrier, date),
  );
}
