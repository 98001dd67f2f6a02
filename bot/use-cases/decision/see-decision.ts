import { localDate } from "../../domain/calendar.ts";
import { type Decision, holdsBelow, scopesAbove } from "../../domain/decision/decision.ts";
import { teamIsIn } from "../../domain/organisation.ts";
import { rolesOf } from "../../domain/permissions.ts";
import type { Errand } from "../errand.ts";

/**
 * Whoever made it, managers of where it holds and above, and the navigators of its team; what lies over the files also the managers
 * of what lies below it.
 */
export function maySeeDecision({ directory, actor, now }: Errand, decision: Decision): boolean {
  const { by, doer, scope } = decision;
  const isBelow = holdsBelow(decision);
  if (by === actor.personId || doer === actor.personId) return true;
  const above = scopesAbove(directory, scope);
  const isTeam = directory.teams.has(scope);
  return rolesOf(directory, actor.personId, localDate(now)).some(({ role, scope: own }) => {
    if (role === "manager") return above.includes(own) || (isBelow && scopesAbove(directory, own).includes(scope));
    return role === "navigator" && isTeam && teamIsIn(directory, scope, own);
  });
}
