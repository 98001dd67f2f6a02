import type { Directory, IsoDate } from "../organisation.ts";
import {
  holdersOf,
  isAdmin,
  managerLevels,
  managersAbove,
  may,
  maySeeEscalated,
  navigatorsOf,
} from "../permissions.ts";
import type { Barrier, DecidedAs } from "./barrier.ts";
import { allowedIn, type BarrierActionKind } from "./barrier-actions.ts";
import { liftOf } from "./lift.ts";
import { isDated } from "./waiting.ts";

type Where = Pick<Barrier, "teamId" | "escalatedAt">;
type Acted = Pick<Barrier, "teamId" | "escalatedAt" | "assignedTo" | "lift" | "status" | "resolution" | "updatedAt">;

/**
 * Whether the person may see the barrier with its text: the team itself, its navigators, and managers once it is lifted. Of a team
 * that nobody else speaks for, also whoever then does.
 */
export function maySeeBarrier(directory: Directory, personId: string, barrier: Where, date: IsoDate): boolean {
  return (
    may(directory, personId, "seeBarriers", barrier.teamId, date) ||
    isLiftedTo(directory, personId, barrier, date) ||
    speaksForTeam(directory, personId, barrier.teamId, date)
  );
}

/** Whether the person may do this to a barrier that they may see, whatever its status. */
export function mayActOn(
  directory: Directory,
  personId: string,
  kind: BarrierActionKind,
  barrier: Acted,
  date: IsoDate,
): boolean {
  const isTeam = speaksForTeam(directory, personId, barrier.teamId, date);
  const isLifted = isLiftedTo(directory, personId, barrier, date);
  // A manager who has taken it helps; before that they decide, and afterwards they may say something.
  const isHelper =
    may(directory, personId, "triage", barrier.teamId, date) || (isLifted && barrier.assignedTo === personId);
  switch (kind) {
    case "confirm":
    case "reopen":
      return isTeam;
    case "answer":
    case "comment":
      return isTeam || isHelper || isLifted;
    case "ask":
      return isHelper || decidesAs(directory, personId, barrier, date) !== null;
    case "liftDo":
    case "liftWait":
    case "liftDecline":
    case "liftTake":
      return decidesAs(directory, personId, barrier, date) !== null;
    case "liftOn": {
      const as = decidesAs(directory, personId, barrier, date);
      return as !== null && levelAbove(directory, barrier, date, as.scope) !== null;
    }
    case "return":
    case "fallDue":
    case "lieUntouched":
    case "endTrial":
    case "closeUnanswered":
    case "liftRemind":
    case "liftReturn":
    case "liftDone":
      return false;
    default:
      return isHelper;
  }
}

/**
 * The team's own people; where it has nobody, or is gone, its navigators, without any the managers above it, and at last the
 * administrators: somebody can always say that it works.
 */
function speaksForTeam(directory: Directory, personId: string, teamId: string, date: IsoDate): boolean {
  if (may(directory, personId, "confirmBarrier", teamId, date)) return true;
  const isLed = (["leader", "standIn"] as const).some((role) => holdersOf(directory, role, [teamId], date).length > 0);
  if (isLed) return false;
  const others = [navigatorsOf(directory, teamId, date), managersAbove(directory, teamId, date)];
  const speakers = others.find((people) => people.length > 0);
  return speakers === undefined ? isAdmin(directory, personId, date) : speakers.includes(personId);
}

/**
 * As whom the person decides about what is lifted: a manager of the level that it lies with or of one above, or who stands in for
 * them. Null when nothing is lifted, or for anybody else.
 */
export function decidesAs(directory: Directory, personId: string, barrier: Acted, date: IsoDate): DecidedAs | null {
  const lift = liftOf(barrier);
  if (lift === null) return null;
  const levels = managerLevels(directory, barrier.teamId, date, lift.scope);
  const level = levels.find(({ managers }) => managers.includes(personId));
  if (level === undefined) return null;
  const own = (directory.rolesByScope.get(level.scope) ?? []).filter((role) => role.personId === personId);
  const isOwn = own.some(({ role }) => role === "manager");
  return isOwn ? { scope: level.scope } : { scope: level.scope, standIn: true };
}

/** The next level that has a manager, above `from` or where the lift lies; null when there is none. */
export function levelAbove(
  directory: Directory,
  barrier: Acted,
  date: IsoDate,
  from: string | null = liftOf(barrier)?.scope ?? null,
): string | null {
  const levels = managerLevels(directory, barrier.teamId, date, from);
  return levels[1]?.scope ?? null;
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
