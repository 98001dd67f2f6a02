import type { Directory, IsoDate } from "../organisation.ts";
import { holdersOf, may, maySeeEscalated } from "../permissions.ts";
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
  const isTeam = speaksForTeam(directory, personId, barrier.teamId, date);
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

/** The team's own people; where it has nobody, or is gone, its navigators, so that somebody can always say that it works. */
function speaksForTeam(directory: Directory, personId: string, teamId: string, date: IsoDate): boolean {
  if (may(directory, personId, "confirmBarrier", teamId, date)) return true;
  const isLed = (["leader", "standIn"] as const).some((role) => holdersOf(directory, role, [teamId], date).length > 0);
  return !isLed && may(directory, personId, "triage", teamId, date);
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
